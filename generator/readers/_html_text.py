"""The text of a page's elements, as a browser shows it: nothing hidden, no code, inline markup flattened."""

import warnings
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, PreformattedString
from lxml import etree

from generator.readers._markup import Flattener, Tidy
from generator.readers._math import add_formula, local_name

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "input", "select", "textarea", "title"})
_HIDDEN_CLASSES = frozenset({"sr-only", "usa-sr-only", "visually-hidden", "ui-helper-hidden-accessible", "offscreen"})
_HIDDEN_STYLES = ("display:none", "visibility:hidden")
_BLOCKS = frozenset("address br dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre section table td th tr ul".split())
"""Elements that begin on a line of their own."""


def text_of(tag: Tag | None, tidy: Tidy, without: Collection[Tag] = ()) -> str:
    """What a reader sees of an element, on one line; empty where it is absent."""
    if tag is None:
        return ""
    flat = Flattener()
    skipped = {id(each) for each in without}
    # A stack and not a recursion: pages nest as deep as they like.
    waiting: list[tuple[Tag | None, Iterator[PageElement]]] = [(None, iter(tag.contents))]
    while waiting:
        parent, children = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
            if parent is not None:
                _leave(parent, flat)
        elif isinstance(child, Tag):
            if id(child) not in skipped and not is_hidden(child) and _enter(child, flat):
                waiting.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            flat.add(str(child))
    return tidy.flat(flat)


def attribute(tag: Tag | None, name: str) -> str:
    """The value of an attribute as text; empty where it is absent."""
    value = tag.get(name) if tag is not None else None
    return value if isinstance(value, str) else " ".join(value or ())


def is_hidden(tag: Tag) -> bool:
    """Whether a browser shows nothing of an element."""
    if tag.name in _SILENT or tag.has_attr("hidden"):
        return True
    style = "".join(attribute(tag, "style").split()).lower()
    return any(each in style for each in _HIDDEN_STYLES) or bool(_HIDDEN_CLASSES & set(attribute(tag, "class").split()))


def parse(text: str) -> BeautifulSoup:
    """A page as a tree."""
    with warnings.catch_warnings():
        # XHTML begins like XML, and browsers read it as HTML all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(text, "lxml")


def _enter(tag: Tag, flat: Flattener) -> bool:
    """Begin an element; False where its inside has been dealt with."""
    if tag.name.rpartition(":")[2] == "math":
        found = (each for each in etree.HTML(str(tag)).iter() if local_name(each) == "math")
        add_formula(next(found), flat)
        return False
    if tag.name in _BLOCKS:
        flat.add(" ")
    if tag.name in ("sup", "sub"):
        flat.begin_script()
    return True


def _leave(tag: Tag, flat: Flattener) -> None:
    if tag.name in ("sup", "sub"):
        flat.end_script(tag.name)
    if tag.name in _BLOCKS:
        flat.add(" ")
