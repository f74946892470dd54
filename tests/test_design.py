"""How the pages look and what they cost: every component in every state, words that explain themselves, bytes.

Looks are judged by people; what can be measured is measured here, on the page of all components.
"""

import gzip
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from jinja2 import Environment, nodes
from playwright.sync_api import Browser, Page

from generator import urls
from generator.build import Options
from generator.config import Paths
from generator.model.glossary import LINKED
from generator.store import load
from generator.views.parts import Standing
from tests import components
from tests.components import FOLDER, PAGE, TEMPLATES
from tests.editions import built, copied, files, page, pages, text
from tests.test_browser import LOOKS, serving

WIRE_LIMIT = 30 * 1024
"""Bytes over the wire that the first page and the page of a disease may cost, all in, before anything is asked for."""
WIDTHS = [320, 1280]
LAYERS = ["reset", "base", "layout", "components", "utilities", "print"]
STYLES = (TEMPLATES / "assets" / "site.css").read_text("utf-8")


def parsed(path: Path) -> nodes.Template:
    return Environment().parse(path.read_text("utf-8"))


Macro = tuple[str, str]
"""The file of a macro and its name."""


def called(part: nodes.Node, file: str) -> set[Macro]:
    """The macros that a part of a template calls: those of imported files, and those of its own."""
    imports = parsed(TEMPLATES / file if file != PAGE else FOLDER / PAGE).find_all(nodes.Import)
    files = {found.target: found.template.value for found in imports}  # type: ignore[attr-defined]
    names = ((g.node.name, g.attr) for g in part.find_all(nodes.Getattr) if isinstance(g.node, nodes.Name))
    own = (call.node.name for call in part.find_all(nodes.Call) if isinstance(call.node, nodes.Name))
    return {(files[name], macro) for name, macro in names if name in files} | {(file, name) for name in own}


def reached() -> set[Macro]:
    """The macros that the page of components shows, itself or through the frame of all pages or other macros."""
    macros = {(path.name, m.name): m for path in TEMPLATES.glob("_*.html") for m in parsed(path).find_all(nodes.Macro)}
    found = called(parsed(FOLDER / PAGE), PAGE) | called(parsed(TEMPLATES / "base.html"), "base.html")
    waiting = list(found & macros.keys())
    while waiting:
        macro = waiting.pop()
        new = (called(macros[macro], macro[0]) & macros.keys()) - found
        found |= new
        waiting += new
    return found


# The page of all components.


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("_*.html")), ids=lambda path: path.name)
def test_every_macro_stands_on_the_page_of_components(path: Path) -> None:
    macros = {(path.name, found.name) for found in parsed(path).find_all(nodes.Macro)}
    assert macros
    assert macros - reached() == set()


def test_the_page_of_components_is_not_published() -> None:
    assert [path for name in ("real", "minimal", "full") for path in built(name) if "component" in path] == []


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(components.site(), "/") as found:
        yield found


def opened(chromium: Browser, address: str, width: int, look: dict[str, str]) -> Page:
    context = chromium.new_context(viewport={"width": width, "height": 800}, **look)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(address)
    return tab


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("look", LOOKS)
def test_no_component_has_an_accessibility_fault(
    look: dict[str, str], width: int, chromium: Browser, address: str
) -> None:
    tab = opened(chromium, address, width, look)
    tab.locator("a.term").first.focus()
    tab.wait_for_selector("[role=tooltip]:visible")
    faults = Axe().run(tab).response["violations"]
    assert [(fault["id"], node["html"][:120]) for fault in faults for node in fault["nodes"]] == []
    tab.context.close()


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_component_scrolls_the_page_sideways(width: int, chromium: Browser, address: str) -> None:
    """640 pixels are what is left of 1,280 at a zoom of 200 %."""
    tab = opened(chromium, address, width, {})
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= width
    tab.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_table_scrolls_inside_itself_and_keeps_its_head(width: int, chromium: Browser, address: str) -> None:
    tab = opened(chromium, address, width, {})
    region = tab.get_by_role("region", name="A long table, table")
    region.focus()
    assert region.evaluate("each => each === document.activeElement")
    region.evaluate("each => { each.scrollTop = 500; }")
    assert region.evaluate("each => each.scrollTop") > 0
    below, height = region.evaluate(
        """each => {
            const box = each.getBoundingClientRect(), head = each.querySelector("thead th").getBoundingClientRect();
            return [head.top - box.top, box.height];
        }"""
    )
    assert abs(below) < 3
    assert height < 800
    tab.context.close()


@pytest.mark.parametrize("standing", Standing.__args__)  # type: ignore[attr-defined]
def test_how_far_words_carry_shows_at_their_edge(standing: str, chromium: Browser, address: str) -> None:
    """In any colours, and not by colour alone: the line beside the words differs."""
    styles = {"comparison-group": "solid", "uncontrolled": "dashed"}
    tab = opened(chromium, address, 1280, {"forced_colors": "active"})
    words = tab.locator(f".claim.{standing} > :last-child").first
    assert words.evaluate("each => getComputedStyle(each).borderLeftStyle") == styles.get(standing, "dotted")
    tab.context.close()


# Style sheet.


def test_the_style_sheet_has_its_layers_and_nothing_outside() -> None:
    plain = re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL)
    assert re.match(r"\s*@layer ([\w, ]+);", plain)[1].split(", ") == LAYERS  # type: ignore[index]
    assert re.findall(r"^(\S.*?) ?\{$", plain, re.MULTILINE) == [f"@layer {name}" for name in LAYERS]


def test_the_style_sheet_uses_and_defines_the_same_properties() -> None:
    assert set(re.findall(r"var\((--[\w-]+)\)", STYLES)) == set(re.findall(r"(--[\w-]+):", STYLES))


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "@import" not in STYLES
    assert "url(" not in STYLES


# Words that explain themselves.


def terms_of_templates() -> set[str]:
    texts = [path.read_text("utf-8") for path in TEMPLATES.glob("*.html")]
    return {name for text in texts for name in re.findall(r'\| term\("([\w-]+)"\)', text)}


def test_pages_link_no_word_but_those_that_check_asks_for() -> None:
    named = {*terms_of_templates(), *Standing.__args__, "patients", "cebm-level", "appraised"}  # type: ignore[attr-defined]
    assert named == LINKED


@pytest.mark.parametrize("name", ["real", "minimal", "full"])
def test_a_word_is_linked_once_on_a_page_to_what_it_means(name: str) -> None:
    there = {str(entry["id"]) for entry in page(name, "/glossary/").select(".glossary dt")}
    linked: set[str] = set()
    for path, soup in pages(name).items():
        found = [str(link["href"]) for link in soup.select("a.term")]
        assert len(found) == len(set(found)), path
        assert all(href.partition("#")[0].endswith("glossary/") for href in found), path
        linked |= {href.partition("#")[2] for href in found}
    assert linked <= there
    assert linked


@pytest.fixture
def word(chromium: Browser, address: str) -> Iterator[Page]:
    tab = opened(chromium, address, 1280, {})
    yield tab
    tab.context.close()


TIP = "[role=tooltip]:visible"


def test_a_word_explains_itself_on_focus_until_escape(word: Page) -> None:
    link = word.locator("a.term").first
    link.focus()
    word.wait_for_selector(TIP)
    described = link.get_attribute("aria-describedby")
    assert word.locator(f"#{described}").inner_text() == "What a made-up glossary says of patients."
    word.keyboard.press("Escape")
    assert word.locator(TIP).count() == 0
    assert link.get_attribute("aria-describedby") is None
    assert link.evaluate("each => each === document.activeElement")


def test_a_word_explains_itself_on_hover_and_the_pointer_may_move_onto_it(word: Page) -> None:
    word.locator("a.term").first.hover()
    word.wait_for_selector(TIP)
    word.locator(TIP).hover()
    word.wait_for_timeout(500)  # longer than a tip waits before it goes
    assert word.locator(TIP).count() == 1
    word.mouse.move(0, 0)
    word.wait_for_selector(TIP, state="detached")


def test_a_first_tap_explains_and_a_second_follows(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    tab = context.new_page()
    tab.goto(address)
    tab.locator("a.term").first.tap()
    box = tab.wait_for_selector(TIP).bounding_box()  # type: ignore[union-attr]
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert tab.url == address
    tab.locator("a.term").first.tap()
    tab.wait_for_url("**/glossary/#patients")
    context.close()


def test_nothing_of_the_glossary_is_loaded_before_it_is_asked_for(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    tab, asked = context.new_page(), list[str]()
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address, wait_until="networkidle")
    assert [url for url in asked if url.endswith("glossary.js")] == []
    with tab.expect_response("**/assets/glossary.js"):
        tab.keyboard.press("Tab")
    context.close()


def test_an_edition_without_a_glossary_links_no_word(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    (root / "content/glossary.yaml").unlink()
    site = files(load(Paths(root)), TEMPLATES, Options())
    assert {"glossary/index.html", "assets/glossary.js"} & set(site) == set()
    assert [path for path, data in site.items() if b"glossary/" in data] == []


# Where there is nothing yet.


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BeautifulSoup]:
    """The pages of an edition with a disease and an indication, and without a single paper."""
    root = copied("minimal", tmp_path_factory.mktemp("bare"))
    for folder in ("appraisals", "detected", "papers"):
        shutil.rmtree(root / "content" / folder)
    for path in (root / "content").glob("*/**/*.md"):
        said = path.read_text("utf-8")
        path.write_text(re.sub(r"^bottom_line:\n(?: +.*\n)+", "", said, flags=re.MULTILINE), "utf-8")
    site = files(load(Paths(root)), TEMPLATES, Options())
    return {path: BeautifulSoup(data, "lxml") for path, data in site.items() if path.endswith(".html")}


@pytest.mark.parametrize(
    "address",
    ["", "papers/", "doses/", "safety/", "diseases/mistwort-fever/", "indications/mistwort-fever/joints/"],
)
def test_a_page_without_papers_says_how_to_add_one(address: str, bare: Mapping[str, BeautifulSoup]) -> None:
    said = [text(found) for found in bare[f"{address}index.html"].select(".empty")]
    assert any("drop a record" in each and "seeds/" in each and "evidence normalize" in each for each in said)


def test_a_paper_that_waits_says_how_to_appraise_it(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    shutil.rmtree(root / "content/appraisals")
    disease = root / "content/diseases/mistwort-fever.md"
    disease.write_text("---\nname: mistwort fever\n---\n", "utf-8")
    site = files(load(Paths(root)), TEMPLATES, Options())
    for address in ("doses/", "safety/"):
        assert "evidence new appraisal" in text(
            BeautifulSoup(site[f"{address}index.html"], "lxml").select_one(".empty")
        )


# Bytes.


def wire(name: str, address: str) -> dict[str, int]:
    """What a page and all that it loads cost, in bytes as `gzip -9` makes them, by file."""
    files, soup = built(name), page(name, address)
    loaded = [
        str(tag.get("src") or tag.get("href"))
        for tag in soup.select("script[src], link[rel=stylesheet], link[rel=icon]")
    ]
    paths = [urls.file(address), *(found.removeprefix("../" * found.count("../")) for found in loaded)]
    return {path: len(gzip.compress(files[path], 9, mtime=0)) for path in paths}


def test_the_first_page_and_each_disease_cost_little_over_the_wire() -> None:
    subjects = [path for path, soup in pages("real").items() if soup.select_one("#missing") is not None]
    assert len(subjects) > 5
    for address in ("/", *("/" + path.removesuffix("index.html") for path in subjects)):
        cost = wire("real", address)
        assert {"assets/site.css", "assets/site.js", "assets/terms.js", "assets/icon.svg"} <= set(cost)
        assert sum(cost.values()) <= WIRE_LIMIT, (address, cost)
