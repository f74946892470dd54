"""Words that pages use to be short."""

import pytest

from generator.views import wording
from generator.views.parts import Item
from generator.views.studies import in_few_rows

LONG = "Samples of made-up blood were kept for 85 invented days at an institute."
SHORTENED = [
    (LONG, "Samples of made-up blood … at an institute."),
    ("Samples were kept.", "Samples were kept."),
    ("A" * 80 + " one long made-up word", "A" * 80 + " one long made-up word"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), SHORTENED)
def test_a_long_text_is_named_by_its_first_and_last_words(text: str, expected: str) -> None:
    assert wording.shortened(text) == expected


def test_what_says_the_same_of_several_values_is_one_row_and_quotes_stay_apart() -> None:
    silent, dose, other = "not noted", Item("Dose", "", ("1 g",)), Item("Outcome", "as its claims say")
    items = [Item("Situation", silent), dose, other, Item("Harms", silent), Item("Also", "", ("2 g",))]
    assert in_few_rows(items) == (Item("Situation, harms", silent), dose, other, Item("Also", "", ("2 g",)))
