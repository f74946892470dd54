"""The only writer of the site: all or nothing, and only what changed.

Changed files are first written beside the site; then a journal says what goes where; then files are moved into place.
Killed before the journal stands, the site is as it was. Killed after it, the next command finishes the move before it
does anything else. `recover` does that, and a tree with an open journal is never served.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Fault, error
from generator.store import replace_file

JOURNAL = "journal.json"
KEPT = frozenset({".gitignore"})
"""Files of the site's folder that belong to the repository, not to the build."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing changed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def publish(site: Path, files: Mapping[str, bytes]) -> Changes:
    """Make the folder hold exactly these files, by their path below it."""
    recover(site)
    old = {path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir()}
    written = sorted(name for name, data in files.items() if name not in old or (site / name).read_bytes() != data)
    removed = sorted(name for name in old - files.keys() if name not in KEPT)
    if written or removed:
        stage = _stage(site)
        for name in written:
            path = stage / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        journal = json.dumps({"written": written, "removed": removed}, indent=1)
        replace_file(stage / JOURNAL, journal.encode())
        recover(site)
    return Changes(tuple(written), tuple(removed), len(files) - len(written))


def recover(site: Path) -> bool:
    """Finish a move that was begun, or forget one that was not; whether there was anything to do."""
    stage = _stage(site)
    journal = stage / JOURNAL
    if journal.is_file():
        changes = json.loads(journal.read_text("utf-8"))
        _remove(site, changes["removed"])
        _move(stage / "files", site, changes["written"])
        journal.unlink()
    elif not stage.exists():
        return False
    shutil.rmtree(stage)
    return True


def _stage(site: Path) -> Path:
    """The folder beside the site where a publication is prepared; on the same disk, so that moving is one step."""
    return site.with_name(f".{site.name}-next")


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
            _clear_way(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(target)


def _clear_way(target: Path) -> None:
    """Remove the empty folders that stand where a file belongs; all files in them were removed before."""
    if target.is_dir() and not target.is_symlink():
        for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
            folder.rmdir()
        target.rmdir()


def refuse_collisions(pages: list[tuple[str, str]]) -> None:
    """Raise Fault where two pages, given by path and name, want one path; before anything is written."""
    owners: dict[str, str] = {}
    for path, owner in pages:
        first = owners.get(path.casefold())
        if first is not None:
            raise Fault(
                error(
                    f"site/{path}",
                    None,
                    "path-twice",
                    f"two pages want this path: {first} and {owner}.",
                    "Rename the file in content/ that one of them is made from.",
                )
            )
        owners[path.casefold()] = owner
