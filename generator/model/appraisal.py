"""What a person says of one paper: claims, patients, doses, each with the words it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from generator.model.fields import Design, Direction, Role, Slug, Strict, Subject, Topic, Words


class Claim(Strict):
    """One finding about one or more diseases or indications, with the words it rests on."""

    id: Slug
    """Stable name chosen by the author; with the paper's id, the anchor that people link to."""
    about: Annotated[tuple[Subject, ...], Field(min_length=1)]
    topic: Topic
    role: Role
    direction: Direction | None = None
    """Asked for in efficacy claims that are results, syntheses or conclusions; refused elsewhere."""
    quote: Words
    """Verbatim words of the stored text; parts may be joined by an ellipsis."""
    retells: str | None = None
    """DOI or PMID of a known study whose result this claim retells."""
    note: str | None = None
    """What a reader must know to read the quote rightly, in one sentence."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim together with the paper it belongs to."""

    paper: str
    claim: Claim

    @property
    def key(self) -> str:
        """The claim's name across the collection, `paper#claim`."""
        return f"{self.paper}#{self.claim.id}"


class PatientGroup(Strict):
    """Patients of one paper who were treated for one disease or indication."""

    about: Subject
    n: Annotated[int, Field(ge=1, le=1_000_000)]
    cohort: str | None = None
    """A name shared by all papers that report the same patients, who are then counted once."""
    quote: Words


class Dose(Strict):
    """A dose as a paper writes it; never converted, averaged or recommended."""

    about: Subject
    quote: Words


class Reported(Strict):
    """What a paper reports of its patients' treatment, each as a quote; null where its stored text does not say."""

    situation: Words | None = None
    prior_treatment: Words | None = None
    co_treatment: Words | None = None
    outcome: Words | None = None
    follow_up: Words | None = None
    harms: Words | None = None


class LeftOut(Strict):
    """Words about the intervention that no claim uses, and why."""

    quote: Words
    reason: Words


class Appraisal(Strict):
    """All that people say of one paper."""

    corrections: dict[str, Any] = Field(default_factory=dict)
    """Fields of the paper, replaced by a person."""
    design: Design
    systematic_search: bool
    """Whether a review says that its papers were found by a systematic search."""
    of_randomized_trials: bool = False
    """Whether a systematic review is of randomized trials; level 1 rests on it."""
    has_results: bool = True
    """False for a protocol: its patients are planned and it has no level."""
    comparator: Words | None = None
    """What the patients were compared with; null where there was no control group."""
    historical_controls: bool = False
    """Whether the comparison is with patients of an earlier time or of another study, which is no control group."""
    patients: tuple[PatientGroup, ...] = ()
    doses: tuple[Dose, ...] = ()
    reported: Reported = Reported()
    funding: Words
    weaknesses: tuple[Words, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    appraised_on: date
    appraised_by: str | None = None
    reviewed_on: date | None = None
    reviewed_by: str | None = None
    claims: tuple[Claim, ...]
