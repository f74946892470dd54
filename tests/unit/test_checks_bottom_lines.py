"""A bottom line says nothing that a quote it cites does not say, or that is not computed."""

from typing import Any

import pytest

from generator.checks.bottom_lines import count_citations, count_numbers, problems
from generator.evidence import claims
from generator.model import Corpus, Disease, Page
from generator.problems import Problem
from tests.unit.factories import appraisal, claim, corpus, efficacy, group, paper

QUOTE = "fever fell in 12 of twenty-two patients, half of them by 50%"


def world(*sentences: str, **of_paper: Any) -> Corpus:
    """Papers 1 (about fever of the joints) and 2 (about rash), of which the second may be changed."""
    return corpus(
        [paper("Text.", year="2025"), paper("Text.", id="2", **of_paper)],
        {
            "1": appraisal(efficacy(QUOTE, id="fell", about=["fever/joints"]), patients=(group(12, "fever/joints"),)),
            "2": appraisal(
                claim(id="rash", about=["rash"]), claim(id="both", about=["rash", "fever"], role="authors-conclusion")
            ),
        },
        {"fevers": {}, "fever": {"parent": "fevers", "bottom_line": sentences}, "rash": {}},
        {"fever/joints": {"bottom_line": ("It fell in 12 [@1#fell].",)}},
    )


def found(*sentences: str, subject: str = "fever", **of_paper: Any) -> list[Problem]:
    made = world(*sentences, **of_paper)
    page = Page(
        "content/diseases/fever.md",
        Disease(name="fever", bottom_line=sentences),
        lines={("bottom_line",): 4} | {("bottom_line", index): 5 + index for index in range(9)},
    )
    return list(problems(subject, page, made, {each.key: each for each in claims(made)}))


def told(*sentences: str, **fields: Any) -> list[tuple[int | None, str, str]]:
    return [(p.line, p.code, p.severity.value) for p in found(*sentences, **fields)]


SOUND = [
    "Its authors report less fever [@1#fell].",
    "Its authors report less fever. [@1#fell][@2#both]",
    "There are {papers} with {patients}, at level {level}.",
    "There is {gap:comparator}.",
    "Fever fell in 12 of 22 [@1#fell].",
    "Fever fell in twelve of twenty-two [@1#fell].",
    "Fever fell by 50 % in half of them [@1#fell].",
    "Their authors write that serum is effective [@1#fell].",
    "The authors conclude it should be used [@1#fell].",
]


@pytest.mark.parametrize("sentence", SOUND)
def test_a_sentence_that_rests_on_quotes_or_counts_is_sound(sentence: str) -> None:
    assert told(sentence) == []


FAULTS = [
    ("Fever falls.", "bottom-line-unsupported", "“Fever falls.”"),
    ("[@1#fell] Fever falls.", "bottom-line-unsupported", "Fever falls"),
    ("Less fever [@1#gone].", "citation-unknown", "1#gone"),
    ("Less fever [@3#fell].", "citation-unknown", "3#fell"),
    ("Less fever [@2#rash].", "citation-off-subject", "not about fever"),
    ("There are {people}.", "fact-unknown", "{people}"),
    ("There is {gap:nothing}.", "fact-unknown", "{gap:nothing}"),
    ("There is {gap:primary}.", "gap-filled", "{gap:primary}"),
    ("There is {gap:recent}.", "gap-filled", "{gap:recent}"),
    ("Fever fell in 13 [@1#fell].", "number-not-in-quote", "13"),
    ("Fever fell in thirteen [@1#fell].", "number-not-in-quote", "13"),
    ("Fever fell in 50 [@1#fell].", "number-not-in-quote", "50"),
    ("Fever fell by 12% [@1#fell].", "number-not-in-quote", "12%"),
    ("Fever fell twice [@1#fell].", "number-not-in-quote", "twice"),
    ("Fever fell in 12 [@2#both].", "number-not-in-quote", "12"),
    ("There are {papers} with 12 patients.", "number-not-in-quote", "12"),
]


@pytest.mark.parametrize(("sentence", "code", "message"), FAULTS)
def test_a_sentence_that_rests_on_nothing_stops_the_build(sentence: str, code: str, message: str) -> None:
    (problem,) = found("Its authors report less fever [@1#fell].", sentence)
    assert (problem.path, problem.line, problem.code) == ("content/diseases/fever.md", 6, code)
    assert problem.severity.value == "error"
    assert message in problem.message
    assert problem.hint


def test_background_alone_carries_no_bottom_line() -> None:
    assert told("Less fever [@2#rash].", subject="rash") == [(5, "bottom-line-unsupported", "error")]


STRONG = [
    "Serum works very well [@1#fell].",
    "Serum is highly effective [@1#fell].",
    "Its authors describe fever; serum is effective [@1#fell].",
    "Serum improves fever in {patients}.",
    "Serum is effective in fever [@1#fell].",
    "Serum was safe [@1#fell].",
    "It proves a benefit [@1#fell].",
    "Serum cures fever [@1#fell].",
    "Serum should be used [@1#fell].",
    "Serum is effective, its authors report [@1#fell].",
]


@pytest.mark.parametrize("sentence", STRONG)
def test_strong_words_in_the_sites_own_voice_are_warned_of(sentence: str) -> None:
    assert told(sentence) == [(5, "wording-too-strong", "warning")]


def test_a_bottom_line_is_short() -> None:
    sentence = "Its authors report less fever [@1#fell]."
    assert told(*[sentence] * 3) == []
    assert told(*[sentence] * 4) == [(4, "bottom-line-long", "error")]


def test_a_claim_of_a_retracted_paper_is_not_cited() -> None:
    withdrawn = {"publication_types": ("Retracted Publication",)}
    assert (5, "citation-retracted", "error") in told("Its authors report less fever [@2#both].", **withdrawn)


def test_the_group_of_a_disease_may_cite_its_claims_and_an_indication_not_those_of_its_disease() -> None:
    assert told("Less fever [@1#fell].", subject="fevers") == []
    assert told("Less fever [@1#fell].", subject="fever/joints") == []
    assert told("Less fever [@2#both].", subject="fever/joints") == [(5, "citation-off-subject", "error")]


def test_citations_and_numbers_of_all_bottom_lines_are_counted() -> None:
    made = world("In 12 of 22 [@1#fell][@2#both].", "In {papers}.")
    assert count_citations(made) == 3
    assert count_numbers(made) == 3
