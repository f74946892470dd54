"""Quotes are found where their words stand, and nowhere where a cut would change what they say."""

import sys
import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.quotes import (
    _RULES,
    PARAGRAPH,
    Folded,
    Span,
    _fold_in_full,
    _fold_quote,
    _is_between_sentences,
    _is_word,
    fold,
    is_boundary,
    locate,
    parts,
)


@dataclass(frozen=True)
class Case:
    """`found` holds the exact words of the source, a part each; None where the quote is refused."""

    text: str
    quote: str
    found: tuple[str, ...] | None
    why: str


def yes(text: str, quote: str, why: str, *found: str) -> Case:
    return Case(text, quote, found or (quote,), why)


def no(text: str, quote: str, why: str) -> Case:
    return Case(text, quote, None, why)


PLAIN = [
    yes("Fever fell in all.", "Fever fell in all.", "the whole text"),
    yes("Fever fell in all.", "fell in", "words in the middle"),
    yes("Fever fell in all.", "Fever", "one word"),
    yes("Fever fell in all.", "all", "a word before a full stop"),
    yes("It fell (in all).", "in all", "words within brackets"),
    yes("It fell (in all).", "It fell (in all)", "brackets that stand in both"),
    yes("It fell; all did.", "fell; all", "a semicolon"),
    yes("Fever: it fell.", "it fell", "behind a colon and a space"),
    yes("the patients' fever", "patients", "a word before an apostrophe that ends it"),
    yes('the "off label" use', "off label", "words within quotation marks"),
    no("Fever fell in all.", "", "an empty quote"),
    no("Fever fell in all.", " \n ", "a blank quote"),
    no("Fever fell in all.", "Fever rose", "other words"),
    no("Fever fell in all.", "fever fell", "another case"),
    no("EXIg was given.", "EXIG", "another case within a word"),
    no("It fell (in all).", "It fell in all", "brackets left out"),
    no("It fell, in all.", "It fell in all", "a comma left out"),
    no("It fell.", "It fell,", "a full stop turned into a comma"),
    no("", "Fever", "an empty text"),
]

NEGATIONS = [
    no("it was ineffective", "effective", "glued to its negation"),
    no("it was non-effective", "effective", "hyphened to its negation"),
    no("it was non‑effective", "effective", "the same with a hyphen that does not break"),
    no("it was non–effective", "effective", "the same with an en dash"),
    no("we can't exclude it", "can", "cut before its negation"),
    no("we can’t exclude it", "can", "the same with a curled apostrophe"),
    no("we cannot exclude it", "can", "the same in one word"),
    no("it was in\u00adeffective", "effective", "behind a soft hyphen"),
    no("it was in\u200beffective", "effective", "behind a space of no width"),
    no("it was (in)effective", "effective", "behind a negation in brackets"),
    no("in (non-)responders", "responders", "the same with a hyphen"),
    no("(in)effective here", "effective", "the same at the beginning of the text"),
    no("it was [un]related", "related", "the same in square brackets"),
    no("¬effective", "effective", "behind a sign of negation"),
    yes("the patient(s)improved", "improved", "behind an ending in brackets"),
    yes("the (infants)improved", "improved", "behind brackets that hold more than a syllable"),
    yes("it was (non), so to say", "it was (non)", "a syllable in brackets that turns nothing round"),
    yes("it was (very) effective", "effective", "behind brackets and a space"),
    yes("it was not effective", "effective", "a negation that stands apart is for a check to warn of"),
]

NUMBERS = [
    no("12 g/kg", "2 g/kg", "the end of a longer number"),
    no("0.2 g/kg", "2 g/kg", "behind a decimal point"),
    no("0·2 g/kg", "2 g/kg", "behind a raised decimal point"),
    no("0,2 g/kg", "2 g/kg", "behind a decimal comma"),
    no("about .5 g", "5 g", "behind a decimal point without a nought"),
    no(".5 g", "5 g", "the same at the beginning of the text"),
    no("0.4 g/kg/day", "0.4 g/kg", "a unit cut off"),
    no("0.4 g/kg", "0.4 g", "the same"),
    no("5 mg", "5 m", "a unit cut in its midst"),
    no("1,000 patients", "1", "before a comma of thousands"),
    no("1,000 patients", "000 patients", "behind a comma of thousands"),
    no("12 176 patients", "176 patients", "behind a space of thousands"),
    no("12 176 patients", "12", "before a space of thousands"),
    no("12\u202f176 patients", "176 patients", "the same with a narrow space"),
    no("12'176 patients", "176 patients", "behind an apostrophe of thousands"),
    no("0.41", "0.4", "the beginning of a longer number"),
    no("50% fell", "50", "before a percent sign"),
    no("50 % fell", "50", "before a percent sign and a space"),
    no("5 ‰ fell", "5", "before a sign of thousandths"),
    no("5-10 mg", "10 mg", "the end of a range"),
    no("5-10 mg", "5", "the beginning of a range"),
    no("5–10 mg", "10 mg", "the same with an en dash"),
    no("1 – 2 g/kg", "2 g/kg", "the end of a range with spaces"),
    no("1 - 2 g/kg", "1", "the beginning of a range with spaces"),
    no("50 % - 60 %", "60 %", "the same with percent signs"),
    no("2.5-fold", "2.5", "a number with its word"),
    no("3/10 fell", "10 fell", "the end of a fraction"),
    no("3 / 10 fell", "10 fell", "the same with spaces"),
    no("a ratio of 1 : 10", "10", "the end of a ratio"),
    no("2 × 10⁹/L", "2", "the beginning of a power of ten"),
    no("2 x 10^9/L", "2", "the same in plain letters"),
    no("10⁹ cells", "109 cells", "a superscript is no digit"),
    no("10⁹ cells", "10", "before a superscript"),
    no("10^9 cells", "10", "before a written power"),
    no("CO₂ rose", "CO2 rose", "a subscript is no digit"),
    no("twenty-five patients", "five patients", "the end of a number in words"),
    no("twenty five patients", "five patients", "the same with a space"),
    no("twenty five patients", "twenty", "its beginning"),
    no("Twenty Five Patients", "Five Patients", "the same with capitals"),
    no("Five Hundred Patients", "Five", "a multiple with capitals"),
    no("a hundred and five patients", "five patients", "the end of a longer one"),
    no("a hundred and five patients", "and five patients", "the same, from the midst"),
    no("one hundred patients", "one", "the beginning of a hundred"),
    no("in 5 million people", "in 5", "before a multiple"),
    no("in the 5th week", "5", "an ordinal"),
    no("IgG4 rose", "4", "a digit of a name"),
    no("type II", "type I", "the beginning of a roman number"),
    no("0.4 g/kg per day", "0.4 g/kg", "a rate in words cut off"),
    no("0.4 g /day", "0.4 g", "a rate behind a space cut off"),
    no("5 mg/ day", "5 mg", "a rate before a space cut off"),
    no("12 doses per week", "12 doses", "the same"),
    no("12 per cent fell", "12", "a percent sign in words cut off"),
    no("12 per 1000 people", "12", "a share in words cut off"),
    no("3 /day", "3", "a bare number cut from its rate"),
    no("3/day per patient", "3/day", "a rate cut from whom it is for"),
    no("5% per year", "5%", "a percentage cut from its rate"),
    no("5 % per year", "5 %", "the same with a space"),
    no("5‰ per year", "5‰", "thousandths cut from their rate"),
    no("10(9)/L", "10", "before a power as MEDLINE wrote it"),
    no("50 x 10(-9)/L", "50 x 10", "the same with a sign"),
    no("p < .05", ".05", "a number without its nought, cut from its operator"),
    yes("p = .05", ".05", "the same behind a sign of equality"),
    yes("0.4 g/kg/day", "0.4 g/kg/day", "a whole dose"),
    yes("0.4 g/kg per day", "0.4 g/kg per day", "a whole dose in words"),
    yes("eased per protocol", "eased", "a word that is no amount"),
    yes("in 5, all per protocol", "in 5, all", "a number that another word parts from it"),
    yes("5 mg perhaps", "5 mg", "a word that only begins so"),
    yes("10(9)/L", "10(9)/L", "a power as MEDLINE wrote it"),
    yes("5 (3) fell", "5", "a number before brackets that stand apart"),
    yes("(12 g/kg)", "12 g/kg", "a dose in brackets"),
    yes("given 2 g/kg, then", "2 g/kg", "a dose before a comma"),
    yes("12\u202f176 patients", "12 176 patients", "a narrow space for a space", "12\u202f176 patients"),
    yes("in 2008, 120 fell", "120 fell", "a number behind a comma and a space"),
    yes("in 2008 — 12 fell", "12 fell", "a number behind an em dash of punctuation"),
    yes("in 50 % of cases", "50 % of", "a percentage with its sign"),
    yes("twenty five or six", "six", "a number in words that stands alone"),
    yes("in twenty people", "in twenty", "tens that no number follows"),
    yes("in the million people", "in the", "a multiple of no number"),
    yes("all 176 fell", "176 fell", "three digits behind a word and a space"),
    yes("it (all) 176 fell", "176 fell", "the same behind a bracket"),
    yes("in 2008 120 fell", "120 fell", "two numbers side by side"),
    yes("in 20 1200 fell", "1200 fell", "the same, the second of four digits"),
    yes("in 1,5 200 fell", "200 fell", "the same, the first with a decimal comma"),
    yes("two and five", "five", "numbers in words that are not one"),
    yes("5 ± 2 mg", "5 ± 2 mg", "a mean with its spread"),
    yes("weight of 5 kg", "weight of 5", "a unit behind a space is not seen"),
]

SIGNS = [
    no("a change of -5", "5", "behind a minus"),
    no("a change of −5", "5", "behind a true minus"),
    no("a change of –5", "5", "behind an en dash for a minus"),
    no("a change of +5", "5", "behind a plus"),
    no("≥5 patients", "5 patients", "behind an operator"),
    no("≥ 5 patients", "5 patients", "behind an operator and a space"),
    no("⩾ 5 patients", "5 patients", "behind a slanted operator"),
    no(">= 5 patients", "5 patients", "behind an operator of two signs"),
    no(">= 5 patients", "= 5 patients", "cut within an operator"),
    no(">=5 patients", "5 patients", "the same without a space"),
    no("</= 5 patients", "5 patients", "an operator of three signs"),
    no("< or = 5 patients", "5 patients", "an operator in words"),
    no("> or =5 patients", "5 patients", "the same without a space"),
    no("> or = 5 patients", "= 5 patients", "cut within an operator in words"),
    no('a "+ 5 mg" change', "5 mg", "behind an operator within quotation marks"),
    no("p < ·05", "·05", "a number without its nought and with a raised point"),
    no("≠ 5 mg", "5 mg", "behind a sign of inequality"),
    no("~ 5 mg", "5 mg", "behind a sign of roundness"),
    no("∼5 mg", "5 mg", "the same, another sign"),
    no("> grade 2 harms", "grade 2 harms", "an operator before a word"),
    no("1.2 ± 0.3 mg", "0.3 mg", "a spread without its mean"),
    no("1.2 +/- 0.3 mg", "0.3 mg", "the same in plain signs"),
    no("1.2 +/- 0.3 mg", "- 0.3 mg", "cut within plain signs"),
    no("↓ 50% of", "50% of", "behind an arrow"),
    no("p < 0.05", "p > 0.05", "another operator"),
    no("p < 0.05", "p <0.05", "a space left out"),
    no("p<0.05", "0.05", "a number glued to its operator"),
    no("p < 0.05", "0.05", "a number cut from its operator"),
    no("n=5 fell", "5 fell", "a number glued to its sign"),
    no("€5 a day", "5 a day", "behind a currency"),
    no("given @5", "5", "behind an at sign"),
    no("CD4+ cells", "CD4 cells", "a sign left out"),
    no("CD4+ cells", "CD4", "before a sign"),
    no("CD4(+) cells", "CD4", "before a sign in brackets"),
    no("CD4(++) cells", "CD4", "before two signs in brackets"),
    no("ANCA(-) patients", "ANCA", "the same"),
    no("ANCA (-) patients", "ANCA", "the same with a space"),
    no("ANCA− patients", "ANCA", "before a true minus"),
    no("ANCA– patients", "ANCA", "before an en dash for a minus"),
    no("Na⁺ rose", "Na", "before a superscript sign"),
    no("ANCA-negative", "ANCA", "before a hyphen"),
    no("HLA-B*27", "HLA-B", "before an asterisk"),
    no("and/or fever", "and", "before a slash"),
    no("−5 mg", "-5 mg", "a hyphen is not a minus"),
    no("5 µg", "5 mg", "another unit"),
    yes("5 µg daily", "5 µg", "a micro sign"),
    yes("p = 0.05, fell", "0.05", "behind a sign of equality and a space"),
    yes("less is < 5 harms", "harms", "an operator, and a number between"),
    yes("if a>b grade 2 harms", "grade 2 harms", "an operator within the word before"),
    yes("less is < (so it is)", "(so it is)", "an operator before a bracket"),
    yes("less is < ..5", "..5", "points that are no decimal point"),
    yes("that or = 5 mg", "5 mg", "the words of an operator without its first sign"),
    yes("≥ 5 patients", "≥ 5 patients", "a number with its operator"),
    yes("> or = 5 patients", "> or = 5 patients", "the same in words"),
    yes("CD4+ cells", "CD4+ cells", "a name with its sign"),
    yes("CD4(+) cells", "CD4(+)", "the same in brackets"),
    yes("fever - 5 days", "5 days", "behind a hyphen of punctuation"),
    yes("fever -- 5 days", "5 days", "behind two hyphens for a dash"),
    yes("a dose (5 mg)", "a dose", "before brackets that hold more than a sign"),
]

VARIANTS = [
    yes("auto‐immune", "auto-immune", "a true hyphen", "auto‐immune"),
    yes("auto‑immune", "auto–immune", "dashes of other lengths", "auto‑immune"),
    yes("“off label” use", '"off label" use', "curled quotation marks", "“off label” use"),
    yes("«off label» use", "“off label” use", "pointed quotation marks", "«off label» use"),
    yes("the patient’s", "the patient's", "a curled apostrophe", "the patient’s"),
    no('"off label"', "'off label'", "single marks for double ones"),
    yes("fell\u00a0in all", "fell in all", "a space that does not break", "fell\u00a0in all"),
    yes("fell\u2009in  all", "fell in all", "a thin space, and two", "fell\u2009in  all"),
    yes("fell in all", "fell\n   in all", "a quote written over two lines", "fell in all"),
    yes("  fell  in all ", "fell in all", "white space around", "fell  in all"),
    yes("fell\u2028in all", "fell in all", "a line separator", "fell\u2028in all"),
    yes("cafe\u0301 au lait", "caf\u00e9", "a composed letter in the quote", "cafe\u0301"),
    yes("caf\u00e9 au lait", "cafe\u0301", "a composed letter in the text", "caf\u00e9"),
    yes("5 \u212b wide", "5 \u00c5", "the sign of the Ångström", "5 \u212b"),
    yes(
        "\u1112\u1161\u11ab\u1100\u1173\u11af x", "한글", "Hangul in its parts", "\u1112\u1161\u11ab\u1100\u1173\u11af"
    ),
    yes("a\u0323\u0307 b", "a\u0307\u0323 b", "marks in another order", "a\u0323\u0307 b"),
    no("caf\u00e9", "cafe", "an accent left out"),
    no("cafe\u0301", "cafe", "cut before an accent"),
    no("x\u0304 rose", "x", "cut before an accent that does not compose"),
    no("\ufb01brosis", "fibrosis", "a ligature is not its letters"),
    yes("\ufb01brosis", "\ufb01brosis", "the same ligature"),
    no("5 g", "５ g", "a wide digit"),
    no("x²", "x2", "a superscript"),
    no("5\u00bd g", "5", "before a fraction"),
    no("\u0958", "\u0915", "a letter cut that composes into two"),
    no("First.\nSecond.", "First. Second.", "a quote across two paragraphs"),
    yes("First.\nSecond.", "Second.", "a quote in the second paragraph"),
    yes("First. \n Second.", "Second.", "blanks around the end of a paragraph"),
    yes("EX—a serum—helped", "a serum", "between em dashes"),
    yes("EX―a serum", "EX", "before a horizontal bar"),
    no("EX–a serum", "EX", "before an en dash, which joins"),
    no("2000—2008", "2008", "an em dash between numbers"),
    yes("fever.EX helped", "EX helped", "sentences glued without a space"),
    yes("in 2000.EX helped", "EX helped", "the same behind a number"),
    yes("in 50%.EX helped", "in 50%.", "the same behind a percentage"),
    yes("conclusion:EX helped", "EX helped", "a heading glued to its sentence"),
    no("given e.g.EX", "EX", "an abbreviation glued"),
    no("in fig.2", "2", "a full stop before a digit"),
    no("given i.v. daily", "v. daily", "cut within an abbreviation"),
]

ELLIPSES = [
    yes("Fever, it seems, fell in all.", "Fever … fell", "a part left out", "Fever", "fell"),
    yes("Fever, it seems, fell in all.", "Fever ... fell", "three points", "Fever", "fell"),
    yes("Fever, it seems, fell in all.", "Fever [...] fell", "points in square brackets", "Fever", "fell"),
    yes("Fever, it seems, fell in all.", "Fever […] fell", "the same", "Fever", "fell"),
    yes("Fever, it seems, fell in all.", "Fever (…) fell", "points in round brackets", "Fever", "fell"),
    yes("Fever, it seems, fell in all.", "Fever…fell … all", "two parts left out", "Fever", "fell", "all"),
    yes("One … two.", "One … two", "an author's own ellipsis", "One … two"),
    yes("One, then two ... three.", "One … two ... three", "both", "One", "two", "three"),
    yes("First.\nSecond.", "First … Second", "parts in two paragraphs", "First", "Second"),
    yes("a b a c", "a … c", "the first place that works", "a", "c"),
    yes("Fever, it seems, fell in all.", "Fever [. . .] fell", "points set apart", "Fever", "fell"),
    *(
        no("Fever, it seems, fell in all.", f"Fever {mark} fell", "points and another sign leave nothing out")
        for mark in ("[x..]", "[.x.]", "[..x]", "[...x", "(x..)", "(.x.)", "(..x)", "x..", ".x.", "..x", "..")
    ),
    no("Fever, it seems, fell in all.", "fell … Fever", "parts in the wrong order"),
    no("Fever fell.", "Fever … Fever", "a part used twice"),
    no("Fever fell in all.", "Fever … rose", "a part that is not there"),
    no("Fever fell by 12 g/kg.", "Fever … 2 g/kg", "a part cut from a number"),
    no("Fever fell.", "… fell", "an ellipsis at the beginning"),
    no("Fever fell.", "Fever …", "an ellipsis at the end"),
    no("Fever fell.", "…", "nothing but an ellipsis"),
    no("Fever fell.", "Fever … … fell", "nothing between two of them"),
]

CASES = [*PLAIN, *NEGATIONS, *NUMBERS, *SIGNS, *VARIANTS, *ELLIPSES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.quote!a} in {case.text!a}: {case.why}")
def test_a_quote_is_found_or_refused_as_the_table_says(case: Case) -> None:
    match = locate(case.quote, fold(case.text))
    found = None if match is None else tuple(case.text[span.start : span.end] for span in match.spans)
    assert found == case.found, case.why


def test_each_case_stands_in_the_table_once() -> None:
    assert len({(case.text, case.quote) for case in CASES}) == len(CASES)


PLACES = [
    ("a  b  c", "b  c", (Span(3, 7),)),
    ("e\u0301 e\u0301 x", "\u00e9 x", (Span(3, 7),)),
    ("“a” “b”", '"b"', (Span(4, 7),)),
    ("a\u00a0 \tb c", "b c", (Span(4, 7),)),
    ("one \n two", "two", (Span(6, 9),)),
    ("one\ntwo, or three", "two … three", (Span(4, 7), Span(12, 17))),
    ("12 g 2 g", "2 g", (Span(5, 8),)),
    ("\u0958 \u0915", "\u0915", (Span(2, 3),)),
]


@pytest.mark.parametrize(("text", "quote", "spans"), PLACES)
def test_spans_count_characters_of_the_source(text: str, quote: str, spans: tuple[Span, ...]) -> None:
    match = locate(quote, fold(text))
    assert match is not None
    assert match.spans == spans


@pytest.mark.parametrize(
    ("text", "quote", "times"),
    [("one two one", "one", 2), ("one two", "one", 1), ("12 2 1.2 2", "2", 2), ("a b a c", "a … c", 2)],
)
def test_occurrences_count_the_places_of_the_first_part(text: str, quote: str, times: int) -> None:
    match = locate(quote, fold(text))
    assert match is not None
    assert match.occurrences == times


def test_parts_are_trimmed_and_empty_at_an_outer_ellipsis() -> None:
    assert parts(" one … two [...] three ") == ["one", "two", "three"]
    assert parts("… one") == ["", "one"]
    assert parts("one") == ["one"]


# Letters that compose, marks, Hangul, spaces, dashes, signs and digits: what folding and boundaries are about.
ODD = (
    "aZé\u0301\u0323\u0338e x\u1112\u1161\u11ab\uac00\u0958\u212b\u2009\u00a0\n \t\u2028—–-−“'’\u00ad.,·/%^<>≥=±+(2⁹µ…["
)
ODD_TEXTS = st.text(st.sampled_from(ODD), max_size=25)
TEXTS = st.one_of(ODD_TEXTS, st.text(max_size=25))


@given(TEXTS)
def test_folding_is_idempotent(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_folding_keeps_a_place_for_each_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(TEXTS)
def test_composed_and_decomposed_texts_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text
    assert fold(text).text == fold(unicodedata.normalize("NFC", text)).text


@given(TEXTS, st.data())
def test_words_between_white_space_are_found_at_a_place_that_folds_alike(text: str, data: st.DataObject) -> None:
    paragraphs = [paragraph.split() for paragraph in text.split(PARAGRAPH)]
    words = data.draw(st.sampled_from(paragraphs))
    start = data.draw(st.integers(0, max(0, len(words) - 1)))
    quote = " ".join(words[start : data.draw(st.integers(start, len(words)))])
    if not quote or quote_may_not_stand_alone(text):
        return
    match = locate(quote, fold(text))
    assert match is not None
    (span,) = match.spans
    assert fold(" ".join(text[span.start : span.end].split())).text == fold(quote).text


def quote_may_not_stand_alone(text: str) -> bool:
    """White space is no boundary beside an operator, within a number, or before a mark that combines with it."""
    folded = fold(text)
    return not all(
        is_boundary(folded, at) and is_boundary(folded, at + 1) for at, c in enumerate(folded.text) if c == " "
    )


@given(st.lists(st.text(st.sampled_from("abcxyz"), min_size=1, max_size=5), min_size=1, max_size=12), st.data())
def test_any_run_of_plain_words_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assert locate(quote, fold(" ".join(words))) is not None


@given(TEXTS, TEXTS)
def test_no_text_makes_locating_fail(text: str, quote: str) -> None:
    folded = fold(text)
    match = locate(quote, folded)
    for span in match.spans if match else ():
        assert 0 <= span.start < span.end <= len(text)


@given(ODD_TEXTS, ODD_TEXTS)
def test_parts_follow_one_another(text: str, quote: str) -> None:
    match = locate(f"{quote} … {quote}", fold(text))
    if match is not None and len(match.spans) == 2:
        assert match.spans[0].end <= match.spans[1].start


@given(ODD_TEXTS)
def test_both_ends_of_a_text_are_boundaries_and_no_place_between_digits_is(text: str) -> None:
    folded: Folded = fold(text)
    assert is_boundary(folded, 0)
    assert is_boundary(folded, len(folded.text))
    for at in range(1, len(folded.text)):
        if folded.text[at - 1].isdigit() and folded.text[at].isdigit():
            assert not is_boundary(folded, at)


@given(ODD_TEXTS)
def test_the_short_way_of_folding_gives_what_the_long_one_gives(text: str) -> None:
    short, full = fold(text), _fold_in_full(text)
    assert (short.text, list(short.starts), list(short.ends)) == (full.text, list(full.starts), list(full.ends))


ENDS = ["a. b", "é. Z", "x.  Z", "2. Z", "a. 2", "a.−2", "a.\nb", "2.\nx", "%.\n5", ". x 2", ". per", ". and five"]


@given(ODD_TEXTS, st.sampled_from(ENDS), ODD_TEXTS)
def test_no_rule_reaches_over_the_blank_between_sentences(before: str, end: str, behind: str) -> None:
    folded = fold(f"{before}{end}{behind}")
    for at in range(1, len(folded.text)):
        if _is_between_sentences(folded.text, at):
            assert not any(rule(folded, at) for rule in _RULES)
            assert not (_is_word(folded.text[at - 1]) and _is_word(folded.text[at]))


@given(ODD_TEXTS)
def test_a_quote_of_plain_letters_is_folded_as_any_other(text: str) -> None:
    plain = "".join(character for character in text if character.isascii())
    assert _fold_quote(plain) == _fold_in_full(" ".join(plain.split())).text


def test_every_white_space_is_folded_the_short_way() -> None:
    spaces = [chr(number) for number in range(sys.maxunicode + 1) if chr(number).isspace() and chr(number) != PARAGRAPH]
    assert fold("x" + "x".join(spaces)).text == "x" + "x".join(" " for _ in spaces)
