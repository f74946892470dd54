"""The addresses of the site and the addresses it links to. Site addresses begin with a slash at the site's root."""

from urllib.parse import quote

from generator.evidence import paged_diseases
from generator.model import Corpus, once_per_corpus

HOME = "/"
DISEASES = "/diseases/"
INDICATIONS = "/indications/"
PAPERS = "/papers/"
LABEL_STATUS = "/label-status/"
DOSES = "/doses/"
SAFETY = "/safety/"
DATA = "/data/"
SEARCH = "/search/"
GLOSSARY = "/glossary/"
METHODS = "/methods/"
CEBM = "https://pmc.ncbi.nlm.nih.gov/articles/PMC4530008/table/T4"
"""The table of levels, Oxford CEBM 2011."""
NOT_FOUND = "/404.html"


def paper(paper_id: str) -> str:
    """A paper's page."""
    return f"{PAPERS}{paper_id}/"


def place(paper_id: str, claim_id: str) -> str:
    """The place of a claim's quote in the paper's text; the claim's permanent address."""
    return f"{paper(paper_id)}#{claim_id}"


def term(term_id: str) -> str:
    """The place of a word in the glossary."""
    return f"{GLOSSARY}#{term_id}"


def subject(name: str) -> str:
    """The page of a disease, or of an indication `disease/slug`."""
    return f"{INDICATIONS if '/' in name else DISEASES}{name}/"


def prose(name: str) -> str:
    """A page of running text."""
    return f"/{name}/"


def claim_anchor(paper_id: str, claim_id: str) -> str:
    """The anchor of a claim on the page of a disease or indication."""
    return f"{paper_id}-{claim_id}"


@once_per_corpus
def addresses(corpus: Corpus) -> frozenset[str]:
    """Every page that people's text can link to."""
    return frozenset(
        (
            HOME,
            DISEASES,
            INDICATIONS,
            PAPERS,
            LABEL_STATUS,
            DOSES,
            SAFETY,
            DATA,
            *((GLOSSARY,) if corpus.glossary.value.terms else ()),
            SEARCH,
            *(paper(key) for key in corpus.papers),
            *(subject(key) for key in (*paged_diseases(corpus), *corpus.indications)),
            *(prose(key) for key in corpus.prose),
        )
    )


def file(url: str) -> str:
    """The file that a server shows for an address of the site, by its path below the site's folder."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def absolute(path: str, base_url: str | None) -> str | None:
    """The whole address of a place of the site; None where the edition does not know its own."""
    return base_url + path.removeprefix("/") if base_url else None


def pubmed(pmid: str) -> str:
    """The record at PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def pmc(pmcid: str) -> str:
    """The full text at PubMed Central."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"


def doi(name: str) -> str:
    """The publication at its publisher; brackets and the like of old DOIs are encoded."""
    return f"https://doi.org/{quote(name, safe='/:;.-_()')}"
