"""What programs follow or crawl: the Atom feed, the sitemap, `robots.txt`."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import date

from generator import citing, urls
from generator.evidence import is_retracted
from generator.model import Corpus

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MAX_ENTRIES = 50
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped (https://www.w3.org/TR/xml/#charsets)."""


def atom(corpus: Corpus, base_url: str) -> bytes:
    """The feed of appraised papers (RFC 4287), the latest appraisal first. All its dates come from the content."""
    site = corpus.site.value
    papers = sorted(_changed(corpus).items(), key=lambda item: (item[1], item[0]), reverse=True)[:MAX_ENTRIES]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(feed, "id", base_url)
    _text(feed, "title", site.title)
    _text(feed, "subtitle", site.description)
    _text(feed, "updated", _instant(max((day for _, day in papers), default=site.as_of)))
    _text(ET.SubElement(feed, "author"), "name", site.title)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{base_url}feed.xml"})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": base_url})
    for paper, day in papers:
        _entry(feed, corpus, paper, day)
    return _document(feed)


def _changed(corpus: Corpus) -> dict[str, date]:
    """The day on which each paper's appraisal was written or reviewed, whichever is later."""
    return {
        paper: max(page.value.appraised_on, page.value.reviewed_on or page.value.appraised_on)
        for paper, page in corpus.appraisals.items()
        if paper in corpus.papers
    }


def _entry(feed: ET.Element, corpus: Corpus, paper_id: str, day: date) -> None:
    paper, address = corpus.papers[paper_id].value, urls.absolute(urls.paper(paper_id), corpus.site.value.base_url)
    entry = ET.SubElement(feed, "entry")
    title = paper.title or f"Untitled document {paper_id}"
    _text(entry, "id", address or "")
    _text(entry, "title", f"Retracted: {title}" if is_retracted(paper) else title)
    _text(entry, "updated", _instant(day))
    _text(entry, "published", _instant(corpus.appraisals[paper_id].value.appraised_on))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address or ""})
    _text(entry, "summary", citing.publication(corpus, paper_id).reference)


def sitemap(addresses: Iterable[str]) -> bytes:
    """The whole addresses of all pages (https://www.sitemaps.org/protocol.html)."""
    root = ET.Element("urlset", {"xmlns": SITEMAP})
    for address in sorted(addresses):
        _text(ET.SubElement(root, "url"), "loc", address)
    return _document(root)


def robots(base_url: str | None) -> bytes:
    """All may be read (RFC 9309). Crawlers ask for this file at a host's root only; below a path it binds nobody."""
    sitemap_line = f"\nSitemap: {base_url}sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap_line}".encode()


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub(" ", text)


def _instant(day: date) -> str:
    """The day's first instant, since Atom wants a time (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00Z"


def _document(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"
