"""One closed form for every fault a user can cause: place, fault, way out.

*error*: something false would be published or something lost; `build` stops.
*warning*: everything else; shown and counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem stops: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault found in one place."""

    path: str
    """File, relative to the root of the edition, with forward slashes."""
    line: int | None
    """Line in the file, from 1; None where the fault is the file as a whole."""
    code: str
    """Short stable name of the kind of fault, such as `quote-not-found`."""
    message: str
    """What is wrong, in one sentence or two."""
    hint: str
    """The way out."""
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """`path:line`, which terminals and editors turn into a link."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def text(self) -> str:
        """The problem as printed: path first, hint last."""
        return f"{self.place}: {self.code}: {self.message}\n  {self.hint}"


def warning(path: str, line: int | None, code: str, message: str, hint: str) -> Problem:
    """A problem that does not stop a build."""
    return Problem(path, line, code, message, hint, Severity.WARNING)


def error(path: str, line: int | None, code: str, message: str, hint: str) -> Problem:
    """A problem that stops a build."""
    return Problem(path, line, code, message, hint, Severity.ERROR)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order they are shown: by file, line, code and message, each once."""
    return sorted(set(problems), key=lambda p: (p.path, p.line or 0, p.code, p.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems that stop a build."""
    return [p for p in problems if p.severity is Severity.ERROR]


class Fault(Exception):
    """Raised where a file cannot be read any further, or nothing can be done without it; carries what to report."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(problem.text() for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["Fault"], tuple[Problem, ...]]:
        """How it comes from the process that found it to the one that tells it."""
        return type(self), self.problems

    @property
    def problem(self) -> Problem:
        """The first fault."""
        return self.problems[0]
