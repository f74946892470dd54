"""One record's RIS fields → a `Record`. What each tag means is told by the sources of `_ris_tags`."""

import re
from collections.abc import Iterator

from generator.model import Author
from generator.readers import _citation, _medline_labels, _ris_ids, _text
from generator.readers import _ris_tags as tags
from generator.readers._languages import language_name
from generator.readers._names import inverted_name
from generator.readers._paragraphs import texts_of
from generator.readers._ris_fields import FIRST, Fields
from generator.readers._text import drop_addresses
from generator.readers.record import Record

_NUMBERS = re.compile(r"(?P<year>\d{4})(?:[/-](?P<month>\d{1,2}|[A-Za-z]{3,9})(?:[/-](?P<day>\d{1,2}))?)?(?:/.*|-*)")
_TOGETHER = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NO_ABSTRACT = re.compile(r"\[?no abstract(?: is)? available\]?\.?", re.IGNORECASE)
_GLUED_COMMA = re.compile(r",(?=\S)")
_ET_AL = re.compile(r"et al\.?", re.IGNORECASE)


def read(fields: Fields, pmid: str | None, line: int, repairs: tuple[str, ...]) -> Record:
    """What a record's fields say."""
    title = fields.first(*tags.TITLE)
    texts = [text for field in fields.all(*tags.ABSTRACT)[:1] for text in field.paragraphs]
    sections, rights = _medline_labels.structured([text for text in texts if not _NO_ABSTRACT.fullmatch(text)])
    names = list(_names(fields))
    return Record(
        pmid=pmid,
        pmcid=_ris_ids.pmcid(fields),
        doi=_ris_ids.doi(fields),
        title=title,
        authors=tuple(Author(name=name) for name in names if not _ET_AL.fullmatch(name)),
        authors_complete=not any(map(_ET_AL.fullmatch, names)),
        journal=fields.first(*tags.JOURNAL) if fields.first(FIRST) not in tags.NO_JOURNAL else None,
        date=_date(fields),
        volume=fields.first(*tags.VOLUME),
        issue=fields.first(*tags.ISSUE),
        pages=_pages(fields),
        keywords=tuple(dict.fromkeys(_keywords(fields))),
        language=", ".join(filter(None, (language_name(field.text) for field in fields.all(tags.LANGUAGE)))) or None,
        copyright=rights,
        content="abstract" if sections else "none",
        sections=sections,
        repairs=repairs + _text.address_repairs((title, rights, *texts_of(sections))),
        line=line,
    )


def _names(fields: Fields) -> Iterator[str]:
    """The authors in MEDLINE's form where their names can be told apart with certainty."""
    found = next(filter(None, ([f for f in fields.found if f.tag in kind and f.text] for kind in tags.AUTHORS)), [])
    for field in found:
        for name in drop_addresses(field.text).split(";"):
            if name.strip(" ,."):
                yield inverted_name(_GLUED_COMMA.sub(", ", name))


def _date(fields: Fields) -> str | None:
    """The most precise of the dates that agree with the first year given."""
    written = [field.text for tag in tags.DATE for field in fields.all(tag)]
    year = next((years[0] for text in written if (years := _YEAR.findall(text))), None)
    if year is None:
        return _date_in(written[0], "") if written else None
    dates = [found for text in written if (found := _date_in(text, year)) is not None and found.startswith(year)]
    return max(dates, key=len, default=year if _citation.parse_date(year) else None)


def _date_in(text: str, year: str) -> str | None:
    """A date in numbers (`2019/02/03/Spring`, `20190203`), in PubMed's words, or in words without the year."""
    text = text.strip(" /")
    found = _TOGETHER.fullmatch(text) or _NUMBERS.fullmatch(text)
    if found is None:
        return _citation.parse_date(text) or _citation.parse_date(f"{year} {text}")
    month = found["month"] or ""
    if month.isdecimal():
        month = _MONTHS[int(month) - 1] if 0 < int(month) <= len(_MONTHS) else ""
    day = found["day"] if month and found["day"] and int(found["day"]) else ""
    return _citation.parse_date(f"{found['year']} {month} {day}")


def _pages(fields: Fields) -> str | None:
    """First and last page, which EndNote has both in the field of the first; else Scopus's number of the article."""
    first, last = fields.first("SP"), fields.first("EP")
    if first is None:
        return fields.first(tags.ARTICLE_NUMBER) if _ris_ids.is_from(fields, "scopus") else None
    return first if last is None or last == first or "-" in first else f"{first}-{last}"


def _keywords(fields: Fields) -> Iterator[str]:
    for field in fields.all(tags.KEYWORDS):
        for row in field.rows:
            yield from (word.strip() for word in row.split(";") if word.strip())
