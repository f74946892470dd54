"""RIS, as PubMed's citation service, Zotero, EndNote, Embase, Ovid and Scopus write it; one record or many."""

import re
from collections.abc import Iterator

from generator.readers import _lines, _ris_fields, _ris_ids, _ris_record, _text
from generator.readers import _ris_tags as tags
from generator.readers._lines import Stretch
from generator.readers._paragraphs import ends_sentence
from generator.readers._ris_fields import Fields, gap_of
from generator.readers.record import Record, Refusal, Seed

NAME = "ris"

_PREAMBLE = re.compile(r"(?:Record #\d+ of \d+|(?:Provider|Content|Database):.*|\d+\.)?\s*")
"""Lines that some programs put between records."""
_SAVE_AGAIN = "Export the record again, and replace it in the seed."


def recognises(seed: Seed) -> bool:
    """Whether the first field of the seed is a type of reference."""
    lines = _text.peek(seed.head).split("\n")
    first = next((line for line in lines if not _PREAMBLE.fullmatch(line)), "")
    return gap_of(first) > 0


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The records in the order of the file; one that is cut or malformed is refused alone. Raises Unreadable."""
    for stretch in _lines.stretches(_lines.lines(seed), lambda line: gap_of(line) > 0):
        if gap_of(stretch.text.partition("\n")[0]):
            yield _lines.fault(stretch) or _item(stretch)


def _item(stretch: Stretch) -> Record | Refusal:
    repaired = _text.repair(stretch.text)
    fields = _ris_fields.parse(repaired.text)
    pmids = _ris_ids.pmids(fields)
    refusal = _refused(fields, pmids, stretch.line)
    return refusal or _ris_record.read(fields, next(iter(pmids), None), stretch.line, repaired.repairs)


def _refused(fields: Fields, pmids: set[str], line: int) -> Refusal | None:
    """Why a record is not whole or not to be trusted, if so."""
    if len(pmids) > 1:
        message = f"the record gives several PMIDs as its own: {', '.join(sorted(pmids))}."
        return Refusal("seed-two-pmids", message, "Find out which is meant, and fetch that record again.", line)
    last = fields.found[-1]
    if not fields.ended and last.tag in (*tags.TITLE, *tags.ABSTRACT) and not ends_sentence(last.text):
        return Refusal("seed-cut", f"the record is cut off in its field {last.tag}.", _SAVE_AGAIN, line)
    known = pmids or _ris_ids.doi(fields) or fields.first(*tags.TITLE, *tags.AUTHORS[0])
    if not known:
        return Refusal("seed-malformed", "the record has no PMID, DOI, title or author.", _SAVE_AGAIN, line)
    return None
