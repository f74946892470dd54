"""Commands run in processes of their own that are killed, or meet faults, at a chosen point.

A process is forked from this one, which has everything loaded. Each call that changes a disk is announced by Python's
audit events: the n-th of them kills the process, or fails as a disk fails. Forked workers count with their parent.
"""

import codecs
import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import fetch, forking  # fetch, too: a command that changes its user may not be able to load it
from generator.__main__ import main

CHANGING = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.chmod")
LOADED_LATE = ("utf-8-sig", "latin-1", "idna", "cp1252", "unicode-escape")
NOWHERE = "http://127.0.0.1:9/"
"""Asked instead of NCBI."""
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_REAP = 36
"""`PR_SET_CHILD_SUBREAPER` of Linux: orphans become this process's children, so that their end can be seen."""
Act = Callable[[str], None]
"""What is done at the chosen point, given what was to be done to the disk."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; the signal, negative, where one ended it."""
    output: str
    seconds: float
    events: int
    """How often it began to change the disk, its workers included."""

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Way:
    """How a command is run."""

    jobs: int = 1
    at: int | None = None
    """The change of the disk, from 0, before which something is done; and after which it is not done again."""
    act: Act = lambda _: None
    every: bool = False
    """Whether it is done at all later changes too."""
    seconds: float | None = None
    """Time after which the process is killed from outside; its workers are not."""
    user: int | None = None


IN_PEACE = Way()


def run(arguments: list[str], folder: Path, way: Way = IN_PEACE, command: Callable[[], object] = main) -> Ended:
    """Run a command to its end. What it prints goes to a file in `folder`."""
    began = time.monotonic()
    counter = multiprocessing.get_context("fork").Value(ctypes.c_long, 0)
    log = folder / "output.txt"
    log.touch()
    log.chmod(0o666)
    child = os.fork()
    if child == 0:
        _inside(arguments, log, way, counter, command)
    if way.seconds is not None:
        time.sleep(way.seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Ended(code, log.read_text("utf-8", "replace"), time.monotonic() - began, counter.get_obj().value)


def _inside(arguments: list[str], log: Path, way: Way, counter, command) -> None:  # type: ignore[no-untyped-def]
    """All of the child: it never returns."""
    code = 1
    try:
        os.setsid()
        stream = os.open(log, os.O_WRONLY | os.O_TRUNC | os.O_APPEND)
        for number in (1, 2):
            os.dup2(stream, number)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        sys.argv = ["evidence", *arguments]
        sys.dont_write_bytecode = True
        forking.WORTH_IT = 1
        fetch.fetch.__kwdefaults__ = (fetch.fetch.__kwdefaults__ or {}) | {"base_url": NOWHERE}
        os.cpu_count = lambda: way.jobs
        if way.user is not None:
            # What is only loaded when it is needed may lie where that user cannot read.
            for name in LOADED_LATE:
                codecs.lookup(name)
            os.setgroups([])
            os.setgid(way.user)
            os.setuid(way.user)
        sys.addaudithook(_hook(way, counter))
        command()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001  # whatever escapes is a traceback to its user
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _hook(way: Way, counter) -> Callable[[str, tuple[object, ...]], None]:  # type: ignore[no-untyped-def]
    """Counts changes of the disk, and acts at the chosen one."""

    def hook(event: str, about: tuple[object, ...]) -> None:
        if event == "open":
            flags = about[2]
            if not (isinstance(flags, int) and flags & _TO_WRITE) or str(about[0]).startswith("/dev/"):
                return
        elif event not in CHANGING:
            return
        with counter.get_lock():
            number = counter.value
            counter.value += 1
        if way.at is not None and (number >= way.at if way.every else number == way.at):
            way.act(str(about[0]))

    return hook


def kill(_: str) -> None:
    """Ends the command by SIGKILL, and leaves its workers to themselves: the command is what opened the session."""
    os.kill(os.getsid(0), signal.SIGKILL)


def failing(number: int) -> Act:
    """Fails as a disk does: full, read-only, not permitted, broken."""

    def act(path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    return act


def adopt_orphans() -> None:
    """Have orphans end as children of this process, where the system can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_REAP, 1, 0, 0, 0)


def orphans_left(seconds: float) -> int:
    """Processes that outlive their killed command for longer than this."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
        except ChildProcessError:
            return 0
    return len(list(_children()))


def _children() -> Iterator[int]:
    for task in Path("/proc/self/task").iterdir():
        yield from map(int, (task / "children").read_text().split())
