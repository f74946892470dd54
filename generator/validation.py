"""A content file's settings as a value, or every fault in them in words for people."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.frontmatter import Document
from generator.model import Page, Strict
from generator.model.fields import PATTERNS
from generator.problems import Problem, error

T = TypeVar("T", bound=Strict)
_KINDS = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "date_parsing": "a date such as 2026-11-20",
    "date_from_datetime_parsing": "a date such as 2026-11-20",
    "date_type": "a date such as 2026-11-20",
    "tuple_type": "a list, as in [one, two]",
    "list_type": "a list, as in [one, two]",
    "string_type": "a single text",
    "too_short": "at least one item",
    "dict_type": "`key: value` lines",
    "model_type": "`key: value` lines",
}
"""What a value of each kind should be, by pydantic's names of faults."""
_ITEMS = {
    "claims": "claim",
    "patients": "patient group",
    "doses": "dose",
    "left_out": "left-out passage",
    "studies": "study",
    "rows": "row",
    "positions": "position",
    "warnings": "warning",
    "redirects": "redirect",
}
"""What one item of a list is called; people count them from one."""
_WAYS_OUT = {
    "missing": "Add the line; write `null` where there is no value.",
    "extra_forbidden": "Remove it, or correct its spelling.",
}


def validate(model: type[T], document: Document, data: dict[str, Any], path: str) -> tuple[T | None, list[Problem]]:
    """A value, or every fault in it with its line."""
    try:
        return model.model_validate(data), []
    except ValidationError as faults:
        page: Page[Any] = Page(path, None, lines=document.lines)
        return None, [
            error(path, page.line(*fault["loc"]), "value", _reason(fault), _way_out(fault))
            for fault in faults.errors(include_url=False)
        ]


_EXPECTED = (
    "Correct the value. `evidence new` writes a file with every key and what it takes; content/schemas/ says it all."
)
_FILL_IN = "Fill in the value; the comment beside it, or beside the first of its kind, names what it takes."


def _way_out(fault: Mapping[str, Any]) -> str:
    if fault["input"] is None and fault["type"] not in _WAYS_OUT:
        return _FILL_IN
    return _WAYS_OUT.get(fault["type"], _EXPECTED)


def _reason(fault: Mapping[str, Any]) -> str:
    where = _where(fault["loc"])
    if fault["type"] == "missing":
        return f"{where} is missing."
    if fault["type"] == "extra_forbidden":
        return f"{where} is not a key of this file."
    if fault["input"] is None:
        return f"{where} is not filled in: it should be {_expected(fault)}."
    return f"{where} should be {_expected(fault)} (it says {fault['input']!r:.80})."


def _where(loc: tuple[str | int, ...]) -> str:
    """The place of a value as people say it: "`topic` of claim 2", "item 3 of `synonyms`"."""
    said: list[str] = []
    for part in loc:
        if isinstance(part, str):
            said.append(f"`{part}`" if not said or not said[-1].startswith("`") else f"{said.pop()[:-1]}.{part}`")
        elif said == [f"`{loc[0]}`"] and loc[0] in _ITEMS:
            said = [f"{_ITEMS[str(loc[0])]} {part + 1}"]
        else:
            said.append(f"item {part + 1}")
    return " of ".join(reversed(said))


def _expected(fault: Mapping[str, Any]) -> str:
    """What a value should be, in words for people."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], f"of the form {context['pattern']}")
    if kind == "literal_error":
        return f"one of {context['expected']}"
    return _KINDS.get(kind, str(fault["msg"]).removeprefix("Input should be "))
