"""Which of a record's texts is its abstract, which is another abstract, and which is the copyright line.

PubMed prints, without headings, the abstract, then abstracts in other languages or by other hands ("Publisher:",
"PIP:"), then the copyright. Only the first is the abstract that this project quotes from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OTHER = re.compile(
    r"(?:Publisher|PIP|KIE|AIDS|AAMC|NASA|plain-language-summary|Plain Language Summary|Publisher Abstract): "
)
_RIGHTS_FIRST = re.compile(
    r"(?:©|\(c\)\s*\d{4}|Crown copyright|Copyright\b|All rights reserved|Published (?:by|on behalf) |Thieme\b"
    r"|Georg Thieme|Written permission|This is an open[- ]access|This article is (?:licensed|distributed)|\d{4}\.$)",
    re.IGNORECASE,
)
_RIGHTS_WITHIN = re.compile(
    r"all rights reserved|©|copyright|creative commons|\blicen[cs]ed? |permission", re.IGNORECASE
)
_RIGHTS_AT_END = re.compile(
    r"(?<=[.\])])\s*(?P<rights>(?:Copyright\s*)?(?:©|\([cC]\))\s*\d{4}\b[^.]{0,80}(?:\.[^.]{0,60}){0,3}\.?$)"
)
_SCRAP = 60
"""A block of capitalised words this short behind an abstract is a publisher's name, a rest of the copyright line."""
_NOTE = 300
_WORDLESS = 200
"""A text this long without one English function word is not English."""
_LATIN_SHARE = 0.7
_ENGLISH_WORDS = "the of and with was were for that by from this is are to in on as an or at we"
_OTHER_WORDS = """
au con da das de del della den der des di die do du e een ein el em en est het i ist la las le les los mit na nie o och
op os para per por pour que się som un una und une van von w y z är att bei che com dans il uma
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = frozenset(_OTHER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record's abstract, as paragraphs, and its copyright line."""

    abstract: tuple[str, ...]
    copyright: str | None


def choose(texts: Sequence[Sequence[str]]) -> Chosen:
    """The abstract and the copyright among a record's texts, each given as its paragraphs."""
    rest = [list(text) for text in texts]
    rights: list[str] = []
    while len(rest) > 1 and _is_rights(" ".join(rest[-1])):
        rights.insert(0, " ".join(rest.pop()))
    while rest and rest[-1] and _RIGHTS_FIRST.match(rest[-1][-1]):
        rights.insert(0, rest[-1].pop())
    kept: list[str] = []
    for number, text in enumerate(filter(None, rest)):
        if number and (_OTHER.match(text[0]) or _is_foreign(" ".join(text))):
            break
        if not number or not _repeats(text, kept):
            kept.extend(text)
    if kept and not rights:
        kept[-1], rights = _split_rights(kept[-1])
    return Chosen(tuple(kept), " ".join(rights) or None)


def _is_rights(text: str) -> bool:
    if _RIGHTS_FIRST.match(text) or (len(text) <= _NOTE and _RIGHTS_WITHIN.search(text)):
        return True
    words = re.findall(r"[^\W\d_]+", text)
    return len(text) <= _SCRAP and ":" not in text and sum(word[0].isupper() for word in words) * 2 > len(words)


def _split_rights(paragraph: str) -> tuple[str, list[str]]:
    """A paragraph without the copyright statement that was glued to its end."""
    found = _RIGHTS_AT_END.search(paragraph)
    return (paragraph[: found.start()], [found["rights"]]) if found else (paragraph, [])


def _is_foreign(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    latin = sum(char < "\u0250" for word in words for char in word)
    if latin < _LATIN_SHARE * sum(map(len, words)):
        return True
    english = sum(word in _ENGLISH for word in words)
    return sum(word in _OTHERS for word in words) > english or (english == 0 and len(text) > _WORDLESS)


def _repeats(text: Sequence[str], kept: Sequence[str]) -> bool:
    def letters(parts: Sequence[str]) -> str:
        return re.sub(r"\W+", "", "".join(parts)).lower()

    return letters(text) == letters(kept)
