"""What a page shows of more than fits: the claims and studies of the highest level, the newest first.

What contradicts is shown beside what supports, and what the bottom line rests on is always there. Everything stands on
the page's shelves, one for each year.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import bottom_line, evidence, shelves, urls
from generator.bottom_line import Citation
from generator.evidence import Summary
from generator.model import Cited, Topic
from generator.views.context import Context

OF_TOPIC: dict[Topic, int] = {"efficacy": 20}
"""Claims that a page shows of a topic at most; of each other topic fewer."""
OF_OTHER_TOPIC = 8
CONTRADICTING = 8
"""Claims that refute or leave open which a page shows at least, if there are so many."""
STUDIES = 12
RETRACTED = 5
_UNGRADED = 9


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a subject shows."""

    claims: list[Cited]
    studies: tuple[str, ...]
    """Papers whose facts it shows: of those that count, then of those that were retracted."""
    papers: tuple[str, ...]
    """Papers it refers to: those that count, those that only mention the subject, those that were retracted."""
    partly: str
    """What is shown of how much; empty where it is all."""


def shown(context: Context, subject: str, summary: Summary, claims: list[Cited], sentences: Iterable[str]) -> Shown:
    """What a page shows of its claims and papers: everything, unless it has shelves. Claims come newest first."""
    papers = (*summary.papers, *summary.mentions, *summary.retracted)
    if urls.subject(subject) not in shelves.every(context.corpus):
        return Shown(claims, (*summary.papers, *summary.retracted), papers, "")
    rests_on = {part.key for s in sentences for part in bottom_line.parse(s) if isinstance(part, Citation)}
    kept = leading(context, claims, rests_on)
    best = sorted(summary.papers, key=lambda paper: by_level(context, paper))[:STUDIES]
    studies = tuple(paper for paper in summary.papers if paper in best)
    named = {cited.paper for cited in kept}.union(studies, summary.retracted[:RETRACTED])
    return Shown(
        kept,
        (*studies, *summary.retracted[:RETRACTED]),
        tuple(paper for paper in papers if paper in named),
        f"Shown here: {len(kept)} of {len(claims):,} claims and {len(studies)} of {len(summary.papers):,} studies, of "
        "the highest level, with what contradicts and what the bottom line rests on; the newest first.",
    )


def leading(context: Context, claims: Sequence[Cited], rests_on: Iterable[str] = ()) -> list[Cited]:
    """The claims of the highest level, so many of each topic, in the order they came in."""
    ranked = sorted(claims, key=lambda cited: by_level(context, cited.paper))
    taken: Counter[Topic] = Counter()
    kept = set(rests_on)
    for cited in ranked:
        topic = cited.claim.topic
        if taken[topic] < OF_TOPIC.get(topic, OF_OTHER_TOPIC):
            taken[topic] += 1
            kept.add(cited.key)
    contradicting = [cited.key for cited in ranked if cited.claim.direction in ("refutes", "inconclusive")]
    kept.update(contradicting[:CONTRADICTING])
    return [cited for cited in claims if cited.key in kept]


def unnumbered(context: Context, papers: Iterable[str]) -> tuple[str, ...]:
    """Ids among these that a script cannot tell from what follows them in the name of a place."""
    return tuple(sorted(paper for paper in papers if not paper.isdigit()))


def by_level(context: Context, paper: str) -> int:
    """The level of an appraised paper as a number to sort by."""
    return evidence.level(context.corpus.appraisals[paper].value) or _UNGRADED
