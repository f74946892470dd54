"""The schemas of content files say what the models say, and every shipped file names its own and fits it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from generator import schemas
from tests.editions import ROOT, copied, evidence

CONTENT = ROOT / "content"
MACHINE = {"papers", "detected"}
"""Folders that `normalize` writes; nobody edits their files, so they name no schema."""
FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*") if path.suffix in {".md", ".yaml"})


def settings(text: str, name: str) -> str:
    return text.split("---\n", 2)[1] if name.endswith(".md") else text


def as_editors_read(value: Any) -> Any:
    """What plain YAML makes of a file; a date is a text in JSON."""
    if isinstance(value, dict):
        return {key: as_editors_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_read(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(name: str, text: str) -> list[str]:
    validator = Draft7Validator(json.loads(schemas.files()[f"{name}.json"]), format_checker=FormatChecker())
    return [
        f"{error.json_path}: {error.message}" for error in validator.iter_errors(as_editors_read(yaml.safe_load(text)))
    ]


def test_the_shipped_schemas_are_those_of_the_models() -> None:
    shipped = {path.name: path.read_text("utf-8") for path in (CONTENT / schemas.FOLDER).iterdir()}
    assert shipped == schemas.files(), "run `evidence schemas`"


@pytest.mark.parametrize("name", schemas.MODELS)
def test_a_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(json.loads(schemas.files()[f"{name}.json"]))


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_fits_its_schema(name: str) -> None:
    text = (CONTENT / name).read_text("utf-8")
    assert faults(schemas.of(name), settings(text, name)) == []


@pytest.mark.parametrize("name", [name for name in FILES if name.partition("/")[0] not in MACHINE])
def test_a_shipped_file_names_its_schema(name: str) -> None:
    text = (CONTENT / name).read_text("utf-8")
    first = settings(text, name).partition("\n")[0]
    assert first == schemas.reference(name), "the first line of its settings names its schema"
    _, _, target = first.partition("$schema=")
    assert ((CONTENT / name).parent / target).resolve().is_file()


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("prose", "title: 2022\ndescription: words", None),
        ("prose", "title: null\ndescription: words", "$.title"),
        ("prose", "title: words", "'description' is a required property"),
        ("prose", "title: a\ndescription: b\ntitel: c", "'titel' was unexpected"),
        ("redirects", "redirects: [{old: /a/, new: /b/#c}]", None),
        ("redirects", "redirects: [{old: a, new: /b/}]", "$.redirects[0].old"),
        ("redirects", "redirects: [{old: /../a/, new: /b/}]", "$.redirects[0].old"),
        ("redirects", "redirects: [{old: 2, new: /b/}]", "$.redirects[0].old"),
        ("disease", "name: fever\nidentifiers: {orpha: 90291, mesh: null}", None),
        ("disease", "name: fever\nparent: Two Words", "$.parent"),
    ],
)
def test_a_schema_takes_what_people_write_and_nothing_else(name: str, text: str, fault: str | None) -> None:
    found = faults(name, text)
    assert found == [] if fault is None else any(fault in each for each in found), found


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ("n: 2", True),
        ("n: two", False),
        ("n: 0", False),
        ("cohort: null", True),
        ("cohort: 2017", True),
    ],
)
def test_numbers_of_patients(line: str, is_right: bool) -> None:
    text = (CONTENT / "appraisals/19205557.md").read_text("utf-8").split("---\n", 2)[1]
    changed = text.replace("n: 2" if line.startswith("n:") else "cohort: null", line, 1)
    assert (faults("appraisal", changed) == []) is is_right


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("systematic_search: false", "systematic_search: maybe"),
        ("appraised_on: 2026-11-20", "appraised_on: 20 November"),
        ("topic: safety", "topic: null"),
        ("design: narrative-review", "design: review"),
    ],
)
def test_a_slip_in_an_appraisal_is_seen(old: str, new: str) -> None:
    text = (CONTENT / "appraisals/30543921.md").read_text("utf-8").split("---\n", 2)[1]
    assert old in text
    assert faults("appraisal", text.replace(old, new, 1)) != []


def test_schemas_are_written_where_they_differ(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    assert evidence("schemas", root).output == f"Schemas: {len(schemas.MODELS)} written, 0 unchanged.\n"
    (root / "content/schemas/site.json").write_text("{}", "utf-8")
    assert evidence("schemas", root).output == f"Schemas: 1 written, {len(schemas.MODELS) - 1} unchanged.\n"
    assert evidence("check", root).code == 0
