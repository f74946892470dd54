"""The words of a text that a quote which is not there comes closest to, for an error message."""

from dataclasses import dataclass

from generator.quotes import PARAGRAPH, Folded, Span, fold

_FEWEST_LETTERS = 4
_MOST_WORDS = 80
"""Words of a quote that are looked for, since the search takes their number squared."""
_BACK = 100
"""Characters by which the beginning of a quote may stand farther off from its end than the quote has it."""


@dataclass(frozen=True, slots=True)
class Near:
    """A quote beside the words that come closest to it, both around the first place where they differ."""

    quote: str
    text: str
    span: Span
    """The words of the source that both have in common, and what stands between them."""
    shared: float
    """How much of the quote its longest run of common words makes up, from 0 to 1."""


def nearest(quote: str, text: Folded, width: int = 90) -> Near | None:
    """The place of the text that shares the longest run of words with a quote."""
    written = fold(" ".join(quote.split())).text
    # The one letter whose lower case is longer, which would shift all places.
    said, lower = (each.replace("İ", "i").lower() for each in (written, text.text))
    words = said.split(" ")[:_MOST_WORDS]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            at = lower.find(run) if len(run) >= _FEWEST_LETTERS else -1
            if at >= 0:
                begin, differs_at, differs_in = _difference(words, start, at, lower, run)
                return Near(
                    _excerpt(written, differs_in, width),
                    _excerpt(text.text, differs_at, width),
                    text.span(begin, at + len(run)),
                    length / len(words),
                )
    return None


def _difference(words: list[str], start: int, at: int, text: str, run: str) -> tuple[int, int, int]:
    """Where the likeness begins in the text, and the first difference in the text and in the quote.

    The longest run may be the middle or the end of a quote; then the words before it are looked for shortly before it.
    """
    if start == 0:
        return at, at + len(run), len(run)
    ahead = " ".join(words[:start])
    for count in range(start, 0, -1):
        beginning = " ".join(words[:count])
        found = text.rfind(beginning, max(0, at - len(ahead) - _BACK), at) if len(beginning) >= _FEWEST_LETTERS else -1
        if found >= 0:
            return found, found + len(beginning), len(beginning)
    return at, at, len(ahead) + 1


def _excerpt(text: str, middle: int, width: int) -> str:
    """Some words around a place, cut at spaces; as much on one side more as there is less on the other."""
    start = max(0, min(middle - width // 2, len(text) - width))
    end = min(len(text), start + width)
    while start > 0 and text[start - 1] not in " \n":
        start -= 1
    while end < len(text) and text[end] not in " \n":
        end += 1
    excerpt = text[start:end].replace(PARAGRAPH, " ")
    return f"{'…' if start else ''}{excerpt}{'…' if end < len(text) else ''}"
