"""How a paper, a page and a claim are cited: short name, reference, and the formats that programs read.

Nothing is invented. What a source does not give is left out, a page's author is the edition, and an address appears
only where the edition knows its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator import urls
from generator.citing import bibtex, csl, ris
from generator.citing.vancouver import MAX_AUTHORS, identifiers, internet, label, place, sentences
from generator.citing.vancouver import reference as vancouver
from generator.citing.work import Name, Work, from_paper, one_line
from generator.model import Corpus, Paper, Site, once_per_corpus

__all__ = [
    "MAX_AUTHORS",
    "Formats",
    "Publication",
    "bibliography",
    "chart_line",
    "claim",
    "label",
    "page",
    "place",
    "publication",
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


@dataclass(frozen=True)
class Publication:
    """A paper as it is cited. Several pages cite it, so each of its forms is made once, when it is first asked for."""

    paper: Paper

    @cached_property
    def work(self) -> Work:
        """What programs are told of it."""
        return from_paper(self.paper)

    @cached_property
    def reference(self) -> str:
        """In the Vancouver form."""
        return vancouver(self.paper)

    @cached_property
    def identifiers(self) -> str:
        """Where it is found, and whether it was retracted."""
        return identifiers(self.paper)

    @cached_property
    def whole(self) -> str:
        """A reference that leads to it without a link."""
        return sentences(self.reference, self.identifiers)

    @cached_property
    def formats(self) -> Formats:
        """The paper itself, as its source describes it."""
        return _formats(self.whole, self.work)


def publication(corpus: Corpus, paper_id: str) -> Publication:
    """A paper of a corpus as it is cited."""
    known = _known(corpus)
    found = known.get(paper_id)
    if found is None:
        found = known[paper_id] = Publication(corpus.papers[paper_id].value)
    return found


@once_per_corpus
def _known(_corpus: Corpus) -> dict[str, Publication]:
    """What was asked for so far; it must not hold the corpus, which would then live for ever."""
    return {}


def page(title: str, path: str, site: Site, content_hash: str) -> Formats:
    """A page of the site, as of the edition's date. `path` is its address within the site."""
    work = _page(title, path, site, content_hash)
    return _formats(internet(work), work)


def claim(source: Publication, claim_id: str, quote: Sequence[str], site: Site, content_hash: str) -> Formats:
    """A claim at its permanent address, the place of its quote on the paper's page.

    `quote` holds the exact words of the source, a part for each stretch of text; `content_hash` is that of the page.
    For people the source stands as a reference; programs get its numbers, by which they know it.
    """
    paper = source.paper
    title, path = f"{label(paper)}: “{ELLIPSIS.join(quote)}”", urls.place(paper.id, claim_id)
    numbers = source.identifiers if paper.doi or paper.pmid or paper.pmcid else source.whole
    told = _page(title, path, site, content_hash, f"Quoted from: {source.whole}")
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


def bibliography(publications: Iterable[Publication]) -> Formats:
    """Papers in one file of each format; as text, one reference a line."""
    every = [each.formats for each in publications]
    return Formats(
        "".join(f"{each.vancouver}\n" for each in every),
        bibtex.joined(each.bibtex for each in every),
        ris.joined(each.ris for each in every),
        csl.joined(each.csl for each in every),
    )


def _formats(vancouver: str, work: Work) -> Formats:
    return Formats(vancouver, bibtex.write(work), ris.write(work), csl.write(work))
