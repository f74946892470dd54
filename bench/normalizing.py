"""`normalize` of one large packed seed, beside the time that lxml takes to go through its elements.

The seed is like one of PubMed's yearly files: nearly all of its records are on something else than the drug.
"""

import gzip
import re
import shutil
import sys
from pathlib import Path
from statistics import median

from bench import corpus, seeds, words
from bench.process import run
from bench.studies import study
from bench.subjects import subjects
from bench.texts import text_of
from bench.tools import ours
from generator.config import Paths

NAME = "made-up.xml.gz"
ONE_OF = 100
"""Records of which one names the drug."""
OTHERS = {words.DRUG: "Fictoline", words.SHORT: "FCT"}
"""What the other records are on, by what stands there for the drug."""
ITERATE = """
import gzip, sys
from lxml import etree
with gzip.open(sys.argv[1]) as file:
    for _, element in etree.iterparse(file, tag="PubmedArticle"):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
"""
"""The least that reading the file can cost."""
_ROWS = ("lxml", "normalize", "normalize again", "normalize a third time")


def measure(folder: Path, records: int, rounds: int) -> dict[str, float]:
    """Medians in seconds: lxml alone, and `normalize` once, again and a third time; and its memory.

    The second one finds that there is nothing to do, and records that for the third.
    """
    paths = Paths((folder / "work" / f"packed-{records}").absolute())
    packed = _packed(paths, records)
    taken: dict[str, list[float]] = {name: [] for name in _ROWS}
    peaks: list[int] = []
    for number in range(rounds + 1):
        for name in _ROWS:
            lxml = (sys.executable, "-c", ITERATE, str(packed))
            command = lxml if name == "lxml" else ours("normalize", paths.root)
            if name == "normalize":
                shutil.rmtree(paths.papers, ignore_errors=True)
                shutil.rmtree(paths.detected, ignore_errors=True)
            found = run(command, paths.root, watch=not number)
            if number:
                taken[name].append(found.total)
            elif name == "normalize":
                peaks.append(found.peak or 0)
            print(f"{records:,} records, round {number}, {name}: {found.total:.2f} s", flush=True)
    return {name: median(times) for name, times in taken.items()} | {"records": records, "memory": max(peaks)}


def as_markdown(found: dict[str, float]) -> str:
    """A table; empty where nothing was measured."""
    if not found:
        return ""
    base = found["lxml"]
    rows = [f"| {name} | {found[name]:.2f} | {found[name] / base:.2f} |" for name in _ROWS]
    head = f"## A packed seed of {found['records']:,.0f} records; `normalize` took {found['memory'] / 2**20:.0f} MiB"
    return "\n".join(["", head, "", "| | seconds | × lxml |", "|---|--:|--:|", *rows, ""])


def _packed(paths: Paths, records: int) -> Path:
    """An edition whose seeds are all in one packed file."""
    shutil.rmtree(paths.root, ignore_errors=True)
    corpus.write(paths.root, records // ONE_OF)
    shutil.rmtree(paths.seeds)
    paths.seeds.mkdir()
    with gzip.open(paths.seeds / NAME, "wt", encoding="utf-8", newline="\n") as file:
        file.write(seeds.HEAD)
        all_subjects = subjects(corpus.SEED, corpus.DISEASES)
        for number in range(records):
            made = study(corpus.SEED, number, all_subjects)
            record = seeds.record(corpus.SEED, made, text_of(corpus.SEED, made) if made.has_text else None)
            file.write(record if number % ONE_OF == 0 else _on_something_else(record))
        file.write(seeds.TAIL)
    return paths.seeds / NAME


def _on_something_else(record: str) -> str:
    return re.sub("|".join(rf"\b{name}\b" for name in OTHERS), lambda found: OTHERS[found[0]], record)
