"""Seeds become papers once; what cannot be read is reported while the others go through."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import normalize as normalizing
from generator import reading as module
from generator import store
from generator.config import Paths
from generator.model import Section
from generator.normalize import Outcome, normalize, paper_id
from generator.problems import Severity
from generator.readers import Reader, candidates
from generator.readers.record import Record, Refusal, Seed, Unreadable
from generator.reading import Progress, seed_files

MARK = b"MADE UP\n"


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """A line `pmid|title|text` for each record; `!` refuses a record, `!!` the whole seed."""
    for number, line in enumerate(seed.path.read_text("utf-8").split("\n")[1:], 2):
        if line == "!!":
            raise Unreadable(Refusal("seed-cut", "the seed ends early.", "Save it again.", number))
        if line == "!":
            yield Refusal("record-cut", "a record is cut.", "Save it again.", number)
        elif line:
            pmid, title, text = line.split("|")
            sections = (Section(heading=None, paragraphs=(text,)),)
            yield Record(pmid=pmid or None, title=title, date="2020-02", content="abstract", sections=sections)


READER: Reader = SimpleNamespace(NAME="made-up", recognises=lambda seed: seed.head.startswith(MARK), read=read)


@pytest.fixture(autouse=True)
def _a_format_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adds a format, so that these tests are not about the formats there are."""

    def with_it(seed: Seed) -> list[Reader]:
        return [READER] if READER.recognises(seed) else candidates(seed)

    monkeypatch.setattr(module, "candidates", with_it)


def seeded(root: Path, **seeds: str | bytes) -> Paths:
    """Lay seeds down, `a` as `a.txt`; a text gets the mark of the made-up format."""
    (root / "seeds").mkdir(exist_ok=True)
    for name, data in seeds.items():
        (root / "seeds" / f"{name}.txt").write_bytes(data if isinstance(data, bytes) else MARK + data.encode())
    return Paths(root)


def told(outcome: Outcome) -> list[tuple[str, int | None, str]]:
    assert all(problem.severity is Severity.WARNING and problem.hint for problem in outcome.problems)
    return [(problem.path, problem.line, problem.code) for problem in outcome.problems]


def content(paths: Paths) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths.papers.iterdir()}


def test_each_record_becomes_a_page(tmp_path: Path) -> None:
    paths = seeded(tmp_path, a="1|One|Text one.\n2|Two|Text two.", b="3|Three|Text three.")
    told_of: list[Progress] = []
    outcome = normalize(paths, told_of.append)
    assert (outcome.written, told(outcome)) == (["1", "2", "3"], [])
    assert [each.name for each in told_of] == ["a.txt", "b.txt", "pages", "pages", "pages"]
    assert all(each.done <= each.of for each in told_of)
    page = (paths.papers / "2.md").read_text("utf-8")
    assert "title: Two\n" in page
    assert "year: '2020'\n" in page
    assert "seed: a.txt\n" in page
    assert page.endswith("---\n\nText two.\n")


@pytest.mark.parametrize("in_memory", [normalizing._IN_MEMORY, 0], ids=["in memory", "in a file"])
def test_several_processes_make_what_one_makes(in_memory: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(normalizing, "_IN_MEMORY", in_memory)
    records = [f"{number}|Record {number}|Text {number} says so." for number in range(1, 100)]
    # No word tells these apart, and each is a paper of its own; the last one of those that have one id is what stays.
    records += [f"|Made up|{text} text." for text in ("First", "Second", "Third", "Fourth")]
    made: list[tuple[Outcome, Outcome, dict[str, bytes]]] = []
    for jobs in (1, 2):
        root = tmp_path / str(jobs)
        root.mkdir()
        paths = seeded(root, a="\n".join(records), b="1|Record 1|Text 1 says so, and more.")
        first = normalize(paths, jobs=jobs)
        page = paths.papers / "7.md"
        page.write_text(page.read_text("utf-8").replace("Text 7", "Mine"), "utf-8")
        made.append((first, normalize(paths, jobs=jobs), content(paths)))
    assert made[0] == made[1]
    assert made[0][1].kept == ["7"]
    assert len(made[0][2]) == 99 + 2


def test_normalizing_twice_changes_no_byte(tmp_path: Path) -> None:
    paths = seeded(tmp_path, a="1|One|Text one.\n2|Two|Text two.")
    normalize(paths)
    before = content(paths)
    outcome = normalize(paths)
    assert (outcome.written, outcome.unchanged) == ([], ["1", "2"])
    assert content(paths) == before


def test_a_changed_seed_changes_its_page(tmp_path: Path) -> None:
    paths = seeded(tmp_path, a="1|One|Text one.")
    normalize(paths)
    outcome = normalize(seeded(tmp_path, a="1|One|Text two."))
    assert outcome.written == ["1"]
    assert content(paths)["1.md"].endswith(b"Text two.\n")


def test_a_hand_edited_page_is_reported_and_left_alone(tmp_path: Path) -> None:
    paths = seeded(tmp_path, a="1|One|Text one.\n2|Two|Text two.")
    normalize(paths)
    path = paths.papers / "1.md"
    path.write_bytes(path.read_bytes().replace(b"Text one.", b"My own words."))
    before = content(paths)
    outcome = normalize(seeded(tmp_path, a="1|One|Text one, changed.\n2|Two|Text two."))
    assert (outcome.kept, outcome.written) == (["1"], ["2"])
    assert [(p.path, p.code) for p in outcome.problems] == [("content/papers/1.md", "paper-edited")]
    assert "corrections:" in outcome.problems[0].hint
    assert content(paths)["1.md"] == before["1.md"]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe not UTF-8", b"no settings"])
def test_a_page_that_no_one_can_read_is_left_alone_too(tmp_path: Path, data: bytes) -> None:
    paths = seeded(tmp_path, a="1|One|Text one.")
    paths.papers.mkdir(parents=True)
    (paths.papers / "1.md").write_bytes(data)
    assert normalize(paths).kept == ["1"]
    assert content(paths) == {"1.md": data}


def test_a_page_with_foreign_line_ends_is_not_a_hand_edit(tmp_path: Path) -> None:
    paths = seeded(tmp_path, a="1|One|Text one.")
    normalize(paths)
    path = paths.papers / "1.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert normalize(paths).unchanged == ["1"]


UNREAD: list[tuple[bytes, int | None, str]] = [
    (b"", None, "seed-empty"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00", None, "seed-binary"),
    (b"Dear reader, this is a letter.", None, "seed-unknown"),
    (MARK + b"!", 2, "record-cut"),
    (MARK + b"\n!!\n9|Nine|Text.", 3, "seed-cut"),
]


@pytest.mark.parametrize(("data", "line", "code"), UNREAD)
def test_a_seed_that_cannot_be_read_is_reported_and_the_others_go_through(
    tmp_path: Path, data: bytes, line: int | None, code: str
) -> None:
    outcome = normalize(seeded(tmp_path, a="1|One|Text one.", b=data, c="3|Three|Text three."))
    assert outcome.written == ["1", "3"]
    assert told(outcome) == [("seeds/b.txt", line, code)]


def test_records_before_a_refused_one_go_through(tmp_path: Path) -> None:
    outcome = normalize(seeded(tmp_path, a="1|One|Text one.\n!\n3|Three|Text three.\n!!"))
    assert outcome.written == ["1", "3"]
    assert told(outcome) == [("seeds/a.txt", 3, "record-cut"), ("seeds/a.txt", 5, "seed-cut")]


def test_a_seed_that_two_readers_recognise_names_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "candidates", lambda _: [READER, READER])
    outcome = normalize(seeded(tmp_path, a="1|One|Text one."))
    assert told(outcome) == [("seeds/a.txt", None, "seed-ambiguous")]
    assert "made-up, made-up" in outcome.problems[0].message


def test_a_copy_of_a_seed_is_reported(tmp_path: Path) -> None:
    outcome = normalize(seeded(tmp_path, a="1|One|Text one.", b="1|One|Text one."))
    assert outcome.written == ["1"]
    assert told(outcome) == [("seeds/b.txt", None, "seed-twice")]
    assert "seeds/a.txt" in outcome.problems[0].message


@pytest.mark.parametrize("seeds", [{"a": "1|One|First.", "b": "1|One|Later."}, {"a": "1|One|First.\n1|One|Later."}])
def test_of_two_records_of_a_paper_the_later_is_followed(tmp_path: Path, seeds: dict[str, str]) -> None:
    paths = seeded(tmp_path, **seeds)
    for written in (["1"], []):
        outcome = normalize(paths)
        assert (outcome.written, told(outcome)) == (written, [])
        assert content(paths)["1.md"].endswith(b"Later.\n")


def test_a_seed_that_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = store.file_digest

    def closed(path: Path) -> str:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr(store, "file_digest", closed)
    outcome = normalize(seeded(tmp_path, a="1|One|Text one.", b="2|Two|Text two."))
    assert outcome.written == ["2"]
    assert told(outcome) == [("seeds/a.txt", None, "seed-unreadable")]


def test_hidden_files_and_the_folders_notes_are_no_seeds(tmp_path: Path) -> None:
    for name in ("b.txt", "deep/a.txt", ".hidden", ".git/x", "README.md", "deep/README.md", "reading-list.txt"):
        path = tmp_path / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert [path.relative_to(tmp_path / "seeds").as_posix() for path in seed_files(Paths(tmp_path))] == [
        "b.txt",
        "deep/a.txt",
    ]


def test_without_seeds_nothing_happens(tmp_path: Path) -> None:
    assert normalize(Paths(tmp_path)) == Outcome()


IDS = [
    (Record(pmid="12", doi="10.5555/a"), "12"),
    (Record(doi="10.5555/J.Inv(2)<1>"), "doi-10-5555-j-inv-2-1"),
    (Record(), "sha-0123456789abcdef"),
]


@pytest.mark.parametrize(("record", "expected"), IDS)
def test_a_paper_is_called_by_the_best_name_it_has(record: Record, expected: str) -> None:
    assert paper_id(record, "0123456789abcdef" * 4) == expected


def test_a_record_with_a_title_alone_is_told_from_others_of_its_seed_and_found_again_in_another() -> None:
    digest, other = "0" * 64, "1" * 64
    fever, rash = Record(title="Fever  in bogle", date="2031-02"), Record(title="Rash in bogle", date="2031")
    assert paper_id(fever, digest) != paper_id(rash, digest)
    assert paper_id(fever, digest) == paper_id(Record(title="Fever in Bogle", date="2031"), other)
