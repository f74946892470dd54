"""The feed as feedparser reads it, the sitemap, `robots.txt`, and the bibliographies."""

import xml.etree.ElementTree as ET
from typing import Any

import bibtexparser
import feedparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.build import with_base_url
from generator.config import Paths
from generator.evidence import RETRACTED_TYPE
from generator.exports import bibliographies, feeds
from generator.model import Corpus
from generator.store import load
from tests.editions import EDITIONS, SUB_PATH
from tests.unit.factories import appraisal, corpus, paper


def edition(days: dict[str, dict[str, Any]], **fields: Any) -> Corpus:
    """Papers by id, with the dates of their appraisals."""
    found = corpus([paper(id=key, **fields) for key in days], {key: appraisal(**each) for key, each in days.items()})
    return with_base_url(found, SUB_PATH)


def read(found: Corpus) -> Any:
    feed = feedparser.parse(feeds.atom(found, SUB_PATH))
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_the_latest_appraisal_comes_first() -> None:
    days = {
        "1": {"appraised_on": "2026-01-01"},
        "2": {"appraised_on": "2026-01-03"},
        "3": {"appraised_on": "2026-01-01"},
    }
    feed = read(edition(days))
    assert [entry.id for entry in feed.entries] == [f"{SUB_PATH}papers/{key}/" for key in ("2", "3", "1")]
    assert feed.feed.updated == "2026-01-03T00:00:00Z"


def test_a_review_counts_as_a_change() -> None:
    days = {"1": {"appraised_on": "2026-01-01", "reviewed_on": "2026-02-01"}, "2": {"appraised_on": "2026-01-03"}}
    feed = read(edition(days))
    assert [entry.updated for entry in feed.entries] == ["2026-02-01T00:00:00Z", "2026-01-03T00:00:00Z"]
    assert [entry.published for entry in feed.entries] == ["2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"]


def test_a_feed_without_papers_is_as_old_as_its_content() -> None:
    assert read(edition({})).feed.updated == "2026-01-01T00:00:00Z"


def test_a_feed_is_no_longer_than_it_says() -> None:
    assert len(read(edition({str(n): {} for n in range(1, 60)})).entries) == feeds.MAX_ENTRIES


def test_a_retracted_paper_is_announced_as_one() -> None:
    (entry,) = read(edition({"1": {}}, publication_types=(RETRACTED_TYPE,))).entries
    assert entry.title == "Retracted: A made-up paper"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("a < b & \x00 \x0c \ufffe ]]>")
@settings(max_examples=40)
def test_any_title_leaves_the_feed_readable(title: str) -> None:
    found = edition({"1": {}}, title=title)
    root = ET.fromstring(feeds.atom(found, SUB_PATH))
    name = root.findtext(f"{{{feeds.ATOM}}}entry/{{{feeds.ATOM}}}title") or ""
    said = "".join(each for each in title if not feeds._NOT_XML.match(each) and each not in "\r\n")
    assert "".join(name.split()).endswith("".join(said.split()))


@pytest.mark.parametrize("name", EDITIONS)
def test_the_feed_of_an_edition_is_read(name: str) -> None:
    found = with_base_url(load(Paths(EDITIONS[name])), SUB_PATH)
    feed = read(found)
    assert feed.version == "atom10"
    assert feed.feed.title == found.site.value.title
    assert {link.rel: link.href for link in feed.feed.links} == {"self": f"{SUB_PATH}feed.xml", "alternate": SUB_PATH}
    assert len(feed.entries) == len(found.appraisals)
    assert all(entry.link.startswith(f"{SUB_PATH}papers/") and entry.summary for entry in feed.entries)


def test_the_sitemap_lists_whole_addresses_in_order() -> None:
    root = ET.fromstring(feeds.sitemap([f"{SUB_PATH}b/", f"{SUB_PATH}a/?x=1&y=2"]))
    assert [each.text for each in root.iter(f"{{{feeds.SITEMAP}}}loc")] == [f"{SUB_PATH}a/?x=1&y=2", f"{SUB_PATH}b/"]


def test_robots_may_read_all_and_learn_of_the_sitemap() -> None:
    assert feeds.robots(None) == b"User-agent: *\nAllow: /\n"
    assert feeds.robots(SUB_PATH).endswith(f"\nSitemap: {SUB_PATH}sitemap.xml\n".encode())


def test_bibliographies_hold_the_papers_that_count() -> None:
    papers = [
        paper(id="1"),
        paper(id="2", publication_types=(RETRACTED_TYPE,)),
        paper(id="3"),
        paper(id="4", year="2021"),
    ]
    claimed = {key: appraisal(patients=({"about": "fever", "n": 1, "quote": "one"},)) for key in ("1", "2", "4")}
    files = bibliographies.files(corpus(papers, claimed))
    assert sorted(files) == ["data/papers.bib", "data/papers.csl.json", "data/papers.ris"]
    entries = bibtexparser.loads(files["data/papers.bib"].decode(), BibTexParser()).entries
    assert [entry["ID"] for entry in entries] == ["pmid4", "pmid1"]
    assert [record["id"] for record in rispy.loads(files["data/papers.ris"].decode())] == ["pmid4", "pmid1"]
