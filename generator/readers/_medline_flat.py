"""MEDLINE records whose line breaks were lost: `PMID- 99000001 OWN - NLM STAT- MEDLINE …` on one line.

A tag in its four columns, a dash and a space nearly always begins a field, but a text may hold the like ("CIN - a
precursor"). So a record is put back into lines only if no field shows a sign of such a mistake.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.readers._medline_tags import RELATIONS, TAGS

_BEGINS = re.compile(r"PMID ?- ?\d{1,9} +(?:OWN|STAT) ?- ?\S")
_NEXT_RECORD = re.compile(r"(?<! ) +(?=PMID- \d{1,9} +(?:OWN - |STAT- ))")
_TAG = "|".join(f"{tag:<4}" for tag in sorted(TAGS))
_FIELD = re.compile(rf"(?:(?<! ) +|^)(?P<tag>{_TAG})- ")
_INDENTATION = re.compile(r" {6,}")
_ONCE = "AB DEP DP IP JID JT LR OWN PG PMID PST SO STAT TA TI VI".split()
_AFTER = {
    "TI": frozenset("AB AD AU BTI CI CN FAU LA LID PG".split()),
    "AB": frozenset("AD AU CI CN FAU LA OAB OABL".split()),
}
"""What follows a title and an abstract in PubMed's records; another tag there stands inside the text."""
_SHAPES = {
    "AID": r".+\]",
    "LID": r".+\]",
    "OWN": r"\S+",
    "PMC": r"PMC\d+",
    "PST": r"\S+",
    "STAT": r"\S+",
    **dict.fromkeys(RELATIONS, r".*\d{4}.*"),
}
"""Values of tags whose three or four letters a text could hold."""
_LAST = "SO"


def is_flat(line: str) -> bool:
    """Whether a line holds more of a record than its PMID."""
    return _BEGINS.match(line) is not None


def unflattened(line: str) -> Iterator[str | None]:
    """The lines of each record on the line; None for one whose fields cannot be told with certainty."""
    for record in _NEXT_RECORD.split(line.strip()):
        yield _lines(record)


def _lines(record: str) -> str | None:
    parts = _FIELD.split(record)
    pairs = [(tag.strip(), _INDENTATION.sub(" ", value)) for tag, value in zip(parts[1::2], parts[2::2], strict=True)]
    return "\n".join(f"{tag:<4}- {value}" for tag, value in pairs) if not parts[0] and _is_plain(pairs) else None


def _is_plain(pairs: list[tuple[str, str]]) -> bool:
    tags = [tag for tag, _ in pairs]
    if tags[-1:] != [_LAST] or any(tags.count(tag) > 1 for tag in _ONCE):
        return False
    if any(after not in _AFTER.get(tag, TAGS) for tag, after in pairwise(tags)):
        return False
    return all(re.fullmatch(_SHAPES.get(tag, r".*"), value.strip()) for tag, value in pairs)
