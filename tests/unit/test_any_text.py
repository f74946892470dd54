"""Whatever a person writes or pastes: it becomes inert HTML, or a problem, and never anything else."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from generator import frontmatter, markdown, papertext
from generator.likeness import nearest
from generator.model import Appraisal, Disease, Glossary, Indication, Positions, Redirects
from generator.problems import Fault
from generator.quotes import fold, locate
from generator.validation import validate

PIECES = st.sampled_from(
    """# ## * _ ` ``` ~~~ > | |-|- - + 1. 1) [ ] ( ) [a](b) ![a](b) [a]: <a> </a> <!-- --> <script> javascript: data:
    JaVaScRiPt:no() &#106; &colon; &lt; &#0; \\ \" ' {{ }} {% %} https://a.example/ //a.example a@b.example --- ... : ?
    &x *x !x !!python/object {a: [} }""".split()
)
TEXTS = st.lists(st.one_of(PIECES, st.sampled_from([" ", "\n", "\n\n", "    ", "\t", "\r", "\0"]), st.text(max_size=4)))
WRITTEN = TEXTS.map("".join)
TAGS = set("p em strong a code pre ul ol li blockquote hr br h1 h2 h3 h4 h5 h6 table thead tbody tr th td".split())
ATTRIBUTES = {"href", "title", "id", "class", "start", "style"}
MODELS = (Appraisal, Disease, Glossary, Indication, Positions, Redirects)


@given(WRITTEN)
def test_markdown_becomes_html_that_can_do_nothing(text: str) -> None:
    page = BeautifulSoup(f"<body>{markdown.render(text, str)}</body>", "html.parser").body
    assert page is not None
    tags = page.find_all(True)
    assert {tag.name for tag in tags} <= TAGS
    assert {name for tag in tags for name in tag.attrs} <= ATTRIBUTES
    addresses = [str(tag["href"]) for tag in page.find_all("a")]
    assert {scheme for address in addresses if (scheme := scheme_of(address))} & {
        "javascript",
        "data",
        "vbscript",
    } == set()
    anchors = [tag["id"] for tag in tags if tag.get("id")]
    assert len(set(anchors)) == len(anchors)
    assert set(anchors) == markdown.heading_ids(text)


def scheme_of(address: str) -> str:
    """The scheme as a browser reads it: it skips white space and controls."""
    return urlsplit("".join(character for character in address if character > " ")).scheme


@given(WRITTEN)
def test_every_link_of_a_text_is_checked(text: str) -> None:
    shown: list[str] = []

    def href(address: str) -> str:
        shown.append(address)
        return address

    markdown.render(text, href)
    assert [address for _, address in markdown.links(text)] == shown


@pytest.mark.parametrize("model", MODELS)
@given(settings=WRITTEN, body=WRITTEN)
@example(settings="-\r\r_", body="")
def test_any_file_is_read_or_told_with_its_line(model: Any, settings: str, body: str) -> None:
    text = f"---\n{settings}\n---\n{body}"
    try:
        document = frontmatter.parse(text, "a.md")
    except Fault as fault:
        problems = list(fault.problems)
    else:
        value, problems = validate(model, document, document.data, "a.md")
        assert (value is None) == bool(problems)
    lines = text.count("\n") + 1
    assert all(problem.hint and 1 <= (problem.line or 1) <= lines for problem in problems)


@given(WRITTEN)
def test_the_body_of_a_paper_settles_at_the_first_reading(text: str) -> None:
    sections = papertext.read(text)
    assert papertext.read(papertext.write(sections)) == sections


@given(WRITTEN, WRITTEN)
def test_any_quote_is_found_whole_or_not_at_all(quote: str, text: str) -> None:
    folded = fold(text)
    found = locate(quote, folded)
    if found is not None:
        shown = "".join(text[span.start : span.end] for span in found.spans)
        assert letters(shown) == letters(quote)
    near = nearest(quote, folded)
    assert near is None or (len(near.text) <= len(text) + 2 and len(near.quote) <= len(quote) + 2)
    assert near is None or text[near.span.start : near.span.end]


def letters(text: str) -> list[str]:
    """What no folding changes."""
    return [character for character in text if character.isascii() and character.isalnum()]
