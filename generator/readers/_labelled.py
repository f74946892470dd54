"""Texts that carry their labels in the markup → the sections of an abstract, and its copyright line."""

from collections.abc import Iterable, Sequence

from generator.model import Section
from generator.readers._abstracts import choose
from generator.readers._paragraphs import texts_of

Labelled = tuple[str, str]
"""A label, or nothing, and the text under it."""

_UNLABELLED = frozenset({"UNLABELLED", "UNLABELED", "UNASSIGNED"})
"""Labels that say that there is none."""


def sections_of(labelled: Iterable[Labelled], stated: str) -> tuple[tuple[Section, ...], str]:
    """The sections, and the copyright: as `stated` on its own or, failing that, split off the end of the last text."""
    sections = _gathered(_once([(label, text) for label, text in labelled if label or text]))
    if sections and not stated:
        name, texts = sections[-1]
        chosen = choose([texts])
        if chosen.abstract:
            sections[-1], stated = (name, list(chosen.abstract)), chosen.copyright or ""
    found = tuple(Section(heading=name, paragraphs=tuple(texts)) for name, texts in sections)
    return (found if texts_of(found) else ()), stated


def _gathered(labelled: Sequence[Labelled]) -> list[tuple[str | None, list[str]]]:
    sections: list[tuple[str | None, list[str]]] = []
    for label, text in labelled:
        # Behind other sections the word stays: without it the text would seem to belong to the heading before it.
        heading = None if label.upper() in _UNLABELLED and not any(name for name, _ in sections) else label or None
        if heading is not None or not sections:
            sections.append((heading, []))
        sections[-1][1].extend([text] if text else [])
    return sections


def _once(labelled: list[Labelled]) -> list[Labelled]:
    """The texts without a second copy of them all."""
    half, odd = divmod(len(labelled), 2)
    return labelled[:half] if half and not odd and labelled[:half] == labelled[half:] else labelled
