"""What each page shows, as plain data. A view holds everything its page needs; a template computes nothing.

Addresses within the site begin with a slash; the renderer makes them relative to the page they stand on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from generator.charts.figures import Bars, DoseScale, EvidenceMap, Places, Years
from generator.marking import MarkedSection
from generator.plain import NOT_CONTENT, ON_PAGE
from generator.views.parts import (
    AuthorView,
    CitationView,
    ClaimGroup,
    ClaimView,
    DifferenceView,
    DoseRow,
    Fact,
    Frame,
    Head,
    Item,
    KnownStudyRow,
    LabelRowView,
    Link,
    MovedPlace,
    PatientRow,
    PositionRow,
    Provenance,
    Reference,
    Row,
    SentencePart,
    StudyView,
    TermView,
    Unappraised,
    WarningRow,
)

AROUND = {**NOT_CONTENT, **ON_PAGE}
"""Metadata of what is around a page's content: no part of its hash, and not in its twin."""


@dataclass(frozen=True, slots=True)
class View:
    """What every page has."""

    template: ClassVar[str]
    listed: ClassVar[bool] = True
    """Whether it is a page of its own, for search engines and lists; one that leads elsewhere is not."""
    runs_wasm: ClassVar[bool] = False
    """Whether its scripts run WebAssembly, which the policy of a page has to allow."""
    url: str
    title: str
    """Heading of the page."""
    description: str
    """For search engines and previews, one sentence."""
    frame: Frame = field(metadata=ON_PAGE)
    trail: tuple[Link, ...] = field(kw_only=True, default=(), metadata=ON_PAGE)
    """The pages above this one."""
    sections: tuple[Link, ...] = field(kw_only=True, default=(), metadata=ON_PAGE)
    """The parts of a long page, for its table of contents."""
    canonical: str | None = field(kw_only=True, default=None)
    """The page that search engines take this one for; itself where None."""
    moved: tuple[MovedPlace, ...] = field(kw_only=True, default=(), metadata=NOT_CONTENT)
    """Places that the page had once, shown at its end."""
    elsewhere: tuple[str, ...] | None = field(kw_only=True, default=None, metadata=AROUND)
    """Set where the page shows only a part of what there is: the place of a claim that it lacks then leads to the claim
    on its paper's page. Holds the ids of papers that the place's name alone does not tell, as it tells a PMID."""
    head: Head = field(kw_only=True, default=Head(), metadata=AROUND)
    citation: CitationView | None = field(kw_only=True, default=None, metadata=AROUND)


@dataclass(frozen=True, slots=True)
class SubjectView(View):
    """A disease, a group of diseases, or an indication."""

    template: ClassVar[str] = "subject.html"
    subject: str
    """The disease, or `disease/indication`."""
    kind: str
    """Word above the heading."""
    notice: str = field(metadata=NOT_CONTENT)
    """What the page is not, how much it covers, and as of when."""
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
    no_doses: str = field(metadata=NOT_CONTENT)
    """What to say where no dose is shown."""
    dosing: tuple[ClaimView, ...]
    safety: tuple[ClaimView, ...]
    no_harms: str = field(metadata=NOT_CONTENT)
    """What to say where no claim on safety is shown."""
    warnings: tuple[WarningRow, ...]
    warnings_source: str
    conflicts: tuple[ClaimView, ...]
    """Claims that refute or leave open, shown again by reference."""
    differing: tuple[DifferenceView, ...]
    """Known studies that say otherwise than claims of the page."""
    gap_claims: tuple[ClaimView, ...]
    """Gaps that the papers themselves name."""
    known_studies: tuple[KnownStudyRow, ...]
    positions: tuple[PositionRow, ...]
    context: tuple[ClaimGroup, ...]
    """Mechanism and background, not counted as evidence; and efficacy that is said of a wider subject."""
    unappraised: tuple[Unappraised, ...]
    references: tuple[Reference, ...]
    body: str
    """People's Markdown."""
    provenance: Provenance
    empty: str = field(metadata=NOT_CONTENT)
    """What to do where no paper counts, as Markdown."""
    years: Years | None = field(kw_only=True, default=None, metadata=NOT_CONTENT)
    """The studies by year; None where there is nothing to compare, as in all charts."""
    by_design: Bars | None = field(kw_only=True, default=None, metadata=NOT_CONTENT)
    """Patients by the design of their papers."""
    partly: tuple[str, ...] = field(kw_only=True, default=())
    """Sentences that say what is shown of how much, where it is not all."""
    shelves: tuple[Row, ...] = field(kw_only=True, default=())
    """The pages that hold everything, by year."""


@dataclass(frozen=True, slots=True)
class PaperView(View):
    """One paper."""

    template: ClassVar[str] = "paper.html"
    paper_id: str
    kind: str
    authors: tuple[AuthorView, ...]
    authors_more: bool
    affiliations: tuple[str, ...] = field(metadata=ON_PAGE)
    published: str
    """Journal, year, volume and pages."""
    dates: tuple[str, ...]
    links: tuple[Link, ...]
    retracted: bool
    relations: tuple[Link, ...]
    appraised: bool
    facts: tuple[Fact, ...]
    text: tuple[MarkedSection, ...] = field(metadata=ON_PAGE)
    """The text with quotes marked; empty where the edition does not show it."""
    text_shown: str = field(metadata=ON_PAGE)
    """How much of the stored text the edition shows: `full`, `quotes` or `link`."""
    text_title: str = field(metadata=ON_PAGE)
    numbers: Mapping[str, int] = field(metadata=ON_PAGE)
    """Number of each claim, by its id, as the marks show it."""
    claims: tuple[ClaimGroup, ...]
    patients: tuple[PatientRow, ...]
    items: tuple[Item, ...]
    """What the paper reports of its patients' treatment."""
    doses: tuple[DoseRow, ...]
    left_out: tuple[tuple[str, str], ...] = field(metadata=ON_PAGE)
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
    proposals: tuple[Item, ...] = field(kw_only=True, default=())
    """What a program proposes about a paper that nobody has appraised; never a direction."""
    places: Places | None = field(kw_only=True, default=None, metadata=AROUND)
    """Where the claims stand in the text."""


@dataclass(frozen=True, slots=True)
class IndexView(View):
    """A list of all diseases, indications or papers."""

    template: ClassVar[str] = "index.html"
    intro: str
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    empty: str
    """What to do where there is nothing yet, as Markdown."""
    years: Years | None = field(kw_only=True, default=None, metadata=NOT_CONTENT)
    """Papers by year, on the list of papers."""
    shelves: tuple[Row, ...] = field(kw_only=True, default=())
    """The pages that hold all, by year, where they are too many for one page."""


@dataclass(frozen=True, slots=True)
class LabelStatusView(View):
    """Label status of all diseases."""

    template: ClassVar[str] = "label-status.html"
    rows: tuple[LabelRowView, ...]
    statements: tuple[ClaimView, ...]
    """What papers state about licensing."""
    empty: str = field(metadata=NOT_CONTENT)
    """What to do where there is nothing to show, as Markdown."""
    partly: str = field(kw_only=True, default="")
    """What is shown of how much, where it is not all, as in all tables."""
    by_disease: tuple[Row, ...] = field(kw_only=True, default=())
    """Where all of it stands."""


@dataclass(frozen=True, slots=True)
class DosesView(View):
    """Doses as reported, across diseases."""

    template: ClassVar[str] = "doses.html"
    rows: tuple[DoseRow, ...]
    claims: tuple[ClaimView, ...]
    scales: tuple[DoseScale, ...] = field(kw_only=True, default=(), metadata=NOT_CONTENT)
    """Amounts that can be read in one way only, a scale for each unit."""
    off_scale: tuple[str, ...] = field(kw_only=True, default=(), metadata=NOT_CONTENT)
    """The other doses, as written."""
    off_scale_all: int | None = field(kw_only=True, default=None, metadata=NOT_CONTENT)
    """How many these are, where not all are shown."""
    empty: str = field(metadata=NOT_CONTENT)
    """What to do where there is nothing to show, as Markdown."""
    partly: str = field(kw_only=True, default="")
    by_disease: tuple[Row, ...] = field(kw_only=True, default=())


@dataclass(frozen=True, slots=True)
class SafetyView(View):
    """What papers report on safety, across diseases, and the class warnings apart."""

    template: ClassVar[str] = "safety.html"
    claims: tuple[ClaimView, ...]
    warnings: tuple[WarningRow, ...]
    warnings_source: str
    empty: str = field(metadata=NOT_CONTENT)
    """What to do where there is nothing to show, as Markdown."""
    partly: str = field(kw_only=True, default="")
    by_disease: tuple[Row, ...] = field(kw_only=True, default=())


@dataclass(frozen=True, slots=True)
class DataView(View):
    """What can be downloaded, with its fields explained."""

    template: ClassVar[str] = "data.html"
    downloads: tuple[tuple[Link, str], ...]
    """A file and what it holds."""
    schemas: tuple[Link, ...]
    fields: tuple[tuple[str, str], ...]
    """The columns of the table of claims and what they mean."""
    samples: tuple[Link, ...]
    """Twins of pages, as examples."""


@dataclass(frozen=True, slots=True)
class HomeView(View):
    """The first page."""

    template: ClassVar[str] = "home.html"
    facts: tuple[Fact, ...]
    map: EvidenceMap | None
    """None where there is too little to compare."""
    diseases: tuple[Row, ...]
    newest: tuple[Row, ...]
    awaiting: int
    """Papers that wait for an appraisal."""
    no_diseases: str = field(metadata=NOT_CONTENT)
    """What to do where there are none yet, as Markdown."""
    no_papers: str = field(metadata=NOT_CONTENT)


@dataclass(frozen=True, slots=True)
class GlossaryView(View):
    """What the words of the site mean."""

    template: ClassVar[str] = "glossary.html"
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class ProseView(View):
    """Running text: methods, about."""

    template: ClassVar[str] = "prose.html"
    body: str


@dataclass(frozen=True, slots=True)
class NotFoundView(View):
    """What the server shows for an address that is not there; served at any depth."""

    template: ClassVar[str] = "404.html"
