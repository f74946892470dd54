"""One command at a time works on an edition; the others wait, and can say for whom.

The lock belongs to an open file, so the system gives it back when the process ends, however it ends. The processes that
a build starts share it: a build that was killed holds it until the last of them is gone, and none of them can write
into what comes after.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without it: there, two commands at once are for people to avoid
    fcntl = None  # type: ignore[assignment]  # asked for before each use

MAIN = "lock"
"""Held by whatever writes papers, proposals, permalinks or pages."""
SEARCH = "lock-search"
"""Held by what writes the full-text index, which may be made while the next pages are. Who takes both takes it last."""
_LINKS = getattr(os, "O_NOFOLLOW", 0)
_UNABLE = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)
"""How a disk says that it knows no locks."""
_SOMEBODY = "another command"


@contextmanager
def alone(folder: Path, what: str, waiting: Callable[[str], None], name: str = MAIN) -> Iterator[None]:
    """Work while nobody else does who asks for the lock of this name, a thread of this process included.

    `waiting` is told whose end is waited for, before the wait. Raises OSError where the folder cannot be written.
    """
    if fcntl is None:
        yield
        return
    lock = _opened(folder / name)
    try:
        if not _taken(lock, fcntl.LOCK_NB):
            waiting(_holder(lock))
            _taken(lock, 0)
        _note(lock, f"{what} (process {os.getpid()}, since {datetime.now().astimezone():%Y-%m-%d %H:%M:%S})")
        try:
            yield
        finally:
            _note(lock, "")
            # Closing would not do: processes that were forked meanwhile have the file open too.
            with suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_UN)
    finally:
        os.close(lock)


@contextmanager
def at_once(folder: Path, name: str) -> Iterator[bool]:
    """Work while nobody else does, if nobody does now; whether that is so."""
    if fcntl is None:
        yield True
        return
    lock = _opened(folder / name)
    try:
        yield _taken(lock, fcntl.LOCK_NB)
    finally:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)


def _opened(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | _LINKS, 0o666)


def _taken(lock: int, how: int) -> bool:
    """Take a lock; False where somebody has it and `how` says not to wait."""
    assert sys.platform != "win32"
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | how)
    except BlockingIOError:
        return False
    except OSError as fault:
        if fault.errno not in _UNABLE:
            raise
    return True


def _note(lock: int, words: str) -> None:
    """Say in the file who has the lock. Only a courtesy: a full disk may refuse it."""
    with suppress(OSError):
        os.ftruncate(lock, 0)
        os.pwrite(lock, words.encode(), 0)


def _holder(lock: int) -> str:
    """Who has the lock, as they say themselves."""
    return os.pread(lock, 200, 0).decode("utf-8", "replace") or _SOMEBODY
