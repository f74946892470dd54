"""The cheap look for a name: it may take a text for one that holds it, never the other way round."""

import re
import string
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.detect import Drug
from generator.model import Intervention
from generator.readers.wanted import END, Wanted

NAMES = (
    "examplinum",
    "IV Ig",
    "i.v. immuno-globulin",
    "immunoglobulins, intravenous",
    "anti-D(Rh)",
    "a|b c",
    "\u03b2-Interferon 1a",
    "Kisskin\u00e4",
    "\u212aelvin",
)


def wanted(*spellings: str) -> Wanted:
    drug = Drug(Intervention(name=spellings[0], short="x", spellings=spellings))
    return Wanted(drug.pattern, drug.spellings)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data(), around=st.tuples(st.text(max_size=9), st.text(max_size=9)))
def test_whatever_the_pattern_finds_may_match(name: str, data: st.DataObject, around: tuple[str, str]) -> None:
    found = data.draw(st.from_regex(wanted(name).pattern))
    text = f"{around[0]} {found} {around[1]}".replace(END.decode(), "")
    assert wanted(name, "another").may_match(text.encode("utf-8", "replace") + END) == {0}


@pytest.mark.parametrize("character", "\u0130\u0131\u017f\u212a")
def test_characters_that_have_a_letter_for_their_small_one_may_be_it(character: str) -> None:
    assert wanted("kiss").may_match(f"ki{character}s".encode()) == {0}


def test_no_other_character_is_taken_for_a_letter_or_a_digit() -> None:
    plain = re.compile(f"[{string.ascii_letters}{string.digits}]", re.IGNORECASE)
    others = (chr(number) for number in range(0x80, sys.maxunicode + 1))
    assert "".join(each for each in others if plain.match(each)) == "\u0130\u0131\u017f\u212a"


def test_each_text_is_told_by_its_place() -> None:
    texts = [b"examp", b"linum", b"On EXAMP-linums", b"", b"none", "examp\u00ad\u2009linum examplinum".encode()]
    assert wanted("examplinum").may_match(END.join(texts)) == {2, 5}


def test_a_name_without_known_letters_rules_nothing_out() -> None:
    assert wanted("examplinum", "IVIg").is_told_cheaply
    assert not wanted("examplinum", "\u03b2\u03b3").is_told_cheaply
    assert not Wanted(re.compile("examplinum")).is_told_cheaply
