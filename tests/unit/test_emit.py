"""Publishing writes only what changed, and a kill at any step leaves the old site or the new one, never a mixture."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.emit import publish, recover, refuse_collisions
from generator.problems import Fault

OLD = {
    "index.html": b"old",
    "same.html": b"same",
    "gone/deep/index.html": b"gone",
    "gone.html": b"gone",
    "file-then-folder": b"old",
    "folder-then-file/a": b"old",
}
NEW = {
    "index.html": b"new",
    "same.html": b"same",
    "added/deep/index.html": b"added",
    "file-then-folder/index.html": b"new",
    "folder-then-file": b"new",
    "zlast.html": b"new",
}


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder; a folder that holds nothing stands with a slash."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def test_the_first_publication_writes_all(tmp_path: Path) -> None:
    changes = publish(tmp_path / "site", NEW)
    assert tree(tmp_path / "site") == NEW
    assert (changes.written, changes.removed, changes.unchanged) == (tuple(sorted(NEW)), (), 0)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_only_changes_are_written_and_what_no_page_makes_is_pruned(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    untouched = (site / "same.html").stat()
    changes = publish(site, NEW)
    assert tree(site) == NEW
    assert changes.written == tuple(sorted(NEW.keys() - {"same.html"}))
    assert changes.removed == tuple(sorted(OLD.keys() - NEW.keys()))
    assert changes.unchanged == 1
    assert (site / "same.html").stat().st_ino == untouched.st_ino


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path / "site", NEW)
    changes = publish(tmp_path / "site", NEW)
    assert (changes.written, changes.removed, changes.unchanged) == ((), (), len(NEW))


def test_the_ignore_file_of_the_repository_stays_and_other_foreign_files_go(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    (site / ".gitignore").write_bytes(b"*")
    (site / "stray.txt").write_bytes(b"stray")
    assert publish(site, NEW).removed == tuple(sorted([*(OLD.keys() - NEW.keys()), "stray.txt"]))
    assert tree(site) == NEW | {".gitignore": b"*"}


def test_without_an_open_journal_there_is_nothing_to_recover(tmp_path: Path) -> None:
    publish(tmp_path / "site", NEW)
    assert recover(tmp_path / "site") is False
    assert recover(tmp_path / "never-made") is False


class Killed(BaseException):
    """Stands for the end of the process: nothing of the program catches it."""


STEPS = ("replace", "unlink", "rmdir", "mkdir", "fsync")
"""What the program does to the disk, by the names in `os`."""


@contextmanager
def killed_at(step: int) -> Iterator[list[str]]:
    """Raise before the step of this number is done, or with a file half written; gives the steps so far."""
    taken: list[str] = []

    def counted(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            taken.append(name)
            if len(taken) == step:
                raise Killed
            return original(*args, **kwargs)

        return act

    def written(path: Path, data: bytes) -> None:
        taken.append("write")
        dying = len(taken) == step
        with path.open("wb") as stream:
            stream.write(data[: len(data) // 2] if dying else data)
        if dying:
            raise Killed

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, counted(name, getattr(os, name)))
        patch.setattr(Path, "write_bytes", written)
        try:
            yield taken
        except Killed:
            taken.append("killed")


@pytest.fixture
def _memory_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk is what takes long, and a killed process does not need it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def steps_of(action: Callable[[], object]) -> list[str]:
    with killed_at(0) as taken:
        action()
    return taken


@pytest.mark.usefixtures("_memory_is_enough")
def test_a_kill_at_any_step_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    publish(tmp_path / "counted", OLD)
    steps = steps_of(lambda: publish(tmp_path / "counted", NEW))
    assert set(steps) == {*STEPS, "write"}
    outcomes = []
    for step in range(1, len(steps) + 1):
        site = tmp_path / f"killed-{step}"
        publish(site, OLD)
        with killed_at(step) as taken:
            publish(site, NEW)
        assert taken[-1] == "killed"
        left = site.with_name(f".{site.name}-next").exists()
        assert recover(site) is left
        found = tree(site)
        assert found in (OLD, NEW), f"a mixture after {taken}"
        assert not site.with_name(f".{site.name}-next").exists()
        outcomes.append(found == NEW)
        publish(site, NEW)
        assert tree(site) == NEW
    assert outcomes == sorted(outcomes), "once new, always new"
    assert set(outcomes) == {False, True}


@pytest.mark.usefixtures("_memory_is_enough")
def test_a_kill_while_recovering_is_recovered_too(tmp_path: Path) -> None:
    publish(tmp_path / "counted", OLD)
    moves = [at for at, step in enumerate(steps_of(lambda: publish(tmp_path / "counted", NEW)), 1) if step == "replace"]

    def half_moved(name: str) -> Path:
        """A site killed when half of its files had been moved into place; the first replacement is the journal's."""
        publish(tmp_path / name, OLD)
        with killed_at(moves[4]):
            publish(tmp_path / name, NEW)
        assert tree(tmp_path / name) not in (OLD, NEW)
        return tmp_path / name

    counted = half_moved("half")
    for step in range(1, len(steps_of(lambda: recover(counted))) + 1):
        site = half_moved(f"killed-{step}")
        with killed_at(step) as taken:
            recover(site)
        assert taken[-1] == "killed"
        recover(site)
        assert tree(site) == NEW


def test_two_pages_that_want_one_path_are_refused_whatever_their_case() -> None:
    refuse_collisions([("a/index.html", "a"), ("b/index.html", "b"), ("a/data.json", "a")])
    for second in ("a/index.html", "A/Index.html", "a/INDEX.html"):
        with pytest.raises(Fault) as caught:
            refuse_collisions([("a/index.html", "one"), ("b/index.html", "two"), (second, "three")])
        problem = caught.value.problem
        assert (problem.path, problem.code) == (f"site/{second}", "path-twice")
        assert "one and three" in problem.message


def test_an_empty_folder_in_the_place_of_a_file_gives_way(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "index.html" / "nothing").mkdir(parents=True)
    publish(site, {"index.html": b"page"})
    assert (site / "index.html").read_bytes() == b"page"
