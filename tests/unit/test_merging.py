"""Which documents are on one publication, and what they say together."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence import is_retracted
from generator.merging import identity, is_poorer, likeness, merged, publications
from generator.merging.identity import RANKS, Identity
from generator.model import Paper
from generator.readers import READERS
from tests.unit.factories import SHA, paper

TITLE = "Imaginary serum for invented fever in absent patients"
OTHER = "Turnips and lanterns of Erewhon, an invented survey"


def said(format: str = "medline", seed: str = "a", content: str = "abstract", text: str = "", **fields: Any) -> Paper:
    """What one document says; a paper of 2020 by Lorem A with a title that tells."""
    known = {"pmid": None, "title": TITLE, "date": "2020", "authors": ({"name": "Lorem A"},)}
    sources = ({"seed": seed, "format": format, "sha256": SHA, "content": content},)
    return paper(*([text] if text else []), **(known | fields), sources=sources)


def grouped(*papers: Paper) -> list[set[int]]:
    groups, _ = publications(identity(each, number) for number, each in enumerate(papers))
    return [{one.number for one in group} for group in groups]


TOGETHER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a PMID", {"pmid": "1"}, {"pmid": "1", "date": None, "authors": ()}),
    ("a DOI, whatever its case", {"doi": "10.5555/A.1", "date": None}, {"doi": "10.5555/a.1", "authors": ()}),
    ("a title, a year and an author", {"pmid": "1"}, {"doi": "10.5555/a.1"}),
    ("a title without accents, case and points", {}, {"title": f"[{TITLE.upper()}.]"}),
    ("a year ahead of print", {"date": "2020", "epub_date": "2019-12-30"}, {"date": "2019"}),
    ("an author by her whole name", {"authors": ({"name": "Anna B. Lorem"},)}, {}),
    ("a DOI, though the years are not the same", {"doi": "10.5555/a.1"}, {"doi": "10.5555/a.1", "date": "2021"}),
    ("a short title, and where it stands", {"title": "Serum.", "pages": "5-9"}, {"title": "Serum", "pages": "5"}),
    ("a short title, and its journal", {"title": "Serum.", "journal": "J Inv"}, {"title": "Serum", "journal": "J Inv"}),
]
APART: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("two PMIDs", {"pmid": "1"}, {"pmid": "2"}),
    ("two PMIDs and one DOI", {"pmid": "1", "doi": "10.5555/a.1"}, {"pmid": "2", "doi": "10.5555/a.1"}),
    ("two DOIs", {"doi": "10.5555/a.1"}, {"doi": "10.5555/a.2"}),
    ("one DOI and unlike titles", {"doi": "10.5555/a.1"}, {"doi": "10.5555/a.1", "title": OTHER}),
    ("two years", {}, {"date": "2021"}),
    ("two authors", {}, {"authors": ({"name": "Ipsum A"},)}),
    ("two volumes", {"volume": "1"}, {"volume": "2"}),
    ("two pages", {"pages": "1-9"}, {"pages": "10-19"}),
    ("two journals", {"journal": "J Invent Med"}, {"journal": "Annals of fictional medicine"}),
    ("two titles", {}, {"title": OTHER}),
    ("no title", {"title": None}, {"title": None}),
    ("no author", {"authors": ()}, {"authors": ()}),
    (
        "a short title in two journals",
        {"title": "Serum.", "journal": "J Inv"},
        {"title": "Serum", "journal": "Ann Fict"},
    ),
]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in TOGETHER], ids=[case[0] for case in TOGETHER])
def test_documents_on_one_publication_go_together(one: dict[str, Any], other: dict[str, Any]) -> None:
    for papers in permutations((said(**one), said(**other))):
        assert grouped(*papers) == [{0, 1}]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_documents_on_two_publications_stay_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    for papers in permutations((said(**one), said(**other))):
        assert grouped(*papers) == [{0}, {1}]


def test_a_document_that_goes_with_two_publications_goes_with_neither() -> None:
    papers = said(pmid="1", doi="10.5555/a.1"), said(pmid="2", doi="10.5555/a.1"), said(doi="10.5555/a.1")
    assert grouped(*papers) == [{0}, {1}, {2}]


def test_a_wrong_pmid_leaves_the_less_exact_document_out_and_says_so() -> None:
    papers = said(pmid="1", format="ris", title=OTHER, seed="b"), said(pmid="1", format="medline")
    groups, doubts = publications(identity(each, number) for number, each in enumerate(papers))
    assert [[one.number for one in group] for group in groups] == [[1]]
    assert [(doubt.other.seed, doubt.left_out) for doubt in doubts] == [("b", True)]


def test_formats_are_ranked_by_the_names_of_their_readers() -> None:
    assert sorted(RANKS) == sorted(reader.NAME for reader in READERS)


MAYBE = {
    "pmid": st.sampled_from([None, "1", "2"]),
    "doi": st.sampled_from([None, "10.5555/a.1", "10.5555/a.2"]),
    "title": st.sampled_from([None, TITLE, OTHER, "Serum"]),
    "date": st.sampled_from([None, "2020", "2021"]),
    "volume": st.sampled_from([None, "1", "2"]),
    "format": st.sampled_from(["pubmed-xml", "medline", "ris"]),
}


@given(st.lists(st.fixed_dictionaries(MAYBE), max_size=7))
def test_no_group_ever_holds_two_publications(documents: list[dict[str, Any]]) -> None:
    groups, doubts = publications(identity(said(**each), number) for number, each in enumerate(documents))
    placed = [one.number for group in groups for one in group]
    left_out = [doubt.other.number for doubt in doubts if doubt.left_out]
    assert sorted(placed + left_out) == list(range(len(documents)))
    for group in groups:
        assert len({one.pmid for one in group if one.pmid}) <= 1
        assert all(likeness.like_titles(one.title, other.title) for one in group for other in group)
        assert [one.rank for one in group] == sorted(one.rank for one in group)


@given(st.permutations([{"pmid": "1"}, {"doi": "10.5555/a.1"}, {"pmid": "1", "doi": "10.5555/a.1"}, {"pmid": "2"}]))
def test_the_order_of_reading_does_not_matter(documents: list[dict[str, Any]]) -> None:
    found = grouped(*(said(**each) for each in documents))
    assert {frozenset(str(documents[n]) for n in group) for group in found if len(group) > 1} == {
        frozenset(str(each) for each in documents if each != {"pmid": "2"})
    }


def test_fields_come_from_the_most_exact_document_that_has_them() -> None:
    one = merged([said(volume=None, pages="5-9", seed="a"), said(volume="3", pages="5", journal=None, seed="b")])
    assert (one.volume, one.pages, one.journal, one.year) == ("3", "5-9", "J Invent Med", "2020")
    assert [source.seed for source in one.sources] == ["a", "b"]


def test_a_shortened_list_of_authors_gives_way_to_a_whole_one() -> None:
    short = said(authors_complete=False)
    whole = said(authors=({"name": "Lorem A"}, {"name": "Ipsum B"}), seed="b")
    assert [author.name for author in merged([short, whole]).authors] == ["Lorem A", "Ipsum B"]
    assert merged([short, whole]).disagreements == ()


DISAGREEING: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = [
    ({"volume": "1"}, {"volume": "2"}, [("volume", "2")]),
    ({"pages": "101-9"}, {"pages": "101-109"}, []),
    ({"pages": "101-9"}, {"pages": "110-9"}, [("pages", "110-9")]),
    ({"date": "2020-01", "epub_date": "2019-11"}, {"date": "2019-11-02"}, []),
    ({"date": "2020-01"}, {"date": "2018"}, [("date", "2018")]),
    ({"journal": "J Invent Med"}, {"journal": "Journal of invented medicine"}, []),
    (
        {"journal": "J Invent Med"},
        {"journal": "Annals of fictional medicine"},
        [("journal", "Annals of fictional medicine")],
    ),
    ({"title": f"{TITLE}."}, {"title": f"{TITLE}: a survey"}, []),
    ({"title": TITLE}, {"title": TITLE.replace("absent", "present")}, [("title", TITLE.replace("absent", "present"))]),
    ({"date": "2012"}, {"date": "2016", "epub_date": "2015-11-26"}, [("date", "2016")]),
    ({}, {"authors": ({"name": "Ipsum A"},)}, [("authors", "Ipsum A")]),
    (
        {"text": "Made up: 43 of them, 79% in all, did well."},
        {"text": "Made up: 34 of them, 79% in all, did well."},
        [("text", "… Made up: 34 of them, 79% in all, …")],
    ),
    ({"text": "Made up: 43 (79%) did well."}, {"text": "Made up: 43 did well."}, []),
    ({}, {"authors": ({"name": "Lorem A"}, {"name": "Ipsum B"})}, [("authors", "2 authors")]),
    ({"text": "One two three four five."}, {"text": "One two three four."}, []),
    ({"text": "One two three four five."}, {"text": "Six seven eight."}, [("text", "Six seven eight. …")]),
]


@pytest.mark.parametrize(("one", "other", "told"), DISAGREEING)
def test_what_sources_disagree_on_is_told(
    one: dict[str, Any], other: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    found = merged([said(**one), said(seed="b", **other)]).disagreements
    assert [(each.field, each.value) for each in found] == told
    assert all(each.seed == "b" for each in found)


def test_ties_and_types_are_those_of_all_documents() -> None:
    tie = {"type": "Retraction in", "text": "J Invent Med. 2022;1:1", "pmid": "9"}
    again = tie | {"text": "J Invent Med 2022"}
    one = merged(
        [said(relations=(tie,)), said(relations=(again,), publication_types=("Retracted Publication",), seed="b")]
    )
    assert [relation.text for relation in one.relations] == ["J Invent Med. 2022;1:1"]
    assert one.publication_types == ("Retracted Publication",)


POORER: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"content": "none"}, {"text": "Words."}, True),
    ({"text": "Words."}, {"content": "full-text", "text": "Words."}, True),
    ({"text": "a" * 89}, {"text": "a" * 100}, True),
    ({"text": "a" * 91}, {"text": "a" * 100}, False),
    ({"text": "a a a !"}, {"text": "aaa"}, False),
]


@pytest.mark.parametrize(("new", "old", "poorer"), POORER)
def test_a_text_is_poorer_that_says_less(new: dict[str, Any], old: dict[str, Any], poorer: bool) -> None:
    assert is_poorer(said(**new), said(**old)) is poorer


def test_one_document_is_followed_as_it_is() -> None:
    only = said(text="Words.")
    assert merged([only]) is only
    assert isinstance(identity(only, 0), Identity)


def test_a_retraction_that_only_a_title_tells_is_not_lost() -> None:
    exact, marked = (
        said(doi="10.5555/a.1"),
        said(doi="10.5555/a.1", format="ris", seed="b", title=f"RETRACTED: {TITLE}"),
    )
    assert not is_retracted(exact)
    assert is_retracted(merged([exact, marked]))
    assert merged([exact, exact]).title == TITLE
