"""How a paper, a page and a claim are cited: short name, reference, and the formats that programs read.

Nothing is invented. What a source does not give is left out, a page's author is the edition, and an address appears
only where the edition knows its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator import urls
from generator.citing import bibtex, csl, ris
from generator.citing.vancouver import MAX_AUTHORS, identifiers, internet, label, place, with_identifiers
from generator.citing.vancouver import reference as vancouver
from generator.citing.work import Name, Work, from_paper, one_line
from generator.model import Paper, Site

__all__ = [
    "MAX_AUTHORS",
    "Formats",
    "bibliography",
    "chart_line",
    "claim",
    "label",
    "page",
    "paper",
    "place",
    "vancouver",
]

ELLIPSIS = " … "
"""Stands between the parts of a quote."""


@dataclass(frozen=True, slots=True)
class Formats:
    """One citation in every format, each a text ready to copy or to save."""

    vancouver: str
    bibtex: str
    ris: str
    """Lines end in CR LF."""
    csl: str
    """CSL JSON: a list of one item."""


def paper(paper: Paper) -> Formats:
    """A paper itself, as its source describes it."""
    work = from_paper(paper)
    return _formats(with_identifiers(paper), work)


def page(title: str, path: str, site: Site, content_hash: str) -> Formats:
    """A page of the site, as of the edition's date. `path` is its address within the site."""
    work = _page(title, path, site, content_hash)
    return _formats(internet(work), work)


def claim(paper: Paper, claim_id: str, quote: Sequence[str], site: Site, content_hash: str) -> Formats:
    """A claim at its permanent address, the place of its quote on the paper's page.

    `quote` holds the exact words of the source, a part for each stretch of text; `content_hash` is that of the page.
    For people the source stands as a reference; programs get its numbers, by which they know it.
    """
    title, path = f"{label(paper)}: “{ELLIPSIS.join(quote)}”", urls.place(paper.id, claim_id)
    numbers = identifiers(paper) if paper.doi or paper.pmid or paper.pmcid else with_identifiers(paper)
    told = _page(title, path, site, content_hash, f"Quoted from: {with_identifiers(paper)}")
    return _formats(internet(told), replace(told, note=_note(content_hash, f"Quoted from: {numbers}")))


def chart_line(title: str, path: str, site: Site, intervention: str) -> str:
    """One line to paste into a chart: what was read, from where, as of when. It carries no finding."""
    parts = (f"{title}: {intervention} evidence summary", site.title, f"as of {site.as_of.isoformat()}")
    address = urls.absolute(path, site.base_url)
    return ", ".join(one_line(part) for part in (*parts, address) if part)


def _page(title: str, path: str, site: Site, content_hash: str, source: str = "") -> Work:
    """A page as it is cited. Its author is the edition, by its title; no person is named."""
    return Work(
        kind="page",
        key=path.strip("/").replace("/", "-").replace("-#", "-") or "home",
        title=one_line(title),
        authors=(Name(site.title),),
        issued=(site.as_of.year, site.as_of.month, site.as_of.day),
        url=urls.absolute(path, site.base_url),
        version=content_hash,
        note=_note(content_hash, source),
    )


def _note(content_hash: str, source: str) -> str:
    return f"Content hash {content_hash}. {source}".rstrip()


def bibliography(papers: Iterable[Paper]) -> Formats:
    """Papers in one file of each format; as text, one reference a line."""
    every = list(papers)
    works = [from_paper(each) for each in every]
    return Formats(
        "".join(f"{with_identifiers(each)}\n" for each in every),
        bibtex.write(works),
        ris.write(works),
        csl.write(works),
    )


def _formats(vancouver: str, work: Work) -> Formats:
    return Formats(vancouver, bibtex.write([work]), ris.write([work]), csl.write([work]))
