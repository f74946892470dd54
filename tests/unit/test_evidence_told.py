"""What a page may tell of a subject: the papers on it, those that wait, what they found, and what most of them say."""

from dataclasses import replace
from typing import Any

import pytest

from generator.evidence import (
    Finding,
    Summary,
    above,
    appraised,
    awaiting,
    balance,
    claims,
    finding,
    is_comparative,
    is_retracted,
    is_told_of,
    paged_diseases,
    patients_by_design,
    speaking_of,
    stated_by,
    summarize,
)
from generator.model import Appraisal, Corpus, Detected, Mention
from tests.unit.factories import appraisal, claim, corpus, efficacy, group, page, paper

FAMILY = {"fevers": {}, "fever": {"parent": "fevers"}, "old-fever": {"parent": "fever"}, "rash": {}}


COMPARING = [("non-randomized-trial", True), ("guideline", False), ("narrative-review", False)]


@pytest.mark.parametrize(("design", "expected"), COMPARING)
def test_a_paper_of_others_studies_compares_nothing_itself(design: str, expected: bool) -> None:
    comparator = None if expected else "no serum"
    assert is_comparative(appraisal(design=design, comparator=comparator)) is expected


TITLES = [(None, False), ("[RETRACTED: Serum for fever.]", True), ("Serum for fever. RETRACTED", False)]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_tells_a_retraction_where_it_begins_with_it(title: str | None, expected: bool) -> None:
    assert is_retracted(paper(title=title)) is expected


ABOVE = [
    ("old-fever", ("fever", "fevers")),
    ("fever/joints", ("fever", "fevers")),
    ("fevers", ()),
    ("rash/skin", ("rash",)),
]


@pytest.mark.parametrize(("subject", "expected"), ABOVE)
def test_what_a_subject_belongs_to_comes_nearest_first(subject: str, expected: tuple[str, ...]) -> None:
    assert above(subject, corpus(diseases=FAMILY)) == expected


TOLD = [
    ("fever", "fever", True),
    ("fever/joints", "fever", True),
    ("fever", "fever/joints", True),
    ("fevers", "fever/joints", True),
    ("fever/skin", "fever/joints", False),
    ("rash", "fever", False),
    ("rash", None, True),
]


@pytest.mark.parametrize(("subject", "whole", "expected"), TOLD)
def test_what_is_said_of_a_disease_holds_for_its_indications_too(
    subject: str, whole: str | None, expected: bool
) -> None:
    assert is_told_of(subject, whole, corpus(diseases=FAMILY)) is expected


def proposed(made: Corpus, **diseases: tuple[str, ...]) -> Corpus:
    """The corpus, with the diseases that a program ties to papers; a paper is named by `p` and its id."""
    found = {}
    for name, slugs in diseases.items():
        key = name.removeprefix("p")
        mentions = tuple(Mention(disease=slug, mentions=("words",)) for slug in slugs)
        found[key] = page(f"content/detected/{key}.yaml", Detected.model_construct(id=key, diseases=mentions))
    return replace(made, detected=found)


def waiting() -> Corpus:
    """Paper 1 is appraised, 2 and 3 await it, 4 is retracted, 5 has no page any more."""
    papers = [paper(id=key) for key in "123"] + [paper(id="4", publication_types=("Retracted Publication",))]
    made = corpus(papers, {"1": appraisal(claim(about=["old-fever"]))}, FAMILY)
    told = ("old-fever",)
    return proposed(made, p1=("rash",), p2=("old-fever", "rash"), p3=("fever",), p4=told, p5=told)


AWAITING = [
    ("old-fever", {"2"}, {"1", "2"}),
    ("fever", {"2", "3"}, {"1", "2", "3"}),
    ("fevers", {"2", "3"}, {"1", "2", "3"}),
    ("rash", {"2"}, {"2"}),
    ("gone", set(), set()),
]


@pytest.mark.parametrize(("whole", "unread", "all_of_them"), AWAITING)
def test_a_paper_that_nobody_appraised_waits_under_each_disease_it_seems_to_be_about(
    whole: str, unread: set[str], all_of_them: set[str]
) -> None:
    made = waiting()
    found = awaiting(made).get(whole, [])
    assert (set(found), len(found)) == (unread, len(unread))
    assert speaking_of(made, whole) == all_of_them


def test_papers_are_spoken_of_where_none_waits() -> None:
    made = corpus([paper()], {"1": appraisal(claim(about=["fever"]))}, FAMILY)
    assert speaking_of(made, "fever") == {"1"}


def test_a_disease_has_a_page_where_an_unread_paper_seems_to_be_about_it() -> None:
    made = corpus([paper(id="1"), paper(id="2")], {"1": appraisal()}, FAMILY)
    assert paged_diseases(proposed(made, p1=("rash",), p2=("fever",))) == {"fever", "fevers"}


def test_a_claim_on_two_subjects_is_told_of_both_and_of_nothing_else() -> None:
    both = efficacy(about=["fever", "rash"])
    made = corpus([paper()], {"1": appraisal(both, claim(id="two", about=["rash"]))}, FAMILY)
    assert [each.key for each in claims(made, "fever")] == ["1#one"]
    assert [each.key for each in claims(made, "rash")] == ["1#one", "1#two"]
    assert list(claims(made, "old-fever")) == []
    assert finding(both_said(both), "fever", made) == finding(both_said(both), "rash", made) == "supports"
    assert finding(both_said(both), "old-fever", made) is None


def both_said(*told: Any) -> Appraisal:
    return appraisal(*told, efficacy(id="three", about=["elsewhere"], direction="refutes"))


BALANCES: list[tuple[list[Finding | None], tuple[Finding | None, bool]]] = [
    ([], (None, True)),
    ([None, None], (None, True)),
    (["supports", None], ("supports", True)),
    (["supports", "supports", "refutes"], ("supports", False)),
    (["supports", "refutes"], ("mixed", True)),
]


@pytest.mark.parametrize(("findings", "expected"), BALANCES)
def test_papers_that_report_nothing_tip_no_balance(
    findings: list[Finding | None], expected: tuple[Finding | None, bool]
) -> None:
    assert balance(findings) == expected


def test_a_dose_makes_a_paper_count() -> None:
    made = corpus([paper()], {"1": appraisal(doses=({"about": "rash", "quote": "2 g"},))}, FAMILY)
    assert summarize(made, "rash").papers == ("1",)


def test_a_paper_that_speaks_of_nothing_is_not_listed() -> None:
    made = corpus([paper()], {"1": appraisal()}, FAMILY)
    assert appraised(made) == []


def test_papers_on_something_else_are_no_mention_of_a_subject() -> None:
    withdrawn = paper(id="2", publication_types=("Retracted Publication",))
    made = corpus([paper(), withdrawn], {key: appraisal(claim(about=["rash"])) for key in "12"}, FAMILY)
    found = summarize(made, "fever")
    assert (found.mentions, found.retracted) == ((), ())
    found = summarize(made, "rash")
    assert (found.mentions, found.retracted) == (("1",), ("2",))


def test_papers_of_one_year_come_by_their_id() -> None:
    papers = [paper(id=key) for key in "321"]
    made = corpus(papers, {key: appraisal(claim()) for key in "321"}, FAMILY)
    assert appraised(made, "fever") == ["1", "2", "3"]


def test_a_group_with_another_disease_hides_none_behind_it() -> None:
    made = corpus([paper()], {"1": appraisal(patients=(group(2, "rash"), group(3)))}, FAMILY)
    assert patients_by_design(made, ["1"], "fever") == (("case-series", 3),)


def test_the_largest_number_of_a_cohort_is_that_of_all_its_diseases() -> None:
    """The second paper has fewer with fever, and more in all."""
    first = appraisal(patients=(group(5, cohort="x"),))
    second = appraisal(patients=(group(3, cohort="x"), group(3, "rash", cohort="x")), design="cohort")
    made = corpus([paper(id="1"), paper(id="2")], {"1": first, "2": second}, FAMILY)
    assert patients_by_design(made, ["1", "2"]) == (("cohort", 6),)


def both(first: dict[str, Any], second: dict[str, Any], **of_second: Any) -> Summary:
    """What two papers on fever amount to, the first of 2021 and read in full."""
    papers = [paper(id="1", year="2021", content="full-text"), paper(id="2", **({"year": "2000"} | of_second))]
    told = {"claims": (efficacy(),)}
    return summarize(
        corpus(papers, {"1": appraisal(**(told | first)), "2": appraisal(**(told | second))}, FAMILY), "fever"
    )


def test_patients_with_something_else_are_not_those_of_a_subject() -> None:
    assert both({"patients": (group(3), group(20, "rash"))}, {}).patients == 3


def test_a_paper_that_counts_is_no_mere_mention() -> None:
    found = both({}, {"claims": (claim(),)})
    assert (found.papers, found.mentions) == (("1",), ("2",))


def test_what_is_planned_is_told_apart_from_what_was_found() -> None:
    found = both({}, {"design": "randomized-trial", "has_results": False})
    assert (found.designs, found.protocols) == ((("case-series", 1),), (("randomized-trial", 1),))


def test_papers_on_others_patients_are_not_silent_about_their_own() -> None:
    assert both({"design": "narrative-review"}, {"design": "laboratory"}).silent == 0


def test_few_patients_are_a_gap_only_where_every_paper_states_its_number() -> None:
    assert "few-patients" not in both({"patients": (group(2),)}, {}).gaps
    assert "few-patients" in both({"patients": (group(2),)}, {"patients": (group(2),)}).gaps


ENOUGH: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("primary", {}, {"design": "narrative-review"}),
    ("primary", {}, {"has_results": False}),
    ("comparator", {"design": "randomized-trial"}, {}),
    ("abstract-only", {}, {}),
    ("recent", {}, {}),
    ("harms", {"reported": {"harms": "One had a headache"}}, {}),
    ("harms", {"claims": (efficacy(), claim(id="harm", topic="safety", about=["fever", "rash"]))}, {}),
]


@pytest.mark.parametrize(("gap", "first", "second"), ENOUGH)
def test_one_paper_is_enough_to_close_a_gap(gap: str, first: dict[str, Any], second: dict[str, Any]) -> None:
    assert gap not in both(first, second).gaps


GROUPS = [
    ((), None),
    ((group(3), group(2)), 5),
    ((group(48, cohort="trial"), group(48, "fever/joints", cohort="trial")), 48),
    ((group(48, cohort="trial"), group(30, "fever/joints", cohort="trial"), group(2)), 50),
    ((group(5, cohort="one"), group(3, cohort="other")), 8),
    ((group(5, cohort="one"), group(3, "rash", cohort="one")), 8),
]


@pytest.mark.parametrize(("groups", "expected"), GROUPS)
def test_a_paper_counts_each_of_its_patients_once(groups: tuple[Any, ...], expected: int | None) -> None:
    assert stated_by(groups) == expected


def test_a_claim_without_a_direction_is_no_finding() -> None:
    told = claim(id="told", about=["fever"])
    made = corpus([paper()], {"1": appraisal(efficacy("It helps", id="helps"), told)}, FAMILY)
    assert finding(made.appraisals["1"].value, "fever", made) == "supports"
