"""A quote that is not there is shown beside the words that come closest, where the two first differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.likeness import nearest
from generator.quotes import fold

NEAREST = [
    ("Serum eased the fever of all", "it eased the fever in some", "Serum eased the fever of all"),
    ("Serum eased the fever", "nothing alike", None),
    ("Serum eased the fever", "", None),
    ("Serum EASED the fever", "eased", "Serum EASED the fever"),
    ("one\ntwo serum", "serum", "one two serum"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), NEAREST)
def test_the_nearest_words_are_told(text: str, quote: str, expected: str | None) -> None:
    near = nearest(quote, fold(text))
    assert (near.text if near else None) == expected


LONG = "Serum " + "was given every day to all of them and " * 8 + "eased the fever of twelve at last."


@pytest.mark.parametrize(
    ("said", "written"),
    [("twelve at last", "eleven at last"), ("fever of", "cough of"), ("Serum was", "Water was"), ("last.", "length.")],
)
def test_a_long_quote_is_shown_where_it_differs(said: str, written: str) -> None:
    near = nearest(LONG.replace(said, written), fold(f"{'Before it. ' * 9}{LONG} {'Behind it. ' * 9}"))
    assert near is not None
    assert said.split()[0] in near.text
    assert written.split()[0] in near.quote
    assert max(len(near.text), len(near.quote)) < 120


def test_of_two_differences_the_first_is_shown() -> None:
    near = nearest(LONG.replace("Serum was given", "Serum was sold").replace("last", "length"), fold(LONG))
    assert near is not None
    assert near.quote.startswith("Serum was sold every")
    assert near.text.startswith("Serum was given every")


def test_the_nearest_words_are_cut_at_spaces_with_an_ellipsis() -> None:
    text = fold(" ".join(["before"] * 20 + ["serum", "eased"] + ["behind"] * 20))
    near = nearest("serum eased", text, width=30)
    assert near is not None
    assert near.text == "…before serum eased behind behind behind…"
    assert text.source[near.span.start : near.span.end] == "serum eased"


def test_a_letter_whose_lower_case_is_longer_does_not_shift_the_nearest_words() -> None:
    near = nearest("serum", fold("İ" * 300 + " serum " + "ş" * 10), width=5)
    assert near is not None
    assert "serum" in near.text


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_makes_it_fail(text: str, quote: str) -> None:
    near = nearest(quote, fold(text))
    assert near is None or 0 <= near.span.start < near.span.end <= len(text)
