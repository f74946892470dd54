"""`evidence serve`: what is saved is shown, what is broken is told, and Ctrl-C ends it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.editions import copied
from tests.serving import APPRAISAL, DEADLINE, DISEASE, Served, minimal_served, serving, start


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The minimal edition, served and answering."""
    with minimal_served(tmp_path) as server:
        yield server


def test_a_page_is_served_and_a_lost_address_gets_the_page_for_it(served: Served) -> None:
    status, body = served.get("diseases/mistwort-fever/")
    assert status == 200
    assert "<h1>Mistwort fever</h1>" in body
    status, body = served.get("diseases/no/such/page/")
    assert status == 404
    assert "<h1>There is no such page</h1>" in body
    assert 'href="/diseases/"' in body
    assert served.get("assets/site.css")[0] == 200
    assert served.address in served.printed()


def test_what_is_saved_is_shown_again_and_again(served: Served) -> None:
    for old, new in [("name: mistwort fever", "name: marsh fever"), ("name: marsh fever", "name: mire fever")]:
        served.edit(DISEASE, old, new)
        title = f"<h1>{new.removeprefix('name: ').capitalize()}</h1>"
        served.until(lambda title=title: title in served.get("diseases/mistwort-fever/")[1], title)  # type: ignore[misc]


def test_a_document_dropped_into_the_seeds_is_shown(served: Served) -> None:
    seed = (served.root / "seeds/99000101.md").read_text("utf-8")
    (served.root / "seeds/new.md").write_text(
        seed.replace("99000101", "99000199").replace("jim.2024.101", "jim.2024.199"), "utf-8"
    )
    served.until(lambda: "Not yet appraised" in served.get("papers/99000199/")[1], "the new paper")


def test_a_broken_file_is_told_and_the_old_page_stays_until_it_is_mended(served: Served) -> None:
    old = served.page("diseases/mistwort-fever/")[1]
    served.edit(APPRAISAL, "Stiffness eased", "Stiffness ceased")
    served.until(lambda: "quote-not-found" in served.printed(), "the report of the broken quote")
    served.until(lambda: "Not built" in served.printed(), "the word that nothing was built")
    assert served.page("diseases/mistwort-fever/") == (200, old)

    served.edit(APPRAISAL, "Stiffness ceased", "Stiffness eased")
    served.edit(DISEASE, "name: mistwort fever", "name: marsh fever")
    served.until(lambda: "<h1>Marsh fever</h1>" in served.get("diseases/mistwort-fever/")[1], "the mended page")


def test_settings_that_cannot_be_read_do_not_end_the_server(served: Served) -> None:
    old = served.page()[1]
    served.edit("content/site.yaml", "title: Examplinum", "title: [Examplinum")
    served.until(lambda: "yaml-syntax" in served.printed(), "the report of the broken settings")
    assert served.page() == (200, old)
    served.edit("content/site.yaml", "title: [Examplinum", "title: Mended")
    served.until(lambda: "Mended Evidence" in served.get()[1], "the mended title")


def test_an_edition_that_is_broken_from_the_start_is_served_once_it_is_mended(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path / "edition")
    appraisal = root / APPRAISAL
    whole = appraisal.read_text("utf-8")
    appraisal.write_text(whole.replace("Stiffness eased", "Stiffness ceased"), "utf-8")
    with serving(root, tmp_path / "log") as server:
        assert "quote-not-found" in server.printed()
        status, body = server.get()
        assert status == 404
        assert "<h1>Not built yet</h1>" in body
        appraisal.write_text(whole, "utf-8")
        server.until(lambda: server.get()[0] == 200, "the site")


def test_an_open_page_reloads_after_every_save(served: Served, chromium: Browser) -> None:
    """The second save comes at once: the live reload must not take it for an echo of the first."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{served.address}diseases/mistwort-fever/")
    served.until(lambda: "Browser Connected" in served.printed(), "the browser's connection")
    for old, new in [("mistwort", "marsh"), ("marsh", "mire")]:
        served.edit(DISEASE, f"name: {old} fever", f"name: {new} fever")
        page.get_by_role("heading", level=1, name=f"{new.capitalize()} fever").wait_for(timeout=DEADLINE * 1000)
    context.close()


def test_serving_leaves_the_built_site_alone(served: Served) -> None:
    assert not (served.root / "site").exists()


def test_an_interrupt_ends_it_cleanly(served: Served) -> None:
    assert served.interrupt() == 0
    assert "Traceback" not in served.printed()


def test_a_port_that_is_taken_is_told_with_the_way_out(served: Served, tmp_path: Path) -> None:
    port = int(served.address.rsplit(":", 1)[1].strip("/"))
    second = start(served.root, port, tmp_path / "second")
    try:
        assert second.process.wait(timeout=DEADLINE) == 1
    finally:
        second.process.kill()
    assert "Name another port with --port." in second.printed()
    assert "Traceback" not in second.printed()
