"""The pages that lead to others: home and the indexes."""

from itertools import groupby

from generator import citing, urls
from generator.evidence import DESIGNS, is_retracted, subjects
from generator.views import wording
from generator.views.context import Context
from generator.views.model import HomeView, IndexView
from generator.views.parts import EvidenceMap, Fact, Link, Row

NEWEST = 10
"""Papers listed on the first page."""


def home_view(context: Context) -> HomeView:
    """The first page: what this is, the way in by disease, the newest papers."""
    summary = context.summary()
    site = context.corpus.site.value
    evidenced = [slug for slug in _diseases(context) if context.corpus.diseases[slug].value.parent is None]
    return HomeView(
        url=urls.HOME,
        title=site.title,
        description=site.description,
        frame=context.frame,
        facts=(
            Fact(str(len(summary.papers)), "paper appraised" if len(summary.papers) == 1 else "papers appraised"),
            Fact(wording.patients(summary.patients), "patients, each counted once"),
            Fact(str(len(_diseases(context))), "diseases and groups"),
            Fact(str(sum(len(found) for found in context.located.values())), "quotes, each checked against its source"),
        ),
        map=_map(context, evidenced),
        diseases=tuple(_disease_row(context, slug) for slug in evidenced),
        newest=tuple(_paper_row(context, paper) for paper in _papers(context)[:NEWEST]),
        awaiting=sum(paper not in context.corpus.appraisals for paper in context.corpus.papers),
    )


def _map(context: Context, diseases: list[str]) -> EvidenceMap:
    """Diseases against designs; a cell counts papers and leads to the studies of the disease."""
    counts = {slug: dict(context.summary(slug).designs) for slug in diseases}
    used = [design for design in DESIGNS if any(design in found for found in counts.values())]
    return EvidenceMap(
        designs=tuple(wording.DESIGN[design] for design in used),
        rows=tuple(
            (context.subject_link(slug), tuple(_cell(slug, counts[slug].get(design)) for design in used))
            for slug in diseases
            if counts[slug]
        ),
    )


def _cell(slug: str, number: int | None) -> Link | None:
    return None if number is None else Link(f"{number:,}", f"{urls.subject(slug)}#studies")


def disease_index(context: Context) -> IndexView:
    """All diseases by their first letter."""
    rows = [(slug, _disease_row(context, slug)) for slug in _diseases(context)]
    return IndexView(
        url=urls.DISEASES,
        title="Diseases",
        description=f"All diseases of this collection, with what it holds on {context.frame.intervention}.",
        frame=context.frame,
        intro="By name. Former names and abbreviations stand beside it.",
        groups=tuple(
            (letter, tuple(row for _, row in group))
            for letter, group in groupby(rows, key=lambda item: item[1].link.text[0].upper())
        ),
        empty="No diseases yet: add one as a file in content/diseases/.",
    )


def indication_index(context: Context) -> IndexView:
    """All indications under their disease."""
    groups = []
    for slug in _diseases(context):
        keys = context.indications(slug)
        if keys:
            rows = tuple(_subject_row(context, key) for key in keys)
            groups.append((wording.capitalized(context.subject_title(slug)), rows))
    return IndexView(
        url=urls.INDICATIONS,
        title="Indications",
        description=f"The situations, organs and outcomes for which this collection holds evidence on "
        f"{context.frame.intervention}.",
        frame=context.frame,
        intro="The situations, organs and outcomes that papers speak about, by disease.",
        groups=tuple(groups),
        empty="No indications yet: add one as a file in content/indications/, in the folder of its disease.",
    )


def paper_index(context: Context) -> IndexView:
    """All papers by year, newest first."""
    papers = _papers(context)
    years = groupby(papers, key=lambda paper: context.paper(paper).year or "No year")
    return IndexView(
        url=urls.PAPERS,
        title="Papers",
        description=f"All papers of this collection on {context.frame.intervention}.",
        frame=context.frame,
        intro="By year, newest first.",
        groups=tuple((year, tuple(_paper_row(context, paper) for paper in group)) for year, group in years),
        empty="No papers yet: drop a document into seeds/ and run `evidence normalize`.",
    )


def _diseases(context: Context) -> list[str]:
    return sorted(context.paged, key=lambda slug: context.subject_title(slug).lower())


def _papers(context: Context) -> list[str]:
    return sorted(context.corpus.papers, key=lambda paper: (-int(context.paper(paper).year or 0), paper))


def _disease_row(context: Context, slug: str) -> Row:
    row = _subject_row(context, slug)
    return Row(row.link, row.also, row.facts, tuple(_child_link(context, child) for child in context.children(slug)))


def _child_link(context: Context, slug: str) -> Link:
    """A disease of a group, with its former name, by which readers may still look for it."""
    link, formerly = context.subject_link(slug), context.corpus.diseases[slug].value.formerly
    return Link(f"{link.text} (formerly {formerly[0]})", link.href) if formerly else link


def _subject_row(context: Context, subject: str) -> Row:
    summary = context.summary(subject)
    disease = context.corpus.diseases.get(subject)
    also = () if disease is None else (*disease.value.abbreviations, *(f"formerly {n}" for n in disease.value.formerly))
    patients = "patients not stated" if summary.patients is None else wording.count(summary.patients, "patient")
    facts = (wording.count(len(summary.papers), "paper"), patients) if summary.papers else ("no papers",)
    return Row(context.subject_link(subject), " · ".join(also), facts)


def _paper_row(context: Context, paper_id: str) -> Row:
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
