"""Papers are named in short and in the Vancouver form; what the source does not give is left out."""

from typing import Any

import pytest

from generator.citing import MAX_AUTHORS, label, place, vancouver
from tests.unit.factories import paper


def authors(*names: str) -> tuple[dict[str, str], ...]:
    return tuple({"name": name} for name in names)


LABELS: list[tuple[dict[str, Any], str]] = [
    ({}, "Lorem 2020"),
    ({"authors": authors("de la Lorem AB", "Ipsum C")}, "de la Lorem 2020"),
    ({"authors": authors("Invented Study Group")}, "Invented Study Group 2020"),
    ({"authors": authors("Lorem")}, "Lorem 2020"),
    ({"authors": authors("WHO")}, "WHO 2020"),
    ({"authors": ()}, "J Invent Med 2020"),
    ({"authors": (), "journal": None}, "1 2020"),
    ({"year": None}, "Lorem n.d."),
]


@pytest.mark.parametrize(("fields", "expected"), LABELS)
def test_the_short_name_is_the_first_author_and_the_year(fields: dict[str, Any], expected: str) -> None:
    assert label(paper(**fields)) == expected


PLACES: list[tuple[dict[str, Any], str]] = [
    ({"volume": "7", "issue": "2", "pages": "1-4"}, "J Invent Med. 2020;7(2):1-4"),
    ({"volume": "7", "pages": "1-4"}, "J Invent Med. 2020;7:1-4"),
    ({"volume": "7", "issue": "2"}, "J Invent Med. 2020;7(2)"),
    ({"issue": "2", "pages": "1-4"}, "J Invent Med. 2020;(2):1-4"),
    ({"pages": "e12"}, "J Invent Med. 2020;e12"),
    ({"year": None, "volume": "7"}, "J Invent Med. 7"),
    ({"journal": "J Invent Med."}, "J Invent Med. 2020"),
    ({"journal": None}, "2020"),
    ({"journal": None, "year": None}, ""),
]


@pytest.mark.parametrize(("fields", "expected"), PLACES)
def test_the_place_leaves_out_what_is_not_known(fields: dict[str, Any], expected: str) -> None:
    assert place(paper(**fields)) == expected


MANY = tuple(f"Lorem {letter}" for letter in "ABCDEFG")
REFERENCES: list[tuple[dict[str, Any], str]] = [
    ({}, "Lorem A. A made-up paper. J Invent Med. 2020."),
    ({"title": "Does it help?"}, "Lorem A. Does it help? J Invent Med. 2020."),
    ({"title": "It does. "}, "Lorem A. It does. J Invent Med. 2020."),
    ({"title": None}, "Lorem A. J Invent Med. 2020."),
    ({"authors": authors("Lorem A", "Ipsum B")}, "Lorem A, Ipsum B. A made-up paper. J Invent Med. 2020."),
    ({"authors_complete": False}, "Lorem A, et al. A made-up paper. J Invent Med. 2020."),
    ({"authors": ()}, "A made-up paper. J Invent Med. 2020."),
    ({"authors": (), "authors_complete": False}, "A made-up paper. J Invent Med. 2020."),
    ({"authors": (), "title": None, "journal": None, "year": None}, ""),
]


@pytest.mark.parametrize(("fields", "expected"), REFERENCES)
def test_the_reference_is_in_the_vancouver_form(fields: dict[str, Any], expected: str) -> None:
    assert vancouver(paper(**fields)) == expected


def test_a_long_list_of_authors_is_cut() -> None:
    six, seven = MANY[:MAX_AUTHORS], MANY[: MAX_AUTHORS + 1]
    assert vancouver(paper(authors=authors(*six))).startswith(", ".join(six) + ". ")
    assert vancouver(paper(authors=authors(*seven))).startswith(", ".join(six) + ", et al. ")
