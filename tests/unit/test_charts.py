"""Shapes follow their numbers: areas, lengths and places; and what the charts are drawn from is counted rightly."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import doses, evidence
from generator.charts.drawing import drawn
from generator.charts.figures import (
    Bar,
    Bars,
    DoseMark,
    DoseScale,
    EvidenceMap,
    MapCell,
    MapRow,
    Place,
    Places,
    Span,
    Years,
)
from generator.doses import Amount
from generator.evidence import Finding
from generator.views import charts
from generator.views.context import Context
from tests.unit.factories import appraisal, claim, corpus, efficacy, group, paper

NUMBERS = st.lists(st.integers(1, 5000), min_size=1, max_size=30)


def rows_of(numbers: Sequence[int | None], name: str = "Fever") -> EvidenceMap:
    cells = tuple(MapCell(number, "mixed", "±", "mixed") if number else None for number in numbers)
    rows = (MapRow(name, "/diseases/fever/", False, cells), MapRow("Rash", "/diseases/rash/", True, cells))
    return EvidenceMap("Map", "What.", "How.", tuple(f"Design {n}" for n, _ in enumerate(numbers)), rows, ())


@given(NUMBERS)
def test_the_area_of_a_circle_is_proportional_to_its_papers(numbers: list[int]) -> None:
    for row in drawn(rows_of(numbers)).rows:
        assert [circle.cell.papers for circle in row.circles] == numbers
        for circle in row.circles:
            assert circle.r == pytest.approx(12 * (circle.cell.papers / max(numbers)) ** 0.5, abs=0.001)


@pytest.mark.parametrize("designs", [1, 2, 7, 13])
def test_circles_stand_below_the_head_of_their_design_and_within_the_map(designs: int) -> None:
    found = drawn(rows_of([None, *[3] * (designs - 1)] if designs > 1 else [3]))
    heads = [x for x, _ in found.heads]
    assert [circle.x for circle in found.rows[0].circles] == (heads[1:] or heads)
    assert heads == sorted(set(heads))
    assert all(0 < x < 100 for x in heads)


def test_a_long_name_takes_more_lines_and_moves_what_follows() -> None:
    short, long = drawn(rows_of([1])), drawn(rows_of([1], "A fever of a very long name indeed, in adults"))
    assert [row.lines for row in short.rows] == [1, 1]
    assert [row.lines for row in long.rows] == [2, 1]
    assert long.rows[1].y - short.rows[1].y == pytest.approx(1.3)
    assert long.height - short.height == pytest.approx(1.3)


@given(NUMBERS)
def test_the_length_of_a_bar_is_proportional_to_its_number(numbers: list[int]) -> None:
    found = drawn(Bars("Bars", "What.", ("A", "B"), tuple(Bar(str(n), n, str(n)) for n in numbers)))
    assert [width for _, width, _ in found.bars] == [pytest.approx(100 * n / max(numbers), abs=0.001) for n in numbers]


@given(st.dictionaries(st.integers(1950, 2030), st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=2))
def test_columns_stand_at_their_year_and_are_as_high_as_their_papers(years: dict[int, tuple[int, int]]) -> None:
    spans = tuple(Span(year, year, str(year), *years[year]) for year in sorted(years))
    found = drawn(Years("Years", "What.", spans, True))
    highest = max(span.total for span in spans)
    step = (found.columns[-1].middle - found.columns[0].middle) / (spans[-1].first - spans[0].first)
    for column in found.columns:
        span = column.span
        assert column.height == pytest.approx(90 * span.counted / highest, abs=0.001)
        assert column.waiting_height == pytest.approx(90 * span.waiting / highest, abs=0.001)
        assert column.top + column.height == pytest.approx(found.base, abs=0.002)
        assert column.waiting_top + column.waiting_height == pytest.approx(column.top, abs=0.002)
        assert column.middle - found.columns[0].middle == pytest.approx(step * (span.first - spans[0].first), abs=0.01)
    assert found.columns[-1].x + found.columns[-1].width < 100
    assert any(column.label is not None for column in found.columns)


def test_a_dose_stands_at_its_amount_and_a_range_at_both_ends() -> None:
    marks = (DoseMark("0.4", 0.4, 0.4, 1), DoseMark("1–2", 1.0, 2.0, 4))
    found = drawn(DoseScale("Doses", "What.", "g/kg", marks))
    assert found.ticks == ((0, "0"), (25, "0.5"), (50, "1"), (75, "1.5"), (100, "2"))
    assert [(each.x1, each.x2, each.is_range) for each in found.marks] == [(20, 20, False), (50, 100, True)]
    assert [each.r for each in found.marks] == [4.5, 9]


@given(st.floats(0.01, 5000), st.floats(0.01, 5000))
def test_every_dose_stands_on_its_scale(one: float, other: float) -> None:
    marks = tuple(DoseMark(str(n), n, n, 1) for n in (one, other))
    found = drawn(DoseScale("Doses", "What.", "g/kg", marks))
    assert all(0 <= each.x1 <= 100 for each in found.marks)
    assert found.ticks[-1][0] == 100
    assert len(found.ticks) <= 6


def test_a_strip_shows_where_the_words_stand() -> None:
    place = Place(1, "one", "/papers/1/#one", "▲", "supports", ((0, 50), (150, 200)), "")
    found = drawn(Places("Places", "What.", 200, (100,), (place,)))
    assert found.strips[0].stretches == ((0, 25, (0, 50)), (75, 25, (150, 200)))
    assert found.sections == (50,)


DOSES = [
    ("2 g/kg", Amount(2, 2, "g/kg")),
    ("EX was given at 2 g/kg over 5 days.", Amount(2, 2, "g/kg")),
    ("2 g/kg every 4 weeks", Amount(2, 2, "g/kg")),
    ("1–2 g/kg", Amount(1, 2, "g/kg")),
    ("0.4 g/kg/day for 5 days", Amount(0.4, 0.4, "g/kg per day")),
    ("400 mg/kg daily", Amount(400, 400, "mg/kg per day")),
    ("0,4 g per kg per day", Amount(0.4, 0.4, "g/kg per day")),
    ("0·4 g/kg a day", Amount(0.4, 0.4, "g/kg per day")),
    ("0.4 g/kg for 5 days", None),  # a day, or in all
    ("1 g/kg on two consecutive days", None),
    ("five daily infusions of 0.4 g/kg", None),
    ("5 × 0.4 g/kg", None),
    ("0.4 g/kg of EX daily", None),
    ("2 g/kg/month", None),
    ("up to 2 g/kg", None),
    ("≥ 2 g/kg", None),
    ("a mean of 1.5 g/kg", None),
    ("1 or 2 g/kg", None),
    ("1 g/kg, then 2 g/kg", None),
    ("400 mg/kg/day (2 g/kg in all)", None),
    ("1,000 mg/kg", None),  # a comma that parts thousands, or decimals
    ("1.000.5 g/kg", None),
    ("2–1 g/kg", None),
    ("0 g/kg", None),
    ("30 g", None),
    ("different doses", None),
]


@pytest.mark.parametrize(("quote", "expected"), DOSES)
def test_a_dose_is_read_only_if_it_can_be_read_in_one_way(quote: str, expected: Amount | None) -> None:
    assert doses.read(quote) == expected


BALANCES: list[tuple[list[Finding | None], tuple[Finding | None, bool]]] = [
    ([], (None, True)),
    ([None, None], (None, True)),
    (["supports", None], ("supports", True)),
    (["supports", "supports", "refutes"], ("supports", False)),
    (["supports", "refutes"], ("mixed", True)),
    (["refutes", "refutes"], ("refutes", True)),
    (["inconclusive", "inconclusive", "supports"], ("inconclusive", False)),
    (["supports", "supports", "refutes", "inconclusive"], ("mixed", True)),
]


@pytest.mark.parametrize(("findings", "expected"), BALANCES)
def test_the_balance_is_what_more_than_half_report(
    findings: list[Finding | None], expected: tuple[Finding | None, bool]
) -> None:
    assert evidence.balance(findings) == expected
    assert evidence.balance(reversed(findings)) == expected


def test_a_paper_whose_claims_differ_is_mixed_and_other_subjects_do_not_matter() -> None:
    refuting = efficacy(id="two", direction="refutes")
    found = corpus((), diseases={"fever": {}, "rash": {}})
    elsewhere = efficacy(id="three", about=("rash",), direction="refutes")
    assert evidence.finding(appraisal(efficacy(), refuting), "fever", found) == "mixed"
    assert evidence.finding(appraisal(efficacy(), elsewhere), "fever", found) == "supports"
    assert evidence.finding(appraisal(claim()), "fever", found) is None


def test_patients_by_design_add_up_and_a_cohort_counts_where_its_largest_number_stands() -> None:
    found = corpus(
        [paper("Words.", id=str(n)) for n in range(1, 4)],
        {
            "1": appraisal(design="cohort", patients=(group(30, cohort="register"),)),
            "2": appraisal(design="case-series", patients=(group(12, cohort="register"), group(4))),
            "3": appraisal(design="narrative-review", patients=(group(500),)),
        },
    )
    papers = list(found.papers)
    assert evidence.patients_by_design(found, papers, "fever") == (("cohort", 30), ("case-series", 4))
    assert evidence.patients(found, papers, "fever") == 34


def years_of(*years: str | None, waiting: int = 0) -> Years | None:
    papers = [paper("Words.", id=str(n), year=year) for n, year in enumerate(years, start=1)]
    found = Context(corpus(papers))
    ids = [each.id for each in papers]
    return charts.years(found, ids[waiting:], ids[:waiting])


def test_papers_of_one_year_are_not_drawn() -> None:
    assert years_of() is None
    assert years_of("2001", "2001", None) is None


def test_many_years_are_drawn_by_five() -> None:
    found = years_of("1952", "1954", "1955", "2020", None, waiting=1)
    assert found is not None
    assert [(span.name, span.counted, span.waiting) for span in found.spans] == [
        ("1950–1954", 1, 1),
        ("1955–1959", 1, 0),
        ("2020–2024", 1, 0),
    ]


def test_with_one_paper_there_is_no_map() -> None:
    found = corpus([paper("Words.")], {"1": appraisal(efficacy())})
    assert charts.evidence_map(Context(found), ["fever"]) is None


def test_the_map_tells_the_number_of_papers_that_it_draws() -> None:
    found = corpus(
        [paper("Words.", id=str(n)) for n in range(1, 4)],
        {
            "1": appraisal(efficacy()),
            "2": appraisal(efficacy(), design="cohort"),
            "3": appraisal(claim(topic="safety", role="authors-conclusion"), has_results=False),
        },
    )
    figure = charts.evidence_map(Context(found), ["fever"])
    assert figure is not None
    assert figure.description.startswith("2 papers on ")
    assert sum(cell.papers for row in figure.rows for cell in row.cells if cell) == 2
