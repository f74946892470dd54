"""Quotes are marked in a text without changing it, overlapping ones too."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.marking import Segment, mark, only_marked
from generator.model import Section
from generator.passages import Passage
from generator.quotes import Match, Span


def passage(
    claim: str | None, *places: tuple[int, int], kind: Literal["claim", "patients", "dose", "left-out"] = "claim"
) -> Passage:
    match = Match(tuple(Span(*place) for place in places), 1) if places else None
    return Passage(kind, ("claims", 0, "quote"), claim, (), "quote", match)


def marked(paragraphs: tuple[str, ...], *passages: Passage) -> list[list[str]]:
    """Each segment as `text|claims that take it up|claims that begin`, with a star where it is noted."""
    (section,) = mark([Section(heading=None, paragraphs=paragraphs)], passages)
    return [[shown(segment) for segment in paragraph] for paragraph in section.paragraphs]


def shown(segment: Segment) -> str:
    return f"{segment.text}|{','.join(segment.claims)}|{','.join(segment.begins)}" + ("*" if segment.noted else "")


ONE = ("abcdef",)
TWO = ("abc", "def")  # the second begins at 4
MARKED = [
    (ONE, [], [["abcdef||"]]),
    (ONE, [passage("x", (0, 6))], [["abcdef|x|x"]]),
    (ONE, [passage("x", (2, 4))], [["ab||", "cd|x|x", "ef||"]]),
    (ONE, [passage("x", (0, 4)), passage("y", (2, 6))], [["ab|x|x", "cd|x,y|y", "ef|y|"]]),
    (ONE, [passage("x", (0, 6)), passage("y", (2, 4))], [["ab|x|x", "cd|x,y|y", "ef|x|"]]),
    (ONE, [passage("x", (0, 3)), passage("y", (3, 6))], [["abc|x|x", "def|y|y"]]),
    (ONE, [passage("x", (1, 3)), passage("y", (1, 3))], [["a||", "bc|x,y|x,y", "def||"]]),
    (ONE, [passage("x", (0, 2), (4, 6))], [["ab|x|x", "cd||", "ef|x|"]]),
    (ONE, [passage("x", (0, 2)), passage("x", (0, 4))], [["ab|x|x", "cd|x|", "ef||"]]),
    (ONE, [passage(None, (1, 2), kind="dose")], [["a||", "b||*", "cdef||"]]),
    (ONE, [passage("x", (0, 2)), passage(None, (1, 3), kind="patients")], [["a|x|x", "b|x|*", "c||*", "def||"]]),
    (ONE, [passage(None, (1, 2), kind="left-out")], [["abcdef||"]]),
    (ONE, [passage("x")], [["abcdef||"]]),
    (TWO, [passage("x", (4, 6))], [["abc||"], ["de|x|x", "f||"]]),
    (TWO, [passage("x", (1, 3), (4, 5))], [["a||", "bc|x|x"], ["d|x|", "ef||"]]),
    (TWO, [passage("x", (1, 6))], [["a||", "bc|x|x"], ["de|x|", "f||"]]),
    (("", "ab"), [passage("x", (1, 2))], [[], ["a|x|x", "b||"]]),
]


@pytest.mark.parametrize(("paragraphs", "passages", "expected"), MARKED)
def test_a_text_is_cut_where_quotes_begin_and_end(
    paragraphs: tuple[str, ...], passages: list[Passage], expected: list[list[str]]
) -> None:
    assert marked(paragraphs, *passages) == expected


def test_sections_keep_their_headings_and_share_one_count_of_characters() -> None:
    sections = [Section(heading="A", paragraphs=("abc",)), Section(heading=None, paragraphs=("def", "ghi"))]
    found = mark(sections, [passage("x", (8, 9))])
    assert [section.heading for section in found] == ["A", None]
    assert [shown(segment) for segment in found[1].paragraphs[1]] == ["g|x|x", "hi||"]


PLACES = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda place: (place[0], sum(place)))
PASSAGES = st.builds(
    lambda claim, places: passage(claim, *sorted(places)),
    st.sampled_from("xyz"),
    st.lists(PLACES, min_size=1, max_size=2),
)


@given(st.lists(st.text(st.sampled_from("abc é"), max_size=8), max_size=4), st.lists(PASSAGES, max_size=5))
def test_the_segments_together_are_the_text_and_none_is_empty(paragraphs: list[str], passages: list[Passage]) -> None:
    (section,) = mark([Section(heading=None, paragraphs=tuple(paragraphs))], passages)
    assert ["".join(segment.text for segment in each) for each in section.paragraphs] == paragraphs
    assert all(segment.text for each in section.paragraphs for segment in each)


@given(st.lists(PASSAGES, max_size=5))
def test_each_character_is_taken_up_by_the_quotes_that_cover_it(passages: list[Passage]) -> None:
    text = "abc" * 10
    (section,) = mark([Section(heading=None, paragraphs=(text,))], passages)
    taken = [set(segment.claims) for segment in section.paragraphs[0] for _ in segment.text]
    covering = [{p.claim for p in passages for s in p.spans if s.start <= at < s.end} for at in range(len(text))]
    assert taken == covering


def test_an_edition_that_shows_quotes_only_leaves_out_the_rest() -> None:
    sections = [Section(heading="A", paragraphs=("abc def", "ghi")), Section(heading="B", paragraphs=("jkl",))]
    found = only_marked(mark(sections, [passage("x", (0, 3)), passage(None, (4, 5), kind="dose")]))
    assert [(section.heading, [shown(s) for p in section.paragraphs for s in p]) for section in found] == [
        ("A", ["abc|x|x", " ||", "d||*", " … ||"])
    ]
