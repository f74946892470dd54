"""The tables that span diseases: known studies, label status, positions, class warnings, redirects."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Address, Design, Direction, Http, PartialDate, Slug, Strict, Subject, Words


class Difference(Strict):
    """Where a known study says otherwise than claims of the collection."""

    about: Subject
    contradicts: Direction = "supports"
    """Direction of the claims that it stands beside."""
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

    old: Address
    """A page, or a place of a page (`/papers/1/#claim`), which then stays on that page as a note with a link."""
    new: Address
    """A page, or the place of a claim."""


class Redirects(Strict):
    """`content/redirects.yaml`."""

    redirects: tuple[Redirect, ...]
