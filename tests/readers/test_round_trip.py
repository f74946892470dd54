"""What a writer of a format wrote, its reader gives back: made-up fields of every shape, written here, read there."""

import csv
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.readers import abstract_text, candidates, medline, pubmed_csv, ris
from generator.readers._names import inverted_name
from generator.readers.record import Record, Seed

LETTERS = "abcdefghijklmnopqrstuvwxyzéößłα"
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# A person called Study cannot be told from a study.
names = (
    st.text(LETTERS, min_size=2, max_size=9)
    .map(str.capitalize)
    .filter(lambda name: inverted_name(f"{name}, A") != f"{name}, A")
)
words = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12),
    st.sampled_from(
        "IVIG- of 2.5 (p<0.05) 10^9/L [1] * _x_ - -- 1. 2. TI AB PMID- 7·4 ≥3 “so” 0.4 g/kg/day ER; TY :".split()
    ),
)
sentences = st.lists(words, min_size=1, max_size=20).map(lambda found: f"The {' '.join(found)} end.")
titles = sentences.filter(lambda text: not text.endswith("abstract end."))
persons = st.builds(lambda family, initials: f"{family} {initials}", names, st.text("ABCDEF", min_size=1, max_size=3))
sections = st.lists(st.tuples(st.sampled_from(["METHODS", "MAIN RESULTS", "CONCLUSIONS"]), sentences), max_size=3)


@dataclass(frozen=True)
class Made:
    """A publication that somebody made up."""

    pmid: str
    title: str
    authors: tuple[str, ...]
    journal: str
    year: int
    volume: str
    pages: str
    opening: str
    sections: tuple[tuple[str, str], ...]

    @property
    def text(self) -> list[tuple[str | None, str]]:
        """Headings and paragraphs; an abstract without further sections has no heading either."""
        return [("BACKGROUND" if self.sections else None, self.opening), *self.sections]

    @property
    def lines(self) -> list[str]:
        return [f"{label}: {text}" if label else text for label, text in self.text]


made = st.builds(
    Made,
    pmid=st.integers(99_000_000, 99_999_999).map(str),
    title=titles,
    authors=st.lists(persons, min_size=1, max_size=4).map(tuple),
    journal=names.map(lambda name: f"J {name}"),
    year=st.integers(1950, 2030),
    volume=st.integers(1, 300).map(str),
    pages=st.integers(1, 300).map(lambda first: f"{first}-{first + 7}"),
    opening=sentences,
    sections=sections.map(tuple),
)
several = st.lists(made, min_size=1, max_size=3, unique_by=lambda each: each.pmid)


def wrapped(text: str, indent: str = "", spaces: str = "") -> str:
    """Text wrapped at 80 columns, at spaces only; with the trailing space that PubMed's abstract text keeps."""
    lines = textwrap.wrap(text, 80, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    return f"{spaces}\n".join(lines)


def as_medline(each: Made) -> str:
    fields = [("PMID", each.pmid), ("OWN", "NLM"), ("STAT", "MEDLINE"), ("VI", each.volume), ("DP", str(each.year))]
    fields += [("TI", each.title), ("PG", each.pages), ("AB", " ".join(each.lines))]
    fields += [("AU", author) for author in each.authors]
    fields += [("LA", "eng"), ("TA", each.journal), ("SO", f"{each.journal}. {each.year};{each.volume}:{each.pages}.")]
    return "\n".join(wrapped(f"{tag:<4}- {value}", " " * 6) for tag, value in fields) + "\n"


def as_ris(each: Made) -> str:
    first, _, last = each.pages.partition("-")
    fields = [("TY", "JOUR"), ("DB", "PubMed"), ("AN", each.pmid), ("T1", each.title)]
    fields += [("AU", ", ".join(author.rsplit(" ", 1))) for author in each.authors]
    fields += [("JA", each.journal), ("Y1", f"{each.year}///"), ("VL", each.volume), ("SP", first), ("EP", last)]
    fields += [("N2", " ".join(each.lines)), ("ER", "")]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields)


def as_abstract_text(number: int, each: Made) -> str:
    blocks = [f"{number}. {each.journal}. {each.year};{each.volume}:{each.pages}.", each.title]
    blocks += [f"{', '.join(each.authors)}.", "\n".join(wrapped(line, spaces=" ") for line in each.lines)]
    return "\n\n".join([*(wrapped(block, spaces=" ") for block in blocks[:3]), blocks[3], f"PMID: {each.pmid}"]) + "\n"


def as_csv(found: Sequence[Made]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow("PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,DOI".split(","))
    for each in found:
        cited = f"{each.journal}. {each.year};{each.volume}:{each.pages}."
        row = [each.pmid, each.title, f"{', '.join(each.authors)}.", cited, each.authors[0], each.journal, each.year]
        writer.writerow([*row, f"{each.year}/01/01", ""])
    return out.getvalue()


def read_back(folder: Path, text: str, format_name: str) -> list[Record]:
    path = folder / "seed"
    path.write_text(text, encoding="utf-8", newline="")
    seed = Seed(path, "seed")
    (reader,) = candidates(seed)
    name = reader.NAME
    assert name == format_name
    items = list(reader.read(seed))
    assert all(isinstance(item, Record) for item in items), items
    return [item for item in items if isinstance(item, Record)]


def check(found: Sequence[Record], expected: Sequence[Made], with_text: bool = True) -> None:
    assert [record.pmid for record in found] == [each.pmid for each in expected]
    for record, each in zip(found, expected, strict=True):
        assert record.title == each.title
        assert tuple(author.name for author in record.authors) == each.authors
        assert (record.journal, record.date) == (each.journal, str(each.year))
        assert (record.volume, record.pages) == (each.volume, each.pages)
        assert record.repairs == ()
        text = [(section.heading, " ".join(section.paragraphs)) for section in record.sections]
        assert text == (each.text if with_text else [])


@given(expected=several)
@quick
def test_medline(tmp_path: Path, expected: list[Made]) -> None:
    check(read_back(tmp_path, "\n".join(map(as_medline, expected)), medline.NAME), expected)


@given(expected=several)
@quick
def test_medline_on_one_line(tmp_path: Path, expected: list[Made]) -> None:
    path = tmp_path / "seed"
    path.write_text(" ".join(as_medline(each).replace("\n", " ").strip() for each in expected), encoding="utf-8")
    items = list(medline.read(Seed(path, "seed")))
    for each, item in zip(expected, items, strict=True):
        if isinstance(item, Record):
            check([item], [each])
        else:  # refused is right where a text has what may be a tag
            assert "PMID- " in f"{each.title} {' '.join(each.lines)}"


@given(expected=several)
@quick
def test_ris(tmp_path: Path, expected: list[Made]) -> None:
    check(read_back(tmp_path, "\n".join(map(as_ris, expected)), ris.NAME), expected)


@given(expected=several)
@quick
def test_abstract_text(tmp_path: Path, expected: list[Made]) -> None:
    text = "\n\n".join(as_abstract_text(number, each) for number, each in enumerate(expected, start=1))
    check(read_back(tmp_path, text, abstract_text.NAME), expected)


@given(expected=several)
@quick
def test_csv(tmp_path: Path, expected: list[Made]) -> None:
    check(read_back(tmp_path, as_csv(expected), pubmed_csv.NAME), expected, with_text=False)
