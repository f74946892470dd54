"""`make bench`: all tools on one made-up collection, in alternation, whole processes, medians.

For each size: the collection is written and built once; the peers' projects are made from it; their pages are compared
with ours. Then come the rounds. The first is not timed: in it one looks at the memory, which costs time.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import aims, corpus, normalizing, report, scenarios, sizes
from bench.peers import convert
from bench.peers.blocks import visible
from bench.process import run
from bench.report import Row
from bench.tools import OURS, OUTPUT, Tool, ours, peers
from generator.config import Paths

BUILT = "Built "
"""How the line begins by which a build says that its pages stand; the search index is made behind it."""
SAMPLE = 60
"""Pages of each peer that are compared with ours."""


@dataclass(frozen=True)
class Bench:
    """One size, made ready."""

    papers: int
    paths: Paths
    projects: Path
    tools: Sequence[Tool]
    edits: Sequence[str]
    """The scenarios of ours that are measured."""

    def prepare(self) -> None:
        """Write the collection, build it once, and make the peers' projects of its pages."""
        shutil.rmtree(self.paths.root.parent, ignore_errors=True)
        corpus.write(self.paths.root, self.papers)
        scenarios.own_templates(self.paths)
        for command in ("permalinks", "build"):
            run(ours(command, self.paths.root), self.paths.root, watch=False)
        pages = list(convert.pages(self.paths.site))
        for tool in self.tools:
            convert.write(tool.name, pages, self.projects / tool.name)

    def round(self, number: int, rows: dict[tuple[str, str], Row]) -> None:
        """Every scenario once: all tools from nothing, one after the other, then ours after each kind of edit."""
        for scenario in self.edits:
            scenarios.BUILDS[scenario](self.paths, number)
            self._note(number, self._row(rows, OURS, scenario), ours("build", self.paths.root), self.paths.site)
            if scenario == report.COLD:
                for tool in self.tools:
                    folder = self.projects / tool.name
                    shutil.rmtree(folder / OUTPUT, ignore_errors=True)
                    self._note(number, self._row(rows, tool.name, scenario), tool.command, folder / OUTPUT)
                if not number:
                    self.compare()
        self._note(number, self._row(rows, OURS, "check alone"), ours("check", self.paths.root), None)

    def compare(self) -> None:
        """Every tool's pages say what ours say. Raises SystemExit where one does not."""
        pages = sorted(path.relative_to(self.paths.site) for path in self.paths.site.rglob("index.html"))
        for tool in self.tools:
            for page in pages[:: max(1, len(pages) // SAMPLE)]:
                built = self.projects / tool.name / OUTPUT / page
                if not built.exists() or visible(built.read_bytes()) != visible((self.paths.site / page).read_bytes()):
                    raise SystemExit(f"{tool.name} does not show what {page} says; see {built}")

    def _row(self, rows: dict[tuple[str, str], Row], tool: str, scenario: str) -> Row:
        return rows.setdefault((tool, scenario), Row(self.papers, tool, scenario))

    def _note(self, number: int, row: Row, command: Sequence[str], output: Path | None) -> None:
        """Run a command for a row; the round before the first looks at its memory and at what it wrote."""
        folder = output.parent if output else self.paths.root
        found = run(command, folder, watch=not number, mark=BUILT if row.tool == OURS else None)
        if number:
            row.runs.append(found)
        else:
            row.peak = found.peak
            if output:
                sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
                row.files, row.bytes = len(sizes), sum(sizes)
        print(f"{self.papers:,} papers, round {number}, {row.tool}, {row.scenario}: {found.total:.2f} s", flush=True)


def measure(
    folder: Path, papers: int, rounds: int, tools: Sequence[Tool], edits: Sequence[str]
) -> tuple[list[Row], list[sizes.Kind]]:
    """All rows of one size, and what our site's files weigh."""
    work = folder / "work" / str(papers)
    bench = Bench(papers, Paths((work / "edition").absolute()), work.absolute() / "peers", tools, edits)
    bench.prepare()
    rows: dict[tuple[str, str], Row] = {}
    for number in range(rounds + 1):
        bench.round(number, rows)
    return list(rows.values()), sizes.kinds(bench.paths.site)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Measure this generator beside others.")
    parser.add_argument("--papers", default="1000", help="sizes, with commas between, such as 1000,10000,30000")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command is timed")
    parser.add_argument("--records", type=int, default=0, help="records of a packed seed to normalize; 0 for none")
    parser.add_argument("--peers", help="only these, with commas between, such as hugo")
    parser.add_argument("--scenarios", type=int, help="only so many of ours, the cold build first")
    parser.add_argument("--folder", type=Path, default=Path(".bench"), help="where tools are, and results go")
    given = parser.parse_args()
    tools, missing = peers(given.folder)
    for name in missing:
        print(f"{name} is not installed and is left out.")
    tools = [tool for tool in tools if given.peers is None or tool.name in given.peers.split(",")]
    edits = list(scenarios.BUILDS)[: given.scenarios]
    rows: list[Row] = []
    kinds: dict[int, list[sizes.Kind]] = {}
    for papers in _sizes(given.papers):
        found, kinds[papers] = measure(given.folder, papers, given.rounds, tools, edits)
        rows += found
    packed = normalizing.measure(given.folder, given.records, given.rounds) if given.records else {}
    weights = "\n".join(sizes.as_markdown(papers, found) for papers, found in kinds.items())
    reached = aims.aims(rows, packed)
    parts = (report.as_markdown(rows, tools), aims.as_markdown(reached), weights, normalizing.as_markdown(packed))
    table = "\n\n".join(part.strip() for part in parts if part) + "\n"
    weighed = {papers: [asdict(kind) for kind in found] for papers, found in kinds.items()}
    results = report.as_json(
        rows, tools, {"normalize": packed, "bytes": weighed, "aims": [asdict(aim) for aim in reached]}
    )
    (given.folder / "results.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    (given.folder / "results.md").write_text(table, encoding="utf-8")
    print(f"\n{table}")


def _sizes(text: str) -> Iterator[int]:
    for each in text.split(","):
        if not each.strip().isdecimal():
            sys.exit(f"--papers takes numbers with commas between, not {text!r}.")
        yield int(each)


if __name__ == "__main__":
    main()
