"""Doses as papers write them: found implausible, read where they leave no doubt, never converted or averaged."""

import re
from dataclasses import dataclass

_PER_KILOGRAM = re.compile(r"(\d+(?:[.,·]\d+)?)\s*mg\s*/\s*kg", re.IGNORECASE)

_NUMBER = r"\d+(?:[.·]\d+|,\d{1,2}(?!\d))?(?![\d.,·]\d)"
"""A decimal comma before three digits could part thousands too, and is not read."""
_AMOUNT = re.compile(
    rf"(?<![\w.,·/^–-])(?P<low>{_NUMBER})(?:\s?[–-]\s?(?P<high>{_NUMBER}))?\s?(?P<mass>m?g)(?:\s?/\s?|\s?per\s)kg\b"
    r"(?P<daily>\s?/\s?d(?:ay)?\b|\s(?:per|a|every|each)\s(?:single\s)?day\b|\s(?:once\s)?daily\b)?",
    re.IGNORECASE,
)
_MASS = re.compile(r"\d\s?-?(?:m?g|grams?|milligrams?|kg|mL|IU|U|µg|mcg)\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"[<>≤≥~≈±?×*]|\b(?:up to|at least|at most|or|to|about|approximately|circa|around|more|less|maximum|minimum|mean|"
    r"median|average\w*|usual\w*|then|followed|first|second|another|not|no|instead|than|versus|vs|from|reduced|"
    r"increased|different|x)\b",
    re.IGNORECASE,
)
"""A bound, a mean, a change, a choice or a product: more than one way to read the number."""
_DAILY = re.compile(r"\bdaily\b|\b(?:a|each|every|per) day\b", re.IGNORECASE)
_EACH_OR_ALL = re.compile(
    r"/|\b(?:for|on|during|times?|twice|thrice|per|once|each|consecutive|successive|hourly)\b", re.IGNORECASE
)
"""Behind an amount with no day named: it may be that of each day or of all of them, or of another time."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A dose by body weight, in the unit its paper writes; `low` and `high` differ where it gives a range."""

    low: float
    high: float
    unit: str
    """`g/kg` or `mg/kg`, with ` per day` where the paper says so."""


def is_implausible(quote: str, least_mg_per_kg: float | None) -> bool:
    """Whether a dose in mg/kg is smaller than the drug is ever given, which is a slip of the unit."""
    if least_mg_per_kg is None:
        return False
    stated = [float(number.replace(",", ".").replace("·", ".")) for number in _PER_KILOGRAM.findall(quote)]
    return bool(stated) and max(stated) < least_mg_per_kg


def read(quote: str) -> Amount | None:
    """The amount of a dose that can be read in one way only: one mass by body weight, nothing that hedges it.

    None for all others: two amounts, a bound, a mean, or an amount that may be that of a day or of all days.
    """
    found = list(_AMOUNT.finditer(quote))
    if len(found) != 1:
        return None
    (match,) = found
    rest, behind = quote[: match.start()] + " " + quote[match.end() :], quote[match.end() :]
    if _MASS.search(rest) or _UNSURE.search(rest):
        return None
    if not match["daily"] and (_DAILY.search(rest) or _EACH_OR_ALL.search(behind)):
        return None
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    unit = f"{match['mass'].lower()}/kg{' per day' if match['daily'] else ''}"
    return Amount(low, high, unit) if 0 < low <= high else None


def _value(number: str) -> float:
    return float(re.sub(r"[,·]", ".", number))
