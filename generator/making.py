"""Pages made and files prepared, in one process or in several.

Each process has the whole corpus, makes its share of the pages and writes them beside the site: no page crosses from
one process to another, only what is to be known of it afterwards.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import check, exports, forking, urls
from generator.check import Verdict
from generator.emit import Stage
from generator.exports import Listing
from generator.model import Corpus
from generator.problems import Problem
from generator.render import Renderer
from generator.views import Plan
from generator.views.model import View

_WORTH_IT = 12
"""Pages and exports from which a second process saves more than it takes to start: some take a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be known of a page or an export that was made."""

    name: str
    """The address of a page; what an export is called."""
    listing: Listing | None
    """None for an export."""
    files: tuple[str, ...]
    """Its files, by their path below the site's folder."""
    written: tuple[str, ...]
    """Those of them that the site does not have yet."""


@dataclass(frozen=True, slots=True)
class Named:
    """A page that is not made yet."""

    url: str
    make: Callable[[], View]

    def __str__(self) -> str:
        return f"the page {self.url} ({self.make().title})"


class Maker:
    """Makes the pages and exports of a corpus, one by one."""

    def __init__(self, corpus: Corpus, renderer: Renderer, stage: Stage) -> None:
        self._corpus, self._renderer, self._stage = corpus, renderer, stage
        self._plan = Plan(corpus)
        self.pages = tuple(Named(url, make) for url, make in self._plan.pages)
        """All pages there are, in the order that lists keep; two may want one address."""
        self._pages = dict(self._plan.pages)

    def verdict(self, paper: str) -> Verdict:
        """What is wrong with the appraisal of a paper."""
        return check.verdict(self._corpus, paper)

    def unnamed(self, paper: str) -> tuple[Problem, ...]:
        """The diseases that an appraisal is about and its paper does not name."""
        return check.unnamed(self._corpus, paper)

    def make(self, name: str) -> Made:
        """Make a page, given by its address, or an export, given by its name, and prepare its files."""
        if name in exports.OF_CORPUS:
            return self._prepared(name, None, exports.OF_CORPUS[name](self._corpus))
        view = self._plan.view(name, self._pages[name])
        page = {urls.file(name): self._renderer.render(view), **exports.of_page(view, self._corpus)}
        return self._prepared(name, exports.listing(view), page)

    def _prepared(self, name: str, listing: Listing | None, files: Mapping[str, bytes]) -> Made:
        written = tuple(path for path, data in files.items() if self._stage.offer(path, data))
        return Made(name, listing, tuple(files), written)


class Crew:
    """Does the work of a maker, in several processes where that is worth it and the system can fork."""

    def __init__(self, maker: Maker, jobs: int | None = None) -> None:
        """`jobs` is the number of processes; None takes one for each processor."""
        self._maker = maker
        self._jobs = forking.processors(jobs)

    def verdicts(self, papers: Sequence[str]) -> Iterator[Verdict]:
        """What is wrong with appraisals, in their order."""
        return forking.spread(self._maker.verdict, papers, self._jobs)

    def unnamed(self, papers: Sequence[str]) -> Iterator[tuple[Problem, ...]]:
        """The diseases that appraisals are about and their papers do not name, in the order of the papers."""
        return forking.spread(self._maker.unnamed, papers, self._jobs)

    def made(self, names: Sequence[str]) -> Iterator[Made]:
        """Make pages and exports, in their order."""
        return forking.spread(self._maker.make, names, self._jobs, _WORTH_IT)
