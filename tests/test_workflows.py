"""What runs on GitHub: each action by its commit, with no more rights than it needs, on every Python we name."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} +# v\d+\.\d+\.\d+")
MAY_WRITE = {("pages.yml", "deploy"): {"pages", "id-token"}}
"""The jobs that may write, and what."""


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_named_by_its_commit_and_its_version(path: Path) -> None:
    used = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line.strip(" -"))] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_what_publishes_may_write(path: Path) -> None:
    workflow = read(path)
    granted: dict[str, dict[str, str]] = {"": workflow["permissions"]}
    granted |= {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
    for name, rights in granted.items():
        writes = {right for right, level in rights.items() if level != "read"}
        assert writes == MAY_WRITE.get((path.name, name), set()), name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_step_keeps_credentials_or_puts_a_foreign_text_into_a_script(path: Path) -> None:
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_every_supported_python_is_tried_with_the_newest_and_the_oldest_dependencies() -> None:
    matrix = read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["versions"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert matrix["lock"] == ["requirements-dev.lock", "requirements-oldest.lock"]
    assert all((ROOT / lock).is_file() for lock in matrix["lock"])
