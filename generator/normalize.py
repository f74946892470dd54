"""Seeds become papers, and papers proposals. Several documents on one publication become one paper.

What a person has edited is left alone, and a text on file is not replaced by a poorer one.
"""

import hashlib
import os
import pickle
import tempfile
from collections.abc import Container, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from generator import forking, merging, store
from generator.config import Paths
from generator.detect import Drug, Names, detect
from generator.machine_files import detected_edited, hand_edited, is_hand_edited
from generator.merging import Doubt, Group, Identity
from generator.model import Paper, Source
from generator.model.fields import doi_id
from generator.problems import Problem, warning
from generator.readers.record import Record
from generator.readers.wanted import Wanted
from generator.reading import Progress, Reading, Report

_IN_MEMORY = 32_000_000
"""Bytes of papers that are kept in memory while all are read; more than that wait in a temporary file."""
_WORTH_IT = 40
"""Papers from which more processes save more time than they take to start: each takes some milliseconds."""
_WAITING = 2
"""Processes for each processor, since each waits for the disk about as long as it works."""


@dataclass
class Outcome:
    """What one run did."""

    written: list[str] = field(default_factory=list)
    """Ids of papers whose page was written anew."""
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Ids of papers left alone because somebody edited their page, or because it holds more than the seeds do now."""
    removed: list[str] = field(default_factory=list)
    """Ids under which no seed holds a paper any more, though all are there that did."""
    problems: list[Problem] = field(default_factory=list)
    """Seeds and records that were not read or are not followed, and pages that were kept."""
    doubts: list[Problem] = field(default_factory=list)
    """Documents that became papers, though they may be on a publication that another document is on."""

    def add(self, other: "Outcome") -> None:
        """What was done besides."""
        for name in self.__dataclass_fields__:
            getattr(self, name).extend(getattr(other, name))


@dataclass(frozen=True)
class _Proposing:
    """What papers are read with to propose something about them."""

    names: Names
    drug: Drug


def normalize(paths: Paths, progress: Report = lambda _: None, jobs: int | None = None) -> Outcome:
    """Read every seed and write the page of each paper that changed. `progress` is told how far the run is.

    `jobs` is how many processors may work at once; all where it is None.
    """
    outcome = Outcome()
    proposing = _proposing(paths)
    reading = Reading(paths, _wanted(proposing), progress)
    with closing(_Shelf()) as shelf:
        groups, doubts = merging.publications(
            [shelf.put(to_paper(each.record, each.format, each.seed, each.sha256)) for each in reading.records()]
        )
        papers = _by_id(shelf, groups)
        work = partial(_made, paths, shelf, proposing)
        processors = forking.processors(jobs)
        processes = _WAITING * processors if processors > 1 else 1
        made = forking.spread(work, list(papers.items()), processes, _WORTH_IT)
        for number, one in enumerate(made):
            progress(Progress("pages", number, len(papers)))
            outcome.add(one)
    _remove_stale(paths, papers.keys(), reading.read_whole, outcome)
    outcome.problems[:0] = reading.problems
    for doubt in doubts:
        (outcome.problems if doubt.left_out else outcome.doubts).append(_doubtful(paths, doubt))
    return outcome


class _Shelf:
    """Papers put aside, so that memory holds few at a time. Processes that are forked from this one find them, too."""

    def __init__(self) -> None:
        self._kept: list[bytes | tuple[int, int]] = []
        """Papers, or where they begin and end in the file."""
        self._room = _IN_MEMORY
        self._file: IO[bytes] | None = None

    def put(self, paper: Paper) -> Identity:
        data = pickle.dumps(paper, pickle.HIGHEST_PROTOCOL)
        self._room -= len(data)
        self._kept.append(data if self._room >= 0 else self._put_in_file(data))
        return merging.identity(paper, len(self._kept) - 1)

    def get(self, one: Identity) -> Paper:
        kept = self._kept[one.number]
        paper: Paper = pickle.loads(kept if isinstance(kept, bytes) else self._from_file(*kept))
        return paper

    def close(self) -> None:
        """Delete the file."""
        if self._file is not None:
            self._file.close()

    def _put_in_file(self, data: bytes) -> tuple[int, int]:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  it is open as long as the shelf is
        begin = self._file.tell()
        self._file.write(data)
        return begin, begin + len(data)

    def _from_file(self, begin: int, end: int) -> bytes:
        assert self._file is not None, "it holds a paper"
        self._file.flush()
        # Processes share its position, so that nobody moves it who can do without.
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), end - begin, begin)
        self._file.seek(begin)
        return self._file.read(end - begin)


def to_paper(record: Record, format_name: str, seed: str, digest: str) -> Paper:
    """A record as a paper: its id, its source, and every field that the record has."""
    fields = {name: getattr(record, name) for name in Record.__dataclass_fields__ if name in Paper.model_fields}
    return Paper(
        **fields,
        id=paper_id(record, digest),
        year=(record.date or record.epub_date or "")[:4] or None,
        sources=(Source(seed=seed, format=format_name, sha256=digest, content=record.content),),
        digest="",
    )


def paper_id(record: Record, digest: str) -> str:
    """The PMID; else the DOI as a slug; else a digest of title, year and first author; without a title, of the seed."""
    if record.pmid is not None:
        return record.pmid
    if record.doi is not None:
        return doi_id(record.doi)
    if record.title is None:
        return "sha-" + digest[:16]
    first_author = record.authors[0].name if record.authors else ""
    return _hashed(" ".join(record.title.casefold().split()), (record.date or "")[:4], first_author.casefold())


def _by_id(shelf: _Shelf, groups: Iterable[Group]) -> dict[str, list[Group]]:
    """The documents of each paper, by its id."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        paper = merging.merged([shelf.get(one) for one in group])
        found.setdefault(_own_id(paper, found.keys()), []).append(group)
    return found


def _own_id(paper: Paper, taken: Container[str]) -> str:
    """The id that the paper's fields together give; another one where a different paper has that."""
    source = paper.source
    record = Record(
        pmid=paper.pmid, doi=paper.doi, title=paper.title, date=paper.date or paper.epub_date, authors=paper.authors
    )
    own = paper_id(record, source.sha256)
    if own in taken:
        own = _hashed(own, paper.title or "", paper.journal or "", paper.volume or "", paper.pages or "", source.sha256)
    return own


def _hashed(*parts: str) -> str:
    return "sha-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _made(paths: Paths, shelf: _Shelf, proposing: _Proposing | None, named: tuple[str, list[Group]]) -> Outcome:
    """Write what changed of the papers of one id, and of what is proposed about them."""
    outcome = Outcome()
    for group in named[1]:
        paper = merging.merged([shelf.get(one) for one in group]).model_copy(update={"id": named[0]})
        if _keep_or_write(paths, paper, outcome):
            _propose(paths, paper, proposing, outcome)
    return outcome


def _keep_or_write(paths: Paths, paper: Paper, outcome: Outcome) -> bool:
    """Write the page of a paper if it changed and may be; whether the page now is the paper's."""
    path = paths.papers / f"{paper.id}.md"
    new = store.paper_text(paper)
    old = _text(path)
    if old == new:
        outcome.unchanged.append(paper.id)
    elif old is not None and (problem := _why_kept(paths.relative(path), old, paper)):
        outcome.kept.append(paper.id)
        outcome.problems.append(problem)
        return False
    else:
        store.replace_file(path, new.encode())
        outcome.written.append(paper.id)
    return True


def _why_kept(place: str, old: str, paper: Paper) -> Problem | None:
    """Why a page stays as it is: somebody edited it, or a seed that is gone or was changed held more of the text."""
    if is_hand_edited(old):
        return hand_edited(place, paper.id)
    before = store.read_paper(old, place)
    now = {source.sha256 for source in paper.sources}
    gone = [source.seed for source in before.sources if source.sha256 not in now] if before else []
    if before is None or not gone or not merging.is_poorer(paper, before):
        return None
    return warning(
        place,
        None,
        "text-poorer",
        f"the page holds more text than the documents do now: seeds/{gone[0]} was changed or is gone.",
        "Put that document back; or delete the page and run `evidence normalize`, which writes it with less text.",
    )


def _proposing(paths: Paths) -> _Proposing | None:
    """The names to look for; None where the edition does not describe its drug yet."""
    found = store.vocabulary(paths)
    return _Proposing(Names.of(found[1]), Drug(found[0])) if found else None


def _wanted(proposing: _Proposing | None) -> Wanted | None:
    """What a record of a bulk download must name to be taken."""
    return Wanted(proposing.drug.pattern, proposing.drug.spellings) if proposing else None


def _propose(paths: Paths, paper: Paper, proposing: _Proposing | None, outcome: Outcome) -> None:
    """Write what a program proposes about a paper, where that changed and nobody edited the file."""
    if proposing is None:
        return
    path = paths.detected / f"{paper.id}.yaml"
    new = store.detected_text(detect(paper, proposing.names, proposing.drug))
    old = _text(path)
    if old is not None and old != new and is_hand_edited(old):
        outcome.problems.append(detected_edited(paths.relative(path), paper.id))
    elif old != new:
        store.replace_file(path, new.encode())


def _remove_stale(paths: Paths, ids: Container[str], read: set[str], outcome: Outcome) -> None:
    """Remove pages that a program wrote and would not write any more, since their documents are read as other papers.

    A page stays where a document of it is gone or could not be read: it may be all that is left of it.
    """
    for path in sorted(paths.papers.glob("*.md")) if paths.papers.is_dir() else ():
        text = "" if path.stem in ids else _text(path) or ""
        if not text or is_hand_edited(text):
            continue
        paper = store.read_paper(text, paths.relative(path))
        if paper is not None and all(source.seed in read for source in paper.sources):
            path.unlink()
            outcome.removed.append(path.stem)
    for path in sorted(paths.detected.glob("*.yaml")) if paths.detected.is_dir() else ():
        if not (paths.papers / f"{path.stem}.md").exists() and not is_hand_edited(_text(path) or ""):
            path.unlink()


def _text(path: Path) -> str | None:
    """A file as its writer wrote it, whatever an editor did to its line ends."""
    return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n") if path.is_file() else None


def _doubtful(paths: Paths, doubt: Doubt) -> Problem:
    one, other = doubt.one, doubt.other
    place = paths.relative(paths.seeds / other.seed)
    if doubt.left_out:
        return warning(
            place,
            None,
            "seed-other-title",
            f"it has the PMID {other.pmid} of seeds/{one.seed}, and another title; it was left out.",
            "Look the PMID up, and remove the document that names it wrongly.",
        )
    return warning(
        place,
        None,
        "seed-alike",
        f"it has the DOI {other.doi} of seeds/{one.seed}, and is another publication by its PMID or title.",
        "Both became papers. If they are one publication, remove the document that says less.",
    )
