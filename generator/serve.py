"""The site while it is being written: rebuilt and reloaded at every save. The only importer of livereload."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler

from generator.config import Paths

POLICY = "default-src 'self' 'unsafe-inline'; connect-src 'self' ws:"
"""Weaker than the published pages' own: livereload puts an inline script into each page and opens a socket."""
WATCHED = ("content/**/*", "seeds/**/*", "templates/**/*")
"""Globs, since livereload runs one build for each changed file of a folder."""


class _Pages(StaticFileHandler):  # type: ignore[misc]  # livereload ships no types
    """Files of the built site, and its own page for an address that is not there."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        page = Path(self.root) / "404.html"
        if status_code == 404 and page.is_file():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **kwargs)


def serve(paths: Paths, site: Path, rebuild: Callable[[], None], host: str, port: int) -> None:
    """Serve a built site until interrupted, calling `rebuild` after every save. Raises OSError if the port is taken."""
    # livereload ignores changes that come within three seconds of a reload unless this is zero.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    server = Server()
    server.SFH = _Pages
    for pattern in WATCHED:
        server.watch(str(paths.root / pattern), rebuild)
    server.serve(root=str(site), host=host, port=port)
