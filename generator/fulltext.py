"""The full-text index of a published site, made by Pagefind's command line.

A step of its own, after the pages stand: it may take long, and pages are worth having without it. A page is indexed if
its template marks its content (`data-pagefind-body`). Equal pages give equal bytes: no filters, whose order in
Pagefind's output varies.
"""

import hashlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator import emit
from generator.problems import Problem, warning

FOLDER = "pagefind/"
DIGEST = f"{FOLDER}digest.txt"
"""What the index was made from; written with it, so that an index that is still true is not made again."""
MARK = b" data-pagefind-body"
UNSEARCHED = (
    "nav, details, .eyebrow, .lead, .kin, .cite, .symbol, .source, .permalink, .visually-hidden, .empty, .glance, "
    ".absent, .warnings, .cite-text, #unappraised, #_patients .quote, #_appraisal .facts .quote, "
    "#cite, #_cite, #provenance, #_provenance, #_moved"
)
"""What stands alike on many pages or in the text as well, leads elsewhere, or is only proposed by a program."""
UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.", "wasm.unknown.")
"""Pagefind's own interfaces, and its rules for pages that name no language; the search page has its own, pages do."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What indexing did."""

    pages: int
    made: bool
    """Whether the index was made anew; otherwise it was still true, or could not be made."""
    problem: Problem | None = None


def update(site: Path) -> Indexed:
    """Make the index of a published site anew if a page has changed.

    Pages may be published meanwhile; then the next update finds that they have changed.
    """
    emit.recover(site, FOLDER)
    pages = {
        path.relative_to(site).as_posix(): data
        for kind in ("diseases", "indications", "papers")
        for path in sorted((site / kind).rglob("*.html"))
        if MARK in (data := path.read_bytes())
    }
    digest = _digest(pages)
    if _recorded(site) == digest:
        return Indexed(len(pages), made=False)
    try:
        files = _run(pages) if pages else {}
    except (OSError, subprocess.SubprocessError) as fault:
        emit.publish(site, {}, FOLDER)
        return Indexed(0, made=False, problem=_missing(fault))
    emit.publish(site, {**files, DIGEST: digest}, FOLDER)
    return Indexed(len(pages), made=True)


def _digest(pages: dict[str, bytes]) -> bytes:
    """A digest of all that the index is made from."""
    try:
        program = version("pagefind_bin")
    except PackageNotFoundError:
        program = "none"
    found = hashlib.sha256(f"{program}\n{UNSEARCHED}\n".encode())
    for path, data in pages.items():
        found.update(f"{path}\n{hashlib.sha256(data).hexdigest()}\n".encode())
    return found.hexdigest().encode() + b"\n"


def _recorded(site: Path) -> bytes:
    path = site / DIGEST
    return path.read_bytes() if path.is_file() else b""


def _run(pages: dict[str, bytes]) -> dict[str, bytes]:
    """The index of pages, by path below the site's folder."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "pages"), Path(folder, "index")
        for name, data in pages.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        options = ["--site", source, "--output-path", target, "--exclude-selectors", UNSEARCHED, "--silent"]
        command = [sys.executable, "-m", "pagefind", *map(str, options)]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        return {
            FOLDER + path.relative_to(target).as_posix(): path.read_bytes()
            for path in sorted(target.rglob("*"))
            if path.is_file() and not path.name.startswith(UNUSED)
        }


def _missing(fault: Exception) -> Problem:
    said = fault.stderr.decode(errors="replace") if isinstance(fault, subprocess.CalledProcessError) else str(fault)
    reason = said.strip().rpartition("\n")[2].rstrip(".")
    return warning(
        f"site/{FOLDER}",
        None,
        "fulltext-missing",
        f"the full text is not indexed, the search finds names, codes and titles only: {reason or 'Pagefind failed'}.",
        "Install what requirements.lock names (`make site` does), and build again.",
    )
