"""The pages that span diseases: label status, doses as reported, safety."""

from collections import Counter
from collections.abc import Iterable

from generator import urls
from generator.model import Cited, Topic
from generator.views import titles, wording
from generator.views.charts import dose_scales
from generator.views.claims import claim_view, dose_rows
from generator.views.context import Context
from generator.views.labels import label_rows
from generator.views.leading import by_level, unnumbered
from generator.views.model import DosesView, LabelStatusView, SafetyView
from generator.views.parts import ClaimView, Link, Row, WarningRow

FULL = 100
"""Claims, and doses, that one page shows."""
LEADING = 30
"""What it shows of more than that."""


def label_status_view(context: Context) -> LabelStatusView:
    """Label status of all diseases, those without a page included."""
    claims = _claims(context, "label-status")
    shown = _leading(context, claims)
    return LabelStatusView(
        url=urls.LABEL_STATUS,
        title=titles.FIXED[urls.LABEL_STATUS],
        description=f"Where {context.frame.intervention} is licensed for which disease, by country, product and date.",
        frame=context.frame,
        rows=label_rows(context, sorted(context.corpus.label_status.value.rows, key=lambda row: row.disease.lower())),
        statements=_views(context, shown),
        partly=_partly(len(shown), len(claims), "claim"),
        by_disease=_by_disease(context, claims, shown, "label-status"),
        elsewhere=_elsewhere(context, claims, shown),
        empty="No label has been read yet: add a row to `content/label-status.yaml`.",
    )


def doses_view(context: Context) -> DosesView:
    """Doses of all papers that count, as written."""
    papers = context.summary().papers
    scales, off_scale = dose_scales(context, papers)
    dosed = [paper for paper in papers if context.corpus.appraisals[paper].value.doses]
    best = _best(context, dosed, sum(len(context.corpus.appraisals[paper].value.doses) for paper in dosed))
    claims = _claims(context, "dosing")
    shown = _leading(context, claims)
    return DosesView(
        url=urls.DOSES,
        title=titles.FIXED[urls.DOSES],
        description=f"Doses of {context.frame.intervention} as the papers of this collection write them; reported, "
        "not recommended.",
        frame=context.frame,
        rows=dose_rows(context, best, None),
        claims=_views(context, shown),
        partly=_partly(len(best), len(dosed), "paper"),
        by_disease=_doses_by_disease(context, dosed) if best != dosed or shown != claims else (),
        elsewhere=unnumbered(context, papers) if best != dosed or shown != claims else None,
        empty=_empty(context, "No dose is given in what was read of these papers."),
        scales=scales,
        off_scale=off_scale[:FULL],
        off_scale_all=len(off_scale) if len(off_scale) > FULL else None,
    )


def safety_view(context: Context) -> SafetyView:
    """What all papers that count report on safety, and the class warnings."""
    safety = context.corpus.safety.value
    claims = _claims(context, "safety")
    shown = _leading(context, claims)
    return SafetyView(
        url=urls.SAFETY,
        title=titles.FIXED[urls.SAFETY],
        description=f"What the papers of this collection report on the safety of {context.frame.intervention}.",
        frame=context.frame,
        claims=_views(context, shown),
        partly=_partly(len(shown), len(claims), "claim"),
        by_disease=_by_disease(context, claims, shown, "safety"),
        elsewhere=_elsewhere(context, claims, shown),
        empty=_empty(context, _no_harms(context)),
        warnings=tuple(WarningRow(row.kind, row.text) for row in safety.warnings),
        warnings_source=safety.source,
    )


def _no_harms(context: Context) -> str:
    if "harms" in context.summary().gaps:
        return "These papers report nothing on safety."
    return "No claim is on safety; the harms that papers report stand on their own pages."


def _empty(context: Context, otherwise: str) -> str:
    return otherwise if context.summary().papers else wording.nothing_yet(len(context.corpus.papers))


def _claims(context: Context, topic: Topic) -> list[Cited]:
    """The claims of one topic from all papers that count, the newest paper first."""
    return [
        Cited(paper, claim)
        for paper in context.summary().papers
        for claim in context.corpus.appraisals[paper].value.claims
        if claim.topic == topic
    ]


def _leading(context: Context, claims: list[Cited]) -> list[Cited]:
    """All of some claims, or those of the highest level where they are too many for a page, the newest first."""
    if len(claims) <= FULL:
        return claims
    best = {cited.key for cited in sorted(claims, key=lambda cited: by_level(context, cited.paper))[:LEADING]}
    return [cited for cited in claims if cited.key in best]


def _best(context: Context, papers: list[str], doses: int) -> list[str]:
    """All of some papers, or those of the highest level where their doses are too many for a page."""
    if doses <= FULL:
        return papers
    best = sorted(papers, key=lambda paper: by_level(context, paper))[:LEADING]
    return [paper for paper in papers if paper in best]


def _views(context: Context, claims: Iterable[Cited]) -> tuple[ClaimView, ...]:
    return tuple(claim_view(context, c, urls.claim_anchor(c.paper, c.claim.id)) for c in claims)


def _partly(shown: int, every: int, noun: str) -> str:
    if shown == every:
        return ""
    return (
        f"Shown here: {shown} of {every:,} {noun}s, of the highest level, the newest first. All of them stand on the "
        "pages of their diseases, by year, and in the table of all claims below Data."
    )


def _elsewhere(context: Context, claims: list[Cited], shown: list[Cited]) -> tuple[str, ...] | None:
    return None if shown == claims else unnumbered(context, (cited.paper for cited in claims))


def _by_disease(context: Context, claims: list[Cited], shown: list[Cited], section: str) -> tuple[Row, ...]:
    """The diseases that claims are about, each leading to its page; none where all claims are shown."""
    if shown == claims:
        return ()
    counts = Counter(slug for c in claims for slug in {about.partition("/")[0] for about in c.claim.about})
    return _rows(context, counts, section, "claim")


def _doses_by_disease(context: Context, papers: Iterable[str]) -> tuple[Row, ...]:
    doses = (dose.about for paper in papers for dose in context.corpus.appraisals[paper].value.doses)
    return _rows(context, Counter(about.partition("/")[0] for about in doses), "doses", "dose")


def _rows(context: Context, counts: Counter[str], section: str, noun: str) -> tuple[Row, ...]:
    links = {slug: context.subject_link(slug) for slug in counts}
    return tuple(
        Row(Link(links[slug].text, f"{links[slug].href}#{section}"), "", (wording.count(counts[slug], noun),))
        for slug in sorted(counts, key=lambda slug: links[slug].text.lower())
    )
