"""A sentence of a bottom line is words, citations and facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.bottom_line import Citation, Fact, Part, citations, ends_in_citation, facts, parse, words

PARSED: list[tuple[str, list[Part]]] = [
    ("", []),
    ("It fell.", ["It fell."]),
    ("It fell [@1#a].", ["It fell ", Citation("1#a"), "."]),
    ("[@1#a][@2#b]", [Citation("1#a"), Citation("2#b")]),
    ("In {papers} with {gap:comparator}.", ["In ", Fact("papers"), " with ", Fact("gap:comparator"), "."]),
    ("Told [1] by {Nobody} and [@ 1].", ["Told [1] by {Nobody} and [@ 1]."]),
    ("A {gap:} and {} and [@].", ["A {gap:} and {} and [@]."]),
]


@pytest.mark.parametrize(("sentence", "expected"), PARSED)
def test_a_sentence_is_taken_apart(sentence: str, expected: list[Part]) -> None:
    assert parse(sentence) == expected


def test_citations_facts_and_words_are_told_apart_in_order() -> None:
    sentence = "It fell [@1#a] in {papers} [@doi-1#b-c] of {gap:recent}."
    assert citations(sentence) == ["1#a", "doi-1#b-c"]
    assert facts(sentence) == ["papers", "gap:recent"]
    assert words(sentence) == "It fell  in   of ."


ENDS = [
    ("It fell [@1#a].", True),
    ("It fell [@1#a]", True),
    ("It fell. [@1#a]", True),
    ("It fell. [@1#a][@2#b] ", True),
    ("It fell [@1#a] [@2#b]!", True),
    ("It fell [@1#a], and rose.", False),
    ("It fell.", False),
    ("It fell [1].", False),
    ("", False),
]


@pytest.mark.parametrize(("sentence", "expected"), ENDS)
def test_a_sentence_rests_on_a_claim_only_where_it_ends_in_one(sentence: str, expected: bool) -> None:
    assert ends_in_citation(sentence) is expected


def written(part: Part) -> str:
    if isinstance(part, Citation):
        return f"[@{part.key}]"
    return f"{{{part.name}}}" if isinstance(part, Fact) else part


@given(st.text(st.sampled_from("ab [@]{}:#1."), max_size=30))
def test_the_parts_of_a_sentence_are_the_sentence(sentence: str) -> None:
    assert "".join(written(part) for part in parse(sentence)) == sentence
