"""The answer to a build where nothing has changed since the last one, given before anything else is loaded.

It imports nothing but the standard library's lightest modules: loading the program takes longer than this look. It
answers only if every file that a build reads, and every file of the site, looks as it did, and none is so new that its
times could deceive. In all other cases it is silent, and the build itself decides.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

from generator.config import Paths
from generator.inputs import GRAIN, Inputs, Stat, site_stats, stats

_FORMAT = 1
_ASKED = frozenset({"-h", "--help", "--explain", "--verify"})
"""Options that ask for more than the answer."""


def answer(arguments: Sequence[str]) -> str | None:
    """What `evidence build` has to say if nothing has changed; None where that is not certain."""
    if arguments[:1] != ["build"] or not _ASKED.isdisjoint(arguments):
        return None
    paths = Paths(_root(arguments).resolve())
    try:
        kept = json.loads(_record(paths).read_bytes())
        if kept["format"] != _FORMAT or kept["way"] != way(arguments) or any(paths.root.glob(".site*-next")):
            return None
        with _meanwhile(lambda: _look(site_stats(paths.site), None)) as of_site:
            same = _look(stats(paths), kept["looked_at"] - GRAIN) == kept["inputs"]
            if same and of_site() == kept["site"]:
                return str(kept["said"])
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return None


@contextmanager
def _meanwhile(work: Callable[[], str]) -> Iterator[Callable[[], str]]:
    """Does some work in a process of its own where the system can fork; what is given tells its answer."""
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
        os.waitpid(child, 0)


def keep(paths: Paths, arguments: Sequence[str], inputs: Inputs, said: str) -> None:
    """Record what to say as long as nothing changes. `inputs` are the files as they were before they were read."""
    kept = {
        "format": _FORMAT,
        "way": way(arguments),
        "looked_at": inputs.looked_at,
        "inputs": _look(((name, each.stat) for name, each in inputs.files.items()), None),
        "site": _look(site_stats(paths.site), None),
        "said": said,
    }
    paths.cache.mkdir(parents=True, exist_ok=True)
    beside = _record(paths).with_suffix(".new")
    beside.write_text(json.dumps(kept), "utf-8")
    beside.replace(_record(paths))


def way(arguments: Sequence[str]) -> str:
    """All but files that the answer depends on: what was typed and where, and how a terminal wants it to look."""
    look = (sys.stdout.isatty(), os.environ.get("NO_COLOR", ""), os.environ.get("TERM", ""))
    return json.dumps([list(arguments), str(Path.cwd()), sys.version, look])


def _root(arguments: Sequence[str]) -> Path:
    """The folder that `--root` names, or this one."""
    named = [after for option, after in pairwise(arguments) if option == "--root"]
    return Path(named[-1] if named else "")


def _record(paths: Paths) -> Path:
    return paths.cache / "quick.json"


def _look(files: Iterable[tuple[str, Stat]], settled: int | None) -> str:
    """What files look like, as one word; another one each time where a file is not older than `settled`."""
    found = sorted((name, stat.size, stat.modified, stat.changed, stat.inode) for name, stat in files)
    if settled is not None and any(max(each[2], each[3]) >= settled for each in found):
        return ""
    return blake2b(repr(found).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
