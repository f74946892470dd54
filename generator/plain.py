"""A view as plain data, and the short hash by which a reader can tell whether what a page says has changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOT_CONTENT: Mapping[str, bool] = {"content": False}
"""Metadata of a field that repeats, dates or cites what a page says, and so has no part in its content hash."""
ON_PAGE: Mapping[str, bool] = {"twin": False}
"""Metadata of a field that a page's twin leaves to the page: it is around the content, or long and told elsewhere."""
AROUND = frozenset({"url", "frame"})
"""Fields of a view that are not its own content: where it stands, and what all pages share."""
HASH_DIGITS = 12
_FIGURES = frozenset({int, float, bool})
"""What says something even where it is nought."""


def published(value: Any) -> Any:
    """What JSON does not know, one level down: a date as ISO 8601, a dataclass as a dict in the order of its fields.

    Left out are fields that are empty and those that are marked `ON_PAGE`.
    """
    kind: Any = type(value)
    names = published_fields(kind)
    if names is None:
        return _mapping_or_date(value)
    return {name: each for name in names if (each := getattr(value, name)) or type(each) in _FIGURES}


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
def published_fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass that are not marked `ON_PAGE`; None for another class."""
    return _fields(kind, "twin")


@cache
def _content_fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass that are not marked `NOT_CONTENT`; None for another class."""
    return _fields(kind, "content")


def _fields(kind: type, mark: str) -> tuple[str, ...] | None:
    if not is_dataclass(kind):
        return None
    return tuple(field.name for field in fields(kind) if field.metadata.get(mark, True))


# The encoder walks by itself, in C as long as it is not asked to indent, and calls for help where it meets a dataclass.
_PUBLISHED = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=published)
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_content, sort_keys=True
)


def to_json(data: Any) -> bytes:
    """Data as it is published: UTF-8 without white space, keys in their own order, dataclasses as by `published`."""
    return f"{_PUBLISHED.encode(data)}\n".encode()


def content_hash(view: "DataclassInstance") -> str:
    """The first 12 hex digits of the SHA-256 of what a page says.

    It changes when the page's words, figures or links change, and only then. It stays when the edition's date, title,
    navigation or address changes, when the page moves, and when another page changes. A change of the generator that
    words or orders a page anew counts as a change of what the page says. Hashed is the view as JSON, its keys sorted,
    without white space, without `AROUND`, empty fields, and all that is marked `NOT_CONTENT`.
    """
    said = {name: value for name, value in _content(view).items() if name not in AROUND}
    return hashlib.sha256(_CANONICAL.encode(said).encode()).hexdigest()[:HASH_DIGITS]
