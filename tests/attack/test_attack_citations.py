"""Citations that a page's script makes, in a real browser: read back by the programs that read them.

The papers of the attacked edition say hostile texts in each of their fields. What the script makes of a paper has to be
what `generator/citing/` writes of it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from generator import citing, store
from generator.citing.work import one_line
from generator.config import Paths
from tests.attack.texts import TEXTS
from tests.editions import text
from tests.exports.citations import bibtex, csl, from_tex, ris
from tests.test_browser import serving

STRIDE = 5
"""Every fifth paper's claims are read back."""
NAMES = ("BibTeX", "RIS", "CSL JSON")
Made = dict[str, list[str]]
READ = """() => [...document.querySelectorAll("[data-cited] details > pre")].map(box => [
  box.parentElement.parentElement.closest("details")?.querySelector("summary").textContent
    || [...document.querySelectorAll("[data-cites]")].filter(
      cited => cited.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING).pop().dataset.cites,
  box.previousElementSibling.textContent, box.textContent])"""
"""What is cited, in which format, and how."""


@pytest.fixture(scope="module")
def tab(site: dict[str, bytes], chromium: Browser) -> Iterator[Page]:
    with serving(site) as address, chromium.new_context(base_url=address) as context:
        yield context.new_page()


def made(tab: Page, path: str) -> dict[str, dict[str, str]]:
    """The citations of the page at an address: by what is cited and by format."""
    tab.goto(path)
    found: dict[str, dict[str, str]] = {}
    for cited, name, told in tab.evaluate(READ):
        found.setdefault(cited, {})[name] = told
    return found


def test_a_paper_is_cited_as_in_the_files_of_all_papers(attacked: Path, tab: Page) -> None:
    corpus = store.load(Paths(attacked))
    assert len(corpus.papers) >= len(TEXTS)
    differences: list[tuple[str, ...]] = []
    for paper in corpus.papers:
        formats = citing.publication(corpus, paper).formats
        got = made(tab, f"papers/{paper}/")["paper"]
        assert set(got) == set(NAMES)
        if (got["BibTeX"], got["RIS"]) != (formats.bibtex.strip(), formats.ris.replace("\r\n", "\n").strip()):
            differences.append((paper, got["BibTeX"], formats.bibtex, got["RIS"], formats.ris))
        if json.loads(got["CSL JSON"]) != json.loads(formats.csl):
            differences.append((paper, got["CSL JSON"], formats.csl))
    assert differences == []


def test_every_citation_of_a_page_and_of_its_claims_is_read_back(site: dict[str, bytes], tab: Page) -> None:
    paths = sorted(path for path in site if path.startswith("papers/98") and path.endswith("/index.html"))
    assert len(paths) >= len(TEXTS)
    for path in paths[::STRIDE]:
        soup = BeautifulSoup(site[path], "html.parser")
        title = one_line(str(soup.select_one("meta[property='og:title']")["content"]))  # type: ignore[index]
        found = made(tab, path.removesuffix("index.html"))
        claims = {cited: formats for cited, formats in found.items() if cited not in ("page", "paper")}
        assert len(claims) == len(soup.select(".claim"))
        assert read(found["page"]) == title
        for mark in soup.select("a.here[data-number]"):
            formats = claims[f"Claim {mark['data-number']}: {mark['id']}"]
            quote = text(soup.select_one(f"#claim_{mark['id']} .quote"))
            label = str(soup.select_one("[data-label]")["data-label"])  # type: ignore[index]
            assert read(formats) == one_line(f"{label}: “{quote}”")
            assert one_line(f"{label}: “{quote}” [Internet].") in formats["Vancouver"]


def read(formats: dict[str, str]) -> str:
    """The title that all formats agree on, as programs read it."""
    record, entry, item = ris(formats["RIS"]), bibtex(formats["BibTeX"]), csl(formats["CSL JSON"])
    (title,) = {record["title"], from_tex(entry["title"][1:-1]), item["title"]}
    (key,) = {record["id"], entry["ID"], item["id"]}
    assert key.startswith("papers-")
    (note,) = {record["notes"][0], from_tex(entry["note"]), item["note"]}
    assert item["version"] in note
    return str(title)
