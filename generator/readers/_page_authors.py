"""The authors of a PubMed page: from its author line, or from the short citation above the abstract."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from generator.model import Author
from generator.readers import _citation, _names
from generator.readers._page_head import IDENTIFIER
from generator.readers._page_lines import Line
from generator.readers._text import drop_addresses

_SHORT_CITATION = re.compile(
    r"(?P<names>[^.]+?(?:,? et al)?)\.\s+(?P<journal>[^.]+)\.(?:\s*(?P<date>\d{4}[^.;:]*)\.?)?"
)
_ET_AL = re.compile(r",?\s+et al\.?$")
_MARKS = re.compile(r"[\s\d,*#†‡§¶]+$")
_NUMBERED = re.compile(r"\(?(?P<mark>\d{1,3})\)?(?:[\s.]+(?P<text>\S.*))?")
_NO_NAME = re.compile(r"[\d.:;?!()\[\]]")
_GROUP = re.compile(
    r"\b(?:group|consortium|society|committee|investigators|network|team|collaboration)\b", re.IGNORECASE
)
_SHARE = 0.8
"""Of the items of an author list, persons; the others are groups, or persons with one name."""
_LONGEST_NAME = 6
"""Words in a name."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the paper, and what the short citation adds."""

    authors: tuple[Author, ...] = ()
    complete: bool = True
    """False where the page shortens the list to `et al.`."""
    journal: str | None = None
    date: str | None = None


def read(found: Sequence[Line], title: str) -> Byline:
    """The byline among the lines between a title and its abstract."""
    own = [line for line in found if not line.is_furniture and line.text != title and not IDENTIFIER.match(line.text)]
    short = _short_citation(own)
    above = takewhile(lambda line: line.heading is None, own)
    listed = next((line.text for line in above if _is_list(line.text)), None)
    if listed is not None:
        names, shortened = _names.split_et_al(listed.removesuffix("."))
        authors = _listed(names, _addresses(own))
        return Byline(authors, not shortened, short.journal if short else None, short.date if short else None)
    return short or Byline(complete=False)


def is_byline(text: str) -> bool:
    """Whether a line is an author list or a short citation."""
    return _is_list(text) or _names_in_short_citation(text) is not None


def _names_in_short_citation(text: str) -> re.Match[str] | None:
    match = _SHORT_CITATION.fullmatch(text)
    return match if match is not None and _is_person(_ET_AL.sub("", match["names"])) else None


def _short_citation(own: Sequence[Line]) -> Byline | None:
    """`AB Lorem et al. J Invent Med. 2019 Feb.`, the last such line."""
    for line in reversed(own):
        match = _names_in_short_citation(line.text)
        if match is None:
            continue
        first = _names.medline_name(_ET_AL.sub("", match["names"]))
        date = _citation.parse_date(match["date"]) if match["date"] else None
        return Byline((Author(name=first),), _ET_AL.search(match["names"]) is None, match["journal"], date)
    return None


def _is_list(text: str) -> bool:
    """Whether a line is an author list: `Lorem A1, Ipsum BC2.` or `Ada Lorem 1, Bea Ipsum 2`."""
    items = _items(_names.split_et_al(text.removesuffix("."))[0])
    if not items or sum(map(_is_person, items)) < _SHARE * len(items):
        return False
    return len(items) > 1 or _MARKS.sub("", items[0]) != items[0] or _names.looks_like_authors(text)


def _is_person(text: str) -> bool:
    name = _MARKS.sub("", text)
    words = name.split()
    if not 1 < len(words) <= _LONGEST_NAME or _NO_NAME.search(name):
        return False
    if _names.is_medline_name(name) or _names.medline_name(name) != name:
        return True
    return words[0][0].isupper() and words[-1][0].isupper()


def _items(text: str) -> list[str]:
    return [item for item in re.split(r",\s+|;\s+", text) if item.strip() and not item.strip().isdecimal()]


def _listed(names: str, addresses: dict[str, str]) -> tuple[Author, ...]:
    return tuple(_author(item, addresses) for item in _items(names))


def _author(item: str, addresses: dict[str, str]) -> Author:
    name = _MARKS.sub("", item)
    marks = re.findall(r"\d+", item[len(name) :])
    return Author(name=stored_name(name), affiliations=tuple(addresses[mark] for mark in marks if mark in addresses))


def stored_name(name: str) -> str:
    """A name as PubMed's page shows it, `AB Lorem` in MEDLINE's form; the name of a group as it is."""
    kept = _GROUP.search(name) is not None or _names.is_medline_name(name)
    return " ".join(name.split()) if kept else _names.medline_name(name)


def is_address(line: Line, before: Line) -> bool:
    """Whether a line below the heading for addresses is one: it has a number, or comes right after one."""
    if before.heading == "affiliations" or before.is_furniture or before.text.isdecimal():
        return True
    return _NUMBERED.fullmatch(line.text) is not None


def _addresses(own: Sequence[Line]) -> dict[str, str]:
    """Numbered addresses below the heading for them, the number on its own line or before the address."""
    found: dict[str, str] = {}
    inside, mark = False, 0
    for before, line in pairwise(own):
        inside = line.heading == "affiliations" if line.heading else inside or before.heading == "affiliations"
        if line.heading or not inside or not is_address(line, before):
            continue
        match = _NUMBERED.fullmatch(line.text)
        if match is not None and match["mark"] == str(mark + 1):
            mark += 1
            found[str(mark)] = match["text"] or ""
        elif mark:
            found[str(mark)] = f"{found[str(mark)]} {line.text}".strip()
    return {key: drop_addresses(text) for key, text in found.items() if drop_addresses(text)}
