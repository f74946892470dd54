"""Every command there is runs over files of people in every state, and changes none of them.

The commands are asked of the program itself, so that a new one is tried without a line here. Only `permalinks` adds
lines to its own file, and only `new` makes files, where there are none.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli import main
from generator.config import Paths
from tests.editions import copied
from tests.torture.child import Way, run

ARGUMENTS = {
    "fetch": [["99000101", "--email", "somebody@example.org"]],
    "build": [[], ["--portable"], ["--verify"], ["--explain"]],
    "new disease": [["fogwort gout"], ["mistwort fever"]],
    "new indication": [["mistwort-fever/made-up", "--kind", "organ"]],
    "new appraisal": [["99000101"], ["99000102"]],
}
"""What a command is given, where it needs something; each list is one run."""
NEVER_ENDS = ("serve",)
"""Commands that run until they are stopped; what they do at a save is what the others do."""
State = tuple[str, int, bytes, str]
"""Kind, mode, bytes and target of a file."""


@dataclass
class Kept:
    """What was tried and compared."""

    commands: int = 0
    files: int = 0
    compared: int = 0

    def text(self) -> str:
        said = f"{self.commands} runs of commands over {self.files} files of people: none was changed"
        return f"{said}; {self.compared:,} bytes compared."


def torture(folder: Path, user: int | None) -> Kept:
    """Run all commands over both corpora, as this user and, where that can be, as one without rights."""
    kept = Kept()
    for name, make in (("sound", sound), ("spoilt", spoilt)):
        root = folder / name / "edition"
        make(root)
        _all(root, folder, user, kept)
    return kept


def _all(root: Path, folder: Path, user: int | None, kept: Kept) -> None:
    kept.files += len(dict(owned(root)))
    for acting in (None, user) if user is not None else (None,):
        if acting is not None:
            for path in (root, *root.rglob("*")):
                os.chown(path, acting, acting, follow_symlinks=False)
        for command in commands():
            before = dict(owned(root))
            ended = run([*command, "--root", str(root)], folder, Way(user=acting))
            assert "Traceback" not in ended.output, f"{command}: {ended.output}"
            _same(before, dict(owned(root)), command)
            kept.commands += 1
            kept.compared += sum(len(data) for _, _, data, _ in before.values())
    # Else the commands stopped before they could have done any harm.
    assert (root / "site").exists() == (root.parent.name == "sound")


def commands() -> Iterator[list[str]]:
    """Every command, with what it needs."""
    for name, command in main.commands.items():
        group = command.commands if isinstance(command, click.Group) else {"": command}
        for inner in group:
            words = [name, inner] if inner else [name]
            if name not in NEVER_ENDS:
                for more in ARGUMENTS.get(" ".join(words), [[]]):
                    yield [*words, *more]


LEFT = {
    "pages/.about.md.swp": b"b0VIM made up",
    "pages/about.md~": b"---\ntitle: Before\n---\n",
    "pages/crlf.md": b"\xef\xbb\xbf---\r\ntitle: With CRLF\r\ndescription: Made up.\r\n---\r\n",
    "notes/plan.txt": b"made up",
    "papers/README.md": b"My own notes on papers.\n",
    "papers/.99000101.md.swp": b"b0VIM made up",
    "detected/notes.txt": b"mine\n",
    "permalinks.txt": b"# mine\n/papers/99000101/\n",
}
"""Files that people leave and `check` does not mind, by their path below `content/`."""


def sound(root: Path) -> None:
    """An edition that builds, with files of people beside its own, some linked or locked."""
    copied("minimal", root)
    content = root / "content"
    _write(content, LEFT)
    (content / "notes/linked.md").write_bytes(b"---\ntitle: Linked\ndescription: Made up.\n---\n")
    (content / "pages/linked.md").symlink_to("../notes/linked.md")
    (content / "positions.yaml").write_bytes(b"positions: []\n")
    (content / "positions.yaml").chmod(0o444)
    root.with_name("elsewhere").mkdir()


def spoilt(root: Path) -> None:
    """An edition with files as people leave them in the middle of it: edited, half-written, locked, linked."""
    copied("minimal", root)
    content = root / "content"
    _edit(content / "papers/99000101.md", "12 days", "1 day")
    _edit(content / "detected/99000101.yaml", "value: 7", "value: 8")
    whole = (content / "appraisals/99000101.md").read_bytes()
    half = {
        "appraisals/99000102.md": whole[: len(whole) // 2],
        "diseases/half.md": b"---\nname: half a dis",
        "diseases/latin.md": "---\nname: fièvre\n---\n".encode("latin-1"),
        "diseases/nul.md": b"---\nname: a\0b\n---\n",
        "indications/mistwort-fever/empty.md": b"",
        "papers/notes.md": b"My own notes on papers.\n",
        "detected/notes.yaml": b"mine: true\n",
    }
    _write(content, LEFT | half)
    elsewhere = root.with_name("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "linked.md").write_bytes(b"---\nname: linked fever\n---\n")
    (content / "diseases/linked.md").symlink_to(elsewhere / "linked.md")
    (content / "diseases/dangling.md").symlink_to("nowhere.md")
    (content / "papers/99000300.md").symlink_to(elsewhere / "linked.md")
    (content / "pages/locked.md").write_bytes(b"---\ntitle: Locked\ndescription: Made up.\n---\n")
    (content / "pages/locked.md").chmod(0o000)
    (content / "positions.yaml").chmod(0o444)


def owned(root: Path) -> Iterator[tuple[str, State]]:
    """What belongs to people: all of content/ and seeds/ but what `normalize` wrote and still is as it wrote it."""
    for base in (Paths(root).content, Paths(root).seeds, root.with_name("elsewhere")):
        for path in sorted(base.rglob("*")):
            name = path.relative_to(root.parent).as_posix()
            mode = path.lstat().st_mode
            if path.is_symlink():
                yield name, ("link", 0, b"", str(path.readlink()))
            elif path.is_file() and not _of_program(root, path):
                yield name, ("file", stat.S_IMODE(mode), _read(path), "")


def _read(path: Path) -> bytes:
    """The bytes of a file, whatever its rights."""
    mode = path.stat().st_mode
    path.chmod(0o600)
    try:
        return path.read_bytes()
    finally:
        path.chmod(stat.S_IMODE(mode))


def _of_program(root: Path, path: Path) -> bool:
    parts = path.relative_to(root).parts if path.is_relative_to(root) else ()
    return parts[:2] == ("content", "schemas")


def _write(content: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(data)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _same(before: dict[str, State], after: dict[str, State], command: list[str]) -> None:
    """Nothing of people is gone or changed; new files come from `new` and `normalize` alone."""
    for name, state in before.items():
        found = after.get(name)
        if command[0] == "permalinks" and name.endswith("permalinks.txt") and found is not None:
            assert set(state[2].splitlines()) <= set(found[2].splitlines()), "permalinks lost a line"
        else:
            assert found == state, f"{' '.join(command)} changed {name}"
    new = after.keys() - before.keys()
    may = command[0] in ("new", "fetch") or (
        command[0] in ("normalize", "site") and all("/papers/" in name or "/detected/" in name for name in new)
    )
    assert may or not new, f"{' '.join(command)} wrote {sorted(new)}"
