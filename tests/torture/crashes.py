"""`normalize` and `fetch` are killed at random points: each file is whole or not there, and the next run goes on."""

import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.config import Paths
from generator.fetch import Clock, Wanted, fetch
from tests import eutils
from tests.editions import tree
from tests.torture.child import IN_PEACE, Ended, Way, kill, run
from tests.torture.edition import Make

PMIDS = tuple(range(99_100_001, 99_100_001 + 450))
"""More than two answers hold."""
MACHINES = ("papers", "detected")


@dataclass
class Crashes:
    """What many kills came to."""

    survived: int = 0
    compared: int = 0

    def text(self, what: str) -> str:
        return f"{self.survived} kills of {what} survived; {self.compared:,} bytes compared."


def of_normalize(root: Path, make: Make, number: int, chance: random.Random) -> Crashes:
    """Kill it while it writes all papers and proposals anew."""
    make(root)
    content = root / "content"

    def normalize(way: Way = IN_PEACE) -> Ended:
        return run(["normalize", "--root", str(root)], root.parent, way)

    def forget() -> None:
        for folder in MACHINES:
            shutil.rmtree(content / folder, ignore_errors=True)

    return _killed(content, normalize, forget, number, chance)


def of_fetch(root: Path, number: int, chance: random.Random) -> Crashes:
    """Kill it while it stores answers of a server on this machine; what is stored is not asked for again."""
    root.mkdir()
    with _elsewhere() as address:

        def fetched() -> None:
            clock = Clock(lambda: 0.0, lambda _: None)
            wanted = Wanted(tuple(map(str, PMIDS)))
            for _ in fetch(Paths(root), wanted, base_url=address, clock=clock):
                pass

        def forget() -> None:
            shutil.rmtree(root / "seeds", ignore_errors=True)

        def fetching(way: Way = IN_PEACE) -> Ended:
            return run([], root.parent, way, fetched)

        return _killed(root, fetching, forget, number, chance)


def _killed(
    folder: Path, command: Callable[..., Ended], forget: Callable[[], None], number: int, chance: random.Random
) -> Crashes:
    forget()
    ended = command()
    assert ended.code == 0, ended.output
    whole, crashes = tree(folder), Crashes()
    while crashes.survived < number:
        forget()
        killed = command(Way(at=chance.randrange(ended.events), act=kill))
        left = {name: data for name, data in tree(folder).items() if not Path(name).name.startswith(".")}
        assert left.items() <= whole.items(), "a file is not whole"
        again = command()
        assert again.code == 0, again.output
        assert tree(folder) == whole, sorted(tree(folder).items() ^ whole.items())[:3]
        crashes.survived += killed.killed
        crashes.compared += sum(map(len, left.values())) + sum(map(len, whole.values()))
    return crashes


@contextmanager
def _elsewhere() -> Iterator[str]:
    """A server in a process of its own, since a process with threads should not be forked; its address."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with eutils.serving() as server:
            server.know(*PMIDS)
            os.write(write, server.base_url.encode())
            signal.pause()
    try:
        yield os.read(read, 200).decode()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)
        os.close(write)
