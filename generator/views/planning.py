"""Corpus in, views out: the plan of every page the site has."""

from generator import urls
from generator.model import Corpus
from generator.views import lists, tables
from generator.views.context import Context
from generator.views.data import data_view
from generator.views.dress import dress
from generator.views.model import NotFoundView, ProseView, View
from generator.views.paper import paper_view
from generator.views.redirects import with_redirects
from generator.views.subject import subject_view


def plan(corpus: Corpus) -> list[View]:
    """All pages, in the order of their addresses' making. Pure, and the same for the same corpus."""
    context = Context(corpus)
    views: list[View] = [
        lists.home_view(context),
        lists.disease_index(context),
        lists.indication_index(context),
        lists.paper_index(context),
        tables.label_status_view(context),
        tables.doses_view(context),
        tables.safety_view(context),
        data_view(context),
        *(subject_view(context, subject) for subject in (*sorted(context.paged), *corpus.indications)),
        *(paper_view(context, paper) for paper in corpus.papers),
        *(_prose(context, name) for name in corpus.prose),
        _not_found(context),
    ]
    return with_redirects(context, dress(context, views))


def _prose(context: Context, name: str) -> ProseView:
    page = context.corpus.prose[name]
    return ProseView(urls.prose(name), page.value.title, page.value.description, context.frame, body=page.body)


def _not_found(context: Context) -> NotFoundView:
    return NotFoundView(
        urls.NOT_FOUND, "There is no such page", "The address leads nowhere on this site.", context.frame
    )
