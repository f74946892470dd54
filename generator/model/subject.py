"""What papers are about: diseases, groups of them, and their indications."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from generator.model.fields import Slug, Strict, Words


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
