"""Quotes that are not there stop a build; quotes that turn a sentence round are warned of."""

import re
from typing import Any

import pytest

from generator.checks.quoting import problems
from generator.model import Location, Page
from generator.passages import locate_all
from generator.problems import Problem, Severity
from tests.unit.factories import appraisal, claim, group, paper

LINES: dict[Location, int] = {
    ("claims", 0, "quote"): 20,
    ("claims", 1, "quote"): 30,
    ("patients", 0, "quote"): 5,
    ("doses", 0, "quote"): 8,
}


def found(text: str, *claims: Any, content: str = "abstract", **fields: Any) -> list[Problem]:
    read = paper(*text.split("\n"), content=content)
    made = [claim(each, id=f"c{index}") if isinstance(each, str) else each for index, each in enumerate(claims)]
    page = Page("content/appraisals/1.md", appraisal(*made, **fields), lines=LINES)
    return list(problems(page, read, locate_all(read, page.value), re.compile("EXAMPLINUM")))


def test_a_sound_quote_is_no_problem() -> None:
    assert found("Fever fell in all. It was well borne.", "Fever fell in all.") == []


MISSING = [
    ("abstract", "abstract only"),
    ("full-text", "full text"),
    ("none", "no text stored"),
]


@pytest.mark.parametrize(("content", "name"), MISSING)
def test_a_quote_that_is_not_there_is_told_with_its_line_and_the_nearest_words(content: str, name: str) -> None:
    (problem,) = found("The fever fell in all of them.", "The fever rose in all of them.", content=content)
    assert (problem.path, problem.line, problem.code) == ("content/appraisals/1.md", 20, "quote-not-found")
    assert problem.severity is Severity.ERROR
    assert problem.message == (
        f"not in paper 1 ({name}): “The fever rose in all of them.”. Nearest: “The fever fell in all of them.”."
    )
    assert problem.hint == "Copy the words from content/papers/1.md."


def test_without_any_likeness_no_nearest_words_are_told() -> None:
    (problem,) = found("Fever.", "Other things entirely")
    assert problem.message == "not in paper 1 (abstract only): “Other things entirely”."


def test_a_long_quote_is_shortened_in_the_message() -> None:
    (problem,) = found("Fever.", "word " * 40 + "end")
    assert f"“{'word ' * 15}…”" in problem.message


def test_a_quote_copied_with_the_escapes_of_the_file_gets_a_hint_of_its_own() -> None:
    (problem,) = found("Fever [1] fell.", r"Fever \[1\] fell")
    assert "without the backslashes" in problem.hint


def test_every_kind_of_quote_is_checked() -> None:
    problems = found(
        "Fever.",
        "a",
        patients=(group(1, quote="b"),),
        doses=({"about": "fever", "quote": "c"},),
        reported={"outcome": "d"},
        left_out=({"quote": "e", "reason": "r"},),
    )
    assert [p.code for p in problems] == ["quote-not-found"] * 5
    assert [p.line for p in problems] == [20, 5, 8, 1, 1]


def test_a_quote_that_stands_twice_is_warned_of() -> None:
    (problem,) = found("Fever fell. Again fever came. Fever fell.", "Fever fell.")
    assert (problem.code, problem.severity, problem.line) == ("quote-ambiguous", Severity.WARNING, 20)
    assert "stands 2 times" in problem.message


CONTEXT = [
    ("The serum was not effective in fever.", "effective in fever", "starts after “not”"),
    ("No patient improved.", "patient improved", "starts after “No”"),
    ("It did not help, nor was it safe.", "was it safe", "starts after “not”"),
    ("It failed to ease fever.", "ease fever", "starts after “failed to”"),
    ("It was never proven that serum helps.", "serum helps", "starts after “never”"),
    ("It didn’t ease fever.", "ease fever", "starts after “n’t”"),
    ("We cannot say that it helps.", "it helps", "starts after “cannot”"),
    ("We asked whether serum is effective.", "serum is effective", "starts after “whether”"),
    ("It is unclear that serum helps.", "serum helps", "starts after “unclear”"),
    ("It came in non responders.", "responders", "starts after “non”"),
    ("It was given rather than other serum.", "other serum", "starts after “rather than”"),
    ("It came in non- responders.", "responders", "starts after “non”"),
    ("They had up to 2 g/kg of it.", "2 g/kg", "starts after “up to”"),
    ("It fell in less than 12% of them.", "12% of them", "starts after “less than”"),
    ("They had 5 to 10 mg of it.", "10 mg of it", "starts after “5 to”"),
    ("They had 5 mg to 10 mg of it.", "10 mg of it", "starts after “5 mg to”"),
    ("Fever fell, but came again.", "Fever fell", "ends before “but”"),
    ("Fever fell, however briefly.", "Fever fell", "ends before “however”"),
    ("Fever fell only in children.", "Fever fell", "ends before “only”"),
    ("Fever fell in none.", "Fever fell", "ends before “none”"),
    ("Improvement was seen in no patient.", "Improvement was seen", "ends before “no”"),
    ("We can not say so.", "We can", "ends before “not”"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), CONTEXT)
def test_a_quote_that_leaves_out_a_word_that_turns_it_round_is_warned_of(text: str, quote: str, expected: str) -> None:
    problem = found(f"Before. {text} After.", quote)[0]
    turned = text.partition(quote)[0].endswith(("not ", "No ", "nor ", "failed to ", "n’t "))
    severity = Severity.ERROR if turned else Severity.WARNING
    assert (problem.code, problem.severity, problem.line) == ("quote-context", severity, 20)
    assert expected in problem.message
    assert problem.hint


SOUND = [
    ("It was not so. Fever fell. But it came again.", "Fever fell."),
    ("It was not so; however, fever fell.", "not so; however, fever fell"),
    ("Non-specific fever fell in all.", "fell in all"),
    ("Serum was given and was effective.", "Serum … effective"),
    ("Nothing was noted on knots.", "knots"),
    ("They were about to improve.", "to improve"),
    ("It fell below what 5 had.", "5 had"),
    ("It fell from then to 5.", "5"),
    ("It was not so.\nFever fell", "Fever fell"),
]


@pytest.mark.parametrize(("text", "quote"), SOUND)
def test_words_of_another_sentence_or_within_the_quote_are_no_problem(text: str, quote: str) -> None:
    assert found(text, quote) == []


TURNED = "Fever fell, but harms came."


def test_another_claim_about_the_same_subject_may_quote_the_rest() -> None:
    rest = claim("but harms came", id="rest", about=["fever", "rash"])
    assert found(TURNED, "Fever fell", rest) == []


@pytest.mark.parametrize(
    "rest",
    [
        claim("but harms came", id="rest", about=["rash"]),
        claim("harms came", id="rest"),
        claim("but", id="rest", about=["rash"]),
    ],
)
def test_a_claim_about_another_subject_or_of_other_words_does_not_help(rest: Any) -> None:
    assert [p.code for p in found(TURNED, "Fever fell", rest)] == ["quote-context"]


def test_what_a_paper_reports_may_be_completed_by_any_claim() -> None:
    assert [p.code for p in found(TURNED, reported={"outcome": "Fever fell"})] == ["quote-context"]
    assert found(TURNED, "Fever fell, but harms came.", reported={"outcome": "Fever fell"}) == []


def test_words_left_out_on_purpose_have_no_context() -> None:
    assert found(TURNED, left_out=({"quote": "Fever fell", "reason": "background"},)) == []


def test_patients_and_doses_have_a_context() -> None:
    text = "None of 5 patients had 2 g/kg of serum."
    of_patients = found(text, patients=(group(5, quote="5 patients"),))
    of_doses = found(text, doses=({"about": "fever", "quote": "2 g/kg"},))
    assert [(p.code, p.line) for p in of_patients + of_doses] == [("quote-context", 5), ("quote-context", 8)]


SPLICED = [
    ("Serum was not at all effective.", "Serum … effective", "“not”"),
    ("Serum, without doubt, was given and seen as effective.", "Serum … given … effective", "“without”"),
    ("Fever fell in 93%, whereas 61% improved after serum.", "Fever fell in 93% … after serum", "“whereas”"),
    ("Serum eased fever more than water, which eased rash.", "Serum eased … rash", "“than”"),
    ("Fever fell in all, in 4 only after serum.", "Fever fell in all … after serum", "“only”"),
    ("Of 9 given serum, 4 improved and five of the others did.", "Of 9 given serum … did", "the number 4"),
    ("Fever fell with EXAMPLINUM and rose with water.", "Fever fell … with water.", "“EXAMPLINUM”"),
    ("Fever rose with placebo and fell with serum.", "Fever rose … with serum.", "“placebo”"),
    ("Serum eased fever in 40% and rash in all.", "Serum eased … rash in all", "the number 40%"),
]


@pytest.mark.parametrize(("text", "quote", "told"), SPLICED)
def test_an_ellipsis_within_a_sentence_leaves_out_nothing_that_may_turn_it_round(
    text: str, quote: str, told: str
) -> None:
    (problem,) = [each for each in found(f"Before. {text} After.", quote) if each.severity is Severity.ERROR]
    assert (problem.code, problem.line) == ("quote-splice", 20)
    assert f"leaves out {told} within one sentence" in problem.message


@pytest.mark.parametrize("amount", ["2 g/kg for 5 days", "at week 12", "aged 40 to 61 years", "in 2019"])
def test_an_ellipsis_may_leave_out_doses_times_and_ages(amount: str) -> None:
    assert found(f"Serum was given, {amount}, and fever fell.", "Serum was given … fever fell.") == []


def test_patients_may_be_picked_from_a_list_of_groups() -> None:
    text = "Serum was given to 7 with fever, 4 with rash and 2 with ague."
    assert found(text, patients=(group(2, quote="Serum was given to … 2 with ague"),)) == []
    assert [each.code for each in found(text, "Serum was given to … 2 with ague")] == ["quote-splice"]


def test_a_claim_that_joins_words_of_different_sentences_is_warned_of() -> None:
    (problem,) = found("Fever fell in all. Rash came in some.", "Fever fell … came in some.")
    assert problem.code == "quote-context"
    assert "joins words of different sentences" in problem.message


def test_a_claim_may_leave_out_words_within_a_sentence() -> None:
    assert found("Fever fell quickly and for good in all.", "Fever fell … in all.") == []
