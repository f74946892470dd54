"""How a paper and a page are cited: short name, reference, and the formats that programs read.

Those of a page and of each claim on it are made in the browser (`templates/assets/cite.js`), by the same rules.
Nothing is invented. What a source does not give is left out, a page's author is the edition, and an address appears
only where the edition knows its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator import urls
from generator.citing import bibtex, csl, ris
from generator.citing.vancouver import MAX_AUTHORS, identifiers, internet, label, place, sentences
from generator.citing.vancouver import reference as vancouver
from generator.citing.work import Work, from_paper, one_line, other_pages
from generator.model import Corpus, Paper, Site, once_per_corpus

__all__ = [
    "MAX_AUTHORS",
    "Formats",
    "Publication",
    "bibliography",
    "chart_line",
    "key",
    "label",
    "other_pages",
    "page",
    "place",
    "publication",
    "vancouver",
]


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


def page(title: str, path: str, site: Site, content_hash: str) -> str:
    """A page of the site in the Vancouver form, as of the edition's date. `path` is its address within the site.

    Its author is the edition, by its title; no person is named.
    """
    return internet(site.title, one_line(title), site.as_of, content_hash, urls.absolute(path, site.base_url))


def key(path: str) -> str:
    """What a page is called in a bibliography: stable, and unique in the collection."""
    return path.strip("/").replace("/", "-") or "home"


def chart_line(title: str, path: str, site: Site, intervention: str) -> str:
    """One line to paste into a chart: what was read, from where, as of when. It carries no finding."""
    parts = (
        f"{title.removesuffix('.')}: {intervention} evidence summary",
        site.title,
        f"as of {site.as_of.isoformat()}",
    )
    address = urls.absolute(path, site.base_url)
    return ", ".join(one_line(part) for part in (*parts, address) if part)


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
