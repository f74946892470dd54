"""The table of claims: what is in it, what is left out, and that CSV and JSON say the same."""

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.build import with_base_url
from generator.config import Paths
from generator.evidence import RETRACTED_TYPE
from generator.exports import tables
from generator.model import Corpus
from generator.store import load
from tests.editions import EDITIONS, SUB_PATH
from tests.unit.factories import appraisal, claim, corpus, efficacy, paper

TEXT = "It helps the skin. It does nothing for the gut."
FEVER = {"fever": {"name": "a fever"}, "ague": {"name": "an ague"}}
SKIN = {"fever/skin": {"title": "Fever, skin"}}
PROTECTED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def edition(*claims: Any, **fields: Any) -> Corpus:
    stored = paper(TEXT, id="7", doi="10.1/a", **fields)
    return corpus([stored], {"7": appraisal(*claims)}, FEVER, SKIN)


def rows(found: Corpus) -> list[dict[str, Any]]:
    return [row.model_dump(mode="json") for row in tables.evidence_table(found).rows]


def from_csv(data: bytes) -> list[dict[str, str]]:
    """The table as the docstring of `tables` says that a program reads it."""
    lines = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    return [{key: value[1:] if PROTECTED.match(value) else value for key, value in line.items()} for line in lines]


def test_a_row_says_everything_of_its_claim() -> None:
    found = edition(
        efficacy(
            "It helps … skin",
            id="skin",
            about=["fever/skin"],
            note="As told.",
            retells="10.1/b",
            role="review-synthesis",
        )
    )
    assert rows(found) == [
        {
            "paper": "7",
            "claim": "skin",
            "label": "Lorem 2020",
            "pmid": "7",
            "doi": "10.1/a",
            "year": 2020,
            "design": "case-series",
            "level": 4,
            "subject": "fever/skin",
            "disease": "fever",
            "disease_name": "a fever",
            "indication": "skin",
            "indication_name": "Fever, skin",
            "topic": "efficacy",
            "role": "review-synthesis",
            "direction": "supports",
            "quote": "It helps … skin",
            "note": "As told.",
            "retells": "10.1/b",
            "content": "abstract",
            "appraised_on": "2026-01-01",
            "reviewed_on": None,
            "address": "/papers/7/#skin",
            "permalink": None,
        }
    ]


def test_a_claim_has_a_row_for_each_of_its_subjects() -> None:
    found = rows(edition(claim("It helps", about=["fever", "ague", "fever/skin"])))
    assert [(row["subject"], row["indication"]) for row in found] == [
        ("fever", None),
        ("ague", None),
        ("fever/skin", "skin"),
    ]


def test_the_quote_is_in_the_words_of_the_source() -> None:
    stored = paper("It “helps” the\u00a0skin.", id="7")
    (row,) = rows(corpus([stored], {"7": appraisal(claim('"helps" the skin'))}))
    assert row["quote"] == "“helps” the\u00a0skin"


def test_a_retracted_paper_and_one_without_appraisal_have_no_rows() -> None:
    kept, gone = paper("Words.", id="1"), paper("Words.", id="2", publication_types=(RETRACTED_TYPE,))
    found = corpus([kept, gone, paper("Words.", id="3")], {"1": appraisal(claim()), "2": appraisal(claim())})
    assert [row["paper"] for row in rows(found)] == ["1"]


def test_the_csv_is_what_the_rfc_says() -> None:
    data = tables.as_csv(tables.evidence_table(edition(claim("It helps", note='says "so", twice'))))
    text = data.decode("utf-8")
    assert text.startswith("paper,claim,")
    assert text.count("\n") == text.count("\r\n") == 2
    assert ',"says ""so"", twice",' in text


CELLS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r1", "\n1", "'=1", "''-1", "'quoted'", "'", "", "a=1", "＝1"]


@pytest.mark.parametrize("note", [cell for cell in CELLS if cell.strip()])
def test_no_cell_is_a_formula_and_every_value_comes_back(note: str) -> None:
    _round_trip(note)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
@example("=HYPERLINK(1)")
def test_any_text_comes_back(note: str) -> None:
    _round_trip(note)


def _round_trip(note: str) -> None:
    data = tables.as_csv(tables.evidence_table(edition(claim("It helps", note=note))))
    (raw,) = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert not any(re.match(r"[=+\-@＝＋－＠\t\r\n]", cell) for cell in raw.values())
    (row,) = from_csv(data)
    assert row["note"] == note


@pytest.mark.parametrize("name", EDITIONS)
def test_json_and_csv_of_an_edition_say_the_same_and_keep_to_the_schema(name: str) -> None:
    found = load(Paths(EDITIONS[name]))
    table = tables.evidence_table(found)
    data = json.loads(tables.as_json(table))
    Draft202012Validator.check_schema(json.loads(tables.schema()))
    Draft202012Validator(json.loads(tables.schema())).validate(data)
    assert table.rows
    as_text = [{key: "" if value is None else str(value) for key, value in row.items()} for row in data["rows"]]
    assert from_csv(tables.as_csv(table)) == as_text


def test_a_row_of_a_published_site_has_its_whole_address() -> None:
    (row,) = tables.evidence_table(with_base_url(edition(claim("It helps")), SUB_PATH)).rows
    assert row.permalink == f"{SUB_PATH}papers/7/#one"


def test_every_column_is_explained() -> None:
    assert [name for name, meaning in tables.fields() if not meaning] == []
