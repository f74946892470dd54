"""What an abstract says of the drug: how it is named and used, its doses, its licence, and what it did."""

from typing import Any

import pytest

from generator.detect.abstract import Abstract
from generator.detect.doses import doses_of
from generator.detect.intervention import Drug, naming_of
from generator.detect.key_sentence import key_sentence_of
from generator.detect.label_statement import label_statement_of
from generator.model import Design, Intervention
from tests.unit import factories

DRUG = Drug(
    Intervention(
        name="intravenous examplinum",
        short="IVEx",
        spellings=("IVEx", "i.v. examplinum", "intravenous examplinum", "examplinum intravenous", "EX-IV"),
        other_drugs=("subcutaneous examplinum", "SCEx", "anti-Q", "anti-Q IVEx"),
        mesh=("Examplinum, Intravenous",),
    )
)


def abstract(*paragraphs: str, title: str = "Fog fever", **fields: Any) -> Abstract:
    return Abstract.of(factories.paper(*paragraphs, title=title, **fields))


SPELLED = [
    ("IVEx", True),
    ("ivex", True),
    ("IVExs were given", True),
    ("IV examplinum and i. v. examplinum", True),
    ("intravenous-examplinum", True),
    ("intravenousexamplinum", True),
    ("intravenous human examplinum", True),
    ("intravenous (IV) examplinum", True),
    ("examplinum intravenous", True),
    ("EX-IV or EXIV", True),
    ("subcutaneous examplinum", False),
    ("anti-Q IVEx", False),
    ("IVExon", False),
]


@pytest.mark.parametrize(("text", "expected"), SPELLED)
def test_spellings(text: str, expected: bool) -> None:
    assert DRUG.named(text) is expected


USED: list[tuple[Design, str, str | None]] = [
    ("cohort", "All patients received IVEx.", "given"),
    ("randomized-trial", "Patients were randomized to IVEx or placebo.", "compared"),
    ("case-report", "IVEx was scheduled. But it could not be administered, as she died.", "planned"),
    ("randomized-trial", "Sixty patients will receive IVEx.", "planned"),
    ("narrative-review", "Most patients received IVEx.", "mentioned"),
    ("cohort", "Some call for IVEx.", "mentioned"),
    ("cohort", "Subcutaneous examplinum was given.", None),
]


@pytest.mark.parametrize(("design", "text", "use"), USED)
def test_what_became_of_it(design: Design, text: str, use: str | None) -> None:
    found = naming_of(abstract(text), DRUG, design)
    assert found.use == use
    assert found.spelling == ("IVEx" if use else None)
    assert found.quote is None or found.quote in text


def test_a_heading_mentions_it() -> None:
    found = naming_of(abstract("Words.", mesh=("Examplinum, Intravenous/therapeutic use*",)), DRUG, "cohort")
    assert (found.spelling, found.use) == (None, "mentioned")


DOSES = [
    ("IVEx was given at 0.4 g/kg/day for 5 days.", ["0.4 g/kg/day for 5 days"]),
    ("They received 2 g/kg of IVEx over 2\u20135 days.", ["2 g/kg"]),
    ("IVEx 1\u20132 g/kg over 2\u20135 days every 4 weeks", ["1\u20132 g/kg over 2\u20135 days every 4 weeks"]),
    ("IVEx (0·4 g/kg daily for 5 days) was used.", ["0·4 g/kg daily for 5 days"]),
    ("IVEx 0.4 g per kg per day for five successive days", ["0.4 g per kg per day for five successive days"]),
    ("a low dose of IVEx (200 to 400 mg/kg) or a high one (2 g/kg)", ["200 to 400 mg/kg", "2 g/kg"]),
    ("IVEx at a dose of 2 g/kg body weight", ["2 g/kg body weight"]),
    ("IVEx rose from 5000 mg to 20 000 mg per day.", ["5000 mg to 20 000 mg per day"]),
    ("IVEx 2 g/kg and prednisone 1 mg/kg/day", ["2 g/kg"]),
    ("Methylprednisolone 30 mg/kg/day was followed by IVEx.", []),
    ("1 mg/kg of prednisone with IVEx", []),
    ("After IVEx, examplinum was 12 g/L, proteinuria 3.3 +/- 1.4 g, weight 900 g.", []),
    ("Platelets rose after IVEx to 100 x 10^9/L within 5 days.", []),
    ("IVEx was given. The standard dose is 2 g/kg, in two to five parts.", ["2 g/kg"]),
    ("IVEx was stopped, and subcutaneous examplinum 0.2 g/kg a week was given.", []),
    ("Nine had IVEx, three SCEx 1 g/kg, one anti-Q 75 mg/kg.", []),
    ("IVEx (120 g within 5 days) was given.", ["120 g within 5 days"]),
    ("Prednisone was given. The dose was 2 mg/kg.", []),
    ("Only steroid-resistant patients had IVEx at 0.4 g/kg.", ["0.4 g/kg"]),
]


@pytest.mark.parametrize(("text", "expected"), DOSES)
def test_doses(text: str, expected: list[str]) -> None:
    assert list(doses_of(abstract(text), DRUG)) == expected


LABELS = [
    ("IVEx is off-label here. It is old.", "IVEx is off-label here."),
    ('IVEx helps. But these uses are "off label".', 'But these uses are "off label".'),
    ("IVEx is approved for fog fever.", "IVEx is approved for fog fever."),
    ("IVEx was given. The ethics committee approved the use of it for treatment.", None),
    ("Steroids are used off-label. IVEx is not.", None),
    ("IVEx is licensed. IVEx is used off label in gout.", "IVEx is used off label in gout."),
    ("IVEx helps.", None),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_label_statements(text: str, expected: str | None) -> None:
    assert label_statement_of(abstract(text), DRUG) == expected


KEYS = [
    (["IVEx is a blood product. IVEx reduced fever in 9 of 10 patients."], 1),
    (["We aimed to assess whether IVEx is effective. IVEx did not improve survival."], 1),
    (
        ["IVEx was effective in one trial. Patients were randomized to IVEx or water. IVEx did not differ from water."],
        2,
    ),
    (["IVEx infusion was scheduled. However, the treatment could not be administered as she died."], 1),
    (["IVEx improved the gait. Patients refractory to IVEx improved with other drugs."], 0),
    (["IVEx has been effective in gout. Nine patients with fog fever received it. After IVEx 8 patients improved."], 2),
    (["IVEx had no effect on fever. One weakness of this study is that IVEx was given late and doses were lower."], 0),
    (["IVEx hastened recovery. Nine patients received IVEx, and two were excluded for lower doses."], 0),
    (["Nine patients recovered after IVEx between 2009 and 2012. Fever was lower after IVEx."], 1),
    (["IVEx is useful in gout. The aim of this review is to show benefits, efficacy, safety and outcomes of IVEx."], 0),
    (["IVEx is useful in gout. We hope that IVEx will improve outcomes."], 0),
    (["IVEx was given to both. Examplinum A levels improved. Subcutaneous examplinum improved fever."], 0),
    (["Children were randomly allocated to IVEx or water. Fever decreased in both groups, with no difference."], 1),
    (["IVEx reduced fever. The comparison of efficacy after IVEx was conducted by phone."], 0),
    (["Fog is wet. IVEx was given. The weather improved."], 1),
    (["IVEx is the standard initial therapy of gout. A tenth do not respond to IVEx and show no improvement."], 0),
    (["Our review shows improvement after IVEx. There may be less benefit with IVEx."], 0),
    (["Fog is wet."], None),
]


@pytest.mark.parametrize(("paragraphs", "index"), KEYS)
def test_key_sentences(paragraphs: list[str], index: int | None) -> None:
    found = abstract(*paragraphs)
    assert key_sentence_of(found, DRUG) == (None if index is None else found.sentences[index].text)


@pytest.mark.parametrize("heading", ["BACKGROUND", "IMPORTANCE", "Rationale"])
def test_what_a_study_found_wins_over_what_introduces_it(heading: str) -> None:
    sections = (
        {"heading": heading, "paragraphs": ("IVEx is useful and of benefit in fever.",)},
        {"heading": "RESULTS", "paragraphs": ("IVEx improved fever.",)},
    )
    assert key_sentence_of(abstract(sections=sections), DRUG) == "IVEx improved fever."


def test_a_conclusion_wins_over_an_introduction() -> None:
    sections = (
        {"heading": "BACKGROUND", "paragraphs": ("IVEx is effective in gout.",)},
        {"heading": "CONCLUSIONS", "paragraphs": ("IVEx is effective in fog fever.",)},
    )
    found = key_sentence_of(abstract(title="IVEx in fog fever", sections=sections), DRUG)
    assert found == "IVEx is effective in fog fever."
