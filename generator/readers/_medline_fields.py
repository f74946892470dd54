"""MEDLINE's lines → fields: a tag in four columns, a dash, a value, and lines that continue it, indented by six."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.readers._medline_tags import TAGS

_FIELD = re.compile(r"(?P<tag>[A-Z]{2,4})(?P<pad> {0,2})-(?: |$|(?=\S))(?P<value>.*)")
_COLUMNS = 4
_LAST = "SO"
"""The tag of the last line of PubMed's records."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, in its order."""

    pairs: tuple[tuple[str, str], ...]
    """Tag and value; never with a line break."""

    def all(self, *tags: str) -> list[str]:
        """The values of some tags, empty ones left out, in the order of the record."""
        return [value for tag, value in self.pairs if tag in tags and value]

    def text(self, tag: str) -> str:
        """The values of a tag as one text; empty for none."""
        return " ".join(self.all(tag))

    def first(self, tag: str) -> str | None:
        """The first value of a tag."""
        return next(iter(self.all(tag)), None)

    @property
    def last_tag(self) -> str | None:
        return self.pairs[-1][0] if self.pairs else None


def tag_of(line: str, known_only: bool = False) -> str | None:
    """The tag of a line that begins a field."""
    found = _FIELD.fullmatch(line)
    if found is None:
        return None
    in_columns = len(found["tag"]) + len(found["pad"]) == _COLUMNS
    return found["tag"] if found["tag"] in TAGS or (in_columns and not known_only) else None


def parse(text: str) -> Fields:
    """The fields of one record's lines. Text before the first field, or behind the last line, belongs to none."""
    lines = text.split("\n")
    # Where no line is indented, one that continues may look like a field ("IVIG- treated"): only known tags count.
    indented = any(line.strip() and line.startswith("  ") for line in lines)
    return Fields(tuple(_fields(lines, known_only=not indented)))


def _fields(lines: list[str], known_only: bool) -> Iterator[tuple[str, str]]:
    tag, parts, blank = None, list[str](), False
    for line in lines:
        found = tag_of(line, known_only)
        if found is not None:
            yield from _field(tag, parts)
            tag, parts = found, [line.partition("-")[2]]
        elif not (blank and tag == _LAST):
            parts.append(line)
        blank = not line.strip()
    yield from _field(tag, parts)


def _field(tag: str | None, parts: list[str]) -> Iterator[tuple[str, str]]:
    if tag is not None:
        yield tag, " ".join(filter(None, (part.strip() for part in parts)))
