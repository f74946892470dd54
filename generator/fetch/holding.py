"""What `seeds/` hold already, and how an answer is put there.

An answer is stored as it came, and is never changed afterwards: `seeds/pubmed/<first>-<last>-<digest>.xml`, by the
smallest and the largest PMID and a digest of the bytes. What a later `--update` finds is
`update-<number>-<first>-….xml`, a name that sorts behind all earlier answers.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator import store
from generator.config import Paths
from generator.model import Relation
from generator.readers import candidates, pubmed_xml
from generator.readers.record import Record, Seed, Unreadable
from generator.reading import seed_files


@dataclass(frozen=True, slots=True)
class Held:
    """A paper that is in `seeds/`, in its latest form there."""

    seed: str
    """From the edition's root."""
    digest: str | None
    """Of what a PubMed XML record says; None where the seed is in another format, which says less."""
    relations: tuple[Relation, ...]

    @classmethod
    def of(cls, seed: str, record: Record, is_xml: bool) -> "Held":
        return cls(seed, digest(record) if is_xml else None, record.relations)


def digest(record: Record) -> str:
    """Digest of all that a record says. Dates of revision and the like, which no page shows, do not count."""
    return hashlib.sha256(repr(replace(record, line=None)).encode()).hexdigest()


def held(paths: Paths) -> dict[str, Held]:
    """The papers in `seeds/` by PMID. The seeds themselves are read, so nothing is remembered that may be wrong.

    What `fetch` stored counts over other seeds, its later answers over earlier ones, and PubMed XML over other formats.
    """
    found: dict[str, Held] = {}
    for path in sorted(seed_files(paths), key=lambda each: each.parent == folder(paths)):
        seed = Seed(path, paths.relative(path))
        for record, is_xml in _readable(seed):
            if record.pmid and (is_xml or record.pmid not in found):
                found[record.pmid] = Held.of(seed.name, record, is_xml)
    return found


def keep(paths: Paths, data: bytes, pmids: Collection[str], prefix: str = "") -> str:
    """Store an answer, whole or not at all, and give its path from the edition's root. Raises OSError."""
    numbers = [int(pmid) for pmid in pmids]
    name = f"{prefix}{min(numbers)}-{max(numbers)}-{hashlib.sha256(data).hexdigest()[:12]}.xml"
    path = folder(paths) / name
    store.replace_file(path, data)
    return paths.relative(path)


def folder(paths: Paths) -> Path:
    """Where answers are stored."""
    return paths.seeds / "pubmed"


def update_prefix(paths: Paths) -> str:
    """How the answers of the next update begin."""
    numbers = [path.name.split("-")[1] for path in folder(paths).glob("update-*-*.xml")]
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"update-{last + 1:04}-"


def _readable(seed: Seed) -> Iterator[tuple[Record, bool]]:
    """The records of a seed, and whether they are PubMed XML. What cannot be read is for `normalize` to report."""
    try:
        readers = candidates(seed)
        for item in readers[0].read(seed) if len(readers) == 1 else ():
            if isinstance(item, Record):
                yield item, readers[0].NAME == pubmed_xml.NAME
    except (Unreadable, OSError):
        return
