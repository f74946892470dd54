"""The page of the search, which without scripts is an A–Z of all names and codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from generator import urls
from generator.exports import names
from generator.folding import fold
from generator.views import titles, wording
from generator.views.context import Context
from generator.views.model import View
from generator.views.parts import Link

DIGITS = "0–9"
"""Heading of the names that begin with no letter."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name in the A–Z."""

    name: str
    anchor: str
    """Set on the own name of a disease; the search leads there if the disease has no page."""
    what: str
    """What the name is of its subject, such as "former name"; empty for an own name."""
    target: Link
    codes: tuple[str, ...]
    here: bool
    """Whether the collection has anything on it."""


@dataclass(frozen=True, slots=True)
class SearchView(View):
    """Names as they are typed, and the full text."""

    template: ClassVar[str] = "search.html"
    runs_wasm: ClassVar[bool] = True
    letters: tuple[tuple[str, str, tuple[NameRow, ...]], ...]
    """A heading, its anchor, and the names below it."""


def search_view(context: Context) -> SearchView:
    """The box, and below it every name of every disease and indication, with a page or without."""
    rows = sorted(_rows(context), key=lambda row: (_letter(row) != DIGITS, fold(row.name), row.name, row.target.text))
    groups = [(letter, tuple(group)) for letter, group in groupby(rows, key=_letter)]
    return SearchView(
        url=urls.SEARCH,
        title=titles.FIXED[urls.SEARCH],
        description="All diseases and indications by name, former name, abbreviation and code, "
        "and the full text of this collection.",
        frame=context.frame,
        letters=tuple((letter, f"_letter-{number}", group) for number, (letter, group) in enumerate(groups, start=1)),
    )


def _letter(row: NameRow) -> str:
    first = fold(row.name)[:1]
    return first.upper() if first.isalpha() else DIGITS


def _rows(context: Context) -> Iterator[NameRow]:
    for slug, page in context.corpus.diseases.items():
        disease, here = page.value, slug in context.paged
        target = Link(wording.capitalized(disease.name), urls.subject(slug) if here else f"{urls.SEARCH}#{slug}")
        yield NameRow(disease.name, slug, "", target, tuple(names.codes(disease)), here)
        for name, what in names.other_names(disease):
            yield NameRow(name, "", what, target, (), here)
    for key, indication in context.corpus.indications.items():
        title = indication.value.title
        yield NameRow(title, "", "", Link(wording.capitalized(title), urls.subject(key)), (), True)
