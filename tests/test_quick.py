"""The quick answer is given only where a build would change nothing, and says what that build would say."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import inputs, quick
from generator.config import Paths
from tests.editions import ROOT, copied, tree

GRAIN = inputs.GRAIN / 1e9
ASK = """
import sys
from generator import quick
print(quick.answer(sys.argv[1:]) is not None, "jinja2" in sys.modules)
"""


def build(root: Path, *more: str, command: str = "build") -> str:
    """Run the command in a process of its own, as people do."""
    line = [sys.executable, "-m", "generator", command, "--root", str(root), *more]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def is_quick(root: Path, *more: str, command: str = "build") -> bool:
    """Whether the answer comes without the program being loaded."""
    line = [sys.executable, "-c", ASK, command, "--root", str(root), *more]
    said = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert said[1] == "False"
    return said[0] == "True"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied("minimal", tmp_path_factory.mktemp("quick"))
    time.sleep(3 * GRAIN)  # files as new as the look could deceive, and are read again
    build(root)
    return root


def test_the_quick_answer_is_what_a_build_says(built: Path) -> None:
    assert is_quick(built)
    quick = build(built)
    (built / ".evidence/quick-build.json").unlink()
    assert build(built) == quick
    assert "0 files written, 0 removed" in quick


def test_another_command_gets_no_quick_answer(built: Path) -> None:
    build(built)
    assert is_quick(built)
    assert not is_quick(built, "--portable")
    assert not is_quick(built, "--explain")


CHANGES = ["content/site.yaml", "content/diseases/mistwort-fever.md", "site/index.html", "seeds/99000101.md"]


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_file_gets_no_quick_answer(built: Path, name: str) -> None:
    build(built)
    assert is_quick(built)
    path = built / name
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    assert not is_quick(built)
    path.write_bytes(before)
    assert not is_quick(built)


def test_a_new_and_a_removed_file_get_no_quick_answer(built: Path) -> None:
    build(built)
    extra = built / "content/pages/more.md"
    extra.write_text("---\ntitle: More\ndescription: Made up.\n---\n", "utf-8")
    assert not is_quick(built)
    before = tree(built / "site")
    build(built)
    assert tree(built / "site") != before
    extra.unlink()
    assert not is_quick(built)


def test_a_record_that_cannot_be_read_gets_no_quick_answer(built: Path) -> None:
    build(built)
    for text in ("", "{", "[]", '{"format": 1}', "null"):
        (built / ".evidence/quick-build.json").write_text(text, "utf-8")
        assert not is_quick(built)
    (built / ".evidence/build-site.json").write_text("{}", "utf-8")
    assert "0 files written" in build(built)


@pytest.fixture
def normalized(tmp_path: Path) -> Path:
    """An edition that was normalized, and once more with nothing to do, which is what is recorded."""
    root = copied("minimal", tmp_path)
    (root / "content/papers/99000101.md").unlink()
    normalize(root)
    time.sleep(3 * GRAIN)
    assert not is_quick(root, command="normalize")
    normalize(root)
    return root


def normalize(root: Path) -> str:
    return build(root, command="normalize")


def test_the_quick_answer_is_what_normalizing_says(normalized: Path) -> None:
    assert is_quick(normalized, command="normalize")
    quick = normalize(normalized)
    (normalized / ".evidence/quick-normalize.json").unlink()
    assert normalize(normalized) == quick
    assert "0 papers written, 1 unchanged" in quick


READ = [
    "content/intervention.yaml",
    "content/diseases/mistwort-fever.md",
    "content/papers/99000101.md",
    "content/detected/99000101.yaml",
    "seeds/99000101.md",
]


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "edited"])
@pytest.mark.parametrize("name", READ)
def test_normalizing_gives_no_quick_answer_where_it_has_something_to_look_at(
    name: str, gone: bool, normalized: Path
) -> None:
    path = normalized / name
    if gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    assert not is_quick(normalized, command="normalize")


def test_normalizing_gives_its_quick_answer_whatever_else_changed(normalized: Path) -> None:
    (normalized / "content/appraisals/99000101.md").write_text("Anything.", "utf-8")
    assert is_quick(normalized, command="normalize")


def test_that_all_is_normalized_is_known_whoever_asks(normalized: Path) -> None:
    paths, record = Paths(normalized), normalized / ".evidence/quick-normalize.json"
    assert quick.is_normalized(paths)
    kept = json.loads(record.read_text("utf-8"))
    record.write_text(json.dumps(kept | {"said": f"A doubt.\n{kept['said']}"}), "utf-8")
    assert not quick.is_normalized(paths)  # a doubt has to be told again
    record.write_text(json.dumps(kept), "utf-8")
    assert quick.is_normalized(paths)
    (normalized / "seeds/99000101.md").write_bytes(b"")
    assert not quick.is_normalized(paths)
    record.write_text("{}", "utf-8")
    assert not quick.is_normalized(paths)


def test_what_normalizing_does_not_read_is_not_looked_at(normalized: Path) -> None:
    names = [name for name, _ in inputs.stats(Paths(normalized), without="templates")]
    assert "content/site.yaml" in names
    assert not [name for name in names if name.startswith("templates/")]


def test_a_problem_gets_no_quick_answer(normalized: Path) -> None:
    (normalized / "seeds/unknown.txt").write_text("Nobody reads this.", "utf-8")
    time.sleep(3 * GRAIN)
    for _ in range(2):
        line = [sys.executable, "-m", "generator", "normalize", "--root", str(normalized)]
        run = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (run.returncode, "seed-unknown" in run.stdout) == (1, True)
    assert not is_quick(normalized, command="normalize")
