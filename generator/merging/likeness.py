"""When two sources say the same in other words: titles, names, journals, pages."""

import re
import unicodedata
from collections.abc import Sequence

from generator.model import Author

LIKE_TITLES = 0.6
"""Share of the shorter title's words that stand in the longer one. Subtitles and typing slips pass."""
LIKE_TEXTS = 0.8
"""Share of the shorter text's words that stand in the longer one. Other wording of markup passes, another text not."""
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"[A-Z]{1,4}")
_NUMBER = re.compile(r"[a-z]*\d+")
_UNNAMED = frozenset({"a", "and", "de", "der", "for", "in", "la", "of", "on", "the", "und"})
"""Words that abbreviations of journals leave out."""


def words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def surnames(authors: Sequence[Author]) -> frozenset[str]:
    """What the first author's surname may be: the name without initials; without any, also its last word."""
    parts = authors[0].name.split() if authors else []
    if len(parts) > 1 and _INITIALS.fullmatch(parts[-1]):
        return frozenset({" ".join(words(" ".join(parts[:-1])))})
    return frozenset({" ".join(words(" ".join(parts))), " ".join(words(parts[-1]))}) if parts else frozenset()


def first_page(pages: str | None) -> str:
    """The page a paper begins on, or its article number; empty where there is none."""
    found = _NUMBER.search((pages or "").casefold())
    return found[0] if found else ""


def shared(one: str, other: str) -> float:
    """How much of the text with fewer words stands in the other, from 0 to 1; 1 where either is empty."""
    fewer, more = sorted((set(words(one)), set(words(other))), key=len)
    return len(fewer & more) / len(fewer) if fewer else 1.0


def like_titles(one: str | None, other: str | None) -> bool:
    """Whether two titles may be of one publication; so may a title and none."""
    return not one or not other or shared(one, other) >= LIKE_TITLES


def like_journals(one: str, other: str) -> bool:
    """Whether one is the other, in full or abbreviated."""
    fewer, more = sorted(([w for w in words(name) if w not in _UNNAMED] for name in (one, other)), key=len)
    rest = iter(more)
    return all(any(long.startswith(short) or short.startswith(long) for long in rest) for short in fewer)
