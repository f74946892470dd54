"""Names that look like diseases and have no file: what an edition may want to describe next."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from generator.detect.abstract import Abstract
from generator.detect.names import Names, keys
from generator.model import Paper

_HEAD = re.compile(
    r"\b(?:syndromes?|diseases?|disorders?|deficienc(?:y|ies)|infections?|purpura|lupus|anemias?|"
    r"[A-Za-z]{2,}(?:itis|itides|osis|oses|emias?|aemias?|penias?|path(?:y|ies)|omas?|plasias?|plegias?|asthenia|"
    r"ataxia|"
    r"chorea|dystroph(?:y|ies)|pemphigoid|pemphigus))\b",
    re.IGNORECASE,
)
"""The last word of a disease's name, by its ending."""
_NO_DISEASE = frozenset(
    "diagnosis diagnoses prognosis apoptosis mitosis pathogenesis osmosis coma soma stroma aroma diploma".split()
)
_WORD_BEFORE = re.compile(r"(?P<word>[\w'’\u2010\u2011-]+)[ \u00a0]$")
_ENDS_NAME = frozenset(
    "a an the of in with and or to for by from on at as is are was were be been has have had this that these "
    "those their its his her our other another any all some many most several both each no not such than "
    "between during after before without due including like patient patients child children adult adults case "
    "cases diagnosis treatment severe mild moderate active refractory recurrent rare new known certain various "
    "different underlying associated related suspected treated having develop developed developing cause "
    "causes caused causing induced confirmed presumed concomitant coexisting resistant increased decreased "
    "higher lower first second two three four five".split()
)
"""Words that stand before a name and are no part of it."""
_TOO_WIDE = frozenset(
    [
        "disease",
        "infection",
        "deficiency",
        *(f"{kind} disease" for kind in "autoimmune inflammatory rheumatic chronic systemic immune rare".split()),
    ]
)
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name without a file."""

    name: str
    """As the papers most often write it."""
    papers: int
    """How many papers have it."""
    heading: bool
    """Whether it is a MeSH heading."""


def suggestions(papers: Iterable[Paper], names: Names) -> list[Suggestion]:
    """What looks like a disease and has no file, the most frequent first."""
    spellings: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    headings: set[tuple[str, ...]] = set()
    for paper in papers:
        abstract = Abstract.of(paper)
        indexed = {keys(heading)[-1]: heading for heading in abstract.headings if _is_unknown_heading(heading, names)}
        headings |= set(indexed)
        for key, name in (_phrases(abstract.whole, names) | indexed).items():
            spellings[key][name] += 1
    found = [Suggestion(_commonest(counts), sum(counts.values()), key in headings) for key, counts in spellings.items()]
    return sorted(found, key=lambda each: (-each.papers, each.name.lower()))


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _is_unknown_heading(heading: str, names: Names) -> bool:
    parts = heading.split(", ")
    return any(_is_head(part.split()[-1]) for part in parts if part) and names.of_heading(heading) is None


def _is_head(word: str) -> bool:
    return _HEAD.fullmatch(word) is not None and word.lower() not in _NO_DISEASE


def _phrases(text: str, names: Names) -> dict[tuple[str, ...], str]:
    """The phrases of a text that end like a disease and lie in no known name, each once."""
    known = names.find(text)
    found: dict[tuple[str, ...], str] = {}
    for match in _HEAD.finditer(text):
        if match[0].lower() in _NO_DISEASE or any(k.start < match.end() and match.start() < k.end for k in known):
            continue
        phrase = text[_begin(text, match.start()) : match.end()]
        key = keys(phrase)
        if key and names.of_heading(phrase) is None and " ".join(key[0]) not in _TOO_WIDE:
            found.setdefault(key[0], phrase)
    return found


def _begin(text: str, start: int) -> int:
    """Where a name begins that ends with the word at `start`: at most three words before it."""
    for _ in range(_MOST_WORDS - 1):
        match = _WORD_BEFORE.search(text, 0, start)
        if match is None or match["word"].lower() in _ENDS_NAME or match["word"].isdecimal():
            break
        start = match.start()
    return start
