"""A disease counts as named wherever a paper may name it: in its headings, its keywords, its title or its text."""

from typing import Any

import pytest

from generator.checks import naming
from tests.unit.factories import appraisal, claim, corpus, paper

DISEASES: dict[str, dict[str, Any]] = {
    "fog-fever": {"name": "fog fever", "abbreviations": ["FOF"], "parent": "fever", "ambiguous": ["mist"]},
    "fever": {"name": "fever"},
    "grey-fog-fever": {"name": "grey fog fever"},
    "blight": {"name": "blight"},
}
NAMED: list[tuple[dict[str, Any], str]] = [
    ({"mesh": ("Fog Fever/drug therapy*",)}, "Words."),
    ({"keywords": ("fog fevers",)}, "Words."),
    ({"title": "Of fog fever"}, "Words."),
    ({}, "They had fog fever."),
    ({}, "They had FOF."),
    ({}, "They had a fever."),
    ({"keywords": ("grey fog fever",)}, "Words."),
    ({}, "They had the mist."),
    ({"mesh": ("Blight",)}, "They had fog fever."),
]


def faults(text: str, fields: dict[str, Any], about: tuple[str, ...] = ("fog-fever",)) -> list[str]:
    known = corpus([paper(text, **fields)], {"1": appraisal(claim(about=about))}, DISEASES)
    found = naming.problems(known.appraisals["1"], known.papers["1"].value, known)
    return [problem.message.split(" anywhere")[0] for problem in found]


@pytest.mark.parametrize(("fields", "text"), NAMED)
def test_a_disease_is_named_by_any_part_of_a_paper(fields: dict[str, Any], text: str) -> None:
    assert faults(text, fields) == []


def test_a_disease_that_no_part_names_is_told_beside_one_that_a_heading_names() -> None:
    assert faults("They had fog fever.", {"mesh": ("Blight",)}, ("blight", "fog-fever")) == []
    assert faults("Words.", {"mesh": ("Blight",)}, ("blight", "fog-fever")) == ["paper 1 does not name fog-fever"]
    assert faults("Words.", {"mesh": ("Fog Fever",)}, ("blight", "fever")) == ["paper 1 does not name blight"]
