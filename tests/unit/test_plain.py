"""Data is written in one way, whichever of two writers writes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from generator.plain import to_json


@dataclass(frozen=True, slots=True)
class Piece:
    said: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Whole:
    pieces: tuple[Piece, ...]
    numbers: Mapping[str, int]
    day: date = date(2026, 11, 20)
    sure: bool = True
    repeated: str = field(default="", metadata={"content": False})


@dataclass(frozen=True, slots=True)
class Amounts:
    amounts: tuple[float, ...]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    st.lists(st.builds(Piece, TEXTS, st.none() | st.integers(-(10**9), 10**9))),
    st.dictionaries(TEXTS, st.integers(0, 9)),
)
def test_both_writers_write_the_same(pieces: list[Piece], numbers: dict[str, int]) -> None:
    data = {"whole": Whole(tuple(pieces), MappingProxyType(numbers))}
    assert to_json(data, Whole) == to_json(data)


def test_small_fractions_are_written_as_ever() -> None:
    assert to_json({"of": Amounts((0.00005, 1e16, 2.0))}, Amounts) == b'{"of":{"amounts":[5e-05,1e+16,2.0]}}\n'
