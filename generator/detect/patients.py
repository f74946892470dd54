"""How many patients a paper is about, and the words that say so.

An abstract names many groups of people: parts of its own patients, controls, other authors' cases. The whole is told
by the words around it. Two parts of which no whole is named (`two patients with …, one with …`) are added up.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from generator import numbers
from generator.detect import patient_words as say
from generator.detect.abstract import Abstract, Sentence
from generator.model import Count, Design

_NOBODY = frozenset({"narrative-review", "guideline", "laboratory", "unknown"})
"""Designs with no patients of their own; a systematic review counts those of its studies."""
_MOST = 1_000_000
_ARMS = 2
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_STUDIED, _WHOLE, _TOLD, _IN_TITLE, _ADDED = 4, 3, 2, 3, 1
_PART, _ELSEWHERE, _INTRODUCED, _CONTROLS = -4, -4, -2, -6
_OF_AN_ARM = re.compile(r"group|arm\b|treated", re.IGNORECASE)
_PHRASE_END = re.compile(r"[.;,)]|$")
_OWN = re.compile(r"\bwe\b|\bthis\b|\bwere\b|\bwas\b|\bour\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    """A number of people that a sentence names."""

    number: int
    quote: str
    worth: int
    planned: bool


def patients_of(abstract: Abstract, design: Design) -> Count:
    """The patients of a paper; nothing where its design has none of its own, or its abstract does not say."""
    if design in _NOBODY:
        return Count(value=None, quote=None)
    if design == "case-report":
        return Count(value=1, quote=_single(abstract))
    return counted(abstract, of_studies=design == "systematic-review")


@lru_cache(maxsize=4)  # the design of a paper is read from it too
def counted(abstract: Abstract, of_studies: bool = False) -> Count:
    """The likeliest whole among the groups of people that title and abstract name.

    Where the paper is one of studies, the people of a single study are a part.
    """
    titled = {read(match["number"]) for match in say.GROUP.finditer(abstract.title)}
    groups = [
        replace(group, worth=group.worth + (_IN_TITLE if group.number in titled else 0))
        for sentence in abstract.sentences
        for group in _groups(sentence)
        if not (of_studies and say.ONE_STUDY.search(sentence.text.partition(group.quote)[0]))
    ]
    largest = max((group.number for group in groups if group.worth >= 0), default=0)
    groups += [*_sums(abstract, largest), *_pairs(abstract, largest)]
    if not groups:
        return _from_sizes(abstract) or _from_title(abstract) or Count(value=None, quote=None)
    best = max(groups, key=lambda group: (group.worth, group.number))
    if best.worth < 0:
        return _from_title(abstract) or Count(value=None, quote=None)
    return Count(value=best.number, quote=best.quote, planned=best.planned)


def _groups(sentence: Sentence) -> list[_Group]:
    found = []
    for match in _people(sentence.text):
        planned = say.PLANNED.search(sentence.text) is not None
        found.append(_Group(read(match["number"]), match[0], _worth(match, sentence), planned))
    return found


@lru_cache(maxsize=64)  # each sentence is asked for its groups, and for pairs of them
def _people(text: str) -> tuple[re.Match[str], ...]:
    """The numbers of people that a sentence names."""
    return tuple(m for m in say.GROUP.finditer(text) if _counts_people(m, read(m["number"]), text))


def _counts_people(match: re.Match[str], number: int, text: str) -> bool:
    before = text[: match.start()]
    if say.NO_GROUP_BEFORE.search(before) or not 0 < number < _MOST:
        return False
    year = _FIRST_YEAR <= number < _LAST_YEAR and match["number"].isdecimal()
    return not (year and say.YEAR_BEFORE.search(before))


def _worth(match: re.Match[str], sentence: Sentence) -> int:
    """How likely a group is the whole of a paper's patients."""
    before, after = sentence.text[: match.start()], sentence.text[match.end() :]
    rules = (
        (_STUDIED, say.STUDIED.search(sentence.text)),
        (_WHOLE, say.WHOLE_BEFORE.search(before)),
        (_TOLD, say.WHOLE_AFTER.match(after)),
        (_PART, say.PART_BEFORE.search(before) or _follows_a_whole(before)),
        (_PART, _OF_AN_ARM.search(match["between"])),
        (_PART, say.PART_AFTER.match(after)),
        (_ELSEWHERE, say.ELSEWHERE.search(sentence.text)),
        (_INTRODUCED, sentence.introduces and not _OWN.search(sentence.text)),
        (_CONTROLS, say.CONTROLS.search(before[-20:]) or re.match(r"\s(?:controls?|donors?)\b", after)),
    )
    return sum(worth for worth, said in rules if said)


def _follows_a_whole(before: str) -> bool:
    """Whether a group stands behind a comma in a sentence that has named a larger one: `of 212 children, 31 …`."""
    return before.endswith((", ", "; ")) and say.GROUP.search(before) is not None


def _sums(abstract: Abstract, largest: int) -> list[_Group]:
    """Parts of one sentence added up, where no group of the abstract is as large as their sum."""
    found = []
    for sentence in abstract.sentences:
        items = [
            item
            for item in say.ITEM.finditer(sentence.text)
            if _counts_people(item, read(item["number"]), sentence.text)
        ]
        if len(items) < 2 or not say.STUDIED.search(sentence.text) or say.ELSEWHERE.search(sentence.text):
            continue
        total = sum(read(item["number"]) for item in items)
        first = say.GROUP.match(sentence.text, items[0].start())
        is_part = say.WHOLE_OF.search(sentence.text[: items[0].start()]) and not all(map(_is_named, items))
        if first and not is_part and total > largest and _is_list(sentence.text, items):
            end = _PHRASE_END.search(sentence.text, items[-1].end())
            quote = sentence.text[items[0].start() : end.start() if end else len(sentence.text)]
            worth = max(_worth(first, sentence), _STUDIED + _WHOLE) + _ADDED
            found.append(_Group(total, quote, worth, say.PLANNED.search(sentence.text) is not None))
    return found


def _pairs(abstract: Abstract, largest: int) -> list[_Group]:
    """Two groups of which one sentence tells together, where no group of the abstract is as large as both."""
    found = []
    for sentence in abstract.sentences:
        text = sentence.text
        for one, two in pairwise(_people(text)):
            total = read(one["number"]) + read(two["number"])
            worth = _worth(one, sentence) if _worth(two, sentence) > _CONTROLS + _STUDIED else _CONTROLS
            if total > largest and worth >= 0 and _belong_together(text, one.end(), two.start()):
                planned = say.PLANNED.search(text) is not None
                found.append(_Group(total, text[one.start() : two.end()], worth + _ADDED, planned))
    return found


def _belong_together(text: str, end: int, start: int) -> bool:
    """Whether two groups are joined by `and` in what was studied, or are the arms of a trial that compares them."""
    joint = text[end:start]
    arms = say.AT_RANDOM.search(text) and say.COMPARED.search(joint)
    return bool(arms or (say.STUDIED.search(text) and say.ADDED.fullmatch(joint)))


def _is_named(item: re.Match[str]) -> bool:
    """Whether a part says what its people have: `39 cases of …`, not `39 received …`."""
    return item[0].endswith((" of", " with"))


def _is_list(text: str, items: list[re.Match[str]]) -> bool:
    """Whether the parts follow each other, joined by commas and `and`."""
    joints = [text[one.end() : two.start()] for one, two in pairwise(items)]
    return all(re.search(r"(?:,|;|\band|\bor)\s(?:the\s)?$", joint) and "." not in joint for joint in joints)


def _from_sizes(abstract: Abstract) -> Count | None:
    """Groups that a sentence gives as `(n = 54)`: added up where it speaks of two arms, else the first of them."""
    for sentence in abstract.sentences:
        sizes = [m for m in say.SIZE.finditer(sentence.text) if not say.CONTROLS.search(sentence.text, 0, m.start())]
        if sizes:
            used = sizes if len(sizes) == _ARMS and say.ARMS.search(sentence.text) else sizes[:1]
            quote = sentence.text[used[0].start() : used[-1].end()] + ")"
            value = sum(read(size["number"]) for size in used)
            return Count(value=value, quote=quote if quote in abstract.text else quote[:-1])
    return None


def _from_title(abstract: Abstract) -> Count | None:
    """A number in the title alone; there is no quote then, since quotes are of the abstract."""
    match = say.GROUP.search(abstract.title)
    return Count(value=read(match["number"]), quote=None) if match else None


def _single(abstract: Abstract) -> str | None:
    """The words that introduce the one patient of a case report."""
    for pattern in (say.SINGLE, say.SOMEONE):
        match = pattern.search(abstract.text)
        if match:
            return match[0]
    return None


def read(number: str) -> int:
    """The value of a number in digits or in words; 0 where it is neither."""
    hundreds = say.HUNDREDS.fullmatch(number)
    if hundreds:
        return 100 * (read(hundreds["hundreds"]) or 1) + read(hundreds["rest"] or "")
    stated = numbers.listed(re.sub(r"[\u202f]", " ", number))
    return int(stated[0]) if stated and stated[0].isdecimal() else 0
