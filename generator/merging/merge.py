"""One paper of what several documents say of a publication. What they disagree on is kept beside what is followed."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.evidence import is_retracted
from generator.merging import likeness
from generator.model import Disagreement, Paper, Relation

POORER = 0.9
"""A text with less than this share of another's letters is poorer than it."""
SHOWN_WORDS = 12
"""Words of a text that is not followed, by which it is found again."""
_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
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
    if not is_retracted(merged) and (marked := [each.title for each in papers if is_retracted(each)]):
        merged = merged.model_copy(update={"title": marked[0]})  # only a title says so; the others may be older
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
        told = (
            *_other_values(merged, paper),
            *_other_date(merged, papers, paper),
            *_other_authors(merged, paper),
            *_other_text(merged, paper),
        )
        for name, value in told:
            yield Disagreement(field=name, value=value, seed=paper.source.seed)


def _other_values(merged: Paper, paper: Paper) -> Iterator[tuple[str, str]]:
    for name, same in _COMPARED.items():
        followed, value = getattr(merged, name), getattr(paper, name)
        if value and not same(followed, value):
            yield name, value


def _other_date(merged: Paper, papers: Sequence[Paper], paper: Paper) -> Iterator[tuple[str, str]]:
    """A date that shares no year with those of the source that is followed.

    Within one, sources give issue, print, collection or first day online.
    """
    followed = next((each for each in papers if each.date == merged.date), merged)
    ours, theirs = ({date[:4] for date in (p.date, p.epub_date) if date} for p in (followed, paper))
    if ours and theirs and not ours & theirs:
        yield "date", paper.date or paper.epub_date or ""


def _other_text(merged: Paper, paper: Paper) -> Iterator[tuple[str, str]]:
    """A text that is not the one followed, by its first words; or one with another number, by the words around it."""
    if likeness.shared(paper.text, merged.text) < likeness.LIKE_TEXTS:
        yield "text", f"{' '.join(paper.text.split()[:SHOWN_WORDS])} …"
        return
    known = set(_NUMBER.findall(merged.text)) if merged.text else None
    for found in _NUMBER.finditer(paper.text):
        if known is not None and found[0] not in known:
            before = paper.text[: found.start()].split()[-SHOWN_WORDS // 2 :]
            after = paper.text[found.start() :].split()[: SHOWN_WORDS // 2]
            yield "text", f"… {' '.join((*before, *after))} …"
            return


def _other_authors(merged: Paper, paper: Paper) -> Iterator[tuple[str, str]]:
    if not paper.authors:
        return
    if not likeness.surnames(paper.authors) & likeness.surnames(merged.authors):
        yield "authors", paper.authors[0].name
    elif paper.authors_complete and merged.authors_complete and len(paper.authors) != len(merged.authors):
        yield "authors", f"{len(paper.authors)} authors"
