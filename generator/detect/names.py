"""Where the names of diseases stand in a text: longest match, on word boundaries, whatever the case and the accents.

Names are compared word by word after folding: accents, British spellings (`haemolytic`), plurals, the `'s` of an
eponym, and `disease`, `syndrome` and `disorder`, which clinicians exchange freely (Kawasaki disease or syndrome).
Abbreviations keep their case, and count only where the disease is also named in full: `DM` alone may be diabetes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from generator.model import Disease

_WORD = re.compile(r"[^\W_]+(?:['’]s(?![^\W_]))?")
_BETWEEN = re.compile(r"['’]?[\s/\u00ad\u2010-\u2015-]{1,3}")
_DEFINED = re.compile(r"\s*[(\[]\s*[\"“'‘]?(?P<short>[A-Za-z][\w\u2010-\u2014/-]{1,11}?)s?[\"”'’]?\s*[)\];,]")
_CAPITALS = re.compile(r"[A-Z].*[A-Z]")
_KEPT_S = ("ss", "us", "is")
"""Ends of words whose `s` is no plural: abscess, lupus, arthritis."""
_ALIKE = {"syndrome": "disease", "disorder": "disease"}
_MAX_ABBREVIATION = 10
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a disease is named."""

    disease: str
    start: int
    end: int


@dataclass
class Names:
    """All names of all diseases, ready to be looked up."""

    full: dict[Key, str | None] = field(default_factory=dict)
    """Folded name → disease; None for an ambiguous name, which hides the shorter names in it and tags nothing."""
    short: dict[str, set[str]] = field(default_factory=dict)
    """Abbreviation → the diseases it may stand for."""
    capitals: dict[str, str] = field(default_factory=dict)
    """A name proper that is written in capitals (PANDAS) → disease."""
    broader: dict[str, set[str]] = field(default_factory=dict)
    """Disease → the diseases it is a kind of, by parent or because its name contains theirs."""
    longest: dict[str, int] = field(default_factory=dict)
    """First word of a name → how many words the longest name has that begins so."""

    @classmethod
    def of(cls, diseases: Mapping[str, Disease]) -> "Names":
        """The names of an edition's diseases."""
        names = cls()
        for disease in diseases.values():
            names.full |= dict.fromkeys(map(key_of, disease.ambiguous))
        for slug, disease in diseases.items():
            names._add(slug, disease)
        for key in names.full:
            names.longest[key[0]] = max(len(key), names.longest.get(key[0], 1))
        names._order(diseases)
        return names

    def _add(self, slug: str, disease: Disease) -> None:
        unsure = set(map(key_of, disease.ambiguous))
        if is_abbreviation(disease.name):
            self.capitals[disease.name] = slug
        for name in (disease.name, *disease.formerly, *disease.synonyms):
            if is_abbreviation(name):
                self.short.setdefault(name, set()).add(slug)
            elif (key := key_of(name)) and key not in unsure:
                self.full[key] = slug if self.full.get(key) in (None, slug) else None
        for name in disease.abbreviations:
            self.short.setdefault(name, set()).add(slug)

    def _order(self, diseases: Mapping[str, Disease]) -> None:
        own = {slug: _folded(disease.name) for slug, disease in diseases.items()}
        for slug, disease in diseases.items():
            wider = {other for other, key in own.items() if other != slug and _contains(own[slug], key)}
            self.broader[slug] = wider | ({disease.parent} if disease.parent else set())

    def find(self, text: str, known: Iterable[str] = ()) -> list[Found]:
        """All places of a text that name a disease, in order. `known` are diseases its abbreviations may stand for."""
        full = list(self._in_full(text))
        shorts = self._shorts(text, full, known)
        found = full + list(_written(text, shorts | self.capitals))
        return sorted(_without_inner(found), key=lambda each: each.start)

    def of_heading(self, heading: str) -> str | None:
        """The disease that a MeSH heading or a keyword names, if it names exactly one disease and nothing else."""
        for key in keys(heading):
            if self.full.get(key):
                return self.full[key]
        return self.capitals.get(heading)

    def _in_full(self, text: str) -> Iterator[Found]:
        words = [(match.start(), match.end(), _fold(match[0])) for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            if words[at][2] not in self.longest:
                at += 1
                continue
            size = self._longest_at(text, words, at)
            disease = self.full.get(tuple(word for _, _, word in words[at : at + size])) if size else None
            if disease is not None:
                yield Found(disease, words[at][0], words[at + size - 1][1])
            at += size or 1

    def _longest_at(self, text: str, words: list[tuple[int, int, str]], at: int) -> int:
        """How many words from here make up the longest name; 0 for none."""
        reach, longest = 1, self.longest.get(words[at][2], 0)
        while reach < longest and at + reach < len(words):
            if not _BETWEEN.fullmatch(text, words[at + reach - 1][1], words[at + reach][0]):
                break
            reach += 1
        for size in range(min(reach, longest), 0, -1):
            if tuple(word for _, _, word in words[at : at + size]) in self.full:
                return size
        return 0

    def _shorts(self, text: str, full: list[Found], known: Iterable[str]) -> dict[str, str]:
        """What each abbreviation stands for in this text: as the text defines it, else as the disease's file has it."""
        defined = {}
        for each in full:
            match = _DEFINED.match(text, each.end)
            if match and _CAPITALS.search(match["short"]):
                defined[match["short"]] = each.disease
        named = {each.disease for each in full} | set(known)
        usual = {}
        for short, owners in self.short.items():
            own = owners & named
            if len(own) == 1 and short not in defined and not _defined_otherwise(short, text):
                usual[short] = next(iter(own))
        return defined | usual


@lru_cache(maxsize=65_536)  # papers share their headings
def keys(name: str) -> tuple[Key, ...]:
    """The folded forms of a heading: as it stands, and with the parts of an inverted one set right."""
    return tuple(key for key in dict.fromkeys((_folded(name), key_of(name))) if key)


def key_of(name: str) -> Key:
    """The folded form of a name as running text has it: `Scleroderma, Systemic` is systemic scleroderma there."""
    return _folded(" ".join(reversed(name.split(", "))))


def is_abbreviation(name: str) -> bool:
    """Whether a name is an abbreviation by its look: one word of capitals."""
    return len(name) <= _MAX_ABBREVIATION and not any(c.islower() or c.isspace() for c in name)


def _folded(name: str) -> Key:
    return tuple(_fold(match[0]) for match in _WORD.finditer(name))


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    """A word without accents, British vowels, plural and genitive."""
    word = re.sub(r"['’]s$", "", word)
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).lower()
    plain = plain.replace("ae", "e").replace("oe", "e")
    if plain.endswith("itides"):
        return plain[:-4] + "is"
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(_KEPT_S):
        plain = plain[:-1]
    return _ALIKE.get(plain, plain)


def _contains(longer: Key, shorter: Key) -> bool:
    size = len(shorter)
    return size < len(longer) and any(longer[i : i + size] == shorter for i in range(len(longer) - size + 1))


def _defined_otherwise(short: str, text: str) -> bool:
    """Whether a text gives an abbreviation in brackets, as one does to define it, for something else."""
    return re.search(rf"[(\[]\s*{re.escape(short)}s?\s*[)\];,]", text) is not None


def _written(text: str, shorts: Mapping[str, str]) -> Iterator[Found]:
    """The places of abbreviations, in their own case, a plural `s` allowed."""
    if not shorts:
        return
    alternatives = "|".join(re.escape(short) for short in sorted(shorts, key=lambda s: (-len(s), s)))
    for match in re.finditer(rf"(?<![\w])({alternatives})s?(?!\w)", text):
        yield Found(shorts[match[1]], match.start(), match.end())


def _without_inner(found: list[Found]) -> Iterator[Found]:
    """The places that lie in no longer one."""
    for each in found:
        if not any(o is not each and o.start <= each.start and each.end <= o.end and o != each for o in found):
            yield each
