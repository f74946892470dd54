"""Where the shapes of a chart stand: numbers in, coordinates out.

Across, places are percentages, so that a chart is as wide as its column while its words keep their size; down, they are
pixels, or `em` in the map, whose rows are lower where a name stands beside its circles and not above them. The area
of a circle and the length of a bar are proportional to what they stand for.
"""

import math
from dataclasses import dataclass
from functools import singledispatch
from textwrap import wrap
from typing import Any

from generator.charts.figures import (
    Bar,
    Bars,
    DoseMark,
    DoseScale,
    EvidenceMap,
    MapCell,
    Place,
    Places,
    Span,
    Years,
)

MAP_RADIUS = 12.0
"""Pixels of the largest circle."""
MAP_SLOT = 14.0
"""The widest that a column of the map gets, in percent."""
MAP_ROW = 2.8
NAME_LINE = 1.3
"""Height of a row's circles, and of a line of its name, in em; the style sheet gives the names the same heights."""
NAME_WIDTH = 30
"""Characters of a disease's name in a line."""
MOST_LINES = 3
HEAD_WIDTH = 14
"""Characters of a design in a line."""
BAR_ROW = 44
COLUMN_TOP = 16.0
COLUMN_HEIGHT = 90.0
COLUMN_MARGIN = 4.0
COLUMN_SLOT = 12.0
"""The most that a year takes of the width, in percent, and the least between two years that are written."""
COLUMN_WIDTH = 6.0
FEW_COLUMNS = 12
"""Up to which number of columns each bears its value."""
DOSE_RADIUS = 9.0
DOSE_ROW = 26
AXIS = 22
TICKS = 4
PLACE_ROW = 24


@dataclass(frozen=True, slots=True)
class Circle:
    """A cell of the map: centre in percent, radius in pixels."""

    x: float
    r: float
    cell: MapCell


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A disease of the map: where its circles begin, in em from the top, and how many lines its name takes above."""

    y: float
    lines: int
    circles: tuple[Circle, ...]


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The map: heads with their lines, rows in the order of the figure's, and the height of all rows in em."""

    heads: tuple[tuple[float, tuple[str, ...]], ...]
    rows: tuple[DrawnRow, ...]
    height: float


@dataclass(frozen=True, slots=True)
class DrawnBars:
    """Bars with their top in pixels and their width in percent."""

    height: int
    bars: tuple[tuple[int, float, Bar], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: left edge and width in percent; the top and height of its parts in pixels, the waiting above."""

    x: float
    middle: float
    width: float
    top: float
    height: float
    waiting_top: float
    waiting_height: float
    label: float | None
    """Where its number stands; None where there is no room for it."""
    span: Span


@dataclass(frozen=True, slots=True)
class DrawnYears:
    """Columns, and the years written below them."""

    base: float
    columns: tuple[Column, ...]
    ticks: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class DrawnDose:
    """A row of a scale of doses: middle in pixels, both ends in percent, radius in pixels."""

    y: float
    x1: float
    x2: float
    r: float
    is_range: bool
    mark: DoseMark


@dataclass(frozen=True, slots=True)
class DrawnScale:
    """The rows of a scale, and its ticks in percent with their value; where these are written, in pixels."""

    height: int
    written: int
    marks: tuple[DrawnDose, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A claim's strip: top in pixels, stretches as left edge and width in percent."""

    y: int
    stretches: tuple[tuple[float, float, tuple[int, int]], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DrawnPlaces:
    """The strips of a text, and where its sections begin, in percent."""

    height: int
    strips: tuple[Strip, ...]
    sections: tuple[float, ...]


@singledispatch
def drawn(figure: Any) -> Any:
    """The coordinates of a chart; the filter of that name in templates."""
    raise TypeError(f"{type(figure).__name__} is not a chart")


@drawn.register
def _(figure: EvidenceMap) -> DrawnMap:
    count = len(figure.designs)
    slot = min(100 / max(count, 1), MAP_SLOT)
    middles = tuple(_round((index + 0.5) * slot) for index in range(count))
    largest = max((cell.papers for row in figure.rows for cell in row.cells if cell), default=1)
    rows, y = [], 0.0
    for row in figure.rows:
        lines = min(len(wrap(row.name, NAME_WIDTH)), MOST_LINES)
        circles = tuple(
            Circle(x, _radius(cell.papers, largest, MAP_RADIUS), cell)
            for x, cell in zip(middles, row.cells, strict=True)
            if cell
        )
        rows.append(DrawnRow(_round(y + lines * NAME_LINE), lines, circles))
        y += lines * NAME_LINE + MAP_ROW
    heads = tuple((x, tuple(wrap(name, HEAD_WIDTH))) for x, name in zip(middles, figure.designs, strict=True))
    return DrawnMap(heads, tuple(rows), _round(y))


@drawn.register
def _(figure: Bars) -> DrawnBars:
    largest = max(bar.value for bar in figure.bars)
    bars = tuple((index * BAR_ROW, _round(100 * bar.value / largest), bar) for index, bar in enumerate(figure.bars))
    return DrawnBars(len(bars) * BAR_ROW, bars)


@drawn.register
def _(figure: Years) -> DrawnYears:
    start, step = figure.spans[0].first, figure.spans[0].last - figure.spans[0].first + 1
    count = (figure.spans[-1].first - start) // step + 1
    slot = min((100 - 2 * COLUMN_MARGIN) / count, COLUMN_SLOT)
    width = min(slot * 0.8, COLUMN_WIDTH)
    top = max(figure.spans, key=lambda span: span.total)
    base = COLUMN_TOP + COLUMN_HEIGHT
    columns = []
    for span in figure.spans:
        left = COLUMN_MARGIN + (span.first - start) // step * slot
        height, waiting = (COLUMN_HEIGHT * number / top.total for number in (span.counted, span.waiting))
        columns.append(
            Column(
                x=_round(left + (slot - width) / 2),
                middle=_round(left + slot / 2),
                width=_round(width),
                top=_round(base - height),
                height=_round(height),
                waiting_top=_round(base - height - waiting),
                waiting_height=_round(waiting),
                label=_round(base - height - waiting - 4) if count <= FEW_COLUMNS or span is top else None,
                span=span,
            )
        )
    apart = math.ceil(COLUMN_SLOT / slot)
    written = range(0, count, apart)
    ticks = tuple((_round(COLUMN_MARGIN + (index + 0.5) * slot), start + index * step) for index in written)
    return DrawnYears(base, tuple(columns), ticks)


@drawn.register
def _(figure: DoseScale) -> DrawnScale:
    largest = max(mark.papers for mark in figure.marks)
    step = _nice(max(mark.high for mark in figure.marks) / TICKS)
    end = step * math.ceil(round(max(mark.high for mark in figure.marks) / step, 9))
    marks = tuple(
        DrawnDose(
            y=(index + 0.5) * DOSE_ROW,
            x1=_round(100 * mark.low / end),
            x2=_round(100 * mark.high / end),
            r=_radius(mark.papers, largest, DOSE_RADIUS),
            is_range=mark.low != mark.high,
            mark=mark,
        )
        for index, mark in enumerate(figure.marks)
    )
    ticks = tuple((_round(100 * index * step / end), f"{index * step:g}") for index in range(round(end / step) + 1))
    return DrawnScale(len(marks) * DOSE_ROW + AXIS, len(marks) * DOSE_ROW + AXIS - 6, marks, ticks)


@drawn.register
def _(figure: Places) -> DrawnPlaces:
    def share(characters: int) -> float:
        return _round(100 * characters / figure.length)

    strips = tuple(
        Strip(index * PLACE_ROW, tuple((share(a), share(b - a), (a, b)) for a, b in place.stretches), place)
        for index, place in enumerate(figure.places)
    )
    return DrawnPlaces(len(strips) * PLACE_ROW, strips, tuple(share(at) for at in figure.sections))


def _radius(value: int, largest: int, most: float) -> float:
    """The radius of a circle whose area is proportional to a value."""
    return _round(most * math.sqrt(value / largest))


def _nice(value: float) -> float:
    """The next step up that people count in: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value * (1 - 1e-9))


def _round(value: float) -> float:
    return round(value, 3)
