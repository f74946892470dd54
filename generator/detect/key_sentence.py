"""The sentence that best says what the drug did, whatever its direction.

Every sentence that names the drug is weighed by the words it has; one that goes on about it (`the treatment`) may win
too. Effects weigh most, for and against alike; aims, methods and definitions weigh less than nothing.
"""

from generator.detect import key_words as say
from generator.detect.abstract import Abstract, Sentence
from generator.detect.design_words import STUDY_VERBS
from generator.detect.intervention import NEVER, Drug

_NAMED, _SUBSTANCE, _GOES_ON, _LATER = 4.0, 1.5, 0.0, -1.0
_CONCLUDES, _INTRODUCES, _LAST, _AS_SUBJECT, _TITLE_WORDS = 2.0, -2.5, 1.0, 1.0, 0.5
_RESISTANT, _RESISTED, _NEVER_GIVEN, _KNOWN = -5.0, -1.5, 5.0, -4.0
_FIRST_WORDS = 60
"""Characters from the start of a sentence in which the drug is its subject."""
_LATE = 0.6
"""Share of an abstract behind which a sentence may conclude without a heading saying so."""
_LONG_WORD = 6
_MOST_HITS = 2


def key_sentence_of(abstract: Abstract, drug: Drug) -> str | None:
    """The winner among the sentences about the drug; None where no sentence names it."""
    weighed = [(_weight(abstract, sentence, base, drug), sentence) for base, sentence in _about(abstract, drug)]
    if not weighed:
        return None
    best = max(weighed, key=lambda each: (each[0], each[1].start))
    return best[1].text


def _about(abstract: Abstract, drug: Drug) -> list[tuple[float, Sentence]]:
    """The sentences about the drug, with what speaks for each from the start."""
    found: list[tuple[float, Sentence]] = []
    if not drug.named(abstract.whole):
        return found
    titled = before = drug.named(abstract.title)
    for sentence in abstract.sentences:
        named = drug.named(sentence.text)
        if named:
            found.append((_NAMED, sentence))
        elif drug.find_substance(sentence.text):
            found.append((_SUBSTANCE, sentence))
        elif (before or titled) and say.GOES_ON.search(sentence.text):
            found.append((_GOES_ON if before else _LATER, sentence))
        before = named
    return found


def _weight(abstract: Abstract, sentence: Sentence, base: float, drug: Drug) -> float:
    text = sentence.text
    places = drug.find(text) or drug.find_substance(text)
    free = [match for match in places if not say.RESISTANT.search(text[: match.start()])]
    resisted = free and all(say.RESISTED.search(text[match.end() :]) for match in free)
    rules = (
        (_CONCLUDES, sentence.concludes or _is_late(abstract, sentence)),
        (_INTRODUCES, sentence.introduces),
        (_KNOWN, _is_known_before(abstract, sentence)),
        (_LAST, bool(abstract.sentences) and sentence is abstract.sentences[-1]),
        (_AS_SUBJECT, any(m.start() < _FIRST_WORDS for m in free)),
        (_RESISTANT, bool(places) and not free),
        (_RESISTED, bool(resisted)),
        (_TITLE_WORDS, _shares_title(abstract, text, drug)),
        (_NEVER_GIVEN, base == _GOES_ON and NEVER.search(text) is not None),
    )
    return base + _words(text) + sum(weight for weight, holds in rules if holds)


def _words(text: str) -> float:
    """What the words of a sentence weigh; a second and third word of a kind weigh half as much as the first."""
    total = 0.0
    for weight, pattern in say.WEIGHTS:
        hits = min(len({match[0].lower() for match in pattern.finditer(text)}), _MOST_HITS)
        total += weight * (hits + 1) / 2 if hits else 0
    return total


def _is_late(abstract: Abstract, sentence: Sentence) -> bool:
    return not sentence.heading and sentence.start > _LATE * len(abstract.text)


def _is_known_before(abstract: Abstract, sentence: Sentence) -> bool:
    """Whether a sentence without a heading opens a study of patients with what is known of the drug."""
    opens = sentence is abstract.sentences[0] and not sentence.heading
    return bool(opens and say.KNOWN_BEFORE.search(sentence.text) and STUDY_VERBS.search(abstract.text))


def _shares_title(abstract: Abstract, text: str, drug: Drug) -> bool:
    """Whether a sentence speaks of what the title is about, beyond the drug."""
    title = drug.pattern.sub(" ", abstract.title).lower().replace("-", " ").split()
    return any(len(word) >= _LONG_WORD and word.strip(".,:()[]") in text.lower() for word in title)
