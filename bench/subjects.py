"""The invented diseases and their indications."""

from dataclasses import dataclass
from random import Random

from bench import words

GROUPS = 5
"""How many of the diseases are groups of others."""
INDICATIONS = 2
"""Of each disease."""
_ENDINGS = ("itis", "osis", "emia", "pathy")


@dataclass(frozen=True, slots=True)
class Subject:
    """A disease, or an indication of one."""

    disease: str
    """Slug of the disease."""
    disease_name: str
    indication: str | None
    """Slug of the indication; None for the disease as a whole."""
    kind: str
    """Kind of the indication."""
    parent: str | None
    is_group: bool
    weight: float
    """How many papers there are on it, as a share."""

    @property
    def slug(self) -> str:
        """`disease` or `disease/indication`, as `about` names it."""
        return f"{self.disease}/{self.indication}" if self.indication else self.disease

    @property
    def name(self) -> str:
        """As a sentence says it."""
        part = (self.indication or "").replace("-", " ")
        return f"{self.disease_name} with {part} signs" if part else self.disease_name


def subjects(seed: int, diseases: int) -> tuple[Subject, ...]:
    """All diseases, each followed by its indications; the first ones are studied most."""
    chance = Random(f"subjects {seed}")
    roots = chance.sample(words.SYLLABLES, diseases)
    groups = [f"invented-{root}{_ENDINGS[n % 4]}" for n, root in enumerate(roots[:GROUPS])]
    found: list[Subject] = []
    for n, root in enumerate(roots):
        name = f"invented {root}{_ENDINGS[n % 4]}"
        slug = name.replace(" ", "-")
        parent = groups[n % GROUPS] if n >= GROUPS and n % 3 == 0 else None
        weight = 1 / (n + 6)
        parts = _indications(chance)
        found.append(Subject(slug, name, None, "", parent, n < GROUPS, weight))
        found += [Subject(slug, name, part, kind, parent, n < GROUPS, weight * 0.7) for part, kind in parts]
    return tuple(found)


def _indications(chance: Random) -> list[tuple[str, str]]:
    return [(chance.choice(words.ORGANS), "organ"), (chance.choice(words.SITUATIONS), "situation")][:INDICATIONS]
