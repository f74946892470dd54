"""YAML as this project reads and writes it: strings only, with line numbers, nothing clever.

YAML 1.1 turns `no`, `012`, `1:30` and dates into other things and keeps the last of duplicate keys. Here every scalar
is the string that stands in the file (a plain empty value, `~` or `null` is None), a key given twice is a fault, and so
are tags, anchors and aliases, which content files have no use for.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import yaml

from generator.block import Odd, block
from generator.problems import Fault, error

Location = tuple[str | int, ...]
FENCE = "---"
MAX_DEPTH = 12
"""Nesting allowed in a content file; more is a slip or an attack."""
_NULLS = {"", "~", "null"}
_BREAKS = "\x85\u2028\u2029"
_BREAK = re.compile(rf"\r\n|[\r\n{_BREAKS}]")
"""What YAML counts as the end of a line. Everybody else here, and most editors, count line feeds alone."""
_BEGINNINGS = frozenset({yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent, yaml.AliasEvent})
"""The events that a value may begin with."""
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Dumper(yaml.SafeDumper):
    """Writes Unicode's other line breaks as escapes; PyYAML leaves them in plain scalars, where they read as blanks."""

    def represent_text(self, text: str) -> yaml.ScalarNode:
        style = '"' if any(break_ in text for break_ in _BREAKS) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _Dumper.represent_text)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its settings, where each of them stands, and its body."""

    data: dict[str, Any]
    lines: dict[Location, int]
    body: str = ""
    body_line: int = 1


def parse(text: str, path: str) -> Document:
    """A Markdown file that begins with a block of settings. Raises Fault with the line of the first fault."""
    head, body, body_line = _split(text, path)
    settings = parse_yaml(head, path, first_line=2)
    return Document(settings.data, settings.lines, body, body_line)


def parse_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """A YAML mapping, with the line of each of its keys and items. Raises Fault."""
    lines: dict[Location, int] = {}
    feeds = _feeds(text)
    number = partial(_line, feeds, first_line, first_line + text.count("\n"))
    try:
        value = _Reading(path, number, first_line, lines, _LOADER(text).get_event).document()
    except yaml.YAMLError as fault:
        raise _syntax_fault(fault, path, number) from None
    if not isinstance(value, dict):
        raise Fault(
            error(
                path,
                first_line,
                "yaml-not-a-mapping",
                "the settings are not `key: value` lines.",
                "Write one `key: value` on each line.",
            )
        )
    return Document(value, lines if feeds is None else {at: number(line - first_line) for at, line in lines.items()})


def _feeds(text: str) -> Sequence[int] | None:
    """How many line feeds stand before each line that YAML counts; None where it counts the same lines."""
    if not any(sign in text for sign in ("\r", *_BREAKS)):
        return None
    ends = [found.end() for found in _BREAK.finditer(text)]
    return [0, *(text.count("\n", 0, end) for end in ends)]


def _line(feeds: Sequence[int] | None, first: int, last: int, counted: int) -> int:
    """The line of a file that the parser counts so from 0; libyaml may count one behind the last."""
    return min(first + (counted if feeds is None else feeds[min(counted, len(feeds) - 1)]), last)


def dump(data: Mapping[str, Any]) -> str:
    """A mapping as block YAML in the given order, one scalar a line, the same bytes on every machine.

    The pure-Python emitter is named on purpose: libyaml quotes a few scalars otherwise, and is not everywhere.
    """
    try:
        return block(data, _is_typed)
    except Odd:
        return dump_in_full(data)


def dump_in_full(data: Mapping[str, Any]) -> str:
    """The same by PyYAML alone, which takes whatever there is."""
    return str(yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")))


def _is_typed(text: str) -> bool:
    """Whether YAML takes a plain text for a number, a date, a truth value or null."""
    return any(pattern.match(text) for _, pattern in yaml.SafeDumper.yaml_implicit_resolvers.get(text[:1], ()))


def scalar(text: str) -> str:
    """A text as a scalar of one line that reads back to the very text, quoted only where it must be."""
    plain = text.isprintable() and text.lower() not in _NULLS
    quoted = yaml.dump(
        {"": text}, Dumper=yaml.SafeDumper, allow_unicode=True, width=float("inf"), default_style=None if plain else '"'
    )
    return str(quoted).partition(": ")[2].rstrip("\n")


def join(data: Mapping[str, Any], body: str) -> str:
    """A Markdown file from its settings and body, ending in one newline."""
    text = f"{FENCE}\n{dump(data)}{FENCE}\n"
    return f"{text}\n{body.strip(chr(10))}\n" if body.strip() else text


def _split(text: str, path: str) -> tuple[str, str, int]:
    """Settings, body, and the line the body starts at."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise Fault(
            error(
                path,
                1,
                "settings-missing",
                "the file does not begin with a line of three dashes.",
                "Begin it with its settings between two lines of three dashes, as the other files of this folder do.",
            )
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise Fault(
        error(
            path,
            1,
            "settings-open",
            "the block of settings is never closed.",
            "Put a line of three dashes after the last setting.",
        )
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """Builds values from the parser's events, noting lines and refusing cleverness.

    It knows an event by its very class: the parser makes no others, and there are a hundred in a file.
    """

    path: str
    number: Callable[[int], int]
    """The line of the file that is this one to the parser, who counts from 0."""
    first_line: int
    lines: dict[Location, int]
    """As the parser counts, but from the first line."""
    next: Callable[[], Any]
    """The next event of the parser; None behind the last."""

    def document(self) -> Any:
        for event in iter(self.next, None):
            if isinstance(event, yaml.DocumentStartEvent):
                value = self._value(self.next(), ())
                self._refuse_second_document()
                return value
        return {}

    def _refuse_second_document(self) -> None:
        for event in iter(self.next, None):
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._fault(event, "yaml-documents", "a second YAML document begins.", "Remove the `---` line.")

    def _value(self, event: Any, at: Location) -> Any:
        kind = type(event)
        if kind not in _BEGINNINGS:
            raise self._fault(event, "yaml-syntax", "a value is missing.", "Write the value behind the colon.")
        if event.anchor or event.tag or len(at) > MAX_DEPTH:
            raise self._too_clever(event)
        if kind is yaml.ScalarEvent:
            return None if not event.style and event.value.lower() in _NULLS else event.value
        return self._mapping(at) if kind is yaml.MappingStartEvent else self._sequence(at)

    def _sequence(self, at: Location) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            here = (*at, len(items))
            self.lines[here] = event.start_mark.line + self.first_line
            items.append(self._value(event, here))
        return items

    def _mapping(self, at: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            mark = event.start_mark
            if event.anchor or event.tag:
                raise self._too_clever(event)
            if type(event) is not yaml.ScalarEvent:
                raise self._fault(event, "yaml-key", "a key is not a plain word.", "Put quotes around it.")
            key = event.value
            here = (*at, key)
            if key in values:
                said = f"`{key}` is given twice (first in line {self.number(self.lines[here] - self.first_line)})."
                raise self._fault(event, "key-twice", said, "Keep one of them.")
            self.lines[here] = mark.line + self.first_line
            values[key] = self._value(self.next(), here)
        return values

    def _too_clever(self, event: Any) -> Fault:
        if event.anchor:  # as every alias has
            return self._fault(event, "yaml-alias", "YAML anchors and aliases are not read.", "Write the value out.")
        if event.tag:
            return self._fault(event, "yaml-tag", f"the YAML tag {event.tag} is not read.", "Write the plain value.")
        return self._fault(event, "yaml-depth", f"more than {MAX_DEPTH} levels are nested.", "Nest fewer levels.")

    def _fault(self, event: yaml.Event, code: str, message: str, hint: str) -> Fault:
        return Fault(
            error(self.path, self.number(event.start_mark.line if event.start_mark else 0), code, message, hint)
        )


def _syntax_fault(fault: yaml.YAMLError, path: str, number: Callable[[int], int]) -> Fault:
    mark = getattr(fault, "problem_mark", None)
    line = number(mark.line if mark else 0)
    reason = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "it cannot be read"
    return Fault(
        error(
            path,
            line,
            "yaml-syntax",
            f"the settings cannot be read: {reason}.",
            "Check the indentation, and put quotes around a text that holds a colon or begins with a sign.",
        )
    )
