"""What a build leaves for the next one, so that it does not do again what is proven to be done.

Deleting it is always safe. What it says of a site holds only while the site's files look as they did then. It is plain
JSON: reading it can run nothing, whoever wrote it.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.check import Verdict
from generator.exports import Listing
from generator.inputs import Input, Inputs, Stat, stat_of
from generator.keys import Key
from generator.problems import Problem, Severity
from generator.store import replace_file

_FORMAT = 4


@dataclass(frozen=True, slots=True)
class Known:
    """A page or an export of the last build."""

    key: Key
    listing: Listing | None
    """None for an export."""
    files: Mapping[str, Stat]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the last build knew."""

    inputs: Inputs | None = None
    everywhere: Key = field(default_factory=dict)
    names: str = ""
    """The names of all diseases, as one word."""
    verdicts: Mapping[str, tuple[Key, Verdict]] = field(default_factory=dict)
    """What was found wrong with each appraisal, by its paper, and the key it was found with."""
    made: Mapping[str, Known] = field(default_factory=dict)
    """Pages by their address, exports by what they are called."""


def recall(path: Path) -> Memory:
    """What the last build knew; nothing where there was none, or its record cannot be read."""
    try:
        data = json.loads(path.read_bytes())
        return _memory(data) if data["format"] == _FORMAT else Memory()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Memory()


def keep(path: Path, memory: Memory) -> None:
    """Record what a build knows, once its site stands."""
    data = {"format": _FORMAT, **_data(memory)}
    replace_file(path, json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode())


def looks(site: Path, names: Iterable[str]) -> dict[str, Stat]:
    """What files of the site look like now."""
    return {name: stat_of(os.stat(f"{site}{os.sep}{name}")) for name in names}  # noqa: PTH116  there are many


def stands(site: Path, files: Mapping[str, Stat]) -> bool:
    """Whether files of the site look as they did."""
    try:
        return looks(site, files) == files
    except OSError:
        return False


def _data(memory: Memory) -> dict[str, Any]:
    inputs = memory.inputs
    assert inputs is not None
    return {
        "looked_at": inputs.looked_at,
        "inputs": {name: [*_row(each.stat), each.digest] for name, each in inputs.files.items()},
        "everywhere": memory.everywhere,
        "names": memory.names,
        "verdicts": {paper: [key, *_verdict_row(verdict)] for paper, (key, verdict) in memory.verdicts.items()},
        "made": {
            name: [known.key, _listed(known.listing), {file: _row(stat) for file, stat in known.files.items()}]
            for name, known in memory.made.items()
        },
    }


def _memory(data: dict[str, Any]) -> Memory:
    files = {name: Input(Stat(*stat), digest) for name, (*stat, digest) in data["inputs"].items()}
    return Memory(
        Inputs(files, data["looked_at"]),
        data["everywhere"],
        data["names"],
        {paper: (key, _verdict(*row)) for paper, (key, *row) in data["verdicts"].items()},
        {
            name: Known(key, listing and Listing(*listing), {file: Stat(*stat) for file, stat in looks.items()})
            for name, (key, listing, looks) in data["made"].items()
        },
    )


def _listed(listing: Listing | None) -> list[Any] | None:
    if listing is None:
        return None
    return [listing.url, listing.title, listing.kind, listing.listed, listing.is_canonical]


def _row(stat: Stat) -> list[int]:
    return [stat.size, stat.modified, stat.changed, stat.inode]


def _verdict_row(verdict: Verdict) -> list[Any]:
    problems, unnamed = ([asdict(problem) for problem in found] for found in (verdict.problems, verdict.unnamed))
    return [verdict.quotes, verdict.words_digest, verdict.places, problems, unnamed]


def _verdict(quotes: int, words: str, places: list[Any], problems: list[Any], unnamed: list[Any]) -> Verdict:
    return Verdict(tuple(map(_problem, problems)), quotes, words, tuple(places), tuple(map(_problem, unnamed)))


def _problem(data: dict[str, Any]) -> Problem:
    return Problem(**(data | {"severity": Severity(data["severity"])}))
