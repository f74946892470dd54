"""Redirects in a real browser, below a path: the fragment comes along, and without scripts a link is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.editions import copied, evidence, tree
from tests.test_browser import serving

OLD = "indications/mistwort-fever/knees/"
NEW = "indications/mistwort-fever/joints/"
PAPER = "papers/99000101/"
ROWS = {f"/{OLD}": f"/{NEW}", f"/{OLD}#old": f"/{PAPER}#eased", f"/{PAPER}#old": f"/{PAPER}#eased"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an old page and two old places, made to be opened from disk as well."""
    root = copied("minimal", tmp_path_factory.mktemp("redirects"))
    rows = "".join(f"  - {{old: {old}, new: {new}}}\n" for old, new in ROWS.items())
    (root / "content/redirects.yaml").write_text(f"redirects:\n{rows}", "utf-8")
    disease = root / "content/diseases/mistwort-fever.md"
    disease.write_text(disease.read_text("utf-8").replace("[MWF]", "[MWF]\nambiguous: [mist]"), "utf-8")
    run = evidence("build", root, "--portable")
    assert run.code == 0, run.output
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the site, below a path."""
    with serving(tree(site)) as served:
        assert served.endswith("/sub/path/")
        yield served


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("go/mwf/", "diseases/mistwort-fever/index.html"),
        ("go/mwf/#99000101-eased", "diseases/mistwort-fever/index.html#99000101-eased"),
        (OLD, f"{NEW}index.html"),
        (f"{OLD}#99000101-eased", f"{NEW}index.html#99000101-eased"),
        (f"{OLD}#old", f"{PAPER}index.html#eased"),
        (f"{OLD}#it's%22]", f"{NEW}index.html#it's%22]"),
    ],
)
def test_a_redirect_keeps_its_fragment(old: str, new: str, address: str, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.goto(address + old)
        page.wait_for_url(address + new)
        expect(page.locator("h1")).not_to_be_empty()
        page.go_back()
        assert page.url == address, "the redirect must not stay in the history"
        assert faults == []


def test_a_redirect_works_from_disk(site: Path, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{(site / 'go/mwf/index.html').as_uri()}#99000101-eased")
        page.wait_for_url(f"{(site / 'diseases/mistwort-fever/index.html').as_uri()}#99000101-eased")


def test_without_scripts_a_redirect_goes_on_by_itself(address: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}go/mwf/")
        page.wait_for_url(f"{address}diseases/mistwort-fever/index.html")


def test_a_redirect_shows_a_plain_link(site: Path, chromium: Browser) -> None:
    """As where neither scripts nor refreshing are allowed."""
    html = (site / "go/mwf/index.html").read_text("utf-8").replace('http-equiv="refresh"', "")
    files = {**tree(site), "go/mwf/index.html": html.encode()}
    with serving(files) as address, chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}go/mwf/")
        main = page.get_by_role("main")
        expect(main).to_have_text("MWF\nThis name leads to Mistwort fever.", use_inner_text=True)
        main.get_by_role("link", name="Mistwort fever").click()
        page.wait_for_url(f"{address}diseases/mistwort-fever/index.html")


def test_a_name_of_several_diseases_stays_on_its_page(address: str, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}go/mist/#99000101-eased")
        main = page.get_by_role("main")
        expect(main).to_contain_text("Also the name of another disease, which is not in this collection.")
        main.get_by_role("link", name="Mistwort fever").click()
        page.wait_for_url(f"{address}diseases/mistwort-fever/index.html")


def test_an_old_place_is_noted_on_its_page(address: str, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}{PAPER}#old")
        note = page.locator("#old")
        expect(note).to_be_in_viewport()
        expect(note).to_contain_text("This finding moved to")
        note.get_by_role("link").click()
        page.wait_for_url(f"{address}{PAPER}#eased")
