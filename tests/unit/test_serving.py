"""`serve` without a process of its own: what a save sets off, and what the server answers meanwhile."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from json import loads
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Never

import click
import pytest
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop

from generator import serve
from generator.cli import serving, steps
from generator.config import Paths
from generator.problems import error
from generator.serve import Outcome, watch
from tests.editions import copied
from tests.serving import APPRAISAL, DEADLINE, DISEASE, free_port

FAULT = error("content/a.md", 3, "made-up", "it is broken.", "Mend it.")


@dataclass
class Scripted:
    """Work whose outcomes a test names beforehand; none left is a fault of the program."""

    outcomes: list[Outcome]
    asked: list[frozenset[str]] = field(default_factory=list)

    def normalize(self, changed: frozenset[str]) -> bool:
        self.asked.append(changed)
        return True

    def build(self, changed: frozenset[str]) -> Outcome:
        return self.outcomes.pop(0)

    def tell_later(self, tell: Callable[[Outcome], None]) -> None:
        self.tell = tell


@dataclass
class Running:
    """A server in a thread of this process, and the saves it is told of."""

    port: int
    saves: Queue[watch.Stamps]

    def get(self, path: str) -> tuple[int, str, str | None]:
        """Status, text and type of an address."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        connection.request("GET", path)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode(), answer.getheader("Content-Type")
        connection.close()
        return found

    def state_after(self, save: watch.Stamps) -> dict[str, Any]:
        """What the overlay is told once a save was worked on."""
        before = loads(self.get("/_serve/state")[1])
        self.saves.put(save)
        end = time.monotonic() + DEADLINE
        while (now := loads(self.get("/_serve/state")[1])) == before:
            assert time.monotonic() < end
            time.sleep(0.01)
        return {key: value for key, value in now.items() if key != "name"}


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Scripted], Running]]:
    """Starts servers, which end with the test. They serve `tmp_path/site`."""
    loops: list[tuple[IOLoop, threading.Thread]] = []

    def start(work: Scripted) -> Running:
        saves: Queue[watch.Stamps] = Queue()
        answering: Queue[IOLoop] = Queue()
        port = free_port()

        def run() -> None:
            asyncio.set_event_loop(asyncio.new_event_loop())
            serve.serve(Paths(tmp_path), tmp_path / "site", work, "127.0.0.1", port, ready)
            IOLoop.current().close(all_fds=True)

        def ready() -> None:
            answering.put(IOLoop.current())

        def wait(_folders: object, _seen: object, _hints: object) -> watch.Stamps:
            return saves.get()  # once the test is over, for ever

        monkeypatch.setattr(watch, "wait", wait)
        # Livereload keeps it for the whole process, and starts no second watch.
        monkeypatch.setattr(LiveReloadHandler, "_last_reload_time", None)
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        loops.append((answering.get(timeout=DEADLINE), thread))
        return Running(port, saves)

    yield start
    for loop, thread in loops:
        loop.add_callback(loop.stop)
        thread.join(DEADLINE)
        assert not thread.is_alive()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_pages_get_the_overlay_and_other_files_do_not(tmp_path: Path, started: Callable[[Scripted], Running]) -> None:
    write(tmp_path / "site/index.html", "<html><head></head><body>Made up</body></html>")
    write(tmp_path / "site/data/a.json", '{"a": "</head>"}')
    server = started(Scripted([Outcome(built=True)]))
    status, page, kind = server.get("/")
    assert (status, kind) == (200, "text/html")
    assert '<script src="/_serve/overlay.js" data-name="' in page
    assert page.index("overlay.js") < page.index("</head>")
    assert server.get("/data/a.json")[:2] == (200, '{"a": "</head>"}')
    assert server.get("/_serve/overlay.js")[0] == 200


def test_a_site_that_is_a_mixture_is_not_shown(tmp_path: Path, started: Callable[[Scripted], Running]) -> None:
    write(tmp_path / "site/index.html", "<html><head></head><body>Half moved</body></html>")
    server = started(Scripted([Outcome(built=False)]))
    assert server.get("/")[0] == 200
    write(tmp_path / ".site-next/journal.json", "{}")
    status, page, _ = server.get("/")
    assert (status, "Half moved" in page) == (503, False)
    assert "overlay.js" in page


def test_an_address_that_is_not_there_gets_the_sites_own_page_once_there_is_one(
    tmp_path: Path, started: Callable[[Scripted], Running]
) -> None:
    server = started(Scripted([Outcome(built=False)]))
    status, page, _ = server.get("/gone/")
    assert status == 404
    assert "Not built yet" in page
    write(tmp_path / "site/404.html", "<html><head></head>No such page</html>")
    status, page, _ = server.get("/gone/")
    assert status == 404
    assert "No such page" in page
    assert "overlay.js" in page


def test_a_folder_without_a_slash_leads_to_the_one_with_it(
    tmp_path: Path, started: Callable[[Scripted], Running]
) -> None:
    write(tmp_path / "site/papers/index.html", "papers")
    assert started(Scripted([Outcome(built=True)])).get("/papers")[0] == 301


def test_nothing_outside_of_the_site_is_served(tmp_path: Path, started: Callable[[Scripted], Running]) -> None:
    write(tmp_path / "secret.txt", "secret")
    write(tmp_path / "site/index.html", "home")
    status, page, _ = started(Scripted([Outcome(built=True)])).get("/../secret.txt")
    assert status in (403, 404)
    assert "secret" not in page


def test_every_save_is_worked_on_and_its_outcome_told(tmp_path: Path, started: Callable[[Scripted], Running]) -> None:
    broken = Outcome(built=False, problems=(FAULT,), messages=("The disk is full.",))
    work = Scripted([Outcome(built=True), broken, Outcome(built=True)])
    server = started(work)
    told = server.state_after({"content/a.md": (1, 1, 1)})
    assert told["built"] is False
    assert told["messages"] == ["The disk is full."]
    assert [each["place"] for each in told["problems"]] == ["content/a.md:3"]
    assert server.state_after({}) == {"built": True, "problems": [], "messages": []}
    assert work.asked == [frozenset(), frozenset({"content/a.md"}), frozenset({"content/a.md"})]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_the_program_is_told_and_ends_nothing(
    tmp_path: Path, started: Callable[[Scripted], Running]
) -> None:
    work = Scripted([Outcome(built=True)])
    server = started(work)
    told = server.state_after({"content/a.md": (1, 1, 1)})
    assert told["built"] is False
    assert "The program itself failed" in str(told["messages"])
    work.outcomes.append(Outcome(built=True))
    assert server.state_after({})["built"] is True


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> serving.Work:
    """The work on the minimal edition. No full text is made: it would come seconds later."""
    monkeypatch.setattr(serving.Work, "_follow_later", lambda self: None)
    return serving.Work(Paths(copied("minimal", tmp_path / "edition")), tmp_path / "out", "http://127.0.0.1:5500/")


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_the_site_is_built_for_the_address_it_is_served_at(work: serving.Work, tmp_path: Path) -> None:
    work.normalize(frozenset())
    assert work.build(frozenset()) == Outcome(built=True)
    assert "unsafe-inline" in (tmp_path / "out/index.html").read_text("utf-8")


def test_a_broken_quote_is_in_the_outcome_and_nothing_is_built(work: serving.Work, tmp_path: Path) -> None:
    edit(tmp_path / "edition", APPRAISAL, "Stiffness eased", "Stiffness ceased")
    outcome = work.build(frozenset())
    assert outcome.built is False
    assert "quote-not-found" in [problem.code for problem in outcome.problems]


def test_settings_that_cannot_be_read_are_in_the_outcome(work: serving.Work, tmp_path: Path) -> None:
    edit(tmp_path / "edition", "content/site.yaml", "title: Examplinum", "title: [Examplinum")
    work.normalize(frozenset())
    outcome = work.build(frozenset())
    assert outcome.built is False
    assert {problem.code for problem in outcome.problems} == {"yaml-syntax"}


def test_a_document_that_cannot_be_read_stays_told_at_the_next_save(work: serving.Work, tmp_path: Path) -> None:
    (tmp_path / "edition/seeds/odd.txt").write_text("An odd document, made up.", "utf-8")
    work.normalize(frozenset())
    for _ in range(2):
        outcome = work.build(frozenset())
        assert outcome.built is True
        assert "seed-unknown" in [problem.code for problem in outcome.problems]


SAVES = [
    ("seeds/new.txt", True),
    ("content/papers/99000101.md", True),
    ("content/detected/99000101.yaml", True),
    ("content/appraisals/99000101.md", False),
    ("content/pages/about.md", False),
]


@pytest.mark.parametrize(("saved", "again"), SAVES)
def test_the_seeds_are_read_again_only_where_a_save_can_change_what_is_read(
    saved: str, again: bool, work: serving.Work, tmp_path: Path
) -> None:
    work.normalize(frozenset())
    paper, changed = tmp_path / "edition/content/papers/99000101.md", tmp_path / "edition" / saved
    with changed.open("a", encoding="utf-8") as stream:
        stream.write("\n")
    paper.unlink()
    assert work.normalize(frozenset({str(changed)})) is again
    assert paper.is_file() is again


def test_what_normalizing_wrote_itself_does_not_have_the_seeds_read_again(work: serving.Work, tmp_path: Path) -> None:
    (tmp_path / "edition/content/papers/99000101.md").unlink()
    assert work.normalize(frozenset())
    written = {str(tmp_path / "edition/content/papers/99000101.md")}
    assert not work.normalize(frozenset(written))
    assert work.normalize(frozenset({*written, str(tmp_path / "edition/seeds/new.txt")}))


@dataclass
class Follower:
    """Work on the minimal edition that waits for no quiet, and how often its full text was made."""

    work: serving.Work
    root: Path
    indexed: Queue[object] = field(default_factory=Queue)

    def save(self, path: str, old: str, new: str) -> Outcome:
        """Change a file, and have the pages built."""
        edit(self.root, path, old, new)
        changed = frozenset({str(self.root / path)})
        self.work.normalize(changed)
        return self.work.build(changed)


@pytest.fixture
def follower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Follower:
    found = Follower(
        serving.Work(Paths(copied("minimal", tmp_path / "edition")), tmp_path / "out", "http://127.0.0.1:5500/"),
        tmp_path / "edition",
    )
    monkeypatch.setattr(serving, "_QUIET", 0.2)
    monkeypatch.setattr(steps, "index", lambda *given: found.indexed.put(given))
    found.work.normalize(frozenset())
    assert found.work.build(frozenset()).built
    found.indexed.get(timeout=DEADLINE)
    return found


def test_what_can_wait_follows_a_save_once_there_is_quiet(follower: Follower, tmp_path: Path) -> None:
    page, table = tmp_path / "out/papers/99000101/index.html", tmp_path / "out/data/evidence.csv"
    record, told = follower.root / ".evidence/build-out.json", Queue[Outcome]()
    follower.work.tell_later(told.put)
    before = table.read_bytes()
    recorded = record.read_bytes()
    assert follower.save(APPRAISAL, "- id: eased\n", "- id: eased\n    note: Made up.\n").built
    assert "Made up." in page.read_text("utf-8")
    assert table.read_bytes() == before
    follower.indexed.get(timeout=DEADLINE)
    assert b"Made up." in table.read_bytes()
    assert record.read_bytes() != recorded
    assert told.empty()  # no page of the whole edition shows a note


def test_a_page_of_the_whole_edition_follows_and_is_told_of(follower: Follower, tmp_path: Path) -> None:
    told = Queue[Outcome]()
    follower.work.tell_later(told.put)
    diseases = tmp_path / "out/diseases/index.html"
    assert follower.save(DISEASE, "abbreviations: [MWF]", "abbreviations: [MWF, MWFEVER]").built
    assert "MWFEVER" in (tmp_path / "out/diseases/mistwort-fever/index.html").read_text("utf-8")
    assert "MWFEVER" not in diseases.read_text("utf-8")
    assert told.get(timeout=DEADLINE).built
    assert "MWFEVER" in diseases.read_text("utf-8")


def test_what_follows_is_given_up_for_the_next_save_and_made_after_it(
    follower: Follower, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, saved = threading.Event(), threading.Event()
    finish = serving.Work._finish

    def wait(work: serving.Work) -> None:
        begun.set()
        assert saved.wait(DEADLINE)
        finish(work)

    monkeypatch.setattr(serving.Work, "_finish", wait)
    assert follower.save(APPRAISAL, "- id: eased\n", "- id: eased\n    note: Made up.\n").built
    assert begun.wait(DEADLINE)
    edit(follower.root, APPRAISAL, "note: Made up.", "note: Made up anew.")
    changed = frozenset({str(follower.root / APPRAISAL)})
    follower.work.normalize(changed)
    saved.set()
    with pytest.raises(Empty):
        follower.indexed.get(timeout=0.5)
    assert b"Made up" not in (tmp_path / "out/data/evidence.csv").read_bytes()
    assert follower.work.build(changed).built
    follower.indexed.get(timeout=DEADLINE)
    assert b"Made up anew." in (tmp_path / "out/data/evidence.csv").read_bytes()


def test_a_new_name_of_a_disease_has_papers_searched_again_once_there_is_quiet(follower: Follower) -> None:
    proposals = follower.root / "content/detected/99000101.yaml"
    assert "mistwort-fever" in proposals.read_text("utf-8")
    assert follower.save(DISEASE, "name: mistwort fever", "name: marsh fever").built
    assert "mistwort-fever" in proposals.read_text("utf-8")
    follower.indexed.get(timeout=DEADLINE)
    assert "mistwort-fever" not in proposals.read_text("utf-8")
    assert not follower.work.normalize(frozenset({str(proposals)}))


def test_a_text_of_a_disease_has_no_paper_searched_again(follower: Follower) -> None:
    paper = follower.root / "content/papers/99000101.md"
    assert follower.save(DISEASE, "An invented disease", "A disease, invented").built
    paper.unlink()  # any reading of the seeds would bring it back
    follower.indexed.get(timeout=DEADLINE)
    assert not paper.exists()


def refusing(*_given: object) -> Never:
    raise click.ClickException("The disk is full.")


def test_what_stops_a_step_is_told_in_the_outcome(work: serving.Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "normalize", refusing)
    work.normalize(frozenset())
    assert work.build(frozenset()) == Outcome(built=True, messages=("The disk is full.",))
    monkeypatch.setattr(steps, "build", refusing)
    assert work.build(frozenset()) == Outcome(built=False, messages=("The disk is full.", "The disk is full."))


def test_the_full_text_is_made_once_for_several_saves_and_a_fault_of_it_is_said(
    follower: Follower, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def index(*given: object) -> None:
        follower.indexed.put(given)
        refusing()

    monkeypatch.setattr(steps, "index", index)
    for old, new in (("An invented disease", "Invented"), ("Invented", "A disease, invented")):
        assert follower.save(DISEASE, old, new).built
    assert follower.indexed.get(timeout=DEADLINE) == (Paths(follower.root), follower.root.parent / "out")
    with pytest.raises(Empty):
        follower.indexed.get(timeout=0.5)
    assert "The disk is full." in capsys.readouterr().err


def test_the_full_text_waits_for_as_long_as_it_took_the_last_time(follower: Follower) -> None:
    follower.work._indexing = 0.4
    begun = time.monotonic()
    assert follower.save(DISEASE, "An invented disease", "Invented").built
    follower.indexed.get(timeout=DEADLINE)
    assert time.monotonic() - begun >= 0.4 + serving._QUIET


def test_a_hand_edit_that_reading_and_building_both_find_is_told_once(work: serving.Work, tmp_path: Path) -> None:
    work.normalize(frozenset())
    edit(tmp_path / "edition", "content/papers/99000101.md", "within 12 days", "within 2 days")
    work.normalize(frozenset({str(tmp_path / "edition/content/papers/99000101.md")}))
    told = [(each.path, each.line, each.code) for each in work.build(frozenset()).problems]
    assert "paper-edited" in {code for _, _, code in told}
    assert len(told) == len(set(told))
