"""The text of XML elements: inline markup flattened, formulas written on one line."""

from lxml import etree

from generator.readers._markup import Flattener, Tidy
from generator.readers._math import add_formula, local_name

_SCRIPTS = {"sup": "sup", "sub": "sub", "inf": "sub"}
"""`inf` is what older files call lowered text."""


def text_of(element: etree._Element | None, tidy: Tidy) -> str:
    """What a reader sees of an element; empty where it is absent."""
    if element is None:
        return ""
    if not len(element):
        return tidy.text(element.text)
    flat = Flattener()
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in walk:
        name = local_name(inner)
        script = _SCRIPTS.get(name) if inner is not element else None
        if event != "start":
            if script:
                flat.end_script(script)
            flat.add(inner.tail if inner is not element else None)
        elif name == "math":
            add_formula(inner, flat)
            walk.skip_subtree()
        else:
            if script:
                flat.begin_script()
            flat.add(inner.text)
    return tidy.flat(flat)
