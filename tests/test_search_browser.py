"""The search in a real browser, below a path: what is typed, by keyboard alone, without scripts, and the full text."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from generator import emit, fulltext
from generator.build import Options
from generator.folding import fold
from tests.browser import until
from tests.editions import built, tree
from tests.test_browser import DESKTOP, NARROW, PUBLISHED, Open, open_page, serving

__all__ = ["open_page"]
DISEASE = "diseases/systemic-sclerosis/"

FIRST = [
    (
        "wegener",
        "Wegener's granulomatosis → Granulomatosis with polyangiitis",
        "disease · former name",
        "diseases/gran",
    ),
    ("behcet", "Behçet disease", "disease · not in this collection", "search/#behcet-disease"),
    ("BEHÇETS", "Behçet's disease → Behçet disease", "disease · another name · not in this", "search/#behcet"),
    ("sjogrens", "Sjögren's syndrome → Sjögren syndrome", "disease · another name · not in this", "search/#sjogren"),
    (
        "30543921",
        "PMID 30543921 → Intravenous immunoglobulin (IVIG) in the vanguard",
        "Gomes 2019 · paper",
        "papers/3054",
    ),
    ("10.1016/j.clim.2018.12.006", "doi:10.1016/j.clim.2018.12.006 → Intrav", "Gomes 2019 · paper", "papers/30543921/"),
    ("vanguard therapy", "Intravenous immunoglobulin (IVIG) in the vanguard", "Gomes 2019 · paper", "papers/30543921/"),
    ("MONDO:0016367", "MONDO:0016367 → Dermatomyositis", "disease · code", "diseases/dermatomyositis/"),
    ("icd-10 m313", "ICD-10-CM M31.3 → Granulomatosis with polyangiitis", "disease · code", "diseases/granulomatosis"),
    ("pemphigus", "Pemphigus", "disease · not in this collection", "search/#pemphigus"),
    (
        "skin involvement",
        "Skin involvement in systemic sclerosis",
        "indication",
        "indications/systemic-sclerosis/skin/",
    ),
    ("wegner", "Wegener's granulomatosis → Gran", "disease · former name · but for one letter", "diseases/granulom"),
    ("dermatomyosits", "Dermatomyositis", "disease · but for one letter", "diseases/dermatomyositis/"),
    ("demratomyositis", "Dermatomyositis", "disease · but for one letter", "diseases/dermatomyositis/"),
    ("haemophilia", "Acquired hemophilia A", "disease · not in this collection", "search/#acquired-hemophilia-a"),
]
"""What is typed, the beginning of the first hit, why it is one, and the beginning of where it leads."""


def published(folder: Path, options: Options = PUBLISHED) -> Path:
    """The repository's own site with its index."""
    emit.publish(folder / "site", built("real", options))
    fulltext.update(folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The repository's own site with its index."""
    return tree(published(tmp_path_factory.mktemp("search")))


@pytest.fixture(scope="module")
def home(files: Mapping[str, bytes]) -> Iterator[str]:
    """The address of the repository's own site, below a path."""
    with serving(files) as address:
        yield address


def typed(tab: Page, text: str) -> None:
    tab.locator("#_q").fill("")
    tab.locator("#_q").press_sequentially(text)


@pytest.mark.parametrize(("text", "begins", "why", "address"), FIRST, ids=[row[0] for row in FIRST])
def test_the_first_hit_is_what_was_meant_and_says_why(
    text: str, begins: str, why: str, address: str, home: str, open_page: Open
) -> None:
    tab, watch = open_page(f"{home}{DISEASE}", viewport=DESKTOP)
    typed(tab, text)
    first = tab.get_by_role("option").first
    expect(first).to_contain_text(begins)
    expect(first).to_contain_text(why)
    first.click()
    tab.wait_for_url(lambda url: url.startswith(home + address))
    assert watch.faults == []


def test_a_click_is_not_lost_where_more_hits_come_meanwhile(home: str, open_page: Open) -> None:
    tab, watch = open_page(f"{home}{DISEASE}", viewport=DESKTOP)
    text, begins, _why, address = FIRST[0]
    typed(tab, text)
    first = tab.get_by_role("option").first
    expect(first).to_contain_text(begins)
    first.hover()
    tab.mouse.down()
    tab.get_by_role("combobox").dispatch_event("input")
    tab.mouse.up()
    tab.wait_for_url(lambda url: url.startswith(home + address))
    assert watch.faults == []


def test_the_keyboard_alone_leads_from_any_page_to_a_hit(home: str, open_page: Open) -> None:
    tab, watch = open_page(f"{home}{DISEASE}", viewport=DESKTOP)
    tab.keyboard.press("/")
    box = tab.get_by_role("combobox")
    expect(box).to_be_focused()
    tab.keyboard.type("pemphi")
    expect(box).to_have_attribute("aria-expanded", "true")
    names = tab.get_by_role("option").all_inner_texts()
    assert len(names) > 2
    tab.keyboard.press("ArrowDown")
    active = tab.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    assert active.inner_text() == names[0]
    tab.keyboard.press("ArrowUp")
    assert tab.locator("[aria-selected=true]").inner_text() == names[-1]
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("pemphi")
    tab.keyboard.press("ControlOrMeta+a")
    tab.keyboard.type("wegener")
    expect(tab.get_by_role("option").first).to_contain_text("Wegener")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{home}diseases/granulomatosis-with-polyangiitis/")
    assert watch.faults == []


def test_hits_are_announced(home: str, open_page: Open) -> None:
    tab, _ = open_page(home, viewport=DESKTOP)
    status = tab.locator("form.search [role=status]")
    typed(tab, "wegener")
    expect(status).to_contain_text("1 result. First: Wegener's granulomatosis → Granulomatosis with polyangiitis")
    typed(tab, "qqqq")
    expect(status).to_have_text("No name, code or title fits “qqqq”. Enter searches the full text.")
    expect(tab.get_by_role("listbox")).to_be_hidden()


def test_nothing_of_the_index_is_loaded_before_the_box_is_turned_to(home: str, open_page: Open) -> None:
    tab, _ = open_page("about:blank", viewport=DESKTOP)
    loaded: list[str] = []
    tab.on("request", lambda request: loaded.append(request.url.removeprefix(home)))
    tab.goto(home, wait_until="networkidle")
    assert not [path for path in loaded if path.startswith(("search/", "pagefind/", "assets/matching"))]
    typed(tab, "gomes")
    expect(tab.get_by_role("option").first).to_contain_text("Gomes 2019")
    assert {"assets/matching.js", "search/names.js", "search/papers.js"} <= set(loaded)
    assert not [path for path in loaded if path.startswith("pagefind/")]


def test_without_scripts_the_box_leads_to_the_a_to_z(home: str, open_page: Open) -> None:
    tab, watch = open_page(f"{home}{DISEASE}", viewport=DESKTOP, java_script_enabled=False)
    tab.locator("#_q").fill("pemphigus")
    tab.get_by_role("button", name="Search").click()
    tab.wait_for_url(f"{home}search/?q=pemphigus")
    tab.get_by_role("link", name="W", exact=True).click()
    row = tab.locator("li", has_text="Wegener granulomatosis")
    row.get_by_role("link", name="Granulomatosis with polyangiitis").click()
    tab.wait_for_url(f"{home}diseases/granulomatosis-with-polyangiitis/")
    assert watch.faults == []


def test_the_full_text_shows_the_paper_and_the_words(home: str, open_page: Open) -> None:
    tab, watch = open_page(f"{home}{DISEASE}", viewport=DESKTOP)
    typed(tab, "reflux")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{home}search/?q=reflux")
    expect(tab.get_by_role("heading", level=3, name="Papers")).to_be_visible()
    kinds = tab.locator("#_fulltext-hits h3").all_inner_texts()
    assert kinds == ["Diseases", "Indications", "Papers"]
    hit = tab.locator("#_fulltext-hits li", has=tab.get_by_role("link", name="vanguard therapy"))
    assert {mark.lower() for mark in hit.locator("mark").all_inner_texts()} == {"reflux"}
    hit.get_by_role("link", name="Abstract").click()
    tab.wait_for_url(f"{home}papers/30543921/#_text-title")
    assert watch.faults == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("qqqq", "Nothing: no page has “qqqq”. The full text forgives no typing errors."),
        ("reflux qqqq", "No page has “qqqq”; these have the rest."),
        ("reflux chorea", "Nothing: each of these words is somewhere, but no page has all of them."),
    ],
)
def test_the_full_text_says_why_nothing_was_found(text: str, said: str, home: str, open_page: Open) -> None:
    tab, _ = open_page(f"{home}search/", viewport=DESKTOP)
    typed(tab, text)
    expect(tab.locator("#_fulltext-status")).to_contain_text(said)


def test_a_site_without_its_index_says_so(files: Mapping[str, bytes], open_page: Open) -> None:
    bare = {path: data for path, data in files.items() if not path.startswith(fulltext.FOLDER)}
    with serving(bare) as address:
        tab, _ = open_page(f"{address}search/?q=reflux", viewport=DESKTOP)
        expect(tab.locator("#_fulltext-status")).to_contain_text("The full text is not there")


def test_a_folder_finds_names_and_says_that_the_full_text_needs_a_server(tmp_path: Path, open_page: Open) -> None:
    site = published(tmp_path, Options(portable=True))
    tab, _ = open_page((site / DISEASE / "index.html").as_uri(), viewport=DESKTOP)
    typed(tab, "30543921")
    expect(tab.get_by_role("option").first).to_contain_text("PMID 30543921")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url((site / "papers/30543921/index.html").as_uri())
    tab.goto((site / "search/index.html").as_uri())
    typed(tab, "reflux")
    expect(tab.locator("#_fulltext-status")).to_contain_text("The full text needs a server")


def test_the_box_folds_every_letter_as_the_index_does(home: str, open_page: Open) -> None:
    tab, _ = open_page(home, viewport=DESKTOP)
    typed(tab, "x")
    until(tab, "window.evidence")
    letters = [chr(code) for code in range(0x20, 0x30000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    texts = [f"ka{letter}Le" for letter in letters]
    theirs = tab.evaluate("texts => texts.map(evidence.fold)", texts)
    assert [each for each in zip(texts, map(fold, texts), theirs, strict=True) if each[1] != each[2]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["desktop", "narrow"])
def test_the_search_in_use_has_no_accessibility_fault_and_scrolls_not_sideways(
    viewport: dict[str, int], scheme: str, home: str, open_page: Open
) -> None:
    found = []
    tab, _ = open_page(home, viewport=viewport, color_scheme=scheme)
    for address in ("", DISEASE, "search/"):
        tab.goto(home + address)
        typed(tab, "skin")
        expect(tab.get_by_role("option")).to_have_count(2)
        tab.keyboard.press("ArrowDown")
        expect(tab.get_by_role("option").first).to_have_attribute("aria-selected", "true")
        if address == "search/":
            expect(tab.locator("#_fulltext-hits mark").first).to_be_visible()
        faults = Axe().run(tab).response["violations"]
        found += [f"{address}: {fault['id']}: {node['html'][:120]}" for fault in faults for node in fault["nodes"]]
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    assert found == [], "\n".join(found)
