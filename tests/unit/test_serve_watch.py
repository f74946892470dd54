"""What counts as saved."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.serve import watch


@dataclass
class Told(watch.Hints):
    """Hints that a test makes up: what is told at each wait, after something was done; nothing at the end."""

    waits: list[tuple[Callable[[], object], set[str]]] = field(default_factory=list)

    def wait(self, seconds: float) -> Set[str]:
        do, told = self.waits.pop(0)
        do()
        return told


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
    assert watch.wait([tmp_path], before, Told()) == watch.stamps([tmp_path])


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.md", "one")
    before = watch.stamps([tmp_path])
    write(tmp_path / "a.md", "half")
    rest = ["half a file", "the whole file"]

    def pause(_seconds: float) -> None:
        if rest:
            write(tmp_path / "a.md", rest.pop(0))

    monkeypatch.setattr("time.sleep", pause)
    now = watch.wait([tmp_path], before, Told())
    assert rest == []
    assert now == watch.stamps([tmp_path])


def test_a_file_that_the_system_tells_of_is_looked_at_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    write(one, "one")
    write(other, "one")
    before = watch.stamps([tmp_path])

    def save() -> None:
        write(one, "changed")
        write(other, "changed too")

    now = watch.wait([tmp_path], before, Told([(save, {str(one)})]))
    assert watch.differing(before, now) == {str(one)}
    assert watch.differing(now, watch.wait([tmp_path], now, Told())) == {str(other)}


@pytest.mark.parametrize("told", [set(), {"c.md"}, {"a.md", "c.md"}, {"somewhere/else"}], ids=sorted)
def test_all_files_are_looked_at_where_one_came_that_was_not_there(told: set[str], tmp_path: Path) -> None:
    write(tmp_path / "a.md", "one")
    before = watch.stamps([tmp_path])
    paths = {str(tmp_path / name) for name in told}
    now = watch.wait([tmp_path], before, Told([(lambda: write(tmp_path / "c.md", "new"), paths)]))
    assert watch.differing(before, now) == {str(tmp_path / "c.md")}


def test_a_file_that_is_gone_is_found_by_what_the_system_tells(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "one")
    before = watch.stamps([tmp_path])
    told = Told([((tmp_path / "a.md").unlink, {str(tmp_path / "a.md")})])
    assert watch.wait([tmp_path], before, told) == {}


def test_the_system_tells_of_a_save_long_before_the_next_look(tmp_path: Path) -> None:
    write(tmp_path / "content/a.md", "one")
    hints = watch.Hints([tmp_path / "content", tmp_path / "not-there"])
    told: Set[str] = set()
    for number in range(100):  # the system needs a moment to begin
        write(tmp_path / "content/a.md", f"{number}")
        told = hints.wait(0.1)
        if told:
            break
    assert told == {str(tmp_path / "content/a.md")}
    assert hints.wait(0.01) <= told
