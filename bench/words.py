"""Made-up words: names, terms and sentences that mean nothing and say so.

All chance comes from a `Random` that the caller seeds, so that the same words come out on every machine.
"""

from random import Random

DRUG = "Madeupumab"
SHORT = "MUM"
_BEGIN = "br kr dr fl gl pl tr v z m n k st sk w".split()
_MIDDLE = "a e i o u ai eo ou".split()
_END = "lan vik mor tep dun sil rax nov bel gim pon fer".split()
SYLLABLES = tuple(begin + middle + end for begin in _BEGIN for middle in _MIDDLE for end in _END)
"""Some 1,400 words of no language; about as many as the rarer words of a few hundred abstracts."""
ORGANS = ("skin", "muscle", "gut", "lung", "nerves", "joints", "eyes", "kidneys")
SITUATIONS = ("refractory", "relapsing", "in-pregnancy", "in-children", "first-line", "steroid-tapering")
_FILLERS = (
    "The {a} {b} index fell from {n} to {m} points in the {c} part of this invented study.",
    "Levels of {a} {b} rose by {n}% at week {m}, and the {c} test was read by an invented laboratory.",
    "A made-up {a} score of {n} or more was called {b}, and {c} was looked for in {m} visits.",
    "Between visits {n} and {m}, the {a} {b} was taken at rest and written down as {c}.",
    "The {a} group and the {b} group had {n} and {m} points on the {c} scale, both invented.",
    "Samples of {a} were kept for {n} days at the {b} institute, where {c} was measured {m} times.",
    "An invented {a} model with {b} and {c} as factors gave a ratio of {n}.{m}.",
)
_OPENINGS = (
    "{Disease} is an invented disease in which {a} and {b} build up in the {c} over {n} to {m} years.",
    "In earlier made-up work, {a} was linked to {b} in {disease}, with a share of {n}% and a range of {m} points.",
    "Those with {disease} often have {a} {b}, and {n} made-up surveys with {m} visits describe {c} as its first sign.",
)


def word(chance: Random) -> str:
    """One word of no language."""
    return chance.choice(SYLLABLES)


def filler(chance: Random) -> str:
    """A sentence of methods or results that names no drug."""
    return chance.choice(_FILLERS).format(**_slots(chance))


def opening(chance: Random, disease: str) -> str:
    """A sentence that introduces a disease."""
    said = chance.choice(_OPENINGS)
    return said.format(**_slots(chance), disease=disease, Disease=disease[0].upper() + disease[1:])


def author(chance: Random) -> tuple[str, str]:
    """A surname that nobody has, and initials."""
    surname = "Nobody" + word(chance)[-3:]
    return surname, "".join(chance.choice("ABCDEFGHJKLMNPRST") for _ in range(chance.choice((1, 2, 2))))


def _slots(chance: Random) -> dict[str, str | int]:
    return {
        "a": word(chance),
        "b": word(chance),
        "c": word(chance),
        "n": chance.randrange(11, 99),
        "m": chance.randrange(2, 60),
    }
