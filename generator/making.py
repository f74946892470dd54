"""Pages made and files prepared, in one process or in several.

Each process has the whole corpus, makes its share of the pages and writes them beside the site: no page crosses from
one process to another, only what is to be known of it afterwards.
"""

import errno
import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

from generator import check, exports, urls
from generator.check import Verdict
from generator.emit import Stage
from generator.exports import Listing
from generator.model import Corpus
from generator.render import Renderer
from generator.views import Plan
from generator.views.model import View

SHARE = 40
"""Pages that a process is given at a time."""
WORTH_IT = 200
"""Pages from which a second process saves more time than it takes to start."""
_ENDED = "a process that makes pages was ended from outside, perhaps since memory ran out"
Done = TypeVar("Done")
Task = TypeVar("Task")


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be known of a page that was made."""

    url: str
    listing: Listing
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
    """Makes the pages of a corpus, one by one."""

    def __init__(self, corpus: Corpus, renderer: Renderer, stage: Stage) -> None:
        self._corpus, self._renderer, self._stage = corpus, renderer, stage
        self._plan = Plan(corpus)
        self.pages = tuple(Named(url, make) for url, make in self._plan.pages)
        """All pages there are, in the order that lists keep; two may want one address."""
        self._pages = dict(self._plan.pages)

    def verdict(self, paper: str) -> Verdict:
        """What is wrong with the appraisal of a paper."""
        return check.verdict(self._corpus, paper)

    def page(self, url: str) -> Made:
        """Make a page and prepare its files."""
        view = self._plan.view(url, self._pages[url])
        files = {urls.file(url): self._renderer.render(view), **exports.of_page(view, self._corpus)}
        written = tuple(name for name, data in files.items() if self._stage.offer(name, data))
        return Made(url, exports.listing(view), tuple(files), written)


class Crew:
    """Does the work of a maker, in several processes where that is worth it and the system can fork."""

    def __init__(self, maker: Maker, jobs: int | None = None) -> None:
        """`jobs` is the number of processes; None takes one for each processor."""
        self._maker = maker
        self._jobs = (jobs or os.cpu_count() or 1) if hasattr(os, "fork") else 1

    def verdicts(self, papers: Sequence[str]) -> Iterator[Verdict]:
        """What is wrong with appraisals, in their order."""
        return self._all(_verdicts, self._maker.verdict, papers)

    def pages(self, addresses: Sequence[str]) -> Iterator[Made]:
        """Make pages, in their order."""
        return self._all(_pages, self._maker.page, addresses)

    def _all(
        self, share: Callable[[Sequence[str]], list[Done]], one: Callable[[str], Done], tasks: Sequence[str]
    ) -> Iterator[Done]:
        if self._jobs == 1 or len(tasks) < WORTH_IT:
            yield from map(one, tasks)
            return
        global _maker  # what a forked process finds in its memory; nothing of a corpus is sent to it
        _maker = self._maker
        # A collection would write to every object, and so copy the memory that the processes share.
        gc.freeze()
        try:
            with ProcessPoolExecutor(self._jobs, multiprocessing.get_context("fork"), _end_with_parent) as pool:
                for done in pool.map(share, _shares(tasks)):
                    yield from done
        except BrokenProcessPool:
            raise ChildProcessError(errno.ECHILD, _ENDED) from None
        finally:
            _maker = None
            gc.unfreeze()


_maker: Maker | None = None


def _end_with_parent() -> None:
    """Have this process end when the one that began it is killed; by itself it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    ended = parent.join

    def follow() -> None:
        ended()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _verdicts(papers: Sequence[str]) -> list[Verdict]:
    assert _maker is not None
    return [_maker.verdict(paper) for paper in papers]


def _pages(addresses: Sequence[str]) -> list[Made]:
    assert _maker is not None
    return [_maker.page(url) for url in addresses]


def _shares(tasks: Sequence[Task]) -> Iterable[Sequence[Task]]:
    return (tasks[at : at + SHARE] for at in range(0, len(tasks), SHARE))
