"""A page on paper: everything is there, addresses are spelled out, no row of a table runs over two sheets.

Chromium prints into a PDF, whose words are compared with those of the page. White space does not count, since a sheet
breaks lines where it must; neither do ligatures.
"""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from mimetypes import guess_type

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Route
from pypdf import PdfReader

from generator import urls
from generator.build import Options
from tests.editions import SUB_PATH, built, text

PUBLISHED = Options(base_url=SUB_PATH)
DISEASES = (
    "systemic-lupus-erythematosus",
    "dermatomyositis",
    "anca-associated-vasculitis",
    "granulomatosis-with-polyangiitis",
    "systemic-sclerosis",
)
SHEET = {"format": "A4"}
STRIP = {"width": "210mm", "height": "75mm"}
"""A sheet so low that a row with a few lines cannot stand on it whole."""
NAVIGATION = ".skip, header.site nav, .toc"
WHOLE = "tbody tr, .claim, .warnings, .bottom"
"""What stands on one sheet."""


@dataclass(frozen=True)
class Printed:
    """A page and what its sheets say."""

    html: bytes
    address: str
    pdf: bytes

    @property
    def page(self) -> BeautifulSoup:
        """The page, for a test to do with as it likes."""
        return BeautifulSoup(self.html, "lxml")

    @cached_property
    def sheets(self) -> list[str]:
        """The letters of each sheet, without white space."""
        return [squeezed(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(self.pdf)).pages]

    @cached_property
    def letters(self) -> str:
        """The letters of all sheets."""
        return "".join(self.sheets)

    def missing(self, words: list[str]) -> list[str]:
        """What does not stand on paper."""
        return [each for each in words if squeezed(each) not in self.letters]

    def cut(self) -> list[str]:
        """What should stand on one sheet and does not."""
        parts = [[squeezed(piece) for piece in pieces(tag)] for tag in self.page.select(WHOLE)]
        return [" ".join(part) for part in parts if not any(all(p in sheet for p in part) for sheet in self.sheets)]


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def pieces(tag: Tag) -> Iterator[str]:
    """The words of a part of the page, piece by piece, those for screens only left out."""
    for found in tag.find_all(string=True):
        hidden = found.find_parent(class_=["permalink", "screen", "visually-hidden", "symbol"])
        if not hidden and found.strip():
            yield str(found)


Print = Callable[..., Printed]


@pytest.fixture(scope="module")
def printed(chromium: Browser) -> Iterator[Print]:
    """Prints a page of the repository's site, each only once; the site is served at its own address."""
    site, done = built("real", PUBLISHED), dict[tuple[str, str], Printed]()
    context = chromium.new_context()
    tab = context.new_page()

    def serve(route: Route) -> None:
        name = urls.file("/" + route.request.url.partition("#")[0].removeprefix(SUB_PATH))
        if name in site:
            route.fulfill(body=site[name], content_type=guess_type(name)[0] or "text/html")
        else:
            route.abort()

    tab.route("**/*", serve)

    def printing(path: str, sheet: dict[str, str] = SHEET) -> Printed:
        key = (path, str(sheet))
        if key not in done:
            tab.goto(SUB_PATH + path)
            pdf = tab.pdf(**sheet)  # type: ignore[arg-type]  # as Playwright's own signature
            done[key] = Printed(site[f"{path}index.html"], SUB_PATH + path, pdf)
        return done[key]

    yield printing
    context.close()


def of_disease(disease: str) -> str:
    return f"diseases/{disease}/"


@pytest.mark.parametrize("disease", DISEASES)
def test_each_sheet_has_the_notice_with_its_date_and_the_permalink(disease: str, printed: Print) -> None:
    paper = printed(of_disease(disease))
    notice = text(paper.page.select_one("aside.notice"))
    assert notice.startswith("Evidence summary. Not medical advice, a guideline or a systematic review.")
    assert notice.endswith(" as of 20 November 2026.")
    foot = squeezed(paper.address + text(paper.page.select_one("footer .address + p")))
    assert [sheet for sheet in paper.sheets if squeezed(notice) not in sheet or foot not in sheet] == []


@pytest.mark.parametrize("disease", DISEASES)
def test_every_quote_stands_on_paper(disease: str, printed: Print) -> None:
    paper = printed(of_disease(disease))
    quotes = [text(found) for found in paper.page.select(".quote")]
    assert len(quotes) > 5
    assert paper.missing(quotes) == []


@pytest.mark.parametrize("disease", DISEASES)
def test_addresses_are_spelled_out(disease: str, printed: Print) -> None:
    paper = printed(of_disease(disease))
    tables = [str(link["href"]) for link in paper.page.select("main table a[href^=http]")]
    known = [str(link["href"]) for link in paper.page.select("#known-studies ~ .scroll a[href^=http]")]
    references = [str(link["href"]) for link in paper.page.select("#references a[href^=http], .differs a, .note a")]
    assert len(known) > 4
    assert set(known) <= set(tables)
    assert paper.missing([f"<{address}>" for address in tables + references]) == []


@pytest.mark.parametrize("disease", DISEASES)
def test_the_whole_page_stands_on_paper(disease: str, printed: Print) -> None:
    """But for the citations that a script makes, which are for programs."""
    paper = printed(of_disease(disease))
    main = paper.page.main
    assert main is not None
    for unseen in main.select("noscript, .trail"):
        unseen.extract()
    assert paper.missing(list(pieces(main))) == []


@pytest.mark.parametrize("disease", DISEASES)
def test_no_navigation_stands_on_paper(disease: str, printed: Print) -> None:
    paper = printed(of_disease(disease))
    lists = [squeezed(text(found)) for found in paper.page.select(NAVIGATION)]
    assert len(lists) == len(NAVIGATION.split(","))
    assert [each for each in lists if each in paper.letters] == []
    assert "linktothis" not in paper.letters


@pytest.mark.parametrize("path", [*map(of_disease, DISEASES), "label-status/", "papers/30543921/"])
def test_nothing_is_cut_that_belongs_together(path: str, printed: Print) -> None:
    paper = printed(path)
    assert len(paper.sheets) > 3
    assert paper.page.select(WHOLE)
    assert paper.cut() == []


def test_a_row_that_is_cut_is_noticed(printed: Print) -> None:
    paper = printed(of_disease("dermatomyositis"), STRIP)
    assert len(paper.sheets) > len(printed(of_disease("dermatomyositis")).sheets)
    assert paper.cut() != []
