"""Bytes → text, honestly: what cannot be decoded is refused, and every repaired character is reported.

Only damage done on the way from the publisher to the seed is repaired: text decoded with the wrong table (mojibake),
escaped entities, stray line separators, invisible controls. The author's own characters stay as they are, odd ones
included. E-mail addresses are personal data and are taken out here, before anything else sees the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from html.entities import html5

import ftfy

from generator import emails
from generator.characters import INVISIBLE
from generator.readers.record import Refusal, Seed, Unreadable

ADDRESS = emails.REMOVED
ADDRESS_REPAIR = f"e-mail address → {ADDRESS}"

MAX_LINE = 200_000
"""Bytes of a line in a format of lines. Ten thousand authors in a row have some 150,000."""

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_MAGIC = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_BLANK = " \t\n\r\v\f\u00a0\u200b\ufeff"
COPY_AGAIN = "Copy or fetch the whole document again, and replace the seed."
SAVE_AGAIN = "Save the document as UTF-8 text, or copy it again from PubMed, and replace the seed."

_PLAIN = re.compile(r"([\x00-\x7f]+)")
_WORDS = re.compile(r"\s+|\S+")
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SEPARATOR = re.compile("(?:(?<! ) +)?([\u2028\u2029\u0085\v\f]) *")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

_ADDRESSES = rf"{re.escape(ADDRESS)}(?:\s*(?:[,;/]|and|or)?\s*{re.escape(ADDRESS)})*"
_LABEL = r"(?:Electronic address(?:es)?\s{0,9}:\s{0,9}[^.;\[]{0,300}|\be-?mails?(?: address(?:es)?)?\s*[:.]?\s*)?"
_CLAUSE = re.compile(
    rf"(?:\s{{0,9}}\({_LABEL}{_ADDRESSES}\)|[\s,;]{{0,9}}{_LABEL}{_ADDRESSES})(?P<end>\.?)",
    re.IGNORECASE,
)
_ELECTRONIC = re.compile(r"(?:(?<!\s)\s+)?Electronic address(?:es)?:.*?(?:\.(?=\s|$)|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repaired:
    """Text after repair, and the repairs as `what → what`, each once, in the order of the text."""

    text: str
    repairs: tuple[str, ...]


def load(seed: Seed) -> Repaired:
    """The repaired text of a whole seed. Raises Unreadable where the bytes are no text, or none that people wrote."""
    data = seed.path.read_bytes()
    refuse_endless(data)
    return repair(decode(data))


def peek(head: bytes) -> str:
    """The beginning of a seed for recognition only: never refuses, and shows broken bytes as `\ufffd`."""
    encoding = _WIDE_BOMS.get(head[:2], "utf-8-sig")
    return head.decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes) -> str:
    """Bytes as UTF-8 text with `\\n` line ends and no BOM. Raises Unreadable; never guesses another encoding."""
    refuse_binary(data)
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    try:
        text = data[skipped:].decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.reason == "unexpected end of data":
            line = data.count(b"\n") + 1
            raise _unreadable("seed-cut", "the text ends in the middle of a character.", COPY_AGAIN, line) from None
        raise _not_utf8(data, fault.start + skipped) from None
    if not text.strip(_BLANK):
        raise _unreadable("seed-empty", "the document is empty.", "Put the document's text into it, or remove it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def repair(text: str) -> Repaired:
    """Undo damage done to the characters on the way, and take e-mail addresses out."""
    repairs: dict[str, None] = {}
    for step in (_mojibake, _entities, _separators, _controls):
        text = step(text, lambda before, after: repairs.setdefault(f"{_shown(before)} → {_shown(after)}"))
    return Repaired(hide_addresses(text), tuple(hide_addresses(each) for each in repairs))


def hide_addresses(text: str) -> str:
    """The text with `ADDRESS` in the place of each e-mail address."""
    return emails.hidden(text)


def drop_addresses(text: str) -> str:
    """A name or postal address without its e-mail clauses."""
    if ADDRESS in text:
        text = _CLAUSE.sub(lambda m: "" if m.string.endswith(".", 0, m.start()) else m["end"], text)
    return _ELECTRONIC.sub("", text).strip(" ,;")


def without_invisible(text: str) -> str:
    """The text without characters that show nothing, which could split a word that is searched for."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def address_repairs(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The repair to report where an address was taken out of one of these texts."""
    return (ADDRESS_REPAIR,) if any(ADDRESS in text for text in texts if text) else ()


_Note = Callable[[str, str], None]


def _mojibake(text: str, note: _Note) -> str:
    if text.isascii():
        return text
    return "\n".join(line if line.isascii() else _fixed(line, note) for line in text.split("\n"))


def _fixed(line: str, note: _Note) -> str:
    fixed = ftfy.fix_encoding(line)
    if fixed != line:
        for before, after in _changes(line, fixed):
            note(before, after)
    return fixed


def _changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What became what: runs of odd characters, or whole words where plain ones changed as well."""
    old, new = _PLAIN.split(before), _PLAIN.split(after)
    if old[1::2] == new[1::2]:
        yield from ((a, b) for a, b in zip(old[::2], new[::2], strict=True) if a != b)
        return
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for kind, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _trimmed("".join(old[i:j]), "".join(new[k:n]))


def _trimmed(before: str, after: str) -> tuple[str, str]:
    """The changed part of a word: what plain letters both sides share at either end is left away."""
    while before and after and before[0] == after[0] and before[0].isascii():
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1] and before[-1].isascii():
        before, after = before[:-1], after[:-1]
    return before, after


def _entities(text: str, note: _Note) -> str:
    def plain(match: re.Match[str]) -> str:
        entity = match[0].replace("amp;", "") if match[0] != "&amp;" else match[0]
        entity = entity if entity != "&" else "&amp;"
        if not entity.startswith("&#") and entity[1:] not in html5:
            return match[0]
        character = unescape(entity)
        character = " " if character in ("\n", "\r") else character
        note(match[0], character)
        return character

    return _ENTITY.sub(plain, text)


def _separators(text: str, note: _Note) -> str:
    def space(match: re.Match[str]) -> str:
        note(match[1], " ")
        return " "

    return _SEPARATOR.sub(space, text)


def _controls(text: str, note: _Note) -> str:
    def removed(match: re.Match[str]) -> str:
        note(match[0], "")
        return ""

    def marked(match: re.Match[str]) -> str:
        note(match[0], "\ufffd")
        return "\ufffd"

    return _CONTROL.sub(marked, _INVISIBLE.sub(removed, text))


def _shown(text: str) -> str:
    """Characters as a person can see them: by name where they are invisible."""
    if not text:
        return "removed"
    if text == " ":
        return "space"
    return "".join(c if c.isprintable() and c != "\ufffd" else f"U+{ord(c):04X}" for c in text)


def refuse_endless(data: bytes) -> None:
    """Raises Unreadable where a line is longer than any of an honest document, and would take hours to look through."""
    at = 0
    while len(data) - at > MAX_LINE:
        end = max(data.rfind(b"\n", at, at + MAX_LINE), data.rfind(b"\r", at, at + MAX_LINE))
        if end < 0:
            message = f"a line holds more than {MAX_LINE:,} bytes."
            raise _unreadable("seed-too-large", message, COPY_AGAIN, data.count(b"\n", 0, at) + 1)
        at = end + 1


def refuse_binary(data: bytes) -> None:
    """Raises Unreadable where the bytes are those of another kind of file."""
    wide = _WIDE_BOMS.get(data[:2])
    if wide is not None:
        raise _unreadable("seed-encoding", f"the document is {wide} text, not UTF-8.", SAVE_AGAIN)
    if data.startswith(_MAGIC) or b"\0" in data:
        raise _unreadable(
            "seed-binary",
            "the document is not text.",
            "Export it as text (PubMed: Save, or copy the page), and replace the seed.",
        )


def _not_utf8(data: bytes, at: int) -> Unreadable:
    line = data.count(b"\n", 0, at) + 1
    message = f"byte {at} (0x{data[at]:02X}, in line {line}) is not UTF-8 text."
    return _unreadable("seed-encoding", message, SAVE_AGAIN, line)


def _unreadable(code: str, message: str, hint: str, line: int | None = None) -> Unreadable:
    return Unreadable(Refusal(code, message, hint, line))
