"""A file of PubMed records, cut into the bytes of one record each.

The tags that open and close a record are found in the bytes, and each record is parsed alone. So memory holds one
record however long the file is, a malformed record cannot spoil its neighbours, and nothing that a document type
declares (entities within entities, files of the machine) ever reaches a parser.
"""

import gzip
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from generator.readers.record import HEAD_BYTES

MAX_RECORD = 16 * 1024 * 1024
"""Bytes of one record. The longest of PubMed, with ten thousand collaborators, have some 5 MB."""
MAX_UNPACKED = 4 * 1024 * 1024 * 1024
"""Bytes that a packed file may unpack to. PubMed's yearly files have some 200 MB."""
MAX_RATIO = 500
"""Unpacked bytes for a packed one. PubMed's files give 10, one made-up record repeated gives 300, a bomb 1,000."""
FREE = 64 * 1024 * 1024
"""Unpacked bytes up to which the ratio does not count."""

_GZIP = b"\x1f\x8b"
_BLOCK = 64 * 1024
_RUN = 128 * 1024
"""Bytes of records that are taken together, so that most such runs have none that is wanted."""
_LONGEST_MARK = 64
"""Bytes of a mark that a block may cut in two."""
_RECORD = rb"Pubmed(?:Book)?Article"
_BETWEEN = re.compile(
    rb"(?P<comment><!--)|(?P<doctype><!DOCTYPE)|(?P<set></?" + _RECORD + rb"Set(?=[\s>]))|<" + _RECORD + rb"(?=[\s>])"
)
# Two patterns that each begin with plain bytes are found several times as fast as one that allows for both.
_START = re.compile(rb"<" + _RECORD + rb"(?:Set)?(?=[\s>])")
_END = re.compile(rb"</" + _RECORD + rb"(?P<set>Set)?\s*>")
_NAME = b"PubmedArticle"
_OPEN = b"<%s>" % _NAME
CLOSE = b"</%s>" % _NAME
"""The tag that ends each record of a run."""
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)


class TooLarge(Exception):
    """Raised where a packed file unpacks to more than an honest one does."""


class Broken(Exception):
    """Raised where a packed file is cut or damaged."""


class Stream(Protocol):
    """What a cutter reads from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one record, from its first tag to its last, or as far as it goes."""

    data: bytes
    line: int
    """Where it begins in the file."""
    whole: bool
    """False where the next record begins, or the set or the file ends, before this one does."""

    @property
    def too_large(self) -> bool:
        return len(self.data) > MAX_RECORD


@dataclass(frozen=True, slots=True)
class Run:
    """Records that follow each other, each of them whole, without anything that could hide where one begins or ends.

    There are no comments, sections, instructions or declarations, so each `<` begins a tag or is a fault. A record's
    name stands in its first and last tag alone, so the last one closes the first or is a fault, and only white space
    stands between two. So all records of a run are well-formed if the run is.
    """

    records: Sequence[bytes]
    """Each without its last tag, and with the white space before it."""
    line: int
    """Where it begins in the file."""

    def joined(self, end: bytes) -> bytes:
        """All of them, with something put behind each."""
        last = CLOSE + end
        return last.join((*self.records, b""))

    def pieces(self, places: Collection[int]) -> list[tuple[int, Piece]]:
        """Those of the records that stand at some places, from 0, with these."""
        found, line = [], self.line
        for place, record in enumerate(self.records[: max(places, default=-1) + 1]):
            if place in places:
                data = record.lstrip()
                found.append((place, Piece(data + CLOSE, line + record.count(b"\n") - data.count(b"\n"), whole=True)))
            line += record.count(b"\n")
        return found


class _Unpacked:
    """The content of a gzip file, within bounds."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._content = gzip.GzipFile(fileobj=packed)
        self._given = 0

    def read(self, size: int, /) -> bytes:
        try:
            # Not `read`, which loses what it has unpacked when the rest turns out to be damaged.
            data = self._content.read1(size)
        except (OSError, EOFError, zlib.error) as fault:
            raise Broken from fault
        self._given += len(data)
        if self._given > min(MAX_UNPACKED, max(FREE, MAX_RATIO * self._packed.tell())):
            raise TooLarge
        return data


def content(file: BinaryIO) -> Stream:
    """The file, or what it unpacks to."""
    is_packed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    return _Unpacked(file) if is_packed else file


def unpacked_head(head: bytes) -> bytes:
    """The first bytes of a seed, unpacked where they are packed; none where that fails."""
    if not head.startswith(_GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, HEAD_BYTES)
    except zlib.error:
        return b""


class Cutter:
    """Cuts a stream into records."""

    def __init__(self, stream: Stream) -> None:
        self.line = 1
        """The line that has been reached."""
        self.inside_set = False
        """Whether a set of records was opened and not yet closed."""
        self._stream = stream
        self._fault: Broken | TooLarge | None = None
        """What the stream ended with when more of it was read than was asked for."""
        self._buffer = b""
        self._at = 0
        self._passed = 0
        """Bytes of the stream before the buffer."""

    def pieces(self) -> Iterator[Piece]:
        """The records in the order of the file. Raises Broken or TooLarge where the stream does."""
        while self._find_record():
            yield self._piece()

    def runs(self) -> Iterator[Run | Piece]:
        """The same records, as many of them together as can be told apart at little cost."""
        single = 0
        while self._find_record():
            here = self._passed + self._at
            run = self._run() if here >= single else None
            if run is None and here >= single:
                single = here + _RUN
            yield run or self._piece()

    def _piece(self) -> Piece:
        """The record that begins here."""
        end, whole = self._find_end()
        piece = Piece(self._buffer[self._at : end], self.line, whole)
        self._go_to(end)
        return piece

    def _run(self) -> Run | None:
        """The records that begin here, as far as they are read, if all of them are regular."""
        try:
            while len(self._buffer) - self._at < _RUN and self._read_on():
                pass
        except (Broken, TooLarge) as fault:
            self._fault = fault
        end = self._buffer.rfind(CLOSE, self._at) + len(CLOSE)
        data = self._buffer[self._at : end]
        *records, rest = data.split(CLOSE)
        if rest or not records or not _are_regular(data, records):
            return None
        run = Run(records, self.line)
        self._go_to(end)
        return run

    def _find_record(self) -> bool:
        """Go to the next record; False where there is none."""
        while True:
            found = _BETWEEN.search(self._buffer, self._at)
            if found is None:
                self._go_to(max(self._at, len(self._buffer) - _LONGEST_MARK))
                if not self._read_on():
                    self._go_to(len(self._buffer))
                    return False
                continue
            self._go_to(found.start())
            if found["comment"]:
                self._pass_comment()
            elif found["doctype"]:
                declared = _DOCTYPE.match(self._buffer, self._at)
                self._go_to(declared.end() if declared else found.end())
            elif found["set"]:
                self.inside_set = not found["set"].startswith(b"</")
                self._go_to(found.end())
            else:
                return True

    def _pass_comment(self) -> None:
        while (end := self._buffer.find(b"-->", self._at)) < 0:
            self._go_to(max(self._at, len(self._buffer) - 2))
            if not self._read_on():
                self._go_to(len(self._buffer))
                return
        self._go_to(end)

    def _find_end(self) -> tuple[int, bool]:
        """Where the record ends that begins here, and whether by a tag of its own."""
        searched = 1
        while True:
            end = _END.search(self._buffer, self._at + searched)
            start = _START.search(self._buffer, self._at + searched, end.start() if end else len(self._buffer))
            if start is not None:
                return start.start(), False
            if end is not None:
                return (end.start(), False) if end["set"] else (end.end(), True)
            length = len(self._buffer) - self._at
            searched = max(1, length - _LONGEST_MARK)
            if length > MAX_RECORD or not self._read_on():
                return len(self._buffer), False

    def _go_to(self, end: int) -> None:
        self.line += self._buffer.count(b"\n", self._at, end)
        self._at = end

    def _read_on(self) -> bool:
        """Add a block to what is left of the buffer; False at the end of the stream."""
        if self._fault is not None:
            raise self._fault
        block = self._stream.read(_BLOCK)
        self._buffer = self._buffer[self._at :] + block
        self._passed += self._at
        self._at = 0
        return bool(block)


def _are_regular(data: bytes, records: Sequence[bytes]) -> bool:
    """Whether records that were parted at a tag are a run; False also where that is not certain."""
    # White space alone may stand between two: a tag there could give its prefixes to a record.
    if not all(each.lstrip().startswith(_OPEN) for each in records) or data.count(_NAME) != 2 * len(records):
        return False
    # These signs are rare, and so found sooner not to be there than what they are a part of.
    hiding = (b"!" in data and b"<!" in data) or (b"?" in data and b"<?" in data)
    return not hiding and b"PubmedBookArticle" not in data
