"""The pieces that pages are made of, as plain data. Addresses within the site begin with a slash."""

from dataclasses import dataclass, field
from typing import Literal

from generator.plain import NOT_CONTENT, ON_PAGE

Standing = Literal["comparison-group", "uncontrolled", "review-synthesis", "authors-conclusion", "background"]
"""How far the words of a claim carry; also the word of the glossary that explains it."""


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
    review: str
    """How many of the appraisals were clinically reviewed, as a sentence."""
    terms: tuple[str, ...] = ()
    """Words that the glossary of the edition explains, by their ids."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A computed figure with what it counts."""

    value: str
    label: str
    link: Link | None = None
    term: str = field(default="", metadata=NOT_CONTENT)
    """The word of the glossary that explains the label, if one does."""


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
    symbol: str = field(metadata=ON_PAGE)
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
    pubmed: str | None = field(metadata=ON_PAGE)
    """The quote's place at PubMed."""
    retells: Link | None
    """The study whose result the claim retells: a known one, or a paper of the collection."""
    retells_appraised: bool
    """Whether that study is a paper of the collection with an appraisal of its own."""
    differences: tuple[DifferenceView, ...]
    content: str
    """What was read: `abstract` or `full text`."""
    said_of: str | None
    """The group, or the disease of an indication, that the claim speaks about as a whole."""
    standing: Standing = field(metadata=NOT_CONTENT)


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
class MovedPlace:
    """A place that a page no longer has, and where to find it now."""

    anchor: str
    said: str
    link: Link


@dataclass(frozen=True, slots=True)
class Meta:
    """A tag of a page's head."""

    attribute: str
    """`name` or `property`."""
    key: str
    content: str


@dataclass(frozen=True, slots=True)
class Head:
    """What machines read in a page's head."""

    json_ld: str = "{}"
    """Safe inside a script element."""
    tags: tuple[Meta, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperCitation:
    """How the paper of a page is cited, and what else `cite.js` needs to cite it and its claims."""

    text: str
    """In the Vancouver form, with its numbers."""
    key: str
    """Its name in a bibliography."""
    label: str
    """Its short name."""
    numbers: str
    """The identifiers by which programs know it; empty where it has none."""
    more_authors: bool
    """Whether the source names only the first authors."""
    pages: str
    """Its pages where they are more than a first and a last; otherwise empty."""


@dataclass(frozen=True, slots=True)
class CitationView:
    """How a page is cited."""

    chart: str
    """A line to paste into a chart."""
    page: str
    """In the Vancouver form."""
    key: str
    """Its name in a bibliography."""
    as_of: str
    """ISO 8601."""
    content_hash: str
    paper: PaperCitation | None = None
    """The paper itself, on its page."""


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author with the numbers of their addresses."""

    name: str
    marks: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of an index."""

    link: Link
    also: str
    """Other names, or the journal."""
    facts: tuple[str, ...]
    children: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TermView:
    """A word and what it means."""

    anchor: str
    name: str
    means: str
    source: Link
    """Whose rule it is; without text where it is this site's own."""
