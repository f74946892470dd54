"""An address once published never dies, and links to it survive what people do to the content."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import permalinks, urls
from generator.config import Paths
from generator.store import load
from tests.editions import EDITIONS, copied, evidence, pages

INDICATION = "content/indications/mistwort-fever/joints.md"
DISEASE = "content/diseases/mistwort-fever.md"
APPRAISAL = "content/appraisals/99000101.md"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the minimal edition whose addresses are recorded."""
    root = copied("minimal", tmp_path)
    assert evidence("permalinks", root).code == 0
    assert evidence("check", root).output.endswith("0 errors, 0 warnings.\n")
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def redirect(root: Path, rows: Mapping[str, str]) -> None:
    lines = [f"  - {{old: {old}, new: {new}}}" for old, new in rows.items()]
    (root / "content/redirects.yaml").write_text("\n".join(["redirects:", *lines, ""]), "utf-8")


def lost(root: Path) -> list[str]:
    return permalinks.unserved(load(Paths(root)))


@pytest.mark.parametrize("name", EDITIONS)
def test_every_promised_address_is_in_the_built_site(name: str) -> None:
    found = pages(name)
    for address in permalinks.published(load(Paths(EDITIONS[name]))):
        page, _, anchor = address.partition("#")
        assert urls.file(page) in found, address
        assert not anchor or len(found[urls.file(page)].find_all(id=anchor)) == 1, address


@pytest.mark.parametrize("name", EDITIONS)
def test_every_claim_and_page_of_the_built_site_has_a_promised_address(name: str) -> None:
    promised = permalinks.published(load(Paths(EDITIONS[name])))
    for path, soup in pages(name).items():
        page = "/" + path.removesuffix("index.html")
        claims = soup.select("a.here" if page.startswith("/papers/") else "article.claim")
        found = {page} | {f"{page}#{claim['id']}" for claim in claims}
        assert found - promised <= {"/404.html"}


def test_the_shipped_addresses_are_recorded_and_served() -> None:
    corpus = load(Paths(EDITIONS["real"]))
    assert permalinks.unserved(corpus) == []
    assert permalinks.published(corpus) - corpus.permalinks.keys() == set(), "run `evidence permalinks`"


def test_recording_twice_changes_nothing(edition: Path) -> None:
    path = edition / "content/permalinks.txt"
    before = path.read_bytes()
    assert evidence("permalinks", edition).output == "Permalinks: 0 addresses added to content/permalinks.txt.\n"
    assert path.read_bytes() == before


def test_what_a_person_wrote_into_the_file_stays(edition: Path) -> None:
    path = edition / "content/permalinks.txt"
    path.write_text("# Mine.\n/papers/99000101/#older\n", "utf-8")
    redirect(edition, {"/papers/99000101/#older": "/papers/99000101/#eased"})
    assert evidence("permalinks", edition).code == 0
    lines = path.read_text("utf-8").splitlines()
    assert lines[:2] == [permalinks.HEADER, "# Mine."]
    assert "/papers/99000101/#older" in lines
    assert lines[2:] == sorted(set(lines[2:]))


def test_no_address_is_recorded_while_something_is_wrong(edition: Path) -> None:
    path = edition / "content/permalinks.txt"
    before = path.read_bytes()
    change(edition, APPRAISAL, "id: headache", "id: eased")
    run = evidence("permalinks", edition)
    assert run.code == 1
    assert "claim-twice" in run.output
    assert "Nothing was added" in run.output
    assert path.read_bytes() == before


@given(
    st.sets(st.from_regex(r"/[a-z/#-]{0,9}", fullmatch=True)), st.sets(st.from_regex(r"/[a-z/]{0,9}", fullmatch=True))
)
def test_the_file_only_ever_grows(old: set[str], new: set[str]) -> None:
    text = permalinks.merged(permalinks.merged("", old), new)
    assert text.splitlines() == [permalinks.HEADER, *sorted(old | new)]
    assert permalinks.merged(text, old) == text


def test_reordering_claims_and_names_loses_nothing(edition: Path) -> None:
    head, first, second = (edition / APPRAISAL).read_text("utf-8").split("  - id: ")
    second, end = second.split("---")
    (edition / APPRAISAL).write_text(f"{head}  - id: {second}  - id: {first}---{end}", "utf-8")
    run = evidence("check", edition)
    assert run.output.endswith("0 errors, 0 warnings.\n"), run.output


def test_renaming_an_indication_needs_one_row(edition: Path) -> None:
    (edition / INDICATION).rename(edition / INDICATION.replace("joints", "knees"))
    for path in (APPRAISAL,):
        change(edition, path, "mistwort-fever/joints", "mistwort-fever/knees")
    old, new = "/indications/mistwort-fever/joints/", "/indications/mistwort-fever/knees/"
    run = evidence("check", edition)
    assert run.code == 1
    assert f"address-lost: nothing has the published address {old} any more, nor the 2 places on it." in run.output
    assert f"- {{old: {old}, new: …}}" in run.output
    redirect(edition, {old: new})
    assert lost(edition) == []


def test_renaming_a_claim_needs_one_row(edition: Path) -> None:
    change(edition, APPRAISAL, "id: eased", "id: stiffness")
    change(edition, DISEASE, "#eased", "#stiffness")
    assert "/papers/99000101/#eased" in lost(edition)
    assert evidence("check", edition).code == 1
    redirect(edition, {"/papers/99000101/#eased": "/papers/99000101/#stiffness"})
    assert lost(edition) == []
    assert evidence("check", edition).code == 0


def test_losing_a_paper_is_an_error(edition: Path) -> None:
    for folder in ("papers", "appraisals"):
        (edition / f"content/{folder}/99000101.md").unlink()
    run = evidence("check", edition)
    assert run.code == 1
    assert "/papers/99000101/ any more, nor the 2 places on it." in run.output


def test_a_finding_that_is_about_something_else_now_is_still_found(edition: Path) -> None:
    change(edition, APPRAISAL, "about: [mistwort-fever/joints]\n    topic", "about: [mistwort-fever]\n    topic")
    assert lost(edition) == []


def test_dropping_a_name_or_a_code_is_an_error_until_redirected(edition: Path) -> None:
    change(edition, DISEASE, "abbreviations: [MWF]", "abbreviations: []")
    assert lost(edition) == ["/go/mwf/"]
    redirect(edition, {"/go/mwf/": "/diseases/mistwort-fever/"})
    assert lost(edition) == []


def test_what_is_no_address_is_named(edition: Path) -> None:
    with (edition / "content/permalinks.txt").open("a", encoding="utf-8") as stream:
        stream.write("<<<<<<< ours\n")
    run = evidence("check", edition)
    assert "“<<<<<<< ours” is not an address of the site." in run.output


def test_a_file_in_another_encoding_is_a_problem_with_its_line(edition: Path) -> None:
    (edition / "content/permalinks.txt").write_bytes(b"/a/\n/\xe9/\n")
    for command in ("check", "permalinks"):
        run = evidence(command, edition)
        assert run.code == 1
        assert "content/permalinks.txt:2: error 1: file-encoding" in run.output
