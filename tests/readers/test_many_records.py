"""Formats that keep thousands of records in a file: what is recognised, what is too large, what one fault spoils."""

from pathlib import Path

import pytest

from generator.readers import READERS, Reader, _lines, abstract_text, medline, pubmed_csv, ris
from generator.readers._medline_labels import structured
from generator.readers.record import Record, Refusal, Seed, Unreadable

HEADER = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI"
OPENINGS: tuple[tuple[Reader, str], ...] = (
    (abstract_text, "1. J Foo. 2019;1:2.\n\nA title. Made-up record for a test.\n\n"),
    (medline, "PMID- 99000001\nOWN - NLM\nTI  - A title. Made-up record for a test.\nAB  - "),
    (ris, "TY  - JOUR\nTI  - A title. Made-up record for a test.\nAB  - "),
    (pubmed_csv, f"{HEADER}\n"),
)
OTHERS = (
    "PMID,Title\n99000001,A list that somebody made\n",
    "Title,Authors,Year\nMade up,Nobody,2019\n",
    "1. Buy water.\n2. Buy serum.\n",
    "1. In 2019 nothing happened.\n\nPMID: 99000001\n",
    "TI  - A field of RIS without its type\n",
    "PMID: 99000001\n",
    "PMIDs- 99000001\n",
    "VN  - Ovid Technologies\nDB  - Nothing\n",
)
each_format = pytest.mark.parametrize(("reader", "opening"), OPENINGS, ids=[reader.NAME for reader, _ in OPENINGS])


def seed_of(folder: Path, text: str) -> Seed:
    path = folder / "seed"
    path.write_text(text, encoding="utf-8", newline="")
    return Seed(path, "seed")


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_are_not_recognised(tmp_path: Path, text: str) -> None:
    seed = seed_of(tmp_path, text)
    assert [reader.NAME for reader, _ in OPENINGS if reader.recognises(seed)] == []


@each_format
def test_only_one_reader_recognises_an_opening(tmp_path: Path, reader: Reader, opening: str) -> None:
    seed = seed_of(tmp_path, opening)
    assert [each.NAME for each in READERS if each.recognises(seed)] == [reader.NAME]


@each_format
@pytest.mark.parametrize("filling", ["x" * 5000, "a b\n" * 2000, "\0" * 5000], ids=["line", "lines", "zeros"])
def test_what_is_larger_than_any_record_ends_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader, opening: str, filling: str
) -> None:
    monkeypatch.setattr(_lines, "LONGEST", 3000)
    seed = seed_of(tmp_path, opening + filling)
    if reader is pubmed_csv and "\n" in filling:  # each line is a row, and too short a one
        assert {item.code for item in reader.read(seed) if isinstance(item, Refusal)} == {"seed-malformed"}
    else:
        with pytest.raises(Unreadable, match="longer than any record"):
            list(reader.read(seed))


def test_what_stands_before_a_record_that_is_too_large_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lines, "LONGEST", 3000)
    whole = "TY  - JOUR\nTI  - Made-up record for a test\nER  - \n"
    items = ris.read(seed_of(tmp_path, f"{whole}\nTY  - JOUR\nAB  - {'x' * 5000}"))
    assert isinstance(next(items), Record)
    with pytest.raises(Unreadable, match="line 6"):
        next(items)


def test_records_know_their_lines(tmp_path: Path) -> None:
    one = "TY  - JOUR\nTI  - Made-up record for a test\nER  - \n"
    found = [item.line for item in ris.read(seed_of(tmp_path, f"\n{one}\n\n{one}TY  - JOUR\nER  - \n"))]
    assert found == [2, 7, 10]


STRUCTURED: tuple[tuple[str, list[tuple[str | None, str]]], ...] = (
    (
        "BACKGROUND: One. METHODS: Two. RESULTS: Three.",
        [("BACKGROUND", "One."), ("METHODS", "Two."), ("RESULTS", "Three.")],
    ),
    ("PURPOSE: One (two). MATERIALS & METHODS: Two.", [("PURPOSE", "One (two)."), ("MATERIALS & METHODS", "Two.")]),
    ("AIM: One. HIV: two. AIMS: Three.", [("AIM", "One. HIV: two."), ("AIMS", "Three.")]),
    ("We asked: METHODS: none. RESULTS: None.", [(None, "We asked: METHODS: none. RESULTS: None.")]),
    (
        "METHODS: a ratio of HR:CI was used, as in STUDY: one.",
        [("METHODS", "a ratio of HR:CI was used, as in STUDY: one.")],
    ),
    ("UNLABELLED: One. METHODS: Two.", [(None, "One."), ("METHODS", "Two.")]),
    ("", []),
)


@pytest.mark.parametrize(("text", "expected"), STRUCTURED)
def test_labels_in_capitals_begin_sections(text: str, expected: list[tuple[str | None, str]]) -> None:
    found, rights = structured([text])
    assert [(section.heading, " ".join(section.paragraphs)) for section in found] == expected
    assert rights is None
