"""One paper of what several documents say of a publication. What they disagree on is kept beside what is followed."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.merging import likeness
from generator.model import Disagreement, Paper, Relation

POORER = 0.9
"""A text with less than this share of another's letters is poorer than it."""
SHOWN_WORDS = 12
"""Words of a text that is not followed, by which it is found again."""
_EXTENT = {"none": 0, "abstract": 1, "full-text": 2}
_FIRST_GIVEN = (
    "pmid",
    "pmcid",
    "doi",
    "title",
    "journal",
    "date",
    "epub_date",
    "volume",
    "issue",
    "pages",
    "mesh",
    "keywords",
    "language",
)
"""Fields taken from the most exact document that has them."""


def merged(papers: Sequence[Paper]) -> Paper:
    """One paper of several on one publication, the most exact document first.

    Each field is the first document's that has it; the text is the richest one, as it stands. Ties to other
    publications and publication types are those of all, so that a retraction which one of them knows is not lost.
    """
    if len(papers) == 1:
        return papers[0]
    text = _richest(papers)
    fields: dict[str, Any] = {name: _first(papers, name) for name in _FIRST_GIVEN}
    named = _with_most_authors(papers)
    dated = fields["date"] or fields["epub_date"]
    merged = text.model_copy(
        update={
            **fields,
            "authors": named.authors,
            "authors_complete": named.authors_complete,
            "year": dated[:4] if dated else None,
            "publication_types": tuple(dict.fromkeys(each for p in papers for each in p.publication_types)),
            "relations": _relations(papers),
            "copyright": text.copyright or _first(papers, "copyright"),
            "repairs": tuple(dict.fromkeys(each for p in papers for each in p.repairs)),
            "sources": tuple({p.source.seed: p.source for p in (text, *papers)}.values()),
        }
    )
    return merged.model_copy(update={"disagreements": tuple(_disagreements(merged, papers))})


def is_poorer(new: Paper, old: Paper) -> bool:
    """Whether a paper holds less of its publication's text than another."""
    extents = _EXTENT[new.source.content], _EXTENT[old.source.content]
    return extents[0] < extents[1] or (extents[0] == extents[1] and _letters(new) < POORER * _letters(old))


def _richest(papers: Sequence[Paper]) -> Paper:
    """The paper whose text is taken: the most exact of those that are not poorer than another."""
    best = papers[0]
    for paper in papers[1:]:
        if is_poorer(best, paper):
            best = paper
    return best


def _letters(paper: Paper) -> int:
    return sum(character.isalnum() for character in paper.text)


def _first(papers: Sequence[Paper], name: str) -> Any:
    return next((value for paper in papers if (value := getattr(paper, name))), getattr(papers[0], name))


def _with_most_authors(papers: Sequence[Paper]) -> Paper:
    """The first that names all authors, else the first that names any."""
    naming = [paper for paper in papers if paper.authors]
    return next((paper for paper in naming if paper.authors_complete), naming[0] if naming else papers[0])


def _relations(papers: Sequence[Paper]) -> tuple[Relation, ...]:
    """Those of all; of two that are the same tie, the more exact document's wording."""
    found: dict[tuple[str, str], Relation] = {}
    for paper in papers:
        for relation in paper.relations:
            found.setdefault((relation.type, relation.pmid or " ".join(likeness.words(relation.text))), relation)
    return tuple(found.values())


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)


def _same_words(one: str, other: str) -> bool:
    return "".join(likeness.words(one)) == "".join(likeness.words(other))


def _same_title(one: str, other: str) -> bool:
    """Whether two titles differ by a subtitle at most."""
    return likeness.shared(one, other) == 1


def _same_page(one: str, other: str) -> bool:
    return likeness.first_page(one) == likeness.first_page(other)


_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "pmcid": _same,
    "doi": _same_words,
    "title": _same_title,
    "journal": likeness.like_journals,
    "volume": _same_words,
    "issue": _same_words,
    "pages": _same_page,
}
"""Fields that two sources may disagree on, and when they do not."""


def _disagreements(merged: Paper, papers: Sequence[Paper]) -> Iterator[Disagreement]:
    """Each other value that a source gives, and each text that is not the one followed."""
    for paper in papers:
        for name, value in (*_other_values(merged, paper), *_other_date(merged, paper), *_other_authors(merged, paper)):
            yield Disagreement(field=name, value=value, seed=paper.source.seed)
        if likeness.shared(paper.text, merged.text) < likeness.LIKE_TEXTS:
            beginning = " ".join(paper.text.split()[:SHOWN_WORDS])
            yield Disagreement(field="text", value=f"{beginning} …", seed=paper.source.seed)


def _other_values(merged: Paper, paper: Paper) -> Iterator[tuple[str, str]]:
    for name, same in _COMPARED.items():
        followed, value = getattr(merged, name), getattr(paper, name)
        if value and not same(followed, value):
            yield name, value


def _other_date(merged: Paper, paper: Paper) -> Iterator[tuple[str, str]]:
    """Dates that share no year. Within one, sources give issue, print, collection or first day online."""
    ours, theirs = ({date[:4] for date in (p.date, p.epub_date) if date} for p in (merged, paper))
    if theirs and not ours & theirs:
        yield "date", paper.date or paper.epub_date or ""


def _other_authors(merged: Paper, paper: Paper) -> Iterator[tuple[str, str]]:
    if not paper.authors:
        return
    if not likeness.surnames(paper.authors) & likeness.surnames(merged.authors):
        yield "authors", paper.authors[0].name
    elif paper.authors_complete and merged.authors_complete and len(paper.authors) != len(merged.authors):
        yield "authors", f"{len(paper.authors)} authors"
