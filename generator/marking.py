"""A text cut into segments, so that any number of quotes can be marked in it, overlapping ones too."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from generator.model import Section
from generator.passages import Passage


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same quotes take up from its first to its last character."""

    text: str
    claims: tuple[str, ...]
    """Ids of the claims whose quote takes it up."""
    begins: tuple[str, ...]
    """Ids of the claims whose quote begins here: the place their address leads to."""
    noted: bool
    """Whether a quote that is no claim's (patients, a dose) takes it up."""


LEFT_OUT = Segment(" … ", (), (), False)
"""Stands for text that an edition does not show."""


@dataclass(frozen=True, slots=True)
class MarkedSection:
    """A section whose paragraphs are cut into segments."""

    heading: str | None
    paragraphs: tuple[tuple[Segment, ...], ...]


def mark(sections: Iterable[Section], passages: Iterable[Passage]) -> tuple[MarkedSection, ...]:
    """Cut the paragraphs of a text where quotes begin and end. Spans count characters of the paragraphs, joined."""
    quoted = [
        _Quoted(span.start, span.end, passage.claim, span is passage.spans[0])
        for passage in passages
        if passage.kind != "left-out"
        for span in passage.spans
    ]
    marked: list[MarkedSection] = []
    offset = 0
    for section in sections:
        paragraphs = []
        for paragraph in section.paragraphs:
            paragraphs.append(_segments(paragraph, offset, quoted))
            offset += len(paragraph) + 1
        marked.append(MarkedSection(section.heading, tuple(paragraphs)))
    return tuple(marked)


class _Quoted(NamedTuple):
    """A stretch of a text that a quote takes up."""

    start: int
    end: int
    claim: str | None
    is_first: bool
    """Whether the quote begins with it."""


def only_marked(sections: Iterable[MarkedSection]) -> tuple[MarkedSection, ...]:
    """The same sections with all but the marked segments left out, an ellipsis in their place."""
    kept = []
    for section in sections:
        paragraphs = tuple(_quoted(paragraph) for paragraph in section.paragraphs if any(map(_is_marked, paragraph)))
        if paragraphs:
            kept.append(MarkedSection(section.heading, paragraphs))
    return tuple(kept)


def _quoted(paragraph: tuple[Segment, ...]) -> tuple[Segment, ...]:
    return tuple(segment if _is_marked(segment) or not segment.text.strip() else LEFT_OUT for segment in paragraph)


def _is_marked(segment: Segment) -> bool:
    return bool(segment.claims) or segment.noted


def _segments(paragraph: str, offset: int, quoted: list[_Quoted]) -> tuple[Segment, ...]:
    end = offset + len(paragraph)
    here = [each for each in quoted if each.start <= end and offset <= each.end]
    cuts = {offset, end, *(at for each in here for at in (each.start, each.end) if offset <= at <= end)}
    return tuple(_segment(paragraph[a - offset : b - offset], a, b, here) for a, b in pairwise(sorted(cuts)))


def _segment(text: str, start: int, end: int, quoted: list[_Quoted]) -> Segment:
    here = [each for each in quoted if each.start <= start and end <= each.end]
    if not here:
        return Segment(text, (), (), False)
    beginning = (each for each in here if each.is_first and each.start == start)
    return Segment(
        text,
        claims=tuple(dict.fromkeys(each.claim for each in here if each.claim)),
        begins=tuple(dict.fromkeys(each.claim for each in beginning if each.claim)),
        noted=any(each.claim is None for each in here),
    )
