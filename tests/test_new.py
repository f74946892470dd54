"""Skeletons: filled in with a paper's own words, complete, and never written over anything."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import frontmatter, new
from generator.model import Appraisal, Disease, Indication
from generator.new import appraisal_lines
from tests.editions import copied, evidence
from tests.unit import factories as make

FILLED = {
    "design": "case-series",
    "systematic_search": "false",
    "funding": "not reported in the abstract",
    "appraised_on": "2026-01-31",
    "about": "mistwort-fever/joints",
    "topic": "safety",
    "role": "primary-result",
    "reason": "a test",
    "n": "7",
}
"""What a person writes for each null that is needed."""


def settings(text: str) -> dict[str, object]:
    return frontmatter.parse(text, "made-up.md").data


def skeleton(*paragraphs: str, **fields: Any) -> str:
    paper = make.paper(*paragraphs, **fields)
    return "\n".join(("---", *appraisal_lines(paper, make.corpus([paper])), "---", ""))


def filled(text: str) -> str:
    """The skeleton with each needed null filled in, in all claims, though the first alone says what is needed."""
    head, claims = text.split("\nclaims:", 1)
    for key, value in FILLED.items():
        null = re.compile(rf"^((?:  - |    )?{key}: )null\b", re.MULTILINE)
        head = null.sub(rf"\g<1>{value}", head)
        claims = null.sub(rf"\g<1>{f'[{value}]' if key == 'about' else value}", claims)
    return f"{head}\nclaims:{claims}"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the minimal edition, its paper not appraised and its disease without a bottom line."""
    root = copied("minimal", tmp_path)
    (root / "content/appraisals/99000101.md").unlink()
    disease = root / "content/diseases/mistwort-fever.md"
    disease.write_text("---\nname: mistwort fever\n---\n", "utf-8")
    return root


def test_an_appraisal_offers_the_sentences_that_name_the_drug(edition: Path) -> None:
    assert evidence("new appraisal 99000101", edition).code == 0
    data = settings((edition / "content/appraisals/99000101.md").read_text("utf-8"))
    assert data.keys() == Appraisal.model_fields.keys()
    given_to = "Examplinum was given to 7 patients with mistwort fever of the joints."
    assert [claim["quote"] for claim in data["claims"]] == [given_to, "Headache was the only harm of examplinum."]  # type: ignore[attr-defined]
    assert [left["quote"] for left in data["left_out"]] == ["Stiffness eased within 12 days in 5 of them."]  # type: ignore[attr-defined]
    assert [group["quote"] for group in data["patients"]] == [given_to]  # type: ignore[attr-defined]
    text = (edition / "content/appraisals/99000101.md").read_text("utf-8")
    assert "this sentence states 7" in text
    assert "the paper names mistwort-fever" in text


def test_check_names_what_is_not_filled_in_and_passes_when_it_is(edition: Path) -> None:
    path = edition / "content/appraisals/99000101.md"
    evidence("new appraisal 99000101", edition)
    run = evidence("check", edition)
    assert run.code == 1
    plain = ("`design`", "`systematic_search`", "`funding`", "`appraised_on`")
    for key in (*plain, "`topic` of claim 2", "`reason` of left-out passage 1"):
        assert f"value: {key} is not filled in: it should be" in run.output
    needed = re.findall(r"null +# needed", path.read_text("utf-8"))
    assert run.output.count("is not filled in") == len(needed) + 3  # the second claim's keys are explained at the first
    path.write_text(filled(path.read_text("utf-8")), "utf-8")
    run = evidence("check", edition)
    assert (run.code, run.output) == (0, "Verified 4 quotes, 4 links and 1 number; 0 errors, 0 warnings.\n")


@pytest.mark.parametrize(
    ("types", "hint"),
    [
        (["Case Reports"], "suggests case-report, or case-series with more than one patient"),
        (["Journal Article", "Clinical Trial, Phase II", "Randomized Controlled Trial"], "suggests randomized-trial"),
        (["Clinical Trial, Phase II"], "suggests non-randomized-trial"),
        (["Review", "Systematic Review"], "suggests systematic-review"),
        (["Review"], "suggests narrative-review"),
        (["Letter"], "suggests none"),
        ([], "other, unknown\n"),
    ],
)
def test_the_source_s_types_are_a_hint_of_the_design_and_no_more(types: list[str], hint: str) -> None:
    text = skeleton("EX was given.", publication_types=types)
    (line,) = [line for line in text.splitlines(keepends=True) if line.startswith("design:")]
    assert line.startswith("design: null ")
    assert hint in line


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("EX was given to twelve patients.", ["12"]),
        ("Of 30 women and 4 men, all had EX.", ["30", "4"]),
        ("One patient with fever and two patients with ague had EX.", ["1", "2"]),
        ("In 1,176 previously untreated children EX was given.", ["1176"]),
        ("Patients had 2 g/kg of EX.", []),
        ("EX was given for 12 days.", []),
    ],
)
def test_sentences_that_number_people_are_offered_as_patients(sentence: str, stated: list[str]) -> None:
    text = skeleton(sentence)
    offered = re.findall(r"this sentence states (.*)", text)
    assert offered == ([", ".join(stated)] if stated else [])


def test_a_paper_without_a_word_on_the_drug_still_has_every_key() -> None:
    data = settings(skeleton("Nothing here."))
    assert (data["claims"], data["left_out"], data["patients"]) == ([], [], [])


PRINTED = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(title=PRINTED, said=st.lists(PRINTED, max_size=3), types=st.lists(PRINTED, max_size=2))
def test_any_paper_gives_settings_that_read_back_to_its_words(title: str, said: list[str], types: list[str]) -> None:
    paragraph = "EX helped 2 patients: " + " EX ".join(said).replace("\n", " ")
    paper = make.paper(paragraph, title=title or None, publication_types=types)
    data = settings("\n".join(("---", *appraisal_lines(paper, make.corpus([paper])), "---", "")))
    quotes = [claim["quote"] for claim in data["claims"]]  # type: ignore[attr-defined]
    assert quotes
    assert all(quote in paper.text for quote in quotes)
    assert data.keys() == Appraisal.model_fields.keys()


@given(PRINTED)
def test_any_text_reads_back_from_its_scalar(text: str) -> None:
    scalar = frontmatter.scalar(text)
    assert "\n" not in scalar
    assert frontmatter.parse_yaml(f"a:\n  - b: {scalar}  # comment\n", "made-up.yaml").data == {"a": [{"b": text}]}


def test_a_disease_has_every_key_and_is_valid(edition: Path) -> None:
    run = evidence("new disease", edition, "Fogwort's gout: type II", "--abbreviation", "FG", "--abbreviation", "no")
    assert run.output.startswith("Wrote content/diseases/fogworts-gout-type-ii.md.")
    data = settings((edition / "content/diseases/fogworts-gout-type-ii.md").read_text("utf-8"))
    assert data.keys() == Disease.model_fields.keys()
    disease = Disease.model_validate(data)
    assert (disease.name, disease.abbreviations) == ("Fogwort's gout: type II", ("FG", "no"))


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("organ", "small joints involvement in mistwort fever"),
        ("outcome", "small joints in mistwort fever"),
        ("situation", "mistwort fever small joints"),
    ],
)
def test_an_indication_has_every_key_and_is_valid(kind: str, title: str, edition: Path) -> None:
    run = evidence("new indication mistwort-fever/small-joints", edition, "--kind", kind)
    assert run.code == 0
    data = settings((edition / "content/indications/mistwort-fever/small-joints.md").read_text("utf-8"))
    assert data.keys() == Indication.model_fields.keys()
    assert Indication.model_validate(data).title == title
    assert evidence("check", edition).code == 0


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["disease", "mistwort fever"], "content/diseases/mistwort-fever.md: error 1: file-exists: the file exists"),
        (["disease", "川崎病"], "content/diseases: error 1: new-refused: “川崎病” gives no name of a file."),
        (["disease", "x" * 81], "content/diseases: error 1: new-refused: "),
        (["indication", "../site/skin", "--kind", "organ"], "new-refused: “../site/skin” does not name an indication."),
        (["indication", "mistwort-fever", "--kind", "organ"], "new-refused: "),
        (["indication", "fogwort/skin", "--kind", "organ"], "content/diseases/fogwort.md: error 1: disease-missing: "),
        (["indication", "mistwort-fever/joints", "--kind", "organ"], "file-exists: "),
        (["appraisal", "123"], "content/papers/123.md: error 1: paper-missing: there is no paper 123."),
        (["appraisal", "../site"], "paper-missing: "),
    ],
)
def test_what_cannot_be_written_is_said_with_the_way_out(command: list[str], message: str, edition: Path) -> None:
    before = {path: path.read_bytes() for path in (edition / "content").rglob("*") if path.is_file()}
    run = evidence(f"new {command[0]}", edition, *command[1:])
    assert run.code == 1
    assert message in run.output
    assert run.output.startswith("content/")
    assert run.output.count("\n") == 2  # the fault, and the way out
    assert before == {path: path.read_bytes() for path in (edition / "content").rglob("*") if path.is_file()}


def test_nothing_is_written_through_a_link_out_of_content(
    edition: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (edition / "content/indications/mistwort-fever/joints.md").unlink()
    (edition / "content/indications/mistwort-fever").rmdir()
    (edition / "content/indications/mistwort-fever").symlink_to(outside)
    run = evidence("new indication mistwort-fever/skin", edition, "--kind", "organ")
    assert (run.code, list(outside.iterdir())) == (1, [])
    assert "new-refused: a link leads its folder out of content/." in run.output


def test_a_dangling_link_is_not_followed(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("outside") / "made.md"
    (edition / "content/diseases/fogwort.md").symlink_to(target)
    run = evidence("new disease fogwort", edition)
    assert (run.code, target.exists()) == (1, False)
    assert "file-exists" in run.output


def test_every_kind_of_indication_is_offered() -> None:
    assert set(new.KINDS) == set(Indication.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]
