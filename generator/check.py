"""Corpus in, problems out. Pure: it reads no file, no clock and no environment."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from generator import passages
from generator.checks import (
    addresses,
    age,
    bottom_lines,
    claiming,
    coverage,
    glossary,
    naming,
    prose,
    quoting,
    references,
    remarks,
)
from generator.evidence import claims
from generator.model import Cited, Corpus, once_per_corpus
from generator.passages import Place
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
    """Numbers of patients, of notes, weaknesses and bottom lines that stand in the paper."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was verified of one appraisal, and what was found wrong."""

    problems: tuple[Problem, ...]
    quotes: int
    """Quotes found in the stored text."""
    words_digest: str = ""
    """Digest of those quotes in the exact words of the text."""
    places: tuple[Place, ...] = ()
    """Where each quote stands, in the order of the file's keys."""
    unnamed: tuple[Problem, ...] = ()
    """Diseases it is about that the paper does not name; this alone depends on the names of all diseases."""


def check(corpus: Corpus, today: date | None = None, known: Mapping[str, Verdict] | None = None) -> Report:
    """Verify every id, reference, link, number and quote of the corpus; with a day, also what has grown old by it.

    `known` holds the verdicts on appraisals, by paper, that were reached already.
    """
    known = known or {}
    verdicts = [known.get(paper) or verdict(corpus, paper) for paper in corpus.appraisals]
    broken_links, good_links = prose.problems(corpus)
    found = [
        *corpus.problems,
        *corpus.personal,
        *references.problems(corpus),
        *broken_links,
        *glossary.problems(corpus),
    ]
    found += [problem for each in verdicts for problem in (*each.problems, *each.unnamed)]
    found += _bottom_line_problems(corpus)
    found += addresses.problems(corpus)
    found += age.problems(corpus, today) if today else ()
    return Report(
        problems=ordered(found),
        quotes=sum(each.quotes for each in verdicts),
        links=good_links + _references(corpus) - sum(p.code in _REFERENCE_CODES for p in found),
        numbers=_numbers(corpus) - sum(p.code == "number-not-in-quote" for p in found),
    )


_REFERENCE_CODES = frozenset(
    "subject-unknown citation-unknown citation-off-subject paper-missing retells-unknown".split()
)


def verdict(corpus: Corpus, paper: str) -> Verdict:
    """What is wrong with the appraisal of a paper."""
    page, stored = corpus.appraisals[paper], corpus.papers.get(paper)
    problems = list(claiming.problems(page, corpus))
    if stored is None:
        return Verdict(tuple(problems), 0)
    located = passages.located(corpus, paper)
    problems += quoting.problems(page, stored.value, located, _named(corpus))
    near = quoting.near_spans(stored.value, located)
    problems += coverage.problems(page, stored.value, located, _named(corpus), near)
    problems += remarks.problems(page, stored.value, corpus)
    words = [stored.value.text[span.start : span.end] for passage in located for span in passage.spans]
    digest = blake2b("\n".join(words).encode(), digest_size=16).hexdigest()
    found = sum(passage.match is not None for passage in located)
    return Verdict(tuple(problems), found, digest, passages.places(located), unnamed(corpus, paper))


def unnamed(corpus: Corpus, paper: str) -> tuple[Problem, ...]:
    """The diseases that an appraisal is about and its paper does not name."""
    page, stored = corpus.appraisals[paper], corpus.papers.get(paper)
    return tuple(naming.problems(page, stored.value, corpus)) if stored else ()


@once_per_corpus
def _named(corpus: Corpus) -> re.Pattern[str]:
    return coverage.intervention_pattern(corpus.intervention.value)


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
    told = sum(remarks.count_numbers(page.value) for page in corpus.appraisals.values())
    return groups + told + bottom_lines.count_numbers(corpus)
