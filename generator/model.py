"""What the content files say, as plain values.

Each class mirrors one kind of content file; a field's docstring is the definition that editors show and that the
site's methods page follows. Content is read as strings and validated here, so `2008` stays a year and `no` a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from generator.problems import Problem

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
PaperId = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,8}|(doi|sha)-[a-z0-9]+(-[a-z0-9]+)*)$")]
Subject = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Http = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]

Topic = Literal["efficacy", "safety", "dosing", "mechanism", "label-status", "evidence-gap", "background"]
Role = Literal["primary-result", "review-synthesis", "authors-conclusion", "background"]
Direction = Literal["supports", "refutes", "inconclusive"]
Design = Literal[
    "systematic-review",
    "randomized-trial",
    "non-randomized-trial",
    "cohort",
    "case-control",
    "cross-sectional",
    "case-series",
    "case-report",
    "narrative-review",
    "guideline",
    "laboratory",
    "other",
    "unknown",
]
DIRECTED_ROLES: tuple[Role, ...] = ("primary-result", "review-synthesis", "authors-conclusion")


class Strict(BaseModel):
    """A value read from a content file: unknown keys are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Author(Strict):
    """One author as the source names them."""

    name: Words
    """Surname and initials (MEDLINE form), or the name of a group."""
    affiliations: tuple[str, ...] = ()
    """Addresses as the source gives them, without e-mail addresses."""


class Relation(Strict):
    """A tie to another publication, such as an erratum or a retraction."""

    type: Words
    """PubMed's own words, such as `Erratum in` or `Retraction in`."""
    text: str
    """The reference as the source gives it."""
    pmid: str | None


class Source(Strict):
    """The seed that a paper was read from."""

    seed: Words
    """Path of the seed below `seeds/`."""
    format: Words
    """Name of the reader that recognised it."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the seed's bytes."""
    content: Literal["abstract", "full-text", "none"]
    """How much of the publication's text the seed holds."""


class Section(Strict):
    """A stretch of a paper's text under one heading."""

    heading: str | None
    paragraphs: tuple[str, ...]


class Paper(Strict):
    """One publication, as its source describes it; written by `normalize` only."""

    id: PaperId
    """The PMID; `doi-…` or `sha-…` for a document without one. Names the page."""
    pmid: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,8}$")] | None
    pmcid: Annotated[str, StringConstraints(pattern=r"^PMC[0-9]+$")] | None
    doi: str | None
    title: str | None
    authors: tuple[Author, ...]
    authors_complete: bool
    """False where the source shortens the list ("et al.")."""
    journal: str | None
    """As the source abbreviates it."""
    date: PartialDate | None
    """Date of the issue, as precise as the source."""
    epub_date: PartialDate | None
    year: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")] | None
    volume: str | None
    issue: str | None
    pages: str | None
    """Pages or article number, as the source writes them."""
    publication_types: tuple[str, ...]
    """MEDLINE's types; a hint of the design, no more."""
    mesh: tuple[str, ...]
    keywords: tuple[str, ...]
    language: str | None
    relations: tuple[Relation, ...]
    source: Source
    repairs: tuple[str, ...]
    """Each change made to the source's characters, `what → what`."""
    copyright: str | None
    digest: str
    """Digest of this file's own text, by which a hand edit is recognised."""
    sections: tuple[Section, ...] = ()
    """The body: the source's own text."""

    @property
    def text(self) -> str:
        """The stored text that quotes are checked against: all paragraphs, one a line."""
        return "\n".join(p for s in self.sections for p in s.paragraphs)


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

    corrections: dict[str, Any] = {}
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


class Identifiers(Strict):
    """Codes of exactly this disease, each in its own scheme."""

    mondo: Annotated[str, StringConstraints(pattern=r"^MONDO:[0-9]{7}$")] | None = None
    mesh: Annotated[str, StringConstraints(pattern=r"^[CD][0-9]{6,9}$")] | None = None
    icd10cm: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$")] | None = None
    orpha: Annotated[str, StringConstraints(pattern=r"^[0-9]+$")] | None = None
    doid: Annotated[str, StringConstraints(pattern=r"^DOID:[0-9]+$")] | None = None


class Disease(Strict):
    """One disease, or a group of diseases, with the names it is looked up by."""

    name: Words
    """As clinicians say it; in lower case where it is not a proper name."""
    kind: Literal["disease", "group"] = "disease"
    formerly: tuple[Words, ...] = ()
    abbreviations: tuple[Words, ...] = ()
    synonyms: tuple[Words, ...] = ()
    ambiguous: tuple[Words, ...] = ()
    """Names that also stand for another disease: searched by readers, never used to tag a paper."""
    identifiers: Identifiers = Identifiers()
    parent: Slug | None = None
    names_from: tuple[Words, ...] = ()
    """Where the names and codes were read."""
    bottom_line: tuple[Words, ...] = ()


class Indication(Strict):
    """One situation, organ or outcome of a disease."""

    name: Words
    """As it stands after the disease's name, such as `skin` or `after failure of standard therapy`."""
    kind: Literal["situation", "organ", "outcome"]
    title: Words
    """The whole name, as it stands at the head of its page."""
    bottom_line: tuple[Words, ...] = ()


class Difference(Strict):
    """Where a known study says otherwise than claims of the collection."""

    about: Subject
    note: Words
    """The difference, in one sentence without figures."""


class KnownStudy(Strict):
    """A study that is listed, but is not part of the collection and was not appraised."""

    id: Slug
    pmid: str | None
    doi: str | None
    first_author: str | None
    year: Words
    journal: str | None
    citation: str | None
    """Volume and pages."""
    about: Annotated[tuple[Subject, ...], Field(min_length=1)]
    population: str | None = None
    """Who was studied, where that is narrower or wider than the disease."""
    kind: Design
    """Its design in the controlled list, for counts and levels."""
    design: Words
    """Its design as listed."""
    n: str | None
    comparator: str | None
    direction: Literal["supports", "no-benefit", "mixed", "unclear"]
    """What its abstract reports."""
    qualifier: str | None = None
    """What the direction holds for, such as `primary endpoint` or `short term`."""
    differs: tuple[Difference, ...] = ()
    url: Http

    @property
    def label(self) -> str:
        """Short reference, such as `Sanges 2017`."""
        name = (self.first_author or "").rpartition(" ")[0] or self.first_author or self.journal or "Study"
        return f"{name} {self.year[:4]}"


class KnownStudies(Strict):
    """`content/known-studies.yaml`."""

    studies: tuple[KnownStudy, ...]


class LabelRow(Strict):
    """Label status of one disease in one jurisdiction, for one product."""

    disease: Words
    """Name of the disease as the row gives it; also of diseases without a page."""
    about: Subject | None
    """The disease's page, where it has one."""
    jurisdiction: Words
    product: str | None
    status: Literal["licensed", "not found", "not checked"]
    """`not found` in the labels read, which are named; never "unlicensed"."""
    population: str | None
    since: str | None
    """Date of the licence, as precise as the source."""
    read: date
    """The day the source was read, or that it was looked for."""
    source: str | None
    """What was read."""
    url: Http | None
    """Only where it leads to a regulator or a licence holder."""


class LabelStatus(Strict):
    """`content/label-status.yaml`."""

    rows: tuple[LabelRow, ...]


class Position(Strict):
    """What a body says, in its own category; never merged into a level of evidence."""

    subject: Words
    """What the body speaks about, as it names it."""
    about: tuple[Subject, ...]
    """Diseases whose pages show the position."""
    body: Words
    jurisdiction: Words
    document: Words
    date: PartialDate | None
    category: Words
    """The body's own words."""
    conditions: str | None
    """Our words on what the category is bound to."""
    current: Words
    """`yes`, `not known`, or since when it is superseded."""
    url: Http | None


class Positions(Strict):
    """`content/positions.yaml`."""

    positions: tuple[Position, ...]


class ClassWarning(Strict):
    """A warning of the products' labels that holds for the whole class."""

    kind: Words
    """`boxed warning` or `contraindication`."""
    text: Words


class Safety(Strict):
    """`content/safety.yaml`: class warnings, which are not findings of the papers."""

    source: Words
    warnings: tuple[ClassWarning, ...]


class Redirect(Strict):
    """An old address of the site, and where it leads now."""

    old: Annotated[str, StringConstraints(pattern=r"^/[a-z0-9/_.-]*(#[A-Za-z0-9_-]+)?$")]
    """A page, or a place of a page (`/papers/1/#claim`), which then stays on that page as a note with a link."""
    new: Annotated[str, StringConstraints(pattern=r"^/[a-z0-9/_.-]*(#[A-Za-z0-9_-]+)?$")]


class Redirects(Strict):
    """`content/redirects.yaml`."""

    redirects: tuple[Redirect, ...]


class Mention(Strict):
    """A disease that a program found in a paper, and the words it was found by."""

    disease: Slug
    mentions: tuple[Words, ...]


class Guess(Strict):
    """A value that a program proposes, and what it rests on."""

    value: str | None
    basis: str | None


class Detected(Strict):
    """What a program proposes about one paper; never an appraisal, never counted."""

    id: PaperId
    diseases: tuple[Mention, ...]
    intervention: Guess
    """How the drug is named, and whether it was given, compared, planned or only mentioned."""
    design: Guess
    patients: Guess
    """A number, and the quote that states it."""
    doses: tuple[str, ...]
    key_sentence: str | None
    """The sentence that best says what the drug did, whatever its direction; verbatim."""
    label_statement: str | None
    digest: str
    """Digest of this file's own text, by which a hand edit is recognised."""


class Site(Strict):
    """`content/site.yaml`: the settings of an edition."""

    title: Words
    description: Words
    base_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s?#]+/$")] | None
    """Address the edition is published at, with a slash at the end; null until it is known."""
    repository_url: Http | None
    report_url: Http | None
    as_of: date
    """The day the edition's content stands for; pages take their dates from it, never from a clock."""
    abstracts: Literal["full", "quotes", "link"] = "full"


class Intervention(Strict):
    """`content/intervention.yaml`: the drug that the edition is about."""

    name: Words
    short: Words
    spellings: Annotated[tuple[Words, ...], Field(min_length=1)]
    """How papers write it; matched as whole words, whatever the case."""
    mesh: tuple[str, ...] = ()


class Prose(Strict):
    """A page of running text, such as methods or about."""

    title: Words
    description: Words


Value = TypeVar("Value", bound=Strict)
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[Value]):
    """A content file: its value, its body, and where each of its keys stands."""

    path: str
    value: Value
    body: str = ""
    body_line: int = 1
    lines: Mapping[Location, int] = field(default_factory=dict)

    def line(self, *location: str | int) -> int:
        """The line of a key or of the nearest key around it."""
        for end in range(len(location), 0, -1):
            found = self.lines.get(location[:end])
            if found is not None:
                return found
        return 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """All content of one edition. Values only: it knows nothing of folders, pages or addresses."""

    site: Page[Site]
    intervention: Page[Intervention]
    papers: Mapping[str, Page[Paper]]
    appraisals: Mapping[str, Page[Appraisal]]
    diseases: Mapping[str, Page[Disease]]
    indications: Mapping[str, Page[Indication]]
    """By subject, `disease/slug`."""
    known_studies: Page[KnownStudies]
    label_status: Page[LabelStatus]
    positions: Page[Positions]
    safety: Page[Safety]
    redirects: Page[Redirects]
    detected: Mapping[str, Page[Detected]]
    prose: Mapping[str, Page[Prose]]
    permalinks: tuple[str, ...]
    """Every address ever published, from `content/permalinks.txt`."""
    seed_digests: Mapping[str, str]
    """SHA-256 of each seed that a paper names, by its path below `seeds/`."""
    problems: tuple[Problem, ...] = ()
    """What was found wrong while reading."""
