"""What each page shows, as plain data. A view holds everything its page needs; a template computes nothing.

Addresses within the site begin with a slash; the renderer makes them relative to the page they stand on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from generator.marking import MarkedSection


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of an edition share."""

    site_title: str
    intervention: str
    """The drug's short name."""
    as_of: str
    navigation: tuple[Link, ...]
    unreviewed: bool
    """Whether no appraisal was clinically reviewed."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A computed figure with what it counts."""

    value: str
    label: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class SentencePart:
    """Words of a bottom line, or a citation where `href` is set."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Where a known study says otherwise than a claim."""

    study: Link
    note: str
    retold: bool
    """Whether the claim retells this very study."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as it stands on any page."""

    anchor: str
    direction: str | None
    """`supports`, `refutes` or `inconclusive`: the key for colour."""
    symbol: str
    verdict: str
    """The direction in words with its role and design; empty where there is no direction."""
    weight: str
    number: int
    """Place of the claim among those of its paper, as the marks in the text show it."""
    quote: tuple[str, ...]
    """The exact words of the source, one part for each stretch of text."""
    note: str | None
    subjects: tuple[Link, ...]
    paper: Link
    place: str
    """The quote's place in the paper's text."""
    pubmed: str | None
    """The quote's place at PubMed."""
    retells: Link | None
    differences: tuple[DifferenceView, ...]
    content: str
    """What was read: `abstract` or `full text`."""


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims under one heading."""

    title: str
    anchor: str
    href: str | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class PatientRow:
    """Patients of one paper for one subject."""

    anchor: str
    subject: Link
    number: str
    cohort: str | None
    """Name shared by all papers that report the same patients."""
    quote: tuple[str, ...]
    paper: Link


@dataclass(frozen=True, slots=True)
class Item:
    """A named value, as quotes where a paper's words stand behind it."""

    name: str
    text: str
    """What to say where there is no quote, such as "not reported in the abstract"."""
    quote: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyView:
    """One paper among the studies of a page."""

    anchor: str
    paper: Link
    items: tuple[Item, ...]
    retracted: bool


@dataclass(frozen=True, slots=True)
class DoseRow:
    """A dose as its paper writes it."""

    anchor: str
    quote: tuple[str, ...]
    subject: Link
    paper: Link
    implausible: bool
    """Whether its unit is not one that doses of this drug are given in."""


@dataclass(frozen=True, slots=True)
class LabelRowView:
    """Label status in one jurisdiction; those not checked share a row."""

    anchor: str
    disease: Link
    jurisdiction: str
    status: str
    licensed: bool
    product: str
    population: str
    since: str
    source: Link
    read: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """What a body says, in its own category."""

    anchor: str
    subject: str
    body: str
    jurisdiction: str
    document: Link
    date: str
    category: str
    conditions: str
    current: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A class warning of the products' labels."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Unappraised:
    """A paper that a program ties to a disease and nobody has appraised."""

    paper: Link
    title: str
    key_sentence: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a page comes from and how far it can be trusted."""

    verified: str
    appraised_on: str
    review: str
    sources: tuple[str, ...]
    """The seeds behind the page, with their digests."""
    links: tuple[Link, ...]
    """History and error report, where the edition names them."""
    identifiers: tuple[Link, ...] = ()
    names_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownStudyRow:
    """A study that is listed, not appraised."""

    anchor: str
    study: Link
    reference: str
    population: str
    design: str
    number: str
    comparator: str
    direction: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper in the list of references."""

    anchor: str
    text: str
    paper: Link
    links: tuple[Link, ...]
    copyright: str | None
    retracted: bool


@dataclass(frozen=True, slots=True)
class View:
    """What every page has."""

    template: ClassVar[str]
    url: str
    title: str
    """Heading of the page."""
    description: str
    """For search engines and previews, one sentence."""
    frame: Frame
    trail: tuple[Link, ...] = field(kw_only=True, default=())
    """The pages above this one."""
    sections: tuple[Link, ...] = field(kw_only=True, default=())
    """The parts of a long page, for its table of contents."""


@dataclass(frozen=True, slots=True)
class SubjectView(View):
    """A disease, a group of diseases, or an indication."""

    template: ClassVar[str] = "subject.html"
    kind: str
    """Word above the heading."""
    notice: str
    formerly: tuple[str, ...]
    abbreviations: tuple[str, ...]
    synonyms: tuple[str, ...]
    ambiguous: tuple[str, ...]
    children: tuple[Link, ...]
    indications: tuple[Link, ...]
    bottom_line: tuple[tuple[SentencePart, ...], ...]
    glance: tuple[Fact, ...]
    absent: tuple[str, ...]
    known: tuple[str, ...]
    """What is known but not read here, and where it outranks or contradicts what is."""
    labels: tuple[LabelRowView, ...]
    label_of: str | None
    """The disease whose label rows an indication shows."""
    label_claims: tuple[ClaimView, ...]
    """What papers state about licensing."""
    findings: tuple[ClaimGroup, ...]
    """Claims of efficacy, a group for each subject."""
    studies: tuple[StudyView, ...]
    patients: tuple[PatientRow, ...]
    doses: tuple[DoseRow, ...]
    dosing: tuple[ClaimView, ...]
    safety: tuple[ClaimView, ...]
    warnings: tuple[WarningRow, ...]
    warnings_source: str
    conflicts: tuple[ClaimView, ...]
    """Claims that refute or leave open, shown again by reference."""
    gap_claims: tuple[ClaimView, ...]
    """Gaps that the papers themselves name."""
    known_studies: tuple[KnownStudyRow, ...]
    positions: tuple[PositionRow, ...]
    context: tuple[ClaimGroup, ...]
    """Mechanism and background, not counted as evidence."""
    of_group: tuple[ClaimGroup, ...]
    """What papers say of the group that a disease belongs to, or of the disease that an indication belongs to."""
    unappraised: tuple[Unappraised, ...]
    references: tuple[Reference, ...]
    body: str
    """People's Markdown."""
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author with the numbers of their addresses."""

    name: str
    marks: str


@dataclass(frozen=True, slots=True)
class PaperView(View):
    """One paper."""

    template: ClassVar[str] = "paper.html"
    kind: str
    authors: tuple[AuthorView, ...]
    authors_more: bool
    affiliations: tuple[str, ...]
    citation: str
    dates: tuple[str, ...]
    links: tuple[Link, ...]
    retracted: bool
    relations: tuple[Link, ...]
    appraised: bool
    facts: tuple[Fact, ...]
    text: tuple[MarkedSection, ...]
    """The text with quotes marked; empty where the edition does not show it."""
    text_title: str
    numbers: Mapping[str, int]
    """Number of each claim, by its id, as the marks show it."""
    claims: tuple[ClaimGroup, ...]
    patients: tuple[PatientRow, ...]
    items: tuple[Item, ...]
    """What the paper reports of its patients' treatment."""
    doses: tuple[DoseRow, ...]
    left_out: tuple[tuple[str, str], ...]
    """Words that no claim uses, each with the reason."""
    funding: str | None
    weaknesses: tuple[str, ...]
    body: str
    used_by: tuple[Link, ...]
    publication_types: tuple[str, ...]
    copyright: str | None
    repairs: tuple[str, ...]
    corrected: tuple[str, ...]
    provenance: Provenance
    reference: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of an index."""

    link: Link
    also: str
    """Other names, or the journal."""
    facts: tuple[str, ...]
    children: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexView(View):
    """A list of all diseases, indications or papers."""

    template: ClassVar[str] = "index.html"
    intro: str
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    empty: str
    """What to say and do where there is nothing yet."""


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Diseases against designs: how many papers of each the collection holds."""

    designs: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[Link | None, ...]], ...]
    """A disease, and for each design the number of papers as a link, or None where there is none."""


@dataclass(frozen=True, slots=True)
class LabelStatusView(View):
    """Label status of all diseases."""

    template: ClassVar[str] = "label-status.html"
    rows: tuple[LabelRowView, ...]
    statements: tuple[ClaimView, ...]
    """What papers state about licensing."""


@dataclass(frozen=True, slots=True)
class DosesView(View):
    """Doses as reported, across diseases."""

    template: ClassVar[str] = "doses.html"
    rows: tuple[DoseRow, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class SafetyView(View):
    """What papers report on safety, across diseases, and the class warnings apart."""

    template: ClassVar[str] = "safety.html"
    claims: tuple[ClaimView, ...]
    warnings: tuple[WarningRow, ...]
    warnings_source: str


@dataclass(frozen=True, slots=True)
class HomeView(View):
    """The first page."""

    template: ClassVar[str] = "home.html"
    facts: tuple[Fact, ...]
    map: EvidenceMap
    diseases: tuple[Row, ...]
    newest: tuple[Row, ...]
    awaiting: int
    """Papers that wait for an appraisal."""


@dataclass(frozen=True, slots=True)
class ProseView(View):
    """Running text: methods, about."""

    template: ClassVar[str] = "prose.html"
    body: str


@dataclass(frozen=True, slots=True)
class NotFoundView(View):
    """What the server shows for an address that is not there; served at any depth."""

    template: ClassVar[str] = "404.html"
