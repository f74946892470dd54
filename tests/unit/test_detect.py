"""All proposals about a paper together: what they rest on, and what they must never do."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import store
from generator.config import Paths
from generator.detect import Drug, Names, detect
from generator.detect.suggest import suggestions
from generator.machine_files import is_hand_edited
from generator.model import Detected, Disease, Intervention, Paper
from generator.normalize import normalize
from tests.editions import copied
from tests.unit import factories

DISEASES = {
    "fog-fever": Disease(name="fog fever", abbreviations=("FF",)),
    "juvenile-fog-fever": Disease(name="juvenile fog fever"),
    "marsh-gout": Disease(name="marsh gout", synonyms=("Gout, Marsh",)),
    "quill-syndrome": Disease(name="Quill syndrome"),
}
NAMES = Names.of(DISEASES)
DRUG = Drug(Intervention(name="intravenous examplinum", short="IVEx", spellings=("IVEx", "intravenous examplinum")))


def proposed(*paragraphs: str, title: str = "A study", **fields: Any) -> Detected:
    return detect(factories.paper(*paragraphs, title=title, **fields), NAMES, DRUG)


def about(*paragraphs: str, title: str = "A study", **fields: Any) -> set[str]:
    return {mention.disease for mention in proposed(*paragraphs, title=title, **fields).diseases}


ABOUT = [
    ("Fog fever", "It is wet.", {"fog-fever"}),
    ("A study", "Patients with fog fever received IVEx.", {"fog-fever"}),
    (
        "A study",
        "IVEx is used for fog fever, marsh gout and Quill syndrome.",
        {"fog-fever", "marsh-gout", "quill-syndrome"},
    ),
    ("Fog fever", "It resembles marsh gout. Marsh gout is rare.", {"fog-fever"}),
    ("Fog fever", "Marsh gout was excluded in all patients.", {"fog-fever"}),
    ("Fog fever", "Patients with marsh gout received IVEx for marsh gout.", {"fog-fever", "marsh-gout"}),
    ("Hard fog fever", "A boy was diagnosed with juvenile fog fever.", {"juvenile-fog-fever"}),
    ("Juvenile fog fever", "It is a form of fog fever.", {"juvenile-fog-fever"}),
    ("Fog fever and juvenile fog fever", "Both are wet.", {"fog-fever", "juvenile-fog-fever"}),
    ("Gout", "It is like fog fever.", set()),
    ("Rare uses", "The reasons were fog fever (n = 9) and marsh gout (n = 2).", {"fog-fever", "marsh-gout"}),
    (
        "Rare uses",
        "It is used to treat rare diseases such as fog fever, wet marsh gout and Quill syndrome.",
        {"fog-fever", "marsh-gout", "quill-syndrome"},
    ),
    ("Juvenile marsh gout", "It is another disease.", set()),
    ("IVEx in newborns", "Those of the low land include fog fever. IVEx is dry.", set()),
    ("IVEx in newborns", "It is made of marsh water. Fog fever is another use.", {"fog-fever"}),
    ("IVEx in fog fever", "It is made of marsh water. Marsh gout is another use.", {"fog-fever"}),
    ("New drugs", "Fog fever and marsh gout are wet.", set()),
]


@pytest.mark.parametrize(("title", "text", "expected"), ABOUT)
def test_the_diseases_a_paper_is_about(title: str, text: str, expected: set[str]) -> None:
    assert about(text, title=title) == expected


def test_headings_count_and_are_mentions() -> None:
    found = proposed("Words.", mesh=("Gout, Marsh/drug therapy*", "Humans"))
    assert [(each.disease, each.mentions) for each in found.diseases] == [("marsh-gout", ("Gout, Marsh",))]


def test_mentions_are_the_words_of_the_paper() -> None:
    found = proposed("Patients with Fog fever (FF) had FF for long.", title="FOG FEVER")
    assert [each.mentions for each in found.diseases] == [("FOG FEVER", "Fog fever", "FF")]


def test_a_full_text_is_left_out() -> None:
    sections = (
        {"heading": None, "paragraphs": ("IVEx helped in fog fever.",)},
        {"heading": "Full text", "paragraphs": ("We gave 900 patients with marsh gout IVEx 2 g/kg.",)},
    )
    found = proposed(sections=sections)
    assert (found.doses, found.patients.value) == ((), None)
    assert [each.disease for each in found.diseases] == ["fog-fever"]


PIECES = [
    "IVEx",
    "intravenous examplinum",
    "fog fever",
    "(FF)",
    "juvenile fog fever",
    "0.4 g/kg/day for 5 days",
    "2 g/kg",
    "12 patients",
    "forty-two children",
    "(n = 12)",
    "two patients with gout, one with mumps",
    "received",
    "were randomized",
    "off-label",
    "placebo",
    "improved",
    "we report",
    "a 9-year-old boy",
    "retrospectively",
    "will be enrolled",
    "and",
    "of",
    ".",
    ". The",
    "\u2009",
    "<b>",
    "*",
    "10^9/L",
    "é",
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join), max_size=3)


def quoted(found: Detected) -> list[str]:
    """Everything that claims to be words of the abstract."""
    singles = (found.intervention.quote, found.patients.quote, found.key_sentence, found.label_statement)
    return [*found.doses, *(each for each in singles if each is not None)]


@given(TEXTS, st.sampled_from(["A study", "IVEx in two cases of fog fever", "A randomized trial of IVEx"]))
def test_every_quote_is_text_of_the_abstract(paragraphs: list[str], title: str) -> None:
    paper = factories.paper(*(text for text in paragraphs if text.strip()), title=title)
    found = detect(paper, NAMES, DRUG)
    assert [quote for quote in quoted(found) if quote not in paper.text] == []
    assert all(words in f"{paper.title}\n{paper.text}" for each in found.diseases for words in each.mentions)
    assert detect(paper, NAMES, DRUG) == found


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_crashes_it(text: str, title: str) -> None:
    paragraphs = [line for line in text.splitlines() if line.strip()]
    found = detect(factories.paper(*paragraphs, title=title), NAMES, DRUG)
    assert store.detected_text(found)


def test_normalize_writes_proposals_once_and_leaves_an_edit_alone(tmp_path: Path) -> None:
    paths = Paths(copied("minimal", tmp_path))
    normalize(paths)
    (path,) = sorted(paths.detected.iterdir())
    text = path.read_text("utf-8")
    assert not is_hand_edited(text)
    assert [page.path for page in store.load(paths).detected.values()] == [f"content/detected/{path.name}"]
    path.write_text(text.replace("planned: false", "planned: true"), "utf-8")
    edited = path.read_bytes()
    for problems in (normalize(paths).problems, store.load(paths).problems):
        assert [problem.code for problem in problems if problem.path.startswith("content/detected")] == [
            "detected-edited"
        ]
    assert path.read_bytes() == edited
    path.unlink()
    normalize(paths)
    assert path.read_text("utf-8") == text


def papers(*texts: str) -> list[Paper]:
    return [
        factories.paper(text, title="", id=str(number), mesh=("Nettle Rash Syndrome",))
        for number, text in enumerate(texts, 1)
    ]


def test_suggestions_name_what_has_no_file() -> None:
    found = suggestions(
        papers("Severe Bog arthritis and fog fever.", "Bog arthritis; the diagnosis of a disease."), NAMES
    )
    assert [(each.name, each.papers, each.heading) for each in found] == [
        ("Bog arthritis", 2, False),
        ("Nettle Rash Syndrome", 2, True),
    ]
