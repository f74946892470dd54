"""A link that opens a page at the very words of a quote: `#:~:text=`.

The form is that of the WICG text-fragment specification (https://wicg.github.io/scroll-to-text-fragment/): a directive
`[prefix-,]start[,end]`, in which `-`, `,` and `&` of the text are percent-encoded. White space on the page may differ.
"""

from collections.abc import Iterable
from urllib.parse import quote as percent_encode

from generator.quotes import PARAGRAPH, Span

LONG_WORDS = 16
"""A quote with more words is given by its first and last words: shorter, and safe from a change in between."""
EDGE_WORDS = 5
PREFIX_WORDS = 4


def fragment(text: str, spans: Iterable[Span]) -> str:
    """The fragment that leads to the spans of a text, one directive for each; empty without spans."""
    directives = [f"text={_directive(text, span)}" for span in spans]
    return "#:~:" + "&".join(directives) if directives else ""


def _directive(text: str, span: Span) -> str:
    words = text[span.start : span.end].split()
    if len(words) <= LONG_WORDS:
        return _prefix(text, span, len(words)) + _encode(words)
    start, end = _edge(text, words), words[-EDGE_WORDS:]
    return f"{_encode(start)},{_encode(end)}"


def _edge(text: str, words: list[str]) -> list[str]:
    """The first words of a quote, as many as make them the only such words of the text."""
    folded = " ".join(text.split())
    for count in range(EDGE_WORDS, len(words) - EDGE_WORDS):
        if folded.count(" ".join(words[:count])) == 1:
            return words[:count]
    return words[: len(words) - EDGE_WORDS]


def _prefix(text: str, span: Span, count: int) -> str:
    """Words before a short quote that occurs more than once, so that the right place is found."""
    if count > EDGE_WORDS:
        return ""
    paragraph_start = text.rfind(PARAGRAPH, 0, span.start) + 1
    before = text[paragraph_start : span.start].split()
    said = " ".join(text[span.start : span.end].split())
    if not before or " ".join(text.split()).lower().count(said.lower()) == 1:
        return ""
    return f"{_encode(before[-PREFIX_WORDS:])}-,"


def _encode(words: list[str]) -> str:
    """Percent-encoded for a directive, in which a dash is syntax like a comma and an ampersand."""
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")
