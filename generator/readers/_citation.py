"""The citation line that PubMed prints: `Journal. Date;Volume(Issue):Pages. doi: … Epub ….`

What cannot be read with certainty is None. A range of months or a season gives the year alone, a range of days its
month, and a range of years the year it begins with, under which PubMed itself files the record.
"""

import re
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june"
    "|jul july|aug august|sep sept september|oct october|nov november|dec december"
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_SEASONS = "spring summer autumn fall winter quarter 1st 2nd 3rd 4th first second third fourth"
_PARTS_OF_YEARS = frozenset((*_SEASONS.split(), *_MONTHS))

_DAY = re.compile(r"(?P<year>\d{4})(?: (?P<month>[A-Za-z]+)\.?(?: (?P<day>\d{1,2})(?P<days>[-–]\d{1,2})?)?)?")
_RANGE = re.compile(r"(?P<year>\d{4})(?:[ \-–/]+(?P<rest>[\w \-–/]+))")
_YEARS = range(1700, 2200)

_HEAD = re.compile(r"(?:(?P<journal>[^.\s][^.]*)\.\s+|\.\s*)?(?P<date>\d{4}(?!\d)[^;:.]*)(?P<rest>[;:.].*|)")
_VOLUME = r"(?:[^:().]|\.(?=\d)|(?<=Suppl)\.|(?<=Pt)\.|(?<=\s)\(\s*(?:Pt|Suppl)\b[^()]*\))*?"
_OPEN = r"(?:(?:(?<!\s)|\s+(?!\(\s*(?:Pt|Suppl)\b))\("
_END = r"(?:(?<!Suppl)(?<!Pt)\.(?=\s|$)|$)"
_WHERE = re.compile(
    rf";\s*(?P<volume>{_VOLUME}){_OPEN}(?P<issue>(?:[^()]|\([^()]*\))*)\))?\s*(?::\s*(?P<pages>[^.\s].*?)?)?{_END}"
)
_PAGES = re.compile(r":\s*(?P<pages>[^.\s].*?)(?:\.(?=\s|$)|$)")
_DOI = re.compile(r"\bdoi:\s*(?P<doi>10\.\d{4,9}/\S+?)(?=\.?(?:\s|$))", re.IGNORECASE)
_EPUB = re.compile(r"\bEpub (?P<date>\d{4}[^.;]*)")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where and when a paper was published, as far as the line says."""

    journal: str | None = None
    date: str | None = None
    """ISO date of the issue, as precise as it is certain."""
    epub_date: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    """Pages or article number as printed, `; quiz 521-2` included."""
    doi: str | None = None


def parse(text: str) -> Citation | None:
    """A citation, wrapped or not, without its record number; None if the text is no citation."""
    line = " ".join(text.split())
    head = _HEAD.fullmatch(line)
    if head is None:
        return None
    issued = parse_date(head["date"])
    if issued is None:
        return None
    rest = head["rest"]
    where = _WHERE.match(rest) or _PAGES.match(rest)
    found = where.groupdict() if where else {}
    epub = _EPUB.search(rest)
    return Citation(
        journal=_text(head["journal"]),
        date=issued,
        epub_date=parse_date(epub["date"]) if epub else None,
        volume=_text(found.get("volume")),
        issue=_text(found.get("issue")),
        pages=_text(found.get("pages")),
        doi=find_doi(rest),
    )


def find_doi(text: str) -> str | None:
    """The first DOI that follows `doi:`, without the full stop that ends its sentence."""
    found = _DOI.search(text)
    return found["doi"] if found else None


def parse_date(text: str) -> str | None:
    """A PubMed date such as `2019 Feb 3` as an ISO date; None if it is no date."""
    text = " ".join(text.split()).rstrip(".")
    day = _DAY.fullmatch(text)
    if day is not None and (day["month"] is None or day["month"].lower() in _MONTHS):
        return _iso(int(day["year"]), day["month"], None if day["days"] else day["day"])
    several = _RANGE.fullmatch(text)
    if several is None or not all(_is_date_word(word) for word in re.split(r"[ \-–/]+", several["rest"])):
        return None
    return _iso(int(several["year"]), None, None)


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    if year not in _YEARS:
        return None
    if month is None:
        return f"{year}"
    number = _MONTHS[month.lower()]
    try:
        return date(year, number, int(day)).isoformat() if day else f"{year}-{number:02}"
    except ValueError:  # a day that the month does not have: the month is still certain
        return f"{year}-{number:02}"


def _is_date_word(word: str) -> bool:
    return word.lower().rstrip(".") in _PARTS_OF_YEARS or word.isdecimal()


def _text(value: str | None) -> str | None:
    return (value or "").strip() or None
