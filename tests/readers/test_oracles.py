"""The same made-up records read by other people's libraries: what those say as well must agree."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbib
import pytest
import rispy
from Bio import Medline

from generator.readers import medline, ris
from generator.readers.record import Record, Seed

CASES = Path(__file__).parent / "cases"
ARTICLE = CASES / "medline" / "article" / "input.nbib"
MEDLINE = tuple(
    CASES / "medline" / name / "input.nbib"
    for name in ("article", "book-chapter", "crlf-and-bom", "eric", "many", "old", "pubmed-central", "relations")
)
RIS = tuple(
    CASES / "ris" / name / "input.ris"
    for name in ("cochrane", "crlf", "embase", "endnote", "ovid", "pubmed", "scopus", "zotero")
)


def records(reader: Any, path: Path) -> Iterator[Record]:
    for item in reader.read(Seed(path, path.name)):
        assert isinstance(item, Record)
        yield item


def flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def abstract(record: Record) -> str:
    """The abstract as these formats hold it: on one line, with its labels and its copyright."""
    parts = [
        (f"{section.heading}: " if section.heading else "") + " ".join(section.paragraphs)
        for section in record.sections
    ]
    return flat(" ".join(parts))


@pytest.mark.parametrize("path", MEDLINE, ids=[path.parent.name for path in MEDLINE])
def test_biopython_reads_the_same(path: Path) -> None:
    parse: Any = Medline.parse  # has no types
    with path.open(encoding="utf-8-sig") as stream:
        for theirs, ours in zip(parse(stream), records(medline, path), strict=True):
            assert ours.pmid == theirs.get("PMID")
            assert ours.title == flat(theirs["TI"])
            assert ours.journal == theirs.get("TA", theirs.get("JT"))
            assert (ours.volume, ours.issue) == (theirs.get("VI"), theirs.get("IP"))
            assert ours.pages in (theirs.get("PG"), theirs.get("LID"))
            assert abstract(ours) == flat(theirs.get("AB"))
            assert len(ours.authors) + (not ours.authors_complete) == len(theirs["AU"]) + len(theirs.get("CN", []))
            assert [word.strip("*") for word in theirs.get("OT", [])] == list(ours.keywords)


def test_nbib_reads_the_same() -> None:
    (theirs,) = nbib.read_file(str(ARTICLE))
    (ours,) = records(medline, ARTICLE)
    assert (ours.pmid, ours.doi, ours.title) == (str(theirs["pubmed_id"]), theirs["doi"], theirs["title"])
    assert (ours.journal, ours.volume, ours.issue) == (
        theirs["journal_abbreviated"],
        theirs["journal_volume"],
        theirs["journal_issue"],
    )
    assert ours.pages == theirs["pages"]
    assert [author.name for author in ours.authors[:2]] == [each["author_abbreviated"] for each in theirs["authors"]]
    assert [len(author.affiliations) for author in ours.authors[:2]] == [
        len(each["affiliations"]) for each in theirs["authors"]
    ]
    descriptors = [each["descriptor"] for each in theirs["descriptors"]]
    assert {topic.partition(" / ")[0].rstrip("*") for topic in ours.mesh} == set(descriptors)
    assert list(ours.keywords) == [word.strip("*") for word in theirs["keywords"]]


@pytest.mark.parametrize("path", RIS, ids=[path.parent.name for path in RIS])
def test_rispy_reads_the_same(path: Path) -> None:
    with path.open(encoding="utf-8-sig") as stream:
        found = rispy.load(stream)
    for theirs, ours in zip(found, records(ris, path), strict=True):
        assert ours.title == theirs.get("title", theirs.get("primary_title"))
        assert (ours.volume, ours.issue) == (theirs.get("volume"), theirs.get("number"))
        authors = theirs.get("authors") or theirs.get("first_authors") or theirs.get("secondary_authors")
        assert len(ours.authors) + (not ours.authors_complete) == len(authors)
        assert all(ours.authors[n].name.split()[0] in authors[n] for n in range(len(ours.authors)))
        if ours.doi is not None and "doi" in theirs:
            assert theirs["doi"].endswith(ours.doi)
        year = theirs.get("year") or theirs["publication_year"]
        assert ours.date is not None
        assert ours.date.startswith(year[:4])
        text = f"{abstract(ours)} {ours.copyright or ''}".strip()
        assert text == re.sub(
            r"\[No abstract available\]", "", flat(theirs.get("abstract") or theirs.get("notes_abstract"))
        )
