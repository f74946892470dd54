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
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
WORDS = {word: number for number, word in enumerate(_UNITS)} | TENS
_AMOUNTS = {"half", "third", "quarter", "dozen", "hundred", "thousand", "million", "twice", "double"}
"""Words of amount that are not counted up, but must stand in the quote as they are."""
_DIGITS = re.compile(
    r"(?P<name>(?:[^\W\d_]+[-\u2010\u2011]?)?)"
    r"(?P<number>(?:(?<![\w.,])\d{1,3}(?:[, \u00a0\u2009]\d{3})+(?!\d)|\d+)(?:[.·]\d+)?)"
    r"(?P<power>\^[-−]?\d+|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
    r"(?P<percent>\s?(?:%|per ?cent\b))?"
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def stated(text: str) -> set[str]:
    """The numbers of a text, each once."""
    return set(listed(text))


def listed(text: str) -> list[str]:
    """The numbers of a text, words and grouped digits normalized: `1,000` and `twenty-two` give `1000` and `22`.

    A name (`CD4`), a percentage (`5%`) and a power (`10⁹`) are no numbers of patients: they stand as a whole.
    """
    return [_written(m) for m in _DIGITS.finditer(text)] + _spelled(text)


def _written(match: re.Match[str]) -> str:
    number = re.sub(r"[, \u00a0\u2009]", "", match["number"]).replace("·", ".")
    return f"{match['name']}{number}{match['power'] or ''}{'%' if match['percent'] else ''}"


def _spelled(text: str) -> list[str]:
    found: list[str] = []
    tens: tuple[int, int] | None = None
    for match in _WORD.finditer(text):
        word = match[0].lower()
        number = WORDS.get(word)
        if number is None:
            found.extend([word] if word in _AMOUNTS else [])
            continue
        if tens is not None and 0 < number < 10 and text[tens[1] : match.start()] in ("-", " ", "\u2010", "\u2011"):
            found[-1] = str(tens[0] + number)
        else:
            found.append(str(number))
        tens = (number, match.end()) if number in TENS.values() else None
    return found
