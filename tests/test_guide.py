"""The guide and the README are true: their examples check, their pictures are there, no problem is left out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editions import ROOT, copied, evidence
from tests.pictures import DOCS, MOST_BYTES, OTHER_DRUG, OVERLAY, PICTURES, tightened
from tests.test_sites import emitted

GUIDE = (DOCS / "guide.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
EXERCISE = re.search(r"From a seed to a bottom line\n(.+?)\n## ", GUIDE, re.DOTALL)
BLOCK = re.compile(r"```yaml\n(.+?)```", re.DOTALL)
COMMAND = re.compile(r"^ {4}(.+)$", re.MULTILINE)
MOST_LINES = 150
"""Lines that a README may have, to be read at all."""


def exercise() -> str:
    assert EXERCISE is not None
    return EXERCISE[1]


def practised(folder: Path) -> Path:
    """The edition for practice, made beside a clone by the commands that the guide names."""
    clone = folder / "clone"
    program = clone / ".venv/bin/evidence"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', "utf-8")
    program.chmod(0o755)
    for name in ("content", "seeds"):
        (clone / name).symlink_to(ROOT / name)
    for command in COMMAND.findall(BLOCK.sub("", exercise())):
        if "serve" not in command:
            subprocess.run(
                ["sh", "-c", command], cwd=clone, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True
            )
    return folder / "practice"


def test_the_exercise_leads_from_a_seed_to_a_bottom_line(tmp_path: Path) -> None:
    root = practised(tmp_path)
    appraisal, bottom_line = BLOCK.findall(exercise())
    (root / "content/appraisals/30543921.md").write_text(appraisal, "utf-8")
    skin = root / "content/indications/systemic-sclerosis/skin.md"
    form = skin.read_text("utf-8")
    skin.write_text(re.sub(r"bottom_line: \[\].*\n", lambda _: bottom_line, form), "utf-8")
    found = evidence("check", root)
    assert found.code == 0, found.output
    assert set(re.findall(r"warning \d+: ([a-z-]+)", found.output)) == {"file-missing"}
    assert evidence("build", root).code == 0
    page = (root / "site/indications/systemic-sclerosis/skin/index.html").read_text("utf-8")
    assert "A narrative review tells of benefit for the skin in a French cohort" in page
    assert "ameliorates the skin disease" in page


def test_the_example_of_a_renamed_page_keeps_its_address(tmp_path: Path) -> None:
    root = copied("real", tmp_path)
    (rows,) = [block for block in BLOCK.findall(GUIDE) if block.startswith("redirects:")]
    old = root / "content/indications/systemic-sclerosis/skin.md"
    old.rename(old.with_name("skin-thickening.md"))
    naming = [*(root / "content").rglob("*.md"), root / "content/known-studies.yaml"]
    for path in naming:
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"systemic-sclerosis/skin\b", "systemic-sclerosis/skin-thickening", text), "utf-8")
    assert "address-lost" in evidence("check", root).output
    (root / "content/redirects.yaml").write_text(rows, "utf-8")
    found = evidence("check", root)
    assert found.code == 0, found.output


@pytest.mark.parametrize("code", sorted(emitted()))
def test_the_guide_explains_every_problem(code: str) -> None:
    assert f"`{code}`" in GUIDE


def test_the_guide_explains_no_problem_that_there_is_not() -> None:
    tables = GUIDE.partition("## What each problem means")[2]
    named = {code for row in re.findall(r"^\| (`.+?) \|", tables, re.MULTILINE) for code in re.findall("`(.+?)`", row)}
    assert named == emitted()


@pytest.mark.parametrize(("text", "folder"), [(GUIDE, DOCS), (README, ROOT)], ids=["guide", "readme"])
def test_links_and_pictures_lead_somewhere(text: str, folder: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", text):
        if not target.startswith("https://"):
            assert (folder / target).exists(), target
    headings = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in re.findall(r"^#+ (.+)$", text, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)", text)) <= headings


def test_pictures_are_those_that_are_made_and_each_is_shown() -> None:
    made = {f"{each.name}.png" for each in (*PICTURES, OTHER_DRUG)} | {f"{OVERLAY}.png"}
    assert {path.name for path in DOCS.glob("*.png")} == made
    assert {name for name in made if name not in GUIDE + README} == set()
    for name in made:
        assert (DOCS / name).stat().st_size < MOST_BYTES


def test_a_picture_made_smaller_stays_the_picture_that_it_was() -> None:
    data = (DOCS / f"{OVERLAY}.png").read_bytes()
    assert tightened(data) == data


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES
