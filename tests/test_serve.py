"""`evidence serve` as a process of its own: what is saved is shown, what is broken is told, and Ctrl-C ends it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.editions import ROOT, copied

DEADLINE = 30.0
"""Seconds after which a change that was not noticed is a failure; noticing takes about one."""
PAUSE = 0.05


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running server, the edition it serves and what it has printed."""

    process: subprocess.Popen[bytes]
    root: Path
    address: str
    log: Path

    def printed(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path: str = "") -> tuple[int, str]:
        """Status and body of an address; status 0 while nobody answers."""
        try:
            with urlopen(self.address + path, timeout=5) as response:
                return response.status, response.read().decode()
        except HTTPError as fault:
            with fault:
                return fault.code, fault.read().decode()
        except (URLError, ConnectionError, TimeoutError):
            return 0, ""

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for a condition. Fails after the deadline or when the server has ended."""
        end = time.monotonic() + DEADLINE
        while not condition():
            assert self.process.poll() is None, f"the server has ended\n{self.printed()}"
            assert time.monotonic() < end, f"{what}: not within {DEADLINE:.0f} s\n{self.printed()}"
            time.sleep(PAUSE)

    def edit(self, path: str, old: str, new: str) -> None:
        """Save a change of a file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=DEADLINE)


def start(root: Path, port: int, log: Path) -> Served:
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    return Served(process, root, f"http://127.0.0.1:{port}/", log)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The minimal edition, served and answering."""
    server = start(copied("minimal", tmp_path / "edition"), free_port(), tmp_path / "log")
    try:
        server.until(lambda: server.get()[0] == 200, "the first answer")
        yield server
        assert "Traceback" not in server.printed()
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


DISEASE = "content/diseases/mistwort-fever.md"
APPRAISAL = "content/appraisals/99000101.md"


def test_a_page_is_served_and_a_lost_address_gets_the_page_for_it(served: Served) -> None:
    status, body = served.get("diseases/mistwort-fever/")
    assert status == 200
    assert "<h1>Mistwort fever</h1>" in body
    status, body = served.get("diseases/no/such/page/")
    assert status == 404
    assert "<h1>There is no such page</h1>" in body
    assert 'href="/diseases/"' in body
    assert served.get("assets/site.css")[0] == 200
    assert served.address in served.printed()


def test_what_is_saved_is_shown_again_and_again(served: Served) -> None:
    for old, new in [("name: mistwort fever", "name: marsh fever"), ("name: marsh fever", "name: mire fever")]:
        served.edit(DISEASE, old, new)
        title = f"<h1>{new.removeprefix('name: ').capitalize()}</h1>"
        served.until(lambda title=title: title in served.get("diseases/mistwort-fever/")[1], title)  # type: ignore[misc]


def test_a_document_dropped_into_the_seeds_is_shown(served: Served) -> None:
    seed = (served.root / "seeds/99000101.md").read_text("utf-8")
    (served.root / "seeds/new.md").write_text(
        seed.replace("99000101", "99000199").replace("jim.2024.101", "jim.2024.199"), "utf-8"
    )
    served.until(lambda: "Not yet appraised" in served.get("papers/99000199/")[1], "the new paper")


def test_a_broken_file_is_told_and_the_old_page_stays_until_it_is_mended(served: Served) -> None:
    old = served.get("diseases/mistwort-fever/")[1]
    served.edit(APPRAISAL, "Stiffness eased", "Stiffness ceased")
    served.until(lambda: "quote-not-found" in served.printed(), "the report of the broken quote")
    served.until(lambda: "Not built" in served.printed(), "the word that nothing was built")
    assert served.get("diseases/mistwort-fever/") == (200, old)

    served.edit(APPRAISAL, "Stiffness ceased", "Stiffness eased")
    served.edit(DISEASE, "name: mistwort fever", "name: marsh fever")
    served.until(lambda: "<h1>Marsh fever</h1>" in served.get("diseases/mistwort-fever/")[1], "the mended page")


def test_settings_that_cannot_be_read_do_not_end_the_server(served: Served) -> None:
    old = served.get()[1]
    served.edit("content/site.yaml", "title: Examplinum", "title: [Examplinum")
    served.until(lambda: "yaml-syntax" in served.printed(), "the report of the broken settings")
    assert served.get() == (200, old)
    served.edit("content/site.yaml", "title: [Examplinum", "title: Mended")
    served.until(lambda: "Mended Evidence" in served.get()[1], "the mended title")


def test_an_edition_that_is_broken_from_the_start_is_served_once_it_is_mended(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path / "edition")
    appraisal = root / APPRAISAL
    whole = appraisal.read_text("utf-8")
    appraisal.write_text(whole.replace("Stiffness eased", "Stiffness ceased"), "utf-8")
    server = start(root, free_port(), tmp_path / "log")
    try:
        server.until(lambda: server.get()[0] != 0, "the first answer")
        assert "quote-not-found" in server.printed()
        appraisal.write_text(whole, "utf-8")
        server.until(lambda: server.get()[0] == 200, "the site")
    finally:
        server.process.kill()
        server.process.wait()


def test_an_open_page_reloads_after_every_save(served: Served, chromium: Browser) -> None:
    """The second save comes at once: the live reload must not take it for an echo of the first."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{served.address}diseases/mistwort-fever/")
    served.until(lambda: "Browser Connected" in served.printed(), "the browser's connection")
    for old, new in [("mistwort", "marsh"), ("marsh", "mire")]:
        served.edit(DISEASE, f"name: {old} fever", f"name: {new} fever")
        page.get_by_role("heading", level=1, name=f"{new.capitalize()} fever").wait_for(timeout=DEADLINE * 1000)
    context.close()


def test_serving_leaves_the_built_site_alone(served: Served) -> None:
    assert not (served.root / "site").exists()


def test_an_interrupt_ends_it_cleanly(served: Served) -> None:
    assert served.interrupt() == 0
    assert "Traceback" not in served.printed()


def test_a_port_that_is_taken_is_told_with_the_way_out(served: Served, tmp_path: Path) -> None:
    port = int(served.address.rsplit(":", 1)[1].strip("/"))
    second = start(served.root, port, tmp_path / "second")
    try:
        assert second.process.wait(timeout=DEADLINE) == 1
    finally:
        second.process.kill()
    assert "Name another port with --port." in second.printed()
    assert "Traceback" not in second.printed()
