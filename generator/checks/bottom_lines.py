"""A bottom line says nothing that does not stand in a quote it cites or is not computed."""

import re
from collections.abc import Iterator

from generator import bottom_line, numbers
from generator.evidence import GAPS, is_retracted, is_within, summarize
from generator.model import Cited, Corpus, Disease, Indication, Page
from generator.problems import Problem, error, warning

MAX_SENTENCES = 3
KNOWN_FACTS = (*bottom_line.PLACEHOLDERS, *(f"gap:{gap}" for gap in GAPS))
TOO_STRONG = re.compile(
    r"\b(?:effective|efficacious|beneficial|(?:is|are|was|were) (?:safe|recommended)|works?|improve[sd]?|cure[sd]?"
    r"|prove[sdn]?|established|should be (?:used|given))\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:report|conclude|describe|state|tell|call|write|find|found|retell)(?:s|ed)?\b", re.IGNORECASE
)
"""Verbs that put a statement into the mouth of a paper's authors."""


def problems(
    subject: str, page: Page[Disease] | Page[Indication], corpus: Corpus, cited: dict[str, Cited]
) -> Iterator[Problem]:
    """What is wrong with the bottom line of one disease or indication."""
    sentences = page.value.bottom_line
    if len(sentences) > MAX_SENTENCES:
        yield error(
            page.path,
            page.line("bottom_line"),
            "bottom-line-long",
            f"the bottom line has {len(sentences)} sentences; it may have {MAX_SENTENCES}.",
            "Say less; the rest of the page says it all.",
        )
    for index, sentence in enumerate(sentences):
        line = page.line("bottom_line", index)
        yield from _support(page.path, line, sentence)
        yield from _facts(page.path, line, sentence, subject, corpus)
        if not any(_appraisal(key) in corpus.unread for key in bottom_line.citations(sentence)):
            yield from _citations(page.path, line, sentence, subject, corpus, cited)
            yield from _numbers(page.path, line, sentence, cited)
        yield from _strength(page.path, line, sentence)


def _appraisal(key: str) -> str:
    """The file that a claim `paper#claim` stands in."""
    return f"content/appraisals/{key.partition('#')[0]}.md"


def _support(path: str, line: int, sentence: str) -> Iterator[Problem]:
    if not bottom_line.facts(sentence) and not bottom_line.ends_in_citation(sentence):
        yield error(
            path,
            line,
            "bottom-line-unsupported",
            f"this sentence does not end in a claim it rests on: “{' '.join(bottom_line.words(sentence).split())}”.",
            "End it with `[@paper#claim]`, or state a computed fact such as `{patients}`.",
        )


def _citations(
    path: str, line: int, sentence: str, subject: str, corpus: Corpus, cited: dict[str, Cited]
) -> Iterator[Problem]:
    for key in bottom_line.citations(sentence):
        found = cited.get(key)
        if found is None:
            hint = f"See the ids of the claims in {_appraisal(key)}."
            yield error(path, line, "citation-unknown", f"there is no claim {key}.", hint)
        elif not any(is_within(about, subject, corpus) for about in found.claim.about):
            message = f"the claim {key} is not about {subject}."
            hint = f"Cite a claim about it, or add {subject} to the claim's `about`."
            yield error(path, line, "citation-off-subject", message, hint)
        elif all(cited[k].claim.role == "background" for k in bottom_line.citations(sentence) if k in cited):
            message = f"the sentence rests on {key}, which is background."
            yield error(path, line, "bottom-line-unsupported", message, "Cite a result, a synthesis or a conclusion.")
        elif found.paper in corpus.papers and is_retracted(corpus.papers[found.paper].value):
            message = f"the claim {key} belongs to a retracted paper."
            yield error(path, line, "citation-retracted", message, "Rewrite the sentence without it.")


def _facts(path: str, line: int, sentence: str, subject: str, corpus: Corpus) -> Iterator[Problem]:
    for name in bottom_line.facts(sentence):
        gap = name.removeprefix("gap:") if name.startswith("gap:") else None
        if name not in KNOWN_FACTS:
            known = ", ".join(f"{{{fact}}}" for fact in KNOWN_FACTS)
            yield error(path, line, "fact-unknown", f"{{{name}}} is not computed.", f"There are {known}.")
        elif gap is not None and gap not in _gaps(subject, corpus):
            message = f"{{{name}}} says that something is absent which this collection has."
            yield error(path, line, "gap-filled", message, "Rewrite the sentence by what the collection holds now.")


def _gaps(subject: str, corpus: Corpus) -> tuple[str, ...]:
    summary = summarize(corpus, subject)
    return summary.gaps if summary.papers else GAPS


def _numbers(path: str, line: int, sentence: str, cited: dict[str, Cited]) -> Iterator[Problem]:
    quotes = [cited[key].claim.quote for key in bottom_line.citations(sentence) if key in cited]
    quoted = {number for quote in quotes for number in numbers.stated(quote)}
    for number in sorted(numbers.stated(bottom_line.words(sentence)) - quoted):
        yield error(
            path,
            line,
            "number-not-in-quote",
            f"the number {number} does not stand in a quote that this sentence cites.",
            "Cite the claim that states it, or use a placeholder such as `{patients}`.",
        )


def _strength(path: str, line: int, sentence: str) -> Iterator[Problem]:
    said = bottom_line.words(sentence)
    strong = TOO_STRONG.search(said)
    clause = max(said.rfind(mark, 0, strong.start()) for mark in ".;:") + 1 if strong else 0
    if strong and not REPORTED.search(said, clause, strong.start()):
        yield warning(
            path,
            line,
            "wording-too-strong",
            f"“{strong[0]}” is the site's own voice here, and stronger than a collection like this allows.",
            "Say who reports it: “the authors report …”, “a review tells of …”.",
        )


def count_citations(corpus: Corpus) -> int:
    """How many citations all bottom lines hold."""
    return sum(len(bottom_line.citations(sentence)) for sentence in _all(corpus))


def count_numbers(corpus: Corpus) -> int:
    """How many numbers all bottom lines state in their own words."""
    return sum(len(numbers.stated(bottom_line.words(sentence))) for sentence in _all(corpus))


def _all(corpus: Corpus) -> Iterator[str]:
    for disease in corpus.diseases.values():
        yield from disease.value.bottom_line
    for indication in corpus.indications.values():
        yield from indication.value.bottom_line
