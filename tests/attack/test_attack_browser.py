"""Hostile texts in every field, in a real browser, below a path: nothing runs, nothing opens, nothing leaves.

The content policy would stop most attacks even if a page let them in. So the pages are also looked at for what they
would let in: an element or an attribute that harmless editions do not have.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, expect

from tests.attack.texts import TEXTS, line
from tests.browser import until
from tests.editions import pages
from tests.test_browser import serving

WATCH = """
window.__broken = [];
document.addEventListener("securitypolicyviolation", event => window.__broken.push(
  event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile));
"""
SEEN = """() => ({
  attacked: window.__attacked !== undefined,
  broken: window.__broken || [],
  cookie: document.cookie,
  stored: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
  schemes: [...new Set([...document.querySelectorAll("[href], [src], [action], [formaction], [data], [poster]")].map(
    element => new URL(element.href || element.src || element.action || ".", location.href).protocol))],
  parts: [...new Set([...document.querySelectorAll("*")].flatMap(element => [element.localName].concat(
    element.getAttributeNames().map(name => element.localName + " " + name))))],
})"""
SCHEMES = {"http:", "https:"}
OF_SCRIPTS = {
    f"{element} {attribute}"
    for element, attributes in {
        "input": "aria-expanded aria-controls aria-autocomplete aria-activedescendant role",
        "ul": "hidden id aria-label role",
        "li": "id role aria-selected data-to",
        "script": "data-papers data-root src",
        "section": "hidden",
        "h3": "data-made",
        "button": "type class aria-expanded aria-controls aria-label",
    }.items()
    for attribute in attributes.split()
}
"""Attributes that our own scripts give, beyond those that the pages have."""


OF_ODD_PAPERS = {"section data-pages"}
"""What pages of papers have whose pages are more than a first and a last, as none of the harmless editions has."""
OF_MARKDOWN = {"code class", "em", "h1 id", "hr"}
"""What people's Markdown may give beyond what the harmless editions use of it."""
STRIDE = 1 if os.environ.get("EVERY_PAGE") else 3
"""Every third page is visited, which are many texts on each kind of page; with EVERY_PAGE set, all are."""


@dataclass
class Heard:
    """What a browser did that it should not have done."""

    home: str
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)

    def listen(self, tab: Page) -> None:
        tab.on("dialog", self._dialog)
        tab.on("console", self._console)
        tab.on("request", self._request)
        tab.on("popup", lambda other: self.windows.append(other.url))
        tab.on("download", lambda file: self.windows.append(file.url))
        tab.on("pageerror", lambda fault: self.complaints.append(f"{tab.url}: {fault}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        # A browser asks a bare data file's host for an icon.
        if message.type in ("error", "warning") and "/favicon.ico" not in message.location.get("url", ""):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.home) and not request.url.endswith("/favicon.ico"):
            self.requests.append(f"{request.frame.url} asks for {request.url}")

    def nothing(self) -> None:
        assert (self.dialogs, self.requests, self.complaints, self.windows) == ([], [], [], [])


@pytest.fixture(scope="module")
def home(site: Mapping[str, bytes]) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def harmless() -> set[str]:
    """The elements and attributes of the other editions' pages, as `element` and `element attribute`."""
    found: set[str] = set()
    for name in ("real", "full"):
        for tag in (tag for page in pages(name).values() for tag in page.find_all(True)):
            found |= {tag.name.lower(), *(f"{tag.name} {key}".lower() for key in tag.attrs)}
    return found


def addresses(site: Mapping[str, bytes], ending: str = ".html") -> list[str]:
    return sorted(path.removesuffix("index.html") for path in site if path.endswith(ending) and "pagefind" not in path)


@contextmanager
def watched(chromium: Browser, home: str, scripts: bool = True) -> Iterator[Page]:
    """A tab in which nothing happened that should not, by the end."""
    context = chromium.new_context(java_script_enabled=scripts)
    context.add_init_script(WATCH)
    heard, tab = Heard(home), context.new_page()
    heard.listen(tab)
    yield tab
    heard.nothing()
    context.close()


def visit(tab: Page, address: str) -> None:
    """Go to an address. A page that leads elsewhere does so at once, and so may the one before it."""
    for _ in range(2):
        try:
            tab.goto(address, wait_until="load")
            return
        except Error as fault:
            if "interrupted by another navigation" not in fault.message:
                raise
            tab.wait_for_load_state()


def unharmed(tab: Page) -> set[str]:
    """The elements and attributes of a page in which nothing ran, was kept or was stopped by the policy."""
    seen = tab.evaluate(SEEN)
    assert not seen["attacked"], tab.url
    assert (seen["broken"], seen["cookie"], seen["stored"]) == ([], "", []), tab.url
    assert set(seen["schemes"]) <= SCHEMES, tab.url
    return set(seen["parts"])


def test_no_page_runs_or_asks_for_anything(
    chromium: Browser, home: str, site: Mapping[str, bytes], harmless: set[str]
) -> None:
    assert len(TEXTS) >= 100
    parts: set[str] = set()
    with watched(chromium, home) as tab:
        for path in addresses(site)[::STRIDE]:
            visit(tab, home + path)
            parts |= unharmed(tab)
    assert parts - harmless - OF_SCRIPTS - OF_MARKDOWN - OF_ODD_PAPERS == set()


def test_no_page_asks_for_anything_without_scripts(chromium: Browser, home: str, site: Mapping[str, bytes]) -> None:
    with watched(chromium, home, scripts=False) as tab:
        for path in addresses(site)[1::STRIDE]:
            visit(tab, home + path)


def test_no_twin_is_taken_for_a_page(chromium: Browser, home: str, site: Mapping[str, bytes]) -> None:
    twins = [*addresses(site, "data.json")[::10], "index.json", "feed.xml", "sitemap.xml"]
    with watched(chromium, home) as tab:
        for path in twins:
            visit(tab, home + path)
            unharmed(tab)
            assert tab.locator("script, img, iframe, .attacked").count() == 0


def test_the_search_runs_nothing(chromium: Browser, home: str, harmless: set[str]) -> None:
    """Names as they are typed, hits in the full text, and what is typed itself."""
    parts: set[str] = set()
    with watched(chromium, home) as tab:
        tab.goto(home + "search/")
        box = tab.locator("#_q")
        for number, text in enumerate(TEXTS.values(), start=1):
            for typed in (f"case-{number}", line(text)[:120]):
                box.fill(typed)
                until(tab, "document.querySelector('#_q').getAttribute('aria-expanded') !== null")
            parts |= unharmed(tab)
        for typed in ("attacked", "script", "onerror window", "examplinum javascript"):
            box.fill(typed)
            expect(tab.locator("#_fulltext-hits li").first).to_be_visible()
            parts |= unharmed(tab)
        for text in TEXTS.values():
            tab.goto(f"{home}search/#{quote(text[:300])}")
            parts |= unharmed(tab)
    assert parts - harmless - OF_SCRIPTS - OF_MARKDOWN - OF_ODD_PAPERS == set()
