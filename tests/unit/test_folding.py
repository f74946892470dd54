"""Names as they are compared in a search."""

import pytest

from generator.folding import fold, squash


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sjögren's syndrome", "sjogrens syndrome"),
        ("Sjögren’s  Syndrome", "sjogrens syndrome"),
        ("Behçet", "behcet"),
        ("anti-NMDA-receptor", "anti nmda receptor"),
        ("autoimmune haemolytic anaemia", "autoimmune hemolytic anemia"),
        ("œsophagitis, Ærø", "esophagitis ero"),
        ("Straße nach Łódź", "strasse nach lodz"),
        ("10⁹ ﬁbres", "109 fibres"),
        ("ΝΌΣΟΣ", "νοσοσ"),
        ("—", ""),
    ],
)
def test_names_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_code_is_the_same_with_and_without_its_signs() -> None:
    assert squash("MONDO:0016367") == squash("mondo 0016367") == "mondo0016367"
