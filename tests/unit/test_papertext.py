"""A paper's text reads back as it was written, and a Markdown viewer shows it as it is."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.model import Section
from generator.papertext import read, write

VIEWER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def section(*paragraphs: str, heading: str | None = None) -> Section:
    return Section(heading=heading, paragraphs=paragraphs)


def shown(body: str) -> list[tuple[str, str]]:
    """What a viewer shows: the tag and the text of each block."""
    page = BeautifulSoup(VIEWER.render(body), "lxml")
    return [(tag.name, tag.get_text()) for tag in page.body.find_all(recursive=False)] if page.body else []


def blocks(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    found = []
    for each in sections:
        found += [] if each.heading is None else [("h2", each.heading)]
        found += [("p", paragraph) for paragraph in each.paragraphs]
    return found


HARD = [
    "plain words",
    "*stars* and **two** and _lines_ and __two__",
    "`code` and ``two``",
    "[1] and [words](https://page.example) and ![picture](x) and [^1]",
    "<b>tags</b> and <https://page.example> and <!-- comment --> and </p> and <?x?>",
    "a < b and b <5 and p<0.05 and x<y",
    "&lt; and &amp; and &#65; and &#x41; and & and &nothing",
    "10^9 and CO~2~ and ~~struck~~ and $5 and $x$ and $$y$$",
    "a | b | c",
    "| a | b |",
    "|---|---|",
    "# at the start",
    "## twice at the start",
    "at the end #",
    "at the end ##",
    "#",
    "at the end \\#",
    "\\",
    "\\\\ and \\* and \\a",
    "ends in \\",
    "1. at the start",
    "1) at the start",
    "1.",
    "123456789. at the start",
    "1234567890. is too long for a list",
    "- at the start",
    "+ at the start",
    "* at the start",
    "> at the start",
    "---",
    "- - -",
    "***",
    "===",
    "=",
    "~~~",
    "```",
    ":smile: and :+1: and 1:30:00",
    "a:b:c",
    "https://page.example/a_b",
    "e-mail@page.example",
    "“quotes” – dashes — 10⁹ µg \u00a0 é",
    "@user #12",
    "&copy; 2020",
    "a  b   c",
    "{{ braces }} {% too %}",
    '"quoted" (c) -- ...',
]


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_read_back_and_are_shown_as_they_are(text: str) -> None:
    for sections in [(section(text),), (section("first", text, "last", heading=text), section(text, heading="next"))]:
        body = write(sections)
        assert read(body) == sections
        assert shown(body) == blocks(sections)


@pytest.mark.parametrize(
    "text", ["plain words", "a < b", "p<0.05, 5% (n=3); 2-3 g/kg/day", "1:30", "10⁹ & more", "a|b"]
)
def test_only_what_a_viewer_would_take_for_markup_is_escaped(text: str) -> None:
    assert write([section(text)]) == text


def test_an_emoji_code_is_broken() -> None:
    assert write([section("it :smile: ends")]) == "it \\:smile: ends"


def test_sections_are_separated_by_blank_lines() -> None:
    assert write([section("a", "b"), section("c", heading="H")]) == "a\n\nb\n\n## H\n\nc"


def test_a_heading_without_paragraphs_stays() -> None:
    sections = (section(heading="Methods"), section("a", heading="Results"))
    assert read(write(sections)) == sections


def test_an_empty_body_has_no_sections() -> None:
    assert read("") == ()
    assert write([]) == ""


MARKUP = st.text(st.sampled_from("ab1 .)#*_`~$[]()<>&;:!|\\/^=+->\"'{}@\t"), min_size=1, max_size=20)
ANY = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20)
BLANKS = {"\x0b", "\x0c", "\x85"}
LINES = st.one_of(MARKUP, ANY).map(str.strip).filter(lambda text: text and not BLANKS & set(text))
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3).map(tuple)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Section, ...]:
    """Sections as readers make them: only the first may be without a heading."""
    heads = st.builds(Section, heading=LINES, paragraphs=st.lists(LINES, max_size=2).map(tuple))
    first = draw(st.lists(st.builds(Section, heading=st.none(), paragraphs=PARAGRAPHS), max_size=1))
    return (*first, *draw(st.lists(heads, max_size=2)))


@given(texts())
def test_what_is_written_reads_back(sections: tuple[Section, ...]) -> None:
    assert read(write(sections)) == sections


@given(texts())
def test_a_viewer_shows_what_was_written(sections: tuple[Section, ...]) -> None:
    assert shown(write(sections)) == blocks(sections)
