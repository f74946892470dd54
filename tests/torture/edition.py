"""A made-up edition that has two states of its content, and the site that a build in peace makes of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import corpus
from generator import fulltext
from tests.editions import copied, evidence, tree
from tests.torture.child import IN_PEACE, Ended, Way, run

Make = Callable[[Path], object]
Tree = Mapping[str, bytes]


def bench(papers: int) -> Make:
    """The collection that `make bench` measures with."""
    return lambda root: corpus.write(root, papers, diseases=max(4, papers // 10))


def of_tests(name: str) -> Make:
    """An edition of the tests."""
    return lambda root: copied(name, root)


@dataclass
class Edition:
    """The edition, in one of its two states."""

    root: Path
    changes: tuple[Mapping[str, bytes | None], Mapping[str, bytes | None]]
    """For each state, the files that differ, by their path below the root; None where there is no file."""
    sites: tuple[Tree, Tree]
    state: int

    def flip(self) -> None:
        """Edit the content to its other state."""
        self.state = 1 - self.state
        self.write()

    def write(self) -> None:
        """Give the content its state again."""
        for name, data in self.changes[self.state].items():
            path = self.root / name
            path.unlink(missing_ok=True) if data is None else path.write_bytes(data)

    @property
    def old(self) -> Tree:
        """The site before the last edit."""
        return self.sites[1 - self.state]

    @property
    def new(self) -> Tree:
        """The site that the content as it is now makes."""
        return self.sites[self.state]

    def site(self) -> Tree:
        """The site as it is."""
        return tree(self.root / "site")

    def people(self) -> Tree:
        """All that people and `normalize` wrote."""
        return {name: data for name, data in tree(self.root).items() if name.startswith(("content/", "seeds/"))}

    def build(self, folder: Path, way: Way = IN_PEACE) -> Ended:
        """Build it in a process of its own."""
        return run(["build", "--root", str(self.root)], folder, way)


def edition(root: Path, make: Make) -> Edition:
    """Make it, with both of its sites; it is left built in its first state."""
    make(root)
    sites = []
    found = Edition(root, (_as_is(root), _edited(root)), ({}, {}), 0)
    for _ in range(2):
        run_ = evidence("build", root)
        assert run_.code == 0, run_.output[-2000:]
        sites.append(found.site())
        found.flip()
    found.sites = (sites[0], sites[1])
    assert evidence("build", root).code == 0
    assert found.site() == found.new
    return found


def _edited(root: Path) -> Mapping[str, bytes | None]:
    """A page more, an appraisal that says more, and every other page changed."""
    appraisal = sorted((root / "content/appraisals").glob("*.md"))[-1]
    settings = (root / "content/site.yaml").read_bytes()
    return {
        "content/site.yaml": settings.replace(b"title: ", b"title: New ", 1),
        "content/pages/ways.md": (root / "content/pages/methods.md").read_bytes(),
        appraisal.relative_to(root).as_posix(): appraisal.read_bytes() + b"\nMade-up words.\n",
    }


def _as_is(root: Path) -> Mapping[str, bytes | None]:
    return {name: path.read_bytes() if (path := root / name).is_file() else None for name in _edited(root)}


def pages(site: Tree) -> Tree:
    """A site without its index of the full text, which is published apart."""
    return {name: data for name, data in site.items() if not name.startswith(fulltext.FOLDER)}


def index(site: Tree) -> Tree:
    """The index of the full text."""
    return {name: data for name, data in site.items() if name.startswith(fulltext.FOLDER)}
