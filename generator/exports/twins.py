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
from generator.plain import HASH_DIGITS, content_hash, plain, to_json
from generator.views.model import View

SCHEMAS = "data/schema/"
UNSHOWN = frozenset({"head", "frame", "citation"})
"""Fields of a view that are around its content: what programs read in the page itself, what all pages share, and how
the page is cited."""
_HEAD: dict[str, Any] = {
    "$schema": {"type": "string", "description": "Address of this schema, from the twin."},
    "permalink": {"type": ["string", "null"], "description": "Whole address; null where the site knows none."},
    "content_hash": {
        "type": "string",
        "pattern": f"^[0-9a-f]{{{HASH_DIGITS}}}$",
        "description": "Changes when what the page says changes, and only then; not with the edition's date.",
    },
}


def path(view: View) -> str:
    """The twin's path below the site's folder."""
    return f"{view.url.removeprefix('/')}data.json"


def name(view_class: type[View]) -> str:
    """What a kind of page is called: `subject` for `SubjectView`, `not-found` for `NotFoundView`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", view_class.__name__.removesuffix("View")).lower()


def twin(view: View, base_url: str | None) -> bytes:
    """Everything a page shows, as JSON."""
    head = {
        "$schema": relpath(f"/{SCHEMAS}{name(type(view))}.json", view.url),
        "permalink": urls.absolute(view.url, base_url),
        "content_hash": view.citation.content_hash if view.citation else content_hash(view),
    }
    return to_json({**head, **{key: value for key, value in plain(view).items() if key not in UNSHOWN}})


@cache
def schemas(kinds: frozenset[type[View]]) -> Mapping[str, bytes]:
    """The JSON Schemas of kinds of pages by their path; the descriptions are the docstrings of classes and fields."""
    definitions = _definitions(kinds)
    return {f"{SCHEMAS}{name(kind)}.json": _schema(kind, definitions) for kind in sorted(kinds, key=name)}


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
    fields = {key: common.get(key, {}) | value for key, value in own["properties"].items() if key not in UNSHOWN}
    return to_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **own,
            "title": f"Twin of a page: {name(kind)}",
            "properties": {**_HEAD, **fields},
            "required": [*_HEAD, *(key for key in own["required"] if key not in UNSHOWN)],
            "$defs": {key: definitions[key] for key in sorted(_used(fields, definitions))},
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
