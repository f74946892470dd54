"""The formats that seeds come in: one module each, one literal list.

A reader module has a `NAME`, a `recognises(seed)` that decides by content alone, and a `read(seed)` that yields a
`Record` or a `Refusal` for each publication in the seed. Exactly one reader recognises a seed.
"""

from collections.abc import Iterator
from typing import Protocol

from generator.readers import (
    _text,
    abstract_text,
    medline,
    pubmed_csv,
    pubmed_html,
    pubmed_page,
    pubmed_xml,
    reference_cache,
    ris,
)
from generator.readers.record import Record, Refusal, Seed


class Reader(Protocol):
    """What a reader module offers."""

    NAME: str

    def recognises(self, seed: Seed) -> bool:
        """Whether the seed is in this format, judged by its first bytes."""

    def read(self, seed: Seed) -> Iterator[Record | Refusal]:
        """The records of the seed. Raises Unreadable where nothing of it can be read."""


READERS: tuple[Reader, ...] = (
    abstract_text,
    medline,
    pubmed_csv,
    pubmed_html,
    pubmed_page,
    pubmed_xml,
    reference_cache,
    ris,
)


def candidates(seed: Seed) -> list[Reader]:
    """The readers that recognise a seed; anything but exactly one is a problem.

    Raises Unreadable where the reason is plain: the seed is empty, binary or not UTF-8.
    """
    found = [reader for reader in READERS if reader.recognises(seed)]
    if not found:
        _text.decode(seed.path.read_bytes())
    return found
