"""A text cut into segments, so that any number of quotes can be marked in it, overlapping ones too."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

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
    shown = [p for p in passages if p.spans and p.kind != "left-out"]
    marked: list[MarkedSection] = []
    offset = 0
    for section in sections:
        paragraphs = []
        for paragraph in section.paragraphs:
            paragraphs.append(_segments(paragraph, offset, shown))
            offset += len(paragraph) + 1
        marked.append(MarkedSection(section.heading, tuple(paragraphs)))
    return tuple(marked)


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


def _segments(paragraph: str, offset: int, passages: list[Passage]) -> tuple[Segment, ...]:
    end = offset + len(paragraph)
    cuts = {offset, end}
    for passage in passages:
        cuts.update(at for span in passage.spans for at in (span.start, span.end) if offset <= at <= end)
    places = sorted(cuts)
    return tuple(_segment(paragraph[a - offset : b - offset], a, b, passages) for a, b in pairwise(places))


def _segment(text: str, start: int, end: int, passages: list[Passage]) -> Segment:
    here = [p for p in passages if any(s.start <= start and end <= s.end for s in p.spans)]
    claims = [p for p in here if p.claim is not None]
    return Segment(
        text,
        claims=tuple(dict.fromkeys(p.claim for p in claims if p.claim)),
        begins=tuple(dict.fromkeys(p.claim for p in claims if p.claim and p.spans[0].start == start)),
        noted=any(p.claim is None for p in here),
    )
