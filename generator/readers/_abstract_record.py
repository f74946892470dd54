"""The numbered record that PubMed writes as text: citation, title, authors, abstract, identifiers.

Its parts are blocks between blank lines and always come in the same order. Those that announce themselves ("Author
information:", "Comment in") are known by their first words, the others by their place. Reference caches keep one such
record in each file, the "abstract text" export several.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model import Author, Relation, Section
from generator.readers import _citation, _names
from generator.readers._abstracts import choose
from generator.readers._citation import Citation
from generator.readers._paragraphs import blocks, keeps_spaces, one_line, paragraphs, sections
from generator.readers._text import drop_addresses

RETRACTED = "Retracted Publication"
"""MEDLINE's type for what PubMed's text marks as `RETRACTED ARTICLE`."""

_NUMBER = re.compile(r"\d{1,6}\. ")
_NOTICE = re.compile(r"[A-Z][A-Z ]+[A-Z]")
_LANGUAGE = re.compile(r"\[Article in ([^;\]]+)")
_BOOK = re.compile(r"In: ")
_BOOK_DATE = re.compile(r"^(\d{4}(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?)(?= ?\[updated|\.)", re.MULTILINE)
_COLLABORATORS = re.compile(r"Collaborators?: ")
_AUTHOR_INFORMATION = re.compile(r"Author information\b[^\n]*\n?")
_INDENTED = re.compile(r"(?P<type>[A-Z][A-Za-z ]{5,60}):?\n(?P<entries>    \S.*)", re.DOTALL)
_KNOWN = (
    "Comment|Erratum|Retraction|Partial retraction|Republished|Corrected and republished|Retracted and republished"
    "|Update|Summary for patients|Original report|Expression of concern|Reprint|Dataset described"
)
_FLUSH = re.compile(rf"(?P<type>(?:{_KNOWN}) (?:in|on|of|for|from)):?\n(?P<entries>\S.*)", re.DOTALL)
_NEXT_ENTRY = re.compile(r"\n(?=    \S)")
_NEXT_FLUSH_ENTRY = re.compile(r"\n(?=\S[^\n]*\.\s\d{4}\b)")
_KEYWORDS = re.compile(r"Key ?words?: ", re.IGNORECASE)
_IDENTIFIERS = re.compile(r"(?P<name>DOI|PMCID|PMID|Bookshelf ID): *(?P<value>\S+)(?: *\[[^\]]*\])?\s*")
_RELATED_PMID = re.compile(r"\bPMID: (\d{1,8})\b")
_CONFLICT = re.compile(r"Conflict of interest statement: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a numbered record says."""

    citation: Citation | None
    title: str | None
    language: str | None
    authors: tuple[Author, ...]
    retracted: bool
    relations: tuple[Relation, ...]
    sections: tuple[Section, ...]
    keywords: tuple[str, ...]
    copyright: str | None
    doi: str | None
    pmcid: str | None
    pmid: str | None
    """From the record's last line; None where the record ends before it."""
    rest: tuple[str, ...]
    """Blocks that follow the record, such as a full text."""


@dataclass(slots=True)
class _Parts:
    """The blocks of a record, sorted by what they are."""

    title: str | None = None
    language: str | None = None
    authors: str | None = None
    book: str | None = None
    addresses: str = ""
    relations: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def read(text: str) -> Body:
    """The record that a text begins with. Never fails: what is missing is None or empty."""
    found = blocks(text)
    end = next((n for n, block in enumerate(found) if n and _identifiers(block)), len(found))
    identifiers = _identifiers(found[end]) if end < len(found) else {}
    numbered = bool(found) and _NUMBER.match(found[0]) is not None
    citation, retracted, head = _opening(found[:end], numbered)
    parts = _sorted(head, titled=numbered or citation is not None)
    spaced = keeps_spaces(text)
    chosen = choose([paragraphs(block, spaced) for block in parts.texts])
    return Body(
        citation=citation or _book_citation(parts.book),
        title=one_line(parts.title or "") or None,
        language=parts.language,
        authors=_names.authors(parts.authors or "", _names.addresses(parts.addresses)),
        retracted=retracted,
        relations=tuple(each for block in parts.relations for each in _relations(block)),
        sections=sections(chosen.abstract),
        keywords=tuple(word for block in parts.keywords for word in keyword_list(block)),
        copyright=chosen.copyright,
        doi=(citation.doi if citation else None) or identifiers.get("DOI"),
        pmcid=identifiers.get("PMCID"),
        pmid=identifiers.get("PMID"),
        rest=tuple(block for block in found[end + 1 :] if _CONFLICT.match(block) is None),
    )


def _opening(found: Sequence[str], numbered: bool) -> tuple[Citation | None, bool, Sequence[str]]:
    """The citation, whether a notice of retraction precedes it, and the blocks after them."""
    if not found:
        return None, False, found
    first = _NUMBER.sub("", found[0], count=1) if numbered else found[0]
    citation = _citation.parse(first)
    if citation is None and numbered and len(found) > 1 and _NOTICE.fullmatch(one_line(first)):
        return _citation.parse(found[1]), first.startswith("RETRACTED"), found[2:]
    return citation, False, found[1:] if citation else [first, *found[1:]]


def _sorted(head: Sequence[str], titled: bool) -> _Parts:
    parts = _Parts()
    for number, block in enumerate(head):
        if number == 0 and titled:
            parts.title = block
        elif parts.texts or not _announced(block, parts):
            following = head[number + 1] if number + 1 < len(head) else ""
            _place(block, following, parts, titled)
    return parts


def _announced(block: str, parts: _Parts) -> bool:
    """Put a block that says what it is into its place."""
    if language := _LANGUAGE.match(block):
        parts.language = one_line(language[1])
    elif _BOOK.match(block):
        parts.book = block
    elif heading := _AUTHOR_INFORMATION.match(block):
        parts.addresses = block[heading.end() :]
    elif _INDENTED.match(block) or _FLUSH.match(block):
        parts.relations.append(block)
    else:
        return _COLLABORATORS.match(block) is not None
    return True


def _place(block: str, following: str, parts: _Parts, titled: bool) -> None:
    """Put a block where its place in the order says: the authors follow the title, then comes the text."""
    if titled and parts.authors is None and not parts.texts and _is_author_list(block, following):
        parts.authors = block
    elif _KEYWORDS.match(block):
        parts.keywords.append(block)
    else:
        parts.texts.append(block)


def _is_author_list(block: str, following: str) -> bool:
    if _names.looks_like_authors(block) or _names.looks_like_groups(block):
        return True
    return any(pattern.match(following) for pattern in (_COLLABORATORS, _AUTHOR_INFORMATION, _BOOK))


def _identifiers(block: str) -> dict[str, str]:
    """The identifiers of a record's last block; empty if the block is another."""
    matches = [_IDENTIFIERS.fullmatch(line) for line in block.split("\n")]
    found = {match["name"]: match["value"] for match in matches if match is not None}
    return found if all(matches) else {}


def _book_citation(block: str | None) -> Citation | None:
    """The date of a book chapter. The line names a book and its editors, but no journal."""
    found = _BOOK_DATE.search(block or "")
    return Citation(date=_citation.parse_date(found[1])) if found else None


def _relations(block: str) -> list[Relation]:
    """The entries below `Comment in` and its like: each is indented, unless the file lost its indentation."""
    indented = _INDENTED.match(block)
    match = indented or _FLUSH.match(block)
    if match is None:
        return []
    entries = (_NEXT_ENTRY if indented else _NEXT_FLUSH_ENTRY).split(match["entries"])
    return [_relation(match["type"].strip(), drop_addresses(one_line(entry))) for entry in entries]


def _relation(kind: str, text: str) -> Relation:
    pmid = _RELATED_PMID.search(text)
    return Relation(type=kind, text=text, pmid=pmid[1] if pmid else None)


def keyword_list(block: str) -> list[str]:
    """The keywords of a list such as `Keywords: fever; sham serum.`"""
    words = one_line(_KEYWORDS.sub("", block, count=1)).removesuffix(".")
    return [word.strip() for word in re.split(r"[;,]" if ";" not in words else ";", words) if word.strip()]
