"""The plan of every page the site has, and each page when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

from generator import redirects, shelves, urls
from generator.model import Corpus
from generator.redirects import Moved
from generator.views import lists, tables, titles
from generator.views.context import Context
from generator.views.data import data_view
from generator.views.dress import dressed
from generator.views.glossary import glossary_view
from generator.views.model import NotFoundView, ProseView, View
from generator.views.paper import paper_view
from generator.views.redirects import redirect_view, with_notes
from generator.views.search import search_view
from generator.views.shelves import shelf_view
from generator.views.subject import subject_view

Maker = Callable[[], View]


class Plan:
    """The pages of a corpus. The same corpus gives the same pages, whichever are asked for, in whatever process."""

    def __init__(self, corpus: Corpus) -> None:
        self.context = Context(corpus)
        self.pages: tuple[tuple[str, Maker], ...] = tuple(_pages(self.context))
        """The address of each page with what makes it, in the order that lists keep. Two may want one address."""

    @cached_property
    def notes(self) -> Mapping[str, tuple[Moved, ...]]:
        """The places that pages no longer have, by the page they are noted on."""
        return redirects.moved(self.context.corpus)

    def view(self, url: str, make: Maker) -> View:
        """Everything that a page shows."""
        view = make()
        if view.listed or url == urls.NOT_FOUND:
            view = dressed(self.context, view)
        return with_notes(self.context, view, self.notes[url]) if url in self.notes else view


def plan(corpus: Corpus) -> list[View]:
    """All pages of a corpus."""
    planned = Plan(corpus)
    return [planned.view(url, make) for url, make in planned.pages]


def _pages(context: Context) -> Iterator[tuple[str, Maker]]:
    corpus = context.corpus
    yield urls.HOME, partial(lists.home_view, context)
    yield urls.DISEASES, partial(lists.disease_index, context)
    yield urls.INDICATIONS, partial(lists.indication_index, context)
    yield urls.PAPERS, partial(lists.paper_index, context)
    yield urls.LABEL_STATUS, partial(tables.label_status_view, context)
    yield urls.DOSES, partial(tables.doses_view, context)
    yield urls.SAFETY, partial(tables.safety_view, context)
    yield urls.DATA, partial(data_view, context)
    yield urls.SEARCH, partial(search_view, context)
    if corpus.glossary.value.terms:
        yield urls.GLOSSARY, partial(glossary_view, context)
    for subject in (*sorted(context.paged), *corpus.indications):
        yield urls.subject(subject), partial(subject_view, context, subject)
    for shelf in shelves.flat(corpus):
        yield shelf.url, partial(shelf_view, context, shelf)
    for paper in corpus.papers:
        yield urls.paper(paper), partial(paper_view, context, paper)
    for name in corpus.prose:
        yield urls.prose(name), partial(_prose, context, name)
    yield urls.NOT_FOUND, partial(_not_found, context)
    for route in redirects.routes(corpus).values():
        yield route.url, partial(redirect_view, context, route)


def _prose(context: Context, name: str) -> ProseView:
    page = context.corpus.prose[name]
    return ProseView(urls.prose(name), page.value.title, page.value.description, context.frame, body=page.body)


def _not_found(context: Context) -> NotFoundView:
    return NotFoundView(
        urls.NOT_FOUND, titles.FIXED[urls.NOT_FOUND], "The address leads nowhere on this site.", context.frame
    )
