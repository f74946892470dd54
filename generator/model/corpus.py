"""All content of an edition together, and where each value stands in its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import update_wrapper, wraps
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from generator.model.appraisal import Appraisal
from generator.model.edition import Intervention, Prose, Site
from generator.model.fields import Strict
from generator.model.glossary import Glossary
from generator.model.paper import Detected, Paper
from generator.model.subject import Disease, Indication
from generator.model.tables import KnownStudies, LabelStatus, Positions, Redirects, Safety
from generator.problems import Problem

Value = TypeVar("Value", bound=Strict)
Kept = TypeVar("Kept", bound=Strict)
Location = tuple[str | int, ...]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Page(Generic[Value]):
    """A content file: its value, its body, and where each of its keys stands."""

    path: str
    value: Value
    body: str = ""
    body_line: int = 1
    lines: Mapping[Location, int] = field(default_factory=dict)

    def line(self, *location: str | int) -> int:
        """The line of a key or of the nearest key around it."""
        for end in range(len(location), 0, -1):
            found = self.lines.get(location[:end])
            if found is not None:
                return found
        return 1


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Corpus:
    """All content of one edition. Values only: it knows nothing of folders, pages or addresses.

    Two corpora are never equal, so that what is worked out of one can be kept by its identity (`once_per_corpus`).
    """

    site: Page[Site]
    intervention: Page[Intervention]
    papers: Mapping[str, Page[Paper]]
    appraisals: Mapping[str, Page[Appraisal]]
    diseases: Mapping[str, Page[Disease]]
    indications: Mapping[str, Page[Indication]]
    """By subject, `disease/slug`."""
    known_studies: Page[KnownStudies]
    label_status: Page[LabelStatus]
    positions: Page[Positions]
    safety: Page[Safety]
    redirects: Page[Redirects]
    glossary: Page[Glossary]
    detected: Mapping[str, Page[Detected]]
    prose: Mapping[str, Page[Prose]]
    permalinks: Mapping[str, int]
    """Every address ever published, with its line in `content/permalinks.txt`."""
    seed_digests: Mapping[str, str]
    """SHA-256 of each seed that a paper names, by its path below `seeds/`."""
    problems: tuple[Problem, ...] = ()
    """What was found wrong while reading."""
    personal: tuple[Problem, ...] = ()
    """Files that hold an e-mail address; what else they say was read."""

    @property
    def unread(self) -> frozenset[str]:
        """Files with faults: what is missing on their account is their fault, and is not reported a second time."""
        return frozenset(problem.path for problem in self.problems)


def once_per_corpus(work: Callable[[Corpus], Result]) -> Callable[[Corpus], Result]:
    """A pure function of a corpus that works once for each, and forgets the result with the corpus."""
    results: WeakKeyDictionary[Corpus, Result] = WeakKeyDictionary()

    @wraps(work)
    def kept(corpus: Corpus) -> Result:
        try:
            return results[corpus]
        except KeyError:
            result = results[corpus] = work(corpus)
            return result

    return kept


class once_per_value(Generic[Kept, Result]):
    """A pure function of one content value that works once for each, and forgets the result with the value.

    A process that builds again and again reads few files anew, and so does little of it again.
    """

    def __init__(self, work: Callable[[Kept], Result]) -> None:
        self._work = work
        self._name = f"{work.__module__}.{work.__qualname__}"
        update_wrapper(self, work)

    def __call__(self, value: Kept) -> Result:
        try:
            result: Result = value.__dict__[self._name]
        except KeyError:
            result = value.__dict__[self._name] = self._work(value)
        return result

    def keep(self, value: Kept, result: Result) -> None:
        """Say what the result is, where it was worked out before."""
        value.__dict__[self._name] = result
