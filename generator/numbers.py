"""The numbers that a text states, whether as digits or as words.

A number in a bottom line must stand in a quote it cites; there "two patients" and "2 patients" are the same.
"""

import re

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {word: number for number, word in enumerate(_UNITS)} | _TENS
_AMOUNTS = {"half", "third", "quarter", "dozen", "hundred", "thousand", "million", "twice", "double"}
"""Words of amount that are not counted up, but must stand in the quote as they are."""
_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:[, \u00a0\u2009]\d{3})+(?![\d])|\d+(?:[.·]\d+)?")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def stated(text: str) -> set[str]:
    """The numbers of a text, words and grouped digits normalized: `1,000` and `twenty-two` give `1000` and `22`."""
    digits = {re.sub(r"[, \u00a0\u2009]", "", m[0]).replace("·", ".") for m in _DIGITS.finditer(text)}
    return digits | set(_spelled(text))


def _spelled(text: str) -> list[str]:
    found: list[str] = []
    tens: tuple[int, int] | None = None
    for match in _WORD.finditer(text):
        word = match[0].lower()
        number = _WORDS.get(word)
        if number is None:
            found.extend([word] if word in _AMOUNTS else [])
            continue
        if tens is not None and 0 < number < 10 and text[tens[1] : match.start()] in ("-", " ", "\u2010", "\u2011"):
            found[-1] = str(tens[0] + number)
        else:
            found.append(str(number))
        tens = (number, match.end()) if number in _TENS.values() else None
    return found
