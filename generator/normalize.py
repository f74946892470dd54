"""Seeds become papers, and papers proposals. Several documents on one publication become one paper.

What a person has edited is left alone, and a text on file is not replaced by a poorer one.
"""

import hashlib
import pickle
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from generator import merging, store
from generator.config import Paths
from generator.detect import Drug, Names, detect
from generator.machine_files import detected_edited, hand_edited, is_hand_edited
from generator.merging import Doubt, Identity
from generator.model import Paper, Source
from generator.model.fields import doi_id
from generator.problems import Problem, warning
from generator.readers.record import Record
from generator.readers.wanted import Wanted
from generator.reading import Progress, Reading, Report

_IN_MEMORY = 32_000_000
"""Bytes of papers that are kept in memory while all are read; more than that wait in a temporary file."""


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


@dataclass(frozen=True)
class _Proposing:
    """What papers are read with to propose something about them."""

    names: Names
    drug: Drug


def normalize(paths: Paths, progress: Report = lambda _: None) -> Outcome:
    """Read every seed and write the page of each paper that changed. `progress` is told how far the run is."""
    outcome = Outcome()
    proposing = _proposing(paths)
    reading = Reading(paths, _wanted(proposing), progress)
    ids: set[str] = set()
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        shelf = _Shelf(file)
        groups, doubts = merging.publications(
            [shelf.put(to_paper(each.record, each.format, each.seed, each.sha256)) for each in reading.records()]
        )
        for number, group in enumerate(groups):
            progress(Progress("pages", number, len(groups)))
            paper = _with_own_id(merging.merged([shelf.get(one) for one in group]), ids)
            ids.add(paper.id)
            if _keep_or_write(paths, paper, outcome):
                _propose(paths, paper, proposing, outcome)
    _remove_stale(paths, ids, reading.read_whole, outcome)
    outcome.problems[:0] = reading.problems
    for doubt in doubts:
        (outcome.problems if doubt.left_out else outcome.doubts).append(_doubtful(paths, doubt))
    return outcome


class _Shelf:
    """Papers put aside in a file of this run's own, so that memory holds one at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[int] = []

    def put(self, paper: Paper) -> Identity:
        self._places.append(self._file.tell())
        pickle.dump(paper, self._file, pickle.HIGHEST_PROTOCOL)
        return merging.identity(paper, len(self._places) - 1)

    def get(self, one: Identity) -> Paper:
        self._file.seek(self._places[one.number])
        paper: Paper = pickle.load(self._file)
        return paper


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


def _with_own_id(paper: Paper, taken: set[str]) -> Paper:
    """The paper under the id that its fields together give; under another where a different paper has that one."""
    source = paper.source
    record = Record(
        pmid=paper.pmid, doi=paper.doi, title=paper.title, date=paper.date or paper.epub_date, authors=paper.authors
    )
    own = paper_id(record, source.sha256)
    if own in taken:
        own = _hashed(own, paper.title or "", paper.journal or "", paper.volume or "", paper.pages or "", source.sha256)
    return paper.model_copy(update={"id": own})


def _hashed(*parts: str) -> str:
    return "sha-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


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


def _remove_stale(paths: Paths, ids: set[str], read: set[str], outcome: Outcome) -> None:
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
