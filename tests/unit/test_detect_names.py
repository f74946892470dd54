"""Names of diseases in a text: which of them, and how much of it."""

import pytest

from generator.detect.names import Names, is_abbreviation, keys
from generator.model import Disease

DISEASES = {
    "fog-fever": Disease(name="fog fever", abbreviations=("FF",), synonyms=("Fever, Fog",)),
    "juvenile-fog-fever": Disease(name="juvenile fog fever", abbreviations=("JFF",)),
    "quill-syndrome": Disease(name="Quill's syndrome", synonyms=("haemolytic quilling",), ambiguous=("quilling",)),
    "barre-palsy": Disease(name="Barré palsy", parent="fog-fever"),
    "marsh-arteritis": Disease(name="marsh arteritis", abbreviations=("MA",), formerly=("marsh gout",)),
    "bogs": Disease(name="BOGS"),
    "stem-rot": Disease(name="stem rot", ambiguous=("fog fever of horses",)),
}
NAMES = Names.of(DISEASES)

FOUND = [
    ("Fog fever is common.", ["fog-fever:Fog fever"]),
    ("three FOG FEVERS", ["fog-fever:FOG FEVERS"]),
    ("fog-fever and fog\u2013fever", ["fog-fever:fog-fever", "fog-fever:fog\u2013fever"]),
    ("juvenile fog fever", ["juvenile-fog-fever:juvenile fog fever"]),
    ("foghorn fever, fog feverish", []),
    ("Quill disease, Quills syndrome, Quill\u2019s disorder", ["quill-syndrome"] * 3),
    ("hemolytic quilling", ["quill-syndrome:hemolytic quilling"]),
    ("quilling", []),
    ("Barre palsies and Barré palsy", ["barre-palsy"] * 2),
    ("marsh arteritides", ["marsh-arteritis"]),
    ("FF alone says nothing", []),
    ("fog fever (FF); FF again, and FFs", ["fog-fever:fog fever", "fog-fever:FF", "fog-fever:FF", "fog-fever:FFs"]),
    ("fog fever, later called FF", ["fog-fever:fog fever", "fog-fever:FF"]),
    ("fog fever and femoral fracture (FF): FF", ["fog-fever:fog fever"]),
    ("marsh gout (MGo). MGo returned.", ["marsh-arteritis:marsh gout", "marsh-arteritis:MGo", "marsh-arteritis:MGo"]),
    ("ff is not an abbreviation of fog fever", ["fog-fever:fog fever"]),
    ("BOGS is written in capitals, bogs is not", ["bogs:BOGS"]),
    ("fog fever of horses", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_in_a_text(text: str, expected: list[str]) -> None:
    found = [(each.disease, text[each.start : each.end]) for each in NAMES.find(text)]
    assert [
        f"{disease}:{words}" if ":" in want else disease for (disease, words), want in zip(found, expected, strict=True)
    ] == expected


def test_a_heading_makes_an_abbreviation_count() -> None:
    assert [each.disease for each in NAMES.find("MA was treated.", ["marsh-arteritis"])] == ["marsh-arteritis"]


HEADINGS = [
    ("Fog Fever", "fog-fever"),
    ("Fever, Fog", "fog-fever"),
    ("Arteritis, Marsh", "marsh-arteritis"),
    ("Fog Fever Vaccines", None),
    ("Humans", None),
]


@pytest.mark.parametrize(("heading", "disease"), HEADINGS)
def test_headings(heading: str, disease: str | None) -> None:
    assert NAMES.of_heading(heading) == disease


def test_what_is_broader() -> None:
    assert NAMES.broader["juvenile-fog-fever"] == {"fog-fever"}
    assert NAMES.broader["barre-palsy"] == {"fog-fever"}
    assert NAMES.broader["fog-fever"] == set()


def test_a_name_of_two_diseases_tags_neither() -> None:
    both = {slug: Disease(name=slug, synonyms=("blight",)) for slug in ("one-blight", "two-blight")}
    assert Names.of(both).find("blight") == []


def test_keys() -> None:
    assert keys("Anaemia, Foggy") == (("anemia", "foggy"), ("foggy", "anemia"))
    assert [is_abbreviation(name) for name in ("FF", "SJS-TEN", "Ff", "FOG FEVER")] == [True, True, False, False]
