"""NCBI E-utilities → `seeds/`: the records of PubMed as XML, byte for byte.

The only module that uses the network. It remembers nothing: what is in `seeds/` is not asked for again, so a fetch that
was stopped goes on where it was when it is run again. Of every answer the PMIDs are compared with those asked for, and
nothing is stored that was not asked for.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.config import Paths
from generator.fetch.answers import BATCH, Found, foreign, records, search
from generator.fetch.client import NCBI, Client, Clock, Refused
from generator.fetch.events import Begun, Changed, Event, Progress, Stored
from generator.fetch.holding import Held, digest, held, keep, update_prefix
from generator.fetch.pmids import checked, read_list
from generator.problems import Problem, warning
from generator.readers.record import Record

__all__ = ["NCBI", "Clock", "Report", "Wanted", "checked", "fetch", "read_list"]

Report = Event | Problem


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch: all that is named, found or listed, together."""

    pmids: tuple[str, ...] = ()
    query: str | None = None
    """As typed into PubMed's search field."""
    update: bool = False
    """Ask again for papers in `seeds/` too: for those named or found, or for all of them where nothing is."""


def fetch(
    paths: Paths,
    wanted: Wanted,
    *,
    email: str | None = None,
    api_key: str | None = None,
    base_url: str = NCBI,
    clock: Clock | None = None,
) -> Iterator[Report]:
    """Store the records that are wanted; reports and problems come as they happen.

    `email` is the user's own, by which NCBI reaches somebody before it blocks an address. Raises Fault where nothing
    more can be got, and OSError where seeds/ cannot be read or written.
    """
    with Client(base_url, email=email, api_key=api_key, clock=clock) as client:
        found = search(client, wanted.query) if wanted.query else Found((), {}, ())
        yield from found.problems
        run = _Run(client, paths, held(paths), wanted.update)
        named = tuple(dict.fromkeys((*wanted.pmids, *found.pmids)))
        whole_collection = wanted.update and not (wanted.query or wanted.pmids)
        yield from run.all_of(tuple(run.held) if whole_collection else named, found)


@dataclass
class _Run:
    """One fetch under way."""

    client: Client
    paths: Paths
    held: dict[str, Held]
    update: bool
    prefix: str = field(init=False)
    total: int = 0
    done: int = 0
    began: float = 0.0

    def __post_init__(self) -> None:
        self.prefix = update_prefix(self.paths) if self.update else ""

    def all_of(self, pmids: tuple[str, ...], found: Found) -> Iterator[Report]:
        """Ask for these, whatever part of them a search found."""
        missing = self._left(pmids)
        yield Begun(len(pmids), len(pmids) - len(missing), self.update)
        self.total, self.began = len(missing), self.client.clock.now()
        if found.history and not self.update:
            yield from self._from_history(found)
        yield from self._by_id(self._left(pmids))

    def _left(self, pmids: tuple[str, ...]) -> tuple[str, ...]:
        return pmids if self.update else tuple(pmid for pmid in pmids if pmid not in self.held)

    def _from_history(self, found: Found) -> Iterator[Report]:
        """Take batches of a search as NCBI keeps it. Whatever does not come that way is asked for by its PMID after."""
        for start in range(0, len(found.pmids), BATCH):
            batch = found.pmids[start : start + BATCH]
            if any(pmid in self.held for pmid in batch):
                continue
            try:
                data, answer = records(self.client, {**found.history, "retstart": str(start), "retmax": str(BATCH)})
            except Refused:  # it keeps results for some hours only
                return
            if answer and answer.keys() <= set(batch):
                yield from self._store(data, answer)
                yield self._progress(len(answer))

    def _by_id(self, pmids: tuple[str, ...]) -> Iterator[Report]:
        batches = deque(pmids[start : start + BATCH] for start in range(0, len(pmids), BATCH))
        while batches:
            batch = batches.popleft()
            data, answer = records(self.client, {"id": ",".join(batch)})
            worth = tuple(pmid for pmid in batch if pmid in answer and self._is_news(pmid, answer[pmid]))
            yield from _differences(self.client.host, batch, answer)
            if worth and len(worth) == len(answer):
                yield from self._store(data, answer)
            elif worth:
                # An answer is stored as it came or not at all; so the part worth storing is asked for alone.
                if len(worth) == len(batch):
                    raise foreign(self.client.host, "it keeps holding papers that were not asked for")
                batches.appendleft(worth)
                self.done -= len(worth)
            yield self._progress(len(batch))

    def _is_news(self, pmid: str, record: Record) -> bool:
        return pmid not in self.held or self.held[pmid].digest != digest(record)

    def _store(self, data: bytes, answer: dict[str, Record]) -> Iterator[Report]:
        seed = keep(self.paths, data, answer, self.prefix)
        yield Stored(seed, len(answer))
        for pmid, record in answer.items():
            before = self.held.get(pmid)
            self.held[pmid] = Held.of(seed, record, is_xml=True)
            if before is not None:
                new = tuple(f"{each.type}: {each.text}" for each in record.relations if each not in before.relations)
                if new or before.digest is not None:
                    yield Changed(pmid, new, before.seed)

    def _progress(self, papers: int) -> Progress:
        self.done += papers
        passed = self.client.clock.now() - self.began
        return Progress(self.done, self.total, passed / max(self.done, 1) * (self.total - self.done))


def _differences(host: str, asked: tuple[str, ...], got: Iterable[str]) -> Iterator[Problem]:
    """Where an answer holds other papers than those asked for. PubMed does not say which was merged into which."""
    missing, others = sorted(set(asked) - set(got), key=int), sorted(set(got) - set(asked), key=int)
    if others:
        those, these = ", ".join(others), ", ".join(missing) or "nothing else"
        message = f"the answer holds PMID {those}, not asked for and not stored; it lacks {these}."
        hint = f"Perhaps one was merged into the other. If that is what you want: evidence fetch {' '.join(others)}"
        yield warning(host, None, "fetch-other", message, hint)
        return
    for pmid in missing:
        message = f"PMID {pmid} was asked for, and the answer does not hold it."
        hint = "Look for it in PubMed: it may be mistyped, or withdrawn. What is stored stays."
        yield warning(host, None, "fetch-missing", message, hint)
