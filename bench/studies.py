"""What each paper of the collection is, decided before a word of it is written.

Bottom lines cite claims of any paper, so all must know what the others claim. A study is a function of the seed and
its number alone: the first thousand of thirty thousand are those of a thousand, but for the subjects they share.
"""

from dataclasses import dataclass
from random import Random
from typing import Literal, TypeVar

from bench.subjects import Subject
from generator.evidence import SECONDARY
from generator.model import Design, Direction

DESIGNS: dict[Design, int] = {
    "cohort": 22,
    "case-series": 20,
    "case-report": 20,
    "narrative-review": 13,
    "randomized-trial": 8,
    "non-randomized-trial": 5,
    "systematic-review": 4,
    "case-control": 3,
    "cross-sectional": 2,
    "laboratory": 2,
    "guideline": 1,
}
"""Designs by their share in a hundred."""
DIRECTIONS: dict[Direction, int] = {"supports": 65, "inconclusive": 20, "refutes": 15}
FIRST_PMID = 900_000_001
"""Far above any PMID given so far."""
FIRST_YEAR, LAST_YEAR = 1986, 2026
SHARE_WITHOUT_TEXT, SHARE_APPRAISED, SHARE_RETRACTED, SHARE_OF_COHORTS = 0.04, 0.85, 0.01, 0.06
KNOWN_STUDIES = 40
SHARE_RETELLING = 0.2
"""Of reviews: those that retell a known study."""
T = TypeVar("T")
Claimed = Literal["response", "mechanism", "harms", "conclusion"]


@dataclass(frozen=True, slots=True)
class Study:
    """One paper: what it is about, how it was made, and which claims its appraisal makes."""

    number: int
    subject: Subject
    design: Design
    direction: Direction
    year: int
    patients: int | None
    cohort: str | None
    retells: int | None
    """Number of the known study that it retells."""
    has_text: bool
    appraised: bool
    retracted: bool
    claims: tuple[Claimed, ...]

    @property
    def pmid(self) -> str:
        """Its id, too."""
        return str(FIRST_PMID + self.number)

    @property
    def is_review(self) -> bool:
        """Whether it tells of others' patients."""
        return self.design in SECONDARY

    @property
    def is_citable(self) -> bool:
        """Whether a bottom line may rest on it."""
        return self.appraised and not self.retracted


def study(seed: int, number: int, subjects: tuple[Subject, ...]) -> Study:
    """The study of a number."""
    chance = Random(f"study {seed} {number}")
    subject = chance.choices(subjects, [each.weight for each in subjects])[0]
    design = _one_of(chance, DESIGNS)
    treats = design not in SECONDARY and design != "laboratory"
    has_text = chance.random() >= SHARE_WITHOUT_TEXT
    return Study(
        number=number,
        subject=subject,
        design=design,
        direction=_one_of(chance, DIRECTIONS),
        year=min(LAST_YEAR, FIRST_YEAR + int(41 * chance.random() ** 0.6)),
        patients=_patients(chance, design) if treats else None,
        cohort=_cohort(chance, subject) if treats else None,
        retells=chance.randrange(KNOWN_STUDIES) if design in SECONDARY and chance.random() < SHARE_RETELLING else None,
        has_text=has_text,
        appraised=has_text and chance.random() < SHARE_APPRAISED,
        retracted=chance.random() < SHARE_RETRACTED,
        claims=_claims(chance, design),
    )


def _one_of(chance: Random, shares: dict[T, int]) -> T:
    return chance.choices(list(shares), list(shares.values()))[0]


def _patients(chance: Random, design: Design) -> int:
    if design == "case-report":
        return 1
    return chance.randrange(3, 12) if design == "case-series" else chance.randrange(14, 240)


def _cohort(chance: Random, subject: Subject) -> str | None:
    """A register that several papers on one disease report from."""
    return f"{subject.disease}-register-{chance.randrange(5)}" if chance.random() < SHARE_OF_COHORTS else None


def _claims(chance: Random, design: Design) -> tuple[Claimed, ...]:
    found: list[Claimed] = ["mechanism" if design == "laboratory" else "response"]
    found += ["harms"] if chance.random() < 0.5 else []
    found += ["conclusion"] if chance.random() < 0.4 else []
    return tuple(found)
