"""Content is read with every fault and its line; a hand edit of a machine's file is recognised."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import contentfile, store
from generator.config import Paths
from generator.machine_files import is_hand_edited
from generator.model import Corpus, Section
from generator.problems import Fault, Severity, ordered
from tests.unit.factories import paper

SETTINGS = {
    "site.yaml": """
        title: Made up
        description: A made-up edition.
        base_url: null
        repository_url: null
        report_url: null
        as_of: 2026-01-01
    """,
    "intervention.yaml": """
        name: examplinum
        short: EX
        spellings: [examplinum]
    """,
    "known-studies.yaml": "studies: []",
    "label-status.yaml": "rows: []",
    "positions.yaml": "positions: []",
    "safety.yaml": "source: none\nwarnings: []",
    "glossary.yaml": "terms: []",
    "redirects.yaml": "redirects: []",
}
APPRAISAL = """\
---
design: case-series
systematic_search: no
funding: none
appraised_on: 2026-01-01
claims:
  - id: one
    about: [fever]
    topic: background
    role: background
    quote: Words.
---
"""


def edition(root: Path, files: Mapping[str, str | bytes | None]) -> Corpus:
    """Write the content files of a small edition, load it and leave it in place. None leaves a file out."""
    for name, text in {**SETTINGS, **files}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return store.load(Paths(root))


def found(corpus: Corpus) -> list[tuple[str, int | None, str]]:
    return [(p.path.removeprefix("content/"), p.line, p.code) for p in corpus.problems]


def test_a_sound_edition_is_loaded_without_a_problem(tmp_path: Path) -> None:
    files = {
        "papers/1.md": store.paper_text(paper("Words.")),
        "appraisals/1.md": APPRAISAL,
        "diseases/fever.md": "---\nname: fever\n---\n\nBody.\n",
        "diseases/README.md": "Not a page.",
        "indications/fever/joints.md": "---\nname: joints\nkind: organ\ntitle: fever of the joints\n---\n",
        "indications/README.md": "Not a page.",
        "pages/about.md": "---\ntitle: About\ndescription: About.\n---\nText.\n",
    }
    corpus = edition(tmp_path, files)
    assert found(corpus) == []
    assert corpus.papers["1"].value.sections == (Section(heading=None, paragraphs=("Words.",)),)
    assert corpus.appraisals["1"].value.systematic_search is False
    assert corpus.appraisals["1"].line("claims", 0, "quote") == 11
    assert (corpus.diseases["fever"].body, corpus.diseases["fever"].body_line) == ("\nBody.\n", 4)
    assert list(corpus.indications) == ["fever/joints"]
    assert corpus.prose["about"].path == "content/pages/about.md"
    assert corpus.seed_digests == {}


def test_seeds_that_papers_name_are_digested(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "1.txt").write_bytes(b"")
    corpus = edition(tmp_path, {"papers/1.md": store.paper_text(paper("Words."))})
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert corpus.seed_digests == {"1.txt": empty}


FAULTS: list[tuple[str, str | bytes, list[tuple[int | None, str, str]]]] = [
    ("diseases/a.md", "---\nname: a\n", [(1, "settings-open", "never closed")]),
    ("diseases/a.md", "---\nname: a\nname: b\n---\n", [(3, "key-twice", "`name`")]),
    ("diseases/a.md", "---\nabbreviations: []\n---\n", [(1, "value", "`name` is missing")]),
    ("diseases/a.md", "---\nname: null\n---\n", [(2, "value", "`name` is not filled in")]),
    ("diseases/a.md", '---\nname: " "\n---\n', [(2, "value", "`name` should be some words")]),
    ("diseases/a.md", "---\nname: a\ncolour: red\n---\n", [(3, "value", "`colour` is not a key")]),
    ("diseases/a.md", "---\nname: a\nparent: Not A Slug\n---\n", [(3, "value", "`parent`")]),
    (
        "diseases/a.md",
        "---\nname: a\nidentifiers:\n  mondo: 12\n  icd10cm: M33.1.1\nkind: x\n---\n",
        [(4, "value", "`identifiers.mondo`"), (5, "value", "`identifiers.icd10cm`"), (6, "value", "`kind`")],
    ),
    (
        "diseases/a.md",
        "---\nname: a\nsynonyms:\n  - b\n  -\n---\n",
        [(5, "value", "item 2 of `synonyms`")],
    ),
    ("diseases/a.md", "---\nname: a\nsynonyms: b\n---\n", [(3, "value", "`synonyms`")]),
    ("diseases/a.md", b"---\nname: caf\xe9\n---\n", [(2, "file-encoding", "not UTF-8")]),
    ("diseases/a.md", "---\nname: a\n---\n".encode("utf-16"), [(1, "file-encoding", "not UTF-8")]),
    (
        "diseases/a.md",
        "---\nname: a\nidentifiers:\n\tmesh: x\n---\n",
        [(4, "yaml-syntax", "a tab stands")],
    ),
    ("diseases/a.md", "---\nname: a\nparent:\u00a0b\nkind: c\n---\n", [(3, "yaml-syntax", "a no-break space stands")]),
    ("diseases/a.md", "---\nname: a: b\n---\n", [(2, "yaml-syntax", "mapping values are not allowed")]),
    ("positions.yaml", "positions:\n  - 1\n", [(2, "value", "position 1 should be")]),
    ("diseases/deep/a.md", "---\nname: a\n---\n", [(None, "file-misplaced", "no page")]),
    ("indications/a.md", "---\nname: a\n---\n", [(None, "file-misplaced", "no page")]),
    ("appraisals/1.md", APPRAISAL.replace("design: case-series\n", ""), [(1, "value", "`design` is missing")]),
    ("appraisals/1.md", APPRAISAL.replace("case-series", "trial"), [(2, "value", "`design`")]),
    ("appraisals/1.md", APPRAISAL.replace("2026-01-01", "2026-13-01"), [(5, "value", "`appraised_on`")]),
    (
        "appraisals/1.md",
        APPRAISAL.replace("[fever]", "[]"),
        [(8, "value", "`about` of claim 1 should be at least one")],
    ),
    (
        "appraisals/1.md",
        APPRAISAL.replace("    role: background\n", ""),
        [(7, "value", "`role` of claim 1 is")],
    ),
    ("appraisals/1.md", APPRAISAL.replace("Words.", ""), [(11, "value", "`quote` of claim 1")]),
    ("redirects.yaml", "redirects:\n  - old: /a/\n    new: b\n", [(3, "value", "`new` of redirect 1")]),
]


@pytest.mark.parametrize(("name", "text", "expected"), FAULTS)
def test_every_fault_of_a_file_has_its_line(
    tmp_path: Path, name: str, text: str | bytes, expected: list[tuple[int | None, str, str]]
) -> None:
    sound = "pages/sound.md", "---\ntitle: Sound\ndescription: Sound.\n---\n"
    corpus = edition(tmp_path, {name: text, sound[0]: sound[1]})
    problems = ordered(corpus.problems)
    assert [(p.path, p.line, p.code) for p in problems] == [
        (f"content/{name}", line, code) for line, code, _ in expected
    ]
    for problem, (_, _, message) in zip(problems, expected, strict=True):
        assert message in problem.message
        assert problem.hint
        assert problem.severity is Severity.ERROR
    assert list(corpus.prose) == ["sound"], "the other files still load"


def test_a_byte_order_mark_and_foreign_line_ends_are_read_over(tmp_path: Path) -> None:
    page = store.paper_text(paper("One.", "Two."))
    corpus = edition(tmp_path, {"papers/1.md": b"\xef\xbb\xbf" + page.replace("\n", "\r\n").encode()})
    assert found(corpus) == []
    assert corpus.papers["1"].value.text == "One.\nTwo."


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contentfile, "MAX_BYTES", 1_000)
    corpus = edition(tmp_path, {"diseases/a.md": "---\nname: a\n---\n" + "x" * 1_000})
    assert found(corpus) == [("diseases/a.md", None, "file-too-large")]


def test_the_list_of_addresses_may_grow_larger_than_what_people_write(tmp_path: Path) -> None:
    addresses = [f"/papers/{number}/#{'a' * 900}" for number in range(9_000)]
    assert len("\n".join(addresses)) > contentfile.MAX_BYTES
    corpus = edition(tmp_path, {"permalinks.txt": "\n".join(addresses)})
    assert (list(corpus.permalinks), found(corpus)) == (addresses, [])


@pytest.mark.parametrize("name", ["site.yaml", "intervention.yaml"])
def test_an_edition_needs_its_settings(tmp_path: Path, name: str) -> None:
    for text, line, code in [
        (None, None, "file-missing"),
        ("title: []\n", 1, "value"),
        ("- a\n", 1, "yaml-not-a-mapping"),
    ]:
        (tmp_path / "content" / name).unlink(missing_ok=True)
        with pytest.raises(Fault) as caught:
            edition(tmp_path, {name: text})
        assert (caught.value.problem.path, caught.value.problem.line, caught.value.problem.code) == (
            f"content/{name}",
            line,
            code,
        )


@pytest.mark.parametrize("name", [name for name in SETTINGS if name not in ("site.yaml", "intervention.yaml")])
def test_an_edition_may_lack_its_tables(tmp_path: Path, name: str) -> None:
    corpus = edition(tmp_path, {name: None})
    assert found(corpus) == [(name, None, "file-missing")]
    assert corpus.problems[0].severity is Severity.WARNING


def test_a_wrong_table_is_told_and_counts_as_empty(tmp_path: Path) -> None:
    corpus = edition(tmp_path, {"positions.yaml": "positions: 1\n"})
    assert found(corpus) == [("positions.yaml", 1, "value")]
    assert corpus.positions.value.positions == ()


MISPLACED = [("diseases/a/b.md", "<name>.md"), ("indications/a.md", "<disease>/<name>.md")]


@pytest.mark.parametrize(("name", "place"), MISPLACED)
def test_a_misplaced_file_is_told_where_it_belongs(tmp_path: Path, name: str, place: str) -> None:
    (problem,) = edition(tmp_path, {name: "---\nname: a\n---\n"}).problems
    assert problem.hint == f"Move it to {place}."


NAMES = ["Foo Bar%20#x", "a?b", "über", "Fever", "a.b", "a--b", "-a", "a\n", "a" * 81]
PLACES = ["diseases/{}.md", "indications/fever/{}.md", "indications/{}/joints.md", "pages/{}.md"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_whose_name_cannot_be_part_of_an_address_is_not_loaded(tmp_path: Path, place: str, name: str) -> None:
    corpus = edition(tmp_path, {place.format(name): "", "diseases/sound.md": "---\nname: a\n---\n"})
    (problem,) = corpus.problems
    assert (problem.code, problem.path) == ("file-misplaced", f"content/{place.format(name)}")
    assert problem.hint == "Rename it in small letters, digits and dashes."
    assert (list(corpus.diseases), corpus.indications, corpus.prose) == (["sound"], {}, {})


@pytest.mark.parametrize(
    "name", ["diseases/a.md", "indications/a/b.md", "pages/a.md", "papers/1.md", "detected/1.yaml"]
)
def test_a_folder_or_a_dead_link_in_the_place_of_a_file_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "content" / name
    path.mkdir(parents=True)
    sound = {"diseases/sound.md": "---\nname: a\n---\n"}
    for _ in range(2):
        corpus = edition(tmp_path, sound)
        assert found(corpus) == [(name, None, "file-misplaced")]
        assert list(corpus.diseases) == ["sound"]
        if path.is_dir():
            path.rmdir()
            path.symlink_to("nowhere")


DATES = ["2019-13", "2019-00", "2019-1", "2019-12-00", "2019-12-32", "2019-12-1", "in 2019"]


@pytest.mark.parametrize("date", DATES)
def test_a_date_has_a_month_and_a_day_that_there_are(tmp_path: Path, date: str) -> None:
    files = {"papers/1.md": store.paper_text(paper("Words."))}
    corpus = edition(tmp_path, {**files, "appraisals/1.md": with_corrections(f"date: {date}")})
    assert "`date` should be a date such as 2019, 2019-02 or 2019-02-28" in corpus.problems[0].message
    for sound in ("2019", "2019-01", "2019-12-31", "2019-10-09"):
        assert found(edition(tmp_path, {**files, "appraisals/1.md": with_corrections(f"date: {sound}")})) == []


def test_published_addresses_are_read_with_their_lines(tmp_path: Path) -> None:
    corpus = edition(tmp_path, {"permalinks.txt": "# A comment\n/\n\n /papers/1/#one \n"})
    assert corpus.permalinks == {"/": 2, "/papers/1/#one": 4}
    assert found(edition(tmp_path, {"permalinks.txt": b"/\n\xff\n"})) == [("permalinks.txt", 2, "file-encoding")]


EDITS = [
    ("title: A made-up paper", "title: Another"),
    ("Words of it.", "Words of it"),
    ("\n\nWords", "\nWords"),
    ("---\n", "--- \n"),
    ("mesh: []\n", "mesh: [Fever]\n"),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_a_hand_edit_is_recognised_by_the_digest(tmp_path: Path, old: str, new: str) -> None:
    page = store.paper_text(paper("Words of it."))
    assert not is_hand_edited(page)
    edited = page.replace(old, new, 1)
    assert edited != page
    assert is_hand_edited(edited)
    assert ("papers/1.md", None, "paper-edited") in found(edition(tmp_path, {"papers/1.md": edited}))


def test_another_or_no_digest_is_a_hand_edit() -> None:
    page = store.paper_text(paper("Words."))
    stated = next(line for line in page.split("\n") if line.startswith("digest: "))
    assert is_hand_edited(page.replace(stated, "digest: " + "0" * 32))
    assert is_hand_edited(page.replace(stated, "digest: ''"))
    assert is_hand_edited(page.replace(stated + "\n", ""))


@given(st.lists(st.text(st.sampled_from("ab*:#-\\\n'\""), min_size=1), min_size=1, max_size=3), st.text(max_size=10))
def test_whatever_a_paper_says_its_page_is_not_a_hand_edit(paragraphs: list[str], title: str) -> None:
    made = paper(*(" ".join(paragraph.split("\n")) for paragraph in paragraphs), title=f"digest: {title}\ndigest: x")
    assert not is_hand_edited(store.paper_text(made))


CORRECTED: list[tuple[str, dict[str, Any]]] = [
    ("date: 2019-02", {"date": "2019-02", "year": "2019"}),
    ("doi: 10.5555/a", {"doi": "10.5555/a"}),
    ("title: null", {"title": None}),
    ("authors_complete: false", {"authors_complete": False}),
    ("mesh: [Fever]", {"mesh": ("Fever",)}),
]


def with_corrections(*lines: str) -> str:
    return APPRAISAL.replace("---\n", "---\ncorrections:\n" + "".join(f"  {line}\n" for line in lines), 1)


@pytest.mark.parametrize(("line", "expected"), CORRECTED)
def test_a_person_corrects_a_field_and_the_others_stay(tmp_path: Path, line: str, expected: dict[str, Any]) -> None:
    written = paper("Words.", date="2018", year="2018", publication_types=("Case Reports",))
    files = {"papers/1.md": store.paper_text(written), "appraisals/1.md": with_corrections(line)}
    corpus = edition(tmp_path, files)
    assert found(corpus) == []
    assert corpus.papers["1"].value.model_dump(exclude={"digest"}) == written.model_dump(exclude={"digest"}) | expected


REFUSED = [
    (("id: 2", "date: 2019"), 3, "correction-refused", "`id`"),
    (("year: 2019",), 3, "correction-refused", "`year`"),
    (("sources: {}",), 3, "correction-refused", "`sources`"),
    (("sections: []",), 3, "correction-refused", "`sections`"),
    (("repairs: []",), 3, "correction-refused", "`repairs`"),
    (("digest: x",), 3, "correction-refused", "`digest`"),
    (("journal: x", "date: in 2019"), 4, "value", "`date`"),
    (("colour: red",), 3, "value", "`colour` is not a key"),
]


@pytest.mark.parametrize(("lines", "line", "code", "message"), REFUSED)
def test_a_correction_of_the_source_or_of_nothing_is_refused(
    tmp_path: Path, lines: tuple[str, ...], line: int, code: str, message: str
) -> None:
    files = {"papers/1.md": store.paper_text(paper("Words.")), "appraisals/1.md": with_corrections(*lines)}
    corpus = edition(tmp_path, files)
    assert found(corpus) == [("appraisals/1.md", line, code)]
    assert message in corpus.problems[0].message
    assert corpus.papers["1"].value.text == "Words."
    assert corpus.papers["1"].value.id == "1"


def test_no_correction_takes_a_retraction_back(tmp_path: Path) -> None:
    retracted = paper("Words.", publication_types=("Retracted Publication",))
    files = {"papers/1.md": store.paper_text(retracted), "appraisals/1.md": with_corrections("publication_types: []")}
    corpus = edition(tmp_path, files)
    assert [code for _, _, code in found(corpus)] == ["correction-refused"]
    assert corpus.papers["1"].value.publication_types == ("Retracted Publication",)


def test_a_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "file.md"
    store.replace_file(path, b"old")
    assert path.read_bytes() == b"old"

    def refuse(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no"):
        store.replace_file(path, b"new")
    assert path.read_bytes() == b"old"
