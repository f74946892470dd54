"""What `serve` does at every save, told in the terminal as any build is."""

import os
import threading
import time
from pathlib import Path

import click

from generator import serve, store
from generator.build import Options
from generator.cli import steps
from generator.config import Paths
from generator.detect import Names
from generator.problems import Problem

_SERVE = "evidence serve"
_QUIET = 3.0
"""Seconds after a build before its full text is indexed, which a save would make in vain."""


class Work:
    """Normalizing where what was saved can change a machine's file, and building."""

    def __init__(self, paths: Paths, site: Path, base_url: str) -> None:
        self._paths, self._site = paths, site
        # Other threads are at work here, and a process must not be forked from among them.
        self._options = Options(base_url=base_url, policy=serve.POLICY, jobs=1)
        self._remembered = store.Remembered()
        self._unread: tuple[Problem, ...] = ()
        self._message: str | None = None
        self._proposing: object = None
        self._unindexed, self._indexing = threading.Event(), threading.Lock()

    def normalize(self, changed: frozenset[str]) -> None:
        """Read the seeds again if they, the papers, or the words that papers are searched for have changed."""
        machine = tuple(f"{each}{os.sep}" for each in (self._paths.seeds, self._paths.papers, self._paths.detected))
        try:
            with steps.in_words(self._paths, self._paths.content):
                found = store.vocabulary(self._paths)
            proposing = found and (found[0], Names.of(found[1]))
            if changed and proposing == self._proposing and not any(path.startswith(machine) for path in changed):
                return
            self._proposing, self._unread, self._message = proposing, (), None
            with steps.alone(self._paths, _SERVE):
                outcome = steps.normalize(self._paths, self._options.jobs)
            self._unread = (*outcome.problems, *outcome.doubts)
        except steps.Shown as fault:
            self._unread = fault.problems
        except click.ClickException as fault:
            fault.show()
            self._message = fault.format_message()

    def build(self) -> serve.Outcome:
        """Build, and say what came of it."""
        messages = [self._message] if self._message else []
        problems: tuple[Problem, ...] = ()
        built = False
        try:
            with steps.alone(self._paths, _SERVE):
                result = steps.build(self._paths, self._site, self._options, self._remembered)
            problems, built = tuple(result.report.problems), result.changes is not None
            self._index_later()
        except steps.Shown as fault:
            problems = fault.problems
        except click.ClickException as fault:
            fault.show()
            messages.append(fault.format_message())
        return serve.Outcome(built, _once(self._unread, problems), tuple(messages))

    def _index_later(self) -> None:
        """Have the full text indexed once there is quiet, so that no reload waits for it."""
        if not self._unindexed.is_set():
            self._unindexed.set()
            threading.Thread(target=self._index, daemon=True).start()

    def _index(self) -> None:
        time.sleep(_QUIET)
        try:
            with self._indexing:
                self._unindexed.clear()
                steps.index(self._paths, self._site)
        except click.ClickException as fault:
            fault.show()


def _once(unread: tuple[Problem, ...], built: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems of reading and of building; a fault that both found, such as a hand edit, stands once."""
    known = {(problem.path, problem.line, problem.code) for problem in unread}
    return (*unread, *(each for each in built if (each.path, each.line, each.code) not in known))
