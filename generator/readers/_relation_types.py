"""Ties between publications: MEDLINE's names for them, and the words that PubMed shows."""

import re

CITES = "Cites"
"""A reference of the paper; no tie that PubMed shows."""

_WORDS = """
CommentIn: Comment in; CommentOn: Comment on; CorrectedandRepublishedIn: Corrected and republished in;
CorrectedandRepublishedFrom: Corrected and republished from; ErratumIn: Erratum in; ErratumFor: Erratum for;
ExpressionOfConcernIn: Expression of concern in; ExpressionOfConcernFor: Expression of concern for; OriginalReportIn:
Original report in; PartialRetractionIn: Partial retraction in; PartialRetractionOf: Partial retraction of; ReprintIn:
Reprint in; ReprintOf: Reprint of; RepublishedIn: Republished in; RepublishedFrom: Republished from;
RetractedandRepublishedIn: Retracted and republished in; RetractedandRepublishedFrom: Retracted and republished from;
RetractionIn: Retraction in; RetractionOf: Retraction of; SummaryForPatientsIn: Summary for patients in; UpdateIn:
Update in; UpdateOf: Update of; AssociatedDataset: Associated dataset; AssociatedPublication: Associated publication
"""
_BY_NAME = {name: words for name, _, words in (entry.partition(": ") for entry in " ".join(_WORDS.split()).split("; "))}
"""`RefType` of PubMed's DTD: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/att-RefType.html"""
_BY_KEY = {words.casefold(): words for words in _BY_NAME.values()}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words_of(ref_type: str) -> str:
    """PubMed's words for a `RefType`; one that is not known yet is taken apart at its capitals."""
    return _BY_NAME.get(ref_type) or _HUMP.sub(" ", ref_type).capitalize()


def known_words(heading: str) -> str | None:
    """PubMed's words for a tie, if the heading is one."""
    return _BY_KEY.get(" ".join(heading.split()).rstrip(":").casefold())
