"""The pages that hold, year by year, all that is too much for one page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from generator import evidence, urls
from generator.model import Cited
from generator.plain import ON_PAGE
from generator.shelves import Shelf
from generator.views import titles, wording
from generator.views.claims import claim_view, dose_rows
from generator.views.context import CONTENT, Context
from generator.views.leading import unnumbered
from generator.views.model import View
from generator.views.parts import Link, Row
from generator.views.rows import paper_row


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim in short."""

    anchor: str = field(metadata=ON_PAGE)
    direction: str | None
    symbol: str = field(metadata=ON_PAGE)
    said: str = field(metadata=ON_PAGE)
    """The direction in words, or what the claim is about where it has none."""
    quote: tuple[str, ...] = field(metadata=ON_PAGE)
    place: str
    """The quote's place in the paper's text, its permanent address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper with all that it says of a subject, in short; in full it stands on its own page."""

    paper: Link
    title: str = field(metadata=ON_PAGE)
    facts: tuple[str, ...] = field(metadata=ON_PAGE)
    retracted: bool
    claims: tuple[ClaimLine, ...]
    doses: tuple[tuple[str, ...], ...] = field(metadata=ON_PAGE)
    """Doses as the paper writes them."""


@dataclass(frozen=True, slots=True)
class ShelfView(View):
    """The papers of one year, of a subject or of the whole collection."""

    template: ClassVar[str] = "shelf.html"
    intro: str
    page: Link
    """The page that it belongs to."""
    parts: tuple[Row, ...]
    """The pages by month that hold its papers, if there are too many."""
    entries: tuple[Entry, ...]
    """The papers on a subject."""
    rows: tuple[Row, ...]
    """The papers of the whole collection."""


def shelf_view(context: Context, shelf: Shelf) -> ShelfView:
    """The page of one shelf, without what its parts hold."""
    named = titles.by_address(context.corpus)
    page = Link(named[shelf.page], shelf.page)
    papers = () if shelf.parts else shelf.papers
    return ShelfView(
        url=shelf.url,
        title=named[shelf.url],
        description=f"{named[shelf.url]}, with {wording.count(len(shelf.papers), 'paper')}.",
        frame=context.frame,
        trail=_trail(shelf, page),
        intro=_intro(shelf),
        page=page,
        parts=shelf_rows(context, shelf.parts),
        # Before it had parts, the claims of its papers stood here.
        elsewhere=unnumbered(context, shelf.papers) if shelf.subject and shelf.parts else None,
        entries=tuple(_entry(context, paper, shelf.subject) for paper in papers) if shelf.subject else (),
        rows=() if shelf.subject else tuple(paper_row(context, paper) for paper in papers),
    )


def shelf_rows(context: Context, shelves: Iterable[Shelf]) -> tuple[Row, ...]:
    """The shelves of a page as a list that leads to them."""
    return tuple(Row(_name(shelf), "", _facts(context, shelf)) for shelf in shelves)


def _name(shelf: Shelf) -> Link:
    return Link(wording.capitalized(wording.shelf(shelf.year, shelf.month)), shelf.url)


def _facts(context: Context, shelf: Shelf) -> tuple[str, ...]:
    waiting = sum(paper not in context.corpus.appraisals for paper in shelf.papers)
    facts = (wording.count(len(shelf.papers), "paper"),)
    return (*facts, f"{waiting} not yet appraised") if waiting else facts


def _trail(shelf: Shelf, page: Link) -> tuple[Link, ...]:
    year = Link(wording.shelf(shelf.year, None), f"{shelf.page}year/{shelf.year}/")
    return (page, year) if shelf.month else (page,)


def _intro(shelf: Shelf) -> str:
    if shelf.parts:
        return "By month."
    return "Every paper in short, by its first author; in full it stands on a page of its own."


def _entry(context: Context, paper_id: str, subject: str) -> Entry:
    paper, appraisal, corpus = context.paper(paper_id), context.appraisal(paper_id), context.corpus
    retracted = evidence.is_retracted(paper)
    entry = Entry(context.paper_link(paper_id), paper.title or paper_id, ("not yet appraised",), retracted, (), ())
    if appraisal is None:
        return entry
    patients = evidence.stated_by(g for g in appraisal.patients if evidence.is_within(g.about, subject, corpus))
    level = None if retracted else evidence.level(appraisal)
    facts = (
        wording.DESIGN[appraisal.design],
        *((wording.count(patients, "patient"),) if patients is not None else ()),
        *((f"level {level}",) if level else ()),
        f"{CONTENT[paper.source.content]} read",
    )
    told = [
        Cited(paper_id, claim)
        for claim in (() if retracted else appraisal.claims)
        if any(evidence.is_within(about, subject, corpus) for about in claim.about)
    ]
    covered = {dose.about for dose in appraisal.doses if evidence.is_within(dose.about, subject, corpus)}
    return Entry(
        entry.paper,
        entry.title,
        facts,
        retracted,
        tuple(_line(context, each) for each in told),
        () if retracted else tuple(row.quote for row in dose_rows(context, [paper_id], covered)),
    )


def _line(context: Context, cited: Cited) -> ClaimLine:
    view = claim_view(context, cited, urls.claim_anchor(cited.paper, cited.claim.id))
    said = view.verdict or wording.TOPIC[cited.claim.topic]
    return ClaimLine(view.anchor, view.direction, view.symbol, said, view.quote, view.place)
