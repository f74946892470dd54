"""What a build is made from: every file that can change a page, with its digest.

Size, times and inode spare the reading of a file that is older than the last look. No file's time says more than that.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from generator.config import Paths

GRAIN = 50_000_000
"""Nanoseconds within which a disk may give two versions of a file the same time."""
_CODE = Path(__file__).resolve().parent
_SKIPPED = ("__pycache__",)


class Stat(NamedTuple):  # many are made, and no other kind of value is made as fast
    """What a file looks like from outside; another look means that it may have changed."""

    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it was when it was read."""

    stat: Stat
    digest: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """All files that a build reads."""

    files: Mapping[str, Input]
    """By path: below the root for content and seeds, otherwise marked by what they belong to."""
    looked_at: int
    """When the look began, in nanoseconds of the disk's clock; a file not older than that is read again."""
    links: Set[str] = frozenset()
    """Those of the files that are links, which may lead to other files the next time."""


def look(paths: Paths, before: Inputs | None = None) -> Inputs:
    """All files that a build reads. What looks as it did `before`, and is older than that look, is not read again."""
    looked_at = now(paths)
    known = before.files if before else {}
    found: dict[str, Input] = {}
    links = set()
    for name, path, stat, is_link in _every(paths):
        if is_link:
            links.add(name)
        old = known.get(name)
        if before is not None and old is not None and old.stat == stat and _is_settled(stat, before):
            found[name] = old
        else:
            found[name] = Input(stat, digest(path))
    return Inputs(found, looked_at, links)


def look_at(paths: Paths, names: Iterable[str], before: Inputs) -> Inputs:
    """All files that a build reads, where none but these have changed since the look `before`.

    Those that were so new then that their times say nothing are read again too.
    """
    looked_at = now(paths)
    found, links = dict(before.files), set(before.links)
    for name in {*names, *(name for name, each in found.items() if not _is_settled(each.stat, before))}:
        stat = _now(paths, name)
        found.pop(name, None)
        links.discard(name)
        if stat is not None:
            found[name] = Input(stat, digest(_path(paths, name)))
            if Path(_path(paths, name)).is_symlink():
                links.add(name)
    return Inputs(found, looked_at, links)


def _is_settled(stat: Stat, before: Inputs) -> bool:
    """Whether a file is older than a look, so that a change since then shows in its times."""
    return max(stat.modified, stat.changed) < before.looked_at - GRAIN


def digest(path: str) -> str:
    """Digest of a file's bytes; empty where it cannot be read, which is told when it is loaded."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123  a path of each of many files takes longer than its reading
            return hashlib.file_digest(stream, "blake2b").hexdigest()[:32]
    except OSError:
        return ""


def digest_of(data: bytes) -> str:
    """What `digest` says of a file that holds these bytes."""
    return hashlib.blake2b(data).hexdigest()[:32]


@cache
def version() -> str:
    """Digest of the program and its libraries as they were when this was first asked for.

    What another program reads may be read otherwise, and a process keeps the program that it began with.
    """
    return _version()


def is_current() -> bool:
    """Whether the program's files are still those that this process began with."""
    return version() == _version()


def _version() -> str:
    found = hashlib.blake2b(f"{sys.version} {_libraries()}".encode(), digest_size=16)
    for name, path in sorted((name, entry.path) for name, entry in _files(_CODE)):
        found.update(f"{name} {digest(path)}\n".encode())
    return found.hexdigest()


def stat_of(entry: os.stat_result) -> Stat:
    """The parts of what a disk tells of a file that change when it does."""
    return Stat(entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns, entry.st_ino)


def have_changed(paths: Paths, found: Inputs, names: Iterable[str]) -> bool:
    """Whether one of these files is not what it was, so that what was read since may be neither the one nor the other.

    One that was not there and is now has changed; one that never was, has not.
    """
    return any(_now(paths, name) != (found.files[name].stat if name in found.files else None) for name in names)


def _now(paths: Paths, name: str) -> Stat | None:
    """What a file that a build reads looks like, by its name among inputs; None where there is none."""
    try:
        found = os.stat(_path(paths, name))  # noqa: PTH116  there are many
        return None if S_ISDIR(found.st_mode) else stat_of(found)
    except (OSError, KeyError):
        return None


def _path(paths: Paths, name: str) -> str:
    kind, _, below = name.partition("/")
    return f"{_folders(paths)[kind]}{os.sep}{below}"


def _files(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder by their path from it, hidden ones left out; linked folders are followed, each once."""
    waiting, seen = [("", os.fspath(folder))], set[str]()
    while waiting:
        prefix, place = waiting.pop()
        real = os.path.realpath(place)
        if real in seen or not Path(place).is_dir():
            continue
        seen.add(real)
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name in _SKIPPED:
                    continue
                if entry.is_dir():
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield prefix + entry.name, entry


def site_stats(site: Path) -> Iterator[tuple[str, Stat]]:
    """What every file of a site looks like, hidden ones too."""
    waiting = [os.fspath(site)]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield entry.path, stat_of(entry.stat(follow_symlinks=False))


def stats(paths: Paths, without: str | None = None) -> Iterator[tuple[str, Stat]]:
    """What every file that a build reads looks like; those of one kind, such as `templates`, can be left out."""
    return ((name, stat) for name, _, stat, _ in _every(paths, without))


def _every(paths: Paths, without: str | None = None) -> Iterator[tuple[str, str, Stat, bool]]:
    """Every file that a build reads: its name, its path, what it looks like, and whether it is a link."""
    for kind, folder in _folders(paths).items():
        if kind == without:
            continue
        for name, entry in _files(folder):
            try:
                yield f"{kind}/{name}", entry.path, stat_of(entry.stat()), entry.is_symlink()
            except OSError:  # a link to nothing, which the loading of content tells
                continue
    for name in _libraries():
        yield f"generator/libraries/{name}", "", Stat(0, 0, 0, 0), False


def _folders(paths: Paths) -> dict[str, Path]:
    """Where the inputs of each kind are."""
    return {"content": paths.content, "seeds": paths.seeds, "templates": paths.templates, "generator": _CODE}


def _libraries() -> list[str]:
    """The libraries installed, each with its version: another one may give other bytes."""
    folders = (each for each in sys.path if each.endswith("-packages"))
    return sorted(entry.name for folder in folders for entry in os.scandir(folder) if entry.name.endswith(".dist-info"))


def now(paths: Paths) -> int:
    """The time by the clock of the disk that the files are on, which may not be this machine's."""
    paths.cache.mkdir(parents=True, exist_ok=True)
    mark = paths.cache / "look"
    mark.write_bytes(b"")
    return mark.stat().st_mtime_ns
