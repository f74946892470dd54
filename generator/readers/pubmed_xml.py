"""PubMed XML: sets of articles and books as E-utilities and the yearly files give them, packed by gzip or not.

Files may hold 30,000 records, so they are read as a stream, and `read` can leave out early what nobody wants.
"""

import re
from collections.abc import Iterator

from lxml import etree

from generator.readers import _text, _xml_record
from generator.readers._xml_sieve import AROUND, Sifted, sifted, single
from generator.readers._xml_stream import Broken, Cutter, Piece, TooLarge, content, unpacked_head
from generator.readers.record import Record, Refusal, Seed, Unreadable
from generator.readers.wanted import Wanted

NAME = "pubmed-xml"

_OPENING = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*(?:<!DOCTYPE\s+)?<?(?P<root>[\w:.-]+)", re.DOTALL)
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"'](?P<name>[A-Za-z0-9._-]+)[\"']")
_ROOTS = frozenset({"PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle"})
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d{1,9})\s*<")
_BOM = b"\xef\xbb\xbf"
_UTF_8 = "utf-8"
_SEARCHED = (
    "ArticleTitle",
    "VernacularTitle",
    "BookTitle",
    "AbstractText",
    "Keyword",
    "DescriptorName",
    "QualifierName",
    "SupplMeshName",
    "NameOfSubstance",
)
"""Elements that say what a record is about."""
_RAGGED = ("\n", "\t", "  ", "\u00a0", "\u00ad", "\u2002", "\u2003", "\u2009", "\u200b", "\u202f", "\u2060", "\ufeff")
"""What may part the words of a name otherwise than one space does, or split one. Most texts have none of it."""
_FAULTS: dict[int, str] = {
    etree.ErrorTypes.ERR_UNDECLARED_ENTITY: "it uses an entity that XML does not know",
    etree.ErrorTypes.WAR_UNDECLARED_ENTITY: "it uses an entity that XML does not know",
    etree.ErrorTypes.ERR_TAG_NAME_MISMATCH: "an element is closed that is not the last one opened",
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED: "an element is never closed",
    etree.ErrorTypes.ERR_INVALID_CHAR: "it holds a character that XML does not allow",
    etree.ErrorTypes.ERR_INVALID_ENCODING: "it holds bytes that are not in its encoding",
}
_FETCH_AGAIN = "Fetch the record again by its PMID, and put it into seeds/ as a document of its own."
_FILE_AGAIN = "Fetch the whole file again, and replace the seed."


def recognises(seed: Seed) -> bool:
    """Whether the first element, or the document type, is one of PubMed's."""
    opening = _OPENING.match(_text.peek(unpacked_head(seed.head)))
    return opening is not None and opening["root"] in _ROOTS


def read(seed: Seed, wanted: Wanted | None = None) -> Iterator[Record | Refusal]:
    """The records of the file in its order, malformed ones refused each for itself. Raises Unreadable.

    With `wanted`, a record is built only if the pattern occurs in its titles, abstracts, keywords, index terms or
    substances; the others are passed over at little cost.
    """
    encoding = _encoding(unpacked_head(seed.head))
    parser = _parser(encoding)
    with seed.path.open("rb") as file:
        cutter = Cutter(content(file))
        number, is_whole = 0, True
        try:
            for found in _records(cutter, encoding, wanted):
                seed.reached(file.tell())
                items = (_item(piece, number + place + 1, parser, wanted) for place, piece in found.to_read)
                yield from (item for item in items if item is not None)
                number += found.records
                is_whole = found.whole
        except Broken:
            yield Refusal("seed-cut", f"the packed file is damaged after record {number}.", _FILE_AGAIN, cutter.line)
            return
        except TooLarge:
            message = f"after record {number} the packed file unpacks to more than any file of PubMed."
            yield Refusal("seed-too-large", message, "Unpack it, look what it is, and split it.", cutter.line)
            return
    if not number:
        yield Refusal("seed-no-record", "the document holds no record.", _FILE_AGAIN)
    elif is_whole and cutter.inside_set:
        message = f"the file ends after record {number}, before its set does."
        yield Refusal("seed-cut", message, _FILE_AGAIN, cutter.line)


def _records(cutter: Cutter, encoding: str, wanted: Wanted | None) -> Iterator[Sifted]:
    """The records that must be read, with the number of all."""
    if wanted is not None and wanted.is_told_cheaply and encoding.lower() == _UTF_8:
        return sifted(cutter.runs(), wanted, _parser(encoding))
    return map(single, cutter.pieces())


def _encoding(head: bytes) -> str:
    """The encoding that a file declares, or UTF-8. Raises Unreadable for text that is not cut by its bytes."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        _text.decode(head)
    declared = _DECLARED.match(head.removeprefix(_BOM))
    return declared["name"].decode() if declared else _UTF_8


def _parser(encoding: str) -> etree.XMLParser:
    """A parser that reads nothing but what it is given. Raises Unreadable for an encoding that nobody knows."""
    try:
        return etree.XMLParser(
            encoding=encoding,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
    except LookupError:
        hint = "Save the document as UTF-8, and replace the seed."
        raise Unreadable(Refusal("seed-encoding", f"its encoding, {encoding}, is unknown.", hint, 1)) from None


def _item(piece: Piece, number: int, parser: etree.XMLParser, wanted: Wanted | None) -> Record | Refusal | None:
    """The record of a piece, why there is none, or None where it is not wanted."""
    if piece.too_large:
        return _refused(piece, number, "seed-too-large", "is longer than any record of PubMed", piece.line)
    if not piece.whole:
        return _refused(piece, number, "seed-cut", "is cut off before its end", piece.line)
    try:
        record = etree.fromstring(AROUND % piece.data, parser)[0]
    except etree.XMLSyntaxError as fault:
        what = _FAULTS.get(fault.code, "it is not well-formed XML")
        line = piece.line + max(0, (fault.lineno or 1) - 1)
        return _refused(piece, number, "seed-malformed", f"is malformed: {what}", line)
    if wanted is not None and not _mentions(record, wanted.pattern):
        return None
    if _xml_record.pmid_of(record) is None:
        return _refused(piece, number, "seed-malformed", "has no PMID of its own", piece.line)
    return _xml_record.read(record, piece.line)


def _mentions(record: etree._Element, wanted: re.Pattern[str]) -> bool:
    found = record.iter(*_SEARCHED)
    text = " | ".join("".join(each.itertext()) if len(each) else each.text or "" for each in found)
    if any(mark in text for mark in _RAGGED):
        text = " ".join(_text.without_invisible(text).split())
    return wanted.search(text) is not None


def _refused(piece: Piece, number: int, code: str, what: str, line: int) -> Refusal:
    pmid = _PMID.search(piece.data)
    name = f"record {number}" + (f" (PMID {pmid[1].decode()})" if pmid else "")
    return Refusal(code, f"{name} {what}.", _FETCH_AGAIN, line)
