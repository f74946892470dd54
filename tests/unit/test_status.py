"""What is said to await a person, and in which order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator import status
from generator.checks import age
from generator.model import Corpus, Detected, LabelStatus, Page, Paper
from generator.problems import Problem, error, warning
from tests.unit.factories import appraisal, corpus, efficacy, page, paper

DAY = date(2026, 1, 31)


def detected(id: str, use: str | None, design: str, patients: int | None = None) -> Detected:
    return Detected.model_validate(
        {
            "id": id,
            "diseases": ({"disease": "fever", "mentions": ("fever",)},),
            "intervention": {"spelling": "examplinum", "use": use, "quote": None},
            "design": {"value": design, "basis": None},
            "patients": {"value": patients, "quote": None},
            "doses": (),
            "key_sentence": None,
            "label_statement": None,
            "digest": "",
        }
    )


def with_proposals(edition: Corpus, *proposals: Detected) -> Corpus:
    return replace(edition, detected={each.id: page(f"content/detected/{each.id}.yaml", each) for each in proposals})


def row(**fields: Any) -> dict[str, Any]:
    known = {"disease": "fever", "about": None, "jurisdiction": "Nowhere", "product": None, "status": "not found"}
    return known | {"population": None, "since": None, "source": None, "url": None} | fields


def with_label_rows(edition: Corpus, *read: str) -> Corpus:
    rows = LabelStatus.model_validate({"rows": tuple(row(read=day) for day in read)})
    lines: dict[tuple[str | int, ...], int] = {("rows", at, "read"): 10 * (at + 1) for at in range(len(read))}
    return replace(edition, label_status=Page("content/label-status.yaml", rows, lines=lines))


def told(
    edition: Corpus, problems: Iterable[Problem] = (), seeds: Iterable[str] = (), sourced: Paper | None = None
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The rows of each task by the first word of its title."""
    found = status.tasks(edition, problems, seeds, {sourced.id: sourced} if sourced else {}, DAY)
    return {task.title.partition(" ")[0]: task.rows for task in found}


def test_an_edition_in_which_all_is_done_has_no_task() -> None:
    said = {"fever": {"bottom_line": ("One paper. [@1#one]",)}}
    assert told(corpus([paper("Words.")], {"1": appraisal(efficacy())}, said), seeds=["1.txt"]) == {}


def test_the_most_promising_paper_comes_first() -> None:
    edition = with_proposals(
        corpus([paper(id=id) for id in "123456"]),
        detected("1", None, "case-report"),
        detected("2", "mentioned", "narrative-review"),
        detected("3", "given", "case-series", 4),
        detected("4", "given", "case-series", 40),
        detected("5", "given", "cohort", 3),
    )
    rows = told(edition)["Papers"]
    assert [cells[0] for cells in rows] == list("543216")
    assert rows[0] == ("5", "2020", "drug given", "cohort", "n = 3", "fever")
    assert rows[4][2] == "drug not named"
    assert rows[5] == ("6", "2020", "nothing proposed", "", "", "")


def test_the_first_paper_is_the_one_to_appraise_next() -> None:
    (task,) = status.tasks(corpus([paper(id="7")]), (), (), {}, DAY)
    assert task.way_out == "Run `evidence new appraisal 7` and fill it in."


def test_an_appraised_paper_does_not_wait() -> None:
    edition = with_proposals(corpus([paper()], {"1": appraisal()}), detected("1", "given", "cohort"))
    assert "Papers" not in told(edition)


@pytest.mark.parametrize(
    ("problem", "rows"),
    [
        (
            error("content/appraisals/1.md", 3, "quote-not-found", "-", "-"),
            (("content/appraisals/1.md", "a quote is not in the paper's text"),),
        ),
        (
            warning("content/papers/1.md", 3, "seed-changed", "-", "-"),
            (("content/appraisals/1.md", "its source is another document now"),),
        ),
        (warning("content/papers/2.md", 3, "seed-changed", "-", "-"), None),
        (error("content/appraisals/1.md", 3, "value", "-", "-"), None),
    ],
)
def test_an_appraisal_is_stale_where_its_paper_has_changed(problem: Problem, rows: object) -> None:
    edition = corpus([paper(), paper(id="2")], {"1": appraisal()})
    assert told(edition, [problem, problem]).get("Appraisals") == rows


def test_a_page_with_papers_wants_a_bottom_line_the_one_with_most_papers_first() -> None:
    edition = corpus(
        [paper(), paper(id="2")],
        {"1": appraisal(efficacy(about=("fever", "palsy"))), "2": appraisal(efficacy(about=("palsy/gait",)))},
        {"fever": {}, "palsy": {}, "gout": {}, "chills": {"bottom_line": ("No paper.",)}},
        {"palsy/gait": {}, "palsy/skin": {}},
    )
    assert told(edition)["Pages"] == (
        ("content/diseases/palsy.md", "2"),
        ("content/diseases/fever.md", "1"),
        ("content/indications/palsy/gait.md", "1"),
    )


@pytest.mark.parametrize(
    ("read", "day", "old"),
    [
        ("2025-01-30", DAY, True),
        ("2025-01-31", DAY, False),
        ("2026-01-31", DAY, False),
        ("2024-02-29", date(2025, 2, 28), False),
        ("2024-02-29", date(2025, 3, 1), True),
        ("2023-02-28", date(2024, 2, 29), True),
    ],
)
def test_a_row_is_old_after_a_year(read: str, day: date, old: bool) -> None:
    assert bool(age.old_rows(with_label_rows(corpus(), read), day)) is old


def test_old_rows_are_listed_with_their_places_the_oldest_first() -> None:
    rows = told(with_label_rows(corpus(), "2024-05-01", "2026-01-01", "2023-05-01"))["Rows"]
    assert [(cells[0], cells[3]) for cells in rows] == [
        ("content/label-status.yaml:30", "2023-05-01"),
        ("content/label-status.yaml:10", "2024-05-01"),
    ]


def test_a_document_that_no_paper_names_was_not_read() -> None:
    assert told(corpus([paper()], {"1": appraisal()}), seeds=["1.txt", "odd.txt"])["Documents"] == (("seeds/odd.txt",),)


def test_proposals_about_a_paper_that_is_gone_are_named() -> None:
    assert told(with_proposals(corpus(), detected("9", "given", "cohort")))["Proposals"] == (
        ("content/detected/9.yaml",),
    )


def test_proposals_about_a_paper_that_cannot_be_read_are_kept() -> None:
    fault = error("content/papers/9.md", None, "file-encoding", "it is not UTF-8.", "Save it again.")
    edition = replace(with_proposals(corpus(), detected("9", "given", "cohort")), problems=(fault,))
    assert "Proposals" not in told(edition)


def test_a_correction_is_needless_once_the_source_says_the_same() -> None:
    fixed = {"journal": "J Right", "volume": "2"}
    edition = corpus([paper(**fixed)], {"1": appraisal(corrections=fixed)})
    assert told(edition, sourced=paper(journal="J Right", volume="1"))["Corrections"] == (
        ("content/appraisals/1.md:1", "journal"),
    )
