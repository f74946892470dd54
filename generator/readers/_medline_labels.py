"""The sections of an abstract that stands in one line.

PubMed's formats for reference managers print a structured abstract as one paragraph with its labels in capitals:
`BACKGROUND: … METHODS: …`. Such an abstract begins with a label; without one, capitals before a colon are the author's.
"""

import re
from collections.abc import Iterator, Sequence

from generator.model import Section
from generator.readers._abstracts import Chosen, choose
from generator.readers._paragraphs import sections

_LABEL = r"[A-Z][A-Z0-9 ,&/()'’-]{1,117}(?<=[A-Z0-9)]):(?= )"
_FIRST = re.compile(_LABEL)
_NEXT = re.compile(rf"(?<=[.!?)\]\"”%;])\s+(?P<label>{_LABEL})")
_SHORT_LABELS = frozenset("AIM AIMS CASE CASES DATA FUND GOAL GOALS IDEA NOTE SCOPE STUDY TASK TRIAL USES".split())
_LONG = 6
"""A single word of so many capitals is hardly an abbreviation."""
_NO_LABEL = frozenset({"UNLABELLED", "UNLABELED", "UNASSIGNED"})
"""Labels that say that there is none."""


def structured(texts: Sequence[str], copyright: str | None = None) -> tuple[tuple[Section, ...], str | None]:
    """The sections of an abstract given as its paragraphs, and the copyright, if need be from the abstract's end."""
    paragraphs = [part for text in texts for part in _at_labels(text)]
    chosen = choose([paragraphs]) if copyright is None else Chosen(tuple(paragraphs), copyright)
    found = sections(chosen.abstract)
    if found and found[0].heading in _NO_LABEL:
        found = (found[0].model_copy(update={"heading": None}), *found[1:])
    return found, chosen.copyright


def _at_labels(text: str) -> Iterator[str]:
    """The text, cut before each label behind the end of a sentence if it begins with one."""
    start = 0
    if _FIRST.match(text):
        for found in _NEXT.finditer(text):
            if _is_label(found["label"].removesuffix(":")):
                yield text[start : found.start()]
                start = found.start("label")
    if text:
        yield text[start:]


def _is_label(label: str) -> bool:
    return " " in label or len(label) >= _LONG or label in _SHORT_LABELS
