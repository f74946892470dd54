"""What an abstract says of the intervention is either used or left out on purpose; nothing is passed over.

Abstracts introduce the disease before they come to the drug. So every sentence from the first that names the
intervention must be used: one that names it by an error, a later one, whose "this therapy" or "the impact on the
lung" no program can resolve, by a warning.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.model import Appraisal, Intervention, Page, Paper
from generator.passages import Passage
from generator.problems import Problem, error, warning
from generator.quotes import Span
from generator.sentences import sentences, words

USES = frozenset({"claim", "patients", "dose", "left-out"})
"""Passages that account for a sentence; what is `reported` of a treatment repeats them in a table."""
MIN_WORDS = 2
"""Words of meaning that may not be passed over in a row; a single one ("we report that") may."""
_SHORT = 4
_CONNECTING = frozenset(
    [
        "about",
        "also",
        "although",
        "among",
        "been",
        "being",
        "beyond",
        "both",
        "could",
        "during",
        "from",
        "have",
        "having",
        "into",
        "moreover",
        "other",
        "over",
        "should",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "thus",
        "under",
        "very",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "with",
        "within",
        "would",
        "your",
    ]
)


def intervention_pattern(intervention: Intervention) -> re.Pattern[str]:
    """Finds any spelling of the intervention as whole words, in upper or lower case, the longest first."""
    spellings = sorted(intervention.spellings, key=lambda s: (-len(s), s))
    alternatives = "|".join(r"\s+".join(re.escape(word) for word in s.split()) for s in spellings)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def problems(
    page: Page[Appraisal],
    paper: Paper,
    passages: Iterable[Passage],
    named: re.Pattern[str],
    meant: Sequence[Span] = (),
) -> Iterator[Problem]:
    """The sentences of an appraised text that no quote of the appraisal uses.

    Of a sentence that a misspelt quote was `meant` to use nothing is said before the quote is mended.
    """
    spans = [span for passage in passages if passage.kind in USES for span in passage.spans]
    begun = False
    for sentence in sentences(paper.text):
        begun = begun or _names(sentence, paper.text, named)
        if begun and not any(span.start < sentence.end and sentence.start < span.end for span in meant):
            yield from _sentence_problems(page, paper.text, sentence, spans, named)


def _names(sentence: Span, text: str, named: re.Pattern[str]) -> bool:
    """Whether a sentence names the intervention."""
    return named.search(text, sentence.start, sentence.end) is not None


def _sentence_problems(
    page: Page[Appraisal], text: str, sentence: Span, spans: list[Span], named: re.Pattern[str]
) -> Iterator[Problem]:
    touching = [s for s in spans if s.start < sentence.end and sentence.start < s.end]
    runs = uncovered(text, sentence, touching)
    if touching and not runs:
        return  # as mostly
    said = text[sentence.start : sentence.end]
    naming = _names(sentence, text, named)
    make = error if naming else warning
    what = "names the intervention" if naming else "follows one that names the intervention"
    hint = "Quote it in a claim, or list it in `left_out` with the reason."
    line = page.line("claims")
    if not touching:
        message = f"nothing uses this sentence, which {what}: “{said}”"
        yield make(page.path, line, "sentence-uncovered", message, hint)
        return
    for run in runs:
        part = text[run.start : run.end]
        message = f"nothing uses “{part}” of this sentence, which {what}: “{said}”"
        yield make(page.path, line, "sentence-uncovered", message, hint)


def uncovered(text: str, sentence: Span, spans: list[Span]) -> list[Span]:
    """The stretches of a sentence that no span covers and that hold words of meaning enough to matter."""
    if any(s.start <= sentence.start and sentence.end <= s.end for s in spans):
        return []
    runs: list[Span] = []
    current: list[Span] = []
    for word in words(text, sentence):
        if any(s.start <= word.start and word.end <= s.end for s in spans):
            runs += _run(text, current)
            current = []
        else:
            current.append(word)
    return runs + _run(text, current)


def _run(text: str, found: list[Span]) -> list[Span]:
    weighty = [w for w in found if _has_meaning(text[w.start : w.end])]
    return [Span(found[0].start, found[-1].end)] if len(weighty) >= MIN_WORDS else []


def _has_meaning(word: str) -> bool:
    return any(c.isdigit() for c in word) or (len(word) >= _SHORT and word.lower() not in _CONNECTING)
