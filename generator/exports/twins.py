"""The JSON twin of each page, `<page>/data.json`, and the JSON Schema that it keeps to.

A twin is the page's view as it is: the same fields in the same order, links within the site as addresses below its
root. Before them stand the address of its schema, the page's whole address and its content hash. It leaves out what
all pages repeat and what follows from the rest: `index.json` names the edition and its date, and `data/` holds the
papers as references.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from posixpath import relpath
from types import GenericAlias
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from generator import urls
from generator.plain import HASH_DIGITS, content_hash, field_names, to_json
from generator.views.model import View

SCHEMAS = "data/schema/"
UNSHOWN = frozenset({"head", "frame", "citation", "elsewhere", "sections", "trail", "places"})
"""Fields of a view that are around its content: what programs read in the page itself, what all pages share, how the
page is cited, the ways through it and to it, and a drawing of where the claims stand in the text."""
_HEAD: dict[str, Any] = {
    "$schema": {"type": "string", "description": "Address of this schema, from the twin."},
    "permalink": {"type": ["string", "null"], "description": "Whole address; null where the site knows none."},
    "content_hash": {
        "type": "string",
        "pattern": f"^[0-9a-f]{{{HASH_DIGITS}}}$",
        "description": "Changes when what the page says changes, and only then; not with the edition's date.",
    },
}


def path(url: str) -> str:
    """The path below the site's folder of a page's twin."""
    return f"{url.removeprefix('/')}data.json"


def name(view_class: type[View]) -> str:
    """What a kind of page is called: `subject` for `SubjectView`, `not-found` for `NotFoundView`."""
    return _dashed(view_class.__name__.removesuffix("View"))


@cache
def _dashed(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def twin(view: View, base_url: str | None) -> bytes:
    """Everything a page shows, as JSON."""
    kind: Any = type(view)
    head = {
        "$schema": relpath(f"/{SCHEMAS}{name(kind)}.json", view.url),
        "permalink": urls.absolute(view.url, base_url),
        "content_hash": view.citation.content_hash if view.citation else content_hash(view),
    }
    shown = {field: getattr(view, field) for field in field_names(kind) or () if field not in UNSHOWN}
    return to_json({**head, **shown}, kind)


@cache
def schemas(kinds: frozenset[str]) -> Mapping[str, bytes]:
    """The JSON Schemas of kinds of pages by their path; the descriptions are the docstrings of classes and fields."""
    classes = [kind for kind in _kinds(View) if name(kind) in kinds]
    definitions = _definitions(frozenset(classes))
    return {f"{SCHEMAS}{name(kind)}.json": _schema(kind, definitions) for kind in sorted(classes, key=name)}


def _kinds(kind: type[View]) -> list[type[View]]:
    """All kinds of pages that there are."""
    # A dataclass with slots leaves behind the class that it was made from, until memory is tidied up.
    kept = [below for below in kind.__subclasses__() if "__slots__" in vars(below)]
    return [each for below in kept for each in (below, *_kinds(below))]


def _definitions(kinds: frozenset[type[View]]) -> dict[str, Any]:
    """The definitions of views and of all that they hold. Made together, since reading docstrings takes long."""
    views: Any = GenericAlias(tuple, (View, *sorted(kinds, key=name)))
    config = ConfigDict(use_attribute_docstrings=True, extra="forbid")
    found: dict[str, Any] = TypeAdapter(views, config=config).json_schema(mode="serialization")["$defs"]
    return found


def _schema(kind: type[View], definitions: dict[str, Any]) -> bytes:
    own = definitions[kind.__name__]
    # Pydantic finds the docstrings of a class, not those of the class it extends.
    common = definitions[View.__name__]["properties"]
    shown = {key: common.get(key, {}) | value for key, value in own["properties"].items() if key not in UNSHOWN}
    return to_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **own,
            "title": f"Twin of a page: {name(kind)}",
            "properties": {**_HEAD, **shown},
            "required": [*_HEAD, *(key for key in own["required"] if key not in UNSHOWN)],
            "$defs": {key: definitions[key] for key in sorted(_used(shown, definitions))},
        }
    )


def _used(definition: Any, definitions: dict[str, Any]) -> set[str]:
    """The names that a definition refers to, and those that these refer to."""
    found: set[str] = set()
    new = set(_references(definition))
    while new:
        found |= new
        new = {each for key in new for each in _references(definitions[key])} - found
    return found


def _references(definition: Any) -> list[str]:
    return re.findall(r'"#/\$defs/([^"]+)"', json.dumps(definition))
