"""The lines of a seed that may hold thousands of records: read one at a time, and held for one record only.

A byte that is no UTF-8 text spoils the record it stands in, not the file: until the record is whole it is kept as a
lone surrogate, which no text can hold, and `fault` then says why the record is refused.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from generator.readers import _text
from generator.readers.record import Refusal, Seed, Unreadable

LONGEST = 4_000_000
"""Characters of a record; the longest, of collaborations with thousands of authors, have a third."""

_BOM = "\ufeff"
_SPLIT = "Look what the document is; save or export it again, and replace the seed."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of a seed that belong together."""

    line: int
    """Number of the first one, from 1."""
    text: str


def lines(seed: Seed) -> Iterator[tuple[int, str]]:
    """Each line with its number, without its end and any BOM. Raises Unreadable: binary, or a line without an end."""
    _text.refuse_binary(seed.head[:8])
    longest = min(LONGEST, _text.MAX_LINE)
    with seed.path.open(encoding="utf-8", errors="surrogateescape") as stream:
        for number, line in enumerate(iter(lambda: stream.readline(longest), ""), start=1):
            if len(line) == longest and not line.endswith("\n"):
                raise _too_large(f"line {number} is", number)
            yield number, line.removesuffix("\n").removeprefix(_BOM)


def stretches(found: Iterator[tuple[int, str]], begins: Callable[[str], bool]) -> Iterator[Stretch]:
    """The lines in stretches, each from one line that `begins` to the next; `begins` is asked once for each line."""
    start, held, size = 1, list[str](), 0
    for number, line in chain(found, [(0, None)]):
        if line is None or begins(line):
            if held:
                yield Stretch(start, "\n".join(held))
            start, held, size = number, [], 0
        if line is not None:
            held.append(line)
            size += len(line) + 1
        if size > LONGEST:
            raise _too_large(f"the record in line {start} is", start)


def fault(stretch: Stretch) -> Refusal | None:
    """Why a record's characters cannot be trusted, if so: a byte that is no UTF-8, or none at all."""
    text = stretch.text
    if "\0" in text:
        line = stretch.line + text.count("\n", 0, text.index("\0"))
        return Refusal("seed-binary", f"line {line} holds a byte 0, which no text has.", _text.SAVE_AGAIN, line)
    if text.isascii():
        return None
    try:
        data = text.encode("utf-8", "surrogateescape")
        data.decode("utf-8")
    except UnicodeDecodeError as found:
        line = stretch.line + data.count(b"\n", 0, found.start)
        if found.reason == "unexpected end of data":
            return Refusal("seed-cut", "the text ends in the middle of a character.", _text.COPY_AGAIN, line)
        message = f"line {line} holds the byte 0x{data[found.start]:02X}, which is not UTF-8 text."
        return Refusal("seed-encoding", message, _text.SAVE_AGAIN, line)
    return None


def _too_large(what: str, line: int) -> Unreadable:
    message = f"{what} longer than any record of a publication."
    return Unreadable(Refusal("seed-too-large", message, _SPLIT, line))
