"""Wrapped lines → paragraphs → sections, giving back exactly what the source says.

PubMed's text wraps at spaces only and leaves the space at the end of the wrapped line. A line without it ends where
the source's own line ends; so a hyphen at the end of a line needs no guessing, and structured abstracts, whose
sections stand on lines of their own, fall apart rightly. Where all trailing spaces were lost, only a label after the
end of a sentence begins a new line.
"""

import re
from collections.abc import Iterable, Sequence

from generator.model import Section

_LONGEST_WRAPPED = 100
"""A longer line was not wrapped (PubMed wraps at 80), and then no line of its block was."""
_LABEL_WORDS = 6
_UPPER = re.compile(r"(?P<label>[^\W\d_a-z][^:;.!?]{1,118}):(?:\s+(?P<text>\S.*)|\s*)$", re.DOTALL)
_MIXED = re.compile(r"(?P<label>[^\W\d_a-z][\w ,&/'’()-]{2,58}):(?:\s+(?P<text>\S.*)|\s*)$", re.DOTALL)
_INLINE = re.compile(r"[.;)] ?(?:[A-Z][A-Z &/,-]{3,}|[A-Z][a-z]+(?: [A-Za-z]+){0,3}): ")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s*$")
_INDENTED = re.compile(r"(?: {4}|\t)\s*(?P<text>\S.*)")
_LIST_ITEM = re.compile(r"(?:[*•–-]|\d{1,3}[.)])\s+\S")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def blocks(text: str) -> list[str]:
    """The stretches between blank lines, with the spaces inside them untouched."""
    return [block for block in _BLANK_LINES.split(text.strip("\n")) if block.strip()]


def one_line(text: str) -> str:
    """Wrapped text on one line."""
    return " ".join(filter(None, (line.strip(" \t") for line in text.split("\n"))))


def keeps_spaces(text: str) -> bool:
    """Whether wrapped lines still end in the space they were wrapped at."""
    return any(line.endswith(" ") for line in text.split("\n"))


def is_unwrapped(text: str) -> bool:
    """Whether some line is longer than PubMed prints any."""
    return any(len(line) > _LONGEST_WRAPPED for line in text.split("\n"))


def rejoined(text: str) -> str:
    """Text without the line breaks that stood around tags which were taken out: an indented line goes on in the middle
    of a sentence, unless it is an item of a list."""
    lines: list[str] = []
    for line in text.split("\n"):
        indented = _INDENTED.fullmatch(line)
        inside = indented is not None and lines and lines[-1].strip() and not ends_sentence(lines[-1])
        if indented is not None and inside and _LIST_ITEM.match(indented["text"]) is None:
            lines[-1] = f"{lines[-1].rstrip()} {indented['text']}"
        else:
            lines.append(line)
    return "\n".join(lines)


def paragraphs(block: str, spaced: bool) -> list[str]:
    """The source's own lines in a block, unwrapped."""
    lines = [line for line in block.split("\n") if line.strip()]
    unwrapped = not spaced and is_unwrapped(block)
    groups: list[list[str]] = []
    for line in lines:
        if groups and not unwrapped and _continues(groups[-1][-1], line, spaced):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [one_line("\n".join(group)) for group in groups]


def sections(texts: Sequence[str]) -> tuple[Section, ...]:
    """Paragraphs under the labels that the source puts before them.

    A label stands in capitals, or is one of several. A lone label is none if more follow inside its paragraph: then
    the labels are part of the running text, and a heading would claim all of it for the first.
    """
    mixed_too = sum(_MIXED.match(text) is not None and _short(text) for text in texts) > 1
    found: list[tuple[str | None, list[str]]] = []
    for text in texts:
        label, rest = _split_label(text, mixed_too, alone=len(texts) == 1)
        if label is not None or not found:
            found.append((label, []))
        if rest:
            found[-1][1].append(rest)
    return tuple(Section(heading=label, paragraphs=tuple(rest)) for label, rest in found if label or rest)


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, as a text that was cut off rarely does."""
    return _SENTENCE_END.search(text) is not None


def texts_of(parts: Iterable[Section]) -> list[str]:
    """All paragraphs of some sections."""
    return [paragraph for section in parts for paragraph in section.paragraphs]


def _continues(before: str, line: str, spaced: bool) -> bool:
    if spaced:
        return before.endswith(" ")
    return not (ends_sentence(before) and _is_upper_label(line))


def _is_upper_label(text: str) -> bool:
    match = _UPPER.match(text)
    return match is not None and match["label"].upper() == match["label"] and len(match["label"]) > 2


def _short(text: str) -> bool:
    return len(text.partition(":")[0].split()) <= _LABEL_WORDS


def _split_label(text: str, mixed_too: bool, alone: bool) -> tuple[str | None, str]:
    match = _UPPER.match(text) if _is_upper_label(text) else None
    if match is None and mixed_too and _short(text):
        match = _MIXED.match(text)
    if match is None or (alone and _INLINE.search(match["text"] or "")):
        return None, text
    return match["label"], match["text"] or ""
