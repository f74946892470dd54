"""Publishing writes only what changed, and a kill at any step leaves the old site or the new one, never a mixture."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.emit import publish, recover, refuse_collisions
from generator.problems import Fault

OLD = {
    ".nojekyll": b"",
    "index.html": b"old",
    "same.html": b"same",
    "gone/deep/index.html": b"gone",
    "gone.html": b"gone",
    "file-then-folder": b"old",
    "folder-then-file/a": b"old",
}
NEW = {
    ".nojekyll": b"",
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


def test_a_folder_that_is_new_moves_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    many = {f"many/{number}/index.html": b"many" for number in range(20)}
    assert steps_of(lambda: publish(site, OLD | many)).count("replace") == len(["the journal", "many/"])
    assert tree(site) == OLD | many


def test_only_changes_are_written_and_what_no_page_makes_is_pruned(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    untouched = (site / "same.html").stat()
    changes = publish(site, NEW)
    assert tree(site) == NEW
    assert changes.written == tuple(sorted(NEW.keys() - {"same.html", ".nojekyll"}))
    assert changes.removed == tuple(sorted(OLD.keys() - NEW.keys()))
    assert changes.unchanged == 2
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
        with path.open("wb") as stream:
            taken.append("write")
            dying = len(taken) == step
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


COLLISIONS = [
    ("a/index.html", "a/index.html"),
    ("A/Index.html", "A/Index.html"),
    ("a/INDEX.html", "a/INDEX.html"),
    ("a", "a"),
    ("A", "A"),
    ("a/index.html/index.html", "a/index.html"),
    ("a/index.HTML/b/c.json", "a/index.HTML"),
]
"""A path that stands in the way of `a/index.html`, and the path that is told."""


@pytest.mark.parametrize(("second", "told"), COLLISIONS)
def test_two_files_that_want_one_path_are_refused_whatever_their_case(second: str, told: str) -> None:
    refuse_collisions([("a/index.html", "a"), ("b/index.html", "b"), ("a/data.json", "a"), ("ab", "ab")])
    with pytest.raises(Fault) as caught:
        refuse_collisions([("a/index.html", "one"), ("b/index.html", "two"), (second, "the export three")])
    problem = caught.value.problem
    assert (problem.path, problem.code) == (f"site/{told}", "path-twice")
    assert "one and the export three" in problem.message


def foreign(site: Path) -> str:
    """The message with which publishing into a folder is refused."""
    with pytest.raises(Fault) as caught:
        publish(site, NEW)
    assert caught.value.problem.code == "site-foreign"
    return caught.value.problem.message


def test_a_folder_that_no_build_made_is_not_emptied(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "deep").mkdir(parents=True)
    (site / ".gitignore").write_bytes(b"*")
    (site / "deep/own.txt").write_bytes(b"own")
    assert "such as site/deep/own.txt" in foreign(site)
    assert tree(site) == {".gitignore": b"*", "deep/own.txt": b"own"}
    shutil.rmtree(site / "deep")
    publish(site, NEW)
    assert tree(site) == NEW | {".gitignore": b"*"}


def test_a_site_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    publish(tmp_path / "other", OLD)
    (tmp_path / "site").symlink_to("other")
    assert "link" in foreign(tmp_path / "site")
    assert tree(tmp_path / "other") == OLD


def test_links_within_a_site_are_replaced_and_never_written_through(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    publish(site, {".nojekyll": b""})
    (other / "deep").mkdir(parents=True)
    (other / "page").write_bytes(b"new")
    for name, target in {"added": "", "gone": "", "index.html": "page", "zlast.html": "", "same.html": "none"}.items():
        (site / name).symlink_to(other / target)
    publish(site, NEW)
    assert tree(site) == NEW
    assert not [path for path in site.rglob("*") if path.is_symlink()]
    assert tree(other) == {"page": b"new", "deep/": b""}


def test_a_move_that_is_finished_later_is_not_written_through_a_link(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    publish(site, {".nojekyll": b""})
    other.mkdir()
    (site / "a").symlink_to(other)
    stage = tmp_path / ".site-next"
    (stage / "files/a/b").mkdir(parents=True)
    (stage / "files/a/b/new").write_bytes(b"new")
    (stage / "journal.json").write_text('{"written": ["a/b/new"], "removed": []}', "utf-8")
    assert recover(site)
    assert tree(site) == {".nojekyll": b"", "a/b/new": b"new"}
    assert tree(other) == {}


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b"[]", b"{}", b'{"written": 1, "removed": []}', b"null"])
def test_a_journal_that_cannot_be_read_is_told_with_the_way_out(tmp_path: Path, text: bytes) -> None:
    publish(tmp_path / "site", OLD)
    stage = tmp_path / ".site-next"
    stage.mkdir()
    (stage / "journal.json").write_bytes(text)
    with pytest.raises(Fault) as caught:
        publish(tmp_path / "site", NEW)
    problem = caught.value.problem
    assert (problem.path, problem.code) == (".site-next/journal.json", "site-journal")
    assert "Delete the folder .site-next" in problem.hint
    assert tree(tmp_path / "site") == OLD


def test_an_empty_folder_in_the_place_of_a_file_gives_way(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "index.html" / "nothing").mkdir(parents=True)
    publish(site, {"index.html": b"page"})
    assert (site / "index.html").read_bytes() == b"page"
