"""The words of the site that need explaining, and which of them pages link."""

from generator.model.fields import Http, Slug, Strict, Words

LINKED = frozenset(
    "appraised authors-conclusion background cebm-level cohort comparison-group direction evidence-gap known-study "
    "licensed not-checked not-found not-yet-appraised patients position retracted review-synthesis uncontrolled".split()
)
"""Terms that templates and views name; where an edition explains one, pages link it."""


class Term(Strict):
    """A word of the site with what it means here."""

    id: Slug
    """Its place on the page of the glossary."""
    name: Words
    means: Words
    """One to three plain sentences; what is shown where the word stands."""
    source: Words | None = None
    """Whose rule it is, where it is not this site's own."""
    url: Http | None = None
    """Where the source can be read."""


class Glossary(Strict):
    """`content/glossary.yaml`."""

    terms: tuple[Term, ...]
