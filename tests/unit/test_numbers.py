"""Numbers are the same in digits and in words, and a name, a percentage or a power is not mistaken for one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numbers import _DIGITS, listed, stated

STATED = [
    ("no number at all", []),
    ("12 fell", ["12"]),
    ("twelve fell", ["12"]),
    ("Twelve fell", ["12"]),
    ("zero to nineteen", ["0", "19"]),
    ("twenty-two", ["22"]),
    ("twenty two", ["22"]),
    ("twenty‑two", ["22"]),
    ("ninety-nine, then ninety", ["99", "90"]),
    ("twenty, two", ["20", "2"]),
    ("twenty ten", ["20", "10"]),
    ("twenty or two", ["20", "2"]),
    ("twenty zero", ["20", "0"]),
    ("twenty two two", ["22", "2"]),
    ("1,000 fell", ["1000"]),
    ("12 176 fell", ["12176"]),
    ("12\u00a0176 and 1\u2009000", ["12176", "1000"]),
    ("1,000,000.5", ["1000000.5"]),
    ("1,0000", ["1", "0000"]),
    ("1,5 g", ["1", "5"]),
    ("0.4 g and 0·4 g", ["0.4", "0.4"]),
    ("3-5 of 10", ["3", "5", "10"]),
    ("n=5, p<0.05", ["5", "0.05"]),
    ("5mg, the 5th", ["5", "5"]),
    ("50% and 50 % and 50 per cent and 50 percent", ["50%"] * 4),
    ("10⁹ and 10^9 and 10⁻³", ["10⁹", "10^9", "10⁻³"]),
    ("CD4, IL-6, β2", ["CD4", "IL-6", "β2"]),
    ("one and one", ["1", "1"]),
    ("half, twice, a dozen, three hundred", ["half", "twice", "dozen", "3", "hundred"]),
    ("anyone tensed", []),
    ("often sixties", []),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_the_numbers_of_a_text(text: str, expected: list[str]) -> None:
    assert sorted(listed(text)) == sorted(expected)
    assert stated(text) == set(expected)


PLAIN = re.compile(r"(?P<name>(?:[^\W\d_]+[-\u2010\u2011]?)?)" + _DIGITS.pattern.partition(r"(?=\d)")[2])
"""The same numbers, looked for at each letter anew."""
PIECES = st.sampled_from([*"ab²³⁻^-_ ,.·%1234567890\u2010\u00a0", "per cent", "IL-6", "10⁹", "12,176", "5%"])


@given(st.lists(PIECES).map("".join))
def test_a_number_found_fast_is_the_number_found_slowly(text: str) -> None:
    assert [(m.span(), m.groups()) for m in _DIGITS.finditer(text)] == [
        (m.span(), m.groups()) for m in PLAIN.finditer(text)
    ]


ONES = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENTHS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def test_every_number_below_a_hundred_is_known_in_words() -> None:
    words = ["zero", *ONES, *TEENS]
    for ten in TENTHS:
        words += [ten, *(f"{ten}-{one}" for one in ONES)]
    assert [stated(f"in {word} of them") for word in words] == [{str(number)} for number in range(100)]


@pytest.mark.parametrize("word", "half third quarter dozen hundred thousand million twice double".split())
def test_a_word_of_amount_stands_as_it_is(word: str) -> None:
    assert stated(f"in {word.capitalize()} of them") == {word}


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_however_its_thousands_are_set_off(number: int) -> None:
    plain = {str(number)}
    assert stated(f"fever in {number} of them") == plain
    assert stated(f"fever in {number:,} of them") == plain
    assert stated(f"fever in {number:,} of them".replace(",", " ")) == plain


@given(st.text(max_size=30))
def test_no_text_makes_counting_fail(text: str) -> None:
    assert set(listed(text)) == stated(text)
