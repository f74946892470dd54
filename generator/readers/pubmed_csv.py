"""PubMed's CSV export: one publication a row, with its citation as printed and without its abstract.

Columns: PMID, Title, Authors, Citation, First Author, Journal/Book, Publication Year, Create Date, PMCID, NIHMS ID and
DOI, in this order as PubMed writes them. A spreadsheet may have saved the table again, with semicolons or tabs.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.readers import _citation, _lines, _names, _text
from generator.readers._citation import Citation
from generator.readers._lines import Stretch
from generator.readers.record import Record, Refusal, Seed

NAME = "pubmed-csv"

_REQUIRED = frozenset({"PMID", "Title", "Authors", "Citation", "Journal/Book", "Publication Year", "Create Date"})
_SEPARATORS = ",;\t"
_PMID = re.compile(r"[1-9]\d{0,8}")
_PMCID = re.compile(r"PMC\d+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_YEAR = re.compile(r"\d{4}")
_SAVE_AGAIN = "Save the table again from PubMed, and replace the seed."


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table is written."""

    separator: str
    columns: tuple[str, ...]

    def cells(self, text: str) -> list[str] | None:
        """The cells of one row; None if it is not a row of this table."""
        try:
            lines = (f"{line}\n" for line in text.split("\n"))
            rows = list(csv.reader(lines, delimiter=self.separator, strict=True))
        except csv.Error:  # a quotation mark that is never closed, or a cell longer than any author list
            return None
        return rows[0] if len(rows) == 1 and len(rows[0]) == len(self.columns) else None

    def starts_row(self, line: str) -> bool:
        """Whether a line is a whole row, whatever stood before it."""
        cells = self.cells(line)
        return cells is not None and _PMID.fullmatch(cells[0].strip()) is not None


def recognises(seed: Seed) -> bool:
    """Whether the first line has the column names of PubMed's export."""
    return _table(_text.peek(seed.head).partition("\n")[0]) is not None


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The rows in the order of the table; a broken one is refused alone. Raises Unreadable."""
    found = _lines.lines(seed)
    table = _table(next(found, (1, ""))[1])
    number = 0
    if table is not None:
        rows = _Rows(table)
        for stretch in _lines.stretches(found, rows.begins):
            if stretch.text.strip():
                number += 1
                yield _lines.fault(stretch) or _item(table, stretch)
    if not number:
        yield Refusal("seed-no-record", "the table holds no record.", _SAVE_AGAIN, 1)


@dataclass(slots=True)
class _Rows:
    """Tells where a row begins: not inside a quoted cell, unless the line is a row by itself."""

    table: _Table
    quoted: bool = False

    def begins(self, line: str) -> bool:
        """Whether a line is the first of a row; to be asked for every line in turn."""
        begins = not self.quoted or self.table.starts_row(line)
        self.quoted = (self.quoted and not begins) ^ bool(line.count('"') % 2)
        return begins


def _table(header: str) -> _Table | None:
    for separator in _SEPARATORS:
        columns = tuple(name.strip().strip('"') for name in header.split(separator))
        if set(columns) >= _REQUIRED:
            return _Table(separator, columns)
    return None


def _item(table: _Table, stretch: Stretch) -> Record | Refusal:
    cells = table.cells(stretch.text)
    if cells is None:
        message = "the row has not the columns of the table, or a quotation mark is never closed."
        return Refusal("seed-malformed", message, _SAVE_AGAIN, stretch.line)
    repaired = [_text.repair(" ".join(cell.split("\n")).strip()) for cell in cells]
    row = dict(zip(table.columns, (each.text for each in repaired), strict=True))
    if not _PMID.fullmatch(row["PMID"]):
        return Refusal("seed-malformed", f"“{row['PMID'][:40]}” is no PMID.", _SAVE_AGAIN, stretch.line)
    repairs = dict.fromkeys(each for cell in repaired for each in cell.repairs)
    return _record(row, stretch.line, tuple(repairs))


def _record(row: dict[str, str], line: int, repairs: tuple[str, ...]) -> Record:
    cited = _citation.parse(row["Citation"]) or Citation()
    names, shortened = _names.split_et_al(row["Authors"].removesuffix("."))
    return Record(
        pmid=row["PMID"],
        pmcid=_valid(_PMCID, row.get("PMCID")),
        doi=_valid(_DOI, row.get("DOI")) or cited.doi,
        title=row["Title"] or None,
        authors=_names.authors(names, {}),
        authors_complete=not shortened,
        journal=row["Journal/Book"] or cited.journal,
        date=cited.date or _valid(_YEAR, row["Publication Year"]),
        epub_date=cited.epub_date,
        volume=cited.volume,
        issue=cited.issue,
        pages=cited.pages,
        repairs=repairs + _text.address_repairs((row["Title"],)),
        line=line,
    )


def _valid(pattern: re.Pattern[str], value: str | None) -> str | None:
    return value if value and pattern.fullmatch(value) else None
