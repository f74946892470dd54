"""The glossary says each word once, and every word that pages link."""

from collections.abc import Iterator

from generator.model import Corpus
from generator.model.glossary import LINKED
from generator.problems import Problem, error, warning


def problems(corpus: Corpus) -> Iterator[Problem]:
    """Terms that stand twice, and terms that pages link and nobody explains; one without terms does without links."""
    page = corpus.glossary
    seen: set[str] = set()
    for index, term in enumerate(page.value.terms):
        if term.id in seen:
            line = page.line("terms", index, "id")
            yield error(page.path, line, "term-twice", f"two terms are called {term.id}.", "Remove one of them.")
        seen.add(term.id)
    if not page.value.terms or page.path in corpus.unread:
        return
    for missing in sorted(LINKED - seen):
        yield warning(
            page.path,
            None,
            "term-missing",
            f"the word {missing} is used on pages and not explained, so it stands there without a link.",
            "Write it in your own words, or take it from the glossary shipped with the generator.",
        )
