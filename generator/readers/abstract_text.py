"""PubMed's "abstract text" export: numbered records, one behind the other in a file.

Each record is printed as `_abstract_record` describes, ends with its PMID (only a statement on conflicts of interest
may follow) and is set apart from the next by two blank lines. A paragraph that begins with a number is therefore no
record yet: the one before it must be over, or the number the next and the gap as wide as between records.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.readers import _abstract_record, _citation, _lines, _text
from generator.readers._abstract_record import RETRACTED, Body
from generator.readers._citation import Citation
from generator.readers._lines import Stretch
from generator.readers._paragraphs import blocks, texts_of
from generator.readers.record import Record, Refusal, Seed

NAME = "pubmed-abstract-text"

_NUMBER = re.compile(r"(?P<number>\d{1,6})\. (?=\S)")
_PMID = re.compile(r"PMID: *[1-9]\d{0,8}(?: *\[[^\]]*\])?\s*")
_BOOK = re.compile(r"^In: ", re.MULTILINE)
_FETCH_AGAIN = "Fetch the record again by its PMID, and replace it in the seed."


def recognises(seed: Seed) -> bool:
    """Whether the seed begins with a number and a citation, or with the numbered title of a chapter of a dated book."""
    head = _text.peek(seed.head).strip("\n")
    return _NUMBER.match(head) is not None and _abstract_record.read(head).citation is not None


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The records in the order of the file; one that is cut or damaged is refused alone. Raises Unreadable."""
    for stretch in _lines.stretches(_lines.lines(seed), _Boundaries().begins):
        if stretch.text.strip():
            yield _lines.fault(stretch) or _item(stretch)


@dataclass(slots=True)
class _Boundaries:
    """Tells where a record begins, from the lines before it."""

    number: int = 0
    """Of the record that is being read."""
    blank: int = 2
    """Blank lines directly before the line."""
    over: bool = True
    """Whether the record's last line has been seen."""

    def begins(self, line: str) -> bool:
        """Whether a line is the first of a record; to be asked for every line in turn."""
        if not line.strip():
            self.blank += 1
            return False
        found = _NUMBER.match(line) if self.blank else None
        begins = found is not None and self._is_next(int(found["number"]), line)
        if found is not None and begins:
            self.number = int(found["number"])
        self.over = not begins and (self.over or _PMID.fullmatch(line) is not None)
        self.blank = 0
        return begins

    def _is_next(self, number: int, line: str) -> bool:
        expected, wide = number == self.number + 1, self.blank > 1
        if self.over:
            return expected or wide or _opens(line)
        return wide and (expected or _opens(line))


def _opens(text: str) -> bool:
    """Whether a text is a number and a citation."""
    found = _NUMBER.match(text)
    return found is not None and _citation.parse(text[found.end() :]) is not None


def _item(stretch: Stretch) -> Record | Refusal:
    repaired = _text.repair(stretch.text)
    found = blocks(repaired.text)
    body = _abstract_record.read(repaired.text)
    if body.pmid is None or not _PMID.fullmatch(f"PMID: {body.pmid}"):
        return _refused(stretch, "seed-cut", "has no line `PMID: …` at its end")
    if body.citation is None and _BOOK.search(repaired.text) is None:
        return _refused(stretch, "seed-malformed", "has no citation in its first lines")
    if _runs_on(found):
        return _refused(stretch, "seed-malformed", "runs into another one, whose citation stands inside it")
    return _record(body, body.citation or Citation(), stretch.line, repaired.repairs)


def _runs_on(found: Sequence[str]) -> bool:
    """Whether a later block seems to be the first of the next record, whose citation or book follows."""
    first = _NUMBER.match(found[0])
    following = f"{int(first['number']) + 1}. " if first else ""
    start = next(
        (n for n, block in enumerate(found[1:], 1) if block.startswith(following) or _opens(block)), len(found)
    )
    return any(
        _citation.parse(_NUMBER.sub("", block, count=1)) is not None or _BOOK.match(block) for block in found[start:]
    )


def _record(body: Body, cited: Citation, line: int, repairs: tuple[str, ...]) -> Record:
    return Record(
        pmid=body.pmid,
        pmcid=body.pmcid,
        doi=body.doi,
        title=body.title,
        authors=body.authors,
        journal=cited.journal,
        date=cited.date,
        epub_date=cited.epub_date,
        volume=cited.volume,
        issue=cited.issue,
        pages=cited.pages,
        publication_types=(RETRACTED,) if body.retracted else (),
        keywords=body.keywords,
        language=body.language,
        relations=body.relations,
        copyright=body.copyright,
        content="abstract" if body.sections else "none",
        sections=body.sections,
        repairs=repairs + _text.address_repairs((body.title, body.copyright, *texts_of(body.sections))),
        line=line,
    )


def _refused(stretch: Stretch, code: str, what: str) -> Refusal:
    number = _NUMBER.match(stretch.text.lstrip())
    name = f"record {number['number']}" if number else "the text before the first record"
    return Refusal(code, f"{name} {what}.", _FETCH_AGAIN, stretch.line)
