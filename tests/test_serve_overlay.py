"""The overlay of `evidence serve`: problems lie over the page until they are mended, and no save is lost."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.editions import ROOT, built, copied
from tests.serving import APPRAISAL, DEADLINE, DISEASE, Served, minimal_served, serving

WAIT = DEADLINE * 1000


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The minimal edition, served and answering."""
    with minimal_served(tmp_path) as server:
        yield server


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of its own."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def overlay(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Problems of the edition").locator("details")


def shows(page: Page, *words: str) -> None:
    """Wait until the overlay is open and says all this."""
    for each in words:
        expect(overlay(page)).to_contain_text(each, timeout=WAIT)
    expect(overlay(page).locator("ol")).to_be_visible()


def is_gone(page: Page) -> None:
    expect(overlay(page)).to_have_count(0, timeout=WAIT)


def test_a_broken_quote_lies_over_the_page_until_it_is_mended(served: Served, page: Page) -> None:
    page.goto(f"{served.address}diseases/mistwort-fever/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    is_gone(page)
    served.edit(APPRAISAL, "Stiffness eased", "Stiffness ceased")
    shows(page, "Not built", f"{APPRAISAL}:", "quote-not-found", "not in paper 99000101", "Copy the words")
    expect(page.get_by_role("heading", level=1, name="Mistwort fever")).to_be_visible()
    served.edit(APPRAISAL, "Stiffness ceased", "Stiffness eased")
    is_gone(page)


def test_an_edition_that_cannot_be_loaded_shows_why_and_then_its_page(tmp_path: Path, page: Page) -> None:
    root = copied("minimal", tmp_path / "edition")
    settings = root / "content/site.yaml"
    whole = settings.read_text("utf-8")
    settings.write_text(whole.replace("title: Examplinum", "title: [Examplinum"), "utf-8")
    with serving(root, tmp_path / "log") as server:
        page.goto(f"{server.address}diseases/mistwort-fever/")
        shows(page, "content/site.yaml:", "yaml-syntax")
        expect(page.get_by_role("heading", name="Not built yet")).to_be_visible()
        settings.write_text(whole, "utf-8")
        expect(page.get_by_role("heading", level=1, name="Mistwort fever")).to_be_visible(timeout=WAIT)
        is_gone(page)


def test_a_broken_template_is_named_until_it_is_mended(tmp_path: Path, page: Page) -> None:
    root = copied("minimal", tmp_path / "edition")
    shutil.copytree(ROOT / "templates", root / "templates")
    with serving(root, tmp_path / "log") as server:
        page.goto(server.address)
        server.edit("templates/home.html", "{{ view.title }}", "{{ view.titel }}")
        shows(page, "templates/home.html:", "template-error", "titel")
        server.edit("templates/home.html", "{{ view.titel }}", "{{ view.title }} mended")
        expect(page.get_by_role("heading", level=1)).to_contain_text("mended", timeout=WAIT)
        is_gone(page)


def test_a_fault_outside_of_the_files_is_told_too(served: Served, page: Page) -> None:
    page.goto(f"{served.address}diseases/mistwort-fever/")
    obstacle = served.root / ".evidence/.serve-next"
    obstacle.write_text("a file in the place of a folder", "utf-8")
    served.edit(DISEASE, "name: mistwort fever", "name: marsh fever")
    shows(page, "1 error", ".serve-next", "Mend that")
    obstacle.unlink()
    served.edit(DISEASE, "name: marsh fever", "name: mire fever\nformerly: [mistwort fever]")
    expect(page.get_by_role("heading", level=1, name="Mire fever")).to_be_visible(timeout=WAIT)
    is_gone(page)


def test_warnings_are_a_count_that_opens(served: Served, page: Page) -> None:
    page.goto(served.address)
    (served.root / "seeds/empty.txt").write_bytes(b"")
    summary = overlay(page).locator("summary")
    expect(summary).to_have_text("1 warning", timeout=WAIT)
    expect(overlay(page).locator("ol")).to_be_hidden()
    summary.click()
    shows(page, "seeds/empty.txt", "seed-empty")
    expect(overlay(page)).not_to_contain_text("Not built")


def test_of_two_saves_within_a_second_both_are_seen(served: Served, page: Page) -> None:
    """The second falls into the rebuild or into the reload that the first one brings about."""
    page.goto(f"{served.address}diseases/mistwort-fever/")
    name, title = "mistwort", "Examplinum"
    for count, pause in enumerate([0.1, 0.3, 0.5, 0.7, 0.9]):
        served.edit(DISEASE, f"name: {name} fever", f"name: fen{count} fever")
        time.sleep(pause)
        served.edit("content/site.yaml", f"title: {title}", f"title: Title{count}")
        name, title = f"fen{count}", f"Title{count}"
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Fen{count} fever", timeout=WAIT)
        expect(page.locator("header .brand")).to_contain_text(f"Title{count}", timeout=WAIT)


def test_a_style_that_was_saved_is_used_at_once(tmp_path: Path, page: Page) -> None:
    root = copied("minimal", tmp_path / "edition")
    shutil.copytree(ROOT / "templates", root / "templates")
    with serving(root, tmp_path / "log") as server:
        page.goto(server.address)
        styles = root / "templates/assets/site.css"
        styles.write_text(styles.read_text("utf-8") + "\nh1 { letter-spacing: 13px !important }\n", "utf-8")
        expect(page.get_by_role("heading", level=1)).to_have_css("letter-spacing", "13px", timeout=WAIT)


def test_a_published_site_knows_nothing_of_it() -> None:
    assert [path for path, data in built("minimal").items() if b"_serve" in data] == []
