"""What a built site must not hold is found on its bytes, and what it may hold is let be."""

from pathlib import Path

import pytest

from generator import emit, published
from generator.render import POLICY

META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
PAGE = "<!doctype html><html><head>{meta}{head}</head><body>{body}</body></html>"


def found(tmp_path: Path, name: str, text: str, own: frozenset[str] = frozenset()) -> list[str]:
    site = tmp_path / "site"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / emit.MARK).touch()
    (site / name).write_text(text, "utf-8")
    looked_at, problems = published.problems(site, own, jobs=1)
    assert looked_at == 1
    assert all(each.path == f"site/{name}" and each.hint for each in problems)
    return [each.code for each in problems]


def of_page(tmp_path: Path, body: str = "", head: str = "", meta: str = META) -> list[str]:
    return found(tmp_path, "a/index.html", PAGE.format(meta=meta, head=head, body=body))


HARMLESS = [
    "<p>style= onclick= javascript: document.cookie https://example.org/</p>",
    '<a href="https://example.org/">elsewhere</a> <img src="../a.png"> <form action="./?a=b:c"></form>',
    '<script src="../a.js" defer></script><script type="application/ld+json">{"@id": "https://example.org/"}</script>',
    '<svg><use href="#a"/></svg>',
]


@pytest.mark.parametrize("body", HARMLESS)
def test_what_a_page_may_do_is_let_be(tmp_path: Path, body: str) -> None:
    head = '<link rel="canonical" href="https://example.org/a/"><link rel="stylesheet" href="../a.css">'
    assert of_page(tmp_path, body, head) == []


ASKING = [
    '<img src="https://example.org/a.png">',
    '<img src="//example.org/a.png">',
    '<img src="/\\example.org/a.png">',
    '<img srcset="\thttps://example.org/a.png 2x">',
    '<script src="HTTPS://example.org/a.js"></script>',
    '<form action="mailto:a"></form>',
    '<button formaction="https://example.org/">a</button>',
    '<video poster="data:image/png,a"></video>',
    '<a href="b" ping="https://example.org/">b</a>',
    '<svg><use href="https://example.org/a.svg"/></svg>',
    '<svg><image xlink:href="https://example.org/a.svg"/></svg>',
    '<link rel="preload icon" href="https://example.org/a.css">',
    '<meta http-equiv="Refresh" content="0; URL=https://example.org/">',
]


@pytest.mark.parametrize("body", ASKING)
def test_a_page_that_asks_another_host_is_found(tmp_path: Path, body: str) -> None:
    assert of_page(tmp_path, body) == ["site-asks"]


INLINE = [
    "<script>a()</script>",
    '<script type="module">a()</script>',
    '<p onclick="a()">b</p>',
    '<p style="color: red">b</p>',
    "<style>p {}</style>",
    '<iframe src="a.html"></iframe>',
    '<base href="a/">',
    '<svg ONLOAD="a()"></svg>',
]


@pytest.mark.parametrize("body", INLINE)
def test_what_stands_in_the_page_itself_is_found(tmp_path: Path, body: str) -> None:
    assert of_page(tmp_path, body) == ["site-inline"]


@pytest.mark.parametrize("meta", ["", META.replace("'self'", "*"), META.replace("'self'", "'self' 'unsafe-inline'")])
def test_a_page_without_its_policy_is_found(tmp_path: Path, meta: str) -> None:
    assert of_page(tmp_path, meta=meta) == ["site-policy"]


@pytest.mark.parametrize("script", ["document . cookie = a", "localStorage.a = 1", "navigator.sendBeacon(a)"])
def test_a_script_that_keeps_or_sends_something_is_found(tmp_path: Path, script: str) -> None:
    assert found(tmp_path, "assets/a.js", script) == ["site-keeps"]


@pytest.mark.parametrize(
    "script", ["fetch('https://example.org/')", 'a.src = "//example.org/"', "import(`HTTP://a.b`)"]
)
def test_a_script_that_names_another_place_is_found(tmp_path: Path, script: str) -> None:
    assert found(tmp_path, "assets/a.js", script) == ["site-asks"]
    assert found(tmp_path, "assets/a.js", f'evidence.names([["{script}"]]);'.replace("'", "")) == []


@pytest.mark.parametrize("text", ["", "<!-- a -->"])
def test_an_empty_page_has_no_policy(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "a/index.html", text) == ["site-policy"]


@pytest.mark.parametrize("style", ["a {b: url(https://example.org/a)}", "@import '//example.org/a'"])
def test_a_style_that_asks_another_host_is_found(tmp_path: Path, style: str) -> None:
    assert found(tmp_path, "assets/a.css", style) == ["site-asks"]
    assert found(tmp_path, "assets/a.css", "@media print {a {b: url(../c.svg)}}") == []


@pytest.mark.parametrize("name", ["a/data.json", "data/all.csv", "feed.xml", "a.bib", "a.ris", "a.txt"])
def test_an_address_in_any_file_is_found_unless_it_is_the_editions_own(tmp_path: Path, name: str) -> None:
    text = "Write to nobody@invented.example."
    assert found(tmp_path, name, text) == ["email-published"]
    assert found(tmp_path, name, text, frozenset({"nobody@invented.example"})) == []


def test_a_folder_without_a_site_and_a_site_that_is_a_mixture_are_told(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert [each.code for each in published.problems(site, set())[1]] == ["site-missing"]
    emit.publish(site, {emit.MARK: b""})
    stage = tmp_path / ".site-next"
    stage.mkdir()
    (stage / emit.JOURNAL).write_text("{}", "utf-8")
    assert [each.code for each in published.problems(site, set())[1]] == ["site-mixed"]


def test_a_built_edition_keeps_its_promise_in_several_processes(tmp_path: Path) -> None:
    emit.publish(
        tmp_path / "site",
        {emit.MARK: b"", **{f"{n}/index.html": PAGE.format(meta=META, head="", body="").encode() for n in range(300)}},
    )
    assert published.problems(tmp_path / "site", set(), jobs=2) == (300, [])
