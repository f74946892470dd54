"""Doses of the drug as an abstract writes them, and of no other drug.

A dose belongs to the drug named right behind it (`2 g/kg of …`), else to the one named last before it in its
sentence, else to the first one after it. Doses are quoted, never converted or judged here.
"""

import re

from generator.detect.abstract import Abstract, Sentence
from generator.detect.intervention import Drug

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u2009\u202f,]\d{3})+|\d+)(?:[.,·]\d+)?"
_MASS = r"(?:mg|g|gm|gms|grams?|milligrams?)"
_TO = r"(?:\s?[-\u2010-\u2015~∼]\s?|\s(?:to|or|and)\s)"
_PER = r"\s?(?:/|\bper\b|\ba\b|·)\s?"
_BODY_WEIGHT = rf"(?:{_PER}(?:kg|kilogram|kilo)(?:\s(?:of\s)?(?:body\s?weight|BW|bw))?|{_PER}(?:kg)\^?-?1?)"
_TIME = r"(?:days?|d|weeks?|wk|months?|mo|doses?|infusions?|courses?|cycles?|hours?|h)"
_COUNT = (
    rf"(?:{_NUMBER}(?:\s?[-\u2010-\u2015]\s?{_NUMBER})?|one|two|three|four|five|six|seven|eight|ten|"
    r"(?:two|three|four|1|2|3|4)\s(?:to|or)\s(?:two|three|four|five|six|\d+))"
)
_SPAN = rf"{_COUNT}[\s-](?:(?:consecutive|successive|single|daily|divided|separate)\s)*{_TIME}"
_COURSE = (
    rf"(?:{_PER}(?:day|d|dose|week|month|infusion|course|cycle)\b|\s(?:daily|weekly|monthly|once|twice daily|"
    rf"once daily)\b|"
    rf"\s?[x×]\s?\d+(?:\s?days?)?|,?\s(?:for|over|in|within|during|on|divided (?:over|into|in)|given over|every|"
    rf"each)\s(?:a period of\s)?"
    rf"(?:{_SPAN}|(?:\d+(?:\s?[-\u2010-\u2015]\s?\d+)?\s?)?{_TIME}\b|(?:the\s)?(?:first|second)\sday|"
    rf"two consecutive days))"
)
_DOSE = re.compile(
    rf"(?<![\w.,·/-])(?:{_NUMBER}(?:\s?{_MASS})?(?:{_BODY_WEIGHT})?{_TO})?{_NUMBER}[\s-]?{_MASS}\b"
    rf"(?P<weight>{_BODY_WEIGHT})?(?P<course>{_COURSE}*)(?![\w/])"
)
_CONCENTRATION = re.compile(r"\s?(?:/|per\b)\s?(?:d?L|l|ml|mL|μl|m2|m²|mmol|mol|g|24|cm)|\s?%|[²2]?\s?creatinine")
"""Behind a mass it makes a concentration, an excretion or a ratio, which is no dose."""
_WEIGHT_OF = re.compile(
    r"\b(?:weigh\w*|weight|birth|hemoglobin|haemoglobin|protein\w*|albumin was|level\w*|stool)\W+(?:\w+\W+){0,4}$", re.I
)
"""Before a mass it makes it a weight or a level."""
_OTHER_DRUG = re.compile(
    r"\b(?:\w*(?:predniso\w+|cortiso\w+|cort\b|dexamethasone|betamethasone|steroids?|glucocorticoids?)(?!-)|"
    r"\w+(?:mab|cept|nib|parin|"
    r"floxacin|cillin|mycin|vir|phosphamide|trexate|thioprine|statin|prine|olone|nercept|limus|sporine?|ciclib)|"
    r"aspirin|acetylsalicylic acid|ASA|MTX|mycophenolate|MMF|hydroxychloroquine|colchicine|albumin|heparin|warfarin|"
    r"dapsone|"
    r"thalidomide|anakinra|infliximab|plasma(?:pheresis| exchange)|pyridostigmine|danazol|vincristine|saline|"
    r"dextrose|ATG|"
    r"interferon|insulin|azathioprine|cyclophosphamide|CYC|AZA|MP|IVMP|mPSL|PSL|NSAIDs?)\b",
    re.IGNORECASE,
)
"""Drugs of many editions, by name or by the ending of their kind; an edition's file adds its own."""
_SPREAD = re.compile(r"(?:±|\+\s?/?\s?[-−])\s?$")
_NEAR = 40
_RIGHT_BEHIND = re.compile(r"\s?(?:\)?\s?(?:dose\s)?(?:of\s)?(?:the\s)?(?:high-dose\s)?)$", re.IGNORECASE)
_DOSING = re.compile(r"\b(?:dos(?:e|es|age|ing)|infus\w+|regimen|course|given)\b", re.IGNORECASE)


def doses_of(abstract: Abstract, drug: Drug) -> tuple[str, ...]:
    """Each dose of the drug, in the very words of the abstract, once."""
    found = []
    before: Sentence | None = None
    for sentence in abstract.sentences:
        found += [
            match[0] for match in _DOSE.finditer(sentence.text) if _is_its(match, sentence, before, abstract, drug)
        ]
        before = sentence
    return tuple(dict.fromkeys(dose.rstrip() for dose in found))


def _is_its(match: re.Match[str], sentence: Sentence, before: Sentence | None, abstract: Abstract, drug: Drug) -> bool:
    text = sentence.text
    if _CONCENTRATION.match(text, match.end()) or any(
        rule.search(text, 0, match.start()) for rule in (_WEIGHT_OF, _SPREAD)
    ):
        return False
    names = _names(text, drug)
    if not names:
        return bool(match["weight"]) and _speaks_on(sentence, before, abstract, drug)
    owner = _owner(match, text, names)
    return owner and (bool(match["weight"]) or _is_given(match, text, drug))


def _names(text: str, drug: Drug) -> list[tuple[int, int, bool]]:
    """The drugs a sentence names, with their places and whether it is the edition's."""
    own = [(m.start(), m.end(), True) for m in (*drug.find(text), *drug.find_substance(text))]
    other = [(m.start(), m.end(), False) for m in (*_OTHER_DRUG.finditer(text), *drug.find_others(text))]
    return sorted(own + [o for o in other if not any(s <= o[0] and o[1] <= e for s, e, _ in own)])


def _owner(match: re.Match[str], text: str, names: list[tuple[int, int, bool]]) -> bool:
    """Whether the dose is of the edition's drug."""
    for start, _, own in names:
        if start >= match.end() and _RIGHT_BEHIND.fullmatch(text[match.end() : start]):
            return own
    earlier = [own for start, _, own in names if start < match.start()]
    return earlier[-1] if earlier else names[0][2]


def _is_given(match: re.Match[str], text: str, drug: Drug) -> bool:
    """Whether a mass without a body weight is a dose: by its course, or by the words around it."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    around = before + text[match.start() : match.end() + _NEAR // 2]
    near = drug.named(around) or bool(drug.find_substance(around))
    return bool(match["course"]) or (near and _DOSING.search(before) is not None)


def _speaks_on(sentence: Sentence, before: Sentence | None, abstract: Abstract, drug: Drug) -> bool:
    """Whether a sentence that names no drug goes on about the one of the title, or of the sentence before."""
    if _DOSING.search(sentence.text) is None:
        return False
    names = _names(before.text, drug) if before else []
    return drug.named(abstract.title) or (bool(names) and all(own for _, _, own in names))
