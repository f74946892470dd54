"""Citations that a page's script makes, in a real browser: read back by the programs that read them.

The papers of the attacked edition say hostile texts in each of their fields. What the script makes of a paper has to be
what `generator/citing/` writes of it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from generator import citing, store
from generator.build import with_base_url
from generator.citing.work import one_line
from generator.config import Paths
from generator.evidence import RETRACTED_TYPE
from tests.attack.texts import TEXTS
from tests.editions import PLAIN, ROOT, SUB_PATH, files, text
from tests.exports.citations import bibtex, csl, from_tex, ris
from tests.test_browser import serving
from tests.unit.factories import appraisal, corpus, efficacy, paper

STRIDE = 5
"""Every fifth paper's claims are read back."""
NAMES = ("BibTeX", "RIS", "CSL JSON")
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
    loaded = store.load(Paths(attacked))
    assert len(loaded.papers) >= len(TEXTS)
    differences: list[tuple[str, ...]] = []
    for key in loaded.papers:
        formats = citing.publication(loaded, key).formats
        got = made(tab, f"papers/{key}/")["paper"]
        assert set(got) == set(NAMES)
        if (got["BibTeX"], got["RIS"]) != (formats.bibtex.strip(), formats.ris.replace("\r\n", "\n").strip()):
            differences.append((key, got["BibTeX"], formats.bibtex, got["RIS"], formats.ris))
        if json.loads(got["CSL JSON"]) != json.loads(formats.csl):
            differences.append((key, got["CSL JSON"], formats.csl))
    assert differences == []


SHAPES: list[dict[str, Any]] = [
    {},
    {"doi": "10.1234/PMC777", "pmid": None},
    {"doi": None, "pmcid": "PMC12"},
    {"journal": None, "volume": "12", "issue": "3", "pages": "7"},
    {"title": None, "authors": (), "year": None},
    {"authors": ({"name": "Lorem AB Jr"}, {"name": "Invented Study Group"}), "authors_complete": False},
    {"authors": ({"name": "Lorem and Ipsum"},), "date": "2020-03-04", "language": "eng"},
    {"pages": "489-92, 501", "publication_types": (RETRACTED_TYPE,)},
    {"pages": "e12-5; quiz 9"},
    {"pages": "e1234", "title": "A title with a period."},
]
"""Fields of papers as sources leave them out or write them."""


def test_a_paper_with_any_field_left_out_is_cited_as_in_the_files_of_all_papers(chromium: Browser) -> None:
    found = corpus([paper(id=str(number), **{"pmid": str(number), **shape}) for number, shape in enumerate(SHAPES, 1)])
    with serving(files(found, ROOT / "templates", PLAIN)) as address, chromium.new_context(base_url=address) as context:
        tab = context.new_page()
        for key in found.papers:
            formats, got = citing.publication(found, key).formats, made(tab, f"papers/{key}/")["paper"]
            assert got["BibTeX"] == formats.bibtex.strip()
            assert got["RIS"] == formats.ris.replace("\r\n", "\n").strip()
            assert json.loads(got["CSL JSON"]) == json.loads(formats.csl)


@pytest.mark.parametrize("base_url", [None, SUB_PATH])
@pytest.mark.parametrize("shown", ["full", "quotes", "link"])
def test_a_claim_is_cited_with_its_words_its_place_and_its_source(
    chromium: Browser, base_url: str | None, shown: str
) -> None:
    stored = paper("It helps the skin.", id="7", doi="10.1/a", publication_types=(RETRACTED_TYPE,))
    found = with_base_url(corpus([stored], {"7": appraisal(efficacy("It helps", id="one"))}), base_url)
    site = found.site.value.model_copy(update={"abstracts": shown})
    found = replace(found, site=replace(found.site, value=site))
    with serving(files(found, ROOT / "templates", PLAIN)) as address, chromium.new_context(base_url=address) as context:
        cited = made(context.new_page(), "papers/7/")["Claim 1: one"]
    item, record, entry = csl(cited["CSL JSON"]), ris(cited["RIS"]), bibtex(cited["BibTeX"])
    numbers = "doi: 10.1/a; PubMed PMID: 7. Retracted."
    note = f"Content hash {item['version']}. Quoted from: {numbers}"
    place = f"{base_url}papers/7/#one" if base_url else None
    issued = [site.as_of.year, site.as_of.month, site.as_of.day]
    assert item == {
        "id": "papers-7-one",
        "type": "webpage",
        "title": "Lorem 2020: “It helps”",
        "author": [{"literal": site.title}],
        "issued": {"date-parts": [issued]},
        "version": item["version"],
        **({"URL": place} if place else {}),
        "note": note,
    }
    assert (record["type_of_reference"], record["notes"], record.get("urls")) == ("ELEC", [note], place and [place])
    assert record["date"] == "{}/{:02}/{:02}/".format(*issued)
    assert (entry["ENTRYTYPE"], entry["note"], entry.get("url")) == ("misc", note, place)
    assert cited["Vancouver"].startswith(f"{site.title}. Lorem 2020: “It helps” [Internet]. {issued[0]} ")
    assert numbers in cited["Vancouver"]
    assert cited["Vancouver"].endswith(f" Available from: {place}" if place else "Retracted.")


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
