"""The shipped content: quotes are checked to the letter, no claim can go missing unseen, and the pages say the facts.

The words are read from `content/`; this file only names where they stand and what is said of them.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from generator import passages, quotes
from generator.check import check
from generator.checks import coverage, quoting
from generator.config import Paths
from generator.model import Appraisal, Corpus, Location, Page
from generator.passages import Passage
from generator.problems import Problem, errors
from generator.quotes import Span
from generator.sentences import sentences
from generator.store import load
from tests.editions import ROOT, built, copied, evidence, glance, page, pages, text

CORPUS = load(Paths(ROOT))
DRUG = coverage.intervention_pattern(CORPUS.intervention.value)
QUOTES = [
    pytest.param(paper, passage, id=f"{paper}-{'.'.join(map(str, passage.at))}")
    for paper, appraisal in CORPUS.appraisals.items()
    for passage in passages.locate_all(CORPUS.papers[paper].value, appraisal.value)
]
ENTRIES = [
    pytest.param(paper, key, index, id=f"{paper}-{key}.{index}")
    for paper, appraisal in CORPUS.appraisals.items()
    for key in ("claims", "patients")
    for index in range(len(getattr(appraisal.value, key)))
]
LUKAN, GOMES = "19205557", "30543921"


# Every letter of a quote counts.


def with_appraisal(paper: str, data: dict[str, Any]) -> Corpus:
    """The corpus with other values in one appraisal."""
    old = CORPUS.appraisals[paper]
    new = Page(old.path, Appraisal.model_validate(data), old.body, old.body_line, old.lines)
    return Corpus(**{**_fields(CORPUS), "appraisals": {**CORPUS.appraisals, paper: new}})


def _fields(corpus: Corpus) -> dict[str, Any]:
    return {name: getattr(corpus, name) for name in Corpus.__dataclass_fields__}


def with_quote(paper: str, at: Location, quote: str) -> Corpus:
    """The corpus with another quote in one place."""
    data = CORPUS.appraisals[paper].value.model_dump(mode="json")
    target: Any = data
    for step in at[:-1]:
        target = target[step]
    assert target[at[-1]] != quote
    target[at[-1]] = quote
    return with_appraisal(paper, data)


def changed_letters(quote: str) -> Iterator[str]:
    """The quote with the middle letter of one word changed, for each word."""
    for word in re.finditer(r"[^\W\d_]+", quote):
        at = (word.start() + word.end()) // 2
        yield quote[:at] + ("x" if quote[at].lower() != "x" else "y") + quote[at + 1 :]


def changed_digits(quote: str) -> Iterator[str]:
    """The quote with one digit changed, for each digit."""
    for digit in re.finditer(r"\d", quote):
        yield quote[: digit.start()] + str((int(digit[0]) + 1) % 10) + quote[digit.end() :]


def shortened(quote: str) -> Iterator[str]:
    """The quote without the last letter of its last word, with and without the marks behind it."""
    words = list(re.finditer(r"\w+", quote))
    yield quote[: words[-1].end() - 1] + quote[words[-1].end() :]
    yield quote[: words[-1].end() - 1]


def quote_problems(corpus: Corpus, paper: str) -> list[Problem]:
    """What `check` finds wrong with the quotes of one appraisal; quick enough for every word of every quote."""
    stored, appraisal = corpus.papers[paper].value, corpus.appraisals[paper]
    return list(quoting.problems(appraisal, stored, passages.locate_all(stored, appraisal.value), DRUG))


def not_found(problems: list[Problem], paper: str, passage: Passage) -> Problem:
    """The one problem of a quote that does not stand in its paper."""
    line = CORPUS.appraisals[paper].line(*passage.at)
    (found,) = [p for p in problems if p.code == "quote-not-found"]
    assert (found.path, found.line) == (f"content/appraisals/{paper}.md", line)
    assert found in errors(problems)
    return found


@pytest.mark.parametrize(("paper", "passage"), QUOTES)
def test_the_line_of_a_quote_is_the_line_of_the_file(paper: str, passage: Passage) -> None:
    path = ROOT / "content/appraisals" / f"{paper}.md"
    line = path.read_text("utf-8").split("\n")[CORPUS.appraisals[paper].line(*passage.at) - 1]
    assert passage.quote[:12] in line


@pytest.mark.parametrize(("paper", "passage"), QUOTES)
def test_a_quote_with_one_letter_changed_in_any_word_is_refused(paper: str, passage: Passage) -> None:
    for number, quote in enumerate(changed_letters(passage.quote)):
        changed = with_quote(paper, passage.at, quote)
        problems = check(changed).problems if number == 0 else quote_problems(changed, paper)
        problem = not_found(problems, paper, passage)
        assert is_near(problem, paper, passage), problem.message


@pytest.mark.parametrize(("paper", "passage"), QUOTES)
def test_a_quote_with_a_letter_less_at_its_end_is_refused(paper: str, passage: Passage) -> None:
    for quote in shortened(passage.quote):
        problem = not_found(check(with_quote(paper, passage.at, quote)).problems, paper, passage)
        assert is_near(problem, paper, passage), problem.message


@pytest.mark.parametrize(
    ("paper", "passage"),
    [each for each in QUOTES if re.search(r"\d", each.values[1].quote)],  # type: ignore[union-attr]
)
def test_a_quote_with_one_digit_changed_is_refused(paper: str, passage: Passage) -> None:
    for quote in changed_digits(passage.quote):
        problem = not_found(check(with_quote(paper, passage.at, quote)).problems, paper, passage)
        assert is_near(problem, paper, passage), problem.message


def is_near(problem: Problem, paper: str, passage: Passage) -> bool:
    """Whether the nearest text that a problem names is a stretch of the paper that holds words of the true quote."""
    stored = CORPUS.papers[paper].value.text
    near = re.search(r" Nearest: “…?(.+?)…?”\.$", problem.message)
    at = quotes.fold(stored).text.find(near[1]) if near else -1
    return at >= 0 and near is not None and any(overlap(Span(at, at + len(near[1])), span) for span in passage.spans)


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def test_the_command_refuses_a_changed_letter_with_file_line_and_nearest_text(tmp_path: Path) -> None:
    root = copied("real", tmp_path)
    path = root / "content/appraisals" / f"{LUKAN}.md"
    path.write_text(path.read_text("utf-8").replace("quote: A successful", "quote: A succesful"), "utf-8")
    line = next(n for n, said in enumerate(path.read_text("utf-8").split("\n"), start=1) if "succesful" in said)
    run = evidence("check", root)
    assert run.code == 1
    place = f"content/appraisals/{LUKAN}.md:{line}: error "
    (found,) = [said for said in run.output.split("\n") if said.startswith(place)]
    assert "Nearest: “" in found
    assert "successful" in found.partition("Nearest: “")[2]


# No claim can go missing unseen.


def without(paper: str, key: str, index: int) -> Corpus:
    data = CORPUS.appraisals[paper].value.model_dump(mode="json")
    del data[key][index]
    return with_appraisal(paper, data)


def uncovered(corpus: Corpus) -> list[str]:
    return [p.message for p in check(corpus).problems if p.code == "sentence-uncovered"]


@pytest.mark.parametrize(("paper", "key", "index"), ENTRIES)
def test_check_names_the_sentence_that_lost_its_claim(paper: str, key: str, index: int) -> None:
    stored = CORPUS.papers[paper].value.text
    located = passages.locate_all(CORPUS.papers[paper].value, CORPUS.appraisals[paper].value)
    spans = next(p.spans for p in located if p.at == (key, index, "quote"))
    lost = [stored[s.start : s.end] for s in sentences(stored) if any(overlap(s, span) for span in spans)]
    found = uncovered(without(paper, key, index))
    assert any(message.endswith(f": “{sentence}”") for sentence in lost for message in found), found


def test_the_shipped_content_has_no_problem() -> None:
    report = check(CORPUS)
    assert report.problems == []
    assert report.quotes == len(QUOTES)


# The facts stand on the pages.

SLE, DM, GPA, AAV = (
    "systemic-lupus-erythematosus",
    "dermatomyositis",
    "granulomatosis-with-polyangiitis",
    "anca-associated-vasculitis",
)
SSC = "systemic-sclerosis"
TREATED = (f"{SLE}/chorea", f"{DM}/refractory", f"{GPA}/refractory")
ESTABLISHED, CONCLUDED = (SLE, AAV, DM), (SLE, DM, GPA)
CLAIMS = [
    (LUKAN, "long-use", 1, "background", "background", ESTABLISHED),
    (LUKAN, "established-efficacy", 2, "background", "background", ESTABLISHED),
    (LUKAN, "off-label", 2, "label-status", "background", ESTABLISHED),
    (LUKAN, "no-guidelines", 3, "evidence-gap", "background", ESTABLISHED),
    (LUKAN, "successful-therapy", 5, "efficacy", "primary-result supports", TREATED),
    (LUKAN, "dose-open", 5, "dosing", "primary-result", TREATED),
    (LUKAN, "authors-conclusion", 6, "efficacy", "authors-conclusion supports", CONCLUDED),
    (LUKAN, "dosing-undocumented", 7, "dosing", "authors-conclusion", CONCLUDED),
    (LUKAN, "trials-needed", 7, "evidence-gap", "authors-conclusion", CONCLUDED),
    (GOMES, "first-used", 4, "background", "background", (SSC,)),
    (GOMES, "mechanisms", 5, "mechanism", "review-synthesis", (SSC,)),
    (GOMES, "muscle", 5, "efficacy", "review-synthesis supports", (f"{SSC}/muscle",)),
    (GOMES, "skin", 5, "efficacy", "review-synthesis supports", (f"{SSC}/skin",)),
    (GOMES, "systemic-inflammation", 5, "efficacy", "review-synthesis supports", (f"{SSC}/systemic-inflammation",)),
    (GOMES, "corticosteroid-tapering", 5, "efficacy", "review-synthesis supports", (f"{SSC}/corticosteroid-tapering",)),
    (GOMES, "reflux", 6, "efficacy", "review-synthesis supports", (f"{SSC}/gut",)),
    (GOMES, "lung", 7, "efficacy", "review-synthesis inconclusive", (f"{SSC}/lung",)),
    (GOMES, "safe-profile", 8, "safety", "review-synthesis", (SSC,)),
    (GOMES, "adverse-effects", 9, "safety", "review-synthesis", (SSC,)),
    (GOMES, "harmful-effects", 10, "safety", "review-synthesis", (SSC,)),
]
"""Paper, claim, sentence of the abstract, topic, role and direction, subjects."""
WHOLE = {(LUKAN, "authors-conclusion"), (GOMES, "lung"), (GOMES, "adverse-effects"), (GOMES, "harmful-effects")}
"""Claims that quote their sentence whole, its qualifier included."""
VERDICTS = {
    "primary-result supports": "Reported improvement",
    "review-synthesis supports": "A review reports improvement",
    "review-synthesis inconclusive": "A review calls it unclear",
    "authors-conclusion supports": "The authors conclude that it helps",
}
WEIGHTS = {
    "background": ["background in a"],
    "primary-result": ["result of a", "without a comparison group"],
    "authors-conclusion": ["conclusion of the authors"],
    "review-synthesis": ["retold by a"],
}
DESIGNS = {LUKAN: "case series", GOMES: "narrative review"}
PARTS = {
    "efficacy": "findings",
    "safety": "safety",
    "dosing": "doses",
    "mechanism": "background",
    "label-status": "label-status",
    "evidence-gap": "missing",
    "background": "background",
}
"""Topic, and the part of a disease's page where its claims stand."""
RETOLD = {
    "skin": "10.1016/j.autrev.2017.02.008",
    "systemic-inflammation": "10.1016/j.autrev.2017.02.008",
    "corticosteroid-tapering": "10.1016/j.autrev.2017.02.008",
    "reflux": "10.1093/rheumatology/kev318",
}


def address_of(subject: str) -> str:
    return f"/{'indications' if '/' in subject else 'diseases'}/{subject}/"


def pages_about(subject: str) -> set[str]:
    """The pages that show what is said about a subject: its own, its disease's and its group's."""
    disease = subject.partition("/")[0]
    groups = [AAV] if disease == GPA else []
    return {address_of(each) for each in (subject, disease, *groups)}


def article(address: str, paper: str, claim: str) -> Tag:
    found = page("real", address).find(class_="claim", id=f"{paper}-{claim}")
    assert isinstance(found, Tag), f"{address} does not show {claim}"
    return found


def words_of(paper: str, claim: str) -> str:
    """The words of the stored text that a claim quotes."""
    located = passages.locate_all(CORPUS.papers[paper].value, CORPUS.appraisals[paper].value)
    spans = next(p.spans for p in located if p.claim == claim)
    return " … ".join(CORPUS.papers[paper].value.text[s.start : s.end] for s in spans)


def test_the_appraisals_hold_the_claims_of_the_table_and_no_others() -> None:
    said = {(row[0], row[1]) for row in CLAIMS}
    assert said == {(paper, c.id) for paper, a in CORPUS.appraisals.items() for c in a.value.claims}


@pytest.mark.parametrize(("paper", "claim", "number", "topic", "role", "subjects"), CLAIMS)
def test_a_claim_quotes_its_sentence(
    paper: str, claim: str, number: int, topic: str, role: str, subjects: tuple[str, ...]
) -> None:
    stored = CORPUS.papers[paper].value
    located = passages.locate_all(stored, CORPUS.appraisals[paper].value)
    spans = next(p.spans for p in located if p.claim == claim)
    sentence = sentences(stored.text)[number - 1]
    assert all(sentence.start <= span.start and span.end <= sentence.end for span in spans)
    if (paper, claim) in WHOLE:
        assert spans == (sentence,)


@pytest.mark.parametrize(("paper", "claim", "number", "topic", "role", "subjects"), CLAIMS)
def test_a_claim_stands_on_the_pages_of_its_subjects_with_its_topic_and_role(
    paper: str, claim: str, number: int, topic: str, role: str, subjects: tuple[str, ...]
) -> None:
    for address in sorted({address for subject in subjects for address in pages_about(subject)}):
        shown = article(address, paper, claim)
        assert text(shown.select_one(".quote")) == words_of(paper, claim)
        assert shown.find_parent("section", id=PARTS[topic]) is not None
        verdict = shown.select_one(".verdict")
        assert text(verdict.strong if verdict else None) == VERDICTS.get(role, "")
        assert all(words in text(verdict) for words in [*WEIGHTS[role.split()[0]], DESIGNS[paper]])
        assert shown.select_one(f'a[href$="/papers/{paper}/#{claim}"]') is not None


@pytest.mark.parametrize(("paper", "claim"), [row[:2] for row in CLAIMS])
def test_a_claim_is_marked_in_the_abstract(paper: str, claim: str) -> None:
    soup = page("real", f"/papers/{paper}/")
    marked = [mark.get_text() for mark in soup.select(".stored mark") if claim in str(mark.get("data-claims")).split()]
    words = words_of(paper, claim).replace(" … ", "")
    assert "".join(marked) == words
    assert soup.select_one(f".stored [id='{claim}']") is not None


def test_no_page_shows_a_claim_that_is_not_about_it() -> None:
    """What is said of a disease may also stand on the pages of its indications, of a group on those of its diseases."""
    about = {f"{row[0]}-{row[1]}": set(row[5]) for row in CLAIMS}
    expected = {(a, key) for key, subjects in about.items() for subject in subjects for a in pages_about(subject)}
    shown = {
        (f"/{path.removesuffix('index.html')}", str(found["id"]))
        for path, soup in pages("real").items()
        if path.startswith(("diseases/", "indications/"))
        for found in soup.select(".claim")
    }
    assert expected <= shown
    assert [each for each in shown - expected if not about[each[1]] & above(each[0])] == []


def above(address: str) -> set[str]:
    """The disease that an indication belongs to, and the group that a disease belongs to."""
    disease = address.split("/")[2]
    return {disease, AAV} if disease == GPA else {disease}


def test_the_label_status_claim_is_shown_with_its_year() -> None:
    for subject in ESTABLISHED:
        assert "2008" in text(article(address_of(subject), LUKAN, "off-label").select_one(".source"))


@pytest.mark.parametrize(("claim", "doi"), RETOLD.items())
def test_a_retelling_names_the_study_that_it_retells(claim: str, doi: str) -> None:
    study = next(s for s in CORPUS.known_studies.value.studies if s.doi == doi)
    (subject,) = next(row[5] for row in CLAIMS if row[1] == claim)
    for address in pages_about(subject):
        link = article(address, GOMES, claim).find("a", string=study.label)
        assert isinstance(link, Tag)
        assert link["href"] == study.url


@pytest.mark.parametrize("address", [f"/indications/{SSC}/skin/", f"/diseases/{SSC}/", f"/papers/{GOMES}/"])
def test_the_difference_of_the_retold_study_stands_beside_the_claim(address: str) -> None:
    study = next(s for s in CORPUS.known_studies.value.studies if s.doi == RETOLD["skin"])
    (difference,) = [each for each in study.differs if each.about.endswith("/skin")]
    shown = page("real", address).select_one(".claim:has(a[href$='#skin'])")
    assert shown is not None
    said = [text(each) for each in shown.select(".differs")]
    assert f"The study it retells differs. {study.label}: {difference.note}" in said


PATIENTS = [
    (address_of(SLE), "1"),
    (address_of(f"{SLE}/chorea"), "1"),
    (address_of(DM), "2"),
    (address_of(GPA), "1"),
    (address_of(AAV), "1"),
    (address_of(SSC), "not stated"),
    ("/", "4"),
]


@pytest.mark.parametrize(("address", "number"), PATIENTS)
def test_a_page_counts_the_patients(address: str, number: str) -> None:
    assert glance(page("real", address))["patient"] == number


def test_the_former_name_stands_on_the_page_and_in_the_list() -> None:
    assert "formerly Wegener's granulomatosis" in text(page("real", address_of(GPA)).select_one(".names"))
    assert "Wegener's granulomatosis" in text(page("real", "/diseases/").main)


@pytest.mark.parametrize("name", ["methods", "about"])
def test_the_site_says_that_nobody_reviewed_it_clinically(name: str) -> None:
    assert "not been clinically reviewed" in text(page("real", f"/{name}/").footer)


def test_the_methods_say_what_the_site_is_not() -> None:
    said = text(page("real", "/methods/").main)
    for words in ("medical advice", "a guideline", "a systematic review", "found by a systematic search"):
        assert f"not {words}" in said


# The papers say what their sources say.

BIBLIOGRAPHY: dict[str, dict[str, Any]] = {
    LUKAN: {
        "pmid": LUKAN,
        "doi": None,
        "authors": ["Lukan N"],
        "authors_complete": False,
        "journal": "Bratisl Lek Listy",
        "year": "2008",
        "volume": "109",
        "issue": "11",
        "pages": "489-92",
        "publication_types": ["Case Reports"],
        "repairs": [],
    },
    GOMES: {
        "pmid": GOMES,
        "doi": "10.1016/j.clim.2018.12.006",
        "authors": ["Gomes JP", "Santos L", "Shoenfeld Y"],
        "authors_complete": True,
        "journal": "Clin Immunol",
        "date": "2019-02",
        "epub_date": "2018-12-10",
        "year": "2019",
        "volume": "199",
        "pages": "25-28",
        "repairs": ["Â© → ©"],
    },
}
KEYS = (
    "id pmid pmcid doi title authors authors_complete journal date epub_date year volume issue pages publication_types "
    "mesh keywords language relations sources disagreements repairs copyright digest"
).split()
CITATIONS = {
    LUKAN: ("Lukan N and others", "Bratisl Lek Listy. 2008;109(11):489-92.", "Case Reports"),
    GOMES: ("Gomes JP", "Santos L", "Shoenfeld Y", "Clin Immunol. 2019;199:25-28.", "2019-02", "2018-12-10", "Â© → ©"),
}


@pytest.mark.parametrize("paper", BIBLIOGRAPHY)
def test_a_paper_has_its_bibliographic_facts(paper: str) -> None:
    found = json.loads(CORPUS.papers[paper].value.model_dump_json())
    found["authors"] = [author["name"] for author in found["authors"]]
    assert {key: found[key] for key in BIBLIOGRAPHY[paper]} == BIBLIOGRAPHY[paper]


@pytest.mark.parametrize("paper", BIBLIOGRAPHY)
def test_a_paper_file_has_every_key_in_order(paper: str) -> None:
    keys = [at[0] for at in CORPUS.papers[paper].lines if len(at) == 1]
    assert keys == KEYS


def test_the_affiliations_of_the_review_are_kept() -> None:
    affiliations = [author.affiliations for author in CORPUS.papers[GOMES].value.authors]
    assert all(affiliations)
    assert text(page("real", f"/papers/{GOMES}/").select_one(".affiliations")).count("Coimbra") >= 2


@pytest.mark.parametrize("paper", CITATIONS)
def test_a_paper_page_shows_its_bibliographic_facts(paper: str) -> None:
    said = text(page("real", f"/papers/{paper}/").main)
    assert [words for words in CITATIONS[paper] if words not in said] == []


BOILERPLATE = [
    "Dot gov",
    "LinkOut",
    "Similar articles",
    "PubMed Disclaimer",
    "Skip to main page",
    "official website of the United States",
    "Access keys",
    "MyNCBI",
]
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@pytest.mark.parametrize("words", BOILERPLATE)
def test_no_boilerplate_of_a_source_is_in_papers_or_pages(words: str) -> None:
    for name, said in texts().items():
        if name.startswith(("content/papers/", "site/")):
            assert words.lower() not in said.lower(), name


def test_the_paper_without_affiliations_does_not_speak_of_them() -> None:
    assert "Affiliations" not in texts()[f"content/papers/{LUKAN}.md"]
    assert "Affiliations" not in texts()[f"site/papers/{LUKAN}/index.html"]


def test_no_mail_address_is_outside_the_seeds() -> None:
    """Neither those of the sources, anywhere at all, nor any other in what is published."""
    in_seeds = {found for path in (ROOT / "seeds").iterdir() for found in EMAIL.findall(path.read_text("utf-8"))}
    assert in_seeds, "the seeds hold addresses, or this test proves nothing"
    for name, said in texts().items():
        assert EMAIL.findall(said) == [], name
    for path in (ROOT / "tests").rglob("*"):
        if path.is_file() and path.suffix in (".py", ".md", ".txt", ".yaml"):
            assert not in_seeds & set(EMAIL.findall(path.read_bytes().decode("utf-8", "replace"))), path


@cache
def texts() -> dict[str, str]:
    """All text that is published: content, templates, the built site and the files beside them."""
    found = {f"site/{path}": data.decode() for path, data in built("real").items() if not path.endswith(".png")}
    for place in ("content", "templates", "generator"):
        for path in (ROOT / place).rglob("*"):
            if path.is_file() and path.suffix not in (".pyc", ".png"):
                found[path.relative_to(ROOT).as_posix()] = path.read_text("utf-8")
    found |= {path.name: path.read_text("utf-8") for path in ROOT.glob("*.md")}
    return found
