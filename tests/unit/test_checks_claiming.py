"""A claim says what its role allows, about subjects that exist; numbers of patients stand in their quotes."""

from typing import Any

import pytest

from generator.checks.claiming import problems, states
from generator.model import Appraisal, Location, Page
from generator.problems import Problem, Severity
from tests.unit.factories import appraisal, claim, corpus, group, study

LINES: dict[Location, int] = {
    ("claims", 0, "id"): 10,
    ("claims", 0, "about"): 11,
    ("claims", 0, "role"): 12,
    ("claims", 0, "direction"): 13,
    ("claims", 0, "retells"): 14,
    ("claims", 1, "id"): 20,
    ("patients", 0, "about"): 3,
    ("patients", 0, "n"): 4,
    ("doses", 0, "about"): 5,
}
WORLD = corpus(
    diseases={"fever": {}, "rash": {}},
    indications={"fever/joints": {}},
    studies=[study(doi="10.5555/known", pmid="77")],
)


def found(made: Appraisal) -> list[Problem]:
    return list(problems(Page("content/appraisals/1.md", made, lines=LINES), WORLD))


def told(made: Appraisal) -> list[tuple[int | None, str, str]]:
    return [(p.line, p.code, p.severity.value) for p in found(made)]


DIRECTED = ("primary-result", "review-synthesis", "authors-conclusion")
DESIGN_OF = {
    "primary-result": "case-series",
    "review-synthesis": "narrative-review",
    "authors-conclusion": "case-series",
    "background": "case-series",
}
OTHER_TOPICS = ("safety", "dosing", "mechanism", "label-status", "evidence-gap", "background")


@pytest.mark.parametrize("role", DIRECTED)
@pytest.mark.parametrize("direction", ["supports", "refutes", "inconclusive"])
def test_a_claim_of_efficacy_from_results_has_a_direction(role: str, direction: str) -> None:
    design = DESIGN_OF[role]
    assert told(appraisal(claim(topic="efficacy", role=role, direction=direction), design=design)) == []
    assert told(appraisal(claim(topic="efficacy", role=role), design=design)) == [(10, "direction-missing", "error")]


@pytest.mark.parametrize("role", [*DIRECTED, "background"])
@pytest.mark.parametrize("topic", OTHER_TOPICS)
def test_no_other_claim_has_a_direction(topic: str, role: str) -> None:
    design = DESIGN_OF[role]
    assert told(appraisal(claim(topic=topic, role=role), design=design)) == []
    directed = appraisal(claim(topic=topic, role=role, direction="supports"), design=design)
    assert told(directed) == [(13, "direction-refused", "error")]


def test_background_on_efficacy_has_no_direction() -> None:
    assert told(appraisal(claim(topic="efficacy"))) == []
    assert told(appraisal(claim(topic="efficacy", direction="supports"))) == [(13, "direction-refused", "error")]


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        ("narrative-review", [(12, "role-design", "error")]),
        ("systematic-review", [(12, "role-design", "error")]),
        ("guideline", [(12, "role-design", "error")]),
        ("case-report", []),
        ("laboratory", []),
    ],
)
def test_a_review_has_no_results_of_its_own(design: str, expected: list[tuple[int, str, str]]) -> None:
    assert told(appraisal(claim(topic="safety", role="primary-result"), design=design)) == expected
    synthesis = told(appraisal(claim(topic="safety", role="review-synthesis"), design=design))
    assert synthesis == ([] if expected else [(12, "role-design", "error")])


def test_a_protocol_has_no_results_and_a_review_no_patients_of_its_own() -> None:
    planned = appraisal(claim(topic="safety", role="primary-result"), has_results=False)
    assert told(planned) == [(12, "role-design", "error")]
    assert [code for _, code, _ in told(appraisal(design="narrative-review", patients=(group(3),)))] == ["role-design"]


OVERLAPS = [
    ((group(10), group(6, "fever/joints")), True),
    ((group(10, cohort="x"), group(6, "fever/joints", cohort="x")), False),
    ((group(10), group(6, "rash")), False),
    ((group(10), group(6)), False),
]


@pytest.mark.parametrize(("groups", "twice"), OVERLAPS)
def test_patients_who_may_count_twice_are_refused(groups: Any, twice: bool) -> None:
    codes = [code for _, code, _ in told(appraisal(patients=groups))]
    assert ("patients-twice" in codes) is twice


SUBJECTS: list[tuple[dict[str, Any], int]] = [
    ({"claims": (claim(about=["fever", "gone"]),)}, 11),
    ({"claims": (claim(about=["fever/gone"]),)}, 11),
    ({"claims": (), "patients": (group(1, "gone"),)}, 3),
    ({"claims": (), "doses": ({"about": "gone", "quote": "2 g"},)}, 5),
]


@pytest.mark.parametrize(("fields", "line"), SUBJECTS)
def test_every_subject_has_a_page(fields: dict[str, Any], line: int) -> None:
    assert told(appraisal(**fields)) == [(line, "subject-unknown", "error")]


def test_the_way_out_names_a_subject_of_the_same_last_name() -> None:
    (problem,) = found(appraisal(claim(about=["joints"])))
    assert problem.hint == "Did you mean fever/joints?"
    (problem,) = found(appraisal(claim(about=["gone"])))
    assert "content/diseases/gone.md" in problem.hint
    (problem,) = found(appraisal(claim(about=["fever/gone"])))
    assert "content/indications/fever/gone.md" in problem.hint


def test_two_claims_of_one_name_are_refused() -> None:
    assert told(appraisal(claim(id="a"), claim(id="a"))) == [(20, "claim-twice", "error")]
    assert told(appraisal(claim(id="a"), claim(id="b"))) == []


def test_a_study_that_is_retold_is_known() -> None:
    for name in ("10.5555/known", "77"):
        assert told(appraisal(claim(retells=name))) == []
    (problem,) = found(appraisal(claim(retells="10.5555/other")))
    assert (problem.line, problem.code, problem.severity) == (14, "retells-unknown", Severity.WARNING)


STATED = [
    ("12 patients", 12, True),
    ("Twelve patients", 12, True),
    ("twenty-two patients", 22, True),
    ("1,200 patients", 1200, True),
    ("one with fever and two with rash", 3, True),
    ("one with fever and one with rash", 2, True),
    ("two with fever, two with rash and one with both", 5, True),
    ("two with fever, two with rash and one with both", 3, False),
    ("12 patients", 2, False),
    ("12 patients", 13, False),
    ("patients", 1, False),
    ("12% of patients", 12, False),
    ("CD4 cells of patients", 4, False),
    ("10⁹ cells", 10, False),
    ("1.5 g", 1, False),
    ("12 patients received 2 g/kg", 14, False),
    ("12 patients for 2 days, then 3 courses", 17, False),
    ("12 men and 5 women received 2 g/kg", 17, True),
    ("fever fell in 8 of 20 patients", 8, True),
    ("fever fell in 8 of 20 patients", 20, True),
    ("fever fell in 8 of 20 patients", 28, False),
    ("in 3/5 with fever and two of the four with rash", 9, True),
    ("in 3/5 with fever and two of the four with rash", 14, False),
    ("with a mean age of 40, 30 patients were treated", 30, True),
    ("aged 18 to 60, 24 patients were treated", 24, True),
    ("aged 45, 12 adult patients", 12, True),
    ("aged 45, 12 and 8 years", 12, False),
]


@pytest.mark.parametrize(("quote", "number", "expected"), STATED)
def test_a_quote_states_a_number_as_such_or_as_a_sum(quote: str, number: int, expected: bool) -> None:
    assert states(quote, number) is expected


def test_a_number_of_patients_stands_in_its_quote() -> None:
    assert told(appraisal(patients=(group(12, quote="twelve patients"),))) == []
    assert told(appraisal(patients=(group(13, quote="twelve patients"),))) == [(4, "number-not-in-quote", "error")]
