"""One made-up publication as five formats hand it out."""

PMID, DOI = "99000701", "10.5555/jim.2021.7"
TITLE = "Imaginary serum for invented fever in nine absent patients"
TEXT = (
    "Made-up record for a test. Nine absent patients were given imaginary serum, 2 g/kg a month, for half a year. "
    "Seven of the nine had no fever before and none afterwards. Nothing follows from it."
)


def xml(*, pmid: str = PMID, title: str = TITLE, text: str = TEXT, volume: str = "12", more: str = "") -> str:
    """PubMed XML; `more` is set into `MedlineCitation`."""
    abstract = f"<Abstract><AbstractText>{text}</AbstractText></Abstract>" if text else ""
    return f"""<?xml version="1.0" ?>
<PubmedArticleSet>
<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><Volume>{volume}</Volume><Issue>3</Issue>
<PubDate><Year>2021</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>Journal of invented medicine</Title><ISOAbbreviation>J Invent Med</ISOAbbreviation></Journal>
<ArticleTitle>{title}.</ArticleTitle><Pagination><MedlinePgn>210-9</MedlinePgn></Pagination>{abstract}
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Dolor</LastName><ForeName>Delia</ForeName>
<Initials>D</Initials></Author><Author ValidYN="Y"><LastName>Sit</LastName><ForeName>Ezra B</ForeName>
<Initials>EB</Initials></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
<MedlineJournalInfo><MedlineTA>J Invent Med</MedlineTA></MedlineJournalInfo>{more}</MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>
</PubmedArticleSet>
"""


def medline(*, volume: str = "12", text: str = TEXT) -> str:
    """What PubMed's "Send to: Citation manager" stores."""
    return f"""
PMID- {PMID}
OWN - NLM
STAT- MEDLINE
VI  - {volume}
IP  - 3
DP  - 2021 Mar
TI  - {TITLE}.
PG  - 210-9
LID - {DOI} [doi]
AB  - {text}
FAU - Dolor, Delia
AU  - Dolor D
FAU - Sit, Ezra B
AU  - Sit EB
LA  - eng
PT  - Journal Article
MH  - Fever/*therapy
TA  - J Invent Med
SO  - J Invent Med. 2021 Mar;12(3):210-9. doi: {DOI}.
"""


def cache(*, text: str = TEXT) -> str:
    """A file of a reference cache, without a PMID and without a DOI: the title, the year and the author tell."""
    return f"""---
reference_id: "URL:https://nowhere.example/7"
title: {TITLE}.
authors:
- Dolor D
- Sit EB
journal: J Invent Med
year: '2021'
content_type: abstract_only
---

# {TITLE}.
**Authors:** Dolor D, Sit EB
**Journal:** J Invent Med (2021)

## Content

{text}
"""


def page() -> str:
    """A copied PubMed page."""
    return f"""Review
. 2021 Mar;12(3):210-9.
 doi: {DOI}.

{TITLE}

Delia Dolor 1, Ezra B Sit

Affiliations
  • PMID: {PMID}
  • DOI: {DOI}

Abstract

{TEXT}
"""


def ris() -> str:
    """What a reference manager exports; it knows the DOI alone."""
    return f"""TY  - JOUR
TI  - {TITLE}
AU  - Dolor, Delia
AU  - Sit, Ezra B.
T2  - Journal of invented medicine
AB  - {TEXT}
PY  - 2021
DO  - {DOI.upper()}
VL  - 12
IS  - 3
SP  - 210
EP  - 219
ER  -
"""
