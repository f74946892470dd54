"""How a paper names the drug, and what became of it: given, compared, planned, or only mentioned."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.detect.abstract import Abstract, Sentence
from generator.model import Design, Intervention, Naming

Use = Literal["given", "compared", "planned", "mentioned"]
_GAP = r"[\s\u00ad\u2010-\u2015-]*"
"""Between the words of a spelling; nothing where a line break was lost."""
_ONE_WORD = rf"(?:{_GAP}|\s+(?:[a-z-]+|\([\w.]+\))\s+)"
"""One word more: `intravenous human examplinum`, `intravenous (IV) examplinum`."""
_INITIALS = 2
_GIVEN = re.compile(
    r"\b(?:received?|receiving|treated|given|administ\w+|infus\w+|underwent|started|initiat\w+|after|following|"
    r"respon\w+|improv\w+|courses?|cycles?|doses?|treatment with|therapy with|use of|using|discontinu\w+)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:versus|vs\.?|compar\w+|placebo|randomi[sz]\w+|control (?:group|arm)|alone|either)\b|"
    r"\b(?:plus|or)\b[^.;]{0,40}\b(?:alone|group)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:scheduled|planned|(?:will|would) (?:be )?(?:receive|given|treated|randomi[sz]ed|administered)|"
    r"will be|was (?:considered|recommended|proposed)|awaiting)\b",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\b(?:(?:could|was|were|did|had) not (?:be |been )?(?:administered|given|receive|started|performed|initiated)|"
    r"never (?:given|received|administered)|before (?:it|the treatment|treatment) could|without receiving)\b",
    re.IGNORECASE,
)
_USES: tuple[tuple[Use, re.Pattern[str]], ...] = (("planned", _PLANNED), ("compared", _COMPARED), ("given", _GIVEN))
_NOBODY_TREATED = frozenset({"systematic-review", "narrative-review", "guideline", "laboratory"})
"""Designs that give the drug to nobody."""


@dataclass(frozen=True)
class Drug:
    """The drug of an edition, as its file names it."""

    intervention: Intervention

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any spelling, in upper or lower case, words apart or glued, with a plural `s`."""
        return re.compile(rf"(?<!\w)(?:{self._alternatives(_GAP)})s?(?!\w)", re.IGNORECASE)

    @cached_property
    def _wide(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self._alternatives(_ONE_WORD)})s?(?!\w)", re.IGNORECASE)

    @cached_property
    def _substance(self) -> re.Pattern[str]:
        """The drug without its route: the last words of its names, such as `examplinum` of `intravenous examplinum`.

        A single capital behind it makes it a kind of something (`examplinum A`), which is not the drug.
        """
        names = [s.split() for s in (self.intervention.name, *self.intervention.spellings)]
        words = {parts[-1].lower() for parts in names if len(parts) > 1 and parts[-1].islower() and len(parts[-1]) > 7}
        any_of = "|".join(sorted(map(re.escape, words))) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{any_of})s?(?!\w|(?-i: [A-Z]\b))", re.IGNORECASE)

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """All that `pattern` matches, the longest first."""
        return tuple(sorted({self.intervention.name, *self.intervention.spellings}, key=lambda s: (-len(s), s)))

    def _alternatives(self, gap: str) -> str:
        return "|".join(gap.join(map(_letters, re.split(r"[\s-]+", spelling))) for spelling in self.spellings)

    def find(self, text: str) -> list[re.Match[str]]:
        """All places of a text that name the drug, but not those within another drug's name."""
        return self._own(self._wide, text)

    def find_substance(self, text: str) -> list[re.Match[str]]:
        """All places that name the drug without its route, but not those within another drug's name."""
        return self._own(self._substance, text)

    def find_others(self, text: str) -> list[re.Match[str]]:
        """All places that name one of the other drugs of the edition's file."""
        return list(self._others.finditer(text))

    def named(self, text: str) -> bool:
        """Whether a text names the drug."""
        return bool(self.find(text))

    def _own(self, names: re.Pattern[str], text: str) -> list[re.Match[str]]:
        found = list(names.finditer(text))
        others = self.find_others(text) if found else ()
        return [m for m in found if not any(o.start() <= m.start() and m.end() <= o.end() for o in others)]

    @cached_property
    def _others(self) -> re.Pattern[str]:
        names = sorted(map(re.escape, self.intervention.other_drugs), key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(names) or '(?!)'})s?(?!\w)", re.IGNORECASE)


def _letters(word: str) -> str:
    """A word of a spelling; the points of an abbreviation may be there or not: `i.v.`, `IV`."""
    if len(word) == _INITIALS and word.isupper():
        return "".join(rf"{letter}\.?\s?" for letter in word)
    return re.escape(word).replace(r"\.", r"\.?\s?")


def naming_of(abstract: Abstract, drug: Drug, design: Design) -> Naming:
    """The first spelling of a paper, what became of the drug, and the sentence that says so."""
    places = drug.find(abstract.whole)
    if not places:
        indexed = any(heading in drug.intervention.mesh for heading in abstract.headings)
        return Naming(spelling=None, use="mentioned" if indexed else None, quote=None)
    sentences = [s for s in abstract.sentences if drug.named(s.text)]
    use, quote = _use(abstract, sentences, design)
    return Naming(spelling=places[0][0], use=use, quote=quote)


def _use(abstract: Abstract, sentences: list[Sentence], design: Design) -> tuple[Use, str | None]:
    last = sentences[-1] if sentences else None
    if last is not None:
        following = next((s for s in abstract.sentences if s.start >= last.end), None)
        if NEVER.search(last.text) or (
            _PLANNED.search(last.text) and following is not None and NEVER.search(following.text)
        ):
            return "planned", last.text
    if design in _NOBODY_TREATED:
        return "mentioned", None
    for use, pattern in _USES:
        told = next((s for s in sentences if pattern.search(s.text) and (use != "planned" or not s.concludes)), None)
        if told is not None and (use != "compared" or design != "case-report"):
            return use, told.text
    return "mentioned", None
