"""A built site served on loopback as GitHub Pages does: below a path, compressed, with its page for what is missing."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.parse import unquote, urlsplit

from generator import fulltext, urls
from generator.build import Options, build
from generator.config import Paths

PREFIX = "/sub/path/"
COMPRESSED = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")


@contextmanager
def published(edition: Path, prefix: str = PREFIX) -> Iterator[str]:
    """The address of an edition's site, built for this address with its full text, until the block ends."""
    with TemporaryDirectory() as folder:
        site = Path(folder).resolve() / "site"
        server = _server(site, prefix)
        address = f"http://127.0.0.1:{server.server_port}{prefix}"
        if build(Paths(edition), site, Options(base_url=address)).changes is None:
            server.server_close()
            raise ValueError(f"the edition in {edition} has errors; see `evidence check`")
        fulltext.update(site)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield address
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _server(site: Path, prefix: str) -> ThreadingHTTPServer:
    """A server of a folder's files at a free port. What lies outside the prefix is not there."""

    @cache
    def body(name: str, compressed: bool) -> bytes:
        data = (site / name).read_bytes()
        return gzip.compress(data, mtime=0) if compressed else data

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            name = urls.file("/" + path.removeprefix(prefix)) if path.startswith(prefix) else ""
            found = bool(name) and (site / name).is_file()
            name = name if found else "404.html"
            kind = guess_type(name)[0] or "application/octet-stream"
            compressed = kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", "")
            data = body(name, compressed)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments: object) -> None:
            """Say nothing: a browser that leaves a page breaks its connections."""

    return Server(("127.0.0.1", 0), Handler)
