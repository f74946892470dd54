"""What a page shows of what is said of a wider subject: of the disease of an indication, of the group of a disease."""

from generator import evidence, shelves
from generator.model import Cited
from generator.views import wording
from generator.views.context import Context
from generator.views.leading import leading


def from_above(context: Context, subject: str) -> list[tuple[Cited, str]]:
    """What is said of the disease of an indication or of the group of a disease as a whole, and not of it alone."""
    own = {cited.key for cited in evidence.claims(context.corpus, subject)}
    retracted = evidence.retracted(context.corpus)
    found = []
    for whole in evidence.above(subject, context.corpus):
        for cited in evidence.claims(context.corpus, whole):
            if whole in cited.claim.about and cited.key not in own and cited.paper not in retracted:
                own.add(cited.key)
                found.append((cited, whole))
    return found


def leading_above(context: Context, told: list[tuple[Cited, str]]) -> list[tuple[Cited, str]]:
    """As much of it as fits: the claims of the highest level."""
    if len(told) <= shelves.FULL_WIDER:
        return told
    kept = {cited.key for cited in leading(context, [cited for cited, _ in told])}
    return [(cited, whole) for cited, whole in told if cited.key in kept]


def partly(
    context: Context, own: str, wider: list[tuple[Cited, str]], told: list[tuple[Cited, str]]
) -> tuple[str, ...]:
    """Sentences that say how much is shown of the page's own claims and of those, where it is not all."""
    if len(wider) == len(told):
        return (own,) if own else ()
    wholes = wording.enumerated([context.subject_title(whole) for whole in dict.fromkeys(whole for _, whole in told)])
    above = f"Of {len(told):,} claims said of {wholes} as a whole, {len(wider)} stand here; the rest stand there."
    return (own, above) if own else (above,)
