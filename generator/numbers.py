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
_SAID = frozenset({*WORDS, *_AMOUNTS})
_DIGITS = re.compile(
    # Starts where a word does, or right behind a power, and gives no letter back: a word without a digit fails at once.
    r"(?=[^\W_])(?<![^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹])(?P<name>(?:[^\W\d_]++[-\u2010\u2011]?+)?+)(?=\d)"
    r"(?P<number>(?:(?<![\w.,])\d{1,3}(?:[, \u00a0\u2009]\d{3})+(?!\d)|\d+)(?:[.·]\d+)?)"
    r"(?P<power>\^[-−]?\d+|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
    r"(?P<percent>\s?(?:%|per ?cent\b))?"
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_SPELT = rf"(?:{'|'.join(WORDS)})(?:[-\u2010\u2011](?:{'|'.join(_UNITS[1:10])}))?"
_ONE = rf"(?:\d[\d.,·]{{0,12}}(?<![.,])|[.·]\d{{1,6}}|{_SPELT})(?!\w)"
_PEOPLE = (
    r"(?:\s(?:[\w-]+\s){0,2}?(?:patients|people|adults|children|women|men|subjects|participants|individuals|cases)\b)"
)
_JOINT = rf"(?:to|and|or|[-\u2010-\u2015−±/]|,(?!\s?{_ONE}{_PEOPLE})|\+/-)"
_RANGE = rf"(?:{_ONE}\s?[%‰]?\s?{_JOINT}\s?){{0,5}}{_ONE}"
_UNIT = (
    r"(?:[%‰°]|(?:per\s?cent|percentage|[mµμnk]?g|[mµμd]?[lL]|[mk]?I?U|[mµμ]?mol|[mcµμ]?m|kDa|Hz|points?|fold|times|h|y|yrs?"
    r"|hrs?|min(?:ute)?s?|hours?|days?|w(?:ee)?ks?|mo(?:nth)?s?|years?|decades?|courses?|cycles?|doses?|infusions?"
    r"|injections?|episodes?|attacks?|relapses?|cent(?:er|re)s?|hospitals?|stud(?:y|ies)|trials?)\b)"
)
_DATE = r"(?:19|20)\d\d(?![\w%])"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MEASURED = re.compile(
    rf"\bP\s?(?:value\s?)?(?:of\s?)?[<>=≤≥]\s?{_ONE}"
    rf"|\b(?:ages?|aged|CI|IQR|SD|[OH]R|RR|median|mean|range|averag\w+|score|P)\b[\s:=,(]{{0,3}}"
    rf"(?:(?:of|was|were|is|from|between|over|under|at|age|years?|ranged?|ranging)\s){{0,4}}{_RANGE}"
    rf"|\b(?:grade|stage|type|phase|level|week|day|month|year|visit|figure|fig|table|ref)s?\.?\s{_RANGE}(?!{_PEOPLE})"
    rf"|\b(?:in|since|until|till|by|during|before|after|from|between|to|and|{_MONTH})\s{_DATE}"
    rf"(?:\s?(?:to|and|[-\u2010-\u2015])\s?(?:{_MONTH}\s)?{_DATE})?(?!{_PEOPLE})"
    rf"|(?<![\w.,·]){_RANGE}[\s-]{{0,2}}{_UNIT}\S{{0,20}}",
    re.IGNORECASE,
)
"""A percentage, an amount, a time, an age, a day, a p value or a measure of spread; no number of people."""
_SHARE = re.compile(
    rf"(?<![\w.,·]){_ONE}\s?(?:/|(?:out\s)?of)\s?(?:(?:the|these|those|all)\s)?(?={_ONE})", re.IGNORECASE
)
"""A part that is told with its whole: `8 of 20`, `3/5`."""
_RESULT = re.compile(r"[%‰]|per\s?cent|\b(?:P|CI|[OH]R|RR|fold|score|points?)\b", re.IGNORECASE)
"""In a number that measures: it measures how a treatment did."""


def stated(text: str) -> set[str]:
    """The numbers of a text, each once."""
    return set(listed(text))


def listed(text: str) -> list[str]:
    """The numbers of a text, words and grouped digits normalized: `1,000` and `twenty-two` give `1000` and `22`.

    A name (`CD4`), a percentage (`5%`) and a power (`10⁹`) are no numbers of patients: they stand as a whole.
    """
    return [_written(m) for m in _DIGITS.finditer(text)] + _spelled(text)


def without_measures(text: str) -> str:
    """A text without the numbers that cannot count people: percentages, doses, times, ages, years, p values."""
    return _MEASURED.sub(" ", text)


def without_shares(text: str) -> str:
    """A text without the parts of what it tells the whole of: of `8 of 20 patients` the 20 are left."""
    return _SHARE.sub(" ", text)


def without_amounts(text: str) -> str:
    """A text without doses, times, ages and years: what is left of its numbers tells of results."""
    return _MEASURED.sub(lambda m: m[0] if _RESULT.search(m[0]) else " ", text)


def _written(match: re.Match[str]) -> str:
    number = re.sub(r"[, \u00a0\u2009]", "", match["number"]).replace("·", ".")
    return f"{match['name']}{number}{match['power'] or ''}{'%' if match['percent'] else ''}"


def _spelled(text: str) -> list[str]:
    if _SAID.isdisjoint(map(str.lower, _WORD.findall(text))):
        return []  # as in most notes and quotes
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
