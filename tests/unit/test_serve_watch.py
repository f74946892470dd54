"""What counts as saved."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.serve import watch


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def replaced(root: Path) -> None:
    """As many editors save: a new file in the place of the old one, here with its size."""
    write(root / "content/.new", "two")
    (root / "content/.new").replace(root / "content/a.md")


SAVES: list[tuple[str, Callable[[Path], object], set[str]]] = [
    ("changed", lambda root: write(root / "content/a.md", "other"), {"content/a.md"}),
    ("replaced", replaced, {"content/a.md"}),
    ("new", lambda root: write(root / "content/deep/er/b.md", "new"), {"content/deep/er/b.md"}),
    ("gone", lambda root: (root / "content/a.md").unlink(), {"content/a.md"}),
    ("renamed", lambda root: (root / "content/a.md").rename(root / "content/c.md"), {"content/a.md", "content/c.md"}),
    ("folder made", lambda root: write(root / "seeds/a.txt", "new"), {"seeds/a.txt"}),
    ("hidden", lambda root: write(root / "content/.a.md.swp", "an editor's"), set()),
    ("hidden folder", lambda root: write(root / "content/.git/x", "a program's"), set()),
    (
        "link to where it stands",
        lambda root: (root / "content/b").symlink_to("."),
        {"content/b/a.md", "content/b/z.md"},
    ),
    ("link to itself", lambda root: (root / "content/b").symlink_to("b"), set()),
    ("dead link", lambda root: (root / "content/b.md").symlink_to("nowhere"), set()),
]


@pytest.mark.parametrize(("save", "files"), [row[1:] for row in SAVES], ids=[row[0] for row in SAVES])
def test_what_was_saved_is_found(save: Callable[[Path], object], files: set[str], tmp_path: Path) -> None:
    write(tmp_path / "content/a.md", "one")
    write(tmp_path / "content/z.md", "last")
    folders = (tmp_path / "content", tmp_path / "seeds")
    before = watch.stamps(folders)
    assert len(before) == 2
    save(tmp_path)
    found = watch.differing(before, watch.stamps(folders))
    assert {Path(path).relative_to(tmp_path).as_posix() for path in found} == files


def test_waiting_ends_with_a_save_that_came_before_it(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "one")
    before = watch.stamps([tmp_path])
    write(tmp_path / "a.md", "other")
    assert watch.wait([tmp_path], before) == watch.stamps([tmp_path])


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.md", "one")
    before = watch.stamps([tmp_path])
    write(tmp_path / "a.md", "half")
    rest = ["half a file", "the whole file"]

    def pause(_seconds: float) -> None:
        if rest:
            write(tmp_path / "a.md", rest.pop(0))

    monkeypatch.setattr("time.sleep", pause)
    now = watch.wait([tmp_path], before)
    assert rest == []
    assert now == watch.stamps([tmp_path])
