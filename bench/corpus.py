"""A whole edition, made up: `python -m bench.corpus --papers 2000 --out DIR`.

The seeds are written first; the pages of papers and the proposals are what the readers find in them, by the code that
`normalize` uses, so that `normalize` has nothing to change afterwards. The same arguments give the same bytes.
"""

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench import appraisals, edition, seeds
from bench.studies import Study, study
from bench.subjects import subjects
from bench.texts import text_of
from generator import store
from generator.config import Paths
from generator.detect import Drug, Names, detect
from generator.normalize import to_paper
from generator.readers import pubmed_xml
from generator.readers.record import Record, Seed

SEED = 1
DISEASES = 60


@dataclass(frozen=True)
class Batch:
    """The studies of one seed, for a process to write."""

    root: Path
    seed: int
    number: int
    studies: tuple[Study, ...]


def write(root: Path, papers: int, seed: int = SEED, diseases: int = DISEASES) -> None:
    """Write an edition into a folder that is empty or not there yet."""
    if root.exists() and any(root.iterdir()):
        raise SystemExit(f"{root} is not empty; name a folder that is, or remove it.")
    all_subjects = subjects(seed, diseases)
    studies = [study(seed, number, all_subjects) for number in range(papers)]
    _write(root / "content", edition.files(seed, all_subjects, studies))
    starts = range(0, papers, seeds.RECORDS)
    batches = [Batch(root, seed, n, tuple(studies[at : at + seeds.RECORDS])) for n, at in enumerate(starts)]
    if len(batches) < 2:
        list(map(write_batch, batches))
        return
    with get_context("spawn").Pool() as pool:
        pool.map(write_batch, batches, chunksize=1)


def write_batch(batch: Batch) -> None:
    """One seed, with the appraisals, papers and proposals of its studies."""
    paths = Paths(batch.root)
    texts = {each.pmid: text_of(batch.seed, each) if each.has_text else None for each in batch.studies}
    records = "".join(seeds.record(batch.seed, each, texts[each.pmid]) for each in batch.studies)
    name = seeds.name(batch.number)
    _write(paths.seeds, [(name, seeds.HEAD + records + seeds.TAIL)])
    _write(
        paths.content / "appraisals",
        (
            (f"{each.pmid}.md", appraisals.appraisal(batch.seed, each, text))
            for each in batch.studies
            if each.appraised and (text := texts[each.pmid])
        ),
    )
    _write(paths.content, _normalized(paths, name))


def _normalized(paths: Paths, name: str) -> Iterator[tuple[str, str]]:
    """The machine's files on the records of one seed."""
    path = paths.seeds / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    vocabulary = store.vocabulary(paths)
    assert vocabulary is not None, "the edition's drug is written before its papers"
    names, drug = Names.of(vocabulary[1]), Drug(vocabulary[0])
    for record in pubmed_xml.read(Seed(path, name)):
        assert isinstance(record, Record), record
        paper = to_paper(record, pubmed_xml.NAME, name, digest)
        yield f"papers/{paper.id}.md", store.paper_text(paper)
        yield f"detected/{paper.id}.yaml", store.detected_text(detect(paper, names, drug))


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, default=1000, help="how many papers")
    parser.add_argument("--diseases", type=int, default=DISEASES, help="how many diseases, each with two indications")
    parser.add_argument("--seed", type=int, default=SEED, help="another number gives another collection")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the edition into; must be empty")
    given = parser.parse_args()
    write(given.out.resolve(), given.papers, given.seed, given.diseases)


if __name__ == "__main__":
    main()
