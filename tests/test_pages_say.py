"""What a page says in words it says only where it is so: of silence, of counts, of papers that wait."""

import json
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from generator import shelves
from generator.model import Appraisal, Corpus, Detected, KnownStudy
from generator.views import silence
from tests.editions import PLAIN, ROOT, files, page, text
from tests.unit import factories
from tests.unit.factories import appraisal, claim, corpus, efficacy, group, paper, study

TEXT = "It helps. 48 patients. 2 g/kg daily. A rash was seen."
NAMES = {"fever": {"name": "marsh fever"}}
WITHDRAWN = {"publication_types": ("Retracted Publication",)}


def shown(found: Corpus, address: str = "diseases/fever/") -> BeautifulSoup:
    return BeautifulSoup(files(found, ROOT / "templates", PLAIN)[f"{address}index.html"], "lxml")


def said(soup: BeautifulSoup, section: str) -> str:
    return " ".join(text(each) for each in soup.select(f"#{section} > p:not(.lead)"))


def one(*claims: Any, **fields: Any) -> Corpus:
    """An edition of one paper on fever."""
    return corpus([paper(TEXT, id="1")], {"1": appraisal(efficacy("It helps", id="helps"), *claims, **fields)}, NAMES)


HARMS = {"reported": {"harms": "A rash was seen"}}
DOSE = {"doses": ({"about": "fever", "quote": "2 g/kg daily"},)}


def test_a_page_is_silent_on_harms_only_where_its_papers_are() -> None:
    assert said(shown(one()), "safety") == silence.NO_HARMS
    assert said(shown(one(**HARMS)), "safety") == silence.HARMS_OF_STUDIES
    told = claim("A rash was seen", id="rash", topic="safety", role="primary-result")
    assert said(shown(one(told)), "safety") == ""


def test_the_page_of_all_safety_is_silent_only_where_all_papers_are() -> None:
    assert text(shown(one(), "safety/").select_one(".empty")) == "These papers report nothing on safety."
    assert "stand on their own pages" in text(shown(one(**HARMS), "safety/").select_one(".empty"))


def test_a_page_says_that_no_dose_is_given_only_where_none_is() -> None:
    assert said(shown(one()), "doses") == silence.NO_DOSE
    assert said(shown(one(**DOSE)), "doses") == ""
    told = claim("2 g/kg daily", id="dose", topic="dosing", role="primary-result")
    assert said(shown(one(told)), "doses") == ""


def test_a_page_with_years_speaks_of_the_papers_that_it_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "FULL_PAPERS", 12)
    papers = [paper(TEXT, id=str(number)) for number in range(1, 15)]
    best = appraisal(efficacy("It helps", id="helps"), design="randomized-trial")
    last = appraisal(efficacy("It helps", id="helps"), **HARMS, **DOSE)
    soup = shown(corpus(papers, {each.id: last if each.id == "9" else best for each in papers}, NAMES))
    assert len(soup.select(".study")) == 12
    assert said(soup, "doses") == silence.NO_DOSE_SHOWN
    assert said(soup, "safety") == silence.HARMS_BY_YEAR


def test_a_page_whose_papers_were_all_retracted_says_that_none_counts() -> None:
    found = corpus([paper(TEXT, id="1", **WITHDRAWN)], {"1": appraisal(efficacy("It helps", id="helps"), **DOSE)})
    assert (said(shown(found), "doses"), said(shown(found), "safety")) == (silence.NOTHING_COUNTS,) * 2


# Counts.


def test_the_patients_of_a_paper_are_one_number_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "FULL_PAPERS", 0)
    groups = tuple(group(48, about, "trial") for about in ("fever", "fever/joints"))
    found = corpus(
        [paper(TEXT, id="1", year="2020")],
        {"1": appraisal(efficacy("It helps", id="helps"), patients=groups)},
        NAMES,
        {"fever/joints": {}},
    )
    assert text(shown(found, "papers/1/").select(".glance dd")[1]) == "48"
    assert text(shown(found).select_one(".study dt:-soup-contains('Patients') + dd")) == "48"
    assert "48 patients" in text(shown(found, "diseases/fever/year/2020/").select_one(".study small"))


def test_a_retracted_paper_leaves_the_number_of_quotes_and_of_claims() -> None:
    papers = [paper(TEXT, id="1"), paper(TEXT, id="2", **WITHDRAWN)]
    found = corpus(papers, {each.id: appraisal(efficacy("It helps", id="helps")) for each in papers}, NAMES)
    assert text(shown(found, "").select(".glance dd")[3]) == "1"
    entries = json.loads(files(found, ROOT / "templates", PLAIN)["index.json"])["pages"]
    counts = {entry["url"]: entry.get("counts", {}) for entry in entries}
    assert (counts["/papers/1/"], counts["/papers/2/"]) == ({"claims": 1}, {})


def test_a_paper_that_is_not_graded_is_of_no_level_of_evidence() -> None:
    tiles = shown(one(design="narrative-review"), "papers/1/").select(".glance > div")
    assert text(tiles[2]).startswith("level of evidence")
    assert text(shown(one(), "papers/1/").select(".glance > div")[2]).startswith("of evidence")


# Papers that wait.


def waiting(**fields: Any) -> Corpus:
    """An edition with one appraised paper on a rash, and one that waits on fever."""
    proposed: dict[str, Any] = {
        "id": "2",
        "diseases": [{"disease": "fever", "mentions": ["fever"]}],
        "intervention": {"spelling": "EX", "use": "given", "quote": "It helps."},
        "design": {"value": "randomized-trial", "basis": "title: randomized"},
        "patients": {"value": 48, "quote": "48 patients"},
        "doses": ["2 g/kg daily"],
        "key_sentence": "It helps.",
        "label_statement": None,
        "digest": "",
    }
    found = corpus(
        [paper(TEXT, id="1"), paper(TEXT, id="2", **fields)],
        {"1": appraisal(efficacy("It helps", id="helps", about=["rash"]))},
        {"rash": {}, "fever": {"name": "marsh fever", "bottom_line": ("It is not known.",)}},
    )
    detected = Detected.model_validate(proposed)
    return replace(found, detected={"2": factories.page("content/detected/2.yaml", detected)})


def test_a_subject_whose_papers_wait_says_so_to_readers_and_teaches_no_command() -> None:
    found = waiting()
    assert text(shown(found).select_one(".empty")) == "No paper on it is appraised yet; 1 awaits appraisal."
    nothing = replace(found, detected={})
    assert text(shown(nothing).select_one(".empty")) == "No paper on it is in this collection yet."


@pytest.mark.parametrize("address", ["", "diseases/"])
def test_a_list_says_how_many_papers_on_a_disease_wait(address: str) -> None:
    rows = {text(row.select_one(".row-link")): text(row.select_one(".row-facts")) for row in listed(waiting(), address)}
    assert rows["Marsh fever"] == "1 not yet appraised"
    gone = {text(row.select_one(".row-link")): text(row) for row in listed(replace(waiting(), detected={}), address)}
    assert gone["Marsh fever"].endswith("no papers")


def listed(found: Corpus, address: str) -> list[Tag]:
    return list(shown(found, address).select(".rows li"))


def test_the_page_of_a_paper_that_waits_shows_what_a_program_proposes() -> None:
    section = shown(waiting(), "papers/2/").select_one("#_proposals")
    assert section is not None
    assert section.has_attr("data-pagefind-ignore")
    assert text(section.h2) == "Not yet appraised: what a program proposes"
    assert [(text(row.dt), text(row.dd)) for row in section.select(".facts > div")] == [
        ("Diseases", "marsh fever"),
        ("Design", "randomized trial (title: randomized)"),
        ("Patients", "48 48 patients"),
        ("Dose", "2 g/kg daily"),
        ("Key sentence", "It helps."),
    ]


def test_a_paper_that_was_appraised_or_retracted_shows_no_proposals() -> None:
    found = waiting()
    done = appraisal(efficacy("It helps", id="helps"))
    appraised = {**found.appraisals, "2": factories.page("content/appraisals/2.md", done)}
    assert shown(replace(found, appraisals=appraised), "papers/2/").select_one("#_proposals") is None
    assert shown(waiting(**WITHDRAWN), "papers/2/").select_one("#_proposals") is None


# The bottom line.


def answered(supporting: Appraisal, *studies: KnownStudy) -> Corpus:
    disease = {"name": "marsh fever", "bottom_line": ("It helps [@1#red-joints] [@1#well-being].",)}
    joints = {"fever/red-joints": {"name": "Red joints"}}
    return corpus([paper(TEXT, id="1")], {"1": supporting}, {"fever": disease}, joints, studies=studies)


CITED = appraisal(efficacy("It helps", id="red-joints", about=["fever/red-joints"]), efficacy("helps", id="well-being"))


def test_a_citation_shows_words_and_not_an_id() -> None:
    assert [text(each) for each in shown(answered(CITED)).select(".bottom .cite")] == ["Red joints", "well being"]


def test_a_known_study_that_says_otherwise_stands_next_to_the_bottom_line() -> None:
    differs = {"differs": ({"about": "fever", "note": "Its groups did not differ."},)}
    soup = shown(answered(CITED, study(**differs)))
    (line,) = soup.select("#bottom-line + .otherwise li")
    assert text(line) == "Ipsum 2001, known, not read here: Its groups did not differ."
    assert line.select_one("a[href='#known-studies']") is not None
    assert soup.find(id="known-studies") is not None
    assert shown(answered(CITED, study())).select(".otherwise") == []


def test_what_a_known_study_says_of_another_disease_stands_with_the_claim_alone() -> None:
    both = appraisal(efficacy("It helps", id="red-joints", about=["fever", "rash"]), efficacy("helps", id="well-being"))
    differs = {"differs": ({"about": "rash", "note": "Its groups did not differ."},)}
    disease = {"name": "marsh fever", "bottom_line": ("It helps [@1#red-joints].",)}
    known = [study(**differs)]
    soup = shown(corpus([paper(TEXT, id="1")], {"1": both}, {"fever": disease, "rash": {}}, studies=known))
    assert soup.select(".otherwise") == []
    assert "Its groups did not differ." in text(soup.find(id="1-red-joints"))


def test_the_page_on_systemic_sclerosis_says_early_that_trials_not_read_say_otherwise() -> None:
    lines = [
        text(each) for each in page("real", "/diseases/systemic-sclerosis/").select("#bottom-line + .otherwise li")
    ]
    assert any(
        "This placebo-controlled trial for the skin did not meet its primary endpoint." in each for each in lines
    )


# What nobody noted is not what a paper does not report.


def facts_of(soup: BeautifulSoup) -> dict[str, str]:
    return {text(row.dt): text(row.dd) for row in soup.select(".study .facts > div, .study dl > div")}


def test_a_fact_that_nobody_looked_for_is_not_called_unreported() -> None:
    told = {**facts_of(shown(one())), "": ""}
    assert told["Outcome"] == "as its claims say"
    assert told["Harms"] == told["Dose"] == "not noted in the appraisal"
    looked = facts_of(shown(one(reported={"harms": None}, doses=())))
    assert looked["Harms"] == looked["Dose"] == "not reported in the abstract"


def test_a_dose_for_the_whole_disease_is_not_denied_on_the_page_of_its_indication() -> None:
    joints = efficacy("It helps", id="joints", about=["fever/joints"])
    found = corpus([paper(TEXT, id="1")], {"1": appraisal(joints, **DOSE)}, NAMES, {"fever/joints": {}})
    soup = shown(found, "indications/fever/joints/")
    assert said(soup, "doses") == silence.NO_DOSE_FOR_IT
    assert facts_of(soup)["Dose"] == "given for a wider or another use, on its own page"
