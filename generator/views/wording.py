"""The site's own words: how a direction, a role, a design or a count is put.

A direction is always worded with its role and design, never as bare "supports" or "effective". Counts are written out
with their noun, and "not stated" is a value.
"""

from collections.abc import Sequence
from datetime import date

from generator.evidence import is_comparative
from generator.model import Appraisal, Claim, Design, Direction, Topic
from generator.views.parts import Standing

DESIGN: dict[Design, str] = {
    "systematic-review": "systematic review",
    "randomized-trial": "randomized trial",
    "non-randomized-trial": "non-randomized trial",
    "cohort": "cohort",
    "case-control": "case-control study",
    "cross-sectional": "cross-sectional study",
    "case-series": "case series",
    "case-report": "case report",
    "narrative-review": "narrative review",
    "guideline": "guideline",
    "laboratory": "laboratory study",
    "other": "other design",
    "unknown": "design unknown",
}
PLURAL: dict[Design, str] = {
    "case-series": "case series",
    "case-control": "case-control studies",
    "cross-sectional": "cross-sectional studies",
    "laboratory": "laboratory studies",
    "other": "of other design",
    "unknown": "of unknown design",
}
TOPIC: dict[Topic, str] = {
    "efficacy": "Efficacy",
    "safety": "Safety",
    "dosing": "Dosing",
    "mechanism": "Mechanism",
    "label-status": "Label status, as the paper states it",
    "evidence-gap": "Gap in the evidence, as the paper states it",
    "background": "Background, not counted as evidence",
}
_MOST = 60
"""Characters of a text that is not shortened."""
_FIRST, _LAST = 4, 3
"""Words that are left of one that is."""
SYMBOL: dict[Direction, str] = {"supports": "▲", "refutes": "▼", "inconclusive": "◆"}
GAP: dict[str, str] = {
    "primary": "no primary study in this collection",
    "comparator": "no comparative study in this collection",
    "few-patients": "fewer than ten patients in all",
    "abstract-only": "abstracts only, no full text read",
    "harms": "no harms reported, which does not mean no harms",
    "recent": "no paper of the last five years",
}
RESULT: dict[Direction, str] = {
    "supports": "Reported improvement",
    "refutes": "Reported no improvement",
    "inconclusive": "Reported, inconclusive",
}
REVIEW: dict[Direction, str] = {
    "supports": "A review reports improvement",
    "refutes": "A review reports no improvement",
    "inconclusive": "A review calls it unclear",
}
CONCLUSION: dict[Direction, str] = {
    "supports": "The authors conclude that it helps",
    "refutes": "The authors conclude that it does not help",
    "inconclusive": "The authors leave it open",
}
KNOWN_DIRECTION = {
    "supports": "reports improvement",
    "no-benefit": "reports no benefit",
    "mixed": "reports mixed results",
    "unclear": "leaves it unclear",
}
NO_DISEASES = (
    "No diseases yet: `evidence new disease NAME` writes the skeleton of one into `content/diseases/`, "
    "and a disease gets its page with its first paper."
)
NO_PAPERS = (
    "No papers yet: drop a record, such as a page saved from PubMed, into `seeds/`, and run `evidence normalize`."
)
NO_APPRAISALS = (
    "No paper is appraised yet: `evidence new appraisal PAPER` writes the skeleton of an appraisal. What a person "
    "states there, with the paper's own words, fills this page."
)
MONTHS = "January February March April May June July August September October November December".split()
_BELOW_TEN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def direction(claim: Claim) -> str:
    """What a claim says of efficacy; empty for a claim without direction."""
    if claim.direction is None:
        return ""
    if claim.role == "review-synthesis":
        return REVIEW[claim.direction]
    if claim.role == "authors-conclusion":
        return CONCLUSION[claim.direction]
    return RESULT[claim.direction]


def role(claim: Claim, appraisal: Appraisal) -> str:
    """What weight a claim has: whose words, from what design."""
    design = DESIGN[appraisal.design]
    if claim.role == "review-synthesis":
        return f"retold by a {design}, no data of its own"
    if claim.role == "authors-conclusion":
        return f"conclusion of the authors, {design}"
    if claim.role == "background":
        return f"background in a {design}"
    return f"result of a {design}, {'with' if is_comparative(appraisal) else 'without'} a comparison group"


def standing(claim: Claim, appraisal: Appraisal) -> Standing:
    """How far the words of a claim carry, as the glossary calls it."""
    if claim.role != "primary-result":
        return claim.role
    return "comparison-group" if is_comparative(appraisal) else "uncontrolled"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun in figures: `1 paper`, `2 papers`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def spelled(number: int, noun: str) -> str:
    """A number with its noun as running text writes it: `one paper`, `12 papers`."""
    word = _BELOW_TEN[number] if number < len(_BELOW_TEN) else f"{number:,}"
    return f"{word} {noun if number == 1 else noun + 's'}"


def nothing_yet(papers: int) -> str:
    """What to do where no paper at all is appraised, as Markdown: the next step, with so many papers that wait."""
    return NO_APPRAISALS if papers else NO_PAPERS


def none_appraised(waiting: int) -> str:
    """What a reader is told of a subject without an appraised paper, with so many that wait for it."""
    if not waiting:
        return "No paper on it is in this collection yet."
    return f"No paper on it is appraised yet; {waiting} {'awaits' if waiting == 1 else 'await'} appraisal."


def designs(counts: tuple[tuple[Design, int], ...], protocols: tuple[tuple[Design, int], ...] = ()) -> str:
    """Papers by design: `1 randomized trial, 2 case series, protocol of 1 cohort`."""
    found = [count(number, DESIGN[design], PLURAL.get(design)) for design, number in counts]
    planned = [f"protocol of {count(number, DESIGN[design], PLURAL.get(design))}" for design, number in protocols]
    return ", ".join(found + planned)


def patients(number: int | None) -> str:
    """A number of patients, or that none is stated."""
    return "not stated" if number is None else f"{number:,}"


def level(value: int | None) -> str:
    """A level of evidence, or that it is not graded."""
    return "not graded" if value is None else f"level {value}"


def graded(value: int | None) -> str:
    """What stands below a level: both read as one, as in `Level 4 of evidence`."""
    return "level of evidence" if value is None else "of evidence"


def years(span: tuple[str, str] | None) -> str:
    """The years that papers cover: `2008`, `1999–2019`."""
    if span is None:
        return "not stated"
    return span[0] if span[0] == span[1] else f"{span[0]}–{span[1]}"


def shelf(year: str, month: str | None) -> str:
    """A year of publication, or one of its months: `2019`, `March 2019`."""
    said = year if year.isdigit() else "no year"
    if month is None:
        return said
    return f"{MONTHS[int(month) - 1]} {said}" if month.isdigit() else f"{said}, no month"


def enumerated(names: Sequence[str]) -> str:
    """Names as running text: `US, EU/EEA and Japan`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def shortened(text: str) -> str:
    """The first and the last words of a long text, by which a reader finds it."""
    words = text.split(" ")
    if len(text) <= _MOST or len(words) < _FIRST + _LAST + 2:
        return text
    return " ".join([*words[:_FIRST], "…", *words[-_LAST:]])


def capitalized(text: str) -> str:
    """The text with a capital first letter; the rest as it is."""
    return text[:1].upper() + text[1:]


def day(value: date) -> str:
    """A date as text: `20 November 2026`, whatever the locale."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
