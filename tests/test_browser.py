"""The site in a real browser: from a disease to the words it rests on, on any device, with and without scripts.

Nothing leaves this machine: the sites and the pages that stand in for PubMed are served on loopback.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from generator import passages, urls
from generator.build import Options
from generator.config import Paths
from generator.store import load
from generator.views import plan
from tests.editions import EDITIONS, ROOT, SUB_PATH, built, page, pages

PHONE, DESKTOP = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
VIEWPORTS = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]
LIGHT = {"color_scheme": "light"}
LOOKS = [
    pytest.param(LIGHT, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"forced_colors": "active"}, id="forced-colours"),
]
NARROW = {"width": 320, "height": 640}
PUBLISHED = Options(base_url=SUB_PATH)
PREFIX = urlsplit(SUB_PATH).path
REAL = load(Paths(ROOT))


@contextmanager
def serving(files: Mapping[str, bytes], prefix: str = PREFIX) -> Iterator[str]:
    """The address at which files are served on loopback, as GitHub Pages serves them."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            name = urls.file("/" + path.removeprefix(prefix)) if path.startswith(prefix) else ""
            found = files.get(name)
            body = files.get("404.html", b"") if found is None else found
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Type", guess_type(name)[0] or "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments: object) -> None:
            """Say nothing: a browser that leaves a page breaks its connections."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, str]]:
    """The addresses of the repository's own site and of the full edition, each below a path."""
    with serving(built("real", PUBLISHED)) as real, serving(built("full", PUBLISHED)) as full:
        yield {"real": real, "full": full}


@dataclass
class Watch:
    """What went wrong on a page while it was used."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        if not request.url.startswith(self.origin):
            self.faults.append(f"request to {request.url}")

    def response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} for {response.url}")

    def failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # which is what leaving a page does to its last requests
            self.faults.append(f"{request.failure}: {request.url}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")


Open = Callable[..., tuple[Page, Watch]]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Opens a watched page in a context of its own."""
    contexts = []

    def opened(address: str, **options: object) -> tuple[Page, Watch]:
        context = chromium.new_context(**options)  # type: ignore[arg-type]  # as Playwright's own signature
        contexts.append(context)
        tab, watch = context.new_page(), Watch("{0.scheme}://{0.netloc}/".format(urlsplit(address)))
        tab.on("request", watch.request)
        tab.on("response", watch.response)
        tab.on("console", watch.console)
        tab.on("requestfailed", watch.failed)
        tab.on("pageerror", lambda error: watch.faults.append(f"script: {error}"))
        tab.goto(address)
        return tab, watch

    yield opened
    for context in contexts:
        context.close()


# From a disease to the words it rests on, and out and back.


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_a_reader_walks_from_a_disease_to_the_words_and_back(
    viewport: dict[str, int], scripts: bool, sites: dict[str, str], open_page: Open
) -> None:
    home = sites["real"]
    tab, watch = open_page(home, viewport=viewport, java_script_enabled=scripts)
    tab.get_by_role("main").get_by_role("link", name="Systemic sclerosis", exact=True).first.click()
    tab.wait_for_url(f"{home}diseases/systemic-sclerosis/")

    claim = tab.locator(".claim[id='30543921-skin']")
    quote = claim.locator(".quote").inner_text()
    claim.get_by_role("link", name="in its place").click()
    tab.wait_for_url(f"{home}papers/30543921/#skin")
    mark = tab.locator("mark[data-claims~=skin]")
    assert "".join(mark.evaluate_all("marks => marks.map(each => each.textContent)")) == quote
    box = mark.first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= viewport["height"] - box["height"]
    assert tab.locator("#skin").evaluate("each => each.matches(':target')")
    assert (mark.last.evaluate("each => each.classList.contains('lit')")) == scripts

    outward = {link.inner_text(): link.get_attribute("href") for link in tab.locator("main a[href^=https]").all()}
    assert outward["PubMed 30543921"] == "https://pubmed.ncbi.nlm.nih.gov/30543921/"
    assert outward["doi:10.1016/j.clim.2018.12.006"] == "https://doi.org/10.1016/j.clim.2018.12.006"
    card = tab.locator(".claim", has=tab.locator("a[href='#skin']"))
    at_pubmed = card.get_by_role("link", name="at PubMed").get_attribute("href")
    assert at_pubmed is not None
    assert at_pubmed.startswith("https://pubmed.ncbi.nlm.nih.gov/30543921/#:~:text=")

    tab.locator("mark a#skin").click()
    assert card.evaluate("each => each.matches(':target')")
    tab.locator("dt:text('Used by') + dd").get_by_role("link", name="Systemic sclerosis", exact=True).click()
    tab.wait_for_url(f"{home}diseases/systemic-sclerosis/")
    assert watch.faults == []


def test_an_address_with_a_claim_opens_at_its_words(sites: dict[str, str], open_page: Open) -> None:
    tab, watch = open_page(sites["real"], viewport=PHONE)
    for claim in REAL.appraisals["30543921"].value.claims:
        tab.goto("about:blank")
        tab.goto(f"{sites['real']}papers/30543921/#{claim.id}")
        box = tab.locator(f"mark[data-claims~='{claim.id}']").first.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < PHONE["height"], claim.id
    assert [fault for fault in watch.faults if "about:blank" not in fault] == []


def test_the_citations_of_a_bottom_line_lead_to_the_claim_on_the_page(sites: dict[str, str], open_page: Open) -> None:
    tab, watch = open_page(f"{sites['real']}diseases/systemic-sclerosis/", viewport=DESKTOP)
    for link in tab.locator(".bottom a").all():
        link.click()
        tab.wait_for_url(f"**{link.get_attribute('href')}")
        box = tab.locator(":target").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < DESKTOP["height"], tab.url
    assert watch.faults == []


def test_a_lost_address_shows_the_page_for_it_at_any_depth(sites: dict[str, str], open_page: Open) -> None:
    tab, watch = open_page(f"{sites['real']}diseases/no/such/thing/", viewport=PHONE)
    assert tab.get_by_role("heading", level=1).inner_text() == "There is no such page"
    tab.get_by_role("main").get_by_role("link", name="All diseases").click()
    tab.wait_for_url(f"{sites['real']}diseases/")
    assert watch.faults[0].startswith("404 for ")
    assert [fault for fault in watch.faults[1:] if "404" not in fault] == []


def test_the_keyboard_reaches_the_content_first(sites: dict[str, str], open_page: Open) -> None:
    tab, _ = open_page(sites["real"], viewport=PHONE)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/#_main")


# Every page type.


RICH = {"subject.html", "paper.html"}
"""Templates whose pages differ most."""


def page_types() -> list[tuple[str, str]]:
    """The longest page of each template, by edition and file; of a rich one, the longest of each edition."""
    longest: dict[str, tuple[int, str, str]] = {}
    for name in ("real", "full"):
        files, site = built(name, PUBLISHED), pages(name, PUBLISHED)
        for view in plan(load(Paths(EDITIONS[name]))):
            path = urls.file(view.url)
            if path in site and not site[path].select('meta[http-equiv="refresh"]'):
                key = view.template + (name if view.template in RICH else "")
                longest[key] = max(longest.get(key, (0, "", "")), (len(files[path]), name, path))
    return sorted((name, path) for _, name, path in longest.values())


def test_no_page_scrolls_sideways_at_320_pixels(sites: dict[str, str], open_page: Open) -> None:
    tab, watch = open_page(sites["real"], viewport=NARROW)
    wide = []
    for name in ("real", "full"):
        for path, soup in pages(name, PUBLISHED).items():
            if not soup.select('meta[http-equiv="refresh"]'):
                tab.goto(sites[name] + path.removesuffix("index.html"))
                width = tab.evaluate("document.scrollingElement.scrollWidth")
                wide += [f"{name}/{path}: {width}"] if width > NARROW["width"] else []
    assert wide == [], "\n".join(wide)
    assert [fault for fault in watch.faults if not fault.startswith("request to http://127.0.0.1")] == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("viewport", [pytest.param(NARROW, id="narrow"), pytest.param(DESKTOP, id="desktop")])
def test_no_page_type_has_an_accessibility_fault(
    viewport: dict[str, int], look: dict[str, str], sites: dict[str, str], open_page: Open
) -> None:
    """In light all rules; otherwise those that colours have a part in."""
    axe, found = Axe(), []
    options = None if look == LIGHT else {"runOnly": ["color-contrast", "link-in-text-block"]}
    tab, _ = open_page(sites["real"], viewport=viewport, **look)
    for name, path in page_types():
        tab.goto(sites[name] + path.removesuffix("index.html"))
        for fault in axe.run(tab, options=options).response["violations"]:
            found += [f"{name}/{path}: {fault['id']}: {node['html'][:120]}" for node in fault["nodes"]]
    assert found == [], "\n".join(found)


# At PubMed.

FILLER = 3_000
"""Pixels above the abstract; more than any window."""
STAND_IN = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Stand-in</title>
<link rel="icon" href="data:,">
<style>body {{ margin: 0 }} .filler {{ height: {filler}px }} p {{ width: 30em; line-height: 300px }}</style>
<div class="filler">Not here.</div><h2>Abstract</h2>
{paragraphs}
<div class="filler">Not here either.</div></html>"""


def stand_in(paper: str, claim: str) -> bytes:
    """A page with the abstract of a paper, otherwise wrapped and spaced, its lines far apart and one quote named."""
    stored = REAL.papers[paper].value
    located = passages.locate_all(stored, REAL.appraisals[paper].value)
    quoted = next(p.spans[0] for p in located if p.claim == claim)
    text = stored.text
    parts = [text[: quoted.start], text[quoted.start : quoted.end], text[quoted.end :]]
    before, inside, behind = (respaced(escape(part)) for part in parts)
    body = f"<p>{before}<span id='quote'>{inside}</span>{behind}</p>".replace("\n\n", "</p>\n<p>")
    return STAND_IN.format(filler=FILLER, paragraphs=body).encode()


def respaced(text: str) -> str:
    """The same words with a line break or two spaces where there was one space."""
    words = text.replace("\n", "\n\n").split(" ")
    return "".join(word + ("\n   " if index % 5 == 0 else "  ") for index, word in enumerate(words[:-1])) + words[-1]


def fragment_of(paper: str, claim: str) -> str:
    """What the link of a claim adds to the address of its record at PubMed."""
    card = f".claim:has(a[href='#{claim}'])"
    (link,) = [str(a["href"]) for a in page("real", f"/papers/{paper}/").select(f"{card} a[href*=':~:']")]
    return link[link.index("#") :]


CLAIMS = [(paper, c.id) for paper, appraisal in REAL.appraisals.items() for c in appraisal.value.claims]


@pytest.fixture(scope="module")
def pubmed() -> Iterator[str]:
    """The address of stand-ins for the records at PubMed, one for each claim."""
    with serving({f"{paper}/{claim}.html": stand_in(paper, claim) for paper, claim in CLAIMS}, "/") as address:
        yield address


@pytest.mark.parametrize(("paper", "claim"), CLAIMS)
def test_the_link_to_pubmed_opens_at_the_words_of_the_quote(
    paper: str, claim: str, pubmed: str, open_page: Open
) -> None:
    tab, watch = open_page(f"{pubmed}{paper}/{claim}.html{fragment_of(paper, claim)}", viewport=DESKTOP)
    tab.wait_for_function("scrollY > 0", timeout=5_000)
    first_line = tab.locator("#quote").evaluate("each => each.getClientRects()[0].top")
    assert tab.evaluate("scrollY") > FILLER - DESKTOP["height"]
    assert -300 < first_line < DESKTOP["height"]
    assert watch.faults == []


def test_a_link_with_other_words_does_not_move_the_page(pubmed: str, open_page: Open) -> None:
    paper, claim = CLAIMS[0]
    tab, _ = open_page(f"{pubmed}{paper}/{claim}.html#:~:text=words%20that%20are%20not%20there", viewport=DESKTOP)
    tab.wait_for_timeout(300)
    assert tab.evaluate("scrollY") == 0
