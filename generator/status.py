"""What awaits a person, and what has grown old. Pure: an edition and a day in, tasks out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.checks.age import old_rows
from generator.evidence import DESIGNS, summarize
from generator.model import Corpus, Detected, Paper
from generator.problems import Problem
from generator.store import UNCORRECTABLE

_USES = ("compared", "given", "planned", "mentioned", None)
"""What a paper seems to do with the drug, the most telling first."""
_TEXT_CHANGED = {
    "quote-not-found": "a quote is not in the paper's text",
    "sentence-uncovered": "a sentence about the drug is not used",
    "seed-changed": "its source is another document now",
    "seed-missing": "its source is gone",
}
"""Problems by which an appraisal may no longer fit its paper, with what to say of them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work that waits."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    """What it waits on, the most urgent first; all rows have the same cells."""
    way_out: str
    """What to do or to run next."""


def tasks(
    corpus: Corpus, problems: Iterable[Problem], seeds: Iterable[str], sourced: Mapping[str, Paper], day: date
) -> list[Task]:
    """All that waits, only kinds with something in them.

    `problems` are those of `check`, `seeds` the documents on file, `sourced` the papers with corrections as their
    sources describe them, and `day` the day from which the age of a row counts.
    """
    all_tasks = (
        _awaiting(corpus),
        _stale(corpus, problems),
        _without_bottom_line(corpus),
        _old_labels(corpus, day),
        _unread(corpus, seeds),
        _without_paper(corpus),
        _needless_corrections(corpus, sourced),
    )
    return [task for task in all_tasks if task.rows]


def _awaiting(corpus: Corpus) -> Task:
    begun = {key for key in corpus.papers if f"content/appraisals/{key}.md" in corpus.unread}
    waiting = [paper for paper in corpus.papers if paper not in corpus.appraisals and paper not in begun]
    waiting.sort(key=lambda paper: (*_promise(corpus, paper), paper))
    rows = tuple(_proposal(corpus, paper) for paper in waiting)
    first = waiting[0] if waiting else ""
    return Task("Papers that await appraisal", rows, f"Run `evidence new appraisal {first}` and fill it in.")


def _promise(corpus: Corpus, paper: str) -> tuple[int, int, int]:
    """How much a paper seems to say about the drug: by its use, its design, its patients."""
    detected = _detected(corpus, paper)
    if detected is None:
        return len(_USES), len(DESIGNS), 0
    patients = detected.patients.value or 0
    return _USES.index(detected.intervention.use), DESIGNS.index(detected.design.value), -patients


def _proposal(corpus: Corpus, paper: str) -> tuple[str, ...]:
    detected = _detected(corpus, paper)
    year = corpus.papers[paper].value.year or "no year"
    if detected is None:
        return paper, year, "nothing proposed", "", "", ""
    patients = detected.patients.value
    diseases = ", ".join(mention.disease for mention in detected.diseases) or "no disease named"
    use = detected.intervention.use
    return (
        paper,
        year,
        f"drug {use}" if use else "drug not named",
        detected.design.value,
        "" if patients is None else f"n = {patients:,}",
        diseases,
    )


def _detected(corpus: Corpus, paper: str) -> Detected | None:
    page = corpus.detected.get(paper)
    return page.value if page else None


def _stale(corpus: Corpus, problems: Iterable[Problem]) -> Task:
    appraised = {page.path: page.path for page in corpus.appraisals.values()}
    appraised |= {corpus.papers[key].path: page.path for key, page in corpus.appraisals.items() if key in corpus.papers}
    rows = {
        (appraised[problem.path], _TEXT_CHANGED[problem.code])
        for problem in problems
        if problem.code in _TEXT_CHANGED and problem.path in appraised
    }
    way_out = "Run `evidence check`: it names each place and the words that come nearest."
    return Task("Appraisals that no longer fit their paper", tuple(sorted(rows)), way_out)


def _without_bottom_line(corpus: Corpus) -> Task:
    pages = {subject: (page.path, page.value.bottom_line) for subject, page in corpus.diseases.items()}
    pages |= {subject: (page.path, page.value.bottom_line) for subject, page in corpus.indications.items()}
    silent = {subject: path for subject, (path, said) in pages.items() if not said}
    papers = {subject: len(summarize(corpus, subject).papers) for subject in silent}
    found = sorted((subject for subject in silent if papers[subject]), key=lambda subject: (-papers[subject], subject))
    rows = tuple((silent[subject], f"{papers[subject]:,}") for subject in found)
    return Task("Pages with appraised papers (their number) and no bottom line", rows, "Write it as `bottom_line:`.")


def _old_labels(corpus: Corpus, day: date) -> Task:
    page = corpus.label_status
    rows = tuple(
        (f"{page.path}:{page.line('rows', at, 'read')}", row.disease, row.jurisdiction, row.read.isoformat())
        for at, row in sorted(old_rows(corpus, day), key=lambda found: found[1].read)
    )
    way_out = "Read the source again, correct the row, and write the day as `read:`."
    return Task(f"Rows of label status read more than a year before {day}", rows, way_out)


def _unread(corpus: Corpus, seeds: Iterable[str]) -> Task:
    rows = tuple((f"seeds/{seed}",) for seed in sorted(set(seeds) - corpus.seed_digests.keys()))
    return Task(
        "Documents from which no paper was read", rows, "Run `evidence normalize`: it names the reason of each."
    )


def _without_paper(corpus: Corpus) -> Task:
    gone = sorted(
        paper
        for paper in corpus.detected.keys() - corpus.papers.keys()
        if f"content/papers/{paper}.md" not in corpus.unread
    )
    rows = tuple((corpus.detected[paper].path,) for paper in gone)
    return Task("Proposals about papers that are gone", rows, "Delete these files.")


def _needless_corrections(corpus: Corpus, sourced: Mapping[str, Paper]) -> Task:
    rows = tuple(
        (f"{page.path}:{page.line('corrections', name)}", name)
        for paper, page in corpus.appraisals.items()
        if paper in sourced
        for name in _same(corpus.papers[paper].value, sourced[paper], page.value.corrections)
    )
    return Task("Corrections that the sources make needless", rows, "Remove the lines.")


def _same(corrected: Paper, sourced: Paper, names: Iterable[str]) -> Iterator[str]:
    for name in sorted(set(names) & Paper.model_fields.keys() - UNCORRECTABLE):
        if getattr(corrected, name) == getattr(sourced, name):
            yield name
