"""How a paper is named: in short, and as a reference in the Vancouver form used by MEDLINE."""

from generator.model import Paper

MAX_AUTHORS = 6
"""Authors named before "et al.", as the NLM's Citing Medicine recommends for lists that are cut."""


def label(paper: Paper) -> str:
    """Short name, such as `Gomes 2019`."""
    name = paper.authors[0].name if paper.authors else paper.journal or paper.id
    surname, _, initials = name.rpartition(" ")
    return f"{surname if surname and initials.isupper() else name} {paper.year or 'n.d.'}"


def vancouver(paper: Paper) -> str:
    """The whole reference; parts that the source does not give are left out."""
    parts = [_authors(paper), (paper.title or "").strip(), place(paper)]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _authors(paper: Paper) -> str:
    names = [author.name for author in paper.authors]
    shown = names if len(names) <= MAX_AUTHORS else names[:MAX_AUTHORS]
    more = len(shown) < len(names) or not paper.authors_complete
    return ", ".join([*shown, *(["et al"] if more and shown else [])])


def place(paper: Paper) -> str:
    """Where it was published: `Clin Immunol. 2019;199:25-28`."""
    volume = (paper.volume or "") + (f"({paper.issue})" if paper.issue else "")
    numbers = ":".join(part for part in (volume, paper.pages) if part)
    dated = ";".join(part for part in (paper.year, numbers) if part)
    journal = (paper.journal or "").rstrip(".")
    return ". ".join(part for part in (journal, dated) if part)
