"""A fragment leads to the very words of a quote, with everything encoded that would be syntax."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.quotes import Span
from generator.text_fragment import EDGE_WORDS, LONG_WORDS, fragment


def to(text: str, *quotes: str) -> str:
    """The fragment of the first places of some words."""
    return fragment(text, [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes])


ENCODED = [
    ("Fever fell.", "Fever fell", "text=Fever%20fell"),
    ("auto-immune", "auto-immune", "text=auto%2Dimmune"),
    ("first, then", "first, then", "text=first%2C%20then"),
    ("this & that", "this & that", "text=this%20%26%20that"),
    ("in 5% of", "5%", "text=5%25"),
    ("5 µg", "5 µg", "text=5%20%C2%B5g"),
    ("a/b (c) #1 “d”", "a/b (c) #1 “d”", "text=a%2Fb%20%28c%29%20%231%20%E2%80%9Cd%E2%80%9D"),
    ("Fever  \u00a0fell", "Fever  \u00a0fell", "text=Fever%20fell"),
    ("a_b.c~d", "a_b.c~d", "text=a_b.c~d"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), ENCODED)
def test_a_short_quote_is_given_whole_and_encoded(text: str, quote: str, expected: str) -> None:
    assert to(text, quote) == f"#:~:{expected}"


def numbered(start: int, end: int) -> str:
    return " ".join(f"w{i}" for i in range(start, end))


def test_a_long_quote_is_given_by_its_first_and_last_words() -> None:
    text = numbered(0, 40)
    assert to(text, numbered(3, 3 + LONG_WORDS)) == "#:~:text=" + numbered(3, 3 + LONG_WORDS).replace(" ", "%20")
    first, last = numbered(3, 3 + EDGE_WORDS), numbered(23 - EDGE_WORDS, 23)
    assert to(text, numbered(3, 23)) == f"#:~:text={first},{last}".replace(" ", "%20")


def test_a_long_quote_whose_first_words_occur_twice_is_given_by_more_of_them() -> None:
    text = f"{numbered(0, 5)} other. {numbered(0, 30)}"
    quote = numbered(0, 30)
    assert to(text, quote).startswith("#:~:text=w0%20w1%20w2%20w3%20w4%20w5,w25%20")


def test_a_long_quote_that_occurs_twice_is_given_by_all_but_its_last_words() -> None:
    quote = numbered(0, 20)
    assert to(f"{quote} {quote}", quote) == f"#:~:text={numbered(0, 15)},{numbered(15, 20)}".replace(" ", "%20")


def test_a_quote_of_two_parts_has_two_directives() -> None:
    assert to("Fever, it seems, fell", "Fever", "fell") == "#:~:text=Fever&text=fell"


def test_without_spans_there_is_no_fragment() -> None:
    assert fragment("Fever fell", []) == ""


def second(text: str, quote: str) -> str:
    at = text.rindex(quote)
    return fragment(text, [Span(at, at + len(quote))])


PREFIXES = [
    ("the fever fell and a high fever rose", "fever", "fell%20and%20a%20high-,fever"),
    ("a Fever fell; this fever rose", "fever", "a%20Fever%20fell%3B%20this-,fever"),
    ("auto-immune fever, immune fever", "fever", "auto%2Dimmune%20fever%2C%20immune-,fever"),
    ("a fever\nthat fever", "fever", "that-,fever"),
    ("high  fever, high fever", "high fever", "high%20fever%2C-,high%20fever"),
    ("fever\nfever", "fever", "fever"),
    ("one two three four five six one two three four five six", "one two three four five six", None),
]


@pytest.mark.parametrize(("text", "quote", "expected"), PREFIXES)
def test_a_short_quote_that_occurs_twice_has_a_prefix_of_its_own_paragraph(
    text: str, quote: str, expected: str | None
) -> None:
    assert second(text, quote) == f"#:~:text={expected or quote.replace(' ', '%20')}"


@given(st.lists(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=6), min_size=1, max_size=30))
def test_a_directive_holds_no_syntax_but_its_own_and_decodes_to_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    directive = fragment(text, [Span(0, len(text))]).removeprefix("#:~:text=")
    assert not set(directive) & set("& #")
    parts = directive.split(",")
    assert len(parts) <= 2
    assert "-" not in directive
    assert all(unquote(part) in text for part in parts)
    assert unquote(parts[0]).split()[0] == text.split()[0]
