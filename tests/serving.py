"""`evidence serve` as a process of its own, for tests that save files and look at pages."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.editions import ROOT, copied

DEADLINE = 30.0
"""Seconds after which a change that was not noticed is a failure; noticing takes about one."""
PAUSE = 0.05


DISEASE = "content/diseases/mistwort-fever.md"
APPRAISAL = "content/appraisals/99000101.md"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running server, the edition it serves and what it has printed."""

    process: subprocess.Popen[bytes]
    root: Path
    address: str
    log: Path
    deadline: float = DEADLINE

    def printed(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path: str = "") -> tuple[int, str]:
        """Status and body of an address; status 0 while nobody answers."""
        try:
            with urlopen(self.address + path, timeout=5) as response:
                return response.status, response.read().decode()
        except HTTPError as fault:
            with fault:
                return fault.code, fault.read().decode()
        except (URLError, ConnectionError, TimeoutError):
            return 0, ""

    def page(self, path: str = "") -> tuple[int, str]:
        """Status and body, without the name of the rebuild that the page carries."""
        status, body = self.get(path)
        return status, re.sub(r' data-name="\d+"', "", body)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for a condition. Fails after the deadline or when the server has ended."""
        end = time.monotonic() + self.deadline
        while not condition():
            assert self.process.poll() is None, f"the server has ended\n{self.printed()}"
            assert time.monotonic() < end, f"{what}: not within {self.deadline:.0f} s\n{self.printed()}"
            time.sleep(PAUSE)

    def edit(self, path: str, old: str, new: str) -> None:
        """Save a change of a file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=self.deadline)


def start(root: Path, port: int, log: Path, deadline: float = DEADLINE) -> Served:
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    return Served(process, root, f"http://127.0.0.1:{port}/", log, deadline)


@contextmanager
def serving(root: Path, log: Path, deadline: float = DEADLINE) -> Iterator[Served]:
    """An edition served until the block ends; it has answered, and it never prints a traceback."""
    server = start(root, free_port(), log, deadline)
    try:
        server.until(lambda: server.get()[0] != 0, "the first answer")
        yield server
        assert "Traceback" not in server.printed()
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.process.wait()


@contextmanager
def minimal_served(folder: Path) -> Iterator[Served]:
    """The minimal edition in a folder of its own, served."""
    with serving(copied("minimal", folder / "edition"), folder / "log") as server:
        yield server
