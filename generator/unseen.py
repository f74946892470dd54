"""People's files hold no character that nobody sees, neither as it is nor by one of YAML's escapes."""

import re
from collections.abc import Iterator
from typing import Any

from generator.characters import HIDDEN, named
from generator.frontmatter import Document, Location
from generator.problems import Fault, error

_ESCAPE = re.compile(r"\\[0abefvuUxLPN_]")
"""How YAML begins to write what may be a hidden character."""


def refuse(path: str, text: str) -> None:
    """Raise Fault where a file holds a character that nobody sees."""
    if not text.isascii() and (found := HIDDEN.search(text)):
        raise _hidden(path, text.count("\n", 0, found.start()) + 1, found[0])


def refuse_escaped(path: str, text: str, document: Document) -> None:
    """Raise Fault where one of a file's settings says, by YAML's escapes, a character that nobody sees."""
    if _ESCAPE.search(text):
        for at, value in _texts(document.data, ()):
            if found := HIDDEN.search(value):
                line = next((document.lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in document.lines), 1)
                raise _hidden(path, line, found[0])


def _hidden(path: str, line: int, character: str) -> Fault:
    message = f"{named(character)} stands here: nobody sees it, and the text may say other than it shows."
    return Fault(error(path, line, "odd-character", message, "Write the words around it anew, by hand."))


def _texts(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    """Every text among settings, with its place."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*at, key))
