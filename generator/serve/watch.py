"""What was saved since the last look. Looking needs no library, holds no handles and works on every kind of disk.

Livereload's own watcher looks every 0.8 seconds, drops what is saved soon after a reload, and runs one build for each
changed file.
"""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

Stamp = tuple[int, int, int]
"""Time of change, size and inode of a file: one of them differs after every way of saving."""
Stamps = dict[str, Stamp]
SHORTEST_PAUSE = 0.05
"""Seconds between two looks at a small edition."""
SHARE = 15
"""At a large one a pause is so many times as long as a look, which takes 14 ms at 2,000 papers."""
SETTLED = 0.03
"""Seconds without a change after which a file counts as saved to its end."""


def stamps(folders: Iterable[Path]) -> Stamps:
    """All files below those of the folders that there are, but not hidden ones, which editors leave while they save.

    Linked folders are followed, each once: one may lead to where it stands.
    """
    found: Stamps = {}
    linked: set[str] = set()
    waiting = [str(folder) for folder in folders]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
                if real not in linked:
                    waiting.append(entry.path)
                if entry.is_symlink():
                    linked.add(real)
            elif stamp := _stamp(entry):
                found[entry.path] = stamp
    return found


def wait(folders: Iterable[Path], seen: Stamps) -> Stamps:
    """The files as they are once something was saved since `seen` and nothing is being saved any more."""
    folders = tuple(folders)
    while True:
        start = time.monotonic()
        now = stamps(folders)
        if now != seen:
            return _settled(folders, now)
        time.sleep(max(SHORTEST_PAUSE, SHARE * (time.monotonic() - start)))


def differing(one: Stamps, other: Stamps) -> frozenset[str]:
    """The files that are new, gone or changed."""
    return frozenset(path for path, _ in one.items() ^ other.items())


def _settled(folders: tuple[Path, ...], now: Stamps) -> Stamps:
    while True:
        time.sleep(SETTLED)
        later = stamps(folders)
        if later == now:
            return now
        now = later


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:  # gone since it was seen, or not made yet
        return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        state = entry.stat()
    except OSError:  # gone since it was seen, or a link to nothing
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
