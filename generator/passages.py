"""The quotes of an appraisal, each located in the stored text of its paper.

Whatever a person quotes is a passage: the words of a claim, of patients, of a dose, or words left out on purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator import quotes
from generator.model import Appraisal, Corpus, Location, Paper, Reported, once_per_corpus
from generator.quotes import Folded, Match, Span

Kind = Literal["claim", "patients", "dose", "reported", "left-out"]


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
    return list(_passages(appraisal, text))


def located(corpus: Corpus, paper: str) -> list[Passage]:
    """The quotes of a paper's appraisal, with their places; none where it is not appraised, or not there."""
    found = _located(corpus)
    if paper not in found:
        page, appraisal = corpus.papers.get(paper), corpus.appraisals.get(paper)
        found[paper] = locate_all(page.value, appraisal.value) if page and appraisal else []
    return found[paper]


def doses(corpus: Corpus, paper: str) -> list[Passage]:
    """The doses of a paper's appraisal, with their places; its other quotes, which are more, are not looked for."""
    found = _located(corpus).get(paper)
    if found is None:
        text = quotes.fold(corpus.papers[paper].value.text)
        return list(_doses(corpus.appraisals[paper].value, text))
    return [passage for passage in found if passage.kind == "dose"]


def carry_over(old: Corpus, new: Corpus) -> None:
    """Keep what was located in an old corpus for those papers of a new one that were not read anew."""
    found = _located(new)
    for paper, passages in _located(old).items():
        if old.papers.get(paper) is new.papers.get(paper) and old.appraisals.get(paper) is new.appraisals.get(paper):
            found[paper] = passages


@once_per_corpus
def _located(_corpus: Corpus) -> dict[str, list[Passage]]:
    """The quotes located so far, by paper; it must not hold the corpus, which would then live for ever."""
    return {}


def count(appraisal: Appraisal) -> int:
    """How many quotes an appraisal holds."""
    reported = sum(getattr(appraisal.reported, name) is not None for name in Reported.model_fields)
    return len(appraisal.claims) + len(appraisal.patients) + len(appraisal.doses) + reported + len(appraisal.left_out)


def _passages(appraisal: Appraisal, text: Folded) -> Iterator[Passage]:
    for index, claim in enumerate(appraisal.claims):
        at: Location = ("claims", index, "quote")
        yield Passage("claim", at, claim.id, claim.about, claim.quote, quotes.locate(claim.quote, text))
    for index, group in enumerate(appraisal.patients):
        at = ("patients", index, "quote")
        yield Passage("patients", at, None, (group.about,), group.quote, quotes.locate(group.quote, text))
    yield from _doses(appraisal, text)
    for name in Reported.model_fields:
        reported = getattr(appraisal.reported, name)
        if reported is not None:
            yield Passage("reported", ("reported", name), None, (), reported, quotes.locate(reported, text))
    for index, left in enumerate(appraisal.left_out):
        at = ("left_out", index, "quote")
        yield Passage("left-out", at, None, (), left.quote, quotes.locate(left.quote, text))


def _doses(appraisal: Appraisal, text: Folded) -> Iterator[Passage]:
    for index, dose in enumerate(appraisal.doses):
        match = quotes.locate(dose.quote, text)
        yield Passage("dose", ("doses", index, "quote"), None, (dose.about,), dose.quote, match)
