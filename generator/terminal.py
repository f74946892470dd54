"""How things look in a terminal and in a file: text in, text out. The commands print it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from generator.characters import visible
from generator.problems import Problem, Severity, errors, ordered

_CODES = {"red": "31", "yellow": "33", "bold": "1", "faint": "2"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


@dataclass(frozen=True, slots=True)
class Look:
    """Who reads the output."""

    person: bool = False
    """Whether a person reads it on a terminal; else a program or a file, for which it is always the same."""
    colours: bool = False

    def paint(self, text: str, *styles: str) -> str:
        """The text in these styles, or as it is."""
        codes = ";".join(_CODES[style] for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colours else text


def problems(found: Iterable[Problem], root: Path, look: Look) -> Iterator[str]:
    """Every problem with its number, its severity and its way out; for people by file, in places that editors open."""
    numbered = list(enumerate(ordered(found), start=1))
    if not look.person:
        yield from (_plain(number, problem) for number, problem in numbered)
        return
    for path, group in groupby(numbered, key=lambda each: each[1].path):
        here = list(group)
        name = os.path.relpath(root / path)
        yield f"{look.paint(name, 'bold')}  {counts([problem for _, problem in here])}"
        yield from (_shown(number, problem, name, look) for number, problem in here)
        yield ""


def counts(found: Sequence[Problem]) -> str:
    """How many errors and warnings there are."""
    wrong = len(errors(found))
    said = [(wrong, "error"), (len(found) - wrong, "warning")]
    return ", ".join(count(number, noun) for number, noun in said if number)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their cells below each other."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*shown, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in shown)
    return [line.rstrip() for line in padded]


def progress(name: str, done: int, of: int, seconds: float) -> str:
    """How far work has come, and how long it will take if it goes on like that."""
    if not done or not of:
        return f"{visible(name)} …"
    return f"{visible(name)}: {100 * done // of} %, {_duration(seconds * (of - done) / done)} left"


def _plain(number: int, problem: Problem) -> str:
    place, _, rest = visible(problem.text()).partition(": ")
    return f"{place}: {problem.severity} {number}: {rest}"


def _shown(number: int, problem: Problem, name: str, look: Look) -> str:
    # Editors open `path:line:column` where it begins a line. No column is known, so the first is named.
    place = name if problem.line is None else f"{name}:{problem.line}:1"
    severity = look.paint(f"{problem.severity} {number}", _COLOURS[problem.severity], "bold")
    hint = look.paint(f"    {visible(problem.hint)}", "faint")
    return f"{visible(place)}: {severity} {problem.code}: {visible(problem.message)}\n{hint}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
