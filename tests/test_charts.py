"""Each chart's table equals the numbers drawn in its picture, and the shapes follow them: with 2 papers and with 2,000.

Pages are read as a browser gets them; the editions are made up, but for the shipped one.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest
from bs4 import BeautifulSoup, Tag

from generator.model import Corpus
from generator.render import Renderer
from generator.views import lists, tables
from generator.views.context import Context
from generator.views.dress import dressed
from generator.views.paper import paper_view
from generator.views.subject import subject_view
from tests import editions
from tests.bigworld import made, slug
from tests.editions import ROOT, text

Numbers = dict[tuple[str, ...], tuple[str, ...]]
"""What a chart says: names, and the numbers under them."""
SIZES: Mapping[str, tuple[int, int, int]] = {"two": (2, 1, 1), "two-thousand": (2000, 60, 500)}
"""Appraised papers, diseases, and papers that wait for an appraisal."""
FIRST, PAPER = slug(0), "90000001"
CHARTS = {
    "map": ("/", ".cells"),
    "years": (f"/diseases/{FIRST}/", ".years"),
    "years-of-all": ("/papers/", ".years"),
    "bars": (f"/diseases/{FIRST}/", ".bars"),
    "doses": ("/doses/", ".doses"),
    "places": (f"/papers/{PAPER}/", ".places"),
}


@cache
def world(size: str) -> Corpus:
    return made(*SIZES[size])


@cache
def pages(size: str) -> Mapping[str, BeautifulSoup]:
    """The pages with charts of a made-up edition."""
    context = Context(world(size))
    views = [
        lists.home_view(context),
        lists.paper_index(context),
        tables.doses_view(context),
        subject_view(context, FIRST),
        paper_view(context, PAPER),
    ]
    renderer = Renderer(ROOT / "templates", None)
    return {
        view.url: BeautifulSoup(renderer.render(view), "lxml") for view in (dressed(context, each) for each in views)
    }


def charts(size: str, kind: str) -> list[Tag]:
    """The figures of a kind, on the page where they stand."""
    address, picture = CHARTS[kind]
    found = [each for each in pages(size)[address].select(".chart") if each.select(picture)]
    assert found, f"no {kind} with {size} papers"
    return found


def percent(tag: Tag, name: str) -> float:
    return float(str(tag[name]).removesuffix("%"))


def children(tag: Tag | None, *names: str) -> list[Tag]:
    assert tag is not None
    return tag.find_all(names, recursive=False)


# What a picture says, read from its shapes.


def drawn_map(chart: Tag) -> Numbers:
    heads = {str(head["x"]): text(head).replace(" ", "") for head in chart.select(".heads svg svg")}
    names = [text(link) for link in chart.select("li a")]
    words = {text(each.span): text(each).split(" ", 1)[1] for each in chart.select(".legend li")}
    found: Numbers = {}
    for name, row in zip(names, children(chart.select_one(".cells"), "svg"), strict=True):
        for circle, label in zip(row.select("circle"), row.select("text"), strict=True):
            assert circle["cx"] == label["x"]
            assert text(label) == text(label.tspan) + str(circle["data-value"])
            assert label.tspan is not None
            assert circle["class"][0] in label.tspan["class"]
            found[name, heads[str(circle["cx"])]] = (str(circle["data-value"]), words[text(label.tspan)])
    return found


def drawn_bars(chart: Tag) -> Numbers:
    found: Numbers = {}
    for row in children(chart.select_one(".bars"), "svg"):
        name, value = row.select("text")
        assert row.rect is not None
        assert text(value).replace(",", "") == row.rect["data-value"]
        found[(text(name),)] = (text(value),)
    return found


def drawn_years(chart: Tag) -> Numbers:
    """The years are read from their places: two that are written below give the scale."""
    picture = chart.select_one(".years")
    ticks = [(percent(tick, "x"), int(text(tick))) for tick in children(picture, "text")]
    (left, first), (right, last) = ticks[0], ticks[-1]
    per_year = (right - left) / (last - first)
    found: Numbers = {}
    for column in children(picture, "g"):
        rect = column.select("rect")[0]
        year = first + (percent(rect, "x") + percent(rect, "width") / 2 - left) / per_year
        assert abs(year - round(year)) < 0.05
        counted, waiting = (
            sum(int(str(each["data-value"])) for each in column.select(kind))
            for kind in ("rect:not(.waiting)", ".waiting")
        )
        found[(str(round(year)),)] = (str(counted), str(waiting)) if chart.select(".swatch") else (str(counted),)
        for label in column.select("text"):
            assert text(label) == str(counted + waiting)
    return found


def drawn_doses(chart: Tag) -> Numbers:
    found: Numbers = {}
    for row in chart.select(".doses > svg[data-value]"):
        name, papers = children(row, "text")
        assert text(papers) == row["data-value"]
        ends = sorted(float(str(circle["data-dose"])) for circle in row.select("circle"))
        assert "–".join(f"{end:g}" for end in ends) == text(name)
        found[(text(name),)] = (text(papers),)
    return found


def drawn_places(chart: Tag) -> Numbers:
    found: Numbers = {}
    for link in chart.select(".places a"):
        number, claim = str(link["aria-label"]).removeprefix("Claim ").split(": ")
        assert text(link).startswith(number)
        for stretch in link.select("[data-start]"):
            found[number, claim, str(stretch["data-start"])] = (str(stretch["data-end"]),)
    return found


# What its table says.


def table(chart: Tag) -> list[list[Tag]]:
    return [row.select("th, td") for row in chart.select("details.numbers tbody tr")]


def table_of_map(chart: Tag) -> Numbers:
    heads = [text(head).replace(" ", "") for head in chart.select("thead th")][1:]
    return {
        (text(name), head): (str(next(cell.stripped_strings)), text(cell.small).removeprefix("mostly "))
        for name, *cells in table(chart)
        for head, cell in zip(heads, cells, strict=True)
        if text(cell)
    }


def plain_table(chart: Tag) -> Numbers:
    return {(text(name),): tuple(text(cell) for cell in cells) for name, *cells in table(chart)}


def table_of_places(chart: Tag) -> Numbers:
    found: Numbers = {}
    for name, start, end, _ in table(chart):
        number, *_, claim = text(name).split()
        found[number, claim, text(start)] = (text(end),)
    return found


READERS = {
    "map": (drawn_map, table_of_map),
    "years": (drawn_years, plain_table),
    "years-of-all": (drawn_years, plain_table),
    "bars": (drawn_bars, plain_table),
    "doses": (drawn_doses, plain_table),
    "places": (drawn_places, table_of_places),
}


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("size", SIZES)
def test_the_table_of_a_chart_equals_what_is_drawn(size: str, kind: str) -> None:
    drawn, listed = READERS[kind]
    for chart in charts(size, kind):
        assert drawn(chart) == listed(chart)
        assert len(drawn(chart)) > 1


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("size", SIZES)
def test_every_picture_has_a_title_and_a_description(size: str, kind: str) -> None:
    for chart in charts(size, kind):
        (picture,) = chart.select("svg[role]")
        title, desc = children(picture, "title", "desc")
        assert [picture["aria-labelledby"], picture["aria-describedby"]] == [title["id"], desc["id"]]
        assert text(title)
        assert text(desc)
        assert bool(picture.select("a")) == (picture["role"] == "group")


SHAPES = {
    "map": [(".cells circle", "r", "data-value")],
    "years": [(".years rect", "height", "data-value")],
    "years-of-all": [(".years rect", "height", "data-value")],
    "bars": [(".bars rect", "width", "data-value")],
    "doses": [(".doses circle", "cx", "data-dose"), (".doses circle", "r", "data-value")],
    "places": [(".places [data-start]", "x", "data-start"), (".places [data-start]", "width", "data-length")],
}
"""Which shapes follow which numbers. Of a circle it is the area that does, and so the square of its radius."""


def measured(shape: Tag, name: str) -> float:
    return percent(shape, name) ** 2 if name == "r" else percent(shape, name)


def meant(shape: Tag, name: str) -> float:
    """The number behind a shape; the papers of a dose stand at its row."""
    if name == "data-length":
        return meant(shape, "data-end") - meant(shape, "data-start")
    holder = shape if shape.has_attr(name) else shape.find_parent(attrs={name: True})
    assert holder is not None
    return float(str(holder[name]))


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("size", SIZES)
def test_shapes_are_as_large_as_their_numbers(size: str, kind: str) -> None:
    for chart in charts(size, kind):
        for selector, attribute, number in SHAPES[kind]:
            pairs = [(measured(s, attribute), meant(s, number)) for s in chart.select(selector)]
            assert len(pairs) > 1
            biggest = max(pairs, key=lambda pair: pair[1])
            for size_drawn, value in pairs:
                assert size_drawn == pytest.approx(value * biggest[0] / biggest[1], rel=0.01, abs=0.01)


# The same numbers, counted from the appraisals.


@pytest.mark.parametrize("size", SIZES)
def test_the_map_holds_every_appraised_paper_once(size: str) -> None:
    found: Counter[str] = Counter()
    for (name, _), (papers, _) in table_of_map(charts(size, "map")[0]).items():
        found[name] += int(papers)
    diseases = world(size).diseases
    about = [claim.about[0] for page in world(size).appraisals.values() for claim in page.value.claims[:1]]
    assert found == Counter(f"M{diseases[each].value.name[1:]}" for each in about)


@pytest.mark.parametrize("size", SIZES)
def test_the_papers_of_the_list_are_all_drawn_and_those_without_appraisal_apart(size: str) -> None:
    appraised, _, waiting = SIZES[size]
    years = plain_table(charts(size, "years-of-all")[0]).values()
    assert [sum(int(pair[part]) for pair in years) for part in (0, 1)] == [appraised, waiting]


@pytest.mark.parametrize("size", SIZES)
def test_the_patients_by_design_add_up_to_those_of_the_page(size: str) -> None:
    bars = plain_table(charts(size, "bars")[0])
    stated = editions.glance(pages(size)[f"/diseases/{FIRST}/"])["patient"]
    assert f"{sum(int(number.replace(',', '')) for (number,) in bars.values()):,}" == stated


def test_doses_that_cannot_be_read_are_listed_as_written_and_not_drawn() -> None:
    page = pages("two-thousand")["/doses/"]
    listed = {text(item) for item in page.select("details.numbers li")}
    assert listed == {"0.4 g/kg for 5 days", "up to 2 g/kg"}
    papers = sum(int(papers) for chart in charts("two-thousand", "doses") for (papers,) in plain_table(chart).values())
    read = ("0.4 g/kg for 5 days", "up to 2 g/kg")
    reporting = [d for page in world("two-thousand").appraisals.values() for d in page.value.doses]
    assert papers == sum(dose.quote not in read for dose in reporting)


# The shipped edition, and one with nothing to compare.


def test_the_shipped_edition_has_a_map_whose_rows_lead_to_their_diseases() -> None:
    (chart,) = editions.page("real", "/").select(".chart")
    assert drawn_map(chart) == table_of_map(chart)
    (papers,) = editions.page("real", "/papers/").select(".chart")
    assert drawn_years(papers) == plain_table(papers)
    for link in chart.select("li a"):
        disease = editions.page("real", f"/{link['href']!s}")
        assert text(disease.h1) == text(link)


def test_strips_lead_to_the_marks_of_their_claims() -> None:
    page = editions.page("real", "/papers/30543921/")
    (chart,) = page.select(".chart")
    assert drawn_places(chart) == table_of_places(chart)
    marks = {str(mark["id"]): str(mark["data-number"]) for mark in page.select("a.here")}
    assert {str(a["href"])[1:]: re.split(r"\W", text(a))[0] for a in chart.select(".places a")} == marks


def test_with_nothing_to_compare_there_is_a_sentence_and_no_picture() -> None:
    page = editions.page("minimal", "/")
    assert page.select(".chart") == []
    assert "the map appears with the second appraised paper" in text(page.select_one("[aria-labelledby=map-title]"))
