"""CSL JSON, the input of citation processors (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html).

White space of names and titles is folded. Processors read `<i>`, `<b>`, `<sub>` and `<sup>` in a title as formatting;
the format has no escape for them.
"""

import json
from collections.abc import Iterable
from typing import Any

from generator.citing.work import Name, Work, whole_pages

_JSON = json.JSONEncoder(ensure_ascii=False)


_BEGIN, _END = "[", "]\n"


def joined(lists: Iterable[str]) -> str:
    """The items of some lists in one."""
    return _BEGIN + ",\n".join(each.removeprefix(_BEGIN).removesuffix(_END) for each in lists) + _END


def write(work: Work) -> str:
    """A work as the list of one item that the format asks for; a value a line."""
    values = [f'"{name}": {_JSON.encode(value)}' for name, value in item(work).items()]
    return _BEGIN + "{" + ",\n".join(values) + "}" + _END


def item(work: Work) -> dict[str, Any]:
    """One work; values that are not known are left out."""
    values = {
        "id": work.key,
        "type": "article-journal" if work.journal else "article",
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        "issued": {"date-parts": [list(work.issued)]} if work.issued else None,
        "container-title": work.journal,
        "volume": work.volume,
        "issue": work.issue,
        "page": whole_pages(work.pages),
        "language": work.language,
        "DOI": work.doi,
        "PMID": work.pmid,
        "PMCID": work.pmcid,
        "URL": work.url,
        "note": work.note,
    }
    return {name: value for name, value in values.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    person = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in person.items() if text}
