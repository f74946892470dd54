"""How long a save takes to be seen: `python -m bench.serve_latency --root DIR`, this edition if it is left out.

A copy of the edition is served; a disease's text, the site's title (on every page) and an appraisal are saved in turn.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import LAUNCH_ARGUMENTS, find_chromium
from tests.editions import ROOT
from tests.serving import Served, serving

LIMIT = 120_000
"""Milliseconds after which a save that was not seen ends the run."""


def add(path: Path, words: str) -> None:
    """Add words to the text below a file's settings."""
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{words}\n")


def retitle(path: Path, words: str) -> None:
    """Put words in the place of the site's title."""
    lines = path.read_text("utf-8").splitlines()
    titled = [f"title: {words}" if line.startswith("title:") else line for line in lines]
    path.write_text("\n".join(titled) + "\n", "utf-8")


def measure(page: Page, save: Callable[[Path, str], None], path: Path, saves: int) -> list[float]:
    """Seconds from each save until an open page shows it."""
    taken = []
    for number in range(saves):
        words = f"Saved {path.stem} {number}"
        time.sleep(1)
        start = time.monotonic()
        save(path, words)
        page.get_by_text(words).first.wait_for(state="attached", timeout=LIMIT)
        taken.append(time.monotonic() - start)
    return taken


def run(server: Served, page: Page, saves: int) -> None:
    content = server.root / "content"
    paper = min((content / "appraisals").glob("*.md"))
    disease = next(
        path for path in sorted((content / "diseases").glob("*.md")) if server.get(f"diseases/{path.stem}/")[0] == 200
    )
    for label, address, save, path in (
        ("a disease's text", f"diseases/{disease.stem}/", add, disease),
        ("the site's title", "", retitle, content / "site.yaml"),
        ("an appraisal", f"papers/{paper.stem}/", add, paper),
    ):
        page.goto(server.address + address)
        taken = measure(page, save, path, saves)
        print(f"{label:<18} median {statistics.median(taken):.2f} s, longest {max(taken):.2f} s of {saves} saves")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--saves", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "edition"
        for name in ("seeds", "content"):
            shutil.copytree(given.root / name, root / name)
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        with serving(root, Path(folder) / "log", LIMIT / 1000) as server:
            run(server, chromium.new_page(), given.saves)
        chromium.close()


if __name__ == "__main__":
    main()
