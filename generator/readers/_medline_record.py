"""One record's MEDLINE fields → a `Record`. What each tag means is told by the sources of `_medline_tags`."""

import re
from collections.abc import Iterator
from datetime import date

from generator.model import Author, Relation
from generator.readers import _citation, _medline_labels, _text
from generator.readers._languages import language_name
from generator.readers._medline_fields import Fields
from generator.readers._medline_tags import RELATIONS
from generator.readers._names import inverted_name
from generator.readers._page_lines import PUBLICATION_TYPES
from generator.readers._paragraphs import texts_of
from generator.readers._text import drop_addresses
from generator.readers.record import Record

_PMID = re.compile(r"[1-9]\d{0,8}")
_PMCID = re.compile(r"PMC\d+")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/\S+)(?: \[doi\])?", re.IGNORECASE)
_LOCATION = re.compile(r"[^\s\[\]/:]+")
_RELATED = re.compile(r"\bPMID: ?(?P<pmid>[1-9]\d{0,8})\b")
_DAY = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NO_TITLE = re.compile(r"\[?Not available\]?\.?", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:\w+: )?Abstract available from the publisher\.?")
_ET_AL = "et al"
_ENGLISH = frozenset({"", "eng"})


def pmid_of(fields: Fields) -> str | None:
    """The record's PMID, if it is a number that PubMed could have given."""
    value = fields.first("PMID") or ""
    return value if _PMID.fullmatch(value) else None


def read(fields: Fields, line: int, repairs: tuple[str, ...]) -> Record:
    """What a record's fields say."""
    title = _title(fields)
    sections, rights = _medline_labels.structured(_abstract(fields), fields.text("CI") or None)
    authors = tuple(_authors(fields))
    return Record(
        pmid=pmid_of(fields),
        pmcid=next(filter(_PMCID.fullmatch, fields.all("PMC")), None),
        doi=_doi(fields),
        title=title,
        authors=tuple(author for author in authors if not _is_et_al(author)),
        authors_complete=not any(map(_is_et_al, authors)),
        journal=fields.first("TA") or fields.first("JT"),
        date=_issued(fields),
        epub_date=_day(fields.first("DEP")),
        volume=fields.first("VI"),
        issue=fields.first("IP"),
        pages=fields.first("PG") or _location(fields) or _cited_pages(fields),
        publication_types=tuple(dict.fromkeys(PUBLICATION_TYPES.get(t.casefold(), t) for t in fields.all("PT"))),
        mesh=tuple(topic for heading in fields.all("MH") for topic in _topics(heading)),
        keywords=tuple(dict.fromkeys(word.strip("* ") for word in fields.all("OT"))),
        language=", ".join(dict.fromkeys(filter(None, map(language_name, fields.all("LA"))))) or None,
        relations=tuple(_relations(fields)),
        copyright=rights,
        content="abstract" if sections else "none",
        sections=sections,
        repairs=repairs + _text.address_repairs((title, rights, *texts_of(sections))),
        line=line,
    )


def _title(fields: Fields) -> str | None:
    """The title; the original one where it was not translated; that of the book for a book as a whole."""
    title = fields.text("TI")
    if not title or _NO_TITLE.fullmatch(title):
        return fields.text("TT") or title or fields.first("BTI") or fields.first("CTI")
    return title


def _abstract(fields: Fields) -> list[str]:
    """The abstract; without one, another in English that is not the publisher's."""
    own = fields.all("AB")
    if own or fields.text("OABL") not in _ENGLISH:
        return own
    return [text for text in fields.all("OAB")[:1] if not _ELSEWHERE.fullmatch(text)]


def _doi(fields: Fields) -> str | None:
    matches = (_DOI.fullmatch(value) for value in (*fields.all("LID"), *fields.all("AID")))
    return next((match["doi"] for match in matches if match is not None), None)


def _location(fields: Fields) -> str | None:
    """A location that is neither a DOI nor a publisher's number: PubMed Central's place for article numbers."""
    return next(filter(_LOCATION.fullmatch, fields.all("LID")), None)


def _cited_pages(fields: Fields) -> str | None:
    """What PubMed's own citation has for pages: the number of an article that has none."""
    cited = _citation.parse(fields.first("SO") or "")
    return cited.pages if cited else None


def _issued(fields: Fields) -> str | None:
    """The date of publication; of a chapter its own, not that of the book's first edition.

    Of words that are no date, such as ERIC's `Article 10 2019`, the year is certain.
    """
    if (contributed := _day(fields.first("CTDT"))) is not None:
        return contributed
    written = fields.first("DP") or ""
    years = set(_YEAR.findall(written))
    return _citation.parse_date(written) or (_citation.parse_date(years.pop()) if len(years) == 1 else None)


def _day(written: str | None) -> str | None:
    """`20190203` as an ISO date, and `201902` and `2019` as the parts of one."""
    found = _DAY.fullmatch(written or "")
    if found is None:
        return None
    try:
        whole = date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1)).isoformat()
    except ValueError:
        return None
    return whole[: 10 if found["day"] else 7 if found["month"] else 4]


def _authors(fields: Fields) -> Iterator[Author]:
    """Persons and groups in the order of the record, each with the addresses that follow.

    An address before the first author is the first author's: until 2013 MEDLINE kept no other.
    """
    entries: list[tuple[str, list[str]]] = []
    early: list[str] = []
    full, theirs = "", early
    for tag, value in (*fields.pairs, ("", "")):
        if full and tag != "AU":  # a full name whose short form is missing
            theirs = _entry(entries, full)
        full = value if tag == "FAU" else ""
        if tag in ("AU", "CN") and value:
            theirs = _entry(entries, value)
        elif tag in ("IR", "FIR", "ED", "FED", "PS", "FPS"):
            theirs = []
        elif tag == "AD":
            theirs.append(value)
    for number, (name, addresses) in enumerate(entries):
        name = inverted_name(drop_addresses(name))
        texts = dict.fromkeys(map(drop_addresses, (*early, *addresses) if number == 0 else addresses))
        if name:
            yield Author(name=name, affiliations=tuple(text for text in texts if text.strip(" .")))


def _entry(entries: list[tuple[str, list[str]]], name: str) -> list[str]:
    """Add a name to the list; its addresses go into what is returned."""
    entries.append((name, []))
    return entries[-1][1]


def _is_et_al(author: Author) -> bool:
    return author.name.rstrip(".").casefold() == _ET_AL


def _topics(heading: str) -> Iterator[str]:
    """`Descriptor/*qualifier/qualifier` as PubMed's pages show it: one topic for each qualifier, `*` behind it."""
    names = [f"{name.strip('* ')}*" if name.strip().startswith("*") else name.strip() for name in heading.split("/")]
    yield from (f"{names[0]} / {qualifier}" for qualifier in names[1:]) if len(names) > 1 else names


def _relations(fields: Fields) -> Iterator[Relation]:
    for tag, value in fields.pairs:
        if tag in RELATIONS and value:
            related = _RELATED.search(value)
            yield Relation(type=RELATIONS[tag], text=drop_addresses(value), pmid=related["pmid"] if related else None)
