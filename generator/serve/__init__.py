"""The site while it is being written: rebuilt and reloaded at every save, its problems shown over the page.

The only importer of livereload, which serves files, puts its script into pages and tells them to reload.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from tornado.web import RequestHandler
from tornado.web import StaticFileHandler as PlainFiles

from generator import emit
from generator.config import Paths
from generator.problems import Problem
from generator.serve import watch

POLICY = "default-src 'self' 'unsafe-inline'; connect-src 'self' ws:"
"""Weaker than the published pages' own: livereload puts an inline script into each page and opens a socket."""
_OVERLAY = Path(__file__).parent / "overlay"
_HEAD_END = b"</head>"
_NOTHING_YET = (_OVERLAY / "nothing-yet.html").read_bytes()
_BUG = "The program itself failed; the terminal says how. Please report it."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rebuild came to."""

    built: bool
    """Whether the pages are those of the content as it stands."""
    problems: tuple[Problem, ...] = ()
    messages: tuple[str, ...] = ()
    """Faults that lie outside of the edition's files, such as a full disk."""


class Work(Protocol):
    """What is done at a save; `changed` are the files that were saved, none of them at the start."""

    def normalize(self, changed: frozenset[str]) -> bool:
        """Bring the files that a program writes up to date, where what was saved can change them; whether it could."""

    def build(self, changed: frozenset[str]) -> Outcome:
        """Build the site; `changed` are also the files that the program wrote just now."""

    def tell_later(self, tell: Callable[[Outcome], None]) -> None:
        """Say who is to be told when pages that did not have to be seen at once were built after all."""


class _State:
    """What is shown now. Each rebuild gets a name, by which a page knows whether it is still the newest."""

    def __init__(self, outcome: Outcome) -> None:
        self.set(outcome)

    def set(self, outcome: Outcome) -> None:
        self.outcome, self.name = outcome, str(time.time_ns())

    def as_data(self) -> dict[str, Any]:
        """The state as the overlay reads it."""
        outcome = self.outcome
        problems = [asdict(problem) | {"place": problem.place} for problem in outcome.problems]
        return {"name": self.name, "built": outcome.built, "problems": problems, "messages": list(outcome.messages)}


class _Pages(StaticFileHandler):  # type: ignore[misc]  # livereload ships no types
    """Files of the built site, pages with the overlay; and the site's own page for an address that is not there."""

    def initialize(self, path: str, default_filename: str, state: _State) -> None:
        super().initialize(path, default_filename)
        self._state = state

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send a file, read in one step: a build may put another in its place at any moment.

        While files are moved into the site, or a move was stopped, the site is a mixture, and nothing of it is sent.
        """
        name = self._state.name
        if emit.is_open(Path(self.root)):
            self.set_status(503)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(_dressed(_NOTHING_YET, name))
            return
        self.path = self.parse_url_path(path)
        found = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if found is not None:  # else the browser was sent to the address with a slash
            self.absolute_path = found
            data = Path(found).read_bytes()
            self.set_header("Content-Type", self.get_content_type())
            self.set_header("Cache-Control", "no-store")
            self.finish(_dressed(data, name) if found.endswith(".html") else data)

    def compute_etag(self) -> None:
        """None: livereload's own names a version by whole seconds, in which two saves may fall."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        if status_code != 404:
            super().write_error(status_code, **kwargs)
            return
        page = Path(self.root) / "404.html"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(_dressed(page.read_bytes() if page.is_file() else _NOTHING_YET, self._state.name))


def _dressed(page: bytes, name: str) -> bytes:
    script = f'<script src="/_serve/overlay.js" data-name="{name}" defer></script>'
    return page.replace(_HEAD_END, script.encode() + _HEAD_END, 1)


class _StateHandler(RequestHandler):
    def initialize(self, state: _State) -> None:
        self._state = state

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(self._state.as_data())


class _Server(Server):  # type: ignore[misc]
    """Livereload's server with the overlay beside the site."""

    def __init__(self, watcher: Watcher, state: _State) -> None:
        super().__init__(watcher=watcher)
        self._state = state

    def get_web_handlers(self, script: bytes) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        site = {"path": self.root, "default_filename": self.default_filename, "state": self._state}
        return [
            ("/_serve/state", _StateHandler, {"state": self._state}),
            ("/_serve/(.*)", PlainFiles, {"path": str(_OVERLAY)}),
            ("/(.*)", _Pages, site),
        ]


class _Watcher(Watcher):  # type: ignore[misc]
    """Looks and builds in a thread of its own, so that the server answers meanwhile."""

    def __init__(self, follow: Callable[[], None], ready: Callable[[], None]) -> None:
        super().__init__()
        self._follow, self._ready = follow, ready

    def start(self, callback: Callable[[], None]) -> bool:
        """Begin, once the port is open. True tells livereload not to poll."""
        threading.Thread(target=self._follow, daemon=True).start()
        loop = IOLoop.current()
        _end_when_interrupted(loop)
        loop.add_callback(self._ready)
        return True


def _end_when_interrupted(loop: IOLoop) -> None:
    """Have Ctrl-C end a loop between two of its callbacks: an exception in the midst of one can be lost there.

    The second Ctrl-C raises one as ever.
    """

    def end(*_signal: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # Unlike `add_callback` in the loop's own thread, this wakes it.
        loop.asyncio_loop.call_soon_threadsafe(loop.stop)  # type: ignore[attr-defined]  # every loop has one

    if threading.current_thread() is threading.main_thread():  # no other may say what a signal does
        signal.signal(signal.SIGINT, end)


class _Following:
    """The watch over an edition, from one rebuild to the next."""

    def __init__(self, paths: Paths, work: Work) -> None:
        self._folders = (paths.content, paths.seeds, paths.root / "templates")
        self._written = (paths.papers, paths.detected)
        self._work = work
        self._seen = watch.stamps(self._folders)
        self.state = _State(self._rebuild(frozenset()))

    def follow(self, loop: IOLoop) -> None:
        """Rebuild after every save, for ever. What is saved during a rebuild is found right after it."""
        hints = watch.Hints(self._folders)
        self._work.tell_later(lambda outcome: self._show(outcome, loop))
        while True:
            now = watch.wait(self._folders, self._seen, hints)
            changed, self._seen = watch.differing(self._seen, now), now
            self._show(self._attempt(changed), loop)

    def _show(self, outcome: Outcome, loop: IOLoop) -> None:
        self.state.set(outcome)
        loop.add_callback(LiveReloadHandler.reload_waiters)

    def _attempt(self, changed: frozenset[str]) -> Outcome:
        """A rebuild. A fault of the program ends its thread, which prints it, and not the watch."""
        outcomes: list[Outcome] = []
        attempt = threading.Thread(target=lambda: outcomes.append(self._rebuild(changed)), daemon=True)
        attempt.start()
        attempt.join()
        return outcomes[0] if outcomes else Outcome(built=False, messages=(_BUG,))

    def _rebuild(self, changed: frozenset[str]) -> Outcome:
        if self._work.normalize(changed):
            # What the program has written just now is no save. People's files stay as they were seen before it began:
            # what was saved meanwhile must be found.
            written = watch.stamps(self._written)
            folders = tuple(f"{folder}{os.sep}" for folder in self._written)
            old = {path: stamp for path, stamp in self._seen.items() if path.startswith(folders)}
            changed |= watch.differing(old, written)
            self._seen = {path: stamp for path, stamp in self._seen.items() if path not in old} | written
        return self._work.build(changed)


def serve(paths: Paths, site: Path, work: Work, host: str, port: int, ready: Callable[[], None]) -> None:
    """Build the site and serve it until interrupted; `ready` is called once it answers.

    Raises OSError if the port is taken.
    """
    following = _Following(paths, work)
    # Livereload counts a page from the moment it has introduced itself; a reload sent just before would be lost.
    LiveReloadHandler.open = lambda socket: LiveReloadHandler.waiters.add(socket)
    loop = IOLoop.current()
    watcher = _Watcher(lambda: following.follow(loop), ready)
    watcher.watch(str(paths.root))
    _Server(watcher, following.state).serve(root=str(site), host=host, port=port)
