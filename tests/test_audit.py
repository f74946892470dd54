"""The audit passes over two kinds of message and over nothing else. The checker itself runs in `make audit` only."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import audit

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
    with pytest.raises(audit.Unusable, match="no report"):
        list(audit.findings(output, SITE))


def test_all_tools_that_are_missing_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert audit.main() == 2
    said = capsys.readouterr().err
    assert all(f"{tool} is missing" in said for tool in audit.TOOLS)
