"""References in the Vancouver form: the NLM's Citing Medicine (https://www.ncbi.nlm.nih.gov/books/NBK7256/)."""

from datetime import date

from generator.citing.work import name
from generator.evidence import is_retracted
from generator.model import Paper, once_per_value

MAX_AUTHORS = 6
"""Authors named before "et al.", as Citing Medicine recommends for lists that are cut."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@once_per_value
def label(paper: Paper) -> str:
    """Short name, such as `Gomes 2019`."""
    first = name(paper.authors[0]).family if paper.authors else paper.journal or paper.id
    return f"{first} {paper.year or 'n.d.'}"


def reference(paper: Paper) -> str:
    """A paper's reference; parts that the source does not give are left out."""
    return sentences(_authors(paper), (paper.title or "").strip(), place(paper))


def place(paper: Paper) -> str:
    """Where a paper was published: `Clin Immunol. 2019;199:25-28`."""
    volume = (paper.volume or "") + (f"({paper.issue})" if paper.issue else "")
    numbers = ":".join(part for part in (volume, paper.pages) if part)
    dated = ";".join(part for part in (paper.year, numbers) if part)
    journal = (paper.journal or "").rstrip(".")
    return ". ".join(part for part in (journal, dated) if part)


def identifiers(paper: Paper) -> str:
    """Where a paper is found, and whether it was retracted; empty where its source has no number for it."""
    ids = [
        f"doi: {paper.doi}" if paper.doi else "",
        f"PubMed PMID: {paper.pmid}" if paper.pmid else "",
        f"PubMed Central PMCID: {paper.pmcid}" if paper.pmcid else "",
    ]
    return sentences("; ".join(each for each in ids if each), "Retracted" if is_retracted(paper) else "")


def internet(organisation: str, title: str, as_of: date, content_hash: str, address: str | None) -> str:
    """The reference of a page. Citing Medicine asks for the day it was read too, which only its reader knows."""
    text = sentences(organisation, f"{title} [Internet]", _day(as_of), f"Content hash {content_hash}")
    # No period behind an address: it would be copied along with it.
    return f"{text} Available from: {address}" if address else text


def _authors(paper: Paper) -> str:
    names = [author.name for author in paper.authors]
    shown = names if len(names) <= MAX_AUTHORS else names[:MAX_AUTHORS]
    more = len(shown) < len(names) or not paper.authors_complete
    return ", ".join([*shown, *(["et al"] if more and shown else [])])


def _day(when: date) -> str:
    return f"{when.year} {_MONTHS[when.month - 1]} {when.day}"


def sentences(*parts: str) -> str:
    """Parts of a reference, each with a period unless it has an end of its own; what is empty is left out."""
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
