"""What pages say of single studies: those of the collection, and those that are only known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator import evidence
from generator.evidence import Summary
from generator.model import Appraisal, Design, KnownStudy, Reported
from generator.views import wording
from generator.views.claims import words
from generator.views.context import CONTENT, Context
from generator.views.parts import Fact, Item, KnownStudyRow, Link, StudyView

NAMES = {
    "situation": "Situation",
    "prior_treatment": "Prior treatment",
    "co_treatment": "Co-treatment",
    "outcome": "Outcome",
    "follow_up": "Follow-up",
    "harms": "Harms",
}
"""The fields of `Reported`, as pages call them."""


def study_view(context: Context, paper_id: str, covered: set[str]) -> StudyView:
    """One paper among the studies of a page that covers some subjects."""
    paper, appraisal = context.paper(paper_id), context.corpus.appraisals[paper_id].value
    stated = evidence.stated_by(group for group in appraisal.patients if group.about in covered)
    planned = "" if appraisal.has_results else " (planned; no results)"
    return StudyView(
        anchor=f"study-{paper_id}",
        paper=context.paper_link(paper_id),
        items=(
            Item("Design", f"{wording.DESIGN[appraisal.design]}, from the appraisal"),
            Item("Patients", wording.patients(stated) + planned),
            *_compared(appraisal),
            *reported_items(context, paper_id, covered),
            Item("Level", wording.level(None if evidence.is_retracted(paper) else evidence.level(appraisal))),
            Item("Read", CONTENT[paper.source.content]),
            Item("Funding", appraisal.funding),
            Item("Weaknesses", "; ".join(appraisal.weaknesses) or "none noted"),
        ),
        retracted=evidence.is_retracted(paper),
    )


def _compared(appraisal: Appraisal) -> tuple[Item, ...]:
    if appraisal.design in evidence.SECONDARY:
        return ()
    silent = "not named in the appraisal" if appraisal.design in evidence.COMPARATIVE else "no comparison group"
    return (Item("Compared with", appraisal.comparator or silent),)


def reported_items(context: Context, paper_id: str, covered: set[str] | None) -> tuple[Item, ...]:
    """What a paper reports of its patients' treatment, with the doses for some subjects or for all."""
    appraisal = context.corpus.appraisals[paper_id].value
    if appraisal.design in evidence.SECONDARY and appraisal.reported == Reported() and not appraisal.doses:
        return (Item("Treatment", f"none of its own, as a {wording.DESIGN[appraisal.design]}"),)
    items = [_reported(context, paper_id, appraisal, name) for name in Reported.model_fields]
    items.insert(2, _dose(context, paper_id, appraisal, covered))
    return tuple(items)


def in_few_rows(items: Sequence[Item]) -> tuple[Item, ...]:
    """The same with what says one thing of several named values in one row: `Situation, follow-up: not reported`."""
    said: dict[str, list[Item]] = {}
    for item in items:
        said.setdefault(item.text, []).append(item)
    return tuple(
        replace(item, name=", ".join([item.name, *(each.name.lower() for each in said[item.text][1:])]))
        if item.text
        else item
        for item in items
        if not item.text or item is said[item.text][0]
    )


def _reported(context: Context, paper_id: str, appraisal: Appraisal, name: str) -> Item:
    if getattr(appraisal.reported, name) is None:
        return Item(NAMES[name], _said_in_claims(appraisal, name) or _silent(context, paper_id, appraisal, "reported"))
    passage = context.passage(paper_id, "reported", name)
    return Item(NAMES[name], "", words(context.paper(paper_id), passage.spans))


def _dose(context: Context, paper_id: str, appraisal: Appraisal, covered: set[str] | None) -> Item:
    found = [i for i, dose in enumerate(appraisal.doses) if covered is None or dose.about in covered]
    if not found:
        given = "given for a wider or another use, on its own page" if appraisal.doses else None
        return Item("Dose", given or _silent(context, paper_id, appraisal, "doses"))
    spans = [span for index in found for span in context.passage(paper_id, "doses", index).spans]
    return Item("Dose", "", words(context.paper(paper_id), spans))


def _said_in_claims(appraisal: Appraisal, name: str) -> str | None:
    """Where a paper tells what nobody noted among its facts."""
    topic = {"outcome": "efficacy", "harms": "safety"}.get(name)
    own = any(claim.topic == topic and claim.role == "primary-result" for claim in appraisal.claims)
    return "as its claims say" if own else None


def _silent(context: Context, paper_id: str, appraisal: Appraisal, key: str) -> str:
    """That a paper does not say something, if whoever appraised it said so by leaving the key empty."""
    if appraisal.design in evidence.SECONDARY:
        return f"none of its own, as a {wording.DESIGN[appraisal.design]}"
    if key not in appraisal.model_fields_set:
        return "not noted in the appraisal"
    return f"not reported in the {CONTENT[context.paper(paper_id).source.content]}"


def known_row(study: KnownStudy, covered: set[str], subject: str) -> KnownStudyRow:
    """A study that is listed, not appraised; without figures, since no quote stands behind them.

    Where it says otherwise about the subject of a page, and reports on a wider one, that report is left out.
    """
    notes = tuple(difference.note for difference in study.differs if difference.about in covered)
    differs_here = subject not in study.about and any(difference.about == subject for difference in study.differs)
    place = " ".join(part for part in (study.journal, study.year) if part)
    return KnownStudyRow(
        anchor=f"known-{study.id}",
        study=Link(study.label, study.url),
        reference=f"{place};{study.citation}" if study.citation else place,
        population=study.population or "",
        design=study.design,
        number=study.n or "not stated",
        comparator=study.comparator or "not stated",
        direction="" if differs_here else known_direction(study),
        notes=notes,
    )


def known_direction(study: KnownStudy) -> str:
    """What a known study's abstract reports, in words."""
    return wording.KNOWN_DIRECTION[study.direction] + (f" ({study.qualifier})" if study.qualifier else "")


def known_studies(context: Context, subject: str, covered: set[str], retold: set[str]) -> list[KnownStudy]:
    """The known studies about a subject or what it belongs to, those that differ there, those that its claims retell.

    An indication shows the studies of its disease, and a disease those of its group: its patients are among theirs.
    """
    wanted = covered | set(evidence.above(subject, context.corpus))
    return [
        study
        for study in context.corpus.known_studies.value.studies
        if set(study.about) & wanted
        or any(difference.about in covered for difference in study.differs)
        or retold & {study.doi, study.pmid}
    ]


def known_lines(studies: list[KnownStudy]) -> tuple[str, ...]:
    """What is known but not read here: how much, and where it outranks or contradicts what is."""
    if not studies:
        return ()
    lines = [f"Known, not read here: {_by_design(studies)}."]
    lines += [f"{_label(study)}: {known_direction(study)}." for study in studies if _stands_out(study)]
    return tuple(lines)


def _by_design(studies: list[KnownStudy]) -> str:
    counts: Counter[Design] = Counter(study.kind for study in studies)
    return wording.designs(tuple((design, counts[design]) for design in evidence.DESIGNS if counts[design]))


def _stands_out(study: KnownStudy) -> bool:
    """A randomized trial, which outranks uncontrolled work, or a study that found no benefit."""
    return study.kind == "randomized-trial" or study.direction == "no-benefit"


def _label(study: KnownStudy) -> str:
    return f"{study.label}, {wording.DESIGN[study.kind]}"


def glance(context: Context, summary: Summary) -> tuple[Fact, ...]:
    """The figures of a subject at a glance."""
    if not (summary.papers or summary.retracted):
        return ()
    kinds = [wording.designs(summary.designs, summary.protocols)] if summary.papers else []
    kinds += [f"{len(summary.retracted)} retracted, not counted"] if summary.retracted else []
    read = sorted({CONTENT[context.paper(paper).source.content] for paper in summary.papers})
    noun = "paper" if len(summary.papers) == 1 else "papers"
    return (
        Fact(str(len(summary.papers)), f"{noun}: {'; '.join(kinds)}"),
        Fact(wording.patients(summary.patients), _patients_label(summary), term="patients"),
        Fact(
            wording.level(summary.level),
            f"{wording.graded(summary.level)} here",
            context.scheme,
            term="cebm-level",
        ),
        Fact(wording.years(summary.years), f"published; {' and '.join(read)} read" if read else "published"),
    )


def _patients_label(summary: Summary) -> str:
    silent = f"; {wording.count(summary.silent, 'paper')} without a number" if summary.silent else ""
    return ("patient" if summary.patients == 1 else "patients") + (silent if summary.patients is not None else "")
