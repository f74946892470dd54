"""The tags of RIS that are read, by what they mean; the first that a record has is taken.

Sources: the tag table of RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), and what the programs that write it put
into the tags which that leaves open. `ET` and `U3`, which hold dates of entry, are not read; neither is `ST`, a short
title, nor `N1`, notes, except for identifiers that name themselves.
"""

from dataclasses import dataclass

TITLE = ("TI", "T1", "CT", "BT")
AUTHORS = (("AU", "A1"), ("A2",))
"""Primary authors; the secondary ones, editors for the most part, only where there are no others."""
ABSTRACT = ("AB", "N2")
JOURNAL = ("JA", "J2", "JO", "T2", "JF", "J1")
"""Abbreviations before full titles: Zotero and Scopus have them in J2, EndNote in J2 or T2, Embase in JO."""
DATE = ("PY", "Y1", "DA")
"""The year is that of the first; the others add a month and a day. EndNote's DA lacks the year (`Nov 4`)."""
VOLUME = ("VL",)
ISSUE = ("IS", "CP")
ARTICLE_NUMBER = "C7"
KEYWORDS = "KW"
LANGUAGE = "LA"
ADDRESS = "UR"
DOI = ("DO", "M3", "UR", "L2", "L3", "LK")

NO_JOURNAL = frozenset({"BOOK", "CHAP", "EBOOK", "ECHAP", "EDBOOK", "ELEC", "RPRT", "THES", "WEB"})
"""Types of reference whose secondary title is that of a book, a series or a site."""

DATABASE = ("DB", "DP")
"""Name of the database; EndNote's DP has its provider, `NLM` for PubMed."""
NAMED_IDS = ("AN", "ID", "N1", "M1", "M2", "M3", "C1", "C2", "C5", "C6", "C7", "C8", "U1", "U2", "U3", "U4", "U5")
"""Tags that may hold an identifier which says what it is: `PMID: 99000001`, `99000001[pmid]`, `PMC9900001`."""


@dataclass(frozen=True, slots=True)
class BarePmid:
    """A tag whose bare number is a PMID in the records of one database."""

    tag: str
    words: tuple[str, ...]
    """All of them stand in the names of the record's databases."""


BARE_PMIDS = (
    BarePmid("AN", ("pubmed",)),
    BarePmid("AN", ("medline",)),
    BarePmid("AN", ("nlm",)),
    BarePmid("ID", ("ovid medline",)),
    BarePmid("C2", ("scopus",)),
    BarePmid("C5", ("embase", "medline")),
)
"""PubMed's own service, EndNote, EBSCO and Ovid have it in AN, Ovid in ID too, Scopus in C2. Embase has it in C5 for
the records that it shares with MEDLINE; its AN is a number of its own."""
OWN_NUMBERS = "embase"
"""Where a database is so named, AN and ID are its own."""
