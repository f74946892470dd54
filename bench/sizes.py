"""What the files of a built site weigh, by kind: whether it fits where it is published, and whether pages load fast."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

MOST_HTML = 300_000
"""Bytes that no page should have more of."""
MOST = 1_000_000_000
"""Bytes that a site on GitHub Pages may have."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Files alike, such as all `papers/…/index.html`."""

    name: str
    files: int
    bytes: int
    largest: int

    @property
    def is_page(self) -> bool:
        """Whether these are pages that people open."""
        return self.name.endswith(".html")


def kinds(site: Path) -> list[Kind]:
    """The kinds of files of a site, the heaviest first."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for path in site.rglob("*"):
        if path.is_file():
            found[_kind(path.relative_to(site))].append(path.stat().st_size)
    rows = [Kind(name, len(sizes), sum(sizes), max(sizes)) for name, sizes in found.items()]
    return sorted(rows, key=lambda kind: (-kind.bytes, kind.name))


def as_markdown(papers: int, found: list[Kind], most: int = 12) -> str:
    """A table of the heaviest kinds, and what is over a limit."""
    total = sum(kind.bytes for kind in found)
    lines = [f"### Bytes of our site of {papers:,} papers: {total / 1e6:,.1f} MB", ""]
    lines += ["| kind | files | MB | bytes each | largest |", "|---|--:|--:|--:|--:|"]
    for kind in found[:most]:
        each = kind.bytes // kind.files
        lines.append(f"| {kind.name} | {kind.files:,} | {kind.bytes / 1e6:.1f} | {each:,} | {kind.largest:,} |")
    over = (kind for kind in found if kind.is_page and kind.largest > MOST_HTML)
    heavy = [f"{kind.name} has one of {kind.largest:,} bytes" for kind in over]
    heavy += [f"the site has over {MOST:,} bytes"] if total > MOST else []
    return "\n".join([*lines, "", f"Over a limit: {'; '.join(heavy) or 'nothing'}.", ""])


def _kind(path: Path) -> str:
    name = path.name if path.name in ("index.html", "data.json") else f"*{path.suffix}"
    return f"{path.parts[0]}/{name}" if len(path.parts) > 1 else path.name
