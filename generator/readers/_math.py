"""A formula in MathML → the same on one line: `η_p²`, `10⁹`, `(a+b)/2`.

Only what has one reading on a line is written out. For the rest (tables, sums with limits, accents, MathML that says
what a formula means and not how it looks) the author's own `alttext` serves, and without it nothing is made up.
"""

import re
from collections.abc import Sequence

from lxml import etree

from generator.readers._markup import FORMULA, FORMULA_REPAIR, Flattener, raised, set_low

_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "merror"})
_SILENT = frozenset({"annotation", "annotation-xml", "mphantom"})
_INVISIBLE = dict.fromkeys(range(0x2061, 0x2065))
"""Operators that are heard and not seen: function application, times, comma, plus."""
_SIMPLE = re.compile(r"[^\W_]+(?:[.·][^\W_]+)*")
_DEEPEST = 60


class _NoPlainForm(Exception):
    """Raised where a formula cannot be written on one line with certainty."""


def add_formula(math: etree._Element, flat: Flattener) -> None:
    """Put a formula into a text: on one line, else its `alttext`, else a mark that there is one."""
    try:
        text = _row(math, 0).strip()
    except _NoPlainForm:
        text = ""
    text = text or (math.get("alttext") or "").strip()
    if not text:
        flat.notes[FORMULA_REPAIR] = None
    flat.add(text or FORMULA)


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _text(element: etree._Element, depth: int) -> str:
    name = local_name(element)
    if depth > _DEEPEST:
        raise _NoPlainForm
    if name in _TOKENS:
        return _token(element)
    if name in _ROWS:
        return _row(element, depth)
    if name in _SILENT:
        return ""
    if name == "mspace":
        return " "
    if name == "semantics":
        return _text(_children(element, 1, 9)[0], depth + 1)
    return _layout(name, element, depth + 1)


def _layout(name: str, element: etree._Element, depth: int) -> str:
    """Scripts, fractions, roots and brackets."""
    if name == "mfenced":
        return _fenced(element, depth)
    if name == "msqrt":
        return "√" + _base(_row(element, depth), element)
    if name not in ("msup", "msub", "msubsup", "mfrac"):
        raise _NoPlainForm
    count = 3 if name == "msubsup" else 2
    children = _children(element, count, count)
    first, *rest = (_text(child, depth) for child in children)
    if name == "mfrac":
        return f"{_grouped(first)}/{_grouped(rest[0])}"
    low = "" if name == "msup" else f"_{rest[0]}" if len(rest[0]) == 1 and rest[0].isalpha() else set_low(rest[0])
    return _base(first, children[0]) + low + ("" if name == "msub" else raised(rest[-1]))


def _row(element: etree._Element, depth: int) -> str:
    """What stands side by side; a space keeps two numbers from becoming one."""
    out = ""
    for child in _children(element, 0, 999):
        text = _text(child, depth + 1)
        out += f" {text}" if out[-1:].isdecimal() and text[:1].isdecimal() else text
    return out


def _fenced(element: etree._Element, depth: int) -> str:
    marks = "".join(element.get("separators", ",").split())
    out = ""
    for number, child in enumerate(_children(element, 0, 999)):
        out += (marks[min(number - 1, len(marks) - 1)] if number and marks else "") + _text(child, depth)
    return element.get("open", "(") + out + element.get("close", ")")


def _children(element: etree._Element, fewest: int, most: int) -> Sequence[etree._Element]:
    found = [child for child in element if local_name(child)]
    loose = [element.text, *(child.tail for child in element)]
    if not fewest <= len(found) <= most or any(text and text.strip() for text in loose):
        raise _NoPlainForm
    return found


def _token(element: etree._Element) -> str:
    if len(element):
        raise _NoPlainForm
    text = " ".join((element.text or "").split())
    return text.translate(_INVISIBLE)


def _base(text: str, element: etree._Element) -> str:
    """What a root or an exponent applies to: one sign, one token, or brackets around it all."""
    return text if len(text) == 1 or local_name(element) in _TOKENS else f"({text})"


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"
