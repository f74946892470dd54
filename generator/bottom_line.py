"""The sentences of a bottom line: words, the claims they rest on, and facts that are computed.

    The authors report a successful therapy of {patients} [@19205557#successful-therapy].

A sentence ends in its citations, or states facts through placeholders; it never holds a number of its own.
"""

import re
from dataclasses import dataclass

PLACEHOLDERS = ("papers", "patients", "level", "licensed", "trials")
"""Facts that are computed: counts and level of the collection, where the disease is licensed, and how many randomized
trials are known but not read."""
_PART = re.compile(r"\[@(?P<claim>[^\]\s]+)\]|\{(?P<fact>[a-z]+(?::[a-z-]+)?)\}")
_TAIL = re.compile(r"\[@[^\]\s]+\]\s*[.!?]?$|[.!?]\s*(?:\[@[^\]\s]+\]\s*)+$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim that a sentence rests on, `paper#claim`."""

    key: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A computed fact, such as `papers` or `gap:comparator`."""

    name: str


Part = str | Citation | Fact


def parse(sentence: str) -> list[Part]:
    """A sentence as words, facts and citations, in order."""
    parts: list[Part] = []
    at = 0
    for match in _PART.finditer(sentence):
        if match.start() > at:
            parts.append(sentence[at : match.start()])
        parts.append(Citation(match["claim"]) if match["claim"] else Fact(match["fact"]))
        at = match.end()
    if at < len(sentence):
        parts.append(sentence[at:])
    return parts


def citations(sentence: str) -> list[str]:
    """The claims a sentence cites, in order."""
    return [part.key for part in parse(sentence) if isinstance(part, Citation)]


def facts(sentence: str) -> list[str]:
    """The computed facts a sentence states."""
    return [part.name for part in parse(sentence) if isinstance(part, Fact)]


def words(sentence: str) -> str:
    """What a sentence says in its own words, without citations and facts."""
    return "".join(part for part in parse(sentence) if isinstance(part, str))


def ends_in_citation(sentence: str) -> bool:
    """Whether the sentence ends in a claim it rests on, before or behind its full stop."""
    return _TAIL.search(sentence.strip()) is not None
