"""Everything that names something else names something that is there."""

from dataclasses import replace
from typing import Any

import pytest

from generator.check import check
from generator.checks.references import problems
from generator.model import Corpus, LabelStatus, Positions
from generator.model.tables import LabelRow
from tests.unit.factories import appraisal, claim, corpus, efficacy, group, page, paper, study


def told(made: Corpus) -> list[tuple[str, str, str]]:
    found = list(problems(made))
    assert all(each.hint for each in found)
    return [(p.path.removeprefix("content/"), p.code, p.severity.value) for p in found]


def test_a_sound_corpus_has_no_problem() -> None:
    made = corpus([paper()], {"1": appraisal()}, {"fever": {}}, {"fever/joints": {}}, studies=[study()])
    assert told(made) == []


CASES: list[tuple[dict[str, Any], list[tuple[str, str, str]]]] = [
    ({"appraisals": {"2": appraisal()}}, [("appraisals/2.md", "paper-missing", "error")]),
    ({"seed_digests": {}}, [("papers/1.md", "seed-missing", "warning")]),
    ({"seed_digests": {"1.txt": "f" * 64}}, [("papers/1.md", "seed-changed", "warning")]),
    ({"diseases": {"fever": {"parent": "gone"}}}, [("diseases/fever.md", "subject-unknown", "error")]),
    ({"diseases": {"fever": {"parent": "fever"}}}, [("diseases/fever.md", "parent-circle", "error")]),
    (
        {"diseases": {"fever": {"parent": "b"}, "b": {"parent": "fever"}}},
        [("diseases/fever.md", "parent-circle", "error"), ("diseases/b.md", "parent-circle", "error")],
    ),
    ({"indications": {"gone/joints": {}}}, [("indications/gone/joints.md", "disease-missing", "error")]),
    ({"studies": [study(), study()]}, [("known-studies.yaml", "study-twice", "error")]),
    ({"studies": [study(about=["gone"])]}, [("known-studies.yaml", "subject-unknown", "error")]),
    (
        {"studies": [study(differs=({"about": "gone", "note": "It differs."},))]},
        [("known-studies.yaml", "subject-unknown", "error")],
    ),
    ({"studies": [study(pmid="1")]}, [("known-studies.yaml", "study-in-collection", "warning")]),
]


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_a_reference_to_nothing_is_told(fields: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    assert told(corpus(**({"papers": [paper()]} | fields))) == expected


SHARED = [
    ({"name": "Old Fever"}, {"name": "old fever"}),
    ({"name": "old fever"}, {"synonyms": ("OLD FEVER",)}),
    ({"abbreviations": ("OF",)}, {"formerly": ("of",)}),
]


@pytest.mark.parametrize(("first", "second"), SHARED)
def test_a_name_of_two_diseases_is_warned_of(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert told(corpus(diseases={"a": first, "b": second})) == [("diseases/b.md", "name-shared", "warning")]


def test_a_name_listed_as_ambiguous_or_twice_in_one_file_is_no_problem() -> None:
    same: dict[str, Any] = {"ambiguous": ("OF",), "synonyms": ("alike", "Alike")}
    assert told(corpus(diseases={"a": same, "b": {"ambiguous": ("OF",)}})) == []


def test_a_paper_is_filed_under_its_id() -> None:
    made = corpus([paper()])
    page = made.papers["1"]
    moved = Corpus(**({name: getattr(made, name) for name in made.__dataclass_fields__} | {"papers": {"2": page}}))
    assert told(moved) == [("papers/1.md", "paper-name", "error")]


def test_an_appraisal_of_a_document_that_has_a_pmid_by_now_is_told_its_new_name() -> None:
    (found,) = problems(corpus([paper(doi="10.5555/A.1")], {"doi-10-5555-a-1": appraisal()}))
    assert found.code == "paper-missing"
    assert "rename the file to 1.md" in found.hint


def test_rows_of_tables_lead_to_diseases_that_are_there() -> None:
    made = corpus()
    row = dict.fromkeys(LabelRow.model_fields) | {"disease": "Fever", "jurisdiction": "Utopia", "read": "2026-01-01"}
    rows = [LabelRow.model_validate(row | {"status": "not checked", "about": about}) for about in ("gone", None)]
    words = dict.fromkeys(("subject", "body", "jurisdiction", "document", "category", "current"), "Made up")
    unknown = dict.fromkeys(("date", "conditions", "url"))
    labels = LabelStatus(rows=tuple(rows))
    positions = Positions.model_validate({"positions": [{**words, **unknown, "about": ("fever", "gone/joints")}]})
    found = told(
        replace(
            made,
            label_status=page("content/label-status.yaml", labels),
            positions=page("content/positions.yaml", positions),
        )
    )
    assert found == [
        ("label-status.yaml", "subject-unknown", "error"),
        ("positions.yaml", "subject-unknown", "error"),
    ]


def test_a_check_says_what_it_verified_as_well_as_what_failed() -> None:
    text = "Examplinum was given to 12 patients. Fever fell in all."
    made = corpus(
        [paper(text)],
        {
            "1": appraisal(
                efficacy("Fever fell in all.", id="fell", retells="10.5555/known"),
                claim("Examplinum was given", id="given", about=["fever", "gone"]),
                claim("not there", id="gone"),
                patients=(group(12, quote="12 patients"), group(13, quote="12 patients")),
            )
        },
        {"fever": {"bottom_line": ("In 12 and 13 of them [@1#fell][@1#other].",)}},
        studies=[study(doi="10.5555/known")],
        prose={"about": "[here](/papers/1/) and [there](/gone/)"},
    )
    report = check(made)
    codes = [problem.code for problem in report.problems]
    assert sorted(codes) == [
        "citation-unknown",
        "link-broken",
        "number-not-in-quote",
        "number-not-in-quote",
        "number-not-in-quote",
        "quote-not-found",
        "subject-unknown",
    ]
    assert report.quotes == 4, "four of five"
    assert report.numbers == 1, "one of four: 12 stands in the quote of the patients only"
    # Links: one in prose, the appraisal's paper, 5 of 6 subjects, the study, and one of two citations.
    assert report.links == 1 + 1 + 5 + 1 + 1
    assert report.problems == sorted(report.problems, key=lambda p: (p.path, p.line or 0, p.code, p.message))


def test_problems_of_reading_are_among_those_of_checking() -> None:
    made = corpus([paper()], diseases={"fever": {"parent": "gone"}})
    fault = next(problems(made))
    again = Corpus(**({name: getattr(made, name) for name in made.__dataclass_fields__} | {"problems": (fault,)}))
    assert [p.code for p in check(again).problems] == ["subject-unknown"], "each once"
