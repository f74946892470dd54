"""Long lists on pages of their own, by year: which papers stand on which page. Pure.

A page that would list too much shows the best of it and leads to its shelves, one for each year of publication, which
hold everything. A year with too much is shelved by month. Where a paper stands follows from the paper alone, never from
its rank among others, so that a new paper moves none that is there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import citing, evidence, urls
from generator.model import Corpus, Paper, once_per_corpus

FULL_LIST = 300
"""Papers that the list of all papers shows on one page."""
FULL_PAPERS, FULL_CLAIMS = 40, 80
"""Papers, appraised or not, and claims that the page of a disease or indication shows itself."""
FULL_WIDER = 30
"""Claims said of a wider subject that such a page shows itself."""
FULL_YEAR_LIST = 500
FULL_YEAR_PAPERS, FULL_YEAR_CLAIMS = 150, 400
"""What a shelf of one year holds, of the list of all papers and of a subject, before it is divided by months."""
NO_DATE = "none"
"""Part of an address for papers whose year or month nobody knows."""
_SHELF = re.compile(
    r"(/papers/|/diseases/[^/]+/|/indications/[^/]+/[^/]+/)year/([0-9]{4}|none)/(?:(?:[0-9]{2}|none)/)?"
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers of one year, or of one of its months."""

    url: str
    page: str
    """Address of the page that it belongs to."""
    subject: str | None
    """The disease or indication; None among all papers."""
    year: str
    month: str | None
    """Two digits; None for a whole year."""
    papers: tuple[str, ...]
    parts: tuple["Shelf", ...] = ()
    """Shelves by month, which then hold its papers."""


@once_per_corpus
def every(corpus: Corpus) -> Mapping[str, tuple[Shelf, ...]]:
    """The shelves of each page that has some, by its address, the newest year first."""
    found = {}
    if len(corpus.papers) > FULL_LIST:
        found[urls.PAPERS] = _shelved(corpus, urls.PAPERS, None, corpus.papers)
    for subject in (*sorted(evidence.paged_diseases(corpus)), *corpus.indications):
        papers = evidence.speaking_of(corpus, subject) & corpus.papers.keys()
        if len(papers) > FULL_PAPERS or _claims(corpus, subject).total() > FULL_CLAIMS:
            found[urls.subject(subject)] = _shelved(corpus, urls.subject(subject), subject, papers)
    return found


def flat(corpus: Corpus) -> Iterator[Shelf]:
    """All shelves, each before its parts."""
    for shelf in (shelf for shelves in every(corpus).values() for shelf in shelves):
        yield shelf
        yield from shelf.parts


@once_per_corpus
def addresses(corpus: Corpus) -> frozenset[str]:
    """The address of every shelf."""
    return frozenset(shelf.url for shelf in flat(corpus))


def former(corpus: Corpus, led: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Addresses of shelves that were published and are gone, each with the nearest page that is there.

    `led` says where the address of a page leads that is none any more.
    """
    shelves, pages = addresses(corpus), urls.addresses(corpus)
    for address in corpus.permalinks:
        parts = _SHELF.fullmatch(address)
        if parts is not None and address not in shelves:
            page = led.get(parts[1], parts[1])
            nearest = (f"{page}{address.removeprefix(parts[1])}", f"{page}year/{parts[2]}/", page)
            yield from ((address, to) for to in [to for to in nearest if to in shelves or to in pages][:1])


def _claims(corpus: Corpus, subject: str) -> Counter[str]:
    """How many claims about a subject each paper has."""
    return Counter(cited.paper for cited in evidence.claims(corpus, subject))


def _shelved(corpus: Corpus, page: str, subject: str | None, papers: Iterable[str]) -> tuple[Shelf, ...]:
    years = defaultdict(list)
    for paper in sorted(papers, key=_places(corpus).__getitem__):
        years[corpus.papers[paper].value.year or NO_DATE].append(paper)
    claims = _claims(corpus, subject) if subject else Counter[str]()
    order = sorted(years, key=lambda year: (year == NO_DATE, -int(year) if year != NO_DATE else 0))
    return tuple(_year(corpus, page, subject, year, years[year], claims) for year in order)


@once_per_corpus
def _places(corpus: Corpus) -> Mapping[str, int]:
    """The place of each paper on a shelf, among all that may stand on it: by its first author."""
    order = sorted(corpus.papers, key=lambda paper: (citing.label(corpus.papers[paper].value), paper))
    return {paper: place for place, paper in enumerate(order)}


def _year(
    corpus: Corpus, page: str, subject: str | None, year: str, papers: Sequence[str], claims: Counter[str]
) -> Shelf:
    url = f"{page}year/{year}/"
    if subject is None:
        fits = len(papers) <= FULL_YEAR_LIST
    else:
        fits = len(papers) <= FULL_YEAR_PAPERS and sum(claims[paper] for paper in papers) <= FULL_YEAR_CLAIMS
    months = defaultdict(list)
    for paper in () if fits else papers:
        months[_month(corpus.papers[paper].value)].append(paper)
    parts = tuple(
        Shelf(f"{url}{month}/", page, subject, year, month, tuple(months[month]))
        for month in sorted(months, key=lambda month: (month == NO_DATE, -int(month) if month != NO_DATE else 0))
    )
    return Shelf(url, page, subject, year, None, tuple(papers), parts)


def _month(paper: Paper) -> str:
    """The month of the paper's own year, of the issue or else of its first appearance."""
    dates = (date for date in (paper.date, paper.epub_date) if date and len(date) > 4 and date[:4] == paper.year)
    return next((date[5:7] for date in dates), NO_DATE)
