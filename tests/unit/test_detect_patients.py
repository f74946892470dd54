"""How many patients an abstract is about: the whole, not its parts, and nobody else's."""

import pytest

from generator.detect.abstract import Abstract
from generator.detect.patients import patients_of
from generator.model import Design
from tests.unit import factories

COUNTED = [
    ("We reviewed 110 fog patients from two clinics.", 110),
    ("A total of 1,250 patients were included.", 1250),
    ("Data of 12 176 children were analysed.", 12176),
    ("Of the 285 patients with fog fever, 19 patients died.", 285),
    ("Twenty-two adults were enrolled; eight adults completed the study.", 22),
    ("Nine patients were studied. Three patients improved.", 9),
    ("In 2015 patients were seen rarely. We treated 7 patients.", 7),
    ("We included 40 patients and 40 healthy controls.", 40),
    ("We report two brothers with fog fever.", 2),
    ("The case reports (one patient with mumps, two patients with fog fever and one with gout) are new.", 4),
    ("There were 18 cases of fog fever and three cases of gout.", 21),
    ("Seventeen patients received EX and 17 placebo.", 34),
    ("Patients were randomized to EX (n = 20) or placebo (n = 21).", 41),
    ("Of 60 children, 35 received EX and 25 received placebo.", 60),
    ("TEN patients were seen. We treated six patients.", 6),
    ("In 1 in 100,000 children fog fever is seen. We studied 8 children.", 8),
    ("More than 500 patients have been reported in the literature. We describe 4 patients.", 4),
    ("One hundred seventy patients entered the study; 82 received EX.", 170),
    ("A hundred and twelve children were enrolled.", 112),
    ("In a randomized study 9 children on EX were compared with 8 children on nothing.", 17),
    ("At our clinic 20 patients were compared with 19 healthy controls.", 20),
    ("We reviewed the data of 30 fog patients and 25 gout patients.", 55),
    ("We studied 40 patients (22 men and 18 women).", 40),
    ("Outcomes were evaluated in 12 eyes (6 patients) with fog fever.", 6),
    ("The studies enrolled about 5000 preterm and/or sick infants.", 5000),
    ("Patients were divided into 2 groups (group A, N = 61; group B, N = 16).", 77),
    ("Group 2 patients fared worse.", None),
    ("Fog fever is a disease.", None),
]


def count(text: str, design: Design = "cohort", title: str = "Fog fever") -> tuple[int | None, str | None, bool]:
    found = patients_of(Abstract.of(factories.paper(text, title=title)), design)
    return found.value, found.quote, found.planned


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_the_whole_is_counted(text: str, expected: int | None) -> None:
    value, quote, planned = count(text)
    assert value == expected
    assert not planned
    assert (quote in text) if quote is not None else value is None


def test_designs_without_patients_of_their_own() -> None:
    for design in ("narrative-review", "guideline", "laboratory"):
        assert count("We treated 20 patients.", design)[0] is None
    assert count("The first study of 87 patients found nothing.", "systematic-review")[0] is None
    assert count("Of 90 records 12 with 66 patients were included, one of them a trial.", "systematic-review")[0] == 66
    assert count("14 studies with 308 patients were included.", "systematic-review")[:2] == (308, "308 patients")


def test_a_case_report_has_one() -> None:
    assert count("Fog is rare. A 35-year-old healthy woman fell ill.", "case-report")[:2] == (
        1,
        "A 35-year-old healthy woman",
    )
    assert count("Our first patient recovered.", "case-report")[:2] == (1, "Our first patient")
    assert count("Recovery was quick.", "case-report")[:2] == (1, None)


def test_planned_patients_are_said_so() -> None:
    assert count("In this trial 60 patients will be randomized.", "randomized-trial") == (60, "60 patients", True)


def test_a_number_of_the_title() -> None:
    assert count("They did well.", "case-series", "EX in four children with fog fever")[:2] == (4, None)
    found = count("The registry has 900 patients. We present 32 cases.", "cohort", "A study of 32 cases")
    assert found[:2] == (32, "32 cases")
