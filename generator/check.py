"""Corpus in, problems out. Pure: it reads no file, no clock and no environment."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import passages
from generator.checks import addresses, bottom_lines, claiming, coverage, prose, quoting, references
from generator.evidence import Cited, claims
from generator.model import Corpus
from generator.problems import Problem, ordered


@dataclass(frozen=True, slots=True)
class Report:
    """What was verified, and what was found wrong."""

    problems: list[Problem]
    quotes: int
    """Quotes found in the stored text of their paper."""
    links: int
    """References between files, and links in people's text, that lead somewhere."""
    numbers: int
    """Numbers of patients and of bottom lines that stand in a quote."""


def check(corpus: Corpus) -> Report:
    """Verify every id, reference, link, number and quote of the corpus."""
    located = {
        paper: passages.locate_all(corpus.papers[paper].value, page.value)
        for paper, page in corpus.appraisals.items()
        if paper in corpus.papers
    }
    broken_links, good_links = prose.problems(corpus)
    found = [*corpus.problems, *references.problems(corpus), *broken_links]
    found += _appraisal_problems(corpus, located)
    found += _bottom_line_problems(corpus)
    found += addresses.problems(corpus)
    return Report(
        problems=ordered(found),
        quotes=sum(p.match is not None for group in located.values() for p in group),
        links=good_links + _references(corpus) - sum(p.code in _REFERENCE_CODES for p in found),
        numbers=_numbers(corpus) - sum(p.code == "number-not-in-quote" for p in found),
    )


_REFERENCE_CODES = frozenset(
    "subject-unknown citation-unknown citation-off-subject paper-missing retells-unknown".split()
)


def _appraisal_problems(corpus: Corpus, located: dict[str, list[passages.Passage]]) -> Iterator[Problem]:
    named = coverage.intervention_pattern(corpus.intervention.value)
    for paper, page in corpus.appraisals.items():
        yield from claiming.problems(page, corpus)
        if paper in located:
            stored = corpus.papers[paper].value
            yield from quoting.problems(page, stored, located[paper])
            yield from coverage.problems(page, stored, located[paper], named)


def _bottom_line_problems(corpus: Corpus) -> Iterator[Problem]:
    cited: dict[str, Cited] = {}
    for found in claims(corpus):
        cited.setdefault(found.key, found)
    for subject, disease in corpus.diseases.items():
        yield from bottom_lines.problems(subject, disease, corpus, cited)
    for subject, indication in corpus.indications.items():
        yield from bottom_lines.problems(subject, indication, corpus, cited)


def _references(corpus: Corpus) -> int:
    """How many references there are: appraisal to paper, claim to subject, claim to study, sentence to claim."""
    appraisals = [page.value for page in corpus.appraisals.values()]
    subjects = sum(len(c.about) for a in appraisals for c in a.claims) + sum(len(a.patients) for a in appraisals)
    retold = sum(c.retells is not None for a in appraisals for c in a.claims)
    return len(appraisals) + subjects + retold + bottom_lines.count_citations(corpus)


def _numbers(corpus: Corpus) -> int:
    groups = sum(len(page.value.patients) for page in corpus.appraisals.values())
    return groups + bottom_lines.count_numbers(corpus)
