"""One file of `content/`: a validated value, or every fault in it in words for people.

What was read without a fault can be kept as a row for the next run, and is made a page again from it.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from generator import frontmatter, inputs, papertext, privacy, unseen
from generator.config import Paths
from generator.frontmatter import Document
from generator.machine_files import detected_edited, hand_edited, is_hand_edited
from generator.model import Appraisal, Detected, Location, Page, Paper, Strict, facts
from generator.parsed import Row
from generator.problems import Fault, Problem, error
from generator.validation import validate

T = TypeVar("T", bound=Strict)
Shape = Callable[[Document], dict[str, Any]]
MAX_BYTES = 8_000_000
"""Size of a content file that is still read."""
MAX_LIST_BYTES = 100_000_000
"""Size of a list that the program itself lets grow; GitHub takes no larger file."""
_BLANKS = {
    re.compile(r" *\t"): ("a tab stands in the indentation", "Use spaces."),
    re.compile(r"\s*(- *)?\u00a0|[^#]*:\u00a0"): (
        "a no-break space stands where a space belongs",
        "Use a plain space.",
    ),
}
"""Blanks that nobody sees and YAML does not take, with what to say of them."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a file."""

    digest: str
    """Of the bytes that were read; empty where none could be."""
    row: Row | None
    """The file, to be kept for the next run; None where something is wrong with it."""
    page: Page[Any] | None
    """None where it is a row, or cannot be read."""
    problems: Sequence[Problem]


def as_is(document: Document) -> dict[str, Any]:
    """The settings of a file, which are all that its value holds."""
    return document.data


def with_sections(document: Document) -> dict[str, Any]:
    """The settings of a paper, with its body as the source's text."""
    return document.data | {"sections": papertext.read(document.body)}


def named(name: str) -> str:
    """A file below `content/` as problems name it."""
    return f"content/{name}"


def read(paths: Paths, name: str, model: type[Strict], shape: Shape, *, as_row: bool = True) -> Read:
    """What a file says, `as_row` if that can be, and what is wrong with it."""
    relative, text, digest = named(name), "", ""
    try:
        data = _bytes(paths, name)
        digest, text = inputs.digest_of(data), _text(name, data)
        unseen.refuse(relative, text)
        document = _parse(relative, text)
        unseen.refuse_escaped(relative, text, document)
    except Fault as fault:
        return Read(digest, None, None, [_blank_named(fault.problem, text)])
    value, problems = validate(model, document, shape(document), relative)
    if isinstance(value, Paper) and is_hand_edited(text):
        problems.append(hand_edited(relative, value.id))
    if isinstance(value, Detected) and is_hand_edited(text):
        problems.append(detected_edited(relative, value.id))
    page = None if value is None else Page(relative, value, document.body, document.body_line, document.lines)
    problems += privacy.problems(page) if page else ()
    if isinstance(value, Paper) and page:
        page = replace(page, body="")  # its sections hold it, and nobody asks for it twice
    row = _row(name, digest, page) if page and not problems and as_row else None
    return Read(digest, row, None if row else page, problems)


def read_list(paths: Paths, name: str) -> list[str]:
    """The lines of a list that the program itself lets grow. Raises Fault where it is no text, or not the edition's."""
    return _text(name, _bytes(paths, name, MAX_LIST_BYTES)).split("\n")


def page_of(row: Row, model: type[T], content: str) -> Page[T] | None:
    """The page of a row, `content` being the folder of its file; None where somebody else made the row."""
    try:
        value = model.model_validate_json(row.value)
    except ValidationError:
        return None
    if isinstance(value, Paper | Appraisal):
        facts.keep(value, row.facts)
    return Page(named(row.name), value, row.body, row.body_line, Lines(f"{content}{os.sep}{row.name}"))


class Lines(Mapping[Location, int]):
    """Where the keys of a file stand, looked up only when a problem is told: few files have one."""

    def __init__(self, file: str) -> None:
        self._file = file

    def __getitem__(self, at: Location) -> int:
        return self._found[at]

    def __iter__(self) -> Iterator[Location]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> Mapping[Location, int]:
        try:
            return _parse(self._file, _decoded(Path(self._file).read_bytes())).lines
        except (OSError, UnicodeDecodeError, Fault):  # it was changed since
            return {}


def _bytes(paths: Paths, name: str, most: int | None = None) -> bytes:
    path = paths.content / name
    if path.is_symlink() and paths.leads_out(path, paths.content):
        message = "it is a link to a file elsewhere, which would be published from there."
        raise Fault(error(named(name), None, "file-outside", message, "Put the file itself in its place."))
    data = path.read_bytes()
    most = most or MAX_BYTES
    if len(data) > most:
        message = f"the file holds more than {most:,} bytes."
        hint = "Split it." if most == MAX_BYTES else "Take out addresses that nobody was ever given."
        raise Fault(error(named(name), None, "file-too-large", message, hint))
    return data


def _text(name: str, data: bytes) -> str:
    try:
        return _decoded(data)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = "the file is not UTF-8 text."
        raise Fault(error(named(name), line, "file-encoding", message, "Save it again as UTF-8.")) from None


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _parse(name: str, text: str) -> Document:
    return (frontmatter.parse if name.endswith(".md") else frontmatter.parse_yaml)(text, name)


def _row(name: str, digest: str, page: Page[Any]) -> Row | None:
    """A page, to be kept; None for one that JSON, or whose name a database, cannot hold."""
    try:
        name.encode()
        said = facts(page.value) if isinstance(page.value, Paper | Appraisal) else ""
        return Row(name, digest, page.value.model_dump_json(exclude_unset=True), said, page.body, page.body_line)
    except (PydanticSerializationError, UnicodeEncodeError):
        return None


def _blank_named(problem: Problem, text: str) -> Problem:
    """A fault of YAML, said in other words where a blank that nobody sees causes it."""
    if problem.code != "yaml-syntax" or problem.line is None:
        return problem
    lines = text.split("\n")
    for number in (problem.line, problem.line - 1):
        for pattern, (message, hint) in _BLANKS.items():
            if 0 < number <= len(lines) and pattern.match(lines[number - 1]):
                return replace(problem, line=number, message=f"the settings cannot be read: {message}.", hint=hint)
    return problem
