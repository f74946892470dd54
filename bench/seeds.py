"""The made-up studies as PubMed would give them: files of a few hundred records each, as `fetch` stores them."""

from random import Random
from xml.sax.saxutils import escape

from bench import words
from bench.studies import Study
from bench.texts import Text
from generator.model import Design

RECORDS = 200
"""In one file."""
HEAD = '<?xml version="1.0" ?>\n<PubmedArticleSet>\n'
TAIL = "</PubmedArticleSet>\n"
_TYPES: dict[Design, str] = {
    "case-report": "Case Reports",
    "randomized-trial": "Randomized Controlled Trial",
    "non-randomized-trial": "Clinical Trial",
    "systematic-review": "Systematic Review",
    "narrative-review": "Review",
    "guideline": "Practice Guideline",
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_JOURNALS = ("J Invent Med", "Fictive Rheumatol", "Ann Made Up Med", "Nowhere Med J", "Utop Clin Rep")
_HEADINGS = ("Humans", "Female", "Male", "Adult", "Treatment Outcome")


def name(file: int) -> str:
    """Name of a file below `seeds/`."""
    return f"made-up-{file:04d}.xml"


def record(seed: int, study: Study, text: Text | None) -> str:
    """One study as a record of PubMed's XML."""
    chance = Random(f"record {seed} {study.number}")
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{study.pmid}</PMID>'
        f'<Article PubModel="Print">{_journal(chance, study)}'
        f"<ArticleTitle>{escape(title(chance, study))}</ArticleTitle>"
        f'<ELocationID EIdType="doi" ValidYN="Y">10.5555/made-up.{study.number}</ELocationID>'
        f"{_abstract(text)}{_authors(chance)}<Language>eng</Language>{_types(study)}</Article>"
        f"{_corrections(study)}{_mesh(chance, study)}</MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{study.pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>\n'
    )


def title(chance: Random, study: Study) -> str:
    """A title that no other study has."""
    design = study.design.replace("-", " ")
    kind = f"{words.word(chance)} {words.word(chance)}"
    return f"{words.DRUG} for {study.subject.name}: a made-up {design} of the {kind} kind, number {study.number}."


def _journal(chance: Random, study: Study) -> str:
    return (
        f"<Journal><JournalIssue><Volume>{chance.randrange(1, 300)}</Volume><Issue>{chance.randrange(1, 12)}</Issue>"
        f"<PubDate><Year>{study.year}</Year><Month>{chance.choice(_MONTHS)}</Month></PubDate></JournalIssue>"
        f"<ISOAbbreviation>{chance.choice(_JOURNALS)}</ISOAbbreviation></Journal>"
        f"<Pagination><MedlinePgn>{chance.randrange(1, 2000)}-{chance.randrange(1, 9)}</MedlinePgn></Pagination>"
    )


def _abstract(text: Text | None) -> str:
    if text is None:
        return ""
    parts = (
        f'<AbstractText Label="{heading}">{escape(said)}</AbstractText>'
        if heading
        else f"<AbstractText>{escape(said)}</AbstractText>"
        for heading, said in text.sections()
    )
    return f"<Abstract>{''.join(parts)}</Abstract>"


def _authors(chance: Random) -> str:
    found = dict.fromkeys(words.author(chance) for _ in range(chance.randrange(2, 9)))
    people = (
        f'<Author ValidYN="Y"><LastName>{surname}</LastName><Initials>{initials}</Initials><AffiliationInfo>'
        f"<Affiliation>Department of {words.word(chance)} medicine, University of Nowhere {chance.randrange(1, 99)}, "
        "Utopia.</Affiliation></AffiliationInfo></Author>"
        for surname, initials in found
    )
    return f'<AuthorList CompleteYN="Y">{"".join(people)}</AuthorList>'


def _types(study: Study) -> str:
    found = ["Journal Article", *([_TYPES[study.design]] if study.design in _TYPES else [])]
    found += ["Retracted Publication"] if study.retracted else []
    types = "".join(f'<PublicationType UI="D000000">{each}</PublicationType>' for each in found)
    return f"<PublicationTypeList>{types}</PublicationTypeList>"


def _corrections(study: Study) -> str:
    if not study.retracted:
        return ""
    source = f"<RefSource>Nowhere Med J. {study.year};1:1</RefSource>"
    return (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">{source}</CommentsCorrections>'
        "</CommentsCorrectionsList>"
    )


def _mesh(chance: Random, study: Study) -> str:
    found = [*_HEADINGS[: chance.randrange(1, 6)], *(words.word(chance).capitalize() for _ in range(4))]
    headings = "".join(
        f'<MeshHeading><DescriptorName UI="D000000" MajorTopicYN="N">{each}</DescriptorName></MeshHeading>'
        for each in dict.fromkeys(found)
    )
    keywords = "".join(
        f'<Keyword MajorTopicYN="N">{each}</Keyword>'
        for each in dict.fromkeys([words.DRUG, study.subject.disease_name, words.word(chance)])
    )
    return f'<MeshHeadingList>{headings}</MeshHeadingList><KeywordList Owner="NOTNLM">{keywords}</KeywordList>'
