"""The page that explains the words of the site."""

from generator import urls
from generator.views import titles
from generator.views.context import Context
from generator.views.model import GlossaryView
from generator.views.parts import Link, TermView


def glossary_view(context: Context) -> GlossaryView:
    """The glossary by name."""
    terms = sorted(context.corpus.glossary.value.terms, key=lambda term: term.name.casefold())
    return GlossaryView(
        url=urls.GLOSSARY,
        title=titles.FIXED[urls.GLOSSARY],
        description="What the words of this site mean, each in a sentence or two.",
        frame=context.frame,
        terms=tuple(
            TermView(term.id, term.name, term.means, Link(term.source or "", term.url or "")) for term in terms
        ),
    )
