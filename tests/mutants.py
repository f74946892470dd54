"""Faults put into a module on purpose, to see whether the tests notice: `make mutants`.

Each mutant is the module with one small change: a comparison, an operator, a number, a condition, an argument, a
returned value, a statement left out, one character of a set of characters or of a pattern. The module's tests run over
each in a process of its own, which has everything else loaded already. A mutant that no test notices *survives*; it is
printed with its line, and unless `SPARED` says why no reader could see it, the run fails.
"""

import argparse
import importlib
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutating import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
TESTS = {
    "quotes": ("tests/unit/test_quotes.py", "tests/unit/test_quotes_marks.py"),
    "evidence": ("tests/unit/test_evidence.py", "tests/unit/test_evidence_told.py", "tests/unit/test_charts.py"),
}
"""The modules that are mutated, and what must notice."""
LOADED = ("playwright.sync_api", "hypothesis.strategies", "generator.model", "generator.numbers")
"""What the tests import and no mutant touches: loaded once, before the processes part."""
OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "--hypothesis-profile=mutants", "-W", "ignore:Module already imported")
SECONDS = 60
"""A mutant that runs longer, in a loop without end for instance, counts as noticed."""
_TYPE = "A type for the checker alone."
_NO_YEAR = "No paper is of the years 1 before to 1 after the beginning of our era."
_SLOWER = "The longer way to the same answer."
_JOINED = "What a point joins to the word before it is refused by `_runs_on` already."
_WINDOW = "How far to look around: what is looked for is shorter."
_WINDOWS = {
    "_rated": 24,
    "_in_operator": 8,
    "_compared": 8,
    "_prefixed": 10,
    "_in_number": 16,
    "_in_spelled_number": 16,
}
SPARED = {
    (place, change): _WINDOW
    for place, size in _WINDOWS.items()
    for change in (
        f"{size} → {size + 1}",
        f"{size} → {size - 1}",
        f"max(0, at - {size}) → min(0, at - {size})",
        "0 → -1",
    )
} | {
    (
        "_in_operator",
        "_OR_EQUAL.finditer(text.text, max(0, at - 8), at + 8) → _OR_EQUAL.finditer(text.text, max(0, at - 8))",
    ): _WINDOW,
    ("_in_number", "max(0, at - 16), at + 16 → (max(0, at - 16),)"): _WINDOW,
    ("_in_number", "_THOUSANDS.finditer(text.text, *window) → _THOUSANDS.finditer(text.text)"): _WINDOW,
    ("_in_number", "_JOINED.finditer(text.text, *window) → _JOINED.finditer(text.text)"): _WINDOW,
    ("_fold_quote", "words if words.isascii() else fold(words).text → fold(words).text"): _SLOWER,
    ("_is_between_sentences", ""): "A short cut past the rules; a test compares the two over all short texts.",
    ("Finding", 'Direction | Literal["mixed"] → Direction'): _TYPE,
    ("Finding", "Direction | Literal[\"mixed\"] → Literal['mixed']"): _TYPE,
    ("Thing", "\"Thing\" → 'Thing_'"): _TYPE,
    (
        "is_told_of",
        "whole is not None and subject in above(whole, corpus) → subject in above(whole, corpus)",
    ): "Everything lies within the whole collection, so the rest is not asked.",
    (
        "paged_diseases",
        '{subject.partition("/")[0] for subject in named} & corpus.diseases.keys() → '
        "{subject.partition('/')[0] for subject in named}",
    ): "What is no disease is left out at the end, too.",
    ("awaiting", "corpus.papers.keys() → corpus.papers"): "The same.",
    ("awaiting", "corpus.appraisals.keys() → corpus.appraisals"): "The same.",
    ("balance", "1 → 2"): "The first is the first of however many.",
    ("balance", "0 → -1"): "The last of one is the first.",
    ("appraised", "0 → 1"): _NO_YEAR,
    ("appraised", "0 → -1"): _NO_YEAR,
    ("_gaps", "0 → 1"): _NO_YEAR,
    ("_gaps", "0 → -1"): _NO_YEAR,
    ("_LAST_SPACE", "0x3000 → 12289"): "The character behind the last white space is none.",
    ("_ONE_BY_ONE", "1 → 2"): "The same.",
    (
        "_INNER",
        """".,·/^'-<>≤≥=≈~×:*" → ".,·/'-<>≤≥=≈~×:*\"""",
    ): "`^` belongs to its word as a sign on either side, too.",
    ("_clusters", "range(1, len(text) + 1) → range(len(text) + 1)"): "An empty stretch folds to nothing.",
    ("_clusters", "1 → 0"): "The same.",
    ("_stands_alone", "character.isascii() or before.isspace() → character.isascii() and before.isspace()"): _SLOWER,
    ("_stands_alone", "character.isascii() or before.isspace() → before.isspace()"): _SLOWER,
    ("_runs_on", "0 → 1"): "A mark at the very beginning joins nothing, counted or not.",
    ("_runs_on", "start == end or start == 0 or end == len(text.text) → start == 0 or end == len(text.text)"): _SLOWER,
    ("_sign_ahead", "at < 2 → at <= 2"): _JOINED,
    ("_sign_ahead", "2 → 3"): _JOINED,
    ("_sign_ahead", "2 → 1"): _JOINED,
}
"""Survivors that change nothing a reader sees: place and change, or all changes of a place, and why."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant."""

    mutant: Mutant
    survived: bool


def started(module: str, mutant: Mutant) -> int:
    """Begin to run a module's tests over a mutant, in a process whose exit code is that of pytest."""
    child = os.fork()
    if child:
        return child
    signal.alarm(SECONDS)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    try:
        install(module, mutant.source)
        code = int(pytest.main([*OPTIONS, *TESTS[module]]))
    except BaseException:  # noqa: BLE001  # whatever it is, the mutant does not even load
        code = 1
    os._exit(code)


def install(module: str, source: str) -> None:
    """Put a source in the place of a module that nothing has imported yet."""
    name = f"generator.{module}"
    found = ModuleType(name)
    sys.modules[name] = found
    exec(compile(source, f"{module}.py", "exec"), found.__dict__)
    setattr(sys.modules["generator"], module, found)


def verdicts(module: str, jobs: int) -> Iterator[Verdict]:
    """The mutants of a module, each with what became of it, as they come."""
    source = (ROOT / "generator" / f"{module}.py").read_text("utf-8")
    whole = started(module, Mutant(0, "", "", source))
    if os.waitpid(whole, 0)[1]:
        sys.exit(f"The tests of generator/{module}.py fail before anything is changed: {' '.join(TESTS[module])}")
    waiting = deque(mutants(source))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.popleft()
            running[started(module, mutant)] = mutant
        child, status = os.wait()
        yield Verdict(running.pop(child), survived=status == 0)


def main() -> int:
    """Mutate, tell, and fail if a survivor is not explained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=sorted(TESTS), help="default: all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    os.chdir(ROOT)
    for name in LOADED:
        importlib.import_module(name)
    unexplained = 0
    for module in options.modules:
        found = []
        for verdict in verdicts(module, options.jobs):
            found.append(verdict)
            mutant = verdict.mutant
            if verdict.survived and not {(mutant.place, mutant.change), (mutant.place, "")} & SPARED.keys():
                unexplained += 1
                print(f"generator/{module}.py:{mutant.line}: {mutant.place}: {mutant.change}", flush=True)
        survivors = sum(verdict.survived for verdict in found)
        print(f"{module}: {len(found)} mutants, {len(found) - survivors} noticed, {survivors} survived", flush=True)
    print(f"{unexplained} survivors without a reason in tests/mutants.py")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
