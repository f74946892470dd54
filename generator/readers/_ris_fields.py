"""RIS's lines → fields: a tag of two characters, two spaces, a dash, a value, and whatever lines follow it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.readers._paragraphs import ends_sentence, paragraphs

FIRST, LAST = "TY", "ER"
_FIELD = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?P<gap> {1,2})-(?: (?P<value>.*)|\s*)")
_WIDE = 2
"""Spaces before the dash. Some programs write one; then all their lines have one."""


@dataclass(frozen=True, slots=True)
class Field:
    """A tag, and the lines of its value."""

    tag: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(filter(None, (line.strip() for line in self.lines)))

    @property
    def rows(self) -> list[str]:
        """The lines that stand for themselves: EndNote lists keywords, addresses and notes one a line."""
        return [line.strip() for line in self.lines if line.strip()]

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of a text: an indented line continues the one before, as does one inside a sentence."""
        joined: list[str] = []
        for line in self.lines:
            if joined and line[:1].isspace() and line.strip():
                joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
            elif line.strip():
                joined.append(line.strip())
        return list(_whole(paragraphs("\n".join(joined), spaced=False)))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, in its order."""

    found: tuple[Field, ...]
    ended: bool
    """Whether the record has its last line, ER, which some programs leave out."""

    def all(self, *tags: str) -> list[Field]:
        """The fields of the first of some tags that has a value."""
        return next(filter(None, ([f for f in self.found if f.tag == tag and f.text] for tag in tags)), [])

    def first(self, *tags: str) -> str | None:
        """The first value of the first of some tags that has one."""
        return next((field.text for field in self.all(*tags)), None)


def gap_of(line: str) -> int:
    """The spaces before the dash in a line that begins a record; 0 for another line."""
    found = _FIELD.fullmatch(line)
    return len(found["gap"]) if found is not None and found["tag"] == FIRST and found["value"] else 0


def parse(text: str) -> Fields:
    """The fields of a record's lines, up to its last; what follows belongs to no record."""
    lines = text.split("\n")
    found: list[tuple[str, list[str]]] = []
    gap = gap_of(lines[0]) or _WIDE
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field is not None and len(field["gap"]) == gap:
            if field["tag"] == LAST:
                return Fields(_fields(found), ended=True)
            found.append((field["tag"], [field["value"] or ""]))
        elif found:
            found[-1][1].append(line)
    return Fields(_fields(found), ended=False)


def _fields(found: Sequence[tuple[str, list[str]]]) -> tuple[Field, ...]:
    return tuple(Field(tag, tuple(lines)) for tag, lines in found)


def _whole(texts: Sequence[str]) -> Iterator[str]:
    """Paragraphs, put together where a line ends inside a sentence and the next begins in small letters."""
    held = ""
    for text in texts:
        if held and (ends_sentence(held) or not text[0].islower()):
            yield held
            held = ""
        held = f"{held} {text}".strip()
    if held:
        yield held
