"""A paper as one entry of a list."""

from generator import citing, urls
from generator.evidence import is_retracted, subjects
from generator.views import wording
from generator.views.context import Context
from generator.views.parts import Link, Row


def paper_row(context: Context, paper_id: str) -> Row:
    """A paper with its journal, its design and what it is about."""
    paper, appraisal = context.paper(paper_id), context.appraisal(paper_id)
    facts = (wording.DESIGN[appraisal.design],) if appraisal else ("not yet appraised",)
    facts = ("retracted",) if is_retracted(paper) else facts
    about = sorted({s.partition("/")[0] for s in subjects(appraisal)}) if appraisal else []
    return Row(
        Link(paper.title or f"Untitled document {paper_id}", urls.paper(paper_id)),
        f"{citing.label(paper)} · {paper.journal}" if paper.journal else citing.label(paper),
        facts,
        tuple(context.subject_link(slug) for slug in about),
    )
