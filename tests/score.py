"""How well the readers and the proposals do against a folder of labelled samples: `make score`.

The folder holds real documents and `expected.json`, a list of hand labels, one for each record. It is no part of the
project, since the documents are other people's; where it is absent, this says so and ends well. Nothing is written.

What counts as right:

- bibliographic fields, design, number of patients: equal to the label;
- dose: every labelled phrase is found and nothing else is, a phrase being found where one of the two holds the other;
- diseases: counted one by one over all records. A label stands for the diseases that its words name by the names in
  `content/diseases/`; a label without a file is left out, so that it counts for or against nobody;
- key sentence: the labelled sentence itself, or one that shares at least `SAME_SENTENCE` of the words of both.
"""

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import store
from generator.config import Paths
from generator.detect import Drug, Names, detect
from generator.model import Detected, Paper
from generator.normalize import to_paper
from generator.quotes import fold
from generator.readers import candidates
from generator.readers.record import Record, Seed

ROOT = Path(__file__).parent.parent
VARIABLE = "SAMPLES"
SAMPLES = ROOT.parent / "shared" / "samples"
LABELS = "expected.json"
SAME_SENTENCE = 0.8
DESIGNS = {
    "systematic review": "systematic-review",
    "systematic review/meta-analysis": "systematic-review",
    "meta-analysis": "systematic-review",
    "randomized trial": "randomized-trial",
    "randomised trial": "randomized-trial",
    "randomized controlled trial": "randomized-trial",
    "RCT": "randomized-trial",
    "non-randomized trial": "non-randomized-trial",
    "open-label trial": "non-randomized-trial",
    "cohort": "cohort",
    "case-control": "case-control",
    "cross-sectional": "cross-sectional",
    "case series": "case-series",
    "case report": "case-report",
    "narrative review": "narrative-review",
    "guideline": "guideline",
    "laboratory": "laboratory",
    "other": "other",
    "unknown": "unknown",
    "unclear": "unknown",
}
"""The labels' words for study designs, and ours."""
FIELDS: dict[str, Callable[[Paper], Any]] = {
    "title": lambda paper: paper.title,
    "first_author": lambda paper: paper.authors[0].name if paper.authors else None,
    "number_of_authors": lambda paper: len(paper.authors),
    "journal": lambda paper: paper.journal,
    "year": lambda paper: paper.year,
    "volume": lambda paper: paper.volume,
    "issue": lambda paper: paper.issue,
    "pages": lambda paper: paper.pages,
    "doi": lambda paper: paper.doi,
}
Label = dict[str, Any]


@dataclass
class Score:
    """What was right, and what was not."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def mark(self, what: str, label: Label, expected: object, found: object, right: bool) -> None:
        """Note one answer."""
        self.asked[what] += 1
        self.right[what] += right
        if not right:
            self.misses.append(f"{label['pmid']}  {what}\n    label: {expected}\n    found: {found}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure readers and proposals against labelled samples.")
    place = Path(os.environ.get(VARIABLE) or SAMPLES)
    parser.add_argument("--samples", type=Path, default=place, help=f"the folder; ${VARIABLE} names it too")
    parser.add_argument("--misses", action="store_true", help="show each answer that is not the label's")
    options = parser.parse_args()
    if not (options.samples / LABELS).is_file():
        print(f"Nothing to score: no labelled samples here ({LABELS} in a folder that ${VARIABLE} or --samples names).")
        return
    score = measure(options.samples)
    print("\n".join(report(score)))
    if options.misses:
        print("\n".join(score.misses))


def measure(samples: Path) -> Score:
    """Read every labelled file and compare."""
    found = store.vocabulary(Paths(ROOT))
    assert found is not None
    names, drug = Names.of(found[1]), Drug(found[0])
    score = Score()
    for label in json.loads((samples / LABELS).read_text("utf-8")):
        for file in label["file"]:
            papers = [paper for paper in papers_of(samples / file) if paper.pmid == label["pmid"]]
            score.mark("record", label, file, f"{len(papers)} records", len(papers) == 1)
            for paper in papers:
                compare_fields(score, label, paper)
                compare_proposals(score, label, detect(paper, names, drug), names)
    return score


def papers_of(path: Path) -> Iterator[Paper]:
    """The papers that the one reader of a document finds in it."""
    seed = Seed(path, path.name)
    (reader,) = candidates(seed)
    for record in reader.read(seed):
        if isinstance(record, Record):
            yield to_paper(record, reader.NAME, seed.name, "0" * 64)


def compare_fields(score: Score, label: Label, paper: Paper) -> None:
    for name, value in FIELDS.items():
        expected, found = label[name], value(paper)
        score.mark(name, label, expected, found, as_text(expected) == as_text(found))


def as_text(value: object) -> str | None:
    """Labels hold numbers where papers hold strings."""
    return None if value is None else str(value)


def compare_proposals(score: Score, label: Label, found: Detected, names: Names) -> None:
    design = DESIGNS.get(label["study_design"])
    score.mark("design", label, design, found.design, design == found.design.value)
    patients = label["n_patients"]
    score.mark("patients", label, patients, found.patients, patients == found.patients.value)
    doses = label["ivig_dose_phrases"]
    score.mark("dose", label, doses, found.doses, same_doses(doses, found.doses))
    key = label["key_sentence"]
    score.mark("key sentence", label, key, found.key_sentence, same_sentence(key, found.key_sentence))
    compare_diseases(score, label, {mention.disease for mention in found.diseases}, names)


def compare_diseases(score: Score, label: Label, found: set[str], names: Names) -> None:
    expected = {each.disease for name in label["diseases"] for each in names.find(name, names.broader)}
    for disease in sorted(expected | found):
        score.asked["diseases found"] += disease in found
        score.asked["diseases labelled"] += disease in expected
        score.right["diseases"] += disease in found and disease in expected
    if expected != found:
        score.misses.append(f"{label['pmid']}  diseases\n    label: {label['diseases']}\n    found: {sorted(found)}")


def same_doses(expected: Iterable[str], found: Iterable[str]) -> bool:
    one, other = [fold(dose).text for dose in expected], [fold(dose).text for dose in found]
    return all(any(a in b or b in a for b in other) for a in one) and all(
        any(a in b or b in a for a in one) for b in other
    )


def same_sentence(expected: str | None, found: str | None) -> bool:
    if expected is None or found is None:
        return expected is found
    one, other = words(expected), words(found)
    return 2 * (one & other).total() >= SAME_SENTENCE * (one.total() + other.total())


def words(sentence: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", fold(sentence).text.lower()))


def report(score: Score) -> Iterator[str]:
    """One line for each thing measured."""
    for what in ("record", *FIELDS, "design", "patients", "dose", "key sentence"):
        asked, right = score.asked[what], score.right[what]
        yield f"{what:<18} {right:>4} of {asked:<4} {share(right, asked):>6}"
    right = score.right["diseases"]
    found, labelled = score.asked["diseases found"], score.asked["diseases labelled"]
    yield (
        f"diseases: precision {share(right, found)} ({right} of {found}), recall {share(right, labelled)} "
        f"({right} of {labelled}), F1 {share(2 * right, found + labelled)}"
    )


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


if __name__ == "__main__":
    main()
