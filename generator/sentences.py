"""Where the sentences and the words of an abstract lie.

Used to prove that an appraisal accounts for all that an abstract says of the intervention, and to warn where a quote
leaves out a negation or a qualifier of its own sentence. A cut too few is harmless there; a cut too many is not.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.quotes import PARAGRAPH, Span

_END = re.compile(r"[.!?][)\]\"'”’]*(?=\s+(?P<next>\S))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:[A-Za-z]|[Ee]\.g|[Ii]\.e|[IiSsPpAa]\.[vVcCoOmM]|vs|cf|ca|al|approx|resp|Dr|Prof|Mr|Mrs|St|Fig|Figs|"
    r"Ref|Refs|No|Nos|Vol|pp|incl|inc|spp|var|subsp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|i\.v|s\.c|p\.o)$"
)
_LONGEST = 8
"""Characters that an abbreviation and the blank before it take up at most."""
WORD = re.compile(r"[^\W_]+(?:['’\-\u2010\u2011./·,][^\W_]+)*%?")


@lru_cache(maxsize=4)  # several checks read the same text one after the other
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, without the white space between them. A paragraph's end ends a sentence."""
    found: list[Span] = []
    start = 0
    for paragraph in text.split(PARAGRAPH):
        found.extend(_in_paragraph(paragraph, start))
        start += len(paragraph) + 1
    return tuple(found)


def _in_paragraph(paragraph: str, offset: int) -> Iterator[Span]:
    begin = 0
    for end in _ends(paragraph):
        sentence = paragraph[begin:end].rstrip()
        if words := sentence.lstrip():
            yield Span(offset + begin + len(sentence) - len(words), offset + begin + len(sentence))
        begin = end


def _ends(paragraph: str) -> Iterator[int]:
    for mark in _END.finditer(paragraph):
        stop = mark.start()
        if mark[0][0] == "." and _ABBREVIATION.search(paragraph, max(0, stop - _LONGEST), stop):
            continue
        if not mark["next"].islower():
            yield mark.end()
    yield len(paragraph)


def words(text: str, span: Span) -> Iterator[Span]:
    """The words and numbers within a span."""
    return (Span(m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end))
