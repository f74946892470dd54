"""What every reader takes and gives: a seed in, records or refusals out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from generator.model import Author, Relation, Section

HEAD_BYTES = 65_536
"""How much of a seed a reader may look at to recognise it."""


@dataclass(frozen=True)
class Seed:
    """One raw document in `seeds/`."""

    path: Path
    name: str
    """Path below `seeds/`, with forward slashes."""
    reached: Callable[[int], None] = field(default=lambda _: None, compare=False)
    """Told, by a reader of large files, how many bytes of it are read."""

    @cached_property
    def head(self) -> bytes:
        """The first bytes, by which a reader recognises its format."""
        with self.path.open("rb") as stream:
            return stream.read(HEAD_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One publication as a seed describes it. None and empty mean that the seed does not say."""

    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    title: str | None = None
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    journal: str | None = None
    date: str | None = None
    """ISO date, as precise as the seed."""
    epub_date: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    relations: tuple[Relation, ...] = ()
    copyright: str | None = None
    content: Literal["abstract", "full-text", "none"] = "none"
    sections: tuple[Section, ...] = ()
    """The text, unwrapped: no paragraph holds a line break or is empty."""
    repairs: tuple[str, ...] = ()
    """Changes made to the seed's characters, `what → what`, each once."""
    line: int | None = field(default=None, compare=False)
    """Where the record begins in the seed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record, or a whole seed, that cannot be read faithfully, and why."""

    code: str
    message: str
    hint: str
    line: int | None = None


class Unreadable(Exception):
    """Raised where a seed cannot be read at all; carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
