"""YAML as this project reads and writes it: strings only, with line numbers, nothing clever.

YAML 1.1 turns `no`, `012`, `1:30` and dates into other things and keeps the last of duplicate keys. Here every scalar
is the string that stands in the file (a plain empty value, `~` or `null` is None), a key given twice is a fault, and so
are tags, anchors and aliases, which content files have no use for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator.problems import Fault, error

Location = tuple[str | int, ...]
FENCE = "---"
MAX_DEPTH = 12
"""Nesting allowed in a content file; more is a slip or an attack."""
_NULLS = {"", "~", "null"}
_BREAKS = "\x85\u2028\u2029"
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
    reading = _Reading(path, first_line, {})
    try:
        events = yaml.parse(text, Loader=_LOADER)
        value = reading.document(events)
    except yaml.YAMLError as fault:
        raise reading.syntax_fault(fault) from None
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
    return Document(value, reading.lines)


def dump(data: Mapping[str, Any]) -> str:
    """A mapping as block YAML in the given order, one scalar a line, the same bytes on every machine.

    The pure-Python emitter is named on purpose: libyaml quotes a few scalars otherwise, and is not everywhere.
    """
    return str(yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")))


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
    """Builds values from the parser's events, which do not recurse, noting lines and refusing cleverness."""

    path: str
    first_line: int
    lines: dict[Location, int]

    def document(self, events: Iterator[yaml.Event]) -> Any:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = self._value(next(events), events, ())
                self._refuse_second_document(events)
                return value
        return {}

    def _refuse_second_document(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._fault(event, "yaml-documents", "a second YAML document begins.", "Remove the `---` line.")

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], at: Location) -> Any:
        self._refuse_cleverness(event, at)
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._pairs(events, at))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(events, at))
        if not isinstance(event, yaml.ScalarEvent):
            raise self._fault(event, "yaml-syntax", "a value is missing.", "Write the value behind the colon.")
        return None if not event.style and event.value.lower() in _NULLS else event.value

    def _items(self, events: Iterator[yaml.Event], at: Location) -> Iterator[Any]:
        for index, event in enumerate(events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self.lines[(*at, index)] = self._line(event)
            yield self._value(event, events, (*at, index))

    def _pairs(self, events: Iterator[yaml.Event], at: Location) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            self._refuse_cleverness(event, at)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._fault(event, "yaml-key", "a key is not a plain word.", "Put quotes around it.")
            key = event.value
            if key in seen:
                raise self._fault(
                    event, "key-twice", f"`{key}` is given twice (first in line {seen[key]}).", "Keep one of them."
                )
            seen[key] = self.lines[(*at, key)] = self._line(event)
            yield key, self._value(next(events), events, (*at, key))

    def _refuse_cleverness(self, event: yaml.Event, at: Location) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._fault(event, "yaml-alias", "YAML anchors and aliases are not read.", "Write the value out.")
        tag = getattr(event, "tag", None)
        if tag:
            raise self._fault(event, "yaml-tag", f"the YAML tag {tag} is not read.", "Write the plain value.")
        if len(at) > MAX_DEPTH:
            raise self._fault(event, "yaml-depth", f"more than {MAX_DEPTH} levels are nested.", "Nest fewer levels.")

    def _line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + self.first_line

    def _fault(self, event: yaml.Event, code: str, message: str, hint: str) -> Fault:
        return Fault(error(self.path, self._line(event), code, message, hint))

    def syntax_fault(self, fault: yaml.YAMLError) -> Fault:
        mark = getattr(fault, "problem_mark", None)
        line = self.first_line if mark is None else int(mark.line) + self.first_line
        reason = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "it cannot be read"
        return Fault(
            error(
                self.path,
                line,
                "yaml-syntax",
                f"the settings cannot be read: {reason}.",
                "Check the indentation, and put quotes around a text that holds a colon or begins with a sign.",
            )
        )
