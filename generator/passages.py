"""The quotes of an appraisal, each located in the stored text of its paper.

Whatever a person quotes is a passage: the words of a claim, of patients, of a dose, or words left out on purpose.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator import quotes
from generator.model import Appraisal, Corpus, Location, Paper, Reported, once_per_corpus
from generator.quotes import Match, Span

Kind = Literal["claim", "patients", "dose", "reported", "left-out"]
Place = Sequence[int] | None
"""Where a quote stands, as few bytes as can be: how often it occurs, then start and end of each of its spans."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote and where it stands."""

    kind: Kind
    at: Location
    """Where the quote stands in the appraisal, such as `("claims", 2, "quote")`."""
    claim: str | None
    """The claim's id, for the quote of a claim."""
    about: tuple[str, ...]
    quote: str
    match: Match | None
    """None where the stored text does not hold the quote."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the stored text that the quote takes up."""
        return self.match.spans if self.match else ()


def locate_all(paper: Paper, appraisal: Appraisal) -> list[Passage]:
    """Every quote of an appraisal, in the order of the file's keys."""
    text = quotes.fold(paper.text)
    return [Passage(*quoted, quotes.locate(quoted.quote, text)) for quoted in _quoted(appraisal)]


def located(corpus: Corpus, paper: str) -> list[Passage]:
    """The quotes of a paper's appraisal, with their places; none where it is not appraised, or not there."""
    found = _located(corpus)
    if paper not in found:
        page, appraisal = corpus.papers.get(paper), corpus.appraisals.get(paper)
        found[paper] = _found(corpus, paper, page.value, appraisal.value) if page and appraisal else []
    return found[paper]


def located_as(corpus: Corpus, paper: str, kind: Kind) -> list[Passage]:
    """The quotes of one kind; the others are not made where it is known where they stand."""
    known = _places(corpus).get(paper)
    if known is None or paper in _located(corpus):
        return [passage for passage in located(corpus, paper) if passage.kind == kind]
    return _placed(corpus.appraisals[paper].value, known, kind)


def _found(corpus: Corpus, paper: str, stored: Paper, appraisal: Appraisal) -> list[Passage]:
    known = _places(corpus).get(paper)
    return locate_all(stored, appraisal) if known is None else _placed(appraisal, known)


def _placed(appraisal: Appraisal, known: Sequence[Place], kind: Kind | None = None) -> list[Passage]:
    """Quotes of which it is known where they stand; of one kind, or all."""
    pairs = zip(_quoted(appraisal), known, strict=True)
    return [Passage(*quoted, _match(place)) for quoted, place in pairs if kind is None or quoted.kind == kind]


def places(found: Sequence[Passage]) -> tuple[Place, ...]:
    """Where quotes stand, for `place_all` of this or another process."""
    return tuple(_place(passage.match) for passage in found)


def place_all(corpus: Corpus, known: Mapping[str, Sequence[Place]]) -> None:
    """Say where the quotes of a corpus stand, by paper, which were located before: they are not located again."""
    _places(corpus).update(known)


def _place(match: Match | None) -> Place:
    if match is None:
        return None
    return match.occurrences, *(at for span in match.spans for at in (span.start, span.end))


def _match(place: Place) -> Match | None:
    return None if place is None else Match(tuple(map(Span, place[1::2], place[2::2])), place[0])


@once_per_corpus
def _located(_corpus: Corpus) -> dict[str, list[Passage]]:
    """The quotes located so far, by paper; it must not hold the corpus, which would then live for ever."""
    return {}


@once_per_corpus
def _places(_corpus: Corpus) -> dict[str, Sequence[Place]]:
    """Where quotes are known to stand, by paper."""
    return {}


def count(appraisal: Appraisal) -> int:
    """How many quotes an appraisal holds."""
    reported = sum(getattr(appraisal.reported, name) is not None for name in Reported.model_fields)
    return len(appraisal.claims) + len(appraisal.patients) + len(appraisal.doses) + reported + len(appraisal.left_out)


class _Quoted(NamedTuple):
    """A quote that is yet to be located: the first parts of a passage."""

    kind: Kind
    at: Location
    claim: str | None
    about: tuple[str, ...]
    quote: str


def _quoted(appraisal: Appraisal) -> Iterator[_Quoted]:
    for index, claim in enumerate(appraisal.claims):
        yield _Quoted("claim", ("claims", index, "quote"), claim.id, claim.about, claim.quote)
    for index, group in enumerate(appraisal.patients):
        yield _Quoted("patients", ("patients", index, "quote"), None, (group.about,), group.quote)
    for index, dose in enumerate(appraisal.doses):
        yield _Quoted("dose", ("doses", index, "quote"), None, (dose.about,), dose.quote)
    for name in Reported.model_fields:
        reported = getattr(appraisal.reported, name)
        if reported is not None:
            yield _Quoted("reported", ("reported", name), None, (), reported)
    for index, left in enumerate(appraisal.left_out):
        yield _Quoted("left-out", ("left_out", index, "quote"), None, (), left.quote)
