"""A build is killed at random points; what it leaves is whole, and the next build needs no help.

Three of four points are calls that change the disk, chosen among all that a build makes, the early ones more often,
since the last are of the index and no longer of the pages; the others are moments, chosen over the time that a build
takes. Every other build has two processes. The build itself is killed and its workers are not: the next build begins at
once, while they may still be there.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from generator import emit
from tests.torture.child import Way, adopt_orphans, kill, orphans_left
from tests.torture.edition import Edition, Tree, index, pages

BEFORE, STAGING, MOVING, MOVED = "before the first write", "preparing files", "moving files", "moved, not recorded"
RECORDED, INDEXING, INDEX_MOVING, ENDED = "recorded", "preparing the index", "moving the index", "ended before the kill"
PHASES = (BEFORE, STAGING, MOVING, MOVED, RECORDED, INDEXING, INDEX_MOVING, ENDED)
WITHIN = (STAGING, MOVING, MOVED)
"""Between the first write and the record of success."""

_EARLY = 1.5
"""Power of an even chance; 1 would choose all calls alike."""


@dataclass
class Kills:
    """What many kills came to."""

    phases: Counter[str] = field(default_factory=Counter)
    survived: int = 0
    compared: int = 0
    """Bytes."""

    @property
    def within(self) -> int:
        return sum(self.phases[phase] for phase in WITHIN)

    def text(self) -> str:
        """The figures, with a histogram."""
        most = max(self.phases.values(), default=1)
        rows = [f"  {p:<24}{self.phases[p]:>5}  {'█' * round(40 * self.phases[p] / most)}" for p in PHASES]
        said = f"{self.survived} kills survived, {self.within} of them between the first write and the record"
        return "\n".join((f"{said}; {self.compared:,} bytes compared.", *rows))


def torture(edition: Edition, folder: Path, number: int, chance: random.Random) -> Kills:
    """Kill builds, one after the other, each healed by the next."""
    adopt_orphans()
    kills = Kills()
    spans = {jobs: _peaceful(edition, folder, jobs) for jobs in (1, 2)}
    while kills.survived < number:
        events, seconds = spans[jobs := 1 + kills.survived % 2]
        if kills.survived % 8 < 6:
            way = Way(jobs, at=int(events * chance.random() ** _EARLY), act=kill)
        else:
            way = Way(jobs, seconds=chance.uniform(0, seconds))
        _one(edition, folder, way, kills)
    return kills


def _peaceful(edition: Edition, folder: Path, jobs: int) -> tuple[int, float]:
    """How often a build in peace changes the disk, and how long it takes."""
    edition.flip()
    ended = edition.build(folder, Way(jobs))
    assert ended.code == 0, ended.output
    assert edition.site() == edition.new
    return ended.events, ended.seconds


def _one(edition: Edition, folder: Path, way: Way, kills: Kills) -> None:
    edition.flip()
    record = edition.root / ".evidence/build-site.json"
    before, people = record.read_bytes(), edition.people()
    ended = edition.build(folder, way)
    phase = _phase(edition, record.read_bytes() != before) if ended.killed else ENDED
    left = edition.site()
    _whole(edition, left)
    healed = edition.build(folder)
    assert healed.code == 0, f"{phase}: {healed.output}"
    assert orphans_left(10) == 0, f"{phase}: workers outlive their build"
    assert not list(edition.root.glob(".site*-next")), f"{phase}: something is left beside the site"
    found = edition.site()
    assert found == edition.new, f"{phase}: {sorted(_differing(found, edition.new))[:5]}"
    assert edition.people() == people, f"{phase}: people's files were changed"
    kills.compared += sum(len(data) for each in (left, found, people) for data in each.values())
    if ended.killed:
        kills.phases[phase] += 1
        kills.survived += 1


def _phase(edition: Edition, recorded: bool) -> str:
    """Where a build was killed, by what it left."""
    for name, preparing, moving in ((".site-next", STAGING, MOVING), (".site-pagefind-next", INDEXING, INDEX_MOVING)):
        stage = edition.root / name
        if (stage / emit.JOURNAL).is_file():
            return moving
        if stage.exists():
            return preparing if not recorded or name != ".site-next" else RECORDED
    if recorded:
        return RECORDED
    return MOVED if pages(edition.site()) == pages(edition.new) else BEFORE


def _whole(edition: Edition, site: Tree) -> None:
    """What no open journal belongs to is the old site or the new one, whole; and so is the index."""
    for name, part in ((".site-next", pages), (".site-pagefind-next", index)):
        if not (edition.root / name / emit.JOURNAL).is_file():
            assert part(site) in (part(edition.old), part(edition.new)), f"{name}: a mixture without a journal"


def _differing(one: Tree, other: Tree) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
