"""A saved PubMed page: what both of its layouts have in common."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bs4 import BeautifulSoup, Tag

from generator.model import Relation
from generator.readers import _citation
from generator.readers._abstract_record import RETRACTED
from generator.readers._html_text import attribute, text_of
from generator.readers._labelled import Labelled
from generator.readers._markup import Tidy
from generator.readers._page_lines import PUBLICATION_TYPES
from generator.readers._text import drop_addresses

PMID = re.compile(r"[1-9]\d{0,8}")
PMCID = re.compile(r"PMC\d+")
DOI = re.compile(r"10\.\d{4,9}/\S+")
NO_ABSTRACT = re.compile(r"No abstract available\.?", re.IGNORECASE)

_OWN_ADDRESS = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/(?P<pmid>[1-9]\d{0,8})(?!\d)"
)
_RELATED = re.compile(r"\bPMID: ?(?P<pmid>[1-9]\d{0,8})\b")
_RELATED_LINK = re.compile(r"(?:^|nih\.gov)(?:/m)?(?:/pubmed)?/(?P<pmid>[1-9]\d{0,8})/?(?:[?#].*)?$")
_FURNITURE = re.compile(r"\s*(?:No abstract available|Free PMC article|Free article)\.(?=\s|$)")
_LANGUAGE = re.compile(r"\[Article in (?P<name>[^;\]]+)[;\]]")
_RETRACTED = re.compile(r"Retracted Publication|Retracted Article|Retraction in\b|\b(?:has been|was) retracted\b", re.I)
_RETRACTED_TITLE = re.compile(r"\W*(?:RETRACTED\b|Retracted:)")
_META_DATE = re.compile(r"(?P<year>\d{4})(?:[/-](?P<month>\d{1,2})(?:[/-](?P<day>\d{1,2}))?)?")


@dataclass
class Page:
    """A parsed page, and the repairs made to its texts."""

    soup: BeautifulSoup
    tidy: Tidy = field(default_factory=Tidy)

    @cached_property
    def _meta(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for tag in self.soup.find_all("meta"):
            if value := attribute(tag, "content").strip():
                found.setdefault(attribute(tag, "name").lower(), []).append(value)
        return found

    def all_meta(self, name: str) -> list[str]:
        """What the page's head says under a name."""
        return self._meta.get(name, [])

    def meta(self, name: str) -> str:
        return self.tidy.text(next(iter(self.all_meta(name)), ""))

    def text(self, tag: Tag | None, without: Iterable[Tag] = ()) -> str:
        return text_of(tag, self.tidy, tuple(without))

    def glance(self, tag: Tag | None, without: Iterable[Tag] = ()) -> str:
        """A text that is only looked at: what is repaired in it does not count."""
        return text_of(tag, Tidy(), tuple(without))

    def pmids(self) -> list[str]:
        """The PMIDs that the page's head gives for the page itself."""
        names = ("citation_pmid", "uid", "ncbi_uidlist", "ncbi_article_id")
        addresses = [*self.all_meta("citation_abstract_html_url"), attribute(self._canonical(), "href")]
        own = (match["pmid"] for each in addresses if (match := _OWN_ADDRESS.search(each)))
        found = [*(value for name in names for value in self.all_meta(name)), *own]
        return list(dict.fromkeys(value for value in found if PMID.fullmatch(value)))

    def _canonical(self) -> Tag | None:
        return self.soup.find("link", rel="canonical")

    def title(self, shown: str) -> str:
        """The title of the page's head; as the page shows it where it differs by its markup only."""
        stated = self.meta("citation_title")
        return shown if not stated or _letters(stated) == _letters(shown) else stated

    def stated_date(self) -> str | None:
        """The date in the page's head, if it begins with the year."""
        stated = self.meta("citation_date")
        match = _META_DATE.fullmatch(stated)
        if match is None or match["month"] is None:
            return _citation.parse_date(stated)
        numbers = [int(number) for number in match.groups("1")]
        try:
            whole = date(*numbers).isoformat()
        except ValueError:
            return _citation.parse_date(match["year"])
        return whole if match["day"] else whole[:7]

    def language(self, head: Tag, without: Iterable[Tag] = ()) -> str | None:
        found = _LANGUAGE.search(self.glance(head, without))
        return found["name"] if found else None

    def relation(self, kind: str, entry: Tag) -> Relation | None:
        """One entry below `Comment in` and its like."""
        text = drop_addresses(_FURNITURE.sub("", self.text(entry)))
        number = _RELATED.search(text)
        links = {m["pmid"] for a in entry.find_all("a") if (m := _RELATED_LINK.search(attribute(a, "href")))}
        pmid = number["pmid"] if number else links.pop() if len(links) == 1 else None
        return Relation(type=kind, text=text, pmid=pmid) if text else None


@dataclass
class Abstract:
    """What the paragraphs of an abstract hold."""

    texts: list[Labelled] = field(default_factory=list)
    keywords: tuple[str, ...] = ()
    copyright: str = ""


def valid(values: Iterable[str], pattern: re.Pattern[str]) -> str | None:
    """The first value that is what it should be."""
    return next((value for value in values if pattern.fullmatch(value)), None)


def publication_types(words: Iterable[str], title: str, notices: Iterable[str] = ()) -> tuple[str, ...]:
    """The types that a page lists, in MEDLINE's spelling, and `Retracted Publication` where it says so otherwise.

    PubMed marks a retracted paper by its type, by a notice above it, or by the first word of its title.
    """
    listed = [PUBLICATION_TYPES.get(word.casefold(), word) for word in words if word]
    found = dict.fromkeys(word for word in listed if word.casefold() != "retracted article")
    if _RETRACTED_TITLE.match(title) or any(map(_RETRACTED.search, (*notices, *listed))):
        found[RETRACTED] = None
    return tuple(found)


def keyword_list(text: str) -> tuple[str, ...]:
    words = text.removesuffix(".").split(";" if ";" in text else ",")
    return tuple(word.strip() for word in words if word.strip())


def _letters(text: str) -> str:
    """What two writings of one title share. NFKC makes 10⁹ of 109, which is wanted here and nowhere else."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
