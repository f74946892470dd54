"""What was saved since the last look. Looking works on every kind of disk, and the files alone say what was saved.

Where the system tells of a save, the look comes at once; what it says is a hint and no more, since some disks tell
nothing, and others late. Livereload's own watcher looks every 0.8 seconds, drops what is saved soon after a reload, and
runs one build for each changed file.
"""

import os
import threading
import time
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

import watchfiles

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
            elif state := stamp(entry):
                found[entry.path] = state
    return found


class Hints:
    """What the system says was saved below some folders, as soon as it says so."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._told: SimpleQueue[set[str]] = SimpleQueue()
        there = [str(folder) for folder in folders if folder.is_dir()]
        threading.Thread(target=self._listen, args=(there,), daemon=True).start()

    def wait(self, seconds: float) -> Set[str]:
        """Paths of which the system said something within so many seconds; none where it did not."""
        found: set[str] = set()
        with suppress(Empty):
            found |= self._told.get(timeout=seconds)
            while True:
                found |= self._told.get_nowait()
        return found

    def _listen(self, folders: list[str]) -> None:
        # A system that tells nothing, or has no more watches to give away, leaves the pauses between looks.
        with suppress(OSError, RuntimeError):
            for changes in watchfiles.watch(
                *folders,
                watch_filter=None,
                step=round(SETTLED * 1000),
                debounce=round(SHORTEST_PAUSE * 1000),
                raise_interrupt=False,
                force_polling=False,
                ignore_permission_denied=True,
            ):
                self._told.put({path for _, path in changes})


def wait(folders: Iterable[Path], seen: Stamps, hints: Hints) -> Stamps:
    """The files as they are once something was saved since `seen` and nothing is being saved any more."""
    folders = tuple(folders)
    while True:
        start = time.monotonic()
        now = stamps(folders)
        if now != seen:
            return _settled(seen, now)
        hinted = hints.wait(max(SHORTEST_PAUSE, SHARE * (time.monotonic() - start)))
        if hinted <= seen.keys():  # else something came or went, and all have to be looked at
            now = _again(seen, hinted)
            if now != seen:
                return _settled(seen, now)


def differing(one: Stamps, other: Stamps) -> frozenset[str]:
    """The files that are new, gone or changed."""
    return frozenset(path for path, _ in one.items() ^ other.items())


def _settled(seen: Stamps, now: Stamps) -> Stamps:
    """The files once those that were saved stay as they are. Another that is saved meanwhile is found by the next."""
    while True:
        time.sleep(SETTLED)
        later = _again(now, differing(seen, now))
        if later == now:
            return now
        now = later


def _again(before: Stamps, paths: Iterable[str]) -> Stamps:
    """All files as they were before, but these as they are now."""
    found = dict(before)
    for path in paths:
        found.pop(path, None)
        if state := stamp(path):
            found[path] = state
    return found


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


def stamp(file: os.DirEntry[str] | str) -> Stamp | None:
    """What a file looks like now; None where there is none, for one gone since it was seen, or a link to nothing."""
    try:
        state = os.stat(file) if isinstance(file, str) else file.stat()  # noqa: PTH116  paths are text here
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
