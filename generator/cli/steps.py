"""What several commands do, and how they tell it: they load, normalize and build, and end with words in every case."""

import errno
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from generator import build as building
from generator import check as checking
from generator import emails, emit, forking, fulltext, locking, quick, store, terminal
from generator.check import Report
from generator.config import Paths
from generator.emit import Changes
from generator.model import Corpus
from generator.problems import Fault, Problem, errors
from generator.remembered import Remembered
from generator.terminal import Look, count

if TYPE_CHECKING:
    from generator import normalize as normalizing
    from generator.reading import Progress

_WAYS_OUT = {
    errno.EACCES: "Mend that: let yourself read and write there, or copy the edition to a folder of your own,",
    errno.EROFS: "Mend that: copy the edition to a disk that can be written to,",
    errno.ENOSPC: "Mend that: free some space",
}
"""What to do about faults that people meet, by their number."""
_SOON = 1.0
"""Seconds of work before its progress is shown."""
_BETWEEN = 0.1
"""Seconds between two lines of progress."""
_ERASE = "\r\x1b[K"


class Shown(click.ClickException):
    """Ends a command with exit code 1 after its problems were shown."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].code)

    def show(self, file: IO[Any] | None = None) -> None:
        """Say nothing more."""


@contextmanager
def in_words(paths: Paths, place: Path) -> Iterator[None]:
    """Ends the command with a sentence, never a traceback, where a file cannot be read or written."""
    try:
        yield
    except Fault as fault:
        show(paths, fault.problems)
        raise Shown(fault.problems) from None
    except OSError as fault:
        name = fault.filename2 or fault.filename or place
        way_out = _WAYS_OUT.get(fault.errno or 0, "Mend that")
        raise click.ClickException(f"{name}: {fault.strerror}. {way_out} and run the command again.") from None


@contextmanager
def alone(paths: Paths, what: str, lock: str = locking.MAIN) -> Iterator[None]:
    """Work while no other command works on the edition; one that has to wait says for whom."""

    def waiting(holder: str) -> None:
        click.echo(f"Waiting for {holder}, which works on {paths.root}.", err=True)

    with ExitStack() as held:
        with in_words(paths, paths.cache):
            held.enter_context(locking.alone(paths.cache, what, waiting, lock))
        yield


def normalize(
    paths: Paths, jobs: int | None = None, hears: Callable[..., None] = lambda *_: None
) -> "normalizing.Outcome":
    """Normalize and say so. `jobs` is how many processors may work at once; all where it is None.

    `hears` is called again and again while that goes on.
    """
    from generator import normalize as normalizing  # the readers take long to import, and few commands need them

    with in_words(paths, paths.papers), progress() as tell:

        def told(at: "Progress") -> None:
            hears()
            tell(f"Normalizing, {at.name}", at.done, at.of)

        outcome = normalizing.normalize(paths, told, jobs)
    show(paths, [*outcome.problems, *outcome.doubts])
    click.echo(_normalized(outcome))
    return outcome


def keep_normalized(paths: Paths, outcome: "normalizing.Outcome", before: quick.Before) -> None:
    """Record the answer to the same command, as long as nothing changes; none where a problem awaits somebody."""
    if not outcome.problems:
        said = (*terminal.problems(outcome.doubts, paths.root, look_of(sys.stdout)), _normalized(outcome))
        with in_words(paths, paths.cache):
            quick.keep_normalized(paths, sys.argv[1:], before, "\n".join(said) + "\n")


def _normalized(outcome: "normalizing.Outcome") -> str:
    removed = f", {len(outcome.removed)} removed" if outcome.removed else ""
    return (
        f"Normalized: {count(len(outcome.written), 'paper')} written, {len(outcome.unchanged)} unchanged, "
        f"{len(outcome.kept)} left alone{removed}."
    )


def load(paths: Paths) -> Corpus:
    """The edition's content."""
    with in_words(paths, paths.content):
        return store.load(paths)


def check(corpus: Corpus, today: date) -> Report:
    """What is wrong with an edition; its quotes are checked by several processes."""
    papers = tuple(corpus.appraisals)
    verdicts = forking.spread(partial(checking.verdict, corpus), papers, forking.processors())
    return checking.check(corpus, today, dict(zip(papers, verdicts, strict=True)))


def look_at_site(paths: Paths, corpus: Corpus) -> tuple[int, list[Problem]]:
    """How many files of the built site were looked at, and what is wrong with them."""
    from generator import published  # lxml takes long to import, and only this command needs it

    own = [corpus.site.value.model_dump_json(), *(page.body for page in corpus.prose.values())]
    with in_words(paths, paths.site):
        return published.problems(paths.site, {address for text in own for address in emails.every(text)})


def build(paths: Paths, site: Path, options: building.Options, remembered: Remembered | None = None) -> building.Build:
    """Build and say so."""
    with in_words(paths, site), progress() as tell, uncollected():
        _finish_index(paths, site)
        result = building.build(paths, site, options, tell, remembered)
    show(paths, result.report.problems)
    click.echo(verified(result.report))
    click.echo(_built(site, result.changes))
    return result


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves memory alone for a while: what an edition takes is in use to the end, and looking takes up to a third."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _finish_index(paths: Paths, site: Path) -> None:
    """Finish or forget an index that was stopped on its way, since a build with errors comes to no index of its own."""
    with locking.at_once(paths.cache, locking.SEARCH) as nobody_makes_it:
        if nobody_makes_it:
            emit.recover(site, fulltext.FOLDER)


def explain(result: building.Build) -> None:
    """Say why each page was made."""
    for url, reason in result.made.items():
        click.echo(f"{url}: {reason}.")


def keep_quick(paths: Paths, result: building.Build, indexed: fulltext.Indexed) -> None:
    """Record the answer to the same command, as long as nothing changes."""
    if result.changes is None or indexed.problem:
        return
    files = len(result.changes.written) + result.changes.unchanged
    said = (
        *terminal.problems(result.report.problems, paths.root, look_of(sys.stdout)),
        verified(result.report),
        _built(paths.site, Changes((), (), files)),
        _indexed(indexed, "unchanged"),
    )
    with in_words(paths, paths.cache):
        quick.keep(paths, sys.argv[1:], result.inputs, "\n".join(said) + "\n")


def verify(paths: Paths, options: building.Options) -> None:
    """Build everything once more beside the site, and compare."""
    with in_words(paths, paths.cache), tempfile.TemporaryDirectory(dir=paths.cache) as folder:
        again = Path(folder, "site")
        building.build(paths, again, replace(options, afresh=True))
        wrong = sorted(emit.differing(paths.site, again))
    if wrong:
        raise click.ClickException(
            f"{count(len(wrong), 'file')} of {paths.site} differ from what is built afresh, such as {wrong[0]}. "
            "Delete the folder .evidence, build again, and report it: that should not happen."
        )
    click.echo(f"Verified: built afresh, {paths.site} is the same byte for byte.")


def index(paths: Paths, site: Path) -> fulltext.Indexed:
    """Make the full-text index of a built site, and say so."""
    with alone(paths, "the making of a search index", locking.SEARCH), in_words(paths, site):
        begun = time.monotonic()
        indexed = fulltext.update(site)
    if indexed.problem:
        show(paths, [indexed.problem])
    how = f"made in {time.monotonic() - begun:.1f} s" if indexed.made else "unchanged"
    click.echo("Search index: none." if indexed.problem else _indexed(indexed, how))
    return indexed


def _indexed(indexed: fulltext.Indexed, how: str) -> str:
    return f"Search index: {count(indexed.pages, 'page')}, {how}."


def _built(site: Path, changes: Changes | None) -> str:
    if changes is None:
        return f"Not built: {site} is as it was."
    counts = f"{len(changes.removed)} removed, {changes.unchanged} unchanged"
    return f"Built {site}: {count(len(changes.written), 'file')} written, {counts}."


def verified(report: Report) -> str:
    """What a check found, in one line."""
    wrong = len(errors(report.problems))
    return (
        f"Verified {count(report.quotes, 'quote')}, {count(report.links, 'link')} and "
        f"{count(report.numbers, 'number')}; {count(wrong, 'error')}, "
        f"{count(len(report.problems) - wrong, 'warning')}."
    )


def show(paths: Paths, problems: Iterable[Problem]) -> None:
    """Every problem with its number, its severity and its way out."""
    look = look_of(sys.stdout)
    for line in terminal.problems(problems, paths.root, look):
        click.echo(line, color=look.colours)


def look_of(stream: IO[str]) -> Look:
    """How output is to look; a person who sets NO_COLOR (https://no-color.org) gets none."""
    person = stream.isatty() and os.environ.get("TERM") != "dumb"
    return Look(person, person and not os.environ.get("NO_COLOR"))


@contextmanager
def progress() -> Iterator[building.Tell]:
    """Something to tell how far long work has come; it shows on a terminal, and is gone when the work ends."""
    if not look_of(sys.stderr).person:
        yield lambda *_: None
        return
    line = _Line()
    try:
        yield line.tell
    finally:
        line.erase()


class _Line:
    """The line of a terminal that tells how far work has come."""

    def __init__(self) -> None:
        self._begun = self._stage = self._last = time.monotonic()
        self._of = 0
        self._drawn = False

    def tell(self, name: str, done: int, of: int) -> None:
        """Show how far it is, but not for work that is soon done, and not more often than people read."""
        now = time.monotonic()
        if of != self._of:  # another kind of work, whose pace is its own
            self._of, self._stage = of, now
        if now - self._begun >= _SOON and now - self._last >= _BETWEEN:
            self._last, self._drawn = now, True
            said = terminal.progress(name, done, of, now - self._stage)
            click.echo(_ERASE + said, nl=False, err=True, color=True)

    def erase(self) -> None:
        """Leave nothing behind."""
        if self._drawn:
            click.echo(_ERASE, nl=False, err=True, color=True)
