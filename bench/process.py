"""One command from its start to its end: how long, and how much memory all of its processes took."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_PROC = Path("/proc")
_EVERY = 0.02
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    seconds: float
    """Until its pages stood; until it ended where it does nothing behind them."""
    total: float
    """Until it ended."""
    peak: int | None
    """Bytes of memory of all processes together while the pages were made; None where it was not looked at."""


@dataclass
class _Watch:
    """Adds up the memory of a process and all its descendants until it is told to stop."""

    pid: int
    peaks: list[tuple[float, int]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.over.wait(_EVERY):
            self.peaks.append((time.perf_counter(), sum(map(_memory, _descendants(self.pid)))))


def run(command: Sequence[str], folder: Path, *, watch: bool, mark: str | None = None) -> Run:
    """Run a command. `mark` begins the line by which it says that its pages stand. Raises SystemExit if it fails.

    To look at the memory costs time, so one does one or the other.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment()
    )
    look = _Watch(process.pid)
    thread = threading.Thread(target=look.look, daemon=True)
    if watch:
        thread.start()
    stood, lines = _listen(process, mark)
    status = process.wait()
    ended = time.perf_counter()
    look.over.set()
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}:\n{''.join(lines[-20:])}")
    until = stood or ended
    peak = max((size for at, size in look.peaks if at <= until), default=None)
    return Run(until - begun, ended - begun, peak)


def shares_pages() -> bool:
    """Whether memory that processes share is told apart, so that it counts once."""
    return (_PROC / "self/smaps_rollup").exists()


def _listen(process: "subprocess.Popen[str]", mark: str | None) -> tuple[float | None, list[str]]:
    """When the line came that says that the pages stand, and all lines."""
    stood, lines = None, []
    assert process.stdout is not None, "its output is a pipe"
    for line in process.stdout:
        lines.append(line)
        if mark is not None and line.startswith(mark):
            stood = time.perf_counter()
    return stood, lines


def _environment() -> dict[str, str]:
    """The same for all: no colours, no width of a window, nothing that a tool would send home.

    Programs in Python may keep their compiled code, as they do where nobody forbids it.
    """
    found = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "DO_NOT_TRACK": "1"}
    return {name: value for name, value in found.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        found += [int(each) for path in _tasks(one) for each in _read(path / "children").split()]
    return found


def _tasks(pid: int) -> list[Path]:
    return _quietly(lambda: list((_PROC / f"{pid}/task").iterdir()), [])


def _memory(pid: int) -> int:
    """Its own share of pages, where the system tells; else all that it holds."""
    for line in _read(_PROC / f"{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    pages = _read(_PROC / f"{pid}/statm").split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") if pages else 0


def _read(path: Path) -> str:
    return _quietly(path.read_text, "")


def _quietly(read: Callable[[], T], otherwise: T) -> T:
    """A process may end while one looks at it."""
    try:
        return read()
    except OSError:
        return otherwise
