"""Every mark that `quotes.py` knows does what it is there for: `make mutants` leaves each of them out in turn."""

import sys
import unicodedata
from itertools import product

import pytest

from generator.quotes import _RULES, PARAGRAPH, Span, _is_word, fold, is_boundary, locate


def found(quote: str, text: str) -> bool:
    return locate(quote, fold(text)) is not None


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2015")
def test_a_dash_of_any_length_is_a_hyphen(dash: str) -> None:
    assert found("one-two", f"one{dash}two")


@pytest.mark.parametrize("mark", "“”„‟«»")
def test_any_double_quotation_mark_is_a_plain_one(mark: str) -> None:
    assert found('say "so', f"say {mark}so")


@pytest.mark.parametrize("mark", "‘’‚‛‹›")
def test_any_single_quotation_mark_is_an_apostrophe(mark: str) -> None:
    assert found("say 'so", f"say {mark}so")


SPACES = [chr(n) for n in range(sys.maxunicode + 1) if chr(n).isspace() and chr(n) != PARAGRAPH]


@pytest.mark.parametrize("space", [s for s in SPACES if unicodedata.is_normalized("NFC", s)], ids=ascii)
def test_any_white_space_is_a_space(space: str) -> None:
    assert fold(f"x{space}x").text == "x x"


@pytest.mark.parametrize("text", ["q\u0307\u0304\u0323", "e\u0301  \u0301x", "\u0301x e\u0301", "\u1100\u1161\u11a8 x"])
def test_folding_composes_as_unicode_says(text: str) -> None:
    assert fold(text).text == unicodedata.normalize("NFC", " ".join(text.split()))


PLACED = [
    ("one two one", "one", [Span(0, 3)]),
    ("one two two", "one … two", [Span(0, 3), Span(4, 7)]),
    ("one two three two", "one … three … two", [Span(0, 3), Span(8, 13), Span(14, 17)]),
    ("one two three two", "one … two … three", [Span(0, 3), Span(4, 7), Span(8, 13)]),
    ("one two three", "one … three … two", None),
    ("one two", "one … two … two", None),
    ("one one two", "one … one … two", [Span(0, 3), Span(4, 7), Span(8, 11)]),
]


@pytest.mark.parametrize(("text", "quote", "spans"), PLACED)
def test_parts_stand_at_their_first_place_one_behind_the_other(text: str, quote: str, spans: list[Span] | None) -> None:
    match = locate(quote, fold(text))
    assert (list(match.spans) if match else None) == spans


HALF_NOTE, HEAD, STEM = "\U0001d15e", "\U0001d157", "\U0001d165"
"""A sign that composes into two, of which no rule of words would keep the second."""


@pytest.mark.parametrize("text", [HALF_NOTE, f"one {HALF_NOTE} two"])
def test_a_sign_that_composes_into_two_is_not_cut(text: str) -> None:
    assert found(HALF_NOTE, text)
    assert not found(HEAD, text)
    assert not found(STEM, text)


def test_places_that_touch_are_counted_each() -> None:
    match = locate("(", fold("(( one"))
    assert match is not None
    assert match.occurrences == 2


def test_the_short_cut_at_the_end_of_a_sentence_says_what_the_rules_say() -> None:
    for letters in product("a5. +<%", repeat=4):
        text = fold("".join(letters))
        for at in range(1, len(text.text)):
            within = _is_word(text.text[at - 1]) and _is_word(text.text[at])
            assert is_boundary(text, at) is not (within or any(rule(text, at) for rule in _RULES))


RUNS = [
    ("a \t b", "a b", [Span(0, 1), Span(1, 4), Span(4, 5)]),
    ("  a", " a", [Span(0, 2), Span(2, 3)]),
    ("\n  a", "\na", [Span(0, 1), Span(3, 4)]),
    ("a  \n  b", "a\nb", [Span(0, 1), Span(3, 4), Span(6, 7)]),
    ("a  b \n c", "a b\nc", [Span(0, 1), Span(1, 3), Span(3, 4), Span(5, 6), Span(7, 8)]),
    ("a  b\nc", "a b\nc", [Span(0, 1), Span(1, 3), Span(3, 4), Span(4, 5), Span(5, 6)]),
    ("a  \n\n b", "a\n\nb", [Span(0, 1), Span(3, 4), Span(4, 5), Span(6, 7)]),
    ("e\u0301  x", "é x", [Span(0, 2), Span(2, 4), Span(4, 5)]),
]


@pytest.mark.parametrize(("text", "folded", "spans"), RUNS)
def test_a_run_of_white_space_is_one_space_or_the_end_of_a_paragraph(text: str, folded: str, spans: list[Span]) -> None:
    result = fold(text)
    assert result.text == folded
    assert [result.span(i, i + 1) for i in range(len(folded))] == spans


@pytest.mark.parametrize("mark", "/<>≤≥=≈~×*'-")
def test_a_word_is_not_cut_before_a_mark_that_joins(mark: str) -> None:
    assert not found("one", f"one{mark}two")
    assert found(f"one{mark}two", f"one{mark}two")


@pytest.mark.parametrize("mark", ".,·/^'-:×*=~≈")
def test_a_number_is_not_cut_at_a_mark_that_joins(mark: str) -> None:
    assert not found("1", f"a 1{mark}2 b")
    assert not found("2", f"a 1{mark}2 b")


@pytest.mark.parametrize("sign", "-^$€£#@+±∼→↔")
def test_a_sign_belongs_to_the_word_behind_it(sign: str) -> None:
    assert not found("word", f"a {sign}word")
    assert not found("5", f"a {sign}5")


@pytest.mark.parametrize("mark", "=|")
def test_a_sign_of_equality_says_only_that_it_is_so(mark: str) -> None:
    assert found("word", f"a {mark} word")
    assert found("5", f"a {mark} 5")


@pytest.mark.parametrize("tail", "+-−⁺⁻₊₋^")
def test_a_sign_behind_a_word_belongs_to_it(tail: str) -> None:
    assert not found("Na", f"the Na{tail} rose")


@pytest.mark.parametrize("unit", "%‰°′″_")
def test_the_sign_of_a_unit_is_a_part_of_its_word(unit: str) -> None:
    assert not found("word", f"the word{unit} rose")


@pytest.mark.parametrize("sign", "<>≤≥≦≧⩽⩾≪≫≲≳≮≯≰≱≠＜＞")
def test_a_comparison_belongs_to_what_follows_a_space_later(sign: str) -> None:
    assert not found("grade 2", f"a {sign} grade 2")
    assert not found("5 mg", f"a {sign} 5 mg")
    assert not found(".5 mg", f"a {sign} .5 mg")


@pytest.mark.parametrize("mark", ".,;()[]")
def test_a_mark_of_punctuation_parts_a_comparison_from_what_follows(mark: str) -> None:
    assert found("5 mg", f"a <{mark} 5 mg")


@pytest.mark.parametrize("sign", ["+/-", "±", "+", "−", "~", "×"])
def test_another_sign_belongs_to_the_number_a_space_later_and_to_no_word(sign: str) -> None:
    assert not found("5 mg", f"a {sign} 5 mg")
    assert found("word", f"a {sign} word")


@pytest.mark.parametrize("sign", "-−/×xX*÷")
@pytest.mark.parametrize("form", ["1 {} 2", "1{} 2", "1 {}2", "1% {} 2%", "1 % {} 2 %", "1‰ {} 2‰", "1° {} 2°"])
def test_a_range_or_product_is_one_number(form: str, sign: str) -> None:
    text = form.format(sign)
    first, last = text.split(sign)
    assert not found(first.strip(), f"a {text} b")
    assert not found(last.strip(), f"a {text} b")
    assert found(text, f"a {text} b")


@pytest.mark.parametrize("unit", "%‰°")
def test_a_number_keeps_its_sign_across_a_space(unit: str) -> None:
    assert not found("50", f"a 50 {unit} b")


@pytest.mark.parametrize("sign", "+−±-")
def test_a_state_in_brackets_belongs_to_the_word_on_either_side(sign: str) -> None:
    assert not found("CD4", f"the CD4({sign}) cells")
    assert not found("CD4", f"the CD4 ({sign}) cells")
    assert not found("catechin", f"the ({sign})catechin rose")
    assert not found("catechin", f"the [{sign}]catechin rose")


@pytest.mark.parametrize("minus", ["", "-", "−"])
def test_a_power_in_brackets_belongs_to_its_number(minus: str) -> None:
    assert not found("10", f"a 10({minus}12)/L b")
    assert found("word", f"a word ({minus}x) b")


@pytest.mark.parametrize("prefix", ["(in)", "[un]", "(Non-)", "(immuno)", "(non)"])
def test_a_syllable_in_brackets_belongs_to_its_word(prefix: str) -> None:
    assert not found("effective", f"was {prefix}effective here")


@pytest.mark.parametrize("aside", ["(very much) ", "x(in) ", "(IgG1)", "(Table)x "])
def test_other_brackets_do_not(aside: str) -> None:
    assert found("effective", f"was {aside} effective here")


@pytest.mark.parametrize("form", ["< or = 5", "> or = 5", "<or=5", ">or= 5", "< or =5"])
def test_an_operator_in_words_is_one(form: str) -> None:
    assert found(f"{form} mg", f"a {form} mg")
    for cut in ("5 mg", "= 5 mg", "=5 mg", "or = 5 mg", "or=5 mg", "= 5 mg"):
        assert not found(cut, f"a {form} mg")


@pytest.mark.parametrize("number", ["12 176", "1 000 000", "123 456"])
def test_thousands_are_one_number(number: str) -> None:
    first, _, last = number.rpartition(" ")
    assert not found(first, f"in {number} people")
    assert not found(last, f"in {number} people")
    assert found(number, f"in {number} people")


@pytest.mark.parametrize("text", ["in 2008 1200 fell", "in 2008 12 fell", "in 1.5 200 fell", "in a5 200 fell"])
def test_other_numbers_side_by_side_are_two(text: str) -> None:
    assert found(text.split()[2], text)


@pytest.mark.parametrize("amount", ["0.4 g/kg", "5 mg", "12-dose", "2g", "3 cycles"])
@pytest.mark.parametrize("rate", ["/day", " /day", " per day"])
def test_an_amount_is_not_cut_from_its_rate(amount: str, rate: str) -> None:
    assert not found(amount, f"gave {amount}{rate} here")
    assert found(f"{amount}{rate}", f"gave {amount}{rate} here")


MARKS_LEFT_OUT = [
    "…",
    "...",
    "....",
    "[…]",
    "[ … ]",
    "[...]",
    "[. . .]",
    "[. ..]",
    "[ ... ]",
    "(…)",
    "(...)",
    "( … )",
    "( ... )",
]


@pytest.mark.parametrize("ellipsis", MARKS_LEFT_OUT)
def test_an_ellipsis_may_be_written_in_many_ways(ellipsis: str) -> None:
    match = locate(f"Fever {ellipsis} all", fold("Fever fell in all."))
    assert match is not None
    assert len(match.spans) == 2


@pytest.mark.parametrize("multiple", ["hundred", "thousand", "million", "billion"])
def test_a_multiple_belongs_to_its_number(multiple: str) -> None:
    assert not found("five", f"in five {multiple} people")
    assert not found("in 5", f"in 5 {multiple} people")
    assert not found("five people", f"a {multiple} and five people")
    assert not found("five people", f"a {multiple} five people")
    assert found("many", f"in many {multiple}s of people")


WHOLE = [
    ("it fell.", "and it fell. Then it rose"),
    ("Then it", "and it fell. Then it rose"),
    ("5 mg", ",5 mg"),
    ("5 mg", ",5 mg."),
    ("5 fell", "a result:5 fell"),
    ("EX", "at 5:EX helped"),
    ("EX helped", "the fever.EX helped"),
    ("EX helped", "so it is.EX helped"),
    ("word", "a |word"),
    ("word", "a .word"),
    ("5", "it was =5"),
    ("5", "=5 +"),
    ("word", "a word(12) b"),
]
CUT = [
    ("Then", "by EX.Then it fell"),
    ("EX", "the fever/EX helped"),
    ("two", "a—b one-two c"),
    ("5 g", "about ·5 g"),
    ("5 patients", "in >=5 patients"),
    ("5 mg", "a —+5 mg"),
    ("K", "the K+ rose"),
    ("Na", "the Na+—a salt"),
    ("5 mg", "5 mg/day"),
    ("word", "a word\u0903 b"),
    ("word", "a word\u20dd b"),
    ("word", "a word\u2460 b"),
]


@pytest.mark.parametrize(("quote", "text"), WHOLE)
def test_words_that_stand_alone_are_found(quote: str, text: str) -> None:
    assert found(quote, text)


@pytest.mark.parametrize(("quote", "text"), CUT)
def test_words_cut_from_what_belongs_to_them_are_not(quote: str, text: str) -> None:
    assert not found(quote, text)
