"""What the content files say, as plain values.

Each class mirrors one kind of content file; a field's docstring is the definition that editors show and that the
site's methods page follows. Content is read as strings and validated here, so `2008` stays a year and `no` a word.
"""

from generator.model.appraisal import Appraisal, Claim, Dose, LeftOut, PatientGroup, Reported
from generator.model.corpus import Corpus, Location, Page
from generator.model.edition import Intervention, Prose, Site
from generator.model.fields import (
    DIRECTED_ROLES,
    Design,
    Direction,
    Http,
    PaperId,
    PartialDate,
    Role,
    Slug,
    Strict,
    Subject,
    Topic,
    Words,
)
from generator.model.paper import Author, Count, Detected, Guess, Mention, Naming, Paper, Relation, Section, Source
from generator.model.subject import Disease, Identifiers, Indication
from generator.model.tables import (
    ClassWarning,
    Difference,
    KnownStudies,
    KnownStudy,
    LabelRow,
    LabelStatus,
    Position,
    Positions,
    Redirect,
    Redirects,
    Safety,
)

__all__ = [
    "DIRECTED_ROLES",
    "Appraisal",
    "Author",
    "Claim",
    "ClassWarning",
    "Corpus",
    "Count",
    "Design",
    "Detected",
    "Difference",
    "Direction",
    "Disease",
    "Dose",
    "Guess",
    "Http",
    "Identifiers",
    "Indication",
    "Intervention",
    "KnownStudies",
    "KnownStudy",
    "LabelRow",
    "LabelStatus",
    "LeftOut",
    "Location",
    "Mention",
    "Naming",
    "Page",
    "Paper",
    "PaperId",
    "PartialDate",
    "PatientGroup",
    "Position",
    "Positions",
    "Prose",
    "Redirect",
    "Redirects",
    "Relation",
    "Reported",
    "Role",
    "Safety",
    "Section",
    "Site",
    "Slug",
    "Source",
    "Strict",
    "Subject",
    "Topic",
    "Words",
]
