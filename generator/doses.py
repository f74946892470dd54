"""Doses as papers write them: found implausible, never converted, averaged or recommended."""

import re

_PER_KILOGRAM = re.compile(r"(\d+(?:[.,·]\d+)?)\s*mg\s*/\s*kg", re.IGNORECASE)


def is_implausible(quote: str, least_mg_per_kg: float | None) -> bool:
    """Whether a dose in mg/kg is smaller than the drug is ever given, which is a slip of the unit."""
    if least_mg_per_kg is None:
        return False
    stated = [float(number.replace(",", ".").replace("·", ".")) for number in _PER_KILOGRAM.findall(quote)]
    return bool(stated) and max(stated) < least_mg_per_kg
