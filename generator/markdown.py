"""Markdown as people write it, turned into HTML; the only importer of markdown_it.

Raw HTML is off and pictures are off: what a page shows comes from templates and text alone.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def render(text: str, href: Callable[[str], str]) -> str:
    """HTML of a text; `href` turns each address into the one that the page links to."""
    tokens = _with_ids(_PARSER.parse(text))
    for token in tokens:
        if token.type == "table_open":
            token.attrJoin("class", "prose-table")
    for token in _link_tokens(tokens):
        token.attrSet("href", href(str(token.attrGet("href"))))
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def heading_ids(text: str) -> frozenset[str]:
    """The anchors that the headings of a text get."""
    tokens = _with_ids(_PARSER.parse(text))
    return frozenset(str(token.attrGet("id")) for token in tokens if token.type == "heading_open")


@lru_cache(maxsize=10_000)  # `serve` asks for those of each text at every save
def links(text: str) -> tuple[tuple[int, str], ...]:
    """The addresses that a text links to, each with the offset of the line its paragraph starts at."""
    found: list[tuple[int, str]] = []
    for token in _PARSER.parse(text):
        line = token.map[0] if token.map else 0
        found.extend((line, str(child.attrGet("href"))) for child in _link_tokens([token]))
    return tuple(found)


def _with_ids(tokens: list[Token]) -> list[Token]:
    """The tokens, each heading with an anchor made of its words."""
    seen: set[str] = set()
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _unique(_slug(tokens[index + 1].content), seen))
    return tokens


def _link_tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children or () if child.type == "link_open")


def _slug(text: str) -> str:
    return _NOT_SLUG.sub("-", text.lower()).strip("-") or "section"


def _unique(slug: str, seen: set[str]) -> str:
    """The slug, with a number behind it where it was used before."""
    number, candidate = 1, slug
    while candidate in seen:
        number += 1
        candidate = f"{slug}-{number}"
    seen.add(candidate)
    return candidate
