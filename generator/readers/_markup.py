"""Marked-up text → the plain text that says the same.

Most markup only changes how a word looks and goes without a trace. Raised and lowered text is different: without its
markup `10<sup>9</sup>` would read 109. So

- raised text becomes Unicode superscripts where all its characters have one (`10⁹`, `CD4⁺`), and `^(…)` where not
  (`CD27^(high)`); trademarks, footnote marks and the ending of an ordinal (`5<sup>th</sup>`) mean the same unraised;
- lowered text is plain (`CO2`, as PubMed's own text prints it), but where its digits would run into others it becomes
  Unicode subscripts (`log₁₀5`) or `_(…)`.

Each such change is reported. White space is collapsed as a browser does: a no-break space is a character of its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.readers import _text

FORMULA = "[formula]"
"""Stands where a formula stood that has no certain plain form."""
FORMULA_REPAIR = f"formula without a plain form → {FORMULA}"

_SPACE = re.compile(r"[ \t\n\r\f]+")
_SUPERSCRIPTS = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_SUBSCRIPTS = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_SAME_UNRAISED = re.compile(r"[®™©℠*†‡§¶⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ]+")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)", re.IGNORECASE)
_NOTHING_TO_REPAIR = re.compile(r"[\w \-.,;:'\"/+%<>=*]*", re.ASCII)
"""Most short texts: no entity, no address, no character beyond ASCII."""
_PADDED = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass(slots=True)
class _Piece:
    """A stretch of text, and `sup` or `sub` where it is raised or lowered."""

    text: str
    script: str = ""


@dataclass(slots=True)
class Flattener:
    """Takes a tree's text as a parser walks it, and gives it back flat."""

    notes: dict[str, None] = field(default_factory=dict)
    """What was changed into what, in the order of the text."""
    _open: list[list[_Piece]] = field(default_factory=lambda: [[]])

    def add(self, text: str | None) -> None:
        """Text at this place."""
        if text:
            self._open[-1].append(_Piece(text))

    def begin_script(self) -> None:
        """From here on the text is raised or lowered."""
        self._open.append([])

    def end_script(self, script: str) -> None:
        """The text since `begin_script` was raised (`sup`) or lowered (`sub`)."""
        text = self._joined(self._open.pop())
        if text:
            self._open[-1].append(_Piece(text, script))

    def text(self) -> str:
        """All of it, with white space as it was."""
        return self._joined(self._open[0])

    def _joined(self, pieces: list[_Piece]) -> str:
        out = ""
        for number, piece in enumerate(pieces):
            after = pieces[number + 1].text if number + 1 < len(pieces) else ""
            out += self._plain(piece, out[-1:], after[:1]) if piece.script else piece.text
        return out

    def _plain(self, piece: _Piece, before: str, after: str) -> str:
        blank, text, space = _parts(piece.text)
        flat = raised(text, before) if piece.script == "sup" else lowered(text, before, after)
        if flat != text:
            self.notes[f"<{piece.script}>{text}</{piece.script}> → {flat}"] = None
        return blank + flat + space


@dataclass(slots=True)
class Tidy:
    """Repairs and trims the texts of one record, and remembers what it repaired."""

    repairs: dict[str, None] = field(default_factory=dict)

    def text(self, raw: str | None) -> str:
        """A text on one line, as a browser shows it; empty for none."""
        text = collapse(raw or "")
        if _NOTHING_TO_REPAIR.fullmatch(text):
            return text
        repaired = _text.repair(text)
        self.note(repaired.repairs)
        return collapse(repaired.text)

    def flat(self, source: Flattener) -> str:
        """The text of a tree."""
        text = source.text()
        self.note(source.notes)
        return self.text(text)

    def note(self, repairs: Iterable[str]) -> None:
        """Remember repairs made elsewhere."""
        self.repairs.update(dict.fromkeys(_text.hide_addresses(collapse(each)) for each in repairs))


def collapse(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def raised(text: str, before: str = "") -> str:
    """Superscript text as plain characters; `before` is the character it follows."""
    if not text or _SAME_UNRAISED.fullmatch(text) or (before.isdecimal() and _ORDINAL.fullmatch(text)):
        return text
    if all(char in _SUPERSCRIPTS for char in text):
        return "".join(_SUPERSCRIPTS[char] for char in text)
    return f"^({text})"


def lowered(text: str, before: str = "", after: str = "") -> str:
    """Subscript text as plain characters, set apart only from digits right before or after it."""
    apart = (before.isdecimal() and text[:1].isdecimal()) or (text[-1:].isdecimal() and after.isdecimal())
    return set_low(text) if apart else text


def set_low(text: str) -> str:
    """Subscript text set apart from what surrounds it."""
    if all(char in _SUBSCRIPTS for char in text):
        return "".join(_SUBSCRIPTS[char] for char in text)
    return f"_({text})"


def _parts(text: str) -> tuple[str, str, str]:
    """White space, text, white space."""
    match = _PADDED.fullmatch(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")
