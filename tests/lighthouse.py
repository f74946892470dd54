"""Lighthouse over five kinds of pages, as a phone meets them: a part of `make audit`.

All must be 100: performance, accessibility, best practices, SEO. The machine may be busy with other things, which
can only make a page slower; so a page that falls short in performance is measured again, at most twice, and its best
run counts. The table tells how many runs it took.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.audit_tools import MODULES, PACKAGES, Unusable
from tests.browser import find_chromium
from tests.editions import ROOT
from tests.published import published

PROGRAM = MODULES / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first paint": "first-contentful-paint",
    "largest": "largest-contentful-paint",
    "blocked": "total-blocking-time",
}
"""What is told beside the scores, in milliseconds."""
SHIFT, WEIGHT = "cumulative-layout-shift", "total-byte-weight"
PAGES = {
    "home": "",
    "a disease": "diseases/systemic-sclerosis/",
    "an indication": "indications/systemic-sclerosis/skin/",
    "a paper": "papers/30543921/",
    "search": "search/",
}
RUNS = 3
SECONDS = 180
FULL = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """One page as Lighthouse saw it."""

    page: str
    scores: dict[str, int]
    figures: dict[str, str]
    faults: tuple[str, ...] = ()
    """What keeps a category from being full."""
    runs: int = 1

    @property
    def is_full(self) -> bool:
        """Whether nothing can be better."""
        return set(self.scores.values()) == {FULL}


def read(page: str, report: str) -> Measured:
    """What a report says of a page. Raises Unusable where it says nothing."""
    try:
        found = json.loads(report)
        scores = {name: _percent(found["categories"][name]["score"]) for name in CATEGORIES}
        audits = found["audits"]
        figures = {label: f"{audits[name]['numericValue']:.0f} ms" for label, name in TIMES.items()}
        figures |= {"shift": f"{audits[SHIFT]['numericValue']:.3f}"}
        figures |= {"weight": f"{audits[WEIGHT]['numericValue'] / 1000:.1f} KB"}
    except (ValueError, KeyError, TypeError):
        raise Unusable(f"Lighthouse gave no report of {page}: {' '.join(report.split())[:500] or 'nothing'}") from None
    return Measured(page, scores, figures, tuple(_faults(found)))


def _percent(score: float | None) -> int:
    """A score as it is shown; one that could not be found counts as nothing."""
    return round((score or 0) * 100)


def _faults(report: dict[str, Any]) -> Iterator[str]:
    """The audits that count in a category and are not passed in full, with the places they name."""
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] not in (None, 1):
                places = [item["node"]["selector"] for item in _items(audit) if "node" in item]
                where = f" ({', '.join(places)})" if places else ""
                yield f"{name}: {audit['title']}: {audit.get('displayValue', audit['score'])}{where}"


def _items(audit: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in audit.get("details", {}).get("items", []) if isinstance(item, dict)]


def best(first: Measured, *others: Measured) -> Measured:
    """The best of several runs of a page: the one whose lowest score is highest."""
    runs = (first, *others)
    return replace(max(runs, key=lambda run: (min(run.scores.values()), sum(run.scores.values()))), runs=len(runs))


def table(found: list[Measured]) -> str:
    """Scores and figures, a line for each page."""
    head = ["page", *CATEGORIES, *found[0].figures, "runs"]
    rows = [[each.page, *map(str, each.scores.values()), *each.figures.values(), str(each.runs)] for each in found]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(_line(row, widths) for row in [head, *rows])


def _line(row: list[str], widths: list[int]) -> str:
    """Words to the left, numbers to the right."""
    return "  ".join(
        text.rjust(width) if place else text.ljust(width)
        for place, (text, width) in enumerate(zip(row, widths, strict=True))
    )


def measure(page: str, address: str, chromium: Path) -> Measured:
    """One run of Lighthouse on a page, as a phone with a slow connection."""
    flags = ("--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting")
    chrome = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
    command = ["node", str(PROGRAM), address, *flags, f"--only-categories={','.join(CATEGORIES)}", chrome]
    environment = os.environ | {"CHROME_PATH": str(chromium)}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unusable(f"Lighthouse did not end within {SECONDS} s on {page}.") from None
    return read(page, done.stdout or done.stderr)


def audit() -> int:
    """Build, serve, measure and tell; the number of pages that are not full in everything."""
    chromium = find_chromium()
    if chromium is None:
        raise Unusable("a Chromium is missing: Lighthouse looks at pages with it; `make test` gets one.")
    found = []
    with published(ROOT) as address:
        for page, path in PAGES.items():
            runs = [measure(page, address + path, chromium)]
            while best(*runs).scores["performance"] < FULL and len(runs) < RUNS:
                runs.append(measure(page, address + path, chromium))
            found.append(best(*runs))
    print(table(found))
    short = [each for each in found if not each.is_full]
    for each in short:
        print("\n".join(f"{each.page}: {fault}" for fault in each.faults))
    print(f"Audit: {len(found)} pages, {len(short)} below 100 (Lighthouse {PACKAGES['lighthouse']}, mobile).")
    return len(short)
