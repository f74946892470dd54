r"""The body of a paper: exact text in a small strict subset of Markdown.

An abstract's `*`, `_`, `<`, `[1]` and `10^9` are the author's characters, not markup. They are escaped so that any
Markdown viewer shows them as they are, and `read` gives back the very text that `write` was given. Only what a
viewer would take for markup is escaped, so that words copied from the file nearly always match.
"""

import re
from collections.abc import Iterable

from generator.model import Section

_HEADING = "## "
_ALWAYS = re.compile(r"[\\`*_\[\]~$]|<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]+;)|:(?=[A-Za-z0-9_+-]+:)")
_AT_START = re.compile(r"([#>+=|-])|(\d{1,9})([.)])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def write(sections: Iterable[Section]) -> str:
    """Sections as Markdown: a `##` line for each heading, a line for each paragraph, blank lines between."""
    blocks: list[str] = []
    for section in sections:
        if section.heading is not None:
            blocks.append(_HEADING + _escape(section.heading))
        blocks.extend(_escape(paragraph) for paragraph in section.paragraphs)
    return "\n\n".join(blocks)


def read(body: str) -> tuple[Section, ...]:
    """The sections that `write` was given. Text before the first heading has the heading None."""
    sections: list[tuple[str | None, list[str]]] = []
    for line in body.split("\n"):
        if not line:
            continue
        if line.startswith(_HEADING):
            sections.append((_unescape(line[len(_HEADING) :]), []))
            continue
        if not sections:
            sections.append((None, []))
        sections[-1][1].append(_unescape(line))
    return tuple(Section(heading=heading, paragraphs=tuple(paragraphs)) for heading, paragraphs in sections)


def _escape(text: str) -> str:
    escaped = _ALWAYS.sub(lambda m: "\\" + m[0], text)
    start = _AT_START.match(escaped)
    if start is not None:
        at = start.start(1) if start[1] else start.start(3)
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped[:-1] + "\\#" if escaped.endswith("#") and not escaped.endswith("\\#") else escaped


def _unescape(line: str) -> str:
    return _ESCAPED.sub(r"\1", line)
