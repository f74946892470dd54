"""The built site as input of each peer, in the form that it reads fastest."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench.peers.blocks import Page, page

HERE = Path(__file__).parent


def pages(site: Path) -> Iterator[Page]:
    """Every page of a built site, in the order of the addresses."""
    for path in sorted(site.rglob("index.html")):
        folder = path.parent.relative_to(site).as_posix()
        yield page("/" if folder == "." else f"/{folder}/", path.read_bytes())


def write(peer: str, found: Iterable[Page], root: Path) -> None:
    """A project of one peer: its templates, and a file for each page."""
    shutil.copytree(HERE / peer, root, ignore=shutil.ignore_patterns("__pycache__"))
    place, text = FORMATS[peer]
    for each in found:
        path = root / place(each.url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(each), encoding="utf-8", newline="\n")


def front(found: Page) -> dict[str, object]:
    """What stands before the body of a page."""
    return {"title": found.title, "description": found.description, "blocks": found.blocks}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _hugo_place(url: str) -> str:
    """A page with others below it is a section there, and `_index.md`."""
    parts = url.strip("/").split("/")
    return f"content{url}_index.md" if len(parts) == 1 else f"content/{'/'.join(parts)}.md"


def _hugo(found: Page) -> str:
    return f"{_json(front(found) | {'url': found.url})}\n\n{found.body}\n"


def _pelican(found: Page) -> str:
    settings = front(found) | {"slug": found.url.strip("/") or "home", "save_as": f"{found.url[1:]}index.html"}
    return f"{_json(settings | {'url': found.url})}\n\n{found.body}\n"


def _mkdocs(found: Page) -> str:
    return f"---\n{_json(front(found))}\n---\n\n{found.body}\n"


def _eleventy(found: Page) -> str:
    settings = front(found) | {"layout": "page.njk", "permalink": f"{found.url}index.html"}
    return f"---json\n{_json(settings)}\n---\n\n{found.body}\n"


def _flat(folder: str) -> Callable[[str], str]:
    def place(url: str) -> str:
        return f"{folder}/{url.strip('/') or 'index'}.md"

    return place


FORMATS: dict[str, tuple[Callable[[str], str], Callable[[Page], str]]] = {
    "hugo": (_hugo_place, _hugo),
    "pelican": (_flat("content/pages"), _pelican),
    "mkdocs": (lambda url: f"docs{url}index.md", _mkdocs),
    "eleventy": (_flat("content"), _eleventy),
}
"""Where the file of an address lies, and what stands in it."""
