"""The audit passes over two kinds of message and over nothing else, and 99 is not 100.

The checkers themselves run in `make audit` only.
"""

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests import audit, audit_tools, lighthouse
from tests.editions import EDITIONS
from tests.published import published

SITE = Path("/made/up")
INLINE = (
    "Inline script violates Content Security Policy (meta tag): blocked by “script-src” directive "
    "(missing “‘unsafe-inline’” or nonce/hash)."
)
EXTERNAL = "Resource violates Content Security Policy (meta tag): external {} “{}” blocked by “{}-src” directive."
PASSED_OVER: list[dict[str, Any]] = [
    {"message": EXTERNAL.format("stylesheet", "../../assets/site.css", "style")},
    {"message": EXTERNAL.format("script", "/sub/path/assets/site.js", "script")},
    {"message": INLINE, "extract": 'ex">\n<script type="application/ld+json">{}</sc'},
]
TOLD: list[tuple[dict[str, Any], str]] = [
    ({"message": INLINE, "extract": "<script>alert(1)</script>"}, "warning"),
    ({"message": EXTERNAL.format("script", "https://elsewhere.example/a.js", "script")}, "warning"),
    ({"message": EXTERNAL.format("image", "../assets/preview.png", "img")}, "warning"),
    ({"message": "Section lacks heading."}, "warning"),
    ({"message": "Element “p” not allowed here.", "type": "error"}, "error"),
    ({"message": EXTERNAL.format("script", "assets/site.js", "script"), "type": "error"}, "error"),
    ({"message": "The file could not be read.", "type": "non-document-error"}, "error"),
]


def report(*messages: dict[str, Any]) -> str:
    known = {"type": "info", "subType": "warning", "url": "file:/made/up/real/a%20b/index.html", "lastLine": 7}
    return json.dumps({"messages": [known | each for each in messages]})


@pytest.mark.parametrize("message", PASSED_OVER)
def test_what_holds_only_on_disk_or_of_data_is_passed_over(message: dict[str, Any]) -> None:
    assert list(audit.findings(report(message), SITE)) == []


@pytest.mark.parametrize(("message", "kind"), TOLD)
def test_everything_else_is_told_with_its_place(message: dict[str, Any], kind: str) -> None:
    (found,) = audit.findings(report(message), SITE)
    assert found.text() == f"real/a b/index.html:7: {kind}: {message['message']}"
    assert found.is_error is (kind == "error")


@pytest.mark.parametrize("output", ["", "Error: A JNI error has occurred", "[]", "{}"])
def test_a_checker_without_a_report_is_no_success(output: str) -> None:
    with pytest.raises(audit_tools.Unusable, match="no report"):
        list(audit.findings(output, SITE))


def test_all_tools_that_are_missing_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert audit.main() == 2
    said = capsys.readouterr().err
    assert all(f"{tool} is missing" in said for tool in audit_tools.TOOLS)


def lighthouse_report(**scores: float | None) -> str:
    known: dict[str, float | None] = {**dict.fromkeys(lighthouse.CATEGORIES, 1.0)}
    known |= {name.replace("_", "-"): score for name, score in scores.items()}
    audits: dict[str, Any] = {name: {"numericValue": 1234, "score": 1} for name in lighthouse.TIMES.values()}
    audits |= {lighthouse.SHIFT: {"numericValue": 0.0, "score": 1}, lighthouse.WEIGHT: {"numericValue": 15_000}}
    audits["contrast"] = {"title": "Too pale", "score": 0, "details": {"items": [{"node": {"selector": "a.pale"}}]}}
    audits["unweighed"] = {"title": "Told only", "score": 0}
    weights = [{"id": "contrast", "weight": 3}, {"id": "unweighed", "weight": 0}]
    found: dict[str, Any] = {name: {"score": score, "auditRefs": []} for name, score in known.items()}
    found["accessibility"]["auditRefs"] = weights
    return json.dumps({"categories": found, "audits": audits})


def test_a_page_is_full_only_if_every_category_is() -> None:
    assert lighthouse.read("home", lighthouse_report()).is_full
    for short in lighthouse.CATEGORIES:
        assert not lighthouse.read("home", lighthouse_report(**{short: 0.99})).is_full
        assert not lighthouse.read("home", lighthouse_report(**{short: None})).is_full


def test_what_keeps_a_page_from_being_full_is_told_with_its_place() -> None:
    assert lighthouse.read("home", lighthouse_report()).faults == ("accessibility: Too pale: 0 (a.pale)",)


@pytest.mark.parametrize("output", ["", "Unable to connect to Chrome", "{}"])
def test_a_lighthouse_without_a_report_is_no_success(output: str) -> None:
    with pytest.raises(audit_tools.Unusable, match="no report of home"):
        lighthouse.read("home", output)


def test_the_best_run_counts_and_the_table_tells_how_many_there_were() -> None:
    slow, quick = (lighthouse.read("home", lighthouse_report(performance=score)) for score in (0.97, 1.0))
    found = lighthouse.best(slow, quick)
    assert (found.is_full, found.runs) == (True, 2)
    head, row = lighthouse.table([found]).splitlines()
    assert head.split()[:5] == ["page", *lighthouse.CATEGORIES]
    assert row.split() == ["home", *["100"] * 4, *["1234", "ms"] * 3, "0.000", "15.0", "KB", "2"]


@pytest.mark.parametrize(("html", "pages", "code"), [(0, 0, 0), (1, 0, 1), (0, 2, 1)])
def test_the_audit_ends_with_one_where_either_part_finds_fault(
    monkeypatch: pytest.MonkeyPatch, html: int, pages: int, code: int
) -> None:
    for name in ("need_tools", "install"):
        monkeypatch.setattr(audit, name, lambda: None)
    monkeypatch.setattr(audit, "check_html", lambda: html)
    monkeypatch.setattr(lighthouse, "audit", lambda: pages)
    assert audit.main() == code


def test_an_edition_is_served_below_a_path_and_compressed_as_it_is_published() -> None:
    with published(EDITIONS["minimal"]) as address:
        with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert f'<link rel="canonical" href="{address}">' in gzip.decompress(answer.read()).decode()
        for missing in (f"{address}nowhere/", address.removesuffix("sub/path/")):
            with pytest.raises(HTTPError, match="404") as fault:
                urlopen(missing)
            with fault.value as answer:
                assert b"<h1" in answer.read()
