"""A view as plain data, and the short hash by which a reader can tell whether what a page says has changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pydantic_core

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOT_CONTENT: Mapping[str, bool] = {"content": False}
"""Metadata of a field that repeats, dates or cites what a page says, and so has no part in its content hash."""
AROUND = frozenset({"url", "frame"})
"""Fields of a view that are not its own content: where it stands, and what all pages share."""
HASH_DIGITS = 12
_FIGURES = frozenset({int, float, bool})
"""What says something even where it is nought."""


def _plain(value: Any) -> Any:
    """What JSON does not know, one level down: a dataclass as a dict in the order of its fields, a date as ISO 8601."""
    kind: Any = type(value)
    names = field_names(kind)
    return _mapping_or_date(value) if names is None else {name: getattr(value, name) for name in names}


def _content(value: Any) -> Any:
    """The same without the fields that are marked `NOT_CONTENT` or say nothing.

    So a new kind of field, empty on most pages, changes no hash there.
    """
    kind: Any = type(value)
    names = _content_fields(kind)
    if names is None:
        return _mapping_or_date(value)
    return {name: each for name in names if (each := getattr(value, name)) or type(each) in _FIGURES}


def _mapping_or_date(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no plain data")


@cache
def field_names(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass; None for another class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@cache
def _content_fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass that are not marked `NOT_CONTENT`; None for another class."""
    if not is_dataclass(kind):
        return None
    return tuple(field.name for field in fields(kind) if field.metadata.get("content", True))


# The encoder walks by itself, in C as long as it is not asked to indent, and calls for help where it meets a dataclass.
_PUBLISHED = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain)
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_content, sort_keys=True
)


def to_json(data: Any, kind: type | None = None) -> bytes:
    """Data as it is published: UTF-8 without white space, keys in their own order, dataclasses as objects.

    `kind` names the dataclass whose fields they are, besides text of ours. Without fractions among them, pydantic's
    writer takes half the time and gives the same bytes; small fractions it writes in another way.
    """
    if kind is None or _holds_fractions(kind):
        return f"{_PUBLISHED.encode(data)}\n".encode()
    return pydantic_core.to_json(data, fallback=_plain) + b"\n"


@cache
def _holds_fractions(kind: Any) -> bool:
    """Whether a type may hold a float, by the annotations of all that it is made of."""
    parts = get_type_hints(kind).values() if is_dataclass(kind) else get_args(kind)
    return kind is float or any(map(_holds_fractions, parts))


def content_hash(view: "DataclassInstance") -> str:
    """The first 12 hex digits of the SHA-256 of what a page says.

    It changes when the page's words, figures or links change, and only then. It stays when the edition's date, title,
    navigation or address changes, when the page moves, and when another page changes. A change of the generator that
    words or orders a page anew counts as a change of what the page says. Hashed is the view as JSON, its keys sorted,
    without white space, without `AROUND`, empty fields, and all that is marked `NOT_CONTENT`.
    """
    said = {name: value for name, value in _content(view).items() if name not in AROUND}
    return hashlib.sha256(_CANONICAL.encode(said).encode()).hexdigest()[:HASH_DIGITS]
