"""What sources say of a publication, and what a program proposes about it; written by `normalize` only."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.model.fields import Design, PaperId, PartialDate, SeedPath, Slug, Strict, Words

FULL_TEXT = "Full text"
"""Heading that a reader puts between the abstract and a full text that follows it without a heading of its own."""


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

    seed: SeedPath
    """Path of the seed below `seeds/`."""
    format: Words
    """Name of the reader that recognised it."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the seed's bytes."""
    content: Literal["abstract", "full-text", "none"]
    """How much of the publication's text the seed holds."""


class Disagreement(Strict):
    """What one source of a paper says otherwise than the source that is followed."""

    field: Words
    """Name of the paper's field, or `text`."""
    value: Words
    """What that source says; of a text, its first words."""
    seed: Words


class Section(Strict):
    """A stretch of a paper's text under one heading."""

    heading: str | None
    paragraphs: tuple[str, ...]


class Paper(Strict):
    """One publication, as its sources describe it; written by `normalize` only."""

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
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """The seeds it was read from; the first is the one that the text is from."""
    disagreements: tuple[Disagreement, ...] = ()
    """What other sources say otherwise."""
    repairs: tuple[str, ...]
    """Each change made to the sources' characters, `what → what`."""
    copyright: str | None
    digest: str
    """Digest of this file's own text, by which a hand edit is recognised."""
    sections: tuple[Section, ...] = ()
    """The body: the source's own text."""

    @property
    def source(self) -> Source:
        """The seed that the text is from."""
        return self.sources[0]

    @cached_property
    def text(self) -> str:
        """The stored text that quotes are checked against: all paragraphs, one a line."""
        return "\n".join(p for s in self.sections for p in s.paragraphs)


class Mention(Strict):
    """A disease that a program found in a paper, and the words it was found by."""

    disease: Slug
    mentions: tuple[Words, ...]


class Naming(Strict):
    """How a paper names the drug, and what it did with it."""

    spelling: Words | None
    """As the paper first writes it; null where it does not name it."""
    use: Literal["given", "compared", "planned", "mentioned"] | None
    quote: Words | None
    """The sentence that says so."""


class Guess(Strict):
    """A study design that a program proposes, and what it is read from."""

    value: Design
    basis: Words | None
    """`MEDLINE`, `title` or `text`, and the words it rests on."""


class Count(Strict):
    """A number of patients that a program proposes, and the words that state it."""

    value: int | None
    quote: Words | None
    """Null where the number stands in the title or follows from the design alone."""
    planned: bool = False
    """Whether the patients were still to be found, as in a protocol."""


class Detected(Strict):
    """What a program proposes about one paper; never an appraisal, never counted."""

    id: PaperId
    diseases: tuple[Mention, ...]
    """The diseases it seems to be about, not all that it names."""
    intervention: Naming
    design: Guess
    patients: Count
    doses: tuple[str, ...]
    """Doses of the drug, verbatim."""
    key_sentence: str | None
    """The sentence that best says what the drug did, whatever its direction; verbatim."""
    label_statement: str | None
    digest: str
    """Digest of this file's own text, by which a hand edit is recognised."""
