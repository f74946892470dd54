"""A saved PubMed page: the layout since 2020, the one before it, and the page that shows MEDLINE's format."""

import re
from collections.abc import Iterator

from generator.readers import _text
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


def recognises(seed: Seed) -> bool:
    """Whether the seed is HTML with a mark of PubMed's pages in its beginning."""
    head = _text.peek(seed.head)
    opening = _OPENING.match(head)
    return opening is not None and _SIGNS.search(head) is not None


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The one record of the page, or why it cannot be read. Raises Unreadable."""
    from generator.readers import _html_record  # bs4 takes long to import, and no other format needs it

    text = _text.decode(seed.path.read_bytes())
    opening = _OPENING.match(text)
    if opening is None:
        yield Refusal("seed-unknown", "the document is no page.", _html_record.SAVE_AGAIN)
    elif not _is_closed(text, opening["root"]):
        yield Refusal(
            "seed-cut",
            "the page ends before its last element is closed.",
            _html_record.SAVE_AGAIN,
            text.count("\n") + 1,
        )
    else:
        yield from _html_record.read(text)


def _is_closed(text: str, root: str) -> bool:
    """Whether nothing but comments follows the end of the first element."""
    return re.search(rf"</{root}\s*>\s*(?><!--.*?-->\s*)*$", text, re.IGNORECASE | re.DOTALL) is not None
