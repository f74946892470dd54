"""Which publication a RIS record is: PMID, PMCID and DOI, only where it says so.

Numbers in RIS stand in tags that every program fills in its own way. A bare number counts only if the record names a
database that keeps PMIDs in that tag.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.readers import _ris_tags as tags
from generator.readers._ris_fields import Fields

_PMID = re.compile(r"[1-9]\d{0,7}")
_NAMED_PMID = re.compile(
    r"(?:(?:PMID|PubMed(?: ID)?|MEDLINE) ?[:=]? ?(?P<after>[1-9]\d{0,7})\.?|(?P<before>[1-9]\d{0,7}) ?\[pmid\])",
    re.IGNORECASE,
)
_NAMED_PMCID = re.compile(r"(?:PMCID ?[:=]? ?)?(?P<pmcid>PMC\d+)(?: ?\[pmcid\])?\.?", re.IGNORECASE)
_PMID_ADDRESS = re.compile(
    r"\b(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/(?P<pmid>[1-9]\d{0,7})\b"
)
_PMCID_ADDRESS = re.compile(r"(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/(?P<pmcid>PMC\d+)\b")
_DOI = re.compile(r"(?:doi:? *|https?://(?:dx\.|www\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)


def pmids(fields: Fields) -> set[str]:
    """All PMIDs that the record claims as its own; more than one is a contradiction."""
    named = (match["after"] or match["before"] for match in _named(fields, _NAMED_PMID))
    linked = (match["pmid"] for text in _addresses(fields) for match in _PMID_ADDRESS.finditer(text))
    return {*named, *linked, *_bare(fields)}


def pmcid(fields: Fields) -> str | None:
    """The PMCID, if the record gives one and no other."""
    named = (match["pmcid"].upper() for match in _named(fields, _NAMED_PMCID))
    linked = (match["pmcid"] for text in _addresses(fields) for match in _PMCID_ADDRESS.finditer(text))
    return _only({*named, *linked})


def doi(fields: Fields) -> str | None:
    """The DOI from its own tag; else from the tags and addresses that hold one, if they all hold the same."""
    own, *others = ([_doi_in(field.text) for field in fields.all(tag)] for tag in tags.DOI)
    first = next(filter(None, own), None)
    return first or _only({found for values in others for found in values if found})


def is_from(fields: Fields, *words: str) -> bool:
    """Whether all these words stand in the names of the databases that the record is from."""
    databases = " ".join(field.text for tag in tags.DATABASE for field in fields.all(tag)).casefold()
    return all(re.search(rf"\b{word}\b", databases) for word in words)


def _bare(fields: Fields) -> Iterator[str]:
    for bare in tags.BARE_PMIDS:
        own = bare.tag in ("AN", "ID") and is_from(fields, tags.OWN_NUMBERS)
        if not own and is_from(fields, *bare.words):
            yield from (field.text for field in fields.all(bare.tag) if _PMID.fullmatch(field.text))


def _named(fields: Fields, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    rows = (row for tag in tags.NAMED_IDS for field in fields.all(tag) for row in field.rows)
    return (match for row in rows if (match := pattern.fullmatch(row)) is not None)


def _addresses(fields: Fields) -> Iterator[str]:
    return (field.text for field in fields.all(tags.ADDRESS))


def _doi_in(text: str) -> str | None:
    found = _DOI.fullmatch(unquote(text) if text.startswith("http") else text)
    return found["doi"] if found else None


def _only(found: set[str]) -> str | None:
    return found.pop() if len(found) == 1 else None
