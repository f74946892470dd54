"""What the lines of a PubMed page are, told from the page's own fixed words.

A copied page mixes the record with the page's furniture: banners, buttons, headings, menus. The tables here are all
that is known of it; a line that they do not name is the record's.
"""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"^[•·◦▪●*–-]\s+")

BANNERS = frozenset(
    {
        "skip to main page content",
        "an official website of the united states government",
        "the .gov means it's official.",
        "the site is secure.",
        "pubmed disclaimer",
        "choose destination",
        "pubmed commons",
        "pubmed commons home",
        "linkout - more resources",
    }
)
"""Lines that no other document has: one of them makes a text a PubMed page."""
_BANNER_STARTS = ("access keys ncbi", "federal government websites often end", "the https:// ensures that you are")

HEADINGS = {
    "abstract": "abstract",
    "affiliations": "affiliations",
    "affiliation": "affiliations",
    "author information": "affiliations",
    "publication types": "types",
    "publication type": "types",
    "mesh terms": "mesh",
    "keywords": "keywords",
    "comment in": "relation",
    "comment on": "relation",
    "erratum in": "relation",
    "erratum for": "relation",
    "retraction in": "relation",
    "retraction of": "relation",
    "expression of concern in": "relation",
    "republished in": "relation",
    "republished from": "relation",
    "corrected and republished in": "relation",
    "corrected and republished from": "relation",
    "update in": "relation",
    "update of": "relation",
    "summary for patients in": "relation",
    "substances": "other",
    "supplementary concepts": "other",
    "conflict of interest statement": "other",
    "figures": "other",
    "similar articles": "other",
    "cited by": "other",
    "references": "other",
    "related information": "other",
    "grants and funding": "other",
    "grant support": "other",
    "associated data": "other",
    "secondary source id": "other",
    "personal name as subject": "other",
    "full text sources": "other",
    "other literature sources": "other",
    "full text links": "other",
    "medical": "other",
    "research materials": "other",
    "miscellaneous": "other",
    "images from this publication": "other",
    "publication types, mesh terms": "other",
    "publication types, mesh terms, substances": "other",
    "pubmed disclaimer": "other",
    "pubmed commons": "other",
    "pubmed commons home": "other",
    "linkout - more resources": "other",
    "[indexed for medline]": "other",
    "[pubmed - indexed for medline]": "other",
}
"""Headings by their lower-case words, and what stands below them."""

_BUTTON_WORDS = """
account; account settings; actions; add to clipboard; add to collections; add to search; advanced; advertisement;
citation manager; cite; clipboard; close; collapse; collections; copy; dashboard; display options; dot gov; e-mail;
email; expand; favorites; feedback; file; format; format: abstract; free article; free pmc article; free text; full
text; help; here's how you know; how to; https; images from this publication.; item in clipboard; loading ...;
loading...; log in; log out; logged in as:; main content; main navigation; my bibliography; myncbi homepage; national
center for biotechnology information; national institutes of health; national library of medicine; ncbi homepage; no
abstract available; no abstract available.; order; page navigation; permalink; pmid; publications; pubmed; pubmed.gov;
resources; save; search; search in mesh; search in nlm catalog; search in pubmed; search: search; see all images; send
to; share; show account info; sign in to ncbi; summary; summary (text); title & authors; u.s. flag; us national
library of medicine; user guide; username
"""
_BUTTONS = frozenset(" ".join(_BUTTON_WORDS.split()).split("; "))
_FURNITURE = re.compile(r"icon for .+|how to join pubmed commons.*|(?:https?://|www\.)\S+")

_TYPE_NAMES = """
Address; Autobiography; Bibliography; Biography; Case Reports; Classical Article; Clinical Conference; Clinical Study;
Clinical Trial; Clinical Trial Protocol; Clinical Trial, Phase I; Clinical Trial, Phase II; Clinical Trial, Phase III;
Clinical Trial, Phase IV; Comment; Comparative Study; Congress; Consensus Development Conference; Consensus
Development Conference, NIH; Controlled Clinical Trial; Corrected and Republished Article; Editorial; English
Abstract; Equivalence Trial; Evaluation Study; Expression of Concern; Festschrift; Guideline; Historical Article;
Interview; Introductory Journal Article; Journal Article; Lecture; Legal Case; Letter; Meta-Analysis; Multicenter
Study; News; Observational Study; Observational Study, Veterinary; Overall; Patient Education Handout; Personal
Narrative; Practice Guideline; Pragmatic Clinical Trial; Preprint; Published Erratum; Randomized Controlled Trial;
Retracted Publication; Retraction of Publication; Review; Scientific Integrity Review; Scoping Review; Systematic
Review; Technical Report; Twin Study; Validation Study; Video-Audio Media; Research Support, N.I.H., Extramural;
Research Support, N.I.H., Intramural; Research Support, Non-U.S. Gov't; Research Support, U.S. Gov't, Non-P.H.S.;
Research Support, U.S. Gov't, P.H.S.
"""
PUBLICATION_TYPES = {name.casefold(): name for name in " ".join(_TYPE_NAMES.split()).split("; ")}
"""MEDLINE's publication types, by their lower-case words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page that is not blank."""

    number: int
    text: str
    """Without its bullet, with single spaces."""
    raw: str
    """As the source has it, but for spaces at its ends."""
    bullet: bool = False
    after_blank: bool = False

    @property
    def key(self) -> str:
        return self.text.casefold().replace("’", "'").rstrip(":")

    @property
    def heading(self) -> str | None:
        """What stands below this line, if it is a heading of the page."""
        return HEADINGS.get(self.key)

    @property
    def is_furniture(self) -> bool:
        """Whether the line is a button, a banner or an empty promise of the page."""
        key = self.key
        if key in BANNERS or key in _BUTTONS or key.startswith(_BANNER_STARTS):
            return True
        return _FURNITURE.fullmatch(key) is not None

    @property
    def publication_type(self) -> str | None:
        """MEDLINE's spelling of the publication type that the line names."""
        return PUBLICATION_TYPES.get(self.key)


def lines(text: str) -> list[Line]:
    """The lines of a page that are not blank, numbered from 1."""
    found: list[Line] = []
    blank = True
    for number, raw in enumerate(text.split("\n"), start=1):
        plain = " ".join(raw.split())
        if plain and plain not in "•·*-":
            bullet = _BULLET.match(plain) is not None
            found.append(Line(number, _BULLET.sub("", plain), raw.strip(), bullet, blank))
        blank = not plain
    return found


def begins_heading(text: str) -> bool:
    """Whether a text is the beginning of a heading, as in a page that was cut after `Publicat`."""
    key = text.casefold()
    return len(key) > 3 and any(heading.startswith(key) for heading in HEADINGS)
