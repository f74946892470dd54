"""How `make score` compares, and that it ends well where there is nothing to compare with."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import score
from tests.editions import ROOT

SENTENCES = [
    ("EX helped in fog fever.", "EX helped in fog fever.", True),
    ("EX helped\u2009in fog fever.", "EX helped in fog fever", True),
    ("EX helped nine of ten patients with fog fever.", "EX helped nine of the ten patients with fog fever.", True),
    ("EX helped in fog fever.", "Placebo was water.", False),
    (None, None, True),
    (None, "EX helped.", False),
]
DOSES = [
    ([], [], True),
    (["2 g/kg"], ["2 g/kg over 5 days"], True),
    (["2 g/kg over 5 days"], ["2 g/kg"], True),
    (["2 g/kg"], [], False),
    ([], ["2 g/kg"], False),
    (["2 g/kg"], ["2 g/kg", "1 g/kg"], False),
]


@pytest.mark.parametrize(("expected", "found", "same"), SENTENCES)
def test_sentences(expected: str | None, found: str | None, same: bool) -> None:
    assert score.same_sentence(expected, found) is same


@pytest.mark.parametrize(("expected", "found", "same"), DOSES)
def test_doses(expected: list[str], found: list[str], same: bool) -> None:
    assert score.same_doses(expected, found) is same


def test_without_samples_it_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.score", "--samples", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Nothing to score")
    assert len(done.stdout.splitlines()) == 1
