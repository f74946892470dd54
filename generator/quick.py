"""The answer to `build` or `normalize` where nothing has changed since the last one, given before all else is loaded.

It imports nothing but the standard library's lightest modules: loading the program takes longer than this look. It
answers only if every file that the command reads, and every file that it writes, looks as it did, and none is so new
that its times could deceive. In all other cases it is silent, and the command itself decides.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.config import Paths
from generator.inputs import GRAIN, Inputs, Stat, now, site_stats, stats

_FORMAT = 1
_ASKED = frozenset({"-h", "--help", "--explain", "--verify"})
"""Options that ask for more than the answer."""
_OF_NORMALIZE = (
    "content/intervention.yaml",
    "content/diseases/",
    "content/papers/",
    "content/detected/",
    "seeds/",
    "generator/",
)
"""What `normalize` reads and writes, and the program."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the files that `normalize` reads and writes looked like before it did."""

    looked_at: int
    files: str


def answer(arguments: Sequence[str]) -> str | None:
    """What a command has to say if nothing has changed; None where that is not certain."""
    command = next(iter(arguments), "")
    if command not in ("build", "normalize") or not _ASKED.isdisjoint(arguments):
        return None
    paths = Paths(_root(arguments).resolve())
    try:
        kept = json.loads(_record(paths, command).read_bytes())
        if kept["format"] != _FORMAT or kept["way"] != way(arguments):
            return None
        same = _is_built if command == "build" else _is_as_normalized
        return str(kept["said"]) if same(paths, kept) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def is_normalized(paths: Paths) -> bool:
    """Whether `normalize` is certain to change nothing and to have nothing to tell but that."""
    try:
        kept = json.loads(_record(paths, "normalize").read_bytes())
        said_one_line = kept["said"].count("\n") == 1
        return kept["format"] == _FORMAT and said_one_line and _is_as_normalized(paths, kept)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def _is_built(paths: Paths, kept: Mapping[str, Any]) -> bool:
    """Whether no file changed that a build reads or writes, and none is on its way."""
    if any(paths.root.glob(".site*-next")):
        return False
    with _meanwhile(lambda: _look(site_stats(paths.site), None)) as of_site:
        same = bool(_look(stats(paths), kept["looked_at"] - GRAIN) == kept["inputs"])
        return same and bool(of_site() == kept["site"])


def _is_as_normalized(paths: Paths, kept: Mapping[str, Any]) -> bool:
    """Whether no file changed that `normalize` reads or writes."""
    return bool(_look(_of_normalize(paths), kept["looked_at"] - GRAIN) == kept["inputs"])


@contextmanager
def _meanwhile(work: Callable[[], str]) -> Iterator[Callable[[], str]]:
    """Does some work in a process of its own where the system can fork; what is given tells its answer.

    Work whose answer nobody asked for is ended.
    """
    if not hasattr(os, "fork"):
        yield work
        return
    answers, says = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):  # whatever it is, there is no answer then
            os.write(says, work().encode())
        os._exit(0)
    os.close(says)
    try:
        with os.fdopen(answers, "rb") as answer:
            yield lambda: answer.read().decode()
    finally:
        os.kill(child, signal.SIGKILL)  # it has answered, or is not to answer any more
        os.waitpid(child, 0)


def keep(paths: Paths, arguments: Sequence[str], inputs: Inputs, said: str) -> None:
    """Record what to say as long as nothing changes. `inputs` are the files as they were before they were read."""
    kept = {
        "looked_at": inputs.looked_at,
        "inputs": _look(((name, each.stat) for name, each in inputs.files.items()), None),
        "site": _look(site_stats(paths.site), None),
    }
    _keep(_record(paths, "build"), arguments, kept, said)


def before_normalizing(paths: Paths) -> Before:
    """The look to take before anything is read."""
    return Before(now(paths), _look(_of_normalize(paths), None))


def keep_normalized(paths: Paths, arguments: Sequence[str], before: Before, said: str) -> None:
    """Record what `normalize` has to say as long as nothing changes, if it changed nothing itself."""
    if _look(_of_normalize(paths), None) == before.files:
        _keep(_record(paths, "normalize"), arguments, {"looked_at": before.looked_at, "inputs": before.files}, said)


def _keep(record: Path, arguments: Sequence[str], kept: Mapping[str, Any], said: str) -> None:
    record.parent.mkdir(parents=True, exist_ok=True)
    beside = record.with_suffix(".new")
    beside.write_text(json.dumps({**kept, "format": _FORMAT, "way": way(arguments), "said": said}), "utf-8")
    beside.replace(record)


def way(arguments: Sequence[str]) -> str:
    """All but files that the answer depends on: what was typed and where, and how a terminal wants it to look."""
    look = (sys.stdout.isatty(), os.environ.get("NO_COLOR", ""), os.environ.get("TERM", ""))
    return json.dumps([list(arguments), str(Path.cwd()), sys.version, look])


def _root(arguments: Sequence[str]) -> Path:
    """The folder that `--root` names, or this one."""
    named = [after for option, after in pairwise(arguments) if option == "--root"]
    return Path(named[-1] if named else "")


def _record(paths: Paths, command: str) -> Path:
    return paths.cache / f"quick-{command}.json"


def _of_normalize(paths: Paths) -> Iterator[tuple[str, Stat]]:
    found = stats(paths, without="templates")
    return ((name, stat) for name, stat in found if name.startswith(_OF_NORMALIZE))


def _look(files: Iterable[tuple[str, Stat]], settled: int | None) -> str:
    """What files look like, as one word; another one each time where a file is not older than `settled`."""
    found = []
    for name, stat in files:
        if settled is not None and max(stat.modified, stat.changed) >= settled:
            return ""  # what was saved just now is mostly why a command is run, and then no other file matters
        found.append((name, stat.size, stat.modified, stat.changed, stat.inode))
    return blake2b(repr(sorted(found)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
