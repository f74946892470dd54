"""Block YAML of one scalar a line, as PyYAML's emitter writes it and many times as fast.

It writes mappings, lists, texts of one line, whole numbers, truth values and null: all that a content file holds. What
it does not know it leaves to PyYAML, whose rules for plain and quoted texts stand here as two patterns.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}")
_PRINTABLE = r" -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe"
"""Characters that PyYAML writes as they are; not the line breaks of Unicode."""
_ONE_LINE = re.compile(f"[{_PRINTABLE}]*")
_PLAIN = re.compile(
    r"""(?![#,\[\]{}&*!|>'"%@`\ ] | [-?:](?:\ |$) | --- | \.\.\.)"""  # signs with a meaning at the begin
    r"(?: [^:#]|:(?!\ |$)|(?<!\ )\# )+(?<!\ )",
    re.VERBOSE,
)


class Odd(Exception):
    """Something that is left to PyYAML."""


def block(data: Mapping[str, Any], is_typed: Callable[[str], bool]) -> str:
    """A mapping as block YAML in the given order. `is_typed` tells plain texts that read as no text. Raises Odd."""
    return "\n".join([*_Writer(is_typed).mapping(data, "", ""), ""])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Gives the lines of nested values; `lead` stands before the first of them, `indent` before the others."""

    is_typed: Callable[[str], bool]

    def mapping(self, data: Mapping[Any, Any], indent: str, lead: str) -> Iterator[str]:
        if not data:
            raise Odd
        for key, value in data.items():
            if not isinstance(key, str) or not _KEY.fullmatch(key) or self.is_typed(key):
                raise Odd
            if value and isinstance(value, Mapping):
                yield f"{lead}{key}:"
                yield from self.mapping(value, f"{indent}  ", f"{indent}  ")
            elif value and isinstance(value, list | tuple):
                yield f"{lead}{key}:"
                yield from self.sequence(value, indent, indent)
            else:
                yield f"{lead}{key}: {self.scalar(value)}"
            lead = indent

    def sequence(self, items: Sequence[Any], indent: str, lead: str) -> Iterator[str]:
        for item in items:
            if item and isinstance(item, Mapping):
                yield from self.mapping(item, f"{indent}  ", f"{lead}- ")
            elif item and isinstance(item, list | tuple):
                yield from self.sequence(item, f"{indent}  ", f"{lead}- ")
            else:
                yield f"{lead}- {self.scalar(item)}"
            lead = indent

    def scalar(self, value: Any) -> str:
        """A value of one line, or an empty list or mapping."""
        if type(value) is str:
            return self.text(value)
        if value is None or type(value) in (bool, int):
            return "null" if value is None else str(value).lower()
        if isinstance(value, list | tuple | Mapping):
            return "{}" if isinstance(value, Mapping) else "[]"
        raise Odd

    def text(self, text: str) -> str:
        """A text, quoted where it holds signs with a meaning or would read as something else than a text."""
        if not _ONE_LINE.fullmatch(text):
            raise Odd
        if _PLAIN.fullmatch(text) and not self.is_typed(text):
            return text
        return "'" + text.replace("'", "''") + "'"
