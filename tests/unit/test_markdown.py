"""People's Markdown becomes HTML without raw tags, pictures or links that run code."""

import pytest
from bs4 import BeautifulSoup

from generator.markdown import links, render


def as_it_is(address: str) -> str:
    return address


def page(text: str) -> BeautifulSoup:
    return BeautifulSoup(render(text, as_it_is), "lxml")


RENDERED = [
    ("plain *words*", "<p>plain <em>words</em></p>\n"),
    ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>\n"),
    ("<b>no</b>", "<p>&lt;b&gt;no&lt;/b&gt;</p>\n"),
    ("<script>no()</script>", "<p>&lt;script&gt;no()&lt;/script&gt;</p>\n"),
    ("[a](/b/)", '<p><a href="/b/">a</a></p>\n'),
    ('[a](/b/ "\'t")', '<p><a href="/b/" title="\'t">a</a></p>\n'),
]


@pytest.mark.parametrize(("text", "expected"), RENDERED)
def test_text_is_rendered(text: str, expected: str) -> None:
    assert render(text, as_it_is) == expected


@pytest.mark.parametrize(
    "address",
    ["javascript:no()", "JavaScript:no()", "vbscript:no()", "data:text/html,no", "file:///no", "&#106;avascript:no()"],
)
def test_a_link_that_runs_code_is_no_link(address: str) -> None:
    for text in (f"[a]({address})", f"[a][1]\n\n[1]: {address}", f"<{address}>"):
        assert page(text).find("a") is None
        assert links(text) == ()


@pytest.mark.parametrize("text", ["![a](/b.png)", "![a][1]\n\n[1]: /b.png", '<img src="/b.png">'])
def test_there_are_no_pictures(text: str) -> None:
    assert page(text).find("img") is None


def test_headings_have_ids_of_their_own() -> None:
    text = "# What *it* is\n\n## What it is\n\n## What it is 2\n\n## What it is\n\n## …\n\n## é 5%\n"
    assert [tag["id"] for tag in page(text).find_all(["h1", "h2"])] == [
        "what-it-is",
        "what-it-is-2",
        "what-it-is-2-2",
        "what-it-is-3",
        "section",
        "5",
    ]


def test_tables_are_marked() -> None:
    tag = page("| a | b |\n|---|---|\n| 1 | 2 |\n").find("table")
    assert tag is not None
    assert tag["class"] == ["prose-table"]


def test_each_link_goes_through_href() -> None:
    text = "[a](/b/) and [c](https://d.example)\n\n- [e](/f/#g)\n\n# [h](/i/)\n\n| [j](/k/) |\n|---|\n"
    rendered = render(text, lambda address: f"<{address}>")
    found = [tag["href"] for tag in BeautifulSoup(rendered, "lxml").find_all("a")]
    assert found == ["</b/>", "<https://d.example>", "</f/#g>", "</i/>", "</k/>"]


LINKS = [
    ("none", []),
    ("[a](/b/)", [(0, "/b/")]),
    ("one\ntwo [a](/b/)\n\n[c](/d/)", [(0, "/b/"), (3, "/d/")]),
    ("\n\n- one\n- [a](/b/)\n", [(3, "/b/")]),
    ("# [a](/b/)\n\n> [c](/d/)\n", [(0, "/b/"), (2, "/d/")]),
    ("[a][1]\n\n[1]: /b/\n", [(0, "/b/")]),
    ("<https://a.example/b>", [(0, "https://a.example/b")]),
    ("`[a](/b/)`\n\n    [c](/d/)\n", []),
    ("| a |\n|---|\n| [b](/c/) |\n", [(2, "/c/")]),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_links_are_listed_with_the_line_of_their_paragraph(text: str, expected: list[tuple[int, str]]) -> None:
    assert list(links(text)) == expected
