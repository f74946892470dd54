"""No pattern of the program takes a second's work to a day's, whatever text it meets.

Each pattern is asked about long texts made of its own letters and of what backtracks worst, in a process of its own
that is ended after a bound no honest search comes near. So this finds patterns that hang; it measures nothing.
"""

import importlib
import pkgutil
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import generator
from tests.editions import ROOT

SECONDS = 120
"""Processor time for all texts and one module's patterns; they need about one."""
LENGTH = 20_000
"""Characters of a text. What grows with the square takes some seconds; with the cube, days."""
UNITS = (
    "a", "A", "1", " ", "\t", "\n", ".", ",", "-", "_", "@", "(", ")", "[", "]", "<", ">", "&", ";", ":", "/", "\\", "'", '"', "`",
    "*", "#", "=", "+", "|", "~", "0.", "1,", "a ", "1 ", "a.", "a. ", "A. ", "A.B.", "a-", "a@", "a@a.", "a/b ", "<a", "<!--", "&amp;",
    "not ", "of 1 ", "1 of ", "p < 0.05 ", "patients ", "2 g/kg ", "twenty-", "and ", ", and ", "Smith J, ", "[e-mail address removed]",
    "Electronic address: ", "email: ", "10.1/", "PMID: 1 ", "2019 Jan;", "- ", "..", "…", "\u00a0", "é", "e\u0301", "א", "😀",
)  # fmt: skip
PATTERN = type(re.compile(""))


def modules() -> list[str]:
    return sorted(each.name for each in pkgutil.walk_packages(generator.__path__, "generator."))


def patterns(value: Any) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    """The patterns in a module's names, in lists and tables too."""
    if isinstance(value, PATTERN):
        yield value
    elif isinstance(value, dict):
        yield from (found for pair in value.items() for each in pair for found in patterns(each))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (found for each in value for found in patterns(each))


def own(name: str) -> list[re.Pattern[str] | re.Pattern[bytes]]:
    module = importlib.import_module(name)
    return list(dict.fromkeys(found for value in vars(module).values() for found in patterns(value)))


WITH_PATTERNS = [name for name in modules() if name != "generator.__main__" and own(name)]


def search_all(name: str) -> None:
    """Search every text by every pattern of a module, and say before each what is searched."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for pattern in own(name):
        for unit in UNITS:
            for end in ("", "!", "\n"):
                text: str | bytes = unit * (LENGTH // len(unit)) + end
                print(repr(pattern.pattern)[:200], repr(unit), flush=True)
                found: Any = pattern
                subject = text if isinstance(pattern.pattern, str) else text.encode()  # type: ignore[union-attr]
                for each in (found.search, found.match, found.fullmatch):
                    each(subject)


@pytest.mark.parametrize("name", WITH_PATTERNS)
def test_no_pattern_hangs(name: str) -> None:
    code = f"from tests.attack.test_patterns import search_all; search_all({name!r})"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{name}: stopped at {run.stdout.splitlines()[-1:]} {run.stderr[-500:]}"


def test_most_modules_that_search_keep_their_patterns_where_this_looks() -> None:
    assert len(WITH_PATTERNS) > 30
