"""What `serve` does at every save, told in the terminal as any build is."""

import gc
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from generator import build as building
from generator import quick, serve, store
from generator.build import Options
from generator.cli import steps
from generator.config import Paths
from generator.detect import Names
from generator.problems import Problem
from generator.remembered import Remembered
from generator.serve import watch

_SERVE = "evidence serve"
_SHOWN = 0.5
"""Seconds after a build in which a browser loads its page again; to free what the build worked on would stop it."""
_QUIET = 3.0
"""Seconds after a build before what can wait is made, which a save would make in vain."""


class _Overtaken(Exception):
    """Something was saved while what can wait was being made."""


class Work:
    """Normalizing where what was saved can change a machine's file, and building.

    A save rebuilds the pages of what was saved. What no reload should wait for follows once there is quiet: pages and
    exports of the whole edition, the proposals where a disease got another name, and the full-text index. Each is given
    up for the next save.
    """

    def __init__(self, paths: Paths, site: Path, base_url: str) -> None:
        self._paths, self._site = paths, site
        self._options = Options(base_url=base_url, policy=serve.POLICY)
        self._remembered = Remembered()
        self._touched: set[str] | None = None
        """What was saved since the last build that looked at the files; None where all are to be looked at."""
        self._held: object = None
        """What the last build worked on."""
        self._unfinished = False
        """Whether the last build left something for later."""
        self._unread: tuple[Problem, ...] = ()
        self._messages: tuple[str, ...] = ()
        self._proposing: object = None
        """The words that papers were searched for; None before they were."""
        self._renamed = False
        """Whether those words may have changed since."""
        self._written: watch.Stamps = {}
        """The files that a program writes, as it left them."""
        self._tell: Callable[[serve.Outcome], None] = lambda _: None
        self._saved = threading.Event()
        self._building, self._following = threading.Lock(), threading.Lock()
        self._indexing = 0.0
        """Seconds that the last index took."""

    def normalize(self, changed: frozenset[str]) -> bool:
        """Read the seeds again where they or the papers have changed.

        Whether the words that papers are searched for have changed is found out later: that takes as long.
        """
        self._saved.set()
        below = tuple(f"{each}{os.sep}" for each in (self._paths.seeds, *self._machine))
        naming = (f"{self._paths.content / 'diseases'}{os.sep}", str(self._paths.content / "intervention.yaml"))
        self._renamed |= any(path.startswith(naming) for path in changed)
        saved = [path for path in changed if path.startswith(below)]
        if changed and all(path in self._written and watch.stamp(path) == self._written[path] for path in saved):
            return False
        with self._building:
            self._normalize()
        return True

    @property
    def _machine(self) -> tuple[Path, Path]:
        return self._paths.papers, self._paths.detected

    def _normalize(self, hears: Callable[..., None] = lambda *_: None) -> None:
        unread: tuple[Problem, ...] = ()
        messages: tuple[str, ...] = ()
        try:
            with steps.in_words(self._paths, self._paths.content):
                words = self._words()
            with steps.alone(self._paths, _SERVE):
                before = quick.before_normalizing(self._paths)
                if self._written or not quick.is_normalized(self._paths):
                    outcome = steps.normalize(self._paths, self._options.jobs, hears)
                    steps.keep_normalized(self._paths, outcome, before)
                    unread = (*outcome.problems, *outcome.doubts)
            self._proposing = words
        except steps.Shown as fault:
            unread = fault.problems
        except click.ClickException as fault:
            fault.show()
            messages = (fault.format_message(),)
        finally:
            self._written = watch.stamps(self._machine)
        self._unread, self._messages = unread, messages

    def _words(self) -> object:
        """The words that papers are searched for; None where the edition does not describe its drug yet."""
        found = store.vocabulary(self._paths)
        return found and (found[0], Names.of(found[1]))

    def build(self, changed: frozenset[str]) -> serve.Outcome:
        """Build the pages, and say what came of it."""
        messages = list(self._messages)
        problems: tuple[Problem, ...] = ()
        built = False
        try:
            with self._building, steps.alone(self._paths, _SERVE):
                self._saved.clear()
                options = replace(self._options, touched=self._touching(changed))
                result = steps.build(self._paths, self._site, options, self._remembered)
                self._settle(options, result)
            problems, built = tuple(result.report.problems), result.changes is not None
            self._follow_later()
        except steps.Shown as fault:
            problems = fault.problems
        except click.ClickException as fault:
            fault.show()
            messages.append(fault.format_message())
        return serve.Outcome(built, _once(self._unread, problems), tuple(messages))

    def tell_later(self, tell: Callable[[serve.Outcome], None]) -> None:
        """Say who is to be told when pages that did not have to be seen at once were built after all."""
        self._tell = tell

    def _settle(self, done: Options, result: building.Build) -> None:
        """Get ready for the next build."""
        self._touched, self._held = set(), result.held
        if done.touched is not None or result.changes is not None:  # one with errors finishes nothing
            self._unfinished = done.touched is not None
        if self._options.jobs is None:
            # From now on other threads are at work here, and a process must not be forked from among them.
            self._options = replace(self._options, jobs=1)
            # What an edition takes stays to the end. To look through it for what does not stops the pages for seconds.
            gc.freeze()

    def _touching(self, changed: frozenset[str]) -> frozenset[str] | None:
        """All that was saved since a build last looked at the files, by their names below the root."""
        names = {self._paths.relative(Path(path)) for path in changed}
        if self._touched is None or not all(name.startswith(("content/", "seeds/")) for name in names):
            self._touched = None  # templates, for one, may be the edition's own from now on
            return None
        self._touched |= names
        return frozenset(self._touched)

    def _follow_later(self) -> None:
        """Have all else made once there is quiet."""
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        is_saved = self._saved.wait(_SHOWN)
        self._held = None
        if is_saved or self._saved.wait(_QUIET):
            return  # the build of that save has this follow it, too
        with self._following, suppress(_Overtaken):
            try:
                self._finish()
                self._propose()
                self._index()
            except click.ClickException as fault:
                fault.show()

    def _finish(self) -> None:
        """Build once more, now all that a published site has. The terminal has been told of the pages already."""
        with self._building, steps.alone(self._paths, _SERVE), steps.in_words(self._paths, self._site):
            if not self._unfinished:
                return
            with steps.uncollected():
                result = building.build(self._paths, self._site, self._options, self._give_up, self._remembered)
            self._unfinished = False
            changes = result.changes
            if changes and any(name.endswith(".html") for name in (*changes.written, *changes.removed)):
                problems = _once(self._unread, tuple(result.report.problems))
                self._tell(serve.Outcome(built=True, problems=problems, messages=self._messages))

    def _propose(self) -> None:
        """Normalize if papers are to be searched for other words; what is written then is built like any save."""
        with self._building, steps.in_words(self._paths, self._paths.content):
            renamed, self._renamed = self._renamed, False  # what is saved from now on counts anew
            if renamed and self._words() != self._proposing:
                try:
                    self._normalize(self._give_up)
                except _Overtaken:
                    self._renamed = True
                    raise

    def _index(self) -> None:
        """Make the full text, which is worth it if nothing is saved for as long as that takes."""
        if not self._saved.wait(self._indexing):
            begun = time.monotonic()
            steps.index(self._paths, self._site)
            self._indexing = time.monotonic() - begun

    def _give_up(self, *_progress: object) -> None:
        if self._saved.is_set():
            raise _Overtaken


def _once(unread: tuple[Problem, ...], built: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems of reading and of building; a fault that both found, such as a hand edit, stands once."""
    known = {(problem.path, problem.line, problem.code) for problem in unread}
    return (*unread, *(each for each in built if (each.path, each.line, each.code) not in known))
