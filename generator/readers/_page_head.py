"""Where a PubMed page says what it is about: its citation and, next to it, its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.readers import _citation, _names
from generator.readers._citation import Citation
from generator.readers._page_lines import Line

IDENTIFIER = re.compile(r"\b(?P<name>PMID|PMCID|DOI):\s*(?P<value>\S+?)(?=[.,;]?(?:\s|$|\[))", re.IGNORECASE)
"""`PMID: 99000001` and its like."""

_CONTINUES = re.compile(r"(?:doi:|Epub |eCollection |Print |Online ahead)", re.IGNORECASE)
_LONGEST_TITLE = 400
_LONGEST_JOURNAL = 60
_NEAR = 3
"""Lines between a title and the authors or identifiers below it."""
_AFTER_RECORD = frozenset({"similar articles", "cited by", "references", "linkout - more resources"})
"""Headings below which other papers are cited."""


@dataclass(frozen=True, slots=True)
class Head:
    """The citation and the title."""

    citation: Citation | None
    title: Line | None
    below: int
    """Index of the first line after both."""


def own_lines(found: Sequence[Line]) -> Sequence[Line]:
    """The lines before those that cite other papers."""
    end = next((n for n, line in enumerate(found) if line.key in _AFTER_RECORD and n), len(found))
    return found[:end]


def citation_at(found: Sequence[Line]) -> tuple[int, int, Citation] | None:
    """The first citation with the indexes of its first line and of the line after it."""
    for number, line in enumerate(found):
        if "." not in line.text or not any(char.isdecimal() for char in line.text):
            continue
        end = number + 1
        while end < len(found) and _CONTINUES.match(found[end].text):
            end += 1
        citation = _citation.parse(" ".join(part.text for part in found[number:end]))
        if citation is not None and (citation.volume or citation.pages or citation.issue or citation.doi):
            return number, end, citation
    return None


def read(found: Sequence[Line]) -> Head:
    """The head of a page; without a title where it cannot be told from the page's furniture."""
    own = own_lines(found)
    cited = citation_at(own)
    if cited is None:
        return _without_citation(own)
    start, end, citation = cited
    above = next((n for n in range(start - 1, -1, -1) if _is_text(found[n])), None)
    below = next((n for n in range(end, len(own)) if not own[n].is_furniture), None)
    journal = citation.journal
    if journal is None and above == start - 1 and _is_journal(found[above]):
        journal = found[above].text
    if below is not None and _is_title(own[below]) and not _stands_above(own, above, citation):
        return Head(replace(citation, journal=journal), own[below], below + 1)
    title = found[above] if above is not None else None
    return Head(citation, title, end)


def _stands_above(own: Sequence[Line], above: int | None, citation: Citation) -> bool:
    """Whether the title precedes the citation: where the page was cleaned, it is the first line of all."""
    if above is None or citation.journal is None:
        return False
    return all(line.publication_type for line in own[:above])


def _without_citation(own: Sequence[Line]) -> Head:
    """A page without a citation: a title is only what authors or identifiers follow."""
    texts = [number for number, line in enumerate(own) if _is_text(line)]
    if texts and _is_title(own[texts[0]]) and any(_vouches(line) for line in _near(own, texts[0])):
        return Head(None, own[texts[0]], texts[0] + 1)
    return Head(None, None, 0)


def _near(own: Sequence[Line], title: int) -> Iterator[Line]:
    for line in own[title + 1 : title + 1 + _NEAR]:
        if line.heading == "abstract":
            return
        yield line


def _vouches(line: Line) -> bool:
    return IDENTIFIER.search(line.text) is not None or (not line.heading and _names.looks_like_authors(line.text))


def _is_text(line: Line) -> bool:
    return not (line.is_furniture or line.heading or line.publication_type or IDENTIFIER.match(line.text))


def _is_title(line: Line) -> bool:
    return _is_text(line) and len(line.text) <= _LONGEST_TITLE


def _is_journal(line: Line) -> bool:
    return len(line.text) <= _LONGEST_JOURNAL and not line.text.endswith(".") and line.text[0].isupper()
