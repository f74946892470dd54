"""Sentences are cut where they end, and rather too seldom than too often."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.quotes import PARAGRAPH, Span
from generator.sentences import sentences, words

CUTS = [
    ("One fell. Two rose.", ["One fell.", "Two rose."]),
    ("One fell! Did two? Yes.", ["One fell!", "Did two?", "Yes."]),
    ("No full stop", ["No full stop"]),
    ("", []),
    (" \n ", []),
    ("  One.   Two.  ", ["One.", "Two."]),
    ("One fell.\nTwo rose.", ["One fell.", "Two rose."]),
    ("A heading\nTwo rose.", ["A heading", "Two rose."]),
    ("It fell (all of it.) Then more.", ["It fell (all of it.)", "Then more."]),
    ("They call it “fever.” Then more.", ["They call it “fever.”", "Then more."]),
    ("Given 0.4 g. 12 fell.", ["Given 0.4 g. 12 fell."]),  # a letter before a full stop may be an abbreviation
    ("Given 0.4 mg. 12 fell.", ["Given 0.4 mg.", "12 fell."]),
    ("It fell by 0.4 mg daily.", ["It fell by 0.4 mg daily."]),
    ("Drugs, e.g. EX, helped. All did.", ["Drugs, e.g. EX, helped.", "All did."]),
    ("Drugs (i.e. EX) helped.", ["Drugs (i.e. EX) helped."]),
    ("Given i.v. EX helped.", ["Given i.v. EX helped."]),
    ("Lorem et al. Found it.", ["Lorem et al. Found it."]),
    ("EX vs. Placebo.", ["EX vs. Placebo."]),
    ("See Fig. 2 and Ref. 3 here.", ["See Fig. 2 and Ref. 3 here."]),
    ("Since Sept. 2001 it fell.", ["Since Sept. 2001 it fell."]),
    ("By Dr. Lorem.", ["By Dr. Lorem."]),
    ("It was a trial. p53 rose.", ["It was a trial. p53 rose."]),  # a small letter begins no sentence
    ("It rose after al. fresco meals. Yes.", ["It rose after al. fresco meals.", "Yes."]),
    ("In the U.S. Many fell.", ["In the U.S. Many fell."]),
    ("A canal. Then more.", ["A canal.", "Then more."]),
    ("fever.EX helped. All did.", ["fever.EX helped.", "All did."]),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_a_text_is_cut_into_its_sentences(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text)] == expected


WORDS = [
    ("Fever fell, by 0.4 g/kg!", ["Fever", "fell", "by", "0.4", "g/kg"]),
    ("patient's auto-immune 50% CD4+", ["patient's", "auto-immune", "50%", "CD4"]),
    ("snake_case – 1,000", ["snake", "case", "1,000"]),
    ("“é”", ["é"]),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_and_numbers_are_told_apart(text: str, expected: list[str]) -> None:
    assert [text[w.start : w.end] for w in words(text, Span(0, len(text)))] == expected


def test_only_words_within_the_span_are_given() -> None:
    assert list(words("one two three", Span(4, 7))) == [Span(4, 7)]


@given(st.text(st.sampled_from("ab Z.!?)”\n1é"), max_size=40))
def test_sentences_hold_all_that_is_not_white_space_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in found)
    assert not any(PARAGRAPH in text[s.start : s.end] for s in found)
