"""The study design that title, publication types and words of an abstract tell."""

import pytest

from generator.detect.abstract import Abstract
from generator.detect.design import design_of
from tests.unit import factories

BY_TYPE = [
    (["Review"], "Fog fever", "Fog fever is common.", "narrative-review"),
    (["Review"], "Fog fever", "We did a systematic review of all trials.", "systematic-review"),
    (["Case Reports"], "Fog fever", "A 9-year-old boy had fog fever.", "case-report"),
    (["Case Reports"], "Fog fever", "We report three patients with fog fever.", "case-series"),
    (["Case Reports", "Review"], "Fog fever", "A 9-year-old boy had fog fever.", "case-report"),
    (["Clinical Trial, Phase II"], "Fog fever", "All patients received examplinum.", "non-randomized-trial"),
    (["Clinical Trial"], "Fog fever", "Patients were randomly assigned to two groups.", "randomized-trial"),
    (["Journal Article", "Randomized Controlled Trial"], "Fog fever", "Words.", "randomized-trial"),
    (["Observational Study"], "A cross-sectional study", "Words.", "cross-sectional"),
    (["Practice Guideline"], "Fog fever", "Words.", "guideline"),
    (["Letter"], "Fog fever", "", "other"),
]
BY_TITLE = [
    ("EX in fog fever: a systematic review", "systematic-review"),
    ("A randomised, double-blind trial of EX", "randomized-trial"),
    ("Meta-analysis of randomized trials of EX", "systematic-review"),
    ("Consensus statement on EX", "guideline"),
    ("Adherence to guidelines in fog fever: a retrospective study", "cohort"),
    ("Fog fever: a case report", "case-report"),
    ("EX in fog fever: a case series", "case-series"),
    ("Fog fever in a 2-year-old child", "case-report"),
    ("EX in four cases of fog fever and review of the literature", "case-series"),
    ("An open-label study of EX", "non-randomized-trial"),
    ("EX in fog fever: a trial protocol", "non-randomized-trial"),
    ("EX in fog fever: study protocol for a randomised trial", "randomized-trial"),
    ("A case-control study of fog fever", "case-control"),
    ("EX in fog fever: a series of 62 patients", "cohort"),
    ("EX in fog fever: a case series of 62 patients", "case-series"),
    ("EX in fog fever: an observational study of 38 patients", "cohort"),
    ("EX in fog fever: an observational study of 8 patients", "case-series"),
    ("Fog fever in mice", "laboratory"),
    ("Fog fever: an overview", "narrative-review"),
]
BY_TEXT = [
    ("Forty patients were randomized to EX or placebo.", "randomized-trial"),
    ("Sixteen patients received EX or placebo in random order.", "randomized-trial"),
    ("Randomized trials are needed. This review discusses fog fever.", "narrative-review"),
    ("Several open-label studies were done. We report five patients.", "case-series"),
    ("In this open-label trial 12 patients received EX.", "non-randomized-trial"),
    ("We identified seven RCTs. All were small.", "systematic-review"),
    ("Fever is rare in children. Therefore, we present such a case below.", "case-report"),
    ("A 40-year-old woman presented with fog fever.", "case-report"),
    ("Randomized, stratified, nonblinded study. Of 170 patients 82 received EX.", "randomized-trial"),
    ("Sixty patients will be randomized to EX or placebo.", "randomized-trial"),
    ("A randomized trial showed that EX helps. It is used in fog fever.", "narrative-review"),
    ("We examined 64 patients with fog fever, many of whom had a variant.", "cohort"),
    ("A case series of 64 patients with fog fever is presented.", "case-series"),
    ("In our series of 64 patients fever was rare.", "cohort"),
    ("21 patients were examined every year over a period of two years.", "cohort"),
    ("We leveraged all measurements of plasma in fog fever.", "unknown"),
    ("We reviewed and discussed all that is known of fog fever.", "narrative-review"),
    ("Twelve cases of fog fever were reviewed.", "case-series"),
    ("We retrospectively analysed 120 patients with fog fever.", "cohort"),
    ("Of 85 patients, 20 relapsed; risk factors were age and sex.", "cohort"),
    ("We studied five patients with fog fever.", "case-series"),
    ("We studied five patients. EX was given on 3 consecutive days; two groups of muscles improved.", "case-series"),
    ("Ten patients were treated prospectively with EX.", "non-randomized-trial"),
    ("A questionnaire was sent; in this cross-sectional study 90 adults took part.", "cross-sectional"),
    ("The protein was incubated with recombinant EX in vitro. We found that it binds.", "laboratory"),
    ("We searched three databases. 14 studies were included.", "systematic-review"),
    ("In this narrative review we searched PubMed; studies were selected by hand.", "narrative-review"),
    ("This consensus gives advice on EX.", "guideline"),
    ("Fog fever is a disease of low land. EX is its treatment.", "narrative-review"),
    ("Temperatures were measured on three hills.", "unknown"),
]


def design(title: str, text: str, types: list[str]) -> str:
    paper = factories.paper(*([text] if text else []), title=title, publication_types=tuple(types))
    return design_of(Abstract.of(paper)).value


@pytest.mark.parametrize(("types", "title", "text", "expected"), BY_TYPE)
def test_publication_types_are_hints(types: list[str], title: str, text: str, expected: str) -> None:
    assert design(title, text, types) == expected


@pytest.mark.parametrize(("title", "expected"), BY_TITLE)
def test_titles(title: str, expected: str) -> None:
    assert design(title, "Words.", []) == expected


@pytest.mark.parametrize(("text", "expected"), BY_TEXT)
def test_abstracts(text: str, expected: str) -> None:
    assert design("Fog fever", text, []) == expected


def test_nothing_to_read_it_from() -> None:
    found = design_of(Abstract.of(factories.paper(title="Fog fever")))
    assert (found.value, found.basis) == ("unknown", None)


def test_headings_of_a_systematic_review() -> None:
    sections = ({"heading": "SELECTION CRITERIA", "paragraphs": ("All trials of EX.",)},)
    assert design_of(Abstract.of(factories.paper(title="EX", sections=sections))).value == "systematic-review"


def test_the_basis_names_its_words() -> None:
    found = design_of(Abstract.of(factories.paper("A cohort of 90 patients was followed.", title="Fog fever")))
    assert (found.value, found.basis) == ("cohort", "text: cohort")
