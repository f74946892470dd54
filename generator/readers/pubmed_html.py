"""A saved PubMed page: the layout since 2020, the one before it, and the page that shows MEDLINE's format."""

import re
from collections.abc import Iterator, Sequence

from bs4 import Tag
from bs4.exceptions import ParserRejectedMarkup

from generator.readers import _html_new, _html_old, _text, medline
from generator.readers._html_page import Page
from generator.readers._html_text import parse
from generator.readers.record import Record, Refusal, Seed

NAME = "pubmed-html"

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*|<!doctype\s+html[^>]*>\s*)*<(?P<root>html|head|body|main|div|section|pre)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = re.compile(
    r"""<link\b[^>]{0,300}\bhref=["']?https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/
    |\bcitation_abstract_html_url\b[^>]{0,300}\b(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/
    |<meta\b[^>]{0,300}\bname=["']?ncbi_(?:db|app)["']?[^>]{0,300}\bcontent=["']?pubmed\b
    |\bid=["']?(?:article-details|full-view-heading)["'\s>]
    |<div\b[^>]{0,300}\bclass=["']rprt[\s"']
    |<!--\ssaved\ from\ url=\(\d+\)https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/""",
    re.IGNORECASE | re.VERBOSE,
)
"""What only PubMed's pages have."""
_MEDLINE = "pre#article-details, pre.article-details, pre.search-results-chunk"
_RESULTS = ".search-results, .results-article"
_SUMMARIES = "article.full-docsum, .docsum-content"
"""In a list of results, and in that of similar articles below a record."""
_SAVE_AGAIN = "Open the record's own page, save it whole, and replace the seed."
_SAVE_RECORDS = (
    "Save each record's own page, or choose Save, All results, Format: PubMed, and put that file into seeds/."
)


def recognises(seed: Seed) -> bool:
    """Whether the seed is HTML with a mark of PubMed's pages in its beginning."""
    head = _text.peek(seed.head)
    opening = _OPENING.match(head)
    return opening is not None and _SIGNS.search(head) is not None


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The one record of the page, or why it cannot be read. Raises Unreadable."""
    text = _text.decode(seed.path.read_bytes())
    opening = _OPENING.match(text)
    if opening is None:
        yield Refusal("seed-unknown", "the document is no page.", _SAVE_AGAIN)
    elif not _is_closed(text, opening["root"]):
        yield Refusal("seed-cut", "the page ends before its last element is closed.", _SAVE_AGAIN, text.count("\n") + 1)
    else:
        try:
            page = Page(parse(text))
        except ParserRejectedMarkup:
            yield Refusal("seed-malformed", "the page cannot be parsed.", _SAVE_AGAIN)
            return
        yield from _items(page)


def _is_closed(text: str, root: str) -> bool:
    """Whether nothing but comments follows the end of the first element."""
    return re.search(rf"</{root}\s*>\s*(?><!--.*?-->\s*)*$", text, re.IGNORECASE | re.DOTALL) is not None


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
        yield Refusal("seed-incomplete", "the page holds no record that this program knows to find.", _SAVE_AGAIN)


def _is_list(page: Page, heading: Tag | None, old: Sequence[Tag]) -> bool:
    if len(old) > 1 or page.soup.select_one(_RESULTS) or (page.all_meta("log_displayeduids") and not page.pmids()):
        return True
    return heading is None and not old and bool(page.all_meta("log_resultcount") or page.soup.select_one(_SUMMARIES))


def _checked(pmids: Sequence[str], record: Record) -> Record | Refusal:
    """The record, unless its page contradicts itself or lacks what a record must have."""
    if len(pmids) > 1:
        numbers = " and ".join(pmids)
        return Refusal("seed-two-pmids", f"the page gives itself the PMIDs {numbers}.", _SAVE_AGAIN)
    if record.title is None:
        return Refusal("seed-incomplete", "the page has no title.", _SAVE_AGAIN)
    return record
