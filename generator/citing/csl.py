"""CSL JSON, the input of citation processors (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html).

White space of names and titles is folded. Processors read `<i>`, `<b>`, `<sub>` and `<sup>` in a title as formatting;
the format has no escape for them.
"""

import json
from collections.abc import Iterable
from typing import Any

from generator.citing.work import Name, Work

_JSON = json.JSONEncoder(ensure_ascii=False)


def write(works: Iterable[Work]) -> str:
    """All items, as the list that the format asks for; a value a line."""
    return "[" + ",\n".join(map(_written, works)) + "]\n"


def _written(work: Work) -> str:
    values = (f"{_JSON.encode(name)}: {_JSON.encode(value)}" for name, value in item(work).items())
    return "{" + ",\n".join(values) + "}"


def item(work: Work) -> dict[str, Any]:
    """One work; values that are not known are left out."""
    values = {
        "id": work.key,
        "type": _type(work),
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        "issued": {"date-parts": [list(work.issued)]} if work.issued else None,
        "container-title": work.journal,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "language": work.language,
        "version": work.version,
        "DOI": work.doi,
        "PMID": work.pmid,
        "PMCID": work.pmcid,
        "URL": work.url,
        "note": work.note,
    }
    return {name: value for name, value in values.items() if value}


def _type(work: Work) -> str:
    if work.kind == "page":
        return "webpage"
    return "article-journal" if work.journal else "article"


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    person = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in person.items() if text}
