"""A page of this site, taken apart into what other generators' templates lay out.

What a page says is taken from the page itself, so that all show the same and a change of our templates needs no change
of theirs. They get every sentence finished, sorted and linked, as no writer of Markdown would have it: all that is left
to them is to read, to render the stored text as Markdown, to lay out and to write. That is in their favour.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from generator import papertext
from generator.model import Section

LEAVES = frozenset("h1 h2 h3 h4 h5 h6 p blockquote pre summary figcaption label button legend small".split())
INLINE = frozenset("a strong em b i span sup sub mark code small abbr time button input label br".split())
Block = dict[str, Any]
"""`{tag, html}`; for a table `{rows}`, for a list `{list}`, for terms `{pairs}`, and `{body: true}` for the text."""


@dataclass
class Page:
    """One page: its address, and what it shows."""

    url: str
    title: str
    description: str
    blocks: list[Block] = field(default_factory=list)
    body: str = ""
    """The stored text of a paper, in Markdown; shown where the block `body` stands."""


def page(url: str, data: bytes) -> Page:
    """The page at an address of the built site."""
    tree = html.document_fromstring(data.decode())
    for element in tree.iter("a", "form"):
        name = "href" if element.tag == "a" else "action"
        element.set(name, _absolute(url, element.get(name, "")))
    main = tree.find(".//main")
    assert main is not None, f"{url} has no main part"
    description = tree.find(".//meta[@name='description']")
    found = Page(
        url, tree.findtext(".//title") or "", description.get("content", "") if description is not None else ""
    )
    stored = _stored(main)
    for block in _blocks(main):
        if "stored" not in block:
            found.blocks.append(block)
        elif {"body": True} not in found.blocks:
            found.blocks.append({"body": True})
    found.body = papertext.write(stored)
    return found


def visible(data: bytes) -> str:
    """What a reader sees of a page's main part, without white space and with plain quotation marks."""
    main = html.document_fromstring(data.decode()).find(".//main")
    assert main is not None, "a page has no main part"
    text = "".join("".join(str(each) for each in main.itertext()).split())
    return text.translate(str.maketrans("“”‘’", "\"\"''")).replace("…", "...")


def _stored(main: html.HtmlElement) -> list[Section]:
    """The paragraphs of a paper's text, each under the heading that stands before it."""
    found: list[tuple[str | None, list[str]]] = []
    for element in main.iter("p"):
        if element.get("class") != "stored":
            continue
        heading = element.getprevious()
        name = heading.text_content() if heading is not None and heading.tag == "h3" else None
        if name is not None or not found:
            found.append((name, []))
        found[-1][1].append(element.text_content())
    return [Section(heading=heading, paragraphs=tuple(paragraphs)) for heading, paragraphs in found]


def _blocks(parent: html.HtmlElement) -> Iterator[Block]:
    run = [_escaped(parent.text)]
    for child in parent:
        if child.tag in INLINE and child.tag not in LEAVES:
            run.append(_outer(child))
            continue
        yield from _flush(run)
        run = [_escaped(child.tail)]
        yield from _block(child)
    yield from _flush(run)


def _flush(run: list[str]) -> Iterator[Block]:
    said = "".join(run).strip()
    if said:
        yield {"tag": "p", "html": said}


def _block(element: html.HtmlElement) -> Iterator[Block]:
    if element.get("class") == "stored" or _heads_stored(element):
        yield {"stored": True}
    elif element.tag == "table":
        yield {"rows": [[_inner(cell) for cell in row] for row in element.iter("tr")]}
    elif element.tag in ("ul", "ol"):
        yield {"list": [_inner(item) for item in element]}
    elif element.tag == "dl":
        yield {"pairs": [[_inner(term), _inner(said)] for term, said in _pairs(element)]}
    elif element.tag in LEAVES:
        yield {"tag": element.tag, "id": element.get("id", ""), "html": _inner(element)}
    elif element.tag == "svg":
        yield {"tag": "div", "html": _outer(element, tail=False)}
    elif isinstance(element.tag, str):
        yield from _blocks(element)


def _heads_stored(element: html.HtmlElement) -> bool:
    behind = element.getnext()
    return element.tag == "h3" and behind is not None and behind.get("class") == "stored"


def _pairs(element: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, html.HtmlElement]]:
    terms, said = list(element.iter("dt")), list(element.iter("dd"))
    yield from zip(terms, said, strict=True)


def _inner(element: html.HtmlElement) -> str:
    said = _escaped(element.text) + "".join(map(_outer, element))
    return said if element.tag == "pre" else " ".join(said.split())


def _outer(element: html.HtmlElement, tail: bool = True) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=tail)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")


def _absolute(url: str, target: str) -> str:
    return urljoin(url, target) if not target.startswith("#") else target
