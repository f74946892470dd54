"""Citations read back by the programs that read them: rispy, bibtexparser, and the rules of CSL JSON."""

import json
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import citing
from generator.citing import Publication
from generator.citing.work import Name, from_paper, name, one_line, page_range, whole_pages
from generator.evidence import RETRACTED_TYPE
from generator.model import Author, Paper
from tests.exports.citations import bibtex, csl, from_tex, ris
from tests.unit.factories import corpus, paper

GOMES = paper(
    id="30543921",
    doi="10.1016/j.clim.2018.12.006",
    pmcid="PMC123",
    title="Intravenous immunoglobulin (IVIG) in the vanguard therapy of Systemic Sclerosis.",
    authors=tuple({"name": name} for name in ("Gomes JP", "Santos L", "Shoenfeld Y")),
    journal="Clin Immunol",
    date="2019-02",
    year="2019",
    volume="199",
    pages="25-8",
)
SITE = corpus(as_of="2026-11-20").site.value
PUBLISHED = SITE.model_copy(update={"base_url": "https://evidence.example/sub/"})
HASH = "0123456789ab"


def test_a_paper_in_every_format() -> None:
    formats = Publication(GOMES).formats
    title = "Intravenous immunoglobulin (IVIG) in the vanguard therapy of Systemic Sclerosis"
    assert formats.vancouver == (
        f"Gomes JP, Santos L, Shoenfeld Y. {title}. Clin Immunol. 2019;199:25-8. "
        "doi: 10.1016/j.clim.2018.12.006; PubMed PMID: 30543921; PubMed Central PMCID: PMC123."
    )
    assert ris(formats.ris) == {
        "type_of_reference": "JOUR",
        "authors": ["Gomes, J. P.", "Santos, L.", "Shoenfeld, Y."],
        "title": title,
        "secondary_title": "Clin Immunol",
        "alternate_title2": "Clin Immunol",
        "year": "2019",
        "date": "2019/02//",
        "volume": "199",
        "start_page": "25",
        "end_page": "28",
        "doi": "10.1016/j.clim.2018.12.006",
        "accession_number": "30543921",
        "custom2": "PMC123",
        "urls": ["https://pubmed.ncbi.nlm.nih.gov/30543921/"],
        "id": "pmid30543921",
    }
    assert bibtex(formats.bibtex) == {
        "ENTRYTYPE": "article",
        "ID": "pmid30543921",
        "author": "Gomes, J. P. and Santos, L. and Shoenfeld, Y.",
        "title": f"{{{title}}}",
        "journal": "Clin Immunol",
        "year": "2019",
        "month": "February",
        "volume": "199",
        "pages": "25--28",
        "doi": "10.1016/j.clim.2018.12.006",
        "pmid": "30543921",
        "pmcid": "PMC123",
        "url": "https://pubmed.ncbi.nlm.nih.gov/30543921/",
    }
    assert csl(formats.csl) == {
        "id": "pmid30543921",
        "type": "article-journal",
        "title": title,
        "author": [
            {"family": "Gomes", "given": "J. P."},
            {"family": "Santos", "given": "L."},
            {"family": "Shoenfeld", "given": "Y."},
        ],
        "issued": {"date-parts": [[2019, 2]]},
        "container-title": "Clin Immunol",
        "volume": "199",
        "page": "25-28",
        "DOI": "10.1016/j.clim.2018.12.006",
        "PMID": "30543921",
        "PMCID": "PMC123",
        "URL": "https://pubmed.ncbi.nlm.nih.gov/30543921/",
    }


def test_lines_of_ris_end_as_the_format_says() -> None:
    text = Publication(GOMES).formats.ris
    assert text.startswith("TY  - JOUR\r\n")
    assert text.endswith("ER  - \r\n")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")


def test_what_a_source_does_not_give_is_left_out() -> None:
    formats = Publication(paper(id="sha-1", title=None, authors=(), journal=None)).formats
    assert formats.vancouver == "2020."
    assert ris(formats.ris) == {"type_of_reference": "GEN", "year": "2020", "date": "2020///", "id": "sha-1"}
    assert bibtex(formats.bibtex) == {"ENTRYTYPE": "misc", "ID": "sha-1", "year": "2020"}
    assert csl(formats.csl) == {"id": "sha-1", "type": "article", "issued": {"date-parts": [[2020]]}}


def test_a_paper_without_a_date_has_none_in_any_format() -> None:
    formats = Publication(paper(id="sha-1", year=None)).formats
    assert {"year", "date"} & ris(formats.ris).keys() == set()
    assert "year" not in bibtex(formats.bibtex)
    assert "issued" not in csl(formats.csl)


def test_a_shortened_list_of_authors_is_said_to_be_one() -> None:
    formats = Publication(paper(authors_complete=False)).formats
    assert bibtex(formats.bibtex)["author"] == "Lorem, A. and others"
    assert "only the first authors" in ris(formats.ris)["notes"][0]
    assert "only the first authors" in csl(formats.csl)["note"]
    assert "Lorem A, et al." in formats.vancouver


def test_a_retracted_paper_is_cited_as_one() -> None:
    formats = Publication(paper(publication_types=(RETRACTED_TYPE,))).formats
    assert formats.vancouver.endswith(" Retracted.")
    assert ris(formats.ris)["notes"] == ["Retracted."]
    assert bibtex(formats.bibtex)["note"] == csl(formats.csl)["note"] == "Retracted."


def test_a_page_is_cited_as_of_its_day_under_the_title_of_the_edition() -> None:
    address = "https://evidence.example/sub/diseases/fever/"
    assert citing.page("Fever", "/diseases/fever/", PUBLISHED, HASH) == (
        f"Made up. Fever [Internet]. 2026 Nov 20. Content hash {HASH}. Available from: {address}"
    )


KEYS = [("/diseases/fever/", "diseases-fever"), ("/papers/1/", "papers-1"), ("/", "home")]


@pytest.mark.parametrize(("address", "key"), KEYS)
def test_a_page_has_a_name_of_its_own_in_a_bibliography(address: str, key: str) -> None:
    assert citing.key(address) == key


def test_no_address_is_invented() -> None:
    page = citing.page("Fever", "/diseases/fever/", SITE, HASH)
    line = citing.chart_line("Fever", "/diseases/fever/", SITE, "EX")
    assert not any("http" in text or "Available" in text for text in (page, line))


def test_the_line_for_a_chart_says_what_where_and_when() -> None:
    line = citing.chart_line("Fever", "/diseases/fever/", PUBLISHED, "EX")
    assert line == (
        "Fever: EX evidence summary, Made up, as of 2026-11-20, https://evidence.example/sub/diseases/fever/"
    )


def test_the_line_for_a_chart_has_one_sign_behind_a_title_that_ends_in_a_period() -> None:
    assert citing.chart_line("On fever.", "/papers/1/", SITE, "EX").startswith("On fever: EX evidence summary")


def test_a_bibliography_holds_every_paper_once() -> None:
    papers = [paper(id=str(number)) for number in range(1, 4)]
    formats = citing.bibliography(map(Publication, papers))
    assert [record["id"] for record in rispy.loads(formats.ris)] == ["pmid1", "pmid2", "pmid3"]
    assert [entry["ID"] for entry in bibtexparser.loads(formats.bibtex, BibTexParser()).entries] == [
        "pmid1",
        "pmid2",
        "pmid3",
    ]
    assert [item["id"] for item in json.loads(formats.csl)] == ["pmid1", "pmid2", "pmid3"]
    assert formats.vancouver.count("\n") == 3


def test_an_empty_bibliography_is_readable() -> None:
    formats = citing.bibliography([])
    assert rispy.loads(formats.ris) == bibtexparser.loads(formats.bibtex, BibTexParser()).entries == []
    assert json.loads(formats.csl) == []


NAMES = [
    ("Shoenfeld Y", Name("Shoenfeld", "Y.")),
    ("Gomes JP", Name("Gomes", "J. P.")),
    ("van der Lorem AB", Name("van der Lorem", "A. B.")),
    ("Lorem-Ipsum ÉA", Name("Lorem-Ipsum", "É. A.")),
    ("O'Lorem A", Name("O'Lorem", "A.")),
    ("Smith JA Jr", Name("Smith", "J. A.", "Jr")),
    ("Smith JA 3rd", Name("Smith", "J. A.", "3rd")),
    ("Smith JA III", Name("Smith", "J. A.", "III")),
    ("French Lorem Study Group", Name("French Lorem Study Group")),
    ("Invented Trial IV", Name("Invented Trial IV")),
    ("Lorem IVIG", Name("Lorem IVIG")),
    ("WHO", Name("WHO")),
    ("EULAR SC", Name("EULAR SC")),
    ("Lorem, Ipsum & Partners A", Name("Lorem, Ipsum & Partners A")),
    ("Lorem", Name("Lorem")),
    ("Lorem  A", Name("Lorem", "A.")),
]


@pytest.mark.parametrize(("written", "expected"), NAMES)
def test_a_name_is_taken_apart_only_where_it_is_surely_a_persons(written: str, expected: Name) -> None:
    assert name(Author(name=written)) == expected


def test_names_keep_their_parts_in_every_format() -> None:
    names = ("Smith JA Jr", "Lorem and Ipsum Study Group", "Lorem, Ipsum & Partners")
    formats = Publication(paper(authors=tuple({"name": each} for each in names))).formats
    assert bibtex(formats.bibtex)["author"] == (
        r"Smith, Jr, J. A. and {Lorem and Ipsum Study Group} and {Lorem, Ipsum \& Partners}"
    )
    assert ris(formats.ris)["authors"] == ["Smith, J. A., Jr", *names[1:]]
    assert csl(formats.csl)["author"] == [
        {"family": "Smith", "given": "J. A.", "suffix": "Jr"},
        {"literal": names[1]},
        {"literal": names[2]},
    ]


PAGES = [
    ("25-28", ("25", "28")),
    ("489-92", ("489", "492")),
    ("489–92", ("489", "492")),
    ("e12-5", ("e12", "e15")),
    ("S12-S15", ("S12", "S15")),
    ("98-102", ("98", "102")),
    ("489-92; discussion 493", ("489", "492")),
    ("1198-02", ("1198", "02")),
    ("e1234", ("e1234", None)),
    ("7; quiz 9", ("7", None)),
    ("12-13-14", ("12-13-14", None)),
    (None, (None, None)),
]


@pytest.mark.parametrize(("written", "expected"), PAGES)
def test_the_last_page_is_given_whole(written: str | None, expected: tuple[str | None, str | None]) -> None:
    assert page_range(written) == expected


WHOLE_PAGES = [
    ("25-8", "25-28"),
    ("e1234", "e1234"),
    ("489-92, 501", "489-92, 501"),
    ("7; quiz 9", "7; quiz 9"),
    (None, None),
]


@pytest.mark.parametrize(("written", "expected"), WHOLE_PAGES)
def test_pages_are_given_whole_and_nothing_of_them_is_lost(written: str | None, expected: str | None) -> None:
    assert whole_pages(written) == expected


DATES = [
    ({"date": "2019-02-03"}, (2019, 2, 3)),
    ({"date": "2019-02"}, (2019, 2)),
    ({"date": None, "year": "2019"}, (2019,)),
    ({"date": None, "year": None, "epub_date": "2018-12-10"}, (2018, 12, 10)),
    ({"date": None, "year": None}, ()),
]


@pytest.mark.parametrize(("fields", "expected"), DATES)
def test_a_date_is_as_precise_as_the_source(fields: dict[str, Any], expected: tuple[int, ...]) -> None:
    assert from_paper(paper(**fields)).issued == expected


TITLES = [("It does.", "It does"), ("Does it?", "Does it?"), ("And then...", "And then..."), (" . ", None)]


@pytest.mark.parametrize(("written", "expected"), TITLES)
def test_a_title_loses_only_the_period_at_its_end(written: str, expected: str | None) -> None:
    assert from_paper(paper(title=written)).title == expected


def test_a_name_that_verbatim_fields_cannot_hold_is_encoded() -> None:
    assert bibtex(Publication(paper(doi=r"10.1/{a}\b")).formats.bibtex)["doi"] == "10.1/%7Ba%7D%5Cb"


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TRICKY = r"50% of {IgG} & C_3 $5 #1 ~x^2 \alpha @comment{x} “q” \textbf{b}"


def titled(text: str) -> tuple[Paper, str]:
    each = paper(title=text)
    return each, from_paper(each).title or ""


@given(ANY)
@example(TRICKY)
@example("TY  - JOUR\r\nER  - ")
@example("Lorem .")
@settings(max_examples=40)
def test_any_title_survives(text: str) -> None:
    each, expected = titled(text)
    formats = Publication(each).formats
    assert ris(formats.ris).get("title", "") == expected
    assert from_tex(bibtex(formats.bibtex).get("title", "{}")[1:-1]) == expected
    assert csl(formats.csl).get("title", "") == expected
    assert expected in (one_line(text), one_line(text).removesuffix(".").rstrip())


@given(ANY.filter(lambda text: one_line(text) != ""))
@example(TRICKY)
@example("Lorem and Ipsum A")
@example("Lorem{ A")
@settings(max_examples=40)
def test_any_author_survives(text: str) -> None:
    each = paper(authors=({"name": text},))
    whole, parts = one_line(text), name(Author(name=text))
    formats = Publication(each).formats
    assert ris(formats.ris)["authors"] == [parts.inverted]
    author = from_tex(bibtex(formats.bibtex)["author"])
    (item,) = csl(formats.csl)["author"]
    if parts.given:
        initials = parts.given.replace(". ", "").removesuffix(".")
        assert " ".join(filter(None, (parts.family, initials, parts.suffix))) == whole
        assert item == {key: getattr(parts, key) for key in ("family", "given", "suffix") if getattr(parts, key)}
        assert author.replace("{", "").replace("}", "").startswith(f"{parts.family}, ")
    else:
        assert item == {"literal": whole}
        assert author == f"{{{whole}}}"
