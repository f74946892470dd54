"""The abstract of a made-up study, and which of its sentences say what.

Every sentence from the first that names the drug is either a claim, the patients, or left out with a reason, as
`check` asks of a real appraisal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bench import words
from bench.studies import Claimed, Study

HEADINGS = ("OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS")
SHARE_STRUCTURED = 0.65
DISCLAIMER = "This abstract is made up and nobody was treated."
_DOSES = (
    "2 g/kg every 4 weeks",
    "1 g/kg every 3 weeks",
    "0.4 g/kg daily for 5 days",
    "25 mg/kg weekly",
    "400 mg/kg each month",
)
_RESPONSES = {
    "supports": "After {drug}, {some} of {all} reached the {a} response by week {week}, {b} in kind.",
    "refutes": "With {drug}, {some} of {all} reached the {a} response by week {week}, as many as under {b} water.",
    "inconclusive": "With {drug}, the {a} response in {some} of {all} at week {week} had a {b} interval of 1 to {n}.",
}
_CONCLUSIONS = {
    "supports": "{drug} was followed by a {a} response in {disease} in this made-up work of number {number}.",
    "refutes": "{drug} added nothing to {a} care in {disease} in this made-up work of number {number}.",
    "inconclusive": "What {drug} adds in {disease} stays open in this made-up work of number {number}.",
}
_HARMS = "Under {drug}, invented {a} headaches came in {some} of {all} and were over within {n} hours."
_MECHANISM = "In cells of an invented line, {drug} bound {a} and lowered {b} by {n}%."


@dataclass
class Text:
    """The sentences of an abstract by heading, and the words an appraisal quotes."""

    parts: dict[str, list[str]] = field(default_factory=lambda: {heading: [] for heading in HEADINGS})
    claims: dict[Claimed, str] = field(default_factory=dict)
    treated: str | None = None
    """The sentence that states the patients and their dose."""
    dose: str | None = None
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Sentences that no claim uses, with the reason."""
    structured: bool = True

    def sections(self) -> Iterator[tuple[str | None, str]]:
        """Heading and text of each part; all in one where the abstract is not structured."""
        texts = {heading: " ".join(sentences) for heading, sentences in self.parts.items()}
        if self.structured:
            yield from texts.items()
        else:
            yield None, " ".join(texts.values())


def text_of(seed: int, study: Study) -> Text:
    """The abstract of a study, of some 1,500 to 2,000 characters."""
    chance = Random(f"text {seed} {study.number}")
    text = Text(structured=chance.random() < SHARE_STRUCTURED)
    said = _slots(chance, study)
    _begin(text, chance, study)
    _treat(text, chance, study)
    text.claims = {kind: _claim(kind, study).format(**said) for kind in study.claims}
    for kind, sentence in text.claims.items():
        text.parts["CONCLUSIONS" if kind == "conclusion" else "RESULTS"].append(sentence)
        if kind != "conclusion":
            _pass_over(text, chance, "RESULTS", "a measure of the laboratory")
    for _ in range(chance.choice((2, 3))):
        _pass_over(text, chance, "RESULTS", "a measure of the laboratory")
    if "conclusion" not in study.claims:
        _leave(text, "CONCLUSIONS", _CONCLUSIONS[study.direction].format(**said), "repeats the result")
    return text


def _begin(text: Text, chance: Random, study: Study) -> None:
    openings = dict.fromkeys(words.opening(chance, study.subject.disease_name) for _ in range(chance.choice((3, 4, 5))))
    text.parts["OBJECTIVE"] += [DISCLAIMER, *openings]


def _treat(text: Text, chance: Random, study: Study) -> None:
    if study.patients is None:
        what = f"We read what {chance.randrange(12, 90)} invented papers say of {words.DRUG} in {study.subject.name}."
        _leave(text, "METHODS", what, "methods")
    else:
        text.dose = chance.choice(_DOSES)
        people = "patient" if study.patients == 1 else "patients"
        text.treated = (
            f"We gave {words.DRUG} at {text.dose} to {study.patients} invented {people} with {study.subject.name}."
        )
        text.parts["METHODS"].append(text.treated)
    for _ in range(chance.choice((2, 3, 4))):
        _pass_over(text, chance, "METHODS", "methods")


def _claim(kind: Claimed, study: Study) -> str:
    if kind == "harms":
        return _HARMS
    if kind == "mechanism":
        return _MECHANISM
    return (_RESPONSES if kind == "response" else _CONCLUSIONS)[study.direction]


def _slots(chance: Random, study: Study) -> dict[str, str | int]:
    everybody = study.patients or chance.randrange(40, 400)
    return {
        "drug": words.DRUG,
        "disease": study.subject.name,
        "a": words.word(chance),
        "b": words.word(chance),
        "n": chance.randrange(5, 72),
        "number": study.number,
        "week": chance.choice((4, 8, 12, 24, 26, 48, 52)),
        "some": chance.randrange(1, everybody + 1),
        "all": everybody,
    }


def _pass_over(text: Text, chance: Random, heading: str, reason: str) -> None:
    _leave(text, heading, words.filler(chance), reason)


def _leave(text: Text, heading: str, sentence: str, reason: str) -> None:
    text.parts[heading].append(sentence)
    text.left_out.append((sentence, reason))
