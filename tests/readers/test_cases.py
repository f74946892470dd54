"""Every reader on made-up seeds of every shape: `cases/<format>/<case>/input.*` gives `expected.md`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import papertext
from generator.readers import candidates
from generator.readers.record import Record, Refusal, Seed, Unreadable

CASES = Path(__file__).parent / "cases"
REWRITE = "REWRITE_CASES=1 pytest tests/readers/test_cases.py"
NAMES = sorted(path.parent.relative_to(CASES).as_posix() for path in CASES.glob("*/*/input.*"))
UNREADABLE = "unreadable"
"""Folder of the seeds that are in no format at all."""


def seed_of(name: str) -> Seed:
    (path,) = (CASES / name).glob("input.*")
    return Seed(path, f"{name}/{path.name}")


def outcome(seed: Seed, expected_format: str) -> Iterator[Record | Refusal]:
    """What the one reader that recognises a seed makes of it."""
    try:
        readers = candidates(seed)
        assert [reader.NAME for reader in readers] == [expected_format]
        yield from readers[0].read(seed)
    except Unreadable as fault:
        yield fault.refusal


def rendered(item: Record | Refusal) -> str:
    """A record or refusal for people to read."""
    if isinstance(item, Refusal):
        place = "" if item.line is None else f"line: {item.line}\n"
        return f"refused: {item.code}: {item.message}\n{place}hint: {item.hint}\n"
    body = papertext.write(item.sections)
    return "\n".join(record_lines(item)) + "\n" + (f"\n{body}\n" if body else "")


def record_lines(record: Record) -> Iterator[str]:
    for name in Record.__dataclass_fields__:
        value = getattr(record, name)
        if name in ("sections", "line") or value is None or value == ():
            continue
        if not isinstance(value, tuple):
            yield f"{name}: {str(value).lower() if isinstance(value, bool) else value}"
            continue
        yield f"{name}:"
        yield from (f"- {each}" for each in item_lines(record, name))


def item_lines(record: Record, name: str) -> Iterator[str]:
    if name == "authors":
        for author in record.authors:
            yield "\n  - ".join((author.name, *author.affiliations))
    elif name == "relations":
        for relation in record.relations:
            yield f"{relation.type}: {relation.text}" + (f" (PMID {relation.pmid})" if relation.pmid else "")
    else:
        yield from getattr(record, name)


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    found = "\n===\n\n".join(rendered(item) for item in outcome(seed_of(name), name.partition("/")[0]))
    expected = CASES / name / "expected.md"
    if os.environ.get("REWRITE_CASES"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert expected.is_file(), f"no expected.md yet; write it with: {REWRITE}"
    assert found == expected.read_text(encoding="utf-8"), f"if the change is meant, rewrite with: {REWRITE}"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_personal_and_no_line_break_leaves_a_reader(name: str) -> None:
    for item in outcome(seed_of(name), name.partition("/")[0]):
        assert "@nowhere" not in repr(item)
        assert ".example" not in repr(item)
        if isinstance(item, Record):
            paragraphs = [text for section in item.sections for text in section.paragraphs]
            assert all(text.strip() and "\n" not in text for text in paragraphs)
            assert papertext.read(papertext.write(item.sections)) == item.sections


def test_cases_say_that_they_are_made_up() -> None:
    silent = [name for name in NAMES if b"ade-up record for a test" not in seed_of(name).path.read_bytes()]
    assert set(silent) <= {
        "reference-cache/cut-before-content",
        "reference-cache/cut-in-front-matter",
        "reference-cache/no-authors-no-abstract",
        "reference-cache/unavailable",
        "reference-cache/utf-16",
        "pubmed-page/cut-before-abstract",
        "pubmed-page/cut-in-banner",
        "unreadable/blank",
        "unreadable/empty",
    }, "a case holds no text of real records; say so in its text"
