"""Where the time of a cold build goes: `python -m bench.stages --papers 3000 --jobs 2`.

The stages are functions of the program, timed by the clock from their call to their end. `--jobs 1` makes all pages in
one process, so that times add up to work; with more of them, they add up to waiting.
"""

import argparse
import gc
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from bench import corpus
from generator import build as building
from generator import check as checking
from generator import inputs, memory, store
from generator.config import Paths

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("hash every file", inputs, "look"),
    ("read content", store, "load"),
    ("check quotes", building, "_verdicts"),
    ("check the rest", checking, "check"),
    ("make pages and exports", building, "_make"),
    ("move into place", building, "_publish"),
    ("remember", memory, "keep"),
)
"""What a stage is called, and the function that it is."""


def stages(paths: Paths, jobs: int) -> dict[str, float]:
    """Seconds of each stage of one cold build, and of the whole."""
    shutil.rmtree(paths.site, ignore_errors=True)
    shutil.rmtree(paths.cache, ignore_errors=True)
    taken: defaultdict[str, float] = defaultdict(float)
    with ExitStack() as patches, _timed(taken, "all"):
        for name, owner, function in STAGES:
            patches.enter_context(patch.object(owner, function, _timing(taken, name, getattr(owner, function))))
        building.build(paths, paths.site, building.Options(jobs=jobs))
    return taken


def _timing(taken: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        with _timed(taken, name):
            return function(*args, **kwargs)

    return timed


@contextmanager
def _timed(taken: dict[str, float], name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    taken[name] = taken.get(name, 0) + time.perf_counter() - begun


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.stages", description="Where a cold build's time goes.")
    parser.add_argument("--papers", type=int, default=3000)
    parser.add_argument("--jobs", type=int, default=2, help="processes that work at once")
    parser.add_argument("--rounds", type=int, default=3, help="builds, after one that is not counted")
    given = parser.parse_args()
    gc.disable()  # as the command does while it builds
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "edition")
        corpus.write(root, given.papers)
        rounds = [stages(Paths(root), given.jobs) for _ in range(given.rounds + 1)][1:]
    for name in (*(stage for stage, _, _ in STAGES), "all"):
        print(f"{median(each[name] for each in rounds):7.2f} s  {name}")


if __name__ == "__main__":
    main()
