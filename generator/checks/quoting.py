"""Every quote stands in the stored text, once, and does not turn the meaning of its sentence round."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from generator import numbers, quotes
from generator.likeness import nearest
from generator.model import Appraisal, Page, Paper
from generator.passages import Passage
from generator.problems import Problem, error, warning
from generator.quotes import PARAGRAPH, Span
from generator.sentences import sentences

_NOT = (
    r"no|non(?!-\w)|not|never|neither|nor|none|without|cannot|fail(?:s|ed|ing|ure)? to|lack(?:s|ed|ing)? of|absence of"
    r"|hardly|rarely|seldom|little|rather than|instead of|un(?:able|likely|clear|certain|known|proven)|insufficient"
)
NEGATION = re.compile(rf"\b(?:{_NOT}|whether|if)\b|n['’]t\b", re.IGNORECASE)
"""Before a quote, or in what it leaves out: `to find out whether … is effective`."""
_NEGATED = re.compile(
    r"(?:\b(?:no|not|never|nor|none of|without|cannot|fail(?:s|ed|ing)? to)|n['’]t)\s$", re.IGNORECASE
)
"""Right before a quote, which then says the opposite of its sentence."""
QUALIFIER = re.compile(
    rf"\b(?:{_NOT}|but|however|although|though|except|unless|whereas|only|if|yet|despite)\b|n['’]t\b", re.IGNORECASE
)
"""Behind a quote: `improved in none`."""
_SPLICED = re.compile(
    rf"{QUALIFIER.pattern}|\b(?:fail(?:s|ed|ing|ures?)?|while|whilst|whether|than|versus|vs|placebo|controls?|sham|untreated|nevertheless|nonetheless"
    r"|(?:compared|comparison|contrast|relative) (?:with|to)|as opposed to|on the other hand|unlike|otherwise)\b",
    re.IGNORECASE,
)
"""In what an ellipsis leaves out of one sentence: `93%, whereas only 61% improved after the drug`."""
_BOUND = re.compile(
    r"\b(?:at (?:least|most)|up to|(?:less|more|fewer|greater|higher|lower) than|over|under|below|above|about"
    r"|approximately|nearly|almost|between|\d\S*(?: \w+)? (?:to|or))(?=\s$)",
    re.IGNORECASE,
)
"""Before a quote that begins with a number, which it limits: `up to 2 g/kg`, `5 to 10 mg`."""
_WHOLE = {"ends before": "to its end"}
_NAMES = {"abstract": "abstract only", "full-text": "full text", "none": "no text stored"}
_SURE = 0.3
"""How much of a quote its nearest words must share in one piece to be what was meant."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def problems(
    page: Page[Appraisal], paper: Paper, passages: Iterable[Passage], named: re.Pattern[str]
) -> Iterator[Problem]:
    """What is wrong with the quotes of one appraisal. `named` finds the intervention."""
    passages = list(passages)
    found = sentences(paper.text)
    for passage in passages:
        if passage.match is None:
            yield _not_found(page, paper, passage)
            continue
        if passage.match.occurrences > 1:
            yield _ambiguous(page, paper, passage)
        if passage.kind != "left-out":
            yield from _context(page, paper, passage, passages, found)
            yield from _spliced(page, paper.text, passage, found, named)


def near_spans(paper: Paper, passages: Iterable[Passage]) -> list[Span]:
    """The words that quotes which are not there were surely meant to be, so that nobody is told twice of them."""
    missing = [passage for passage in passages if passage.match is None]
    text = quotes.fold(paper.text) if missing else None
    near = [nearest(passage.quote, text) for passage in missing] if text else []
    return [each.span for each in near if each is not None and each.shared >= _SURE]


def _not_found(page: Page[Appraisal], paper: Paper, passage: Passage) -> Problem:
    text = quotes.fold(paper.text)
    unescaped = _ESCAPE.sub(r"\1", passage.quote)
    near = nearest(passage.quote, text)
    hint = f"Copy the words from content/papers/{paper.id}.md."
    if unescaped != passage.quote and quotes.locate(unescaped, text):
        hint = "Write the quote without the backslashes, which belong to the file and not to the text."
    said = near.quote if near else _short(passage.quote)
    return error(
        page.path,
        page.line(*passage.at),
        "quote-not-found",
        f"not in paper {paper.id} ({_NAMES[paper.source.content]}): “{said}”."
        + (f" Nearest: “{near.text}”." if near else ""),
        hint,
    )


def _ambiguous(page: Page[Appraisal], paper: Paper, passage: Passage) -> Problem:
    times = passage.match.occurrences if passage.match else 0
    return warning(
        page.path,
        page.line(*passage.at),
        "quote-ambiguous",
        f"“{_short(passage.quote)}” stands {times} times in paper {paper.id}; the first place is taken.",
        "Quote some more words, so that the place is certain.",
    )


def _context(
    page: Page[Appraisal], paper: Paper, passage: Passage, passages: list[Passage], found: Sequence[Span]
) -> Iterator[Problem]:
    """Where the sentence of a quote says "not" before it, or "but" behind it or in between."""
    first, last = passage.spans[0], passage.spans[-1]
    if passage.kind == "claim" and len({_sentence(span.start, found) for span in passage.spans}) > 1:
        yield warning(
            page.path,
            page.line(*passage.at),
            "quote-context",
            f"“{_short(passage.quote)}” joins words of different sentences.",
            "Make a claim of each sentence, or quote what stands between them.",
        )
    before = Span(_sentence(first.start, found).start, first.start)
    behind = Span(last.end, _sentence(last.end - 1, found).end)
    number = [(before, _BOUND, "starts after")] if paper.text[first.start].isdigit() else []
    for place, pattern, where in [
        *number,
        (before, NEGATION, "starts after"),
        (behind, QUALIFIER, "ends before"),
        *((gap, NEGATION, "leaves out") for gap in _gaps(passage) if not _is_within_one(gap, found)),
    ]:
        word = _unquoted(pattern, place, paper.text, passage, passages)
        if word is not None:
            turned = where == "starts after" and passage.kind == "claim" and _NEGATED.search(paper.text[: first.start])
            yield (error if turned else warning)(
                page.path,
                page.line(*passage.at),
                "quote-context",
                f"“{_short(passage.quote)}” {where} “{word}” in its sentence.",
                f"Quote the sentence {_WHOLE.get(where, 'from its beginning')}, or let another claim about the same "
                "subject quote the rest.",
            )


def _gaps(passage: Passage) -> list[Span]:
    """What the ellipses of a quote leave out."""
    return [Span(a.end, b.start) for a, b in pairwise(passage.spans)]


def _is_within_one(gap: Span, found: Sequence[Span]) -> bool:
    """Whether what is left out begins and ends in one sentence."""
    return _sentence(gap.start - 1, found) == _sentence(gap.end, found)


def _spliced(
    page: Page[Appraisal], text: str, passage: Passage, found: Sequence[Span], named: re.Pattern[str]
) -> Iterator[Problem]:
    """An ellipsis that may join what its sentence keeps apart: two arms, or a result and "but none had the drug"."""
    for gap in _gaps(passage):
        if not _is_within_one(gap, found):
            continue
        left_out = text[gap.start : gap.end]
        match = _SPLICED.search(left_out)
        counted: list[str] = []
        # The patients of a paper are often a list of which a group's quote takes one; what is claimed of them is not.
        if passage.kind != "patients":
            match = match or named.search(left_out)
            counted = numbers.listed(numbers.without_amounts(left_out))
        told = f"“{match[0]}”" if match else f"the number {counted[0]}" if counted else None
        if told is not None:
            yield error(
                page.path,
                page.line(*passage.at),
                "quote-splice",
                f"“{_short(passage.quote)}” leaves out {told} within one sentence, which may turn its sense round.",
                "Quote what stands between, or make two quotes of it.",
            )


def _unquoted(
    pattern: re.Pattern[str], place: Span, text: str, passage: Passage, passages: list[Passage]
) -> str | None:
    """A word that changes the meaning and stands in no other claim about one of the same subjects."""
    for match in pattern.finditer(text, place.start, place.end):
        others = [p for p in passages if p is not passage and (not passage.about or set(p.about) & set(passage.about))]
        if not any(s.start <= match.start() and match.end() <= s.end for p in others for s in p.spans):
            return match[0]
    return None


def _sentence(at: int, found: Sequence[Span]) -> Span:
    index = bisect_right(found, at, key=attrgetter("start")) - 1
    return found[index] if index >= 0 and at < found[index].end else Span(at, at)


def _short(quote: str, width: int = 80) -> str:
    words = " ".join(quote.replace(PARAGRAPH, " ").split())
    return words if len(words) <= width else words[: width - 1].rsplit(" ", 1)[0] + " …"
