"""Several commands at once on one edition: one works, the others say for whom they wait, and all end well."""

import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generator import locking
from tests.editions import ROOT
from tests.torture.edition import Edition

COMMANDS = ("build", "site", "normalize", "permalinks")


@dataclass
class Together:
    """What commands at once came to."""

    commands: int = 0
    waited: int = 0
    killed: int = 0

    def text(self) -> str:
        return f"{self.commands} commands at once; {self.waited} waited and said for whom, {self.killed} were killed."


def start(command: str, root: Path) -> subprocess.Popen[str]:
    """A command that runs beside this process."""
    arguments = [sys.executable, "-m", "generator", command, "--root", str(root)]
    pipe = subprocess.PIPE
    return subprocess.Popen(arguments, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def waits(root: Path, command: str) -> None:
    """A command waits as long as somebody works, says for whom, and then does its work."""
    with locking.alone(root / ".evidence", "a made-up test", lambda _: None):
        process = start(command, root)
        assert process.stderr is not None
        said = process.stderr.readline()
        assert f"Waiting for a made-up test (process {os.getpid()}, since " in said, said
        assert process.poll() is None
    output, errors = process.communicate()
    assert process.returncode == 0, output + errors


def torture(edition: Edition, rounds: int, chance: random.Random) -> Together:
    """Start several commands at once, kill one of them in every other round, and compare what is left."""
    together = Together()
    for n in range(rounds):
        edition.flip()
        commands = ["build", "build", chance.choice(("build", "site", "normalize"))]
        running = [start(command, edition.root) for command in commands]
        if n % 2:
            victim = running.pop(0)
            try:
                victim.wait(chance.uniform(0.2, 2))
            except subprocess.TimeoutExpired:
                victim.send_signal(signal.SIGKILL)
            victim.communicate()
            together.killed += victim.returncode == -signal.SIGKILL
        for process in running:
            output, errors = process.communicate()
            assert process.returncode == 0, output + errors
            assert "Traceback" not in errors, errors
            together.waited += "Waiting for " in errors
        together.commands += len(commands)
        assert edition.site() == edition.new
        assert not list(edition.root.glob(".site*-next"))
    return together
