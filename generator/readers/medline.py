"""MEDLINE, PubMed's format for reference managers (`.nbib`, "Send to: Citation manager"), one record or many.

PubMed Central and ERIC use the format too. ERIC's records are read as they are: they have neither a PMID nor MEDLINE's
short forms of names and journals. A blank line parts the records; a second PMID begins one even without it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.readers import _lines, _medline_fields, _medline_flat, _medline_record, _text
from generator.readers._lines import Stretch
from generator.readers._medline_fields import Fields, tag_of
from generator.readers._medline_tags import FIRST
from generator.readers._paragraphs import ends_sentence
from generator.readers.record import Record, Refusal, Seed

NAME = "medline"

_OPENING = re.compile(rf"\s*(?:{'|'.join(f'{tag:<4}' for tag in FIRST)})-[ \d]")
_TEXTS = ("AB", "BTI", "OAB", "TI")
_FETCH_AGAIN = "Save the record again from PubMed, and replace it in the seed."


def recognises(seed: Seed) -> bool:
    """Whether the seed begins with a field that begins MEDLINE's records."""
    return _OPENING.match(_text.peek(seed.head)) is not None


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The records in the order of the file; one that is cut or malformed is refused alone. Raises Unreadable."""
    yield from read_lines(_lines.lines(seed))


def read_lines(found: Iterator[tuple[int, str]]) -> Iterator[Record | Refusal]:
    """The records among numbered lines, as a file or a saved page holds them. Raises Unreadable."""
    for stretch in _lines.stretches(found, _Boundaries().begins):
        if stretch.text.strip():
            fault = _lines.fault(stretch)
            yield from [fault] if fault else _items(stretch)


@dataclass(slots=True)
class _Boundaries:
    """Tells where a record begins, from the lines before it."""

    blank: bool = True
    has_pmid: bool = False

    def begins(self, line: str) -> bool:
        """Whether a line is the first of a record; to be asked for every line in turn."""
        if not line.strip():
            self.blank = True
            return False
        tag = tag_of(line)
        begins = tag is not None and (self.blank or (tag == "PMID" and self.has_pmid))
        self.has_pmid = tag == "PMID" or (self.has_pmid and not begins)
        # After a gap, text that is no field leaves it open whether the record goes on.
        self.blank = self.blank and tag is None
        return begins


def _items(stretch: Stretch) -> Iterator[Record | Refusal]:
    """The record of a stretch of lines; of a line that holds whole records, each of them."""
    if not _medline_flat.is_flat(stretch.text):
        yield _item(stretch.text, stretch.line)
        return
    for text in _medline_flat.unflattened(" ".join(stretch.text.split("\n"))):
        if text is not None:
            yield _item(text, stretch.line)
        else:
            message = "a record's line breaks are lost, and its fields cannot be told from its text."
            yield Refusal("seed-malformed", message, _FETCH_AGAIN, stretch.line)


def _item(text: str, line: int) -> Record | Refusal:
    repaired = _text.repair(text)
    fields = _medline_fields.parse(repaired.text)
    return _refused(fields, line) or _medline_record.read(fields, line, repaired.repairs)


def _refused(fields: Fields, line: int) -> Refusal | None:
    """Why a record is not whole or not to be trusted, if so."""
    stated = fields.first("PMID")
    if stated is not None and _medline_record.pmid_of(fields) is None:
        return Refusal("seed-malformed", f"“{stated[:40]}” is no PMID.", _FETCH_AGAIN, line)
    name = f"record {stated}" if stated else "the record"
    if _is_cut(fields):
        return Refusal("seed-cut", f"{name} is cut off after its field {fields.last_tag}.", _FETCH_AGAIN, line)
    if stated is None and not fields.all("TI", "BTI", "AU", "FAU", "CN"):
        return Refusal("seed-malformed", f"{name} has no PMID, no title and no author.", _FETCH_AGAIN, line)
    return None


def _is_cut(fields: Fields) -> bool:
    """Whether a record ends too early: PubMed ends those of journals with SO, and nobody ends one inside a text."""
    if fields.all("SO") or not fields.pairs:
        return False
    tag, value = fields.pairs[-1]
    journal = fields.all("STAT") and not fields.all("BTI")
    return bool(journal) or (tag in _TEXTS and not ends_sentence(value))
