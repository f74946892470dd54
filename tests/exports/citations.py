"""Citations as other programs read them: rispy, bibtexparser with TeX's escapes, and the rules of CSL JSON."""

import json
import re
from typing import Any

import bibtexparser
import rispy
from bibtexparser.bparser import BibTexParser
from jsonschema import Draft202012Validator

CSL_VARIABLES = {
    "title": {"type": "string"},
    "author": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {key: {"type": "string"} for key in ("family", "given", "suffix", "literal")},
            "additionalProperties": False,
        },
    },
    "issued": {
        "type": "object",
        "properties": {
            "date-parts": {
                "type": "array",
                "minItems": 1,
                "maxItems": 2,
                "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
            }
        },
        "required": ["date-parts"],
        "additionalProperties": False,
    },
    **{
        key: {"type": "string"}
        for key in "container-title volume issue page language version DOI PMID PMCID URL note".split()
    },
}
CSL_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["article", "article-journal", "webpage"]},
            **CSL_VARIABLES,
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
"""The part of the CSL project's `csl-data.json` that these citations use, written anew and stricter, since no package
ships that schema."""


def ris(text: str) -> dict[str, Any]:
    (record,) = rispy.loads(text)
    return dict(record)


def bibtex(text: str) -> dict[str, str]:
    (entry,) = bibtexparser.loads(text, BibTexParser()).entries
    return dict(entry)


def csl(text: str) -> dict[str, Any]:
    data = json.loads(text)
    Draft202012Validator(CSL_SCHEMA).validate(data)
    (item,) = data
    return dict(item)


TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{character}": character for character in "%&_$#"},
}


def from_tex(text: str) -> str:
    """What TeX makes of an escaped text."""
    assert not re.search(r"(?<!\\)[%&_$#~^]", text), "a character of TeX's own is not escaped"
    return re.sub("|".join(map(re.escape, TEX)), lambda match: TEX[match[0]], text)
