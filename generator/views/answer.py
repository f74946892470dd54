"""The bottom line of a page: sentences that people wrote, with what is computed filled in."""

from collections.abc import Iterable, Mapping

from generator import bottom_line, urls
from generator.bottom_line import Citation
from generator.bottom_line import Fact as ComputedFact
from generator.evidence import Summary
from generator.model import KnownStudy, LabelRow
from generator.views import wording
from generator.views.context import Context
from generator.views.parts import SentencePart


def sentence(context: Context, sentence: str, subject: str, facts: Mapping[str, str]) -> tuple[SentencePart, ...]:
    """A sentence of the bottom line, its placeholders filled and its citations leading down the page."""
    parts = []
    for part in bottom_line.parse(sentence):
        if isinstance(part, Citation):
            paper, _, claim = part.key.partition("#")
            parts.append(
                SentencePart(_chip(context, paper, claim), f"{urls.subject(subject)}#{urls.claim_anchor(paper, claim)}")
            )
        elif isinstance(part, ComputedFact):
            parts.append(SentencePart(facts[part.name]))
        else:
            parts.append(SentencePart(part))
    return tuple(parts)


def facts(summary: Summary, known: list[KnownStudy], rows: Iterable[LabelRow]) -> dict[str, str]:
    """What the placeholders of a bottom line stand for, as running text."""
    stated = summary.patients
    trials = sum(study.kind == "randomized-trial" for study in known)
    verb = "is" if trials == 1 else "are"
    places = tuple(dict.fromkeys(row.jurisdiction for row in rows if row.status == "licensed"))
    return {
        "papers": wording.spelled(len(summary.papers), "paper"),
        "patients": "an unstated number of patients" if stated is None else wording.spelled(stated, "patient"),
        "level": wording.level(summary.level),
        "licensed": f"licensed in {wording.enumerated(places)}" if places else "found in none of the labels read",
        "trials": f"{wording.spelled(trials, 'randomized trial')} {verb} known but not read here"
        if trials
        else "no randomized trial is known here beyond what was read",
        **{f"gap:{gap}": text for gap, text in wording.GAP.items()},
    }


def _chip(context: Context, paper: str, claim_id: str) -> str:
    """A cited claim in words: the subject that its id names, or the id itself."""
    found = next(claim for claim in context.corpus.appraisals[paper].value.claims if claim.id == claim_id)
    about = next((about for about in found.about if about.rpartition("/")[2] == claim_id), None)
    if about is None:
        return claim_id.replace("-", " ")
    return context.corpus.indications[about].value.name if "/" in about else context.subject_title(about)
