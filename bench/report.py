"""What was measured, as JSON and as a table for people."""

import os
import platform
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.process import Run, shares_pages
from bench.tools import FIRST, Tool

COLD = "cold build"


@dataclass
class Row:
    """One scenario of one tool at one size."""

    papers: int
    tool: str
    scenario: str
    runs: list[Run] = field(default_factory=list)
    peak: int | None = None
    files: int | None = None
    bytes: int | None = None

    @property
    def seconds(self) -> float:
        """Median until the pages stood."""
        return median(each.seconds for each in self.runs)

    @property
    def total(self) -> float:
        """Median until the command ended."""
        return median(each.total for each in self.runs)


def machine() -> dict[str, str]:
    """What it ran on."""
    cpu = Path("/proc/cpuinfo")
    names = (
        [line.partition(": ")[2] for line in cpu.read_text().splitlines() if line.startswith("model name")]
        if cpu.exists()
        else []
    )
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": names[0] if names else platform.processor() or "not known",
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "python": platform.python_version(),
        "memory": "own share of pages" if shares_pages() else "sum of resident pages",
    }


def as_json(rows: Iterable[Row], tools: Sequence[Tool], extra: dict[str, Any]) -> dict[str, Any]:
    """Everything, each run included."""
    return {
        "machine": machine(),
        "tools": {tool.name: tool.version for tool in tools},
        "rows": [asdict(row) | {"seconds": row.seconds, "total": row.total} for row in rows],
        "others": extra,
    }


def as_markdown(rows: Sequence[Row], tools: Sequence[Tool]) -> str:
    """A table for each size; times are compared with those of the first peer. Then what one paper costs at each."""
    sizes: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        sizes[row.papers].append(row)
    where = ", ".join(f"{name} {value}" for name, value in machine().items())
    said = [f"Measured on: {where}; " + ", ".join(f"{tool.name} {tool.version}" for tool in tools) + "."]
    for papers, found in sizes.items():
        said += ["", f"## {papers:,} papers", "", *_table(found)]
    return "\n".join((*said, "", *_per_paper(rows), ""))


def _per_paper(rows: Sequence[Row]) -> list[str]:
    """Milliseconds of a cold build for each paper, by size; a tool whose time grows faster than its work shows here."""
    cold: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.scenario == COLD:
            cold[row.tool].append(row)
    if len({row.papers for row in rows}) < 2:
        return []
    said = (
        f"{tool} " + ", ".join(f"{row.seconds / row.papers * 1000:.2f} ms at {row.papers:,}" for row in found)
        for tool, found in cold.items()
    )
    return [f"A cold build's time for each paper: {'; '.join(said)}."]


def _table(rows: Sequence[Row]) -> list[str]:
    base = next((row for row in rows if row.tool == FIRST and row.scenario == COLD), None)
    heads = [
        "tool",
        "scenario",
        "seconds",
        f"× {FIRST}",
        "with search index",
        "memory, MiB",
        f"× {FIRST}",
        "files",
        "MB",
    ]
    lines = [f"| {' | '.join(heads)} |", "|---|---|" + "--:|" * (len(heads) - 2)]
    for row in rows:
        cells = [row.tool, row.scenario, f"{row.seconds:.2f}", _ratio(row.seconds, base.seconds if base else None)]
        cells.append(f"{row.total:.2f}" if row.total - row.seconds > 0.05 else "")
        cells += [f"{row.peak / 2**20:.0f}" if row.peak else "", _ratio(row.peak, base.peak if base else None)]
        cells += [f"{row.files:,}" if row.files else "", f"{row.bytes / 1e6:.1f}" if row.bytes else ""]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _ratio(value: float | None, base: float | None) -> str:
    return f"{value / base:.2f}" if value and base else ""
