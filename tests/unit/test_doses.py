"""A dose a thousand times too small is flagged; nothing is converted."""

import pytest

from generator.doses import is_implausible

DOSES = [
    ("2 mg/kg", 10.0, True),
    ("1–3 mg/kg daily", 10.0, True),
    ("0.4 mg / kg", 10.0, True),
    ("0,4 MG/KG", 10.0, True),
    ("0·4 mg/kg", 10.0, True),
    ("10 mg/kg", 10.0, False),
    ("400 mg/kg", 10.0, False),
    ("1 mg/kg, then 400 mg/kg", 10.0, False),
    ("2 g/kg", 10.0, False),
    ("2 mg", 10.0, False),
    ("no dose", 10.0, False),
    ("2 mg/kg", None, False),
]


@pytest.mark.parametrize(("quote", "least", "expected"), DOSES)
def test_a_dose_below_the_least_is_implausible(quote: str, least: float | None, expected: bool) -> None:
    assert is_implausible(quote, least) is expected
