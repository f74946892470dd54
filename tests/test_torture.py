"""The short version of `make torture`, and what it found: killed builds, failing disks, commands at once."""

import errno
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import emit, locking, store
from generator.problems import Fault
from tests.editions import copied, evidence, tree
from tests.torture import builders, crashes, faults, kills, people
from tests.torture.child import Way
from tests.torture.edition import Edition, edition, of_tests

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are watched as Linux does"),
    # What forks here runs no thread; whoever distributes the tests does.
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
NOBODY = faults.NOBODY if os.geteuid() == 0 else None


@pytest.fixture(scope="module")
def made_once() -> Iterator[Edition]:
    # Not in pytest's own folder, where users without rights may not come by.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield edition(Path(folder, "edition"), of_tests("minimal"))


@pytest.fixture
def made(made_once: Edition, tmp_path: Path) -> Edition:
    """The edition with its site built, whatever the test before left."""
    made_once.build(tmp_path)
    assert made_once.site() == made_once.new
    return made_once


# A short version of each part.


def test_killed_builds_are_healed_by_the_next(made: Edition, tmp_path: Path) -> None:
    found = kills.torture(made, tmp_path, 4, random.Random(3))
    assert found.survived == sum(found.phases.values()) == 4


def test_killed_writers_leave_whole_files(tmp_path: Path) -> None:
    assert crashes.of_normalize(tmp_path / "edition", of_tests("minimal"), 2, random.Random(1)).survived == 2
    assert crashes.of_fetch(tmp_path / "fetched", 2, random.Random(1)).survived == 2


def test_a_failing_disk_is_told_in_words(made: Edition, tmp_path: Path) -> None:
    assert faults.anywhere(made, tmp_path, 4, random.Random(1)).worded > 0


def test_a_full_disk_leaves_the_old_site(made: Edition, tmp_path: Path) -> None:
    if not faults.may_mount():
        pytest.skip("a disk of its own needs rights that this user does not have")
    assert faults.on_a_full_disk(made, tmp_path, 1).worded == 1


def test_no_command_changes_a_file_of_people(made: Edition) -> None:
    assert people.torture(made.root.parent, NOBODY).commands > 20


@pytest.mark.parametrize("command", builders.COMMANDS)
def test_a_second_command_waits_and_says_for_whom(command: str, tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    builders.waits(root, command)


# What was found, and must not come back.


def test_a_move_that_fails_keeps_its_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build's own tidying took the journal away, and left a mixture that looked whole."""
    site = tmp_path / "site"
    stage = emit.Stage(site)
    assert stage.offer(emit.MARK, b"")
    monkeypatch.setattr(emit, "_move", _broken)
    with pytest.raises(OSError, match="made up"):
        stage.publish({emit.MARK}, [emit.MARK])
    stage.forget()
    monkeypatch.undo()
    assert emit.recover(site)
    assert tree(site) == {emit.MARK: b""}


def _broken(*_: object) -> None:
    raise OSError(errno.EIO, "made up")


def test_folders_that_are_closed_are_told_and_nothing_is_lost(made: Edition, tmp_path: Path) -> None:
    """A folder that may not be opened looked empty, and its papers deleted; a read-only one was found too late."""
    closed = [each for each in faults.REFUSALS if each.folder in ("site", "content/papers")]
    found = faults.without_rights(made, tmp_path, NOBODY, closed, [None])
    assert found.worded == found.met == len(closed)


def test_a_process_that_is_ended_from_outside_is_told(made: Edition, tmp_path: Path) -> None:
    made.flip()
    ended = made.build(tmp_path, Way(jobs=2, at=0, act=_end_worker, every=True))
    assert ended.code == 1
    assert "was ended from outside" in ended.output
    assert made.build(tmp_path).code == 0


def _end_worker(_: str) -> None:
    if os.getpid() != os.getsid(0):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_journal_leads_nowhere_but_into_the_site(tmp_path: Path) -> None:
    """It may come with a repository that somebody else made."""
    for name in ("../content/mine.md", "/etc/mine", "a/../../content/mine.md", ""):
        stage = tmp_path / ".site-next"
        stage.mkdir()
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content/mine.md").write_text("mine", "utf-8")
        (stage / emit.JOURNAL).write_text(json.dumps({"written": [], "removed": [name]}), "utf-8")
        with pytest.raises(Fault, match="cannot be read"):
            emit.recover(tmp_path / "site")
        assert (tmp_path / "content/mine.md").read_text("utf-8") == "mine"
        shutil.rmtree(stage)


def test_no_link_is_written_through(tmp_path: Path) -> None:
    """A link that stands where a file is prepared led to a file elsewhere."""
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / ".page.md.new").symlink_to(tmp_path / "mine")
    store.replace_file(tmp_path / "page.md", b"page")
    assert tree(tmp_path) == {"mine": b"mine", "page.md": b"page"}


def test_an_index_that_was_stopped_is_finished_by_a_build_with_errors(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    assert evidence("build", root).code == 0
    stage = root / ".site-pagefind-next"
    (stage / "files").mkdir(parents=True)
    (stage / emit.JOURNAL).write_text(json.dumps({"written": [], "removed": ["pagefind/digest.txt"]}), "utf-8")
    (root / "content/pages/about.md").write_bytes(b"broken")
    assert evidence("build", root).code == 1
    assert not stage.exists()
    assert not (root / "site/pagefind/digest.txt").exists()


def test_threads_of_one_process_wait_for_each_other(tmp_path: Path) -> None:
    waiting, done = threading.Event(), threading.Event()

    def second() -> None:
        with locking.alone(tmp_path, "the second", lambda _: waiting.set()):
            done.set()

    with locking.alone(tmp_path, "the first", lambda _: None):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(60)
        assert not done.is_set()
        with locking.at_once(tmp_path, locking.MAIN) as nobody:
            assert not nobody
    thread.join()
    assert done.is_set()
    with locking.at_once(tmp_path, locking.MAIN) as nobody:
        assert nobody


def test_without_locks_commands_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "fcntl", None)
    with locking.alone(tmp_path / "none", "a test", pytest.fail), locking.at_once(tmp_path, "lock") as nobody:
        assert nobody
    assert not (tmp_path / "none").exists()
