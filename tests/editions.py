"""Editions for tests: copied to a folder of their own, run through the commands, their pages read.

The editions lie in `tests/sites/`: `minimal` has one of each thing, `full` has everything, `other-drug` is an edition
for a drug of its own, and `broken/<problem>` holds what differs from `minimal`. All of it is made up.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

from generator import exports, urls
from generator.build import Options, of_every_site, with_base_url
from generator.cli import main
from generator.config import Paths
from generator.model import Corpus
from generator.render import Renderer
from generator.store import load
from generator.views import plan

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"
EDITIONS = {"real": ROOT} | {name: SITES / name for name in ("minimal", "full", "other-drug")}
"""The repository's own edition and those of the tests, by name."""
SUB_PATH = "https://evidence.example/sub/path/"
PLAIN = Options()
Pages = Mapping[str, BeautifulSoup]
"""The pages of a site by their file."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended and what it printed, the edition's folder written as ROOT."""

    code: int
    output: str


def copied(name: str, target: Path) -> Path:
    """A copy of an edition's seeds and content in a folder of its own."""
    for folder in ("seeds", "content"):
        shutil.copytree(EDITIONS[name] / folder, target / folder)
    return target


def evidence(command: str, root: Path, *more: str) -> Run:
    """Run a command on an edition, in this process. An exception that escapes the command escapes here too."""
    result = CliRunner().invoke(main, [*command.split(), "--root", str(root), *more])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(int(result.exit_code), result.output.replace(str(root.resolve()), "ROOT"))


def files(corpus: Corpus, templates: Path, options: Options) -> dict[str, bytes]:
    """Every file of a site, all of them made: what a build has to come to, whatever it made anew."""
    views = plan(corpus)
    renderer = Renderer(templates, corpus.site.value.base_url, options.portable, options.policy)
    pages = {urls.file(view.url): renderer.render(view) for view in views}
    return {**pages, **of_every_site(templates), **exports.files(corpus, views)}


@cache
def built(name: str, options: Options = PLAIN) -> Mapping[str, bytes]:
    """Every file of an edition's site."""
    paths = Paths(EDITIONS[name])
    return files(with_base_url(load(paths), options.base_url), paths.templates, options)


@cache
def pages(name: str, options: Options = PLAIN) -> Pages:
    """Every page of an edition's site, parsed."""
    found = built(name, options)
    return {path: BeautifulSoup(data, "lxml") for path, data in found.items() if path.endswith(".html")}


def page(name: str, address: str) -> BeautifulSoup:
    """The page at an address of an edition's site."""
    return pages(name)[f"{address.lstrip('/')}index.html"]


def text(tag: Tag | None) -> str:
    """What a reader sees of a tag, white space folded; empty where there is no such tag."""
    return " ".join(tag.get_text().split()) if tag is not None else ""


def glance(soup: BeautifulSoup) -> dict[str, str]:
    """The numbers at the head of a page, by the first word of what they count, in the singular."""
    rows = [(text(row.dt), text(row.dd)) for row in soup.select(".glance > div")]
    return {label.split()[0].rstrip(",:;s"): value for label, value in rows}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files_of(folder)}


def files_of(folder: Path) -> Iterator[Path]:
    """All files below a folder, hidden ones too."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
