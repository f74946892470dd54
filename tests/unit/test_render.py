"""Links within the site are relative, so that it works at a root, under a path and in a folder."""

from html import unescape
from pathlib import Path
from posixpath import join, normpath
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Fault
from generator.render import POLICY, Renderer

ROOT = Renderer(Path("none"), None)
UNDER = Renderer(Path("none"), "https://page.example/sub/")
FOLDER = Renderer(Path("none"), None, portable=True)

LINKS = [
    (ROOT, "/papers/1/", "/", "papers/1/"),
    (ROOT, "/", "/papers/1/", "../../"),
    (ROOT, "/", "/", "./"),
    (ROOT, "/papers/1/", "/papers/1/", "./"),
    (ROOT, "/papers/2/", "/papers/1/", "../2/"),
    (ROOT, "/papers/", "/papers/1/", "../"),
    (ROOT, "/papers/10/", "/papers/1/", "../10/"),
    (ROOT, "/papers/1/data.json", "/papers/1/", "data.json"),
    (ROOT, "/papers/1/#", "/papers/1/", "./#"),
    (ROOT, "/diseases/fever/", "/papers/1/", "../../diseases/fever/"),
    (ROOT, "/assets/site.css", "/papers/1/", "../../assets/site.css"),
    (ROOT, "/assets/site.css", "/", "assets/site.css"),
    (ROOT, "/papers/1/#skin", "/diseases/fever/", "../../papers/1/#skin"),
    (ROOT, "/papers/1/#skin", "/papers/1/", "#skin"),
    (ROOT, "/papers/1/#a#b", "/papers/1/", "#a#b"),
    (ROOT, "#skin", "/papers/1/", "#skin"),
    (ROOT, "https://other.example/#:~:text=a", "/papers/1/", "https://other.example/#:~:text=a"),
    (ROOT, "/papers/1/", "/404.html", "/papers/1/"),
    (ROOT, "/", "/404.html", "/"),
    (ROOT, "/papers/1/#skin", "/404.html", "/papers/1/#skin"),
    (UNDER, "/papers/1/", "/404.html", "/sub/papers/1/"),
    (UNDER, "/", "/404.html", "/sub/"),
    (UNDER, "/papers/1/", "/", "papers/1/"),
    (FOLDER, "/papers/1/", "/", "papers/1/index.html"),
    (FOLDER, "/", "/papers/1/", "../../index.html"),
    (FOLDER, "/papers/1/", "/papers/1/", "index.html"),
    (FOLDER, "/papers/1/#skin", "/", "papers/1/index.html#skin"),
    (FOLDER, "/papers/1/#skin", "/papers/1/", "#skin"),
    (FOLDER, "/assets/site.css", "/papers/1/", "../../assets/site.css"),
    (FOLDER, "/papers/year/2019/#a", "/papers/", "year/2019/index.html#a"),
]


@pytest.mark.parametrize(("renderer", "address", "page", "expected"), LINKS)
def test_an_address_is_linked(renderer: Renderer, address: str, page: str, expected: str) -> None:
    assert renderer.href(address, page) == expected


FOLDERS = st.lists(st.sampled_from(["a", "b", "c-1"]), max_size=4).map(
    lambda parts: "/" + "".join(f"{p}/" for p in parts)
)


@given(FOLDERS, FOLDERS)
def test_a_relative_link_leads_to_its_address(address: str, page: str) -> None:
    link = ROOT.href(address, page)
    assert not link.startswith("/")
    assert link.endswith("/")
    assert normpath(join(page, link)).rstrip("/") == address.rstrip("/")
    assert normpath(join(page, FOLDER.href(address, page))) == address + "index.html"


def view(template: str, url: str = "/papers/1/", **fields: Any) -> Any:
    """Just enough of a view for a template of a test."""
    return SimpleNamespace(**{"template": template, "url": url, "canonical": None, "runs_wasm": False, **fields})


def renderer(folder: Path, base_url: str | None = None, **templates: str) -> Renderer:
    for name, text in templates.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return Renderer(folder, base_url)


def test_a_template_gets_the_view_and_escapes_its_text(tmp_path: Path) -> None:
    made = renderer(tmp_path, page="<p>{{ view.text }}</p>\n{% if true %}\n  é\n{% endif %}\n")
    assert made.render(view("page.html", text="a < b & “c”")) == "<p>a &lt; b &amp; “c”</p>\n é\n".encode()


def test_a_verbatim_text_keeps_its_quotation_marks_and_opens_no_tag(tmp_path: Path) -> None:
    made = renderer(tmp_path, page="<pre>{{ view.text | verbatim }}</pre>")
    assert made.render(view("page.html", text='{"a": "<b>&')) == b'<pre>{"a": "&lt;b&gt;&amp;</pre>'


def test_addresses_and_markdown_are_relative_to_the_page(tmp_path: Path) -> None:
    made = renderer(tmp_path, page="{{ '/papers/2/' | href }} {{ view.body | markdown }}")
    assert made.render(view("page.html", body="[a](/about/)")) == b'../2/ <p><a href="../../about/">a</a></p>\n'


def test_each_page_links_a_term_once(tmp_path: Path) -> None:
    made = renderer(tmp_path, page="{{ '<a>' | term('one') }} {{ 'a' | term('one') }} {{ 'b' | term('two') }}")
    shown = view("page.html", frame=SimpleNamespace(terms=("one",)))
    expected = b'<a class="term" href="../../glossary/#one">&lt;a&gt;</a> a b'
    assert [made.render(shown), made.render(shown)] == [expected, expected]


def test_what_is_imported_links_from_the_page_at_hand(tmp_path: Path) -> None:
    part = "{% macro all() %}{{ '/about/' | href }}{% endmacro %}"
    made = renderer(tmp_path, page="{% import 'part.html' as m %}{{ m.all() }}", part=part)
    pages = [made.render(view("page.html", url)) for url in ("/papers/1/", "/", "/papers/")]
    assert pages == [b"../../about/", b"about/", b"../about/"]


def test_every_page_knows_its_policy(tmp_path: Path) -> None:
    page = renderer(tmp_path, page="{{ policy }}").render(view("page.html")).decode()
    assert unescape(page) == POLICY


CANONICAL = [
    (None, "/papers/1/", b"None"),
    ("https://page.example/sub/", "/papers/1/", b"https://page.example/sub/papers/1/"),
    ("https://page.example/", "/", b"https://page.example/"),
    ("https://page.example/", "/404.html", b"None"),
]


@pytest.mark.parametrize(("base_url", "url", "expected"), CANONICAL)
def test_a_page_knows_its_whole_address_where_the_edition_does(
    tmp_path: Path, base_url: str | None, url: str, expected: bytes
) -> None:
    assert renderer(tmp_path, base_url, page="{{ canonical }}").render(view("page.html", url)) == expected


BROKEN = [
    ({"page": "one\n{{ view.gone }}\n"}, "templates/page.html", 2),
    ({"page": "one\n\n{% if %}\n"}, "templates/page.html", 3),
    ({"page": "one\n{% include 'part.html' %}", "part": "one\ntwo\n{{ nothing.at_all }}"}, "templates/part.html", 3),
    ({"page": "one\n{% include 'part.html' %}", "part": "{% endif %}"}, "templates/part.html", 1),
    ({"page": "one\n{% include 'gone.html' %}"}, "templates/page.html", 2),
    ({"page": "one\n{{ 1 + 'a' }}"}, "templates/page.html", 2),
    ({"page": "one\n{{ 1 // 0 }}"}, "templates/page.html", 2),
    ({"page": "one\n{{ [].pop() }}"}, "templates/page.html", 2),
    ({"page": "one\n{{ 'a'.index('b') }}"}, "templates/page.html", 2),
    ({"page": "one\n{{ {}.popitem() }}"}, "templates/page.html", 2),
    ({"page": "one\n{{ 7 | href }}"}, "templates/page.html", 2),
    ({"page": "one\n{% include 'part.html' %}", "part": "one\n\n{{ 1 / 0 }}"}, "templates/part.html", 3),
]


@pytest.mark.parametrize(("templates", "path", "line"), BROKEN)
def test_a_fault_of_a_template_is_told_with_its_place(
    tmp_path: Path, templates: dict[str, str], path: str, line: int
) -> None:
    made = renderer(tmp_path, **templates)
    with pytest.raises(Fault) as caught:
        made.render(view("page.html"))
    problem = caught.value.problem
    assert (problem.path, problem.line, problem.code) == (path, line, "template-error")
    assert "/papers/1/" in problem.message


def test_a_template_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    made = renderer(tmp_path)
    (tmp_path / "page.html").write_bytes(b"caf\xe9")
    with pytest.raises(Fault) as caught:
        made.render(view("page.html"))
    problem = caught.value.problem
    assert (problem.path, problem.line, problem.code) == ("templates/page.html", None, "template-error")
    assert "utf-8" in problem.message
