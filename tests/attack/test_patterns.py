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

import generator
from tests.editions import ROOT

SECONDS = 600
"""Processor time for all patterns and texts; they need about a minute."""
LENGTH = 2_000
"""Characters of a text. What grows with the square takes a fraction of a second; with the cube and more, for ever."""
SINGLE = [*"a A 1 . , - _ @ ( ) [ ] < > & ; : / \\ ' \" ` * # = + | ~ … é א 😀".split(), " ", "\t", "\n", "\u00a0"]
JOINED = "0. 1, a. A.B. a- a@ a@a. <a <!-- &amp; twenty- 10.1/ .. e\u0301".split()
WORDS = (
    "a |1 |a. |A. |a/b |not |of 1 |1 of |p < 0.05 |patients |2 g/kg |and |, and |Smith J, |Electronic address: |email: "
    "|PMID: 1 |2019 Jan;|- |[e-mail address removed]"
).split("|")
UNITS = (*SINGLE, *JOINED, *WORDS)
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


def search_all() -> None:
    """Search every text by every pattern, and say before each what is searched."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for name in WITH_PATTERNS:
        for pattern in own(name):
            for unit in UNITS:
                text = unit * (LENGTH // len(unit)) + "!"
                print(f"{name}: {pattern.pattern!r:.200} on {unit!r}", flush=True)
                found: Any = pattern
                found.search(text if isinstance(pattern.pattern, str) else text.encode())


def test_no_pattern_hangs() -> None:
    code = "from tests.attack.test_patterns import search_all; search_all()"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"stopped at {run.stdout.splitlines()[-1:]} {run.stderr[-500:]}"


def test_most_modules_that_search_keep_their_patterns_where_this_looks() -> None:
    assert len(WITH_PATTERNS) > 30
