"""The shapes that fields of content files share: names, dates, addresses and the controlled lists."""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 80
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=SLUG_LENGTH)]
PaperId = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,8}|(doi|sha)-[a-z0-9]+(-[a-z0-9]+)*)$")]
Subject = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Http = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
SeedPath = Annotated[str, StringConstraints(pattern=r"^([^./\x00][^/\x00]*/)*[^./\x00][^/\x00]*$", max_length=1000)]
"""The path of a document below `seeds/`: no part of it begins with a dot, so that it cannot lead out of the folder."""
Address = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9][a-z0-9_.-]*/)*(#[A-Za-z0-9_-]+)?$", max_length=300)]
"""A page of the site, which ends in a slash, or a place of one."""

PATTERNS = {
    SLUG: "small letters and digits, joined by dashes, as in systemic-inflammation",
    r"^([1-9][0-9]{0,8}|(doi|sha)-[a-z0-9]+(-[a-z0-9]+)*)$": "a PMID, or doi-… or sha-… for a paper without one",
    r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$": "a disease, or disease/indication, as their files are named",
    r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$": "a date such as 2019, 2019-02 or 2019-02-28",
    r"\S": "some words",
    r"^https?://[^\s<>\"]+$": "a whole address that begins with https:// or http://",
    r"^https?://[^\s?#]+/$": "a whole address that begins with https:// and ends in a slash",
    r"^([^./\x00][^/\x00]*/)*[^./\x00][^/\x00]*$": "the path of a document below seeds/",
    r"^[1-9][0-9]{0,8}$": "a PMID, digits only",
    r"^[0-9]{4}$": "a year of four digits",
    r"^MONDO:[0-9]{7}$": "a Mondo code such as MONDO:0005100",
    r"^[CD][0-9]{6,9}$": "a MeSH code such as D012595",
    r"^[0-9]+$": "digits only",
    r"^DOID:[0-9]+$": "a Disease Ontology code such as DOID:418",
    r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$": "an ICD-10-CM code such as M34 or M31.3",
}
"""What a pattern asks for, in words for people; any other pattern is shown as it is."""

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


def is_slug(name: str) -> bool:
    """Whether a name can be a part of an address."""
    return len(name) <= SLUG_LENGTH and re.fullmatch(SLUG, name) is not None


def doi_id(doi: str) -> str:
    """The id of a paper that is known by its DOI alone; it can be part of an address."""
    return "doi-" + re.sub(r"[^a-z0-9]+", "-", doi.lower()).strip("-")


class Strict(BaseModel):
    """A value read from a content file: unknown keys are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    def __copy__(self) -> Self:
        """A copy, to be given other fields, without what was worked out of these."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied
