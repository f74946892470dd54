"""Which study design a paper has, and what that is read from.

MEDLINE's publication types come first, as hints that the text may sharpen: `Case Reports` of several patients is a
series, a `Clinical Trial` may be randomized. Then the title, then the words of the abstract. An abstract without
methods, patients or results of its own is taken for a narrative review.
"""

import re

from generator.detect import design_words as say
from generator.detect import patient_words
from generator.detect.abstract import Abstract
from generator.detect.patients import counted
from generator.model import Design, Guess

_COHORT_FROM = 20
"""Patients from which an uncontrolled retrospective study calls for the word cohort rather than series."""
_COHORT_SURELY_FROM = 50
"""Patients from which nobody tells one case after the other, whatever the words."""
_LABORATORY_WORDS = 2
_LOOSE_IN_TITLES = frozenset({"case-report", "narrative-review"})
"""Designs that a title names in passing; the text may know better."""
_MEDLINE, _TITLE, _TEXT = "MEDLINE", "title", "text"


def design_of(abstract: Abstract) -> Guess:
    """The design and its basis; unknown where there is nothing to read it from."""
    return _from_types(abstract) or _from_title(abstract) or _from_text(abstract)


def _from_types(abstract: Abstract) -> Guess | None:
    for name, design in say.BY_TYPE:
        stated = next((type_ for type_ in abstract.types if type_.startswith(name)), None)
        if stated is not None:
            return Guess(value=_sharpened(design, abstract), basis=f"{_MEDLINE}: {stated}")
    return None


def _sharpened(design: Design, abstract: Abstract) -> Design:
    """What the text makes of a design that a publication type only hints at."""
    if design == "case-report":
        return "case-series" if _several(abstract) else design
    if design == "non-randomized-trial":
        return "randomized-trial" if _randomizes(abstract) or _says(abstract, "randomized-trial") else design
    if design == "narrative-review":
        return "systematic-review" if _is_systematic(abstract) else design
    if design == "cohort":
        return next((d for d in ("cross-sectional", "case-control") if _says(abstract, d)), design)
    return design


def _says(abstract: Abstract, design: str) -> bool:
    return any(pattern.search(abstract.title) for name, pattern in say.BY_TITLE if name == design)


def _from_title(abstract: Abstract) -> Guess | None:
    for design, pattern in say.BY_TITLE:
        match = pattern.search(abstract.title)
        if match is None:
            continue
        value = _by_size(_loosely(design, abstract), match[0], abstract)
        return Guess(
            value="case-series" if _is_small(value, match[0], abstract) else value, basis=f"{_TITLE}: {match[0]}"
        )
    return None


def _loosely(design: Design, abstract: Abstract) -> Design:
    return _sharpened(design, abstract) if design in _LOOSE_IN_TITLES else design


def _by_size(design: Design, words: str, abstract: Abstract) -> Design:
    """A cohort rather than a series, where the words that tell it suit either and patients are many."""
    number = counted(abstract).value or 0
    if design != "case-series" or number < _COHORT_FROM or say.NAMES_IT.search(words):
        return design
    return "cohort" if number >= _COHORT_SURELY_FROM or _says(abstract, "cohort") else design


def _is_small(design: Design, words: str, abstract: Abstract) -> bool:
    """Whether what a title calls a retrospective or observational study has too few patients for a cohort."""
    few = 1 < (counted(abstract).value or 0) < _COHORT_FROM
    return design == "cohort" and few and say.NAMES_IT.search(words) is None


def _from_text(abstract: Abstract) -> Guess:
    if not abstract.text:
        other = next((type_ for type_ in abstract.types if type_ in say.NO_STUDY_TYPES), None)
        return Guess(value="other", basis=f"{_MEDLINE}: {other}") if other else Guess(value="unknown", basis=None)
    for design, match in _readings(abstract):
        if match:
            return Guess(value=_by_size(design, match, abstract), basis=f"{_TEXT}: {match}")
    if say.OWN_WORK.search(abstract.text):
        return Guess(value="unknown", basis=None)
    return Guess(value="narrative-review", basis=f"{_TEXT}: no methods, patients or results of its own")


def _readings(abstract: Abstract) -> list[tuple[Design, str | None]]:
    """Each design with the words that speak for it, in the order in which they are believed."""
    return [
        ("systematic-review", _systematic_words(abstract)),
        ("randomized-trial", _random_words(abstract)),
        *_of_patients(abstract),
        ("guideline", _first(say.GUIDELINE, abstract)),
        ("narrative-review", _first(say.OWN_REVIEW, abstract)),
        ("laboratory", _laboratory_words(abstract)),
    ]


def _of_patients(abstract: Abstract) -> list[tuple[Design, str | None]]:
    """The designs of studies with patients of their own."""
    number = counted(abstract).value or 0
    single = patient_words.SINGLE.search(abstract.title)
    told = _first(say.CASE, abstract) or _first(patient_words.SINGLE, abstract) or (single[0] if single else None)
    review = _first(say.OWN_REVIEW, abstract) if number < 2 else None
    own = number > 1 or review is None
    return [
        ("cross-sectional", _first(say.CROSS_SECTIONAL, abstract)),
        ("case-control", _first(say.CASE_CONTROL, abstract)),
        ("case-report", told if number < 2 else None),
        ("non-randomized-trial", _own(say.OPEN_TRIAL, abstract) if number > 1 else None),
        ("case-series", _first(say.SERIES, abstract) if number > 1 else None),
        ("cohort", _cohort_words(abstract, number) if own else None),
        ("case-series", f"{number} patients" if number > 1 and not _reviews_only(abstract) else None),
    ]


def _cohort_words(abstract: Abstract, number: int) -> str | None:
    """Words of a cohort: many patients followed, or groups compared."""
    if number >= _COHORT_FROM:
        return _first(say.COHORT, abstract) or _first(say.COMPARING, abstract)
    if _reviews_only(abstract) or say.COMPARING.search(abstract.text) is None:
        return None
    return _first(say.COHORT, abstract) if number > 1 else _first(say.OWN_COHORT, abstract)


def _reviews_only(abstract: Abstract) -> bool:
    return say.OWN_REVIEW.search(abstract.text) is not None and not say.STUDY_VERBS.search(abstract.text)


def _several(abstract: Abstract) -> bool:
    return (counted(abstract).value or 0) > 1


def _is_systematic(abstract: Abstract) -> bool:
    return _systematic_words(abstract) is not None


def _systematic_words(abstract: Abstract) -> str | None:
    if say.NARRATIVE.search(abstract.whole):
        return None
    headings = (s.heading for s in abstract.sentences if say.SYSTEMATIC_HEADING.search(s.heading))
    return _first(say.SYSTEMATIC, abstract) or next(headings, None)


def _randomizes(abstract: Abstract) -> bool:
    return _random_words(abstract) is not None


def _random_words(abstract: Abstract) -> str | None:
    return _own(say.RANDOMIZED, abstract)


def _own(pattern: re.Pattern[str], abstract: Abstract) -> str | None:
    """Words of a trial in a sentence that does not speak of the trials of others."""
    for sentence in abstract.sentences:
        match = pattern.search(sentence.text)
        if match and not say.BY_OTHERS.search(sentence.text):
            return match[0]
    return None


def _laboratory_words(abstract: Abstract) -> str | None:
    words = {match[0].lower() for match in say.LABORATORY.finditer(abstract.whole)}
    enough = len(words) >= _LABORATORY_WORDS and say.OWN_WORK.search(abstract.text)
    return ", ".join(sorted(words)) if enough else None


def _first(pattern: re.Pattern[str], abstract: Abstract) -> str | None:
    match = pattern.search(abstract.text)
    return match[0] if match else None
