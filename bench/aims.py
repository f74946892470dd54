"""What was aimed at, and whether it was reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.report import COLD, Row
from bench.tools import FIRST, OURS

OF_FIRST = {
    COLD: 0.6,
    "nothing changed": 0.05,
    "one paper's body edited": 0.15,
    "one claim edited": 0.2,
    "one disease renamed, with redirect": 0.4,
}
"""Time of a scenario of ours over that of a cold build of the first peer."""
MEMORY = 0.5
CHECK = 0.5
"""Of our own cold build."""
PER_PAPER = 1.15
"""Time of a cold build for each paper at the largest size over that at `SMALL`."""
SMALL = 3_000
NORMALIZE = 1.5
"""Over the time that lxml takes to go through the file."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim, and what was measured."""

    name: str
    limit: float
    measured: float

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.measured <= self.limit


def aims(rows: Sequence[Row], packed: dict[str, float]) -> list[Aim]:
    """All aims that these measurements say something of."""
    found = {(row.papers, row.tool, row.scenario): row for row in rows}
    sizes = sorted({row.papers for row in rows})
    reached = [aim for papers in sizes for aim in _at(papers, found)]
    small, large = found.get((SMALL, OURS, COLD)), found.get((max(sizes), OURS, COLD))
    if small and large and large is not small:
        grown = large.seconds / large.papers / (small.seconds / small.papers)
        reached.append(Aim(f"a paper at {large.papers:,} × one at {SMALL:,}", PER_PAPER, grown))
    if packed:
        name = f"{packed['records']:,.0f} packed records, × lxml"
        reached.append(Aim(f"`normalize` of {name}", NORMALIZE, packed["normalize"] / packed["lxml"]))
    return reached


def as_markdown(reached: Sequence[Aim]) -> str:
    """A table of aims; empty where nothing can be compared."""
    if not reached:
        return ""
    rows = [f"| {aim.name} | {aim.limit} | {aim.measured:.2f} | {'yes' if aim.met else 'no'} |" for aim in reached]
    return "\n".join(["## Aims", "", "| | at most | measured | reached |", "|---|--:|--:|---|", *rows, ""])


def _at(papers: int, rows: dict[tuple[int, str, str], Row]) -> Iterator[Aim]:
    """The aims of one size."""
    first, cold = rows.get((papers, FIRST, COLD)), rows.get((papers, OURS, COLD))
    for scenario, limit in OF_FIRST.items():
        ours = rows.get((papers, OURS, scenario))
        if first and ours:
            yield Aim(f"{papers:,} papers, {scenario}, × {FIRST}", limit, ours.seconds / first.seconds)
    if first and first.peak and cold and cold.peak:
        yield Aim(f"{papers:,} papers, memory of a cold build, × {FIRST}", MEMORY, cold.peak / first.peak)
    check = rows.get((papers, OURS, "check alone"))
    if check and cold:
        yield Aim(f"{papers:,} papers, check alone, × our cold build", CHECK, check.total / cold.seconds)
