"""The text of XML elements: inline markup flattened, formulas written on one line."""

from lxml import etree

from generator.readers._markup import FORMULA, FORMULA_REPAIR, Flattener, Tidy
from generator.readers._math import local_name, plain

_SCRIPTS = {"sup": "sup", "sub": "sub", "inf": "sub"}
"""`inf` is what older files call lowered text."""


def text_of(element: etree._Element | None, tidy: Tidy) -> str:
    """What a reader sees of an element; empty where it is absent."""
    if element is None:
        return ""
    if not len(element):
        return tidy.text(element.text)
    flat = Flattener()
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        script = _SCRIPTS.get(local_name(inner))
        if event == "start":
            if local_name(inner) == "math":
                _formula(inner, flat)
                walk.skip_subtree()
                continue
            if script:
                flat.begin_script()
            flat.add(inner.text if local_name(inner) else None)
        else:
            if script and inner is not element:
                flat.end_script(script)
            flat.add(inner.tail if inner is not element else None)
    return tidy.flat(flat)


def _formula(math: etree._Element, flat: Flattener) -> None:
    text = plain(math)
    if text is None:
        flat.notes[FORMULA_REPAIR] = None
    flat.add(text or FORMULA)
