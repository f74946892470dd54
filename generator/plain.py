"""A view as plain data, and the short hash by which a reader can tell whether what a page says has changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOT_CONTENT: Mapping[str, bool] = {"content": False}
"""Metadata of a field that repeats, dates or cites what a page says, and so has no part in its content hash."""
AROUND = frozenset({"url", "frame"})
"""Fields of a view that are not its own content: where it stands, and what all pages share."""
HASH_DIGITS = 12


def plain(value: Any, *, content_only: bool = False) -> Any:
    """Dataclasses as dicts, tuples as lists, dates as ISO 8601; keys in the order of the fields.

    `content_only` leaves out the fields that are marked `NOT_CONTENT` or say nothing, at any depth.
    """
    if is_dataclass(value):
        named = {f.name: getattr(value, f.name) for f in fields(value) if not content_only or _is_content(f, value)}
        return {name: plain(each, content_only=content_only) for name, each in named.items()}
    if isinstance(value, Mapping):
        return {str(key): plain(each, content_only=content_only) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(each, content_only=content_only) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_content(field: Field[Any], owner: Any) -> bool:
    """Whether a field says something; so a new kind of field, empty on most pages, changes no hash there."""
    value = getattr(owner, field.name)
    empty = value is None or (isinstance(value, (str, tuple, list, Mapping)) and not value)
    return not empty and bool(field.metadata.get("content", True))


def to_json(data: Any) -> bytes:
    """Plain data as it is published: UTF-8, a key or an item a line, keys in their own order."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def content_hash(view: "DataclassInstance") -> str:
    """The first 12 hex digits of the SHA-256 of what a page says.

    It changes when the page's words, figures or links change, and only then. It stays when the edition's date, title,
    navigation or address changes, when the page moves, and when another page changes. A change of the generator that
    words or orders a page anew counts as a change of what the page says. Hashed is the view as JSON, its keys sorted,
    without white space, without `AROUND`, empty fields, and all that is marked `NOT_CONTENT`.
    """
    said = {name: value for name, value in plain(view, content_only=True).items() if name not in AROUND}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:HASH_DIGITS]
