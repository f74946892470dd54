"""The pages that lead to others: home and the indexes."""

from itertools import groupby

from generator import evidence, passages, shelves, urls
from generator.evidence import is_retracted
from generator.shelves import Shelf
from generator.views import titles, wording
from generator.views.charts import evidence_map, years
from generator.views.context import Context
from generator.views.model import HomeView, IndexView
from generator.views.parts import Fact, Link, Row
from generator.views.rows import paper_row
from generator.views.shelves import shelf_rows

NEWEST = 10
"""Papers listed on the first page, and on the list of papers where that leads to years."""


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
            Fact(
                str(len(summary.papers)),
                "paper appraised" if len(summary.papers) == 1 else "papers appraised",
                term="appraised",
            ),
            Fact(wording.patients(summary.patients), "patients, each counted once", term="patients"),
            Fact(str(len(_diseases(context))), "diseases and groups"),
            Fact(str(_quotes(context)), "quotes, each checked against its source"),
        ),
        map=evidence_map(context, evidenced),
        diseases=tuple(_disease_row(context, slug) for slug in evidenced),
        no_diseases=wording.NO_DISEASES,
        no_papers=wording.NO_PAPERS,
        newest=tuple(paper_row(context, paper) for paper in _papers(context)[:NEWEST]),
        awaiting=sum(paper not in context.corpus.appraisals for paper in context.corpus.papers),
    )


def _quotes(context: Context) -> int:
    """The quotes of all papers but those that were retracted."""
    appraisals, papers = context.corpus.appraisals, context.corpus.papers
    standing = (key for key in appraisals if key in papers and not is_retracted(papers[key].value))
    return sum(passages.count(appraisals[key].value) for key in standing)


def disease_index(context: Context) -> IndexView:
    """All diseases by their first letter."""
    rows = [(slug, _disease_row(context, slug)) for slug in _diseases(context)]
    return IndexView(
        url=urls.DISEASES,
        title=titles.FIXED[urls.DISEASES],
        description=f"All diseases of this collection, with what it holds on {context.frame.intervention}.",
        frame=context.frame,
        intro="By name. Former names and abbreviations stand beside it.",
        groups=tuple(
            (letter, tuple(row for _, row in group))
            for letter, group in groupby(rows, key=lambda item: item[1].link.text[0].upper())
        ),
        empty=wording.NO_DISEASES,
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
        title=titles.FIXED[urls.INDICATIONS],
        description=f"The situations, organs and outcomes for which this collection holds evidence on "
        f"{context.frame.intervention}.",
        frame=context.frame,
        intro="The situations, organs and outcomes that papers speak about, by disease.",
        groups=tuple(groups),
        empty="No indications yet: `evidence new indication DISEASE/NAME` writes the skeleton of one into "
        "`content/indications/`.",
    )


def paper_index(context: Context) -> IndexView:
    """All papers by year, newest first; where they are too many for a page, the newest and the way to each year."""
    papers = _papers(context)
    shelved = shelves.every(context.corpus).get(urls.PAPERS, ())
    return IndexView(
        url=urls.PAPERS,
        title=titles.FIXED[urls.PAPERS],
        description=f"All papers of this collection on {context.frame.intervention}.",
        frame=context.frame,
        intro="The newest, and all by year." if shelved else "By year, newest first.",
        groups=_paper_groups(context, papers, shelved),
        shelves=shelf_rows(context, shelved),
        empty=wording.NO_PAPERS,
        years=years(
            context,
            context.summary().papers,
            (p for p in papers if p not in context.corpus.appraisals and not is_retracted(context.paper(p))),
        ),
    )


def _paper_groups(
    context: Context, papers: list[str], shelved: tuple[Shelf, ...]
) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    if shelved:
        return (("Newest", tuple(paper_row(context, paper) for paper in papers[:NEWEST])),)
    by_year = groupby(papers, key=lambda paper: context.paper(paper).year or "No year")
    return tuple((year, tuple(paper_row(context, paper) for paper in group)) for year, group in by_year)


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
    waiting = len(evidence.awaiting(context.corpus).get(subject, ()))
    facts = (wording.count(len(summary.papers), "paper"), patients) if summary.papers else (_nothing(waiting),)
    return Row(context.subject_link(subject), " · ".join(also), facts)


def _nothing(waiting: int) -> str:
    """What stands in the place of counts where no paper counts."""
    return f"{waiting} not yet appraised" if waiting else "no papers"
