"""All that a text says from the first sentence that names the drug is used, or left out on purpose."""

from typing import Any

import pytest

from generator.checks.coverage import intervention_pattern, problems, uncovered
from generator.model import Intervention, Page
from generator.passages import locate_all
from generator.problems import Severity
from generator.quotes import Span
from tests.unit.factories import appraisal, claim, paper

DRUG = Intervention(name="examplinum", short="EX", spellings=("EX", "examplinum", "EX serum", "e.x."))
NAMED = intervention_pattern(DRUG)

NAMES = [
    ("given EX daily", "EX"),
    ("given ex daily", "ex"),
    ("given EX serum daily", "EX serum"),
    ("given EX  \nserum", "EX  \nserum"),
    ("Examplinum was", "Examplinum"),
    ("given e.x. daily", "e.x."),
    ("given exx", None),
    ("given EXA or AEX or EX1 or _EX", None),
    ("given eaxa", None),
    ("given (EX).", "EX"),
    ("EX-treated", "EX"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_the_drug_is_found_by_any_spelling_as_whole_words(text: str, expected: str | None) -> None:
    match = NAMED.search(text)
    assert (match[0] if match else None) == expected


def told(text: str, *quotes: str, **fields: Any) -> list[tuple[str, str]]:
    """Severity and the words that each problem says nothing uses."""
    read = paper(*text.split("\n"))
    claims = [claim(quote, id=f"c{index}") for index, quote in enumerate(quotes)]
    page = Page("content/appraisals/1.md", appraisal(*claims, **fields), lines={("claims",): 7})
    found = list(problems(page, read, locate_all(read, page.value), NAMED))
    assert all((each.path, each.line, each.code) == (page.path, 7, "sentence-uncovered") for each in found)
    assert all(each.hint for each in found)
    return [(each.severity.name, each.message.split("“")[1].split("”")[0]) for each in found]


NAMING = "Invented fever is common. Patients received EX serum daily. Their fever fell within days."
COVERED: list[tuple[str, tuple[str, ...], list[tuple[str, str]]]] = [
    (NAMING, ("Patients received EX serum daily. Their fever fell within days.",), []),
    (NAMING, ("Patients received EX serum daily.", "Their fever fell within days."), []),
    (NAMING, ("Patients received EX", "serum daily", "fever fell within days"), []),
    (NAMING, ("Their fever fell within days.",), [("ERROR", "Patients received EX serum daily.")]),
    (NAMING, ("Patients received EX serum daily.",), [("WARNING", "Their fever fell within days.")]),
    (NAMING, (), [("ERROR", "Patients received EX serum daily."), ("WARNING", "Their fever fell within days.")]),
    (NAMING, ("Patients received … Their fever fell within days.",), [("ERROR", "EX serum daily")]),
    (NAMING, ("received EX serum daily", "Their fever fell within days."), []),
    (NAMING, ("Patients … daily", "fell within days"), [("ERROR", "received EX serum")]),
    ("Fever is common. Nothing helps.", (), []),
    ("EX helped.\nLater more fever came.", ("EX helped.",), [("WARNING", "Later more fever came.")]),
    ("We report that it also was so with EX.", ("with EX",), []),
    ("EX helped, with 2 g daily.", ("EX helped",), [("ERROR", "with 2 g daily")]),
    ("EX helped, with 12 of 15.", ("EX helped",), [("ERROR", "with 12 of 15")]),
    ("EX helped. Later it fell.", ("EX helped.",), [("WARNING", "Later it fell.")]),
    (
        "EX helped greatly, however, serious harms came.",
        ("EX helped greatly",),
        [("ERROR", "however, serious harms came")],
    ),
    ("EX helped, but no more.", ("EX helped",), []),
]


@pytest.mark.parametrize(("text", "quotes", "expected"), COVERED)
def test_what_nothing_uses_is_told(text: str, quotes: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert told(text, *quotes) == expected


LEFT = ({"quote": "Patients received EX serum daily.", "reason": "methods"},)


def test_words_left_out_on_purpose_and_doses_cover() -> None:
    assert told(NAMING, "Their fever fell within days.", left_out=LEFT) == []
    assert told(NAMING, left_out=LEFT, doses=({"about": "fever", "quote": "Their fever fell within days"},)) == []


def test_what_is_reported_in_a_table_does_not_cover() -> None:
    reported = {"outcome": "Their fever fell within days."}
    assert told(NAMING, left_out=LEFT, reported=reported) == [("WARNING", "Their fever fell within days.")]


def test_a_quote_that_is_not_found_covers_nothing() -> None:
    assert told("EX helped all.", "EX helped none.") == [("ERROR", "EX helped all.")]


def test_a_removed_claim_leaves_its_sentence_uncovered() -> None:
    sentences = ["EX eased the fever.", "EX eased the rash.", "EX harmed nobody treated."]
    assert told(" ".join(sentences), *sentences) == []
    for gone in sentences:
        assert told(" ".join(sentences), *(each for each in sentences if each != gone)) == [("ERROR", gone)]


def test_runs_of_words_end_where_a_span_begins() -> None:
    text = "alpha beta gamma delta epsilon"
    assert uncovered(text, Span(0, len(text)), [Span(11, 16)]) == [Span(0, 10), Span(17, 30)]
    assert uncovered(text, Span(0, len(text)), [Span(11, 15)]) == [Span(0, 30)], "half a word does not count"
    assert uncovered(text, Span(0, 10), []) == [Span(0, 10)]


def test_severities_are_as_the_design_says() -> None:
    assert {severity for severity, _ in told(NAMING)} == {Severity.ERROR.name, Severity.WARNING.name}
