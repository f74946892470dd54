"""The documents in `seeds/` and what the readers find in them.

A seed that cannot be read is a problem of its own; the others go through.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator import store
from generator.config import Paths
from generator.problems import Problem, warning
from generator.readers import Reader, candidates, pubmed_xml
from generator.readers.record import Record, Refusal, Seed, Unreadable
from generator.readers.wanted import Wanted

IGNORED = ("README.md", "reading-list.txt")
"""Files that lie in `seeds/` without being documents."""
BULK_BYTES = 20_000_000
"""Size from which an unpacked PubMed file is taken for a download of all there is; `fetch` stores sets of 2 MB."""
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    name: str
    """What is worked on."""
    done: int
    of: int


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Found:
    """One record and where it stands."""

    record: Record
    format: str
    seed: str
    sha256: str


@dataclass
class Reading:
    """One pass over `seeds/`."""

    paths: Paths
    wanted: Wanted | None
    """What a record of a bulk download must name to be taken; None takes all."""
    progress: Report
    problems: list[Problem] = field(default_factory=list)
    read_whole: set[str] = field(default_factory=set)
    """Names of the seeds of which nothing was refused."""

    def records(self) -> Iterator[Found]:
        """All records, in the order of the seeds' names; a copy of an earlier seed is left out."""
        seen: dict[str, str] = {}
        for seed in self._seeds():
            if (digest := self._digest(seed)) is None:
                continue
            first = seen.setdefault(digest, seed.name)
            if first == seed.name:
                yield from self._of(seed, digest)
            else:
                refusal = Refusal("seed-twice", f"the same bytes as seeds/{first}.", "Delete one of the two.")
                self._refuse(seed, refusal)

    def _seeds(self) -> Iterator[Seed]:
        """The documents; how far they are read is told in bytes of all of them."""
        files = seed_files(self.paths)
        sizes = [path.stat().st_size for path in files]
        before, of = 0, sum(sizes)
        for path, size in zip(files, sizes, strict=True):
            name = path.relative_to(self.paths.seeds).as_posix()
            tell = partial(self._tell, name, before, of)
            tell(0)
            yield Seed(path, name, tell)
            before += size

    def _tell(self, name: str, before: int, of: int, at: int) -> None:
        self.progress(Progress(name, before + at, of))

    def _digest(self, seed: Seed) -> str | None:
        if seed.path.is_symlink() and self.paths.leads_out(seed.path, self.paths.seeds):
            message = "it is a link to a file elsewhere, which would be published from there."
            self._refuse(seed, Refusal("seed-outside", message, "Put the document itself in its place."))
            return None
        try:
            return store.file_digest(seed.path)
        except OSError as fault:
            self._refuse(seed, Refusal("seed-unreadable", f"{fault.strerror}.", "Make it readable."))
            return None

    def _of(self, seed: Seed, digest: str) -> Iterator[Found]:
        """The records of one seed; refusals become problems."""
        refused = len(self.problems)
        try:
            reader = _the_reader(seed)
            for item in self._items(reader, seed):
                if isinstance(item, Record):
                    yield Found(item, reader.NAME, seed.name, digest)
                else:
                    self._refuse(seed, item)
        except Unreadable as fault:
            self._refuse(seed, fault.refusal)
        if len(self.problems) == refused:
            self.read_whole.add(seed.name)

    def _items(self, reader: Reader, seed: Seed) -> Iterator[Record | Refusal]:
        if reader is pubmed_xml and is_bulk(seed):
            return pubmed_xml.read(seed, self.wanted)
        return reader.read(seed)

    def _refuse(self, seed: Seed, refusal: Refusal) -> None:
        place = self.paths.relative(seed.path)
        self.problems.append(warning(place, refusal.line, refusal.code, refusal.message, refusal.hint))


def seed_files(paths: Paths) -> list[Path]:
    """All documents below `seeds/`, by name; hidden files and the folder's own notes left out."""
    if not paths.seeds.is_dir():
        return []
    walked = os.walk(paths.seeds, onerror=store.refuse_closed)
    return [
        path
        for path in sorted(Path(folder, name) for folder, _, names in walked for name in names)
        if path.is_file()
        and path.name not in IGNORED
        and not any(part.startswith(".") for part in path.relative_to(paths.seeds).parts)
    ]


def is_bulk(seed: Seed) -> bool:
    """Whether a PubMed file is a download of all there is, such as the yearly ones, and not somebody's choice.

    Those are packed, or very large. Nobody wants thirty thousand pages, most of them on something else.
    """
    return seed.head.startswith(_GZIP) or seed.path.stat().st_size > BULK_BYTES


def _the_reader(seed: Seed) -> Reader:
    """The one reader that recognises a seed. Raises Unreadable for none and for several."""
    readers = candidates(seed)
    if len(readers) != 1:
        raise Unreadable(_not_recognised(readers, seed.head))
    return readers[0]


_XML = rb"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?"
_OTHER_FORMATS = (
    (
        "JATS, the XML of an article",
        re.compile(_XML + rb"<(?:!DOCTYPE\s+)?(?:article\b|pmc-articleset\b)", re.IGNORECASE),
    ),
    (
        "an answer of Europe PMC",
        re.compile(rb"\s*\{.*\"(?:resultList|hitCount)\"|" + _XML + rb"<responseWrapper\b", re.DOTALL),
    ),
    ("JSON", re.compile(rb"\s*[{\[]\s*[\"{\[]")),
    ("BibTeX", re.compile(rb"\s*@\w+\s*\{")),
    ("RTF", re.compile(rb"\{\\rtf")),
    ("a page of another site", re.compile(rb"\s*<(?:!DOCTYPE\s+)?html\b", re.IGNORECASE)),
    ("XML of another kind", re.compile(rb"\s*<\?xml\b")),
)
"""What people drop that no reader reads, told by its beginning."""
_READ = (
    "Save it again as one of: PubMed, MEDLINE or abstract text, a PubMed page, PubMed XML or CSV, RIS,"
    " a record of a reference cache; or move it out of seeds/."
)


def _not_recognised(readers: Iterable[Reader], head: bytes) -> Refusal:
    names = ", ".join(reader.NAME for reader in readers)
    if names:
        return Refusal("seed-ambiguous", f"it could be any of: {names}.", "Save the document again in one format.")
    kind = next((name for name, beginning in _OTHER_FORMATS if beginning.match(head)), None)
    fault = f"it looks like {kind}, which is not read." if kind else "no reader recognises this document."
    return Refusal("seed-unknown", fault, _READ)
