"""Which diseases a paper is about, as far as words tell: not every disease that it names.

A review of one disease names others that resemble it. So a name counts by where it stands: in the title, among the
indexers' headings, beside the drug, or as what the patients have. A name behind `resembles` or `such as` counts little.
"""

import re
from collections import Counter, defaultdict
from enum import Enum

from generator.detect.abstract import Abstract
from generator.detect.intervention import Drug
from generator.detect.names import Found, Names
from generator.model import Mention

_PASSING = re.compile(
    r"(?:resembl\w+|mimic\w*|similar(?:ly)? to|akin to|shar\w+ [\w ]{0,30}with|features of|reminiscent of|differential|"
    r"distinguish\w*|differentiat\w+|unlike|exclu\w+|rul\w+ out|misdiagnos\w+|suspected|suspicion of|rather than|"
    r"spectrum of|history of|criteria for|susceptib\w+ to|in contrast to|not in)[^.;:]{0,40}$|\bjuvenile\s$",
    re.IGNORECASE,
)
"""Words before a name that say the patients do not have this disease."""
_PATIENTS_HAVE = re.compile(
    r"(?:patients?|cases?|child(?:ren)?|infants?|adults?|wom[ae]n|m[ae]n|girls?|boys?|individuals?|people|subjects?|"
    r"diagnos(?:is|ed)|presented|presenting|suffer\w*|develop\w*|treatment|therapy|management|efficacy|effective|"
    r"relapse|studies|trials|approved|indicated|useful|beneficial)"
    r"(?: [\w()-]+){0,4}? (?:of|with|as|from|having|in|for)(?: [\w()-]+){0,6}\s*$|"
    r"\b(?:to treat|treating|treats|managing)(?: [\w()-]+,?){0,8}\s*$",
    re.IGNORECASE,
)
"""Words before a name that say the patients have it, or that it is what is treated."""
_PATIENTS_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:patients?|cases?|children|was diagnosed)\b|\s*\((?:[\w-]+, )?n\s?=", re.IGNORECASE
)
"""Words behind a name that say the same: `fog fever (n = 3)`."""
_LISTED = re.compile(
    r"(?:\s?\([^)]*\))?(?:,|;|/|\s(?:and|or|as well as)\s|,\s(?:and|or)\s)(?:\s?[\w-]+,?){0,4}\s?", re.IGNORECASE
)
"""Between two names of one list."""
_TREATING = re.compile(
    r"\b(?:use[sd]?|treat\w*|therap\w+|indicat\w+|effective\w*|efficacy|benefi\w+|manag\w+|applications?|stud(?:y|ies)|trials?|respon\w+|tolera\w+|review\w*)\b",
    re.I,
)
_WINDOW = 90
_OFTEN = 3
_QUALIFIER = re.compile(r"/.*")


class Place(Enum):
    """Where a disease is named; the value is what that is worth."""

    TITLE = 10
    HEADING = 5
    KEYWORD = 1.5
    BESIDE_DRUG = 3.1
    PATIENTS = 3.2
    OFTEN = 1.0
    ANYWHERE = 1


ENOUGH = 3
"""Worth at which a paper is taken to be about a disease, where its title names none."""
ENOUGH_BESIDE_TITLE = 7
"""Worth asked for of a disease that is not in the title where another is."""
Places = dict[str, set[Place]]


def diseases_of(abstract: Abstract, names: Names, drug: Drug) -> tuple[Mention, ...]:
    """The diseases a paper is about, each with the words that name it, in the order of their first mention."""
    indexed = {disease for heading in abstract.headings if (disease := names.of_heading(heading))}
    found = names.find(abstract.whole, indexed)
    places = _places(abstract, found, drug)
    for disease in indexed:
        places[disease].add(Place.HEADING)
    for keyword in abstract.keywords:
        if (disease := names.of_heading(_QUALIFIER.sub("", keyword))) is not None:
            places[disease].add(Place.KEYWORD)
    chosen = _without_broader(_enough(places, names), places, names)
    order = dict.fromkeys([each.disease for each in found] + sorted(chosen))
    return tuple(Mention(disease=d, mentions=_words(d, abstract, found, names)) for d in order if d in chosen)


def _places(abstract: Abstract, found: list[Found], drug: Drug) -> Places:
    """The kinds of places where each disease is named."""
    places: Places = defaultdict(set)
    shift = len(abstract.title) + 1
    all_about_it = drug.named(abstract.title) and not any(each.end < shift for each in found)
    before: Found | None = None
    listed: set[Place] = set()
    for each in found:
        kinds = _kinds(abstract, each, drug, all_about_it)
        if before and _LISTED.fullmatch(abstract.whole, before.end, each.start):
            kinds |= listed
        places[each.disease] |= {Place.ANYWHERE} | kinds
        before, listed = each, kinds & {Place.PATIENTS}
    for disease, count in Counter(each.disease for each in found).items():
        if count >= _OFTEN:
            places[disease].add(Place.OFTEN)
    return places


def _kinds(abstract: Abstract, each: Found, drug: Drug, all_about_it: bool) -> set[Place]:
    """What speaks for a disease in one of its places; nothing where the words before say that it is another's.

    Where the title names the drug and no disease, sentences about treatment count as if they named the drug.
    """
    if _is_passing(abstract.whole, each):
        return set()
    shift = len(abstract.title) + 1
    if each.end < shift:
        return {Place.TITLE}
    sentence = next((s for s in abstract.sentences if s.start <= each.start - shift < s.end), None)
    start = shift + sentence.start if sentence else each.start
    beside = sentence and (drug.named(sentence.text) or (all_about_it and _TREATING.search(sentence.text)))
    kinds = {Place.BESIDE_DRUG} if beside else set()
    before = abstract.whole[max(start, each.start - _WINDOW) : each.start]
    if _PATIENTS_HAVE.search(before) or _PATIENTS_AFTER.match(abstract.whole, each.end):
        kinds.add(Place.PATIENTS)
    return kinds


def _is_passing(text: str, each: Found) -> bool:
    return _PASSING.search(text[max(0, each.start - _WINDOW) : each.start]) is not None


def _enough(places: Places, names: Names) -> set[str]:
    """The diseases with enough that speaks for them. A kind of the title's disease needs no more than that itself."""
    titled = {disease for disease, kinds in places.items() if Place.TITLE in kinds}
    chosen = set()
    for disease, kinds in places.items():
        beside_title = titled and not names.broader.get(disease, set()) & titled
        if sum(kind.value for kind in kinds) >= (ENOUGH_BESIDE_TITLE if beside_title else ENOUGH):
            chosen.add(disease)
    return chosen


def _without_broader(chosen: set[str], places: Places, names: Names) -> set[str]:
    """A paper about pemphigus vulgaris names pemphigus too; the narrower disease stands for both.

    Not so where the title has both, or where patients have the broader one and the title does not name the narrower.
    """
    wider = set()
    for disease in chosen:
        for broader in names.broader.get(disease, set()) & chosen:
            titled = Place.TITLE in places[disease]
            own = Place.TITLE in places[broader] if titled else places[broader] & {Place.BESIDE_DRUG, Place.PATIENTS}
            if not own:
                wider.add(broader)
    return chosen - wider


def _words(disease: str, abstract: Abstract, found: list[Found], names: Names) -> tuple[str, ...]:
    """The words that name a disease, each once, as they stand; headings last."""
    whole = abstract.whole
    written = [whole[each.start : each.end] for each in found if each.disease == disease]
    headings = [
        h for h in (*abstract.headings, *abstract.keywords) if names.of_heading(_QUALIFIER.sub("", h)) == disease
    ]
    return tuple(dict.fromkeys(written + headings))
