"""What was read of a file is kept for the next run, and believed only where it must be the same."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator import contentfile, inputs, store
from generator.check import check
from generator.config import Paths
from generator.model import Corpus
from generator.parsed import FILE, Parsed, Row
from tests.editions import copied

ROWS = (
    Row("papers/1.md", "d1", '{"a": 1}', "f1", "Body.", 4),
    Row("papers/2.md", "d2", "{}", "", "", 3),
    Row("papers-more/3.md", "d3", "{}", "", "", 3),
    Row("site.yaml", "d4", "{}", "", "", 1),
)


def kept(folder: Path, version: str = "1") -> Parsed:
    return Parsed(folder / FILE, version)


def names(found: Parsed, below: str) -> list[str]:
    return [row.name for row in found.below(below)]


def test_rows_come_back_by_folder_and_by_name(tmp_path: Path) -> None:
    kept(tmp_path).keep(ROWS, ())
    assert tuple(kept(tmp_path).below("papers")) == ROWS[:2]
    assert tuple(kept(tmp_path).below("site.yaml")) == ROWS[3:]


def test_a_row_is_replaced_or_removed(tmp_path: Path) -> None:
    kept(tmp_path).keep(ROWS, ())
    new = Row("papers/1.md", "other", "{}", "", "", 3)
    kept(tmp_path).keep([new], ["papers/2.md"])
    assert tuple(kept(tmp_path).below("papers")) == (new,)


def test_rows_of_another_program_hold_for_nothing(tmp_path: Path) -> None:
    kept(tmp_path).keep(ROWS, ())
    assert names(kept(tmp_path, "2"), "papers") == []
    kept(tmp_path, "2").keep(ROWS[:1], ())
    assert names(kept(tmp_path, "2"), "papers") == ["papers/1.md"]
    assert names(kept(tmp_path), "papers") == []


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert names(kept(tmp_path), "papers") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"made up", b"SQLite format 3\0 and no more"])
def test_a_broken_file_is_none_and_is_replaced(data: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(data)
    assert names(kept(tmp_path), "papers") == []
    kept(tmp_path).keep(ROWS, ())
    kept(tmp_path).keep(ROWS, ())
    assert names(kept(tmp_path), "papers") == ["papers/1.md", "papers/2.md"]


def test_rows_of_other_kinds_are_none(tmp_path: Path) -> None:
    kept(tmp_path).keep(ROWS, ())
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute("update file set body = 7.5 where name = 'papers/1.md'")
        file.execute("update file set value = x'ff' where name = 'papers/2.md'")
    assert names(kept(tmp_path), "papers") == ["papers/1.md"]
    assert next(iter(kept(tmp_path).below("papers"))).body == "7.5"


def test_what_another_command_writes_to_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.parsed._WAIT", 0.01)
    kept(tmp_path).keep(ROWS[:1], ())
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        file.execute("begin exclusive")
        kept(tmp_path).keep(ROWS[1:], ())
        waiting = kept(tmp_path)
        assert names(waiting, "papers") == []
    assert names(kept(tmp_path), "papers") == ["papers/1.md"]
    assert waiting.given_up, "it would wait again and again"
    assert names(waiting, "papers") == []
    waiting.keep(ROWS, ())
    assert names(kept(tmp_path), "papers") == ["papers/1.md"]


def test_a_table_of_another_shape_is_replaced(tmp_path: Path) -> None:
    kept(tmp_path, "old").keep(ROWS, ())
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute("alter table file rename column digest to stamp")
    kept(tmp_path).keep(ROWS, ())
    assert names(kept(tmp_path), "papers") == ["papers/1.md", "papers/2.md"]


def same(one: Corpus, other: Corpus) -> bool:
    """Whether two editions hold the same, down to the lines that keys stand in and which keys were written."""
    written = [
        [(page.value.model_fields_set, page.value.reported.model_fields_set) for page in corpus.appraisals.values()]
        for corpus in (one, other)
    ]
    fields = (name for name in Corpus.__slots__ if name != "__weakref__")
    return written[0] == written[1] and all(getattr(one, name) == getattr(other, name) for name in fields)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(copied("full", tmp_path))


def never(*_: object) -> None:
    raise AssertionError("a file was read that was known")


def test_what_is_kept_is_what_was_read(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.load(paths)
    assert same(first, store.load(paths, afresh=True))
    with monkeypatch.context() as patched:
        patched.setattr(contentfile, "read", never)
        second = store.load(paths)
    assert same(first, second)


def test_a_file_that_changed_is_read(paths: Paths) -> None:
    key, page = next(iter(store.load(paths).appraisals.items()))
    path = paths.root / page.path
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    assert store.load(paths).appraisals[key].body == f"{page.body}More.\n"
    path.unlink()
    assert key not in store.load(paths).appraisals
    with closing(sqlite3.connect(paths.cache / FILE)) as file:
        assert file.execute("select count(*) from file where name = ?", (f"appraisals/{key}.md",)).fetchone() == (0,)


def test_a_fault_is_told_each_time(paths: Paths) -> None:
    path = sorted((paths.content / "appraisals").iterdir())[0]
    path.write_text(path.read_text("utf-8").replace("\nfunding:", "\nfinding:"), "utf-8")
    found = [store.load(paths).problems for _ in range(2)]
    assert found[0] == found[1] != ()


@pytest.mark.parametrize("value", ['{"design": "case"}', "{", '"\\ud800"'])
def test_a_row_that_is_no_page_is_read_anew(value: str, paths: Paths) -> None:
    first = store.load(paths)
    with closing(sqlite3.connect(paths.cache / FILE)) as file, file:
        file.execute("update file set value = ?", (value,))
    assert same(first, store.load(paths))


def test_a_link_is_looked_through_each_time(paths: Paths, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = next(iter(store.load(paths).appraisals.values()))
    path = paths.root / page.path
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "same.md"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert [problem.code for problem in store.load(paths).problems] == ["file-outside"]


def test_lines_of_a_file_that_is_gone_are_none(paths: Paths) -> None:
    store.load(paths)
    page = next(iter(store.load(paths).appraisals.values()))
    (paths.root / page.path).unlink()
    assert (page.line("claims"), dict(page.lines), len(page.lines)) == (1, {}, 0)


def test_a_folder_that_cannot_be_written_to_is_read(paths: Paths) -> None:
    paths.cache.write_text("somebody's file")
    assert store.load(paths).problems == ()
    assert paths.cache.read_text() == "somebody's file"


def test_a_name_that_no_database_holds_is_read_each_time(paths: Paths) -> None:
    path = sorted((paths.content / "appraisals").iterdir())[0]
    odd = os.fsdecode(b"caf\xe9.md")
    path.with_name(odd).write_bytes(path.read_bytes())
    for _ in range(2):
        corpus = store.load(paths)
        assert odd.removesuffix(".md") in corpus.appraisals


def test_a_value_that_json_would_change_is_read_each_time(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.load(paths, afresh=True)
    monkeypatch.setattr(contentfile, "page_of", lambda *_: None)
    for _ in range(2):
        assert same(first, store.load(paths))


def test_a_program_that_changed_meanwhile_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an old process reads must not pass for what the new program would read."""
    (tmp_path / "one.py").write_text("a = 1")
    monkeypatch.setattr(inputs, "_CODE", tmp_path)
    inputs.version.cache_clear()
    try:
        before = inputs.version()
        assert inputs.is_current()
        (tmp_path / "one.py").write_text("a = 2")
        assert (inputs.version(), inputs.is_current()) == (before, False)
    finally:
        inputs.version.cache_clear()


def test_an_address_hides_nothing_else_that_is_wrong(paths: Paths) -> None:
    path = sorted((paths.content / "appraisals").iterdir())[0]
    path.write_text(path.read_text("utf-8") + "\nWrite to nobody@example.org.\n", "utf-8")
    corpus = store.load(paths)
    assert [problem.code for problem in corpus.personal] == ["email-published"]
    assert not corpus.unread
    assert [problem.code for problem in check(corpus).problems] == ["email-published"]
    assert store.load(paths).personal == corpus.personal, "it is told each time"
