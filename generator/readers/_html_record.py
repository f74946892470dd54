"""The tree of a saved PubMed page → its record, in whichever layout it has."""

from collections.abc import Iterator, Sequence

from bs4 import Tag
from bs4.exceptions import ParserRejectedMarkup

from generator.readers import _html_new, _html_old, medline
from generator.readers._html_page import Page
from generator.readers._html_text import parse
from generator.readers.record import Record, Refusal

SAVE_AGAIN = "Open the record's own page, save it whole, and replace the seed."
_SAVE_RECORDS = (
    "Save each record's own page, or choose Save, All results, Format: PubMed, and put that file into seeds/."
)
_MEDLINE = "pre#article-details, pre.article-details, pre.search-results-chunk"
_RESULTS = ".search-results, .results-article"
_SUMMARIES = "article.full-docsum, .docsum-content"
"""In a list of results, and in that of similar articles below a record."""


def read(text: str) -> Iterator[Record | Refusal]:
    """The records of a whole page, or why there is none."""
    try:
        page = Page(parse(text))
    except ParserRejectedMarkup:
        yield Refusal("seed-malformed", "the page cannot be parsed.", SAVE_AGAIN)
        return
    yield from _items(page)


def _items(page: Page) -> Iterator[Record | Refusal]:
    records = page.soup.select(_MEDLINE)
    if records:
        text = "\n\n".join(each.get_text() for each in records)
        yield from medline.read_lines(iter(enumerate(text.split("\n"), start=1)))
        return
    heading = _html_new.find(page)
    old = _html_old.find_all(page)
    if _is_list(page, heading, old):
        message = "the page is a list of search results, not the page of one record."
        yield Refusal("seed-search-results", message, _SAVE_RECORDS)
    elif heading is not None:
        yield _checked(_html_new.pmids(page, heading), _html_new.read(page, heading))
    elif old:
        yield _checked(_html_old.pmids(page, old[0]), _html_old.read(page, old[0]))
    else:
        yield Refusal("seed-incomplete", "the page holds no record that this program knows to find.", SAVE_AGAIN)


def _is_list(page: Page, heading: Tag | None, old: Sequence[Tag]) -> bool:
    if len(old) > 1 or page.soup.select_one(_RESULTS) or (page.all_meta("log_displayeduids") and not page.pmids()):
        return True
    return heading is None and not old and bool(page.all_meta("log_resultcount") or page.soup.select_one(_SUMMARIES))


def _checked(pmids: Sequence[str], record: Record) -> Record | Refusal:
    """The record, unless its page contradicts itself or lacks what a record must have."""
    if len(pmids) > 1:
        numbers = " and ".join(pmids)
        return Refusal("seed-two-pmids", f"the page gives itself the PMIDs {numbers}.", SAVE_AGAIN)
    if record.title is None:
        return Refusal("seed-incomplete", "the page has no title.", SAVE_AGAIN)
    return record
