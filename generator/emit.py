"""The only writer of the site: all or nothing, and only what changed.

Changed files are first written beside the site; then a journal says what goes where; then files are moved into place.
Killed before the journal stands, the site is as it was. Killed after it, the next command finishes the move before it
does anything else. `recover` does that, and a tree with an open journal is never served.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
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
    recover(site, part)
    found = [path for path in site.rglob("*") if path.is_symlink() or not path.is_dir()]
    links = {path.relative_to(site).as_posix() for path in found if path.is_symlink()}
    old = {path.relative_to(site).as_posix() for path in found}
    _refuse_foreign(site, old)
    old = {name for name in old if _part(name) == part}
    kept = old - links
    written = sorted(name for name, data in files.items() if name not in kept or (site / name).read_bytes() != data)
    removed = sorted(name for name in old - files.keys() if name not in KEPT)
    if written or removed:
        stage = _stage(site, part)
        for name in written:
            path = stage / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        journal = json.dumps({"written": written, "removed": removed}, indent=1)
        replace_file(stage / JOURNAL, journal.encode())
        recover(site, part)
    return Changes(tuple(written), tuple(removed), len(files) - len(written))


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
        return [str(name) for name in changes["written"]], [str(name) for name in changes["removed"]]
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


def _refuse_link(site: Path) -> None:
    if site.is_symlink():
        raise _foreign(site, "the folder is a link to another place, which a build would empty.", "Remove the link")


def _refuse_foreign(site: Path, found: set[str]) -> None:
    """Raise Fault where a folder holds files and none of them shows that a build made it."""
    strange = sorted(found - KEPT)
    if strange and MARK not in found:
        message = (
            f"no build made this folder, and a build would delete what is in it, such as {site.name}/{strange[0]}."
        )
        raise _foreign(site, message, "Move what is in it to another place")


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
    for name in names:
        staged, target = stage / name, site / name
        if staged.is_file():
            _unlink_folders(site, target)
            _clear_way(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(target)


def _unlink_folders(site: Path, target: Path) -> None:
    """Remove links among the folders above a file, so that nothing is written to another place."""
    for folder in target.relative_to(site).parents:
        if folder.name and (site / folder).is_symlink():
            (site / folder).unlink()


def _clear_way(target: Path) -> None:
    """Remove the empty folders that stand where a file belongs; all files in them were removed before."""
    if target.is_dir() and not target.is_symlink():
        for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
            folder.rmdir()
        target.rmdir()


def refuse_collisions(files: Iterable[tuple[str, str]]) -> None:
    """Raise Fault where two files, given by path and owner in words, want one path, or one is a folder of the other.

    Paths differ by more than small and capital letters, since some disks do not tell those apart.
    """
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}
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


def _collision(path: str, wants: str, first: str, second: str) -> Fault:
    return Fault(
        error(
            f"site/{path}",
            None,
            "path-twice",
            f"two files {wants}: {first} and {second}.",
            "Rename the file in content/ that one of them is made from, or its row in content/redirects.yaml.",
        )
    )
