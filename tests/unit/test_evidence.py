"""Counts, levels and gaps follow from the appraisals, and nothing is counted twice or too high."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence import (
    DESIGNS,
    GAPS,
    SECONDARY,
    ancestors,
    appraised,
    claims,
    is_comparative,
    is_retracted,
    is_within,
    level,
    paged_diseases,
    patients,
    summarize,
)
from generator.model import Corpus
from tests.unit.factories import appraisal, claim, corpus, efficacy, group, paper

# By the Oxford CEBM table of 2011 for treatment benefits; what it does not name is not graded.
LEVELS: list[tuple[str, dict[str, Any], int | None]] = [
    ("systematic-review", {}, None),
    ("systematic-review", {"systematic_search": True}, None),
    ("systematic-review", {"of_randomized_trials": True}, 1),
    ("systematic-review", {"of_randomized_trials": True, "comparator": "placebo"}, 1),
    ("narrative-review", {"of_randomized_trials": True}, None),
    ("randomized-trial", {}, 2),
    ("randomized-trial", {"has_results": False}, None),
    ("randomized-trial", {"of_randomized_trials": True}, 2),
    ("non-randomized-trial", {}, 4),
    ("non-randomized-trial", {"comparator": "no serum"}, 3),
    ("non-randomized-trial", {"comparator": "no serum", "has_results": False}, None),
    ("cohort", {}, 4),
    ("cohort", {"comparator": "no serum"}, 3),
    ("cohort", {"has_results": False}, None),
    ("case-control", {}, 4),
    ("case-control", {"comparator": "no serum"}, 4),
    ("case-series", {}, 4),
    ("case-series", {"comparator": "before"}, 4),
    ("case-report", {}, 4),
    ("laboratory", {}, 5),
    ("laboratory", {"has_results": False}, None),
    ("cross-sectional", {}, None),
    ("cross-sectional", {"comparator": "no serum"}, None),
    ("narrative-review", {}, None),
    ("guideline", {}, None),
    ("other", {}, None),
    ("unknown", {}, None),
]


@pytest.mark.parametrize(("design", "fields", "expected"), LEVELS)
def test_the_level_of_a_paper_follows_from_its_design(
    design: str, fields: dict[str, Any], expected: int | None
) -> None:
    assert level(appraisal(design=design, **fields)) == expected


def test_every_design_stands_in_the_table_of_levels() -> None:
    assert {design for design, _, _ in LEVELS} == set(DESIGNS)


COMPARISONS: list[tuple[str, dict[str, Any], bool]] = [
    ("randomized-trial", {}, True),
    ("randomized-trial", {"has_results": False}, False),
    ("case-control", {}, True),
    ("cohort", {}, False),
    ("cohort", {"comparator": "no serum"}, True),
    ("case-series", {}, False),
    ("systematic-review", {"comparator": "placebo"}, False),
]


@pytest.mark.parametrize(("design", "fields", "expected"), COMPARISONS)
def test_a_paper_compares_where_it_has_a_control_group_of_its_own(
    design: str, fields: dict[str, Any], expected: bool
) -> None:
    assert is_comparative(appraisal(design=design, **fields)) is expected


RETRACTIONS: list[tuple[dict[str, Any], bool]] = [
    ({}, False),
    ({"publication_types": ("Retracted Publication",)}, True),
    ({"publication_types": ("Retraction of Publication",)}, False),
    ({"relations": ({"type": "Retraction in", "text": "x", "pmid": "2"},)}, True),
    ({"relations": ({"type": "Retracted and republished in", "text": "x", "pmid": None},)}, True),
    ({"relations": ({"type": "Retraction of", "text": "x", "pmid": "2"},)}, False),
    ({"relations": ({"type": "Erratum in", "text": "x", "pmid": "2"},)}, False),
]


@pytest.mark.parametrize(("fields", "expected"), RETRACTIONS)
def test_a_retracted_paper_is_told_from_the_notice_of_it(fields: dict[str, Any], expected: bool) -> None:
    assert is_retracted(paper(**fields)) is expected


FAMILY = {"fevers": {}, "fever": {"parent": "fevers"}, "old-fever": {"parent": "fever"}, "rash": {}}
WITHIN = [
    ("fever", "fever", True),
    ("fever", "fevers", True),
    ("old-fever", "fevers", True),
    ("fever/joints", "fever", True),
    ("fever/joints", "fevers", True),
    ("fever/joints", "fever/joints", True),
    ("fever/joints", None, True),
    ("fever", "fever/joints", False),
    ("fevers", "fever", False),
    ("rash", "fever", False),
    ("old-fever/joints", "fever/joints", False),
    ("fever/joints", "fever/skin", False),
    ("nobody", "fever", False),
]


@pytest.mark.parametrize(("subject", "whole", "expected"), WITHIN)
def test_a_group_gathers_its_diseases_and_a_disease_its_indications(
    subject: str, whole: str | None, expected: bool
) -> None:
    assert is_within(subject, whole, corpus(diseases=FAMILY)) is expected


CIRCLES = [
    ({"a": {"parent": "b"}, "b": {"parent": "a"}}, "a", ("b",)),
    ({"a": {"parent": "a"}}, "a", ()),
    ({"a": {"parent": "b"}, "b": {"parent": "c"}, "c": {"parent": "b"}}, "a", ("b", "c")),
    ({"a": {"parent": "gone"}}, "a", ("gone",)),
    ({"a": {"parent": "b"}, "b": {"parent": "c"}, "c": {}}, "a", ("b", "c")),
    ({"a": {}}, "gone", ()),
]


@pytest.mark.parametrize(("diseases", "slug", "expected"), CIRCLES)
def test_ancestors_are_given_nearest_first_and_a_circle_ends(
    diseases: dict[str, dict[str, str]], slug: str, expected: tuple[str, ...]
) -> None:
    assert ancestors(slug, corpus(diseases=diseases).diseases) == expected


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcdef"), max_size=5), st.sampled_from("abcdef"))
def test_any_tangle_of_parents_ends(parents: dict[str, str], slug: str) -> None:
    found = ancestors(slug, corpus(diseases={child: {"parent": parent} for child, parent in parents.items()}).diseases)
    assert len(set(found)) == len(found)
    assert slug not in found


def counted(*appraisals: dict[str, Any], **fields: Any) -> Corpus:
    """A collection of papers 1, 2, … with these appraisals."""
    papers = [paper("Text.", id=str(i)) for i in range(1, len(appraisals) + 1)]
    made = {str(i): appraisal(**each) for i, each in enumerate(appraisals, 1)}
    return corpus(papers, made, **({"diseases": FAMILY} | fields))


PATIENTS: list[tuple[list[dict[str, Any]], str | None, int | None]] = [
    ([], None, None),
    ([{}], None, None),
    ([{"patients": (group(3),)}], None, 3),
    ([{"patients": (group(3), group(2, "rash"))}], None, 5),
    ([{"patients": (group(3), group(2, "rash"))}], "fever", 3),
    ([{"patients": (group(3), group(2, "rash"))}], "old-fever", None),
    ([{"patients": (group(3, "fever/joints"),)}, {"patients": (group(4, "old-fever"),)}], "fevers", 7),
    ([{"patients": (group(3),)}, {"patients": (group(3),)}], "fever", 6),
    ([{"patients": (group(3, cohort="x"),)}, {"patients": (group(5, cohort="x"),)}], "fever", 5),
    ([{"patients": (group(5, cohort="x"),)}, {"patients": (group(3, cohort="x"),)}], "fever", 5),
    ([{"patients": (group(3, cohort="x"),)}, {"patients": (group(5, cohort="y"),)}], "fever", 8),
    (
        [{"patients": (group(3, cohort="x"), group(2, "rash", cohort="x"))}, {"patients": (group(4, cohort="x"),)}],
        None,
        5,
    ),
    ([{"patients": (group(3, cohort="x"),)}, {"patients": (group(5),)}], "fever", 8),
    ([{"patients": (group(46, "fever/joints", cohort="x"), group(46, cohort="x"))}], "fever", 46),
    ([{"patients": (group(308),), "design": "systematic-review"}], "fever", None),
    ([{"patients": (group(30),), "design": "laboratory"}], "fever", None),
    ([{"patients": (group(30),), "design": "randomized-trial", "has_results": False}], "fever", None),
    ([{"patients": (group(30),), "has_results": False}, {"patients": (group(2),)}], "fever", 2),
]


@pytest.mark.parametrize(("appraisals", "whole", "expected"), PATIENTS)
def test_patients_are_counted_once_and_only_treated_ones(
    appraisals: list[dict[str, Any]], whole: str | None, expected: int | None
) -> None:
    found = counted(*appraisals)
    assert patients(found, list(found.papers), whole) == expected


def test_a_retracted_paper_leaves_every_count_and_is_still_named() -> None:
    withdrawn = paper("Text.", id="1", year="2025", publication_types=("Retracted Publication",), content="full-text")
    trial = appraisal(claim(id="harm", topic="safety"), design="randomized-trial", patients=(group(50),))
    series = appraisal(patients=(group(2),))
    found = summarize(corpus([withdrawn, paper("Text.", id="2", year="2010")], {"1": trial, "2": series}), "fever")
    assert found.papers == ("2",)
    assert found.retracted == ("1",)
    assert found.patients == 2
    assert found.level == 4
    assert found.designs == (("case-series", 1),)
    assert found.years == ("2010", "2010")
    assert set(found.gaps) == {"comparator", "few-patients", "abstract-only", "harms", "recent"}


def test_where_all_papers_are_retracted_nothing_is_counted() -> None:
    withdrawn = paper("Text.", publication_types=("Retracted Publication",))
    found = summarize(corpus([withdrawn], {"1": appraisal(claim(), patients=(group(5),))}), "fever")
    assert (found.papers, found.patients, found.level, found.years, found.gaps) == ((), None, None, None, ())


def test_the_best_level_stands_for_a_subject() -> None:
    about = {"patients": (group(1),)}
    found = counted({"design": "case-report", **about}, {"design": "cohort", "comparator": "none", **about}, about)
    assert summarize(found, "fever").level == 3
    assert summarize(found, "rash").level is None


def test_designs_are_counted_in_the_order_of_the_controlled_list() -> None:
    about = {"patients": (group(1),)}
    found = counted({"design": "guideline", **about}, {"design": "cohort", **about}, {"design": "guideline", **about})
    assert summarize(found).designs == (("cohort", 1), ("guideline", 2))


def test_papers_come_newest_first_and_those_without_a_page_are_left_out() -> None:
    papers = [
        paper(id="1", year="2001"),
        paper(id="3", year="2020"),
        paper(id="2", year="2020"),
        paper(id="4", year=None),
    ]
    found = corpus(papers, {key: appraisal(efficacy()) for key in "12345"})
    assert appraised(found, "fever") == ["2", "3", "1", "4"]
    assert summarize(found).years == ("2001", "2020")


def test_a_paper_is_about_the_subjects_of_its_claims_patients_and_doses() -> None:
    found = counted(
        {"claims": (claim(about=["fever"]),)},
        {"patients": (group(1, "rash"),)},
        {"doses": ({"about": "old-fever", "quote": "2 g"},)},
    )
    assert appraised(found, "fever") == ["1", "3"]
    assert appraised(found, "rash") == ["2"]


def test_claims_come_in_the_order_of_their_files_retracted_ones_included() -> None:
    withdrawn = paper(id="2", publication_types=("Retracted Publication",))
    made = {"1": appraisal(claim(id="b"), claim(id="a"), claim(id="c", about=["rash"])), "2": appraisal(claim(id="d"))}
    found = corpus([paper(), withdrawn], made, diseases=FAMILY)
    assert [each.key for each in claims(found, "fever")] == ["1#b", "1#a", "2#d"]
    assert [each.key for each in claims(found)] == ["1#b", "1#a", "1#c", "2#d"]


FULL = {
    "design": "randomized-trial",
    "claims": (claim(topic="safety", role="authors-conclusion"),),
    "patients": (group(10),),
}
ABSENT: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"design": "narrative-review", "patients": ()}, {}, "primary"),
    ({"has_results": False}, {}, "primary"),
    ({"design": "case-series"}, {}, "comparator"),
    ({"patients": (group(9),)}, {}, "few-patients"),
    ({}, {"content": "abstract"}, "abstract-only"),
    ({}, {"content": "none"}, "abstract-only"),
    ({"claims": (claim(topic="mechanism"),)}, {}, "harms"),
    ({"claims": (claim(topic="safety", about=["rash"]),)}, {}, "harms"),
    ({}, {"year": "2020"}, "recent"),
    ({}, {"year": None}, "recent"),
]


def gaps(fields: dict[str, Any], of_paper: dict[str, Any]) -> tuple[str, ...]:
    read = paper("Text.", **({"content": "full-text", "year": "2021"} | of_paper))
    return summarize(corpus([read], {"1": appraisal(**(FULL | fields))}, diseases=FAMILY), "fever").gaps


def test_a_recent_comparative_study_read_in_full_leaves_no_gap() -> None:
    assert gaps({}, {}) == ()


@pytest.mark.parametrize(("fields", "of_paper", "gap"), ABSENT)
def test_each_gap_is_told(fields: dict[str, Any], of_paper: dict[str, Any], gap: str) -> None:
    assert gap in gaps(fields, of_paper)


def test_every_gap_stands_in_the_table_and_gaps_keep_their_order() -> None:
    assert {gap for _, _, gap in ABSENT} == set(GAPS)
    all_of_them = gaps(
        {"design": "case-series", "claims": (), "patients": (group(1),)}, {"year": "1990", "content": "none"}
    )
    assert all_of_them == GAPS[1:]


def test_a_gap_of_few_patients_needs_a_number() -> None:
    assert "few-patients" not in gaps({"patients": ()}, {})


def test_papers_that_should_state_patients_and_do_not_are_counted() -> None:
    found = counted(
        {"claims": (efficacy(),)},
        {"claims": (efficacy(),), "patients": (group(2),)},
        {"claims": (efficacy(),), "patients": (group(2, "rash"),)},
        {"claims": (claim(),), "design": "narrative-review"},
        {"claims": (claim(),), "design": "laboratory"},
    )
    assert summarize(found, "fever").silent == 2
    assert summarize(found).silent == 1


PAGED: list[tuple[dict[str, Any], set[str]]] = [
    ({}, set()),
    ({"appraisals": {"1": appraisal(claim(about=["old-fever/joints"]))}}, {"old-fever", "fever", "fevers"}),
    ({"appraisals": {"1": appraisal(claim(about=["gone"]))}}, set()),
    ({"indications": {"rash/skin": {}}}, {"rash"}),
    ({"diseases": FAMILY | {"rash": {"bottom_line": ("Words.",)}}}, {"rash"}),
    ({"bodies": {"content/diseases/rash.md": "Words."}}, {"rash"}),
    ({"bodies": {"content/diseases/rash.md": " \n"}}, set()),
    ({"diseases": {"fever": {"parent": "gone"}}, "indications": {"fever/joints": {}}}, {"fever"}),
]


@pytest.mark.parametrize(("fields", "expected"), PAGED)
def test_a_disease_has_a_page_where_there_is_something_to_say(fields: dict[str, Any], expected: set[str]) -> None:
    assert paged_diseases(corpus([paper()], **({"diseases": FAMILY} | fields))) == expected


def test_secondary_designs_are_designs() -> None:
    assert set(DESIGNS) >= SECONDARY


def test_a_word_of_background_does_not_make_a_paper_count() -> None:
    """A trial in rash that mentions fever is no trial in fever."""
    trial = {"design": "randomized-trial", "claims": (efficacy(about=["rash"]), claim(id="said", about=["fever"]))}
    summary = summarize(counted(trial), "fever")
    assert (summary.papers, summary.mentions, summary.level, summary.designs) == ((), ("1",), None, ())
    assert summarize(counted(trial), "rash").level == 2


LEVELS_NEVER_OVERGRADED = [
    ({"design": "systematic-review", "of_randomized_trials": True, "has_results": False}, None),
    ({"design": "cohort", "comparator": "patients of 1990", "historical_controls": True}, 4),
    ({"design": "non-randomized-trial", "comparator": "patients of 1990", "historical_controls": True}, 4),
    ({"design": "cohort", "comparator": "no drug"}, 3),
]


@pytest.mark.parametrize(("fields", "expected"), LEVELS_NEVER_OVERGRADED)
def test_protocols_and_historical_controls_are_not_overgraded(fields: dict[str, Any], expected: int | None) -> None:
    assert level(appraisal(**fields)) == expected


def test_a_title_that_begins_with_retracted_marks_a_paper() -> None:
    assert is_retracted(paper(title="RETRACTED: Fever falls."))
    assert not is_retracted(paper(title="How many papers are retracted"))


def test_harms_that_a_paper_reports_in_passing_are_reported() -> None:
    harmed = {"claims": (efficacy(),), "reported": {"harms": "One had a headache"}}
    assert "harms" not in summarize(counted(harmed), "fever").gaps
