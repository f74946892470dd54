"""The tags of MEDLINE's format: which there are, and what those for ties between publications mean.

Source: PubMed's help, https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format, and for tags that are no longer given (`DA`,
`PUBM`, `UI`, `PRIN`, `PROF` and others) https://www.nlm.nih.gov/bsd/mms/medlineelements.html. `ISSN` is ERIC's.
"""

_TAGS = """
AB AD AID AU AUID BTI CI CIN CN COI COIS CON CP CRDT CRF CRI CTDT CTI DA DCOM DDIN DEP DP DRDT DRIN ECF ECI ED EDAT EFR
EIN EN FAU FED FIR FPS GN GR GS IP IR IRAD IS ISBN ISSN JC JID JT LA LID LR MH MHDA MID NM OAB OABL OCI OID ORI OT OTO
OWN PB PG PHST PL PMC PMCR PMID PRIN PROF PS PST PT PUBM RF RIN RN ROF RPF RPI RRF RRI SB SFM SI SO SPIN STAT TA TI TT
UI UIN UOF VI VTI
"""
TAGS = frozenset(_TAGS.split())

FIRST = ("PMID", "OWN", "STAT", "PMC", "PMCR", "UI", "BTI", "CTI")
"""Tags that records begin with: PubMed's with the first, ERIC's with the second, PubMed Central's with the fourth."""

RELATIONS = {
    "CIN": "Comment in",
    "CON": "Comment on",
    "CRF": "Corrected and republished from",
    "CRI": "Corrected and republished in",
    "DDIN": "Dataset described in",
    "DRIN": "Dataset use reported in",
    "ECF": "Expression of concern for",
    "ECI": "Expression of concern in",
    "EFR": "Erratum for",
    "EIN": "Erratum in",
    "ORI": "Original report in",
    "PRIN": "Partial retraction in",
    "PROF": "Partial retraction of",
    "RIN": "Retraction in",
    "ROF": "Retraction of",
    "RPF": "Republished from",
    "RPI": "Republished in",
    "RRF": "Retracted and republished from",
    "RRI": "Retracted and republished in",
    "SPIN": "Summary for patients in",
    "UIN": "Update in",
    "UOF": "Update of",
}
"""PubMed's words for a tie to another publication."""
