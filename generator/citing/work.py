"""What is cited, in terms that all citation formats share."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator import urls
from generator.evidence import is_retracted
from generator.model import Author, Paper

MAX_INITIALS = 3
"""Capitals that are still read as initials: `DNA` at the end of a name belongs to a group."""
_SUFFIXES = frozenset("Jr Sr 2nd 3rd 4th 5th II III IV".split())
_GROUP_WORDS = frozenset(
    "association collaboration collaborators committee consortium foundation group investigators network registry "
    "society study team trial".split()
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PAGES = re.compile(r"([A-Za-z]*)([0-9]+)[-\u2013]([A-Za-z]*)([0-9]+)(?=$|[;,. ])")


@dataclass(frozen=True, slots=True)
class Name:
    """An author: a person with family name and initials, or a group with its whole name as `family`."""

    family: str
    given: str = ""
    """Initials, each with its period (`J. P.`), since some readers take `JP` for one name; empty for a group."""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Family name first: `Gomes, J. P.`, `Smith, J. A., Jr`."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Work:
    """A paper."""

    key: str
    """Stable and unique in the collection; key of BibTeX, id of CSL."""
    title: str | None
    """One line, without the period that MEDLINE puts at its end."""
    authors: tuple[Name, ...]
    issued: tuple[int, ...]
    """Year, month and day, as far as they are known."""
    more_authors: bool = False
    """Whether the source names only the first authors."""
    journal: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    language: str | None = None
    url: str | None = None
    note: str | None = None


def one_line(text: str) -> str:
    """A text without control characters, its white space single spaces: these formats keep a value on one line."""
    if text.isprintable() and "  " not in text and text.strip() == text:  # so the blank is its only white space
        return text
    return " ".join(_CONTROL.sub(" ", text).split())


def name(author: Author) -> Name:
    """An author's name in its parts. What is not surely a surname with initials stays whole, as a group's name does."""
    return _parts(author.name)


@lru_cache(maxsize=1024)  # an author is named again in each format, and in the page's head
def _parts(whole: str) -> Name:
    words = one_line(whole).split(" ")
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES and _are_initials(words[-2]) else ""
    if len(words) > 1 and _are_initials(words[-1]) and _is_surname(words[:-1]):
        return Name(" ".join(words[:-1]), " ".join(f"{letter}." for letter in words[-1]), suffix)
    return Name(one_line(whole))


def _are_initials(word: str) -> bool:
    return len(word) <= MAX_INITIALS and word.isalpha() and word.isupper()


def _is_surname(words: list[str]) -> bool:
    if any(word.casefold() in _GROUP_WORDS for word in words):
        return False
    letters = "".join(words)
    return letters != letters.upper() and not re.search(r"[\d,;/&()\[\]{}<>]", letters)


def from_paper(paper: Paper) -> Work:
    """A paper as it is cited. What its source does not give is left out."""
    return Work(
        key=f"pmid{paper.pmid}" if paper.pmid else paper.id,
        title=title(paper),
        authors=tuple(name(author) for author in paper.authors),
        more_authors=not paper.authors_complete,
        issued=_date(paper),
        journal=paper.journal,
        volume=paper.volume,
        issue=paper.issue,
        pages=paper.pages,
        doi=paper.doi,
        pmid=paper.pmid,
        pmcid=paper.pmcid,
        language=paper.language,
        url=urls.pubmed(paper.pmid) if paper.pmid else None,
        note=_note(paper),
    )


def _note(paper: Paper) -> str | None:
    notes = [
        "Retracted." if is_retracted(paper) else None,
        None if paper.authors_complete else "The source names only the first authors.",
    ]
    return " ".join(note for note in notes if note) or None


def title(paper: Paper) -> str | None:
    """The title without the period that MEDLINE puts at its end; an ellipsis stays."""
    text = one_line(paper.title or "")
    return (text if text.endswith("..") else text.removesuffix(".").rstrip()) or None


def _date(paper: Paper) -> tuple[int, ...]:
    text = paper.date or paper.year or paper.epub_date or ""
    return tuple(int(part) for part in text.split("-") if part)


def page_range(pages: str | None) -> tuple[str | None, str | None]:
    """First and last page. MEDLINE shortens the last (`489-92`); readers need it whole (`492`).

    An article number is a first page without a last.
    """
    if pages is None:
        return None, None
    match = _PAGES.match(pages)
    if match is None:
        return one_line(pages.partition(";")[0]) or None, None
    prefix, first, own_prefix, last = match.groups()
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    last = whole if int(whole) >= int(first) else last
    return prefix + first, (own_prefix or prefix) + last


def other_pages(pages: str | None) -> str:
    """The pages of a paper where they are more than a first and a last, as they are; otherwise empty."""
    simple = pages is None or _PAGES.fullmatch(pages) is not None or page_range(pages) == (pages, None)
    return "" if simple else one_line(pages or "")


def whole_pages(pages: str | None) -> str | None:
    """First and last page in one, the last whole: `489-492`; what holds more than these as it is."""
    return other_pages(pages) or "-".join(part for part in page_range(pages) if part) or None
