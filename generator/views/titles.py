"""The heading of each page, known without making the page, so that other pages can name it in their links."""

from collections.abc import Mapping

from generator import shelves, urls
from generator.model import Corpus, Paper, once_per_corpus
from generator.shelves import Shelf
from generator.views import wording

FIXED = {
    urls.DISEASES: "Diseases",
    urls.INDICATIONS: "Indications",
    urls.PAPERS: "Papers",
    urls.LABEL_STATUS: "Label status",
    urls.DOSES: "Doses as reported",
    urls.SAFETY: "Safety",
    urls.DATA: "Data",
    urls.SEARCH: "Search",
    urls.GLOSSARY: "Glossary",
    urls.NOT_FOUND: "There is no such page",
}
"""Headings that are the same in every edition."""


def paper(paper: Paper) -> str:
    """The heading of a paper's page."""
    return paper.title or f"Untitled document {paper.id}"


@once_per_corpus
def by_address(corpus: Corpus) -> Mapping[str, str]:
    """The heading of every page that can be linked to, by its address."""
    named = _of_pages(corpus)
    return {**named, **{shelf.url: shelf_title(named[shelf.page], shelf) for shelf in shelves.flat(corpus)}}


def shelf_title(page: str, shelf: Shelf) -> str:
    """The heading of a page that holds one year of what belongs to another."""
    return f"{page}: {wording.shelf(shelf.year, shelf.month)}"


def _of_pages(corpus: Corpus) -> Mapping[str, str]:
    diseases = {key: page.value.name for key, page in corpus.diseases.items()}
    indications = {key: page.value.title for key, page in corpus.indications.items()}
    return {
        **{urls.prose(key): page.value.title for key, page in corpus.prose.items()},
        **{urls.paper(key): paper(page.value) for key, page in corpus.papers.items()},
        **{urls.subject(key): wording.capitalized(name) for key, name in (diseases | indications).items()},
        urls.HOME: corpus.site.value.title,
        **FIXED,
    }
