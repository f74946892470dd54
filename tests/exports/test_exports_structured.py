"""What a page's head tells programs: JSON-LD, Highwire tags, Open Graph."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from generator.build import with_base_url
from generator.citing import Publication
from generator.config import Paths
from generator.evidence import RETRACTED_TYPE, summarize
from generator.exports import structured
from generator.model import Corpus
from generator.store import load
from tests.editions import EDITIONS, SUB_PATH
from tests.unit.factories import appraisal, claim, corpus, paper

# Written by hand from https://schema.org/docs/full.html: the types used, each with the properties it may have here.
SCHEMA_ORG = {
    "WebSite": {"name", "description", "url", "inLanguage"},
    "WebPage": {"name", "description", "url", "inLanguage", "isPartOf", "dateModified"},
    "MedicalWebPage": {
        *("name", "description", "url", "inLanguage", "isPartOf", "about", "mainEntity", "citation"),
        *("datePublished", "dateModified", "lastReviewed"),
    },
    "MedicalCondition": {"name", "alternateName", "code"},
    "MedicalCode": {"codeValue", "codingSystem"},
    "MedicalScholarlyArticle": {
        *("headline", "author", "datePublished", "isPartOf", "pageStart", "pageEnd", "publicationType"),
        *("identifier", "sameAs", "creativeWorkStatus", "copyrightNotice"),
    },
    "PublicationIssue": {"issueNumber", "isPartOf"},
    "PublicationVolume": {"volumeNumber", "isPartOf"},
    "Periodical": {"name"},
    "Person": {"familyName", "givenName", "honorificSuffix"},
    "Organization": {"name"},
    "PropertyValue": {"propertyID", "value"},
}
SITE = corpus().site.value
PUBLISHED = SITE.model_copy(update={"base_url": SUB_PATH})
STUDY = paper(
    "Words of the abstract.",
    id="7",
    doi="10.1/a<b>",
    pmcid="PMC7",
    title="A title.",
    authors=({"name": "Lorem AB"}, {"name": "Invented Study Group"}),
    date="2020-03-04",
    epub_date="2019-12-31",
    volume="7",
    issue="2",
    pages="489-92",
    language="eng",
)


def things(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from things(value)
    elif isinstance(data, list):
        for value in data:
            yield from things(value)


def assert_known_to_schema_org(document: dict[str, Any]) -> None:
    assert document["@context"] == "https://schema.org"
    for thing in things(document):
        extra = set(thing) - {"@context", "@type"} - SCHEMA_ORG[thing["@type"]]
        assert not extra, f"{thing['@type']} has no {extra}"
        assert all(thing.values()), "what is not known is left out"


def documents(found: Corpus) -> Iterator[dict[str, Any]]:
    site = found.site.value
    yield structured.website(site)
    yield structured.web_page(site, "/methods/", "Methods", "How.")
    for subject in (*found.diseases, *found.indications):
        yield structured.subject_page(found, subject, "Title", "What.", summarize(found, subject).papers)
    for key, page in found.papers.items():
        appraised = found.appraisals.get(key)
        yield structured.paper_page(site, Publication(page.value), appraised.value if appraised else None, "Title")


@pytest.mark.parametrize("name", EDITIONS)
def test_types_and_properties_of_an_edition_exist(name: str) -> None:
    for document in documents(with_base_url(load(Paths(EDITIONS[name])), SUB_PATH)):
        assert_known_to_schema_org(document)
        assert document["url"].startswith(SUB_PATH)


def test_a_site_that_does_not_know_its_address_gives_none() -> None:
    for document in documents(corpus([STUDY], {"7": appraisal(claim())})):
        assert_known_to_schema_org(document)
        assert "url" not in document


def test_a_subjects_page_is_about_its_disease_and_all_its_names() -> None:
    disease = {
        "name": "fever",
        "formerly": ("the shakes",),
        "abbreviations": ("FV",),
        "identifiers": {"mondo": "MONDO:0000001", "orpha": "12", "mesh": "D000001"},
    }
    found = corpus(diseases={"fever": disease}, indications={"fever/skin": {}})
    about = {
        "@type": "MedicalCondition",
        "name": "fever",
        "alternateName": ["the shakes", "FV"],
        "code": [
            {"@type": "MedicalCode", "codeValue": "0000001", "codingSystem": "MONDO"},
            {"@type": "MedicalCode", "codeValue": "D000001", "codingSystem": "MeSH"},
            {"@type": "MedicalCode", "codeValue": "12", "codingSystem": "ORPHA"},
        ],
    }
    for subject in ("fever", "fever/skin"):
        assert structured.subject_page(found, subject, "Title", "What.", [])["about"] == about


def reviewed(*days: str | None) -> Any:
    found = corpus(
        [paper(id=str(n)) for n in range(1, len(days) + 1)],
        {str(n): appraisal(claim(), appraised_on=f"2026-01-0{n}", reviewed_on=day) for n, day in enumerate(days, 1)},
    )
    return structured.subject_page(found, "fever", "Title", "What.", list(found.papers))


def test_only_a_page_reviewed_in_all_its_parts_says_so() -> None:
    assert "lastReviewed" not in reviewed()
    assert "lastReviewed" not in reviewed(None)
    assert "lastReviewed" not in reviewed("2026-02-01", None)
    assert reviewed("2026-03-01", "2026-02-01")["lastReviewed"] == "2026-02-01"


def test_a_page_has_the_dates_of_its_appraisals() -> None:
    dated = reviewed(None, None)
    assert (dated["datePublished"], dated["dateModified"]) == ("2026-01-01", "2026-01-02")
    assert reviewed("2026-02-01")["dateModified"] == "2026-02-01"
    assert "datePublished" not in reviewed()


def test_a_papers_page_describes_the_paper() -> None:
    article = structured.paper_page(SITE, Publication(STUDY), None, "A title.")["mainEntity"]
    assert article == {
        "@type": "MedicalScholarlyArticle",
        "headline": "A title",
        "author": [
            {"@type": "Person", "familyName": "Lorem", "givenName": "A. B."},
            {"@type": "Organization", "name": "Invented Study Group"},
        ],
        "datePublished": "2020-03-04",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "7",
                "isPartOf": {"@type": "Periodical", "name": "J Invent Med"},
            },
        },
        "pageStart": "489",
        "pageEnd": "492",
        "identifier": {"@type": "PropertyValue", "propertyID": "PMID", "value": "7"},
        "sameAs": [
            "https://pubmed.ncbi.nlm.nih.gov/7/",
            "https://doi.org/10.1/a%3Cb%3E",
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC7/",
        ],
    }


def test_a_retracted_paper_is_marked() -> None:
    page = structured.paper_page(SITE, Publication(paper(publication_types=(RETRACTED_TYPE,))), None, "Title")
    assert page["mainEntity"]["creativeWorkStatus"] == "Retracted"


def test_highwire_tags_carry_what_zotero_and_google_scholar_read() -> None:
    assert structured.highwire(Publication(STUDY), PUBLISHED) == [
        ("citation_title", "A title"),
        ("citation_author", "Lorem, A. B."),
        ("citation_author", "Invented Study Group"),
        ("citation_journal_title", "J Invent Med"),
        ("citation_publication_date", "2020/03/04"),
        ("citation_online_date", "2019/12/31"),
        ("citation_volume", "7"),
        ("citation_issue", "2"),
        ("citation_firstpage", "489"),
        ("citation_lastpage", "492"),
        ("citation_doi", "10.1/a<b>"),
        ("citation_pmid", "7"),
        ("citation_language", "eng"),
        ("citation_abstract", "Words of the abstract."),
        ("citation_abstract_html_url", f"{SUB_PATH}papers/7/"),
    ]


def test_highwire_tags_leave_out_what_is_not_known_and_what_the_edition_does_not_show() -> None:
    names = dict(structured.highwire(Publication(paper("Words.", title=None, journal=None)), SITE))
    assert names == {
        "citation_author": "Lorem, A.",
        "citation_publication_date": "2020",
        "citation_pmid": "1",
        "citation_abstract": "Words.",
    }
    for shown in ("quotes", "link"):
        assert "citation_abstract" not in dict(
            structured.highwire(Publication(STUDY), SITE.model_copy(update={"abstracts": shown}))
        )
    assert "citation_abstract" not in dict(
        structured.highwire(Publication(paper("A whole text.", content="full-text")), SITE)
    )


def test_open_graph_has_addresses_only_where_the_site_knows_its_own() -> None:
    assert structured.open_graph(SITE, "/a/", "Title", "What.") == [
        ("og:title", "Title"),
        ("og:description", "What."),
        ("og:type", "website"),
        ("og:site_name", "Made up"),
    ]
    tags = dict(structured.open_graph(PUBLISHED, "/a/", "Title", "What.", is_paper=True))
    assert (tags["og:type"], tags["og:url"], tags["og:image"]) == (
        "article",
        f"{SUB_PATH}a/",
        f"{SUB_PATH}assets/preview.png",
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("</script><script>alert(1)</script>")
@example("<!-- <script> ]]> & \u2028\u2029")
def test_any_text_is_safe_in_a_script(text: str) -> None:
    written = structured.script_text({"name": text})
    assert json.loads(written) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(written)


def test_a_script_keeps_its_end() -> None:
    written = structured.script_text({"name": "</script><b>"})
    soup = BeautifulSoup(f'<script type="application/ld+json">{written}</script><p>after</p>', "lxml")
    assert soup.script is not None
    assert json.loads(soup.script.get_text()) == {"name": "</script><b>"}
    assert soup.find("b") is None
