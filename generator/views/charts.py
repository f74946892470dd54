"""What the charts of a page show. A chart that would have one value to show is left out: the page says it in words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator import doses, evidence, passages, urls
from generator.charts.figures import (
    Bar,
    Bars,
    DoseMark,
    DoseScale,
    EvidenceMap,
    MapCell,
    MapRow,
    Place,
    Places,
    Span,
    Years,
)
from generator.doses import Amount
from generator.evidence import DESIGNS, Summary
from generator.model import Appraisal, Design, Paper
from generator.views import wording
from generator.views.claims import words
from generator.views.context import Context

MOST_COLUMNS = 40
"""Of papers by year; more years than that are drawn by five, ten or more together."""
STEPS = (1, 5, 10, 25, 50)
BALANCE: Mapping[str, tuple[str, str]] = {
    "supports": (wording.SYMBOL["supports"], "improvement"),
    "mixed": ("±", "mixed"),
    "inconclusive": (wording.SYMBOL["inconclusive"], "inconclusive"),
    "refutes": (wording.SYMBOL["refutes"], "no improvement"),
    "none": ("○", "no finding on efficacy"),
}
"""Sign and word of what papers report on balance."""
CAPTION = (
    "How many papers there are of each design, and what more than half of those with a finding on efficacy report. "
    "Papers are counted here, not weighed."
)
GROUPS = " A group counts the papers of its diseases, which stand below it."


def evidence_map(context: Context, diseases: Sequence[str]) -> EvidenceMap | None:
    """Some diseases, and those of groups below their group, against designs; None with fewer than two papers."""
    every = [(slug, False) for slug in diseases]
    every = [pair for slug, _ in every for pair in ((slug, False), *((c, True) for c in context.children(slug)))]
    found = {slug: _by_design(context, slug) for slug, _ in every}
    designs = [design for design in DESIGNS if any(design in cells for cells in found.values())]
    rows = tuple(
        MapRow(
            name=context.subject_link(slug).text,
            href=urls.subject(slug),
            within=within,
            cells=tuple(found[slug].get(design) for design in designs),
        )
        for slug, within in every
        if found[slug]
    )
    papers = sum(context.corpus.appraisals[paper].value.has_results for paper in context.summary().papers)
    used = {cell.balance for row in rows for cell in row.cells if cell}
    if papers < 2 or not rows:
        return None
    subjects = wording.count(len(rows), "disease or group", "diseases and groups")
    return EvidenceMap(
        title="Evidence map: diseases by design",
        description=f"{wording.count(papers, 'paper')} on {subjects}, {wording.count(len(designs), 'design')}. The "
        "area of a circle stands for its papers; sign and colour for what more than half of them report.",
        caption=CAPTION + (GROUPS if any(row.within for row in rows) else ""),
        designs=tuple(wording.capitalized(wording.DESIGN[design]) for design in designs),
        rows=rows,
        legend=tuple((key, sign, word) for key, (sign, word) in BALANCE.items() if key in used),
    )


def _by_design(context: Context, slug: str) -> dict[Design, MapCell]:
    """The papers with results on a disease, by design."""
    groups: dict[Design, list[Appraisal]] = defaultdict(list)
    for paper in context.summary(slug).papers:
        appraisal = context.corpus.appraisals[paper].value
        if appraisal.has_results:
            groups[appraisal.design].append(appraisal)
    return {design: _cell(context, slug, appraisals) for design, appraisals in groups.items()}


def _cell(context: Context, slug: str, appraisals: Sequence[Appraisal]) -> MapCell:
    found, by_all = evidence.balance(evidence.finding(each, slug, context.corpus) for each in appraisals)
    sign, word = BALANCE[found or "none"]
    return MapCell(len(appraisals), found or "none", sign, word if by_all else f"mostly {word}")


def patients_by_design(context: Context, subject: str, summary: Summary) -> Bars | None:
    """The patients of a subject by the design of their papers; None with fewer than two designs."""
    found = evidence.patients_by_design(context.corpus, summary.papers, subject)
    if len(found) < 2:
        return None
    return Bars(
        title="Patients by design",
        description=f"{wording.count(sum(number for _, number in found), 'patient')}, each counted once, by the "
        "design of the paper that reports them. The length of a bar stands for its number of patients.",
        heads=("Design", "Patients"),
        bars=tuple(Bar(wording.capitalized(wording.DESIGN[design]), number, f"{number:,}") for design, number in found),
    )


def years(context: Context, papers: Iterable[str], waiting: Iterable[str] = ()) -> Years | None:
    """Papers by year, with those that wait for an appraisal apart; None where all are of one year."""
    counted, unread = _of_years(context, papers), _of_years(context, waiting)
    every = sorted({*counted, *unread})
    if len(every) < 2:
        return None
    step = next((step for step in STEPS if (every[-1] - every[0]) // step < MOST_COLUMNS), STEPS[-1])
    starts = sorted({year - year % step for year in every})
    total = wording.count(counted.total(), "paper") + (" with an appraisal" if unread else "")
    also = f" and {unread.total()} not yet appraised, drawn as outlines" if unread else ""
    return Years(
        title="Papers by year",
        description=f"{total}{also}, {every[0]} to {every[-1]}. The height of a column stands for its papers.",
        spans=tuple(
            Span(
                first=start,
                last=start + step - 1,
                name=str(start) if step == 1 else f"{start}–{start + step - 1}",
                counted=sum(counted[year] for year in range(start, start + step)),
                waiting=sum(unread[year] for year in range(start, start + step)),
            )
            for start in starts
        ),
        with_waiting=bool(unread),
    )


def _of_years(context: Context, papers: Iterable[str]) -> Counter[int]:
    return Counter(int(year) for paper in papers if (year := context.paper(paper).year))


def dose_scales(context: Context, papers: Iterable[str]) -> tuple[tuple[DoseScale, ...], tuple[str, ...]]:
    """A scale for each unit with two amounts or more, and the doses that stand on none, as written."""
    least = context.corpus.intervention.value.least_mg_per_kg
    scales: dict[str, dict[Amount, set[str]]] = defaultdict(lambda: defaultdict(set))
    written: dict[str, Amount | None] = {}
    for paper in papers:
        for dose in passages.located_as(context.corpus, paper, "dose"):
            quote = " … ".join(words(context.paper(paper), dose.spans))
            amount = None if doses.is_implausible(quote, least) else doses.read(quote)
            written[quote] = amount
            if amount:
                scales[amount.unit][amount].add(paper)
    drawn = {unit: marks for unit, marks in sorted(scales.items()) if len(marks) > 1}
    left = tuple(quote for quote, amount in written.items() if amount is None or amount.unit not in drawn)
    return tuple(_scale(unit, marks) for unit, marks in drawn.items()), left if drawn else ()


def _scale(unit: str, marks: Mapping[Amount, set[str]]) -> DoseScale:
    papers = set().union(*marks.values())
    no_day = "" if unit.endswith("day") else ", no day named"
    return DoseScale(
        title=f"Doses in {unit}{no_day}, with their number of papers",
        description=f"Doses in {unit} from {wording.count(len(papers), 'paper')}, as reported. The place of a circle "
        "is the dose, a line is a range, and the area of a circle stands for the papers that report it.",
        unit=unit,
        marks=tuple(
            DoseMark(_amount(amount), amount.low, amount.high, len(marks[amount]))
            for amount in sorted(marks, key=lambda amount: (amount.low, amount.high))
        ),
    )


def _amount(amount: Amount) -> str:
    return f"{amount.low:g}" if amount.low == amount.high else f"{amount.low:g}–{amount.high:g}"


def places(context: Context, paper_id: str) -> Places | None:
    """Where the claims of a paper stand in its stored text; None with fewer than two."""
    paper, appraisal = context.paper(paper_id), context.appraisal(paper_id)
    if appraisal is None:
        return None
    found = []
    starts = _section_starts(paper)
    for index, claim in enumerate(appraisal.claims):
        spans = context.passage(paper_id, "claims", index).spans
        if spans:
            found.append(
                Place(
                    number=index + 1,
                    claim=claim.id,
                    href=urls.place(paper_id, claim.id),
                    sign=wording.SYMBOL[claim.direction] if claim.direction else "",
                    direction=claim.direction,
                    stretches=tuple((span.start, span.end) for span in spans),
                    part=[heading for at, heading in starts if at <= spans[0].start][-1],
                )
            )
    if len(found) < 2:
        return None
    return Places(
        title="Where the claims stand in the text",
        description=f"A strip for each of {len(found)} claims: the stored text from its first character to its last, "
        f"{len(paper.text):,}, with the words of the claim marked.",
        length=len(paper.text),
        sections=tuple(at for at, _ in starts if at),
        places=tuple(found),
    )


def _section_starts(paper: Paper) -> list[tuple[int, str]]:
    """Where each section begins in the text, with its heading."""
    starts, at = [], 0
    for section in paper.sections:
        starts.append((at, section.heading or ""))
        at += sum(len(paragraph) + 1 for paragraph in section.paragraphs)
    return starts
