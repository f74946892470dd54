"""An edition's settings, its drug, and its pages of running text."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.model.fields import Http, Strict, Words


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
    other_drugs: tuple[Words, ...] = ()
    """Drugs that papers name beside it or that have its name in theirs, as papers write them; a dose next to one of
    them is not this drug's. Common drugs are known without this."""
    mesh: tuple[str, ...] = ()
    least_mg_per_kg: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    """Doses below it, in mg/kg, are flagged as a slip of the unit and shown as written."""


class Prose(Strict):
    """A page of running text, such as methods or about."""

    title: Words
    description: Words
