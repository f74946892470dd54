"""Which documents are on one publication: the same PMID, the same DOI, or the same title, year and first author.

A name in common is not enough where another contradicts it: two PMIDs are two publications whatever else they share,
and documents whose titles are unlike are never mixed. In doubt they stay apart, and the doubt is told.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from generator.merging import likeness
from generator.model import Paper

TELLING_WORDS = 5
"""Words of a title that tells a publication from others; a shorter one needs its journal or place to agree as well."""
RANKS = (
    "pubmed-xml",
    "medline",
    "pubmed-html",
    "reference-cache",
    "pubmed-abstract-text",
    "pubmed-page",
    "ris",
    "pubmed-csv",
)
"""Formats, those first that say most and say it most exactly."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a document's publication from others; small, since there is one for each record on file."""

    number: int
    """Its place in the order of reading."""
    rank: int
    """Lower says it more exactly."""
    seed: str
    pmid: str | None
    doi: str | None
    pmcid: str | None
    title: str | None
    journal: str | None
    years: frozenset[str]
    """Years of issue and of publication ahead of print."""
    surnames: frozenset[str]
    """What the first author's may be."""
    volume: str
    page: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two documents that seem to be on one publication, and do not go together."""

    one: Identity
    """The document that is followed."""
    other: Identity
    left_out: bool
    """Whether the other is left out, since it would have the same id; otherwise it is a paper of its own."""


Group = list[Identity]
Keys = Callable[[Identity], Sequence[Hashable]]


def identity(paper: Paper, number: int) -> Identity:
    """What tells a paper's publication from others. `number` is its place in the order of reading."""
    source = paper.source
    return Identity(
        number=number,
        rank=RANKS.index(source.format) if source.format in RANKS else len(RANKS),
        seed=source.seed,
        pmid=paper.pmid,
        doi=paper.doi.casefold() if paper.doi else None,
        pmcid=paper.pmcid,
        title=paper.title,
        journal=paper.journal,
        years=frozenset(date[:4] for date in (paper.date, paper.epub_date) if date),
        surnames=likeness.surnames(paper.authors),
        volume=(paper.volume or "").casefold(),
        page=likeness.first_page(paper.pages),
    )


def publications(found: Iterable[Identity]) -> tuple[list[Group], list[Doubt]]:
    """The documents of each publication, the most exact first, in the order of reading; and what was doubtful."""
    ordered = sorted(found, key=_exactness)
    doubts: list[Doubt] = []
    groups = _by_pmid(ordered, doubts)
    groups = _joined(groups, lambda one: [one.doi] if one.doi else [], doubts)
    groups = _joined(groups, _titles, [])
    return sorted(groups, key=lambda group: min(one.number for one in group)), doubts


def _exactness(one: Identity) -> tuple[int, int]:
    """By format; of one format the document read last, since a later download is named to come after."""
    return (one.rank, -one.number)


def _by_pmid(ordered: Iterable[Identity], doubts: list[Doubt]) -> list[Group]:
    groups: dict[str | int, Group] = {}
    for one in ordered:
        group = groups.setdefault(one.pmid or one.number, [])
        if not all(likeness.like_titles(member.title, one.title) for member in group):
            doubts.append(Doubt(group[0], one, left_out=True))
        else:
            group.append(one)
    return list(groups.values())


def _titles(one: Identity) -> list[tuple[str, str, str]]:
    """Title, year and first author, once for each year."""
    title = " ".join(likeness.words(one.title or ""))
    return [(title, year, name) for year in sorted(one.years) for name in sorted(one.surnames)] if title else []


def _joined(groups: list[Group], keys: Keys, doubts: list[Doubt]) -> list[Group]:
    """The groups, those put together that have a key in common and do not contradict each other.

    A group that goes with two that contradict each other goes with neither.
    """
    owners: defaultdict[Hashable, list[Group]] = defaultdict(list)
    result: list[Group] = []
    for group in sorted(groups, key=lambda group: (group[0].pmid is None, _exactness(group[0]))):
        named = list(dict.fromkeys(key for one in group for key in keys(one)))
        near = _once(owner for key in named for owner in owners[key])
        fitting = [owner for owner in near if not _contradict(owner, group)]
        if len(fitting) == 1:
            fitting[0].extend(group)
            fitting[0].sort(key=_exactness)
            home = fitting[0]
        else:
            home = group
            result.append(group)
            doubts += [Doubt(owner[0], group[0], left_out=False) for owner in near]
        for key in named:
            if not any(owner is home for owner in owners[key]):
                owners[key].append(home)
    return result


def _once(groups: Iterable[Group]) -> list[Group]:
    return list({id(group): group for group in groups}.values())


def _contradict(group: Group, other: Group) -> bool:
    """Whether what is said of the one cannot be true of the other, or too little is said to know."""
    pairs = [(one, another) for one in group for another in other]
    if any(
        _unequal(one.pmid, another.pmid) or not likeness.like_titles(one.title, another.title) for one, another in pairs
    ):
        return True
    if any(one.doi and one.doi == another.doi for one, another in pairs):
        return False
    return any(_elsewhere(one, another) for one, another in pairs) or not any(_tells(*pair) for pair in pairs)


def _elsewhere(one: Identity, other: Identity) -> bool:
    """Whether two documents name two places of publication; a preprint and its article do."""
    if one.journal and other.journal and not likeness.like_journals(one.journal, other.journal):
        return True
    places = ((each.doi, each.pmcid, each.volume, each.page) for each in (one, other))
    return any(_unequal(*pair) for pair in zip(*places, strict=True))


def _unequal(one: str | None, other: str | None) -> bool:
    """Whether two values are known and not the same."""
    return bool(one and other and one != other)


def _tells(one: Identity, other: Identity) -> bool:
    """Whether the title says enough, or the place of publication bears it out."""
    if len(likeness.words(one.title or "")) >= TELLING_WORDS:
        return True
    if one.page and one.page == other.page and one.volume == other.volume:
        return True
    return bool(one.journal and other.journal and likeness.like_journals(one.journal, other.journal))
