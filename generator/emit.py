"""The only writer of the site: all or nothing, and only what changed.

Changed files are first written beside the site; then a journal says what goes where; then files are moved into place.
Killed before the journal stands, the site is as it was. Killed after it, the next command finishes the move before it
does anything else. `recover` does that, and a tree with an open journal is never served.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Fault, error
from generator.store import replace_file

JOURNAL = "journal.json"
MARK = ".nojekyll"
"""A file of every site, empty: GitHub Pages then takes the folder as it is. A folder without it is not ours."""
KEPT = frozenset({".gitignore"})
"""Files of the site's folder that belong to the repository, not to the build."""
PARTS = ("pagefind/",)
"""Folders of the site that are made from its pages, after them."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing changed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def publish(site: Path, files: Mapping[str, bytes], part: str = "") -> Changes:
    """Make the folder hold exactly these files, by their path below it. Raises Fault where it is not the build's.

    The folders in PARTS are published apart: `part` names the one that these files belong to. Parts and pages can be
    published at the same time.
    """
    stage = Stage(site, part)
    written = [name for name, data in files.items() if stage.offer(name, data)]
    return stage.publish(files.keys(), written)


class Stage:
    """A publication being prepared. Files are offered, by several processes if need be; then one publishes them."""

    def __init__(self, site: Path, part: str = "", there: Set[str] | None = None) -> None:
        """Finish or forget what an earlier publication left. Raises Fault where the folder is not the build's.

        `there` are the files that this process left in the site, which is then not looked through.
        """
        recover(site, part)
        self._site, self._part = site, part
        self._folder = _stage(site, part) / "files"
        self.is_known = there is not None and (site / MARK).is_file()
        """Whether the site is taken to be as this process left it."""
        self._links = set[str]()
        self.there: Set[str] = there or set()
        """The files that the site has, by their path below it."""
        if not self.is_known:
            self._look_through()

    def _look_through(self) -> None:
        every = dict(_files(self._site))
        _refuse_foreign(self._site, every.keys())
        found = {name: entry for name, entry in every.items() if _part(name) == self._part}
        self._links = {name for name, entry in found.items() if entry.is_symlink()}
        self.there = found.keys() - self._links

    def offer(self, name: str, data: bytes) -> bool:
        """Prepare a file; False where the site has it already, byte for byte."""
        if name in self.there and _holds(self._site / name, data):
            return False
        path = self._folder / name
        try:
            path.write_bytes(data)
        except FileNotFoundError:  # the first file of its folder
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return True

    def publish(self, names: Set[str], written: Iterable[str]) -> Changes:
        """Make the site hold exactly the files of these names; those that were offered and new are `written`."""
        new = sorted(written)
        removed = sorted(name for name in (self.there | self._links) - names if name not in KEPT)
        if new or removed:
            _refuse_closed(self._site, [*new, *removed])
            journal = json.dumps({"written": new, "removed": removed}, indent=1)
            replace_file(self._folder.parent / JOURNAL, journal.encode())
            recover(self._site, self._part)
        self.there, self._links = names, set()
        return Changes(tuple(new), tuple(removed), len(names) - len(new))

    def forget(self) -> None:
        """Leave the site as it is. A journal stays: by it the next build finishes a move that failed on its way."""
        if not (self._folder.parent / JOURNAL).is_file():
            shutil.rmtree(self._folder.parent, ignore_errors=True)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except FileNotFoundError:  # somebody removed it
        return False


def differing(site: Path, other: Path) -> set[str]:
    """The files that two sites do not both have with the same bytes; parts that are published apart are left out."""
    here, there = ({name for name, _ in _files(folder) if not _part(name)} - KEPT for folder in (site, other))
    return (here ^ there) | {name for name in here & there if (site / name).read_bytes() != (other / name).read_bytes()}


def names(site: Path) -> list[str]:
    """The files of a site's pages, by their path below it; parts that are published apart are left out."""
    return sorted(name for name, _ in _files(site) if not _part(name) and name not in KEPT)


def is_open(site: Path) -> bool:
    """Whether a move of files into a site was begun and not finished, so that it is a mixture."""
    return any((_stage(site, part) / JOURNAL).is_file() for part in ("", *PARTS))


def _files(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files and links below a folder, by their path from it."""
    waiting = [("", os.fspath(site))]
    while waiting:
        prefix, folder = waiting.pop()
        for entry in os.scandir(folder) if os.path.isdir(folder) else ():  # noqa: PTH112  a Path for each takes long
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{prefix}{entry.name}/", entry.path))
            else:
                yield prefix + entry.name, entry


def _part(name: str) -> str:
    return next((part for part in PARTS if name.startswith(part)), "")


def recover(site: Path, part: str = "") -> bool:
    """Finish a move that was begun, or forget one that was not; whether there was anything to do. Raises Fault."""
    _refuse_link(site)
    stage = _stage(site, part)
    journal = stage / JOURNAL
    if journal.is_file():
        written, removed = _read(journal)
        _remove(site, removed)
        _move(stage / "files", site, written)
        journal.unlink()
    elif not stage.exists():
        return False
    shutil.rmtree(stage)
    return True


def _read(journal: Path) -> tuple[list[str], list[str]]:
    """What an open journal says is to be written and removed."""
    try:
        changes = json.loads(journal.read_text("utf-8"))
        written, removed = ([_within(str(name)) for name in changes[kind]] for kind in ("written", "removed"))
        return written, removed
    except (ValueError, LookupError, TypeError):
        folder = journal.parent.name
        raise Fault(
            error(
                f"{folder}/{JOURNAL}",
                None,
                "site-journal",
                "a build was stopped on its way, and what it left to be done cannot be read.",
                f"Delete the folder {folder} and build again; the build makes the whole site.",
            )
        ) from None


def _within(name: str) -> str:
    """The path of a file, if it leads below the site. Raises ValueError, since a journal may come from anybody."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or Path(name).is_absolute():
        raise ValueError(name)
    return name


def _refuse_link(site: Path) -> None:
    if site.is_symlink():
        raise _foreign(site, "the folder is a link to another place, which a build would empty.", "Remove the link")


def _refuse_foreign(site: Path, found: Set[str]) -> None:
    """Raise Fault where a folder holds files and none of them shows that a build made it."""
    strange = sorted(found - KEPT)
    if strange and MARK not in found:
        message = (
            f"no build made this folder, and a build would delete what is in it, such as {site.name}/{strange[0]}."
        )
        raise _foreign(site, message, "Move what is in it to another place")


def _refuse_closed(site: Path, names: Iterable[str]) -> None:
    """Raise OSError where a folder may not be written to, so that nothing is moved before all can be."""
    for folder in sorted({"", *(above for name in names for above in _above(name))}):
        path = os.path.join(site, folder) if folder else os.fspath(site)  # noqa: PTH118  there are many
        if os.path.isdir(path) and not os.access(path, os.W_OK | os.X_OK):  # noqa: PTH112  as above
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def _above(name: str) -> list[str]:
    """The folders that a file lies in, the outermost first."""
    return [name[:at] for at, sign in enumerate(name) if sign == "/"]


def _foreign(site: Path, message: str, way_out: str) -> Fault:
    return Fault(error(f"{site.name}/", None, "site-foreign", message, f"{way_out}, and build again."))


def _stage(site: Path, part: str) -> Path:
    """The folder beside the site where a publication is prepared; on the same disk, so that moving is one step."""
    return site.with_name(f".{site.name}{part and '-'}{part.rstrip('/')}-next")


def _remove(site: Path, names: list[str]) -> None:
    """Remove files and the folders they leave empty. What is gone, or already has its new kind, is passed over."""
    for name in names:
        path = site / name
        if path.is_symlink() or path.is_file():
            path.unlink()
        for folder in path.parents:
            if folder == site or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
                break
            if folder.exists():
                folder.rmdir()


def _move(stage: Path, site: Path, names: list[str]) -> None:
    """Move files to their places; a folder that the site does not have yet moves with all that is in it."""
    site.mkdir(parents=True, exist_ok=True)
    there: set[str] = set()
    for name in names:
        for folder in _above(name):
            if folder not in there:
                there.add(folder)
                _move_folder(stage / folder, site / folder)
        staged, target = stage / name, site / name
        if staged.is_file():
            _clear_way(target)
            staged.replace(target)


def _move_folder(staged: Path, target: Path) -> None:
    """Have a folder in the site: what is there, or else what is staged. A link is none, since it leads elsewhere."""
    if target.is_symlink():
        target.unlink()
    if target.exists():
        return
    if staged.is_dir():
        staged.replace(target)
    else:
        target.mkdir()


def _clear_way(target: Path) -> None:
    """Remove the empty folders that stand where a file belongs; all files in them were removed before."""
    if target.is_dir() and not target.is_symlink():
        for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
            folder.rmdir()
        target.rmdir()


def refuse_collisions(files: Iterable[tuple[str, object]]) -> None:
    """Raise Fault where two files want one path, or one is a folder of the other.

    They are given by path and owner; an owner is put into words only if it has to be named.
    Paths differ by more than small and capital letters, since some disks do not tell those apart.
    """
    owners: dict[str, object] = {}
    folders: dict[str, object] = {}
    for path, owner in files:
        key = path.casefold()
        above = [key[:at] for at, sign in enumerate(key) if sign == "/"]
        if key in owners:
            raise _collision(path, "want this path", owners[key], owner)
        if key in folders:
            raise _collision(path, "want this path, one as a folder", folders[key], owner)
        for folder in above:
            if folder in owners:
                raise _collision(path[: len(folder)], "want this path, one as a folder", owners[folder], owner)
            folders.setdefault(folder, owner)
        owners[key] = owner


def _collision(path: str, wants: str, first: object, second: object) -> Fault:
    return Fault(
        error(
            f"site/{path}",
            None,
            "path-twice",
            f"two files {wants}: {first} and {second}.",
            "Rename the file in content/ that one of them is made from, or its row in content/redirects.yaml.",
        )
    )
