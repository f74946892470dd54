"""What programs read: tables, bibliographies, feeds, twins and lists. Pure: views and content in, files out.

A page that only leads elsewhere is in no list and has no twin.
"""

from collections.abc import Callable, Mapping, Sequence

from generator import urls
from generator.exports import bibliographies, feeds, glossary, index_json, names, tables, twins
from generator.exports.listing import Listing, listing
from generator.model import Corpus
from generator.views.model import View

__all__ = [
    "EVIDENCE",
    "NAMES",
    "OF_CORPUS",
    "OF_PAGES",
    "REFERENCES",
    "SCHEMAS",
    "Listing",
    "files",
    "listing",
    "of_page",
]

EVIDENCE = "the evidence as a table"
REFERENCES = "the papers as references"
NAMES = "the names that the search knows"
OF_CORPUS: Mapping[str, Callable[[Corpus], Mapping[str, bytes]]] = {
    EVIDENCE: tables.files,
    REFERENCES: bibliographies.files,
    NAMES: names.files,
    "the glossary": glossary.files,
}
"""What is exported of the content alone, whatever pages there are; by what it is called."""


def files(corpus: Corpus, views: Sequence[View]) -> dict[str, bytes]:
    """Every exported file by its path below the site's folder."""
    found = {path: data for view in views for path, data in of_page(view, corpus).items()}
    found |= {path: data for export in OF_CORPUS.values() for path, data in export(corpus).items()}
    listings = [listing(view) for view in views]
    of_pages = {path: data for export in OF_PAGES.values() for path, data in export(corpus, listings).items()}
    return {**of_pages, **found}


def of_page(view: View, corpus: Corpus) -> dict[str, bytes]:
    """What is exported of one page: its twin."""
    return {twins.path(view.url): twins.twin(view, corpus.site.value.base_url)} if listing(view).listed else {}


def _schemas(_corpus: Corpus, pages: Sequence[Listing]) -> Mapping[str, bytes]:
    """What the twins of pages hold."""
    return twins.schemas(frozenset(page.kind for page in pages if page.listed))


def _lists(corpus: Corpus, pages: Sequence[Listing]) -> Mapping[str, bytes]:
    """The lists of what there is.

    Feed and sitemap are made of whole addresses, so they are left out where the site does not know its own.
    """
    base_url = corpus.site.value.base_url
    listed = [page for page in pages if page.listed]
    return {
        "index.json": index_json.index(corpus, listed),
        "robots.txt": feeds.robots(base_url),
        **(_with_addresses(corpus, listed, base_url) if base_url else {}),
    }


def _with_addresses(corpus: Corpus, pages: Sequence[Listing], base_url: str) -> dict[str, bytes]:
    # A page that names another as canonical asks search engines to list that one.
    addresses = (urls.absolute(page.url, base_url) for page in pages if page.is_canonical)
    return {
        "feed.xml": feeds.atom(corpus, base_url),
        "sitemap.xml": feeds.sitemap(address for address in addresses if address),
    }


SCHEMAS = "the schemas of the twins"
OF_PAGES: Mapping[str, Callable[[Corpus, Sequence[Listing]], Mapping[str, bytes]]] = {
    SCHEMAS: _schemas,
    "the lists of all pages": _lists,
}
"""What is exported of all pages together; by what it is called."""
