"""Data as it is published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.plain import NOT_CONTENT, ON_PAGE, to_json


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
    amount: float = 0.00005
    repeated: str = field(default="repeated", metadata=NOT_CONTENT)
    long: str = field(default="long", metadata=ON_PAGE)


def test_a_dataclass_is_an_object_without_what_it_leaves_to_the_page() -> None:
    assert to_json(Whole((Piece("said", 1),), {"b": 2, "a": 1})) == (
        b'{"pieces":[{"said":"said","number":1}],"numbers":{"b":2,"a":1},"day":"2026-11-20","sure":true,'
        b'"amount":5e-05,"repeated":"repeated"}\n'
    )


def test_what_is_empty_is_left_out_but_figures_stay() -> None:
    data = {"whole": Whole((Piece("", None), Piece("said", 0)), {}, sure=False, amount=0.0, repeated="")}
    assert to_json(data) == (
        b'{"whole":{"pieces":[{},{"said":"said","number":0}],"day":"2026-11-20","sure":false,"amount":0.0}}\n'
    )
