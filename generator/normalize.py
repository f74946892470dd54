"""Seeds become papers, and papers proposals: each raw document is read by the one reader that recognises it.

A seed that cannot be read is a problem of its own; the others go through. What a person has edited is left alone.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator import store
from generator.config import Paths
from generator.detect import Drug, Names, detect
from generator.model import Paper, Source
from generator.problems import Problem, warning
from generator.readers import Reader, candidates
from generator.readers.record import Record, Refusal, Seed, Unreadable

IGNORED = ("README.md", "reading-list.txt")
"""Files that lie in `seeds/` without being documents."""
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass
class Outcome:
    """What one run did."""

    written: list[str] = field(default_factory=list)
    """Ids of papers whose page was written anew."""
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Ids of papers left alone because somebody edited their page."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Proposing:
    """What papers are read with to propose something about them."""

    names: Names
    drug: Drug


def normalize(paths: Paths, progress: Callable[[str], None] = lambda _: None) -> Outcome:
    """Read every seed and write the page of each paper that changed. `progress` is told each seed's name."""
    outcome = Outcome()
    proposing = _proposing(paths)
    origins: dict[str, str] = {}
    for seed, digest in _new_seeds(paths, outcome.problems):
        progress(seed.name)
        for reader, record in _records(seed, paths, outcome.problems):
            paper = to_paper(record, reader.NAME, seed.name, digest)
            if paper.id in origins:
                outcome.problems.append(_same_paper(paths, seed, paper.id, origins[paper.id]))
            else:
                origins[paper.id] = seed.name
                _keep_or_write(paths, paper, outcome)
                _propose(paths, paper, proposing, outcome)
    return outcome


def to_paper(record: Record, format_name: str, seed: str, digest: str) -> Paper:
    """A record as a paper: its id, its source, and every field that the record has."""
    fields = {name: getattr(record, name) for name in Record.__dataclass_fields__ if name in Paper.model_fields}
    return Paper(
        **fields,
        id=paper_id(record, digest),
        year=(record.date or record.epub_date or "")[:4] or None,
        source=Source(seed=seed, format=format_name, sha256=digest, content=record.content),
        digest="",
    )


def paper_id(record: Record, digest: str) -> str:
    """The PMID; else the DOI as a slug; else a digest of title, year and first author; without a title, of the seed."""
    if record.pmid is not None:
        return record.pmid
    if record.doi is not None:
        return "doi-" + _SLUG.sub("-", record.doi.lower()).strip("-")
    if record.title is None:
        return "sha-" + digest[:16]
    first_author = record.authors[0].name if record.authors else ""
    named = "\n".join((" ".join(record.title.casefold().split()), (record.date or "")[:4], first_author.casefold()))
    return "sha-" + hashlib.sha256(named.encode()).hexdigest()[:16]


def _new_seeds(paths: Paths, problems: list[Problem]) -> Iterator[tuple[Seed, str]]:
    """The seeds in the order of their names, a copy of an earlier one left out."""
    seen: dict[str, str] = {}
    for path in seed_files(paths):
        seed = Seed(path, path.relative_to(paths.seeds).as_posix())
        try:
            digest = store.file_digest(path)
        except OSError as fault:
            problems.append(_unread(paths, seed, Refusal("seed-unreadable", f"{fault.strerror}.", "Make it readable.")))
            continue
        first = seen.setdefault(digest, seed.name)
        if first == seed.name:
            yield seed, digest
        else:
            refusal = Refusal("seed-twice", f"the same bytes as seeds/{first}.", "Delete one of the two.")
            problems.append(_unread(paths, seed, refusal))


def seed_files(paths: Paths) -> list[Path]:
    """All documents below `seeds/`, by name; hidden files and the folder's own notes left out."""
    if not paths.seeds.is_dir():
        return []
    return [
        path
        for path in sorted(paths.seeds.rglob("*"))
        if path.is_file()
        and path.name not in IGNORED
        and not any(part.startswith(".") for part in path.relative_to(paths.seeds).parts)
    ]


def _records(seed: Seed, paths: Paths, problems: list[Problem]) -> Iterator[tuple[Reader, Record]]:
    """The records of a seed with the reader that found them; refusals become problems."""
    try:
        readers = candidates(seed)
        if len(readers) != 1:
            raise Unreadable(_not_recognised(readers))
        for item in readers[0].read(seed):
            if isinstance(item, Record):
                yield readers[0], item
            else:
                problems.append(_unread(paths, seed, item))
    except Unreadable as fault:
        problems.append(_unread(paths, seed, fault.refusal))


def _not_recognised(readers: Iterable[Reader]) -> Refusal:
    names = ", ".join(reader.NAME for reader in readers)
    if names:
        return Refusal("seed-ambiguous", f"it could be any of: {names}.", "Save the document again in one format.")
    return Refusal(
        "seed-unknown",
        "no reader recognises this document.",
        "Save it again as one of the formats that README.md lists, or move it out of seeds/.",
    )


def _keep_or_write(paths: Paths, paper: Paper, outcome: Outcome) -> None:
    path = paths.papers / f"{paper.id}.md"
    new = store.paper_text(paper)
    old = _text(path)
    if old == new:
        outcome.unchanged.append(paper.id)
    elif old is not None and store.is_hand_edited(old):
        outcome.kept.append(paper.id)
        outcome.problems.append(store.hand_edited(paths.relative(path), paper.id))
    else:
        store.replace_file(path, new.encode())
        outcome.written.append(paper.id)


def _proposing(paths: Paths) -> _Proposing | None:
    """The names to look for; None where the edition does not describe its drug yet."""
    found = store.vocabulary(paths)
    return _Proposing(Names.of(found[1]), Drug(found[0])) if found else None


def _propose(paths: Paths, paper: Paper, proposing: _Proposing | None, outcome: Outcome) -> None:
    """Write what a program proposes about a paper, where that changed and nobody edited the file."""
    if proposing is None:
        return
    path = paths.detected / f"{paper.id}.yaml"
    new = store.detected_text(detect(paper, proposing.names, proposing.drug))
    old = _text(path)
    if old is not None and old != new and store.is_hand_edited(old):
        outcome.problems.append(store.detected_edited(paths.relative(path), paper.id))
    elif old != new:
        store.replace_file(path, new.encode())


def _text(path: Path) -> str | None:
    """A file as its writer wrote it, whatever an editor did to its line ends."""
    return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n") if path.is_file() else None


def _same_paper(paths: Paths, seed: Seed, paper: str, first: str) -> Problem:
    refusal = Refusal(
        "seed-same-paper",
        f"paper {paper} was already read from seeds/{first}.",
        "Keep the document that holds more of the text, and delete the other.",
    )
    return _unread(paths, seed, refusal)


def _unread(paths: Paths, seed: Seed, refusal: Refusal) -> Problem:
    return warning(paths.relative(seed.path), refusal.line, refusal.code, refusal.message, refusal.hint)
