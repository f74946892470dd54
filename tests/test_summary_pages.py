"""The pages of the five diseases say what the facts say, block by block, before and after papers join the collection.

The facts are the table of `tests/summaries.py`, written by hand.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import TypeVar

import pytest
from bs4 import BeautifulSoup, Tag

from generator.build import with_base_url
from generator.check import check
from generator.config import Paths
from generator.model import Appraisal, Corpus, Detected, Disease, Indication, Page, Paper
from generator.store import load
from tests.editions import PLAIN, ROOT, SUB_PATH, files, text
from tests.summaries import (
    AAV,
    ABSENT,
    COHORT,
    DM,
    FIRST,
    GPA,
    GROWN,
    JOINING,
    LAST_SENTENCES,
    LUKAN,
    PROTOCOL,
    REGISTER,
    RETRACTED,
    SECOND,
    SHIPPED,
    SLE,
    SSC,
    TRIAL,
    UNREAD,
    Seen,
)
from tests.unit.factories import SHA, page, paper

# The editions.

Named = TypeVar("Named", Disease, Indication)
REAL = load(Paths(ROOT))
KEY_SENTENCE = "IVIg cleared the rash of every patient."


def with_papers(corpus: Corpus, joining: Mapping[str, tuple[Paper, Appraisal]]) -> Corpus:
    """The corpus with more papers and their appraisals."""
    papers = {key: page(f"content/papers/{key}.md", value) for key, (value, _) in joining.items()}
    appraisals = {key: page(f"content/appraisals/{key}.md", value) for key, (_, value) in joining.items()}
    return replace(
        corpus,
        papers={**corpus.papers, **papers},
        appraisals={**corpus.appraisals, **appraisals},
        seed_digests={**corpus.seed_digests, **{value.source.seed: SHA for value, _ in joining.values()}},
    )


def with_bottom_lines(corpus: Corpus) -> Corpus:
    """The corpus with the last sentences of its bottom lines written anew where they no longer hold."""
    return replace(
        corpus,
        diseases={key: with_last_sentence(key, value) for key, value in corpus.diseases.items()},
        indications={key: with_last_sentence(key, value) for key, value in corpus.indications.items()},
    )


def with_last_sentence(subject: str, old: Page[Named]) -> Page[Named]:
    if subject not in LAST_SENTENCES:
        return old
    sentences = (*old.value.bottom_line[:-1], LAST_SENTENCES[subject])
    return replace(old, value=old.value.model_copy(update={"bottom_line": sentences}))


def with_unread(corpus: Corpus) -> Corpus:
    """The corpus with a paper that nobody has appraised."""
    unread = paper(KEY_SENTENCE, id=UNREAD, title="A title that claims a cure", year="2026")
    detected = Detected.model_validate(
        {
            "id": UNREAD,
            "diseases": [{"disease": SLE, "mentions": ["lupus"]}, {"disease": GPA, "mentions": ["GPA"]}],
            "intervention": {"spelling": "IVIg", "use": "given", "quote": KEY_SENTENCE},
            "design": {"value": "randomized-trial", "basis": "title"},
            "patients": {"value": 700, "quote": None},
            "doses": ["7 g/kg"],
            "key_sentence": KEY_SENTENCE,
            "label_statement": None,
            "digest": "",
        }
    )
    return replace(
        corpus,
        papers={**corpus.papers, UNREAD: page(f"content/papers/{UNREAD}.md", unread)},
        detected={**corpus.detected, UNREAD: page(f"content/detected/{UNREAD}.yaml", detected)},
        seed_digests={**corpus.seed_digests, unread.source.seed: SHA},
    )


def with_site(corpus: Corpus, **settings: str) -> Corpus:
    """The corpus with other settings of its edition."""
    return replace(corpus, site=replace(corpus.site, value=corpus.site.value.model_copy(update=settings)))


def with_retracted(corpus: Corpus, key: str) -> Corpus:
    """The corpus with one of its papers retracted."""
    old = corpus.papers[key]
    value = old.value.model_copy(update={"publication_types": (*old.value.publication_types, "Retracted Publication")})
    return replace(corpus, papers={**corpus.papers, key: replace(old, value=value)})


WITH_ALL = with_bottom_lines(with_papers(REAL, JOINING))
CORPORA: Mapping[str, Corpus] = {
    "shipped": REAL,
    "grown": WITH_ALL,
    "without-retracted": with_bottom_lines(
        with_papers(REAL, {key: value for key, value in JOINING.items() if key != RETRACTED})
    ),
    "retracted": with_retracted(REAL, "19205557"),
    "unread": with_unread(REAL),
    "quotes": with_site(REAL, abstracts="quotes"),
    "link": with_site(REAL, abstracts="link"),
    "named": with_site(REAL, repository_url="https://code.example/evidence", report_url="https://code.example/report"),
}


@cache
def built(name: str) -> Mapping[str, bytes]:
    """Every file of an edition's site."""
    return files(with_base_url(CORPORA[name], SUB_PATH), ROOT / "templates", PLAIN)


@cache
def shown(name: str, subject: str) -> BeautifulSoup:
    """The page of a disease or an indication."""
    root = BeautifulSoup(built(name)[f"{folder(subject)}index.html"], "lxml")
    for control in root.select("a.permalink"):  # they stand beside what they lead to, and are no part of it
        control.decompose()
    return root


def folder(subject: str) -> str:
    return f"{'indications' if '/' in subject else 'diseases'}/{subject}/"


# What a page shows, read from its HTML.


def texts(root: Tag, selector: str) -> tuple[str, ...]:
    return tuple(text(found) for found in root.select(selector))


def own(cell: Tag) -> str:
    """A cell's text without the small print below it."""
    return text(BeautifulSoup(re.sub(r"<small.*?</small>", "", str(cell), flags=re.DOTALL), "lxml"))


def rows(root: Tag, section: str) -> list[list[Tag]]:
    """The cells of a table in a part of the page."""
    return [row.select("td") for row in root.select(f"{section} tbody tr")]


def claim_ids(root: Tag, selector: str) -> tuple[str, ...]:
    """The claims in a part of the page, by the ids they have in their papers."""
    return tuple(claim_id(found) for found in root.select(f"{selector} .claim"))


def claim_id(found: Tag) -> str:
    return str(found["id"]).partition("-")[2]


def cited_id(chip: Tag) -> str:
    """The claim that a citation leads to, by the id it has in its paper."""
    return str(chip["href"]).partition("#")[2].partition("-")[2]


def label_row(cells: list[Tag]) -> str:
    *disease, where, status, product, since, source = cells
    licence = " ".join(part for part in (text(status), text(since)) if part)
    facts = [part for part in (licence, own(product), *texts(product, "small")) if part]
    return f"{''.join(f'{text(cell)}, ' for cell in disease)}{text(where)}: {', '.join(facts)}. {own(source)}".strip()


def known_row(cells: list[Tag]) -> str:
    return " | ".join([*map(own, cells), *texts(cells[-1], ".differs-note")])


def position_row(cells: list[Tag]) -> str:
    body, subject, category, date, _ = cells
    (current,) = texts(date, "small")
    return f"{own(body)} on {text(subject)}: {text(category.q)} ({own(date)}, {current})"


def findings(root: Tag) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in root.select("#findings h3, #findings .claim"):
        if each.name == "h3":
            found[text(each)] = ()
        else:
            heading = next(reversed(found))
            said = " ".join(texts(each, ".verdict .symbol, .verdict strong"))
            found[heading] += (f"{claim_id(each)} {said}",)
    return found


def study(root: Tag) -> str:
    items = {text(row.dt): text(row.dd) for row in root.select(".facts > div")}
    design = items["Design"].removesuffix(", from the appraisal")
    return f"{text(root.h3)}: {design}, {items['Patients']}, {items['Level']}"


def reference(root: Tag) -> str:
    """The authors of a reference, and that it was retracted."""
    authors = re.split(r" A made-up paper| An intravenous| Intravenous", text(root))[0]
    return " ".join([authors, *texts(root, "strong")])


def stated(root: Tag, pattern: str) -> str:
    """What the bottom line says in a place, if it says it."""
    found = re.search(pattern, text(root.select_one(".bottom")))
    return found[0] if found else ""


def seen(root: BeautifulSoup) -> Seen:
    papers, patients, level, years = ((text(row.dd), text(row.dt)) for row in root.select("#glance .glance > div"))
    absent = texts(root, "#glance .absent li")
    provenance = {text(row.dt): row for row in root.select("#provenance .facts > div")}
    codes = provenance.get("Identifiers")
    return Seen(
        notice=text(root.select_one("aside.notice")),
        names=texts(root, ".names span"),
        above=texts(root, ".trail a"),
        children=texts(root, ".kin:-soup-contains('This page gathers') a"),
        indications=texts(root, ".kin:-soup-contains('Indications:') a"),
        bottom_line=tuple(tuple(map(cited_id, sentence.select(".cite"))) for sentence in root.select(".bottom p")),
        counts=stated(root, r"(?<=With )\w+ papers? and \S+ patients?"),
        trials=stated(root, r"\w+ randomized trials?(?= (?:is|are) known but not read here)"),
        licensed=stated(root, r"(?<= is licensed in ).+(?=\.)"),
        papers=" ".join(papers),
        patients=" ".join(patients),
        level=level[0],
        years=f"{years[0]} {years[1].removeprefix('published; ').removesuffix(' read')}",
        gaps=tuple(gap for gap, words in ABSENT.items() if words in absent),
        known=tuple(line.removesuffix(" See the known studies") for line in absent if line not in ABSENT.values()),
        labels=tuple(map(label_row, rows(root, "#label-status"))),
        stated=tuple(
            f"{claim_id(found)} {text(found.select_one('.source a'))}" for found in root.select("#label-status .claim")
        ),
        findings=findings(root),
        studies=tuple(map(study, root.select("#studies .study"))),
        doses=tuple(text(cells[0]) for cells in rows(root, "#doses")),
        dosing=claim_ids(root, "#doses"),
        safety=(*texts(root, "#safety > p"), *claim_ids(root, "#safety")),
        conflicts=tuple(str(link["href"]).partition("-")[2] for link in root.select("#missing .mentions a[href^='#']")),
        gap_claims=claim_ids(root, "#missing"),
        known_studies=tuple(map(known_row, rows(root, "#missing"))),
        positions=tuple(map(position_row, rows(root, "#positions"))),
        references=tuple(map(reference, root.select("#references li"))),
        quotes=text(provenance["Quotes"].dd).removesuffix(" quotes verified against the stored text."),
        sources=tuple(re.findall(r"SHA-256 ([0-9a-f]{64})", text(provenance["Stored sources"].dd))),
        identifiers=texts(codes, "a") if codes else (),
    )


@cache
def page_of(edition: str, disease: str) -> Seen:
    return seen(shown(edition, disease))


@pytest.mark.parametrize("part", [each.name for each in fields(Seen)])
@pytest.mark.parametrize("disease", SHIPPED)
@pytest.mark.parametrize(("edition", "table"), [("shipped", SHIPPED), ("grown", GROWN)], ids=["shipped", "grown"])
def test_the_page_of_a_disease_shows_what_the_table_says(
    edition: str, table: Mapping[str, Seen], disease: str, part: str
) -> None:
    assert getattr(page_of(edition, disease), part) == getattr(table[disease], part)


def test_the_diseases_of_the_table_are_all_that_have_a_page() -> None:
    assert {path.split("/")[1] for path in built("shipped") if re.fullmatch(r"diseases/[^/]+/index.html", path)} == {
        *SHIPPED
    }


# What every page has in its blocks.

ORDER = (
    *("bottom-line", "glance", "label-status", "findings", "studies", "doses", "safety", "missing", "positions"),
    *("background", "references", "cite", "provenance"),
)
ITEMS = (
    *("Design", "Patients", "Compared with", "Situation", "Prior treatment", "Dose", "Co-treatment", "Outcome"),
    *("Follow-up", "Harms", "Level", "Read", "Funding", "Weaknesses"),
)
ITEMS_OF_REVIEWS = ("Design", "Patients", "Treatment", "Level", "Read", "Funding", "Weaknesses")
WARNINGS = (
    "boxed warning: thrombosis",
    "boxed warning: renal dysfunction and acute renal failure",
    "contraindication: a severe reaction to immunoglobulin in the past",
    "contraindication: IgA deficiency with antibodies against IgA",
)
FIGURES = re.compile(r"\d ?%|\bp ?[<=]|\bCI\b|\bSMD\b")


@pytest.mark.parametrize("disease", SHIPPED)
def test_the_blocks_come_in_their_order_and_are_listed_beside_the_page(disease: str) -> None:
    root = shown("shipped", disease)
    found = [str(section["id"]) for section in root.select("main section[id]")]
    assert tuple(found) == ORDER
    assert [str(link["href"]).lstrip("#") for link in root.select(".toc a")] == found


@pytest.mark.parametrize("disease", SHIPPED)
def test_the_level_names_its_rule_and_what_is_known_leads_to_the_list(disease: str) -> None:
    root = shown("shipped", disease)
    (rule,) = root.select("#glance dt a:not(.term)")
    assert text(rule) == "Oxford CEBM 2011"
    assert str(rule["href"]).endswith("methods/#level")
    assert BeautifulSoup(built("shipped")["methods/index.html"], "lxml").find(id="level") is not None
    (link,) = root.select("#glance .absent a")
    assert root.find(id=str(link["href"]).removeprefix("#")) is root.select_one("#missing h3#known-studies")


@pytest.mark.parametrize("edition", ["shipped", "grown"])
@pytest.mark.parametrize("disease", SHIPPED)
def test_every_line_of_a_study_says_something(disease: str, edition: str) -> None:
    for each in shown(edition, disease).select("#studies .study"):
        names, said = texts(each, "dt"), texts(each, "dd")
        assert names == (ITEMS_OF_REVIEWS if "review" in said[0] else ITEMS)
        assert all(said)


@pytest.mark.parametrize("disease", SHIPPED)
def test_class_warnings_stand_apart_from_what_the_papers_report(disease: str) -> None:
    (box,) = shown("shipped", disease).select("#safety .warnings")
    assert texts(box, "li") == WARNINGS
    assert "not from these papers" in text(box.h3)
    assert "read the product's label" in text(box)
    assert box.select(".claim") == []
    assert box.find_next("section") is shown("shipped", disease).select_one("#missing")


@pytest.mark.parametrize("disease", SHIPPED)
def test_known_studies_are_listed_without_their_figures(disease: str) -> None:
    root = shown("shipped", disease)
    table = root.select_one("#known-studies ~ .scroll")
    assert table is not None
    assert text(root.select_one("#known-studies + p")).startswith("Listed, not appraised.")
    assert FIGURES.search(text(table)) is None
    assert all(row.a is not None for row in table.select("tbody tr"))


@pytest.mark.parametrize("disease", SHIPPED)
def test_a_reference_has_its_links_and_its_rights(disease: str) -> None:
    for each in shown("shipped", disease).select("#references li"):
        assert each.select_one("a[href^='https://pubmed.ncbi.nlm.nih.gov/']") is not None
        rights = "Copyright © 2018 Elsevier Inc. All rights reserved."
        assert texts(each, "small") == ((rights,) if disease == SSC else ())


@pytest.mark.parametrize("disease", SHIPPED)
def test_a_page_is_cited_and_leads_to_its_twin(disease: str) -> None:
    root = shown("shipped", disease)
    title, address = text(root.h1), f"{SUB_PATH}{folder(disease)}"
    chart, page = texts(root, "#cite > pre")
    assert title in page
    assert page.endswith(address)
    assert chart.startswith(f"{title}: ")
    assert chart.endswith(address)
    assert "as of 2026-11-20" in chart
    assert root.select_one("#cite a[href='data.json']") is not None
    assert f"{folder(disease)}data.json" in built("shipped")


@pytest.mark.parametrize("disease", SHIPPED)
def test_the_provenance_says_who_read_what_and_where_to_complain(disease: str) -> None:
    root = shown("named", disease)
    assert "20 November 2026. Reviewed by nobody yet." in texts(root, "#provenance dd")
    links = {text(link): link["href"] for link in root.select("#provenance a")}
    assert links["History of this page's file"] == (
        f"https://code.example/evidence/commits/HEAD/content/diseases/{disease}.md"
    )
    assert links["Report an error"] == "https://code.example/report"
    assert (ROOT / f"content/diseases/{disease}.md").is_file()


# Papers that join.


def codes(corpus: Corpus) -> list[tuple[str, str]]:
    """What `check` finds, but that new addresses are not yet recorded."""
    return sorted((p.code, p.path) for p in check(corpus).problems if p.code != "address-unrecorded")


def test_the_made_up_papers_are_sound() -> None:
    assert codes(WITH_ALL) == []


def test_a_trial_makes_the_bottom_lines_that_miss_one_wrong() -> None:
    assert codes(with_papers(REAL, JOINING)) == [
        ("gap-filled", f"content/diseases/{SSC}.md"),
        ("gap-filled", f"content/indications/{SSC}/skin.md"),
    ]


def test_no_bottom_line_may_rest_on_a_retracted_paper() -> None:
    found = {path for code, path in codes(CORPORA["retracted"]) if code == "citation-retracted"}
    indications = (f"{SLE}/chorea", f"{DM}/refractory", f"{GPA}/refractory")
    assert found == {
        *(f"content/diseases/{disease}.md" for disease in (SLE, DM, GPA, AAV)),
        *(f"content/indications/{indication}.md" for indication in indications),
    }


def test_a_retracted_paper_changes_nothing_but_its_own_page_and_the_lists_that_flag_it() -> None:
    with_it, without = built("grown"), built("without-retracted")
    changed = {path for path in with_it.keys() | without.keys() if with_it.get(path) != without.get(path)}
    own = {f"papers/{RETRACTED}/index.html", f"papers/{RETRACTED}/data.json"}
    lists = {"index.html", "data.json", "papers/index.html", "papers/data.json"}
    assert changed == own | lists | {
        *(f"{folder(SLE)}{name}" for name in ("index.html", "data.json")),
        *("index.json", "feed.xml", "sitemap.xml", "search/papers.js"),
    }
    root = shown("grown", SLE)
    for part in ("#studies .study", "#references li"):
        flagged = [found for found in root.select(part) if found.select(f"a[href$='papers/{RETRACTED}/']")]
        assert len(flagged) == 1
        assert "etracted" in text(flagged[0].select_one("strong.refutes"))
        flagged[0].decompose()
    assert "Retracta" not in text(root.select_one("main")).replace("Retracta 2023: seeds/", "")


@pytest.mark.parametrize("path", ["index.html", "papers/index.html"])
def test_a_list_flags_a_retracted_paper(path: str) -> None:
    found = {
        text(row): texts(row, ".row-facts") for row in BeautifulSoup(built("grown")[path], "lxml").select(".rows li")
    }
    assert {said for row, said in found.items() if "Retracta 2023" in row} == {("retracted",)}
    assert {row for row, said in found.items() if "retracted" in said} == {
        row for row in found if "Retracta 2023" in row
    }


def test_a_page_whose_only_paper_was_retracted_says_so() -> None:
    root = shown("retracted", GPA)
    assert "No paper that counts, as of" in text(root.select_one("aside.notice"))
    papers, _, level, _ = texts(root, "#glance .glance dd")
    assert (papers, level) == ("0", "not graded")
    assert texts(root, "#glance .glance dt")[0] == "papers: 1 retracted, not counted"
    assert texts(root, "#studies .study h3") == (f"{LUKAN} retracted, not counted",)


def test_a_retracted_paper_keeps_its_page_with_a_flag_and_its_claims() -> None:
    root = BeautifulSoup(built("grown")[f"papers/{RETRACTED}/index.html"], "lxml")
    assert text(root.select_one(".banner")).startswith("This paper was retracted.")
    assert root.find(id="all-cured") is not None
    row = next(r for r in json.loads(built("grown")["index.json"])["pages"] if r["url"] == f"/papers/{RETRACTED}/")
    assert row["retracted"] is True


def test_exports_have_a_row_for_every_claim_that_counts() -> None:
    table = list(csv.DictReader(io.StringIO(built("grown")["data/evidence.csv"].decode())))
    assert {row["paper"] for row in table} == {"19205557", "30543921", *JOINING} - {RETRACTED}
    levels = {row["paper"]: row["level"] for row in table}
    assert levels == {
        **{"19205557": "4", "30543921": ""},
        **{TRIAL: "2", PROTOCOL: "", COHORT: "4", FIRST: "4", SECOND: "4"},
    }
    for name in ("papers.bib", "papers.ris", "papers.csl.json"):
        found = built("grown")[f"data/{name}"].decode()
        assert (TRIAL in found, RETRACTED in found) == (True, False), name


def test_the_first_page_counts_the_patients_of_a_cohort_once() -> None:
    home = BeautifulSoup(built("grown")["index.html"], "lxml")
    facts = {text(row.dt): text(row.dd) for row in home.select(".glance > div")}
    # One of lupus, two of dermatomyositis and one of granulomatosis; 60 and 30; 12 of the register, not 12 and 9.
    assert facts["patients, each counted once"] == "106"
    assert facts["papers appraised"] == "7"


def test_papers_of_one_cohort_name_it() -> None:
    cells = texts(shown("grown", SLE), "#patients + .scroll td.number")
    assert cells == (f"9cohort {REGISTER}", f"12cohort {REGISTER}", "1")


# A group, a situation, a paper that nobody has read.


@pytest.mark.parametrize("edition", ["shipped", "grown"])
def test_the_page_of_a_group_gathers_its_diseases_and_says_so(edition: str) -> None:
    group_page, member = shown(edition, AAV), shown(edition, GPA)
    assert text(group_page.select_one(".eyebrow")) == "Group of diseases · IVIg"
    assert "This page gathers Granulomatosis with polyangiitis." in texts(group_page, ".kin")
    claims = [{str(found["id"]) for found in root.select(".claim")} for root in (group_page, member)]
    assert claims[1] <= claims[0]
    assert page_of(edition, AAV).studies == page_of(edition, GPA).studies


def labels_of(disease: str) -> set[str]:
    """The known studies of a whole disease, by their short names."""
    return {row.partition(" | ")[0] for row in SHIPPED[disease].known_studies}


OF_ALL_SCLEROSIS = {"Sanges 2017", "Koczanowski 2024", "Garrote-Corral 2024", "Cantarini 2015"}
SITUATIONS: Mapping[str, tuple[set[str], str, set[str]]] = {
    f"{SLE}/chorea": ({"successful-therapy", "dose-open"}, "1", labels_of(SLE)),
    f"{DM}/refractory": ({"successful-therapy", "dose-open"}, "2", labels_of(DM)),
    f"{GPA}/refractory": ({"successful-therapy", "dose-open"}, "1", labels_of(GPA)),
    f"{SSC}/corticosteroid-tapering": ({"corticosteroid-tapering"}, "not stated", OF_ALL_SCLEROSIS),
    f"{SSC}/gut": (
        {"reflux"},
        "not stated",
        OF_ALL_SCLEROSIS | {"Raja 2016", "Matsuda 2023", "Neto 2024", "Agostini 2021"},
    ),
    f"{SSC}/lung": ({"lung"}, "not stated", OF_ALL_SCLEROSIS),
    f"{SSC}/muscle": ({"muscle"}, "not stated", OF_ALL_SCLEROSIS | {"Raja 2016"}),
    f"{SSC}/skin": (
        {"skin"},
        "not stated",
        OF_ALL_SCLEROSIS | {"Takehara 2013", "J Rheumatol 2015", "Agostini 2021"},
    ),
    f"{SSC}/systemic-inflammation": ({"systemic-inflammation"}, "not stated", OF_ALL_SCLEROSIS),
}
"""Claims, patients and known studies of each situation; studies of the whole disease are among the last."""
JOINED = {f"{SSC}/skin": ({"no-difference"}, "60"), f"{GPA}/refractory": ({"score-fell"}, "31")}
"""Claims that join, and the patients there are then."""


@pytest.mark.parametrize("edition", ["shipped", "grown"])
@pytest.mark.parametrize("subject", SITUATIONS)
def test_the_page_of_a_situation_shows_only_that(subject: str, edition: str) -> None:
    claims, patients, known = SITUATIONS[subject]
    if edition == "grown":
        joined, patients = JOINED.get(subject, (set(), patients))
        claims = claims | joined
    root = shown(edition, subject)
    assert {claim_id(found) for found in root.select(".claim") if wider(found) is None} == claims
    assert text(root.select("#glance dd")[1]) == patients
    assert set(texts(root, "#known-studies ~ .scroll td:first-child > a")) == known


@pytest.mark.parametrize("subject", SITUATIONS)
def test_the_page_of_a_situation_names_the_disease_of_its_label_rows_and_of_what_is_said_of_it(subject: str) -> None:
    root, disease = shown("shipped", subject), subject.partition("/")[0]
    assert text(root.select_one("#label-status .lead")) == f"As for {disease.replace('-', ' ')}."
    assert tuple(map(label_row, rows(root, "#label-status"))) == SHIPPED[disease].labels
    above = {disease.replace("-", " "), *(["ANCA-associated vasculitis"] if disease == GPA else [])}
    assert {found for each in root.select(".claim") if (found := wider(each))} == above


def wider(found: Tag) -> str | None:
    """The disease or group that a claim is said of, where that is not the subject of the page."""
    said = (re.fullmatch(r"Said of (.+) as a whole\.", note) for note in texts(found, ".note"))
    return next((each[1] for each in said if each), None)


@pytest.mark.parametrize("disease", SHIPPED)
def test_a_paper_without_appraisal_changes_nothing_but_that_it_waits(disease: str) -> None:
    shipped = SHIPPED[disease]
    waiting = () if disease in (DM, SSC) else ("1 paper not yet appraised.",)
    assert page_of("unread", disease) == replace(shipped, known=(*waiting, *shipped.known))


DIRECTED = re.compile(
    r"[▲▼◆]|support|refut|inconclusive|improvement|helps?\b|\bbenefit|randomized|700|7 g/kg", re.IGNORECASE
)


@pytest.mark.parametrize("disease", SHIPPED)
def test_a_paper_without_appraisal_stands_apart_with_its_key_sentence_and_no_direction(disease: str) -> None:
    section = shown("unread", disease).select_one("#unappraised")
    if disease in (DM, SSC):
        assert section is None
        return
    assert section is not None
    assert text(section.h2) == "Not yet appraised"
    assert texts(section, "li .quote") == (KEY_SENTENCE,)
    assert section.select_one(f"li a[href$='/papers/{UNREAD}/']") is not None
    assert section.select(".verdict, .supports, .refutes, .inconclusive, .symbol") == []
    assert DIRECTED.search(text(section)) is None


def test_the_page_of_a_paper_without_appraisal_has_no_direction_either() -> None:
    main = BeautifulSoup(built("unread")[f"papers/{UNREAD}/index.html"], "lxml").main
    assert main is not None
    assert "Not yet appraised" in text(main)
    proposed = main.select_one("#_proposals")
    assert proposed is not None
    assert proposed.select(".verdict, .supports, .refutes, .inconclusive, .symbol") == []
    proposed.decompose()
    assert DIRECTED.search(text(main)) is None
    assert UNREAD not in built("unread")["data/evidence.json"].decode()


# How much of an abstract is shown.

NOT_QUOTED = "Various pathogenetic mechanisms were described."
PLACES = [line for line in (ROOT / "content/permalinks.txt").read_text("utf-8").splitlines() if re.match(r"/.+#", line)]


@pytest.mark.parametrize(("edition", "whole"), [("shipped", True), ("quotes", False), ("link", False)])
def test_only_the_full_edition_publishes_words_that_nothing_quotes(edition: str, whole: bool) -> None:
    found = {path for path, data in built(edition).items() if NOT_QUOTED.encode() in data}
    assert found == ({"papers/30543921/index.html"} if whole else set())


@pytest.mark.parametrize("edition", ["quotes", "link"])
def test_the_address_of_every_claim_works_however_little_is_shown(edition: str) -> None:
    assert len(PLACES) > 60
    pages = {path: BeautifulSoup(built(edition)[f"{path[1:]}index.html"], "lxml") for path in {*map(page_path, PLACES)}}
    assert [place for place in PLACES if pages[page_path(place)].find(id=place.partition("#")[2]) is None] == []


def page_path(place: str) -> str:
    return place.partition("#")[0]


@pytest.mark.parametrize(("edition", "marked"), [("quotes", True), ("link", False)])
def test_every_quote_is_on_its_papers_page_however_little_is_shown(edition: str, marked: bool) -> None:
    for paper_id in REAL.papers:
        root, full = (
            BeautifulSoup(built(name)[f"papers/{paper_id}/index.html"], "lxml") for name in (edition, "shipped")
        )
        assert texts(root, ".claim .quote") == texts(full, ".claim .quote")
        assert bool(root.select(".stored mark")) is marked
        if not marked:
            assert root.select_one("#_text .empty a[href^='https://pubmed.ncbi.nlm.nih.gov/']") is not None
