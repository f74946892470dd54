"""Names of authors: told from groups, and put into MEDLINE's form only where that is certain."""

import pytest

from generator.readers._names import (
    addresses,
    authors,
    inverted_name,
    looks_like_authors,
    looks_like_groups,
    medline_name,
)

TURNED = (
    ("N Lorem", "Lorem N"),
    ("AB van der Lorem", "van der Lorem AB"),
    ("A B Lorem", "Lorem AB"),
    ("J-P Lorem", "Lorem J-P"),
    ("C O'Ipsum", "O'Ipsum C"),
    ("D Lorem Jr", "Lorem D Jr"),
    ("É Döler", "Döler É"),
    ("AB el-Lorem", "el-Lorem AB"),
    ("Ada Lorem", "Ada Lorem"),
    ("Ada B Lorem", "Ada B Lorem"),
    ("LOREM AB", "LOREM AB"),
    ("Lorem", "Lorem"),
)

INVERTED = (
    ("Lorem, Ada", "Lorem A"),
    ("Lorem, Ada Bea-Cleo", "Lorem ABC"),
    ("de Lorem, A. B.", "de Lorem AB"),
    ("Lorem, AB", "Lorem AB"),
    ("Boardlorem, Ada", "Boardlorem A"),
    ("Study, A", "Study, A"),
    ("Lorem, Ada, Jr.", "Lorem A Jr"),
    ("Lorem A.-B.", "Lorem AB"),
    ("O'Ipsum, D'Arcy", "O'Ipsum D"),
    ("Lorem AB", "Lorem AB"),
    ("Lorem, Ada van", "Lorem, Ada van"),
    ("LOREM, ADA", "LOREM, ADA"),
    ("李, 明", "李, 明"),
    ("World Group of Nobody,", "World Group of Nobody"),
    ("Department of Nothing, Utopia", "Department of Nothing, Utopia"),
    ("Lorem, ", "Lorem"),
    ("", ""),
)


@pytest.mark.parametrize(("printed", "stored"), INVERTED)
def test_inverted_name(printed: str, stored: str) -> None:
    assert inverted_name(printed) == stored


@pytest.mark.parametrize(("printed", "stored"), TURNED)
def test_medline_name(printed: str, stored: str) -> None:
    assert medline_name(printed) == stored


def test_a_list_of_persons_and_groups() -> None:
    found = authors("Lorem A(1)(3), Mononym(2), Dolor BC Jr; A STUDY Group, of Two; Last Z(9).", {"1": "U.", "2": "V."})
    assert [(author.name, author.affiliations) for author in found] == [
        ("Lorem A", ("U.",)),
        ("Mononym", ("V.",)),
        ("Dolor BC Jr", ()),
        ("A STUDY Group, of Two", ()),
        ("Last Z", ()),
    ]


def test_no_authors_listed_is_a_list_of_none() -> None:
    assert looks_like_authors("[No authors listed]")
    assert authors("[No authors listed]", {}) == ()


def test_prose_is_no_author_list() -> None:
    prose = "We asked ten patients, all of them invented. None answered."
    assert not looks_like_authors(prose)
    assert not looks_like_groups(prose)


def test_addresses_are_counted_not_guessed() -> None:
    block = "(1)Street \n(7) of Utopia. a@no.example\n(2)Erewhon.\n(#)These authors contributed equally."
    assert addresses(block.replace("a@no.example", "[e-mail address removed]")) == {
        "1": "Street (7) of Utopia.",
        "2": "Erewhon.",
    }
