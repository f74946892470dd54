"""The JSON twin of each page, `<page>/data.json`, and the JSON Schema that it keeps to.

A twin is the page's view: the same fields in the same order, links within the site as addresses below its root.
Before them stand the address of its schema, the page's whole address and its content hash. A field that is empty is
left out, and so is what is marked `ON_PAGE`: what all pages repeat (`index.json` names the edition and its date), what
follows from the rest, the addresses of authors, words left out on purpose, and the stored text of a paper, of which a
twin holds the words that are quoted. `data/` holds the papers as references.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from posixpath import relpath
from types import GenericAlias
from typing import Any, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter

from generator import urls
from generator.plain import HASH_DIGITS, content_hash, published, published_fields, to_json
from generator.views.model import View

SCHEMAS = "data/schema/"
_FIGURES = frozenset({"boolean", "integer", "number"})
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
    head = {
        "$schema": relpath(f"/{SCHEMAS}{name(type(view))}.json", view.url),
        "permalink": urls.absolute(view.url, base_url),
        "content_hash": view.citation.content_hash if view.citation else content_hash(view),
    }
    return to_json({**head, **published(view)})


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
    known = {each.__name__: each for kind in (View, *kinds) for each in _made_of(kind)}
    return {name: _published(each, known[name]) if name in known else each for name, each in found.items()}


def _made_of(kind: Any) -> set[type]:
    """A dataclass with all that it is made of."""
    found: set[type] = set()
    parts = [kind]
    while parts:
        each = parts.pop()
        if each in found:
            continue
        if is_dataclass(each):
            found.add(each)  # type: ignore[arg-type]  # a type hint holds no instance
            parts += get_type_hints(each).values()
        else:
            parts += get_args(each)
    return found


def _published(definition: dict[str, Any], kind: type) -> dict[str, Any]:
    """What twins hold of a dataclass. Required is what is never empty: a figure, and a part that always stands."""
    shown = {name: definition["properties"][name] for name in published_fields(kind) or ()}
    never_empty = [name for name, each in shown.items() if "$ref" in each or each.get("type") in _FIGURES]
    return {**definition, "properties": shown, "required": never_empty}


def _schema(kind: type[View], definitions: dict[str, Any]) -> bytes:
    own = definitions[kind.__name__]
    # Pydantic finds the docstrings of a class, not those of the class it extends.
    common = definitions[View.__name__]["properties"]
    shown = {key: common.get(key, {}) | value for key, value in own["properties"].items()}
    return to_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **own,
            "title": f"Twin of a page: {name(kind)}",
            "properties": {**_HEAD, **shown},
            "required": [*_HEAD, "url", "title", *own["required"]],
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
