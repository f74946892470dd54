"""Finding a quote in the text it claims to come from: fold both alike, then locate it on token boundaries.

Folding forgives what copying changes: Unicode composition (NFC, never NFKC, which turns 10⁹ into 109), white space,
and the variants of hyphens, dashes and quotation marks. It never touches case, digits, signs, operators, brackets,
decimal marks or units. The ends of a quote fall between tokens, so that `2 g/kg` is not found in `12 g/kg`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.numbers import TENS, WORDS

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"  # hyphen to horizontal bar; the minus sign U+2212 is an operator
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a"
_FOLDED = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")}
PARAGRAPH = "\n"
"""What stands between two paragraphs of a text. No quote, nor a part of one, runs across it."""
_GAPS = f" {PARAGRAPH}"
"""What stands between two sentences of a folded text."""
_LAST_SPACE = 0x3000
"""The white space of Unicode that comes last."""
_ONE_BY_ONE = {ord(character): folded for character, folded in _FOLDED.items()} | {
    number: " " for number in range(_LAST_SPACE + 1) if chr(number).isspace() and chr(number) != PARAGRAPH
}
_RAGGED = re.compile(r"\s\s")

_INNER = ".,·/^'-<>≤≥=≈~×:*"
"""Run on between two word characters: `0.4`, `1,000`, `g/kg`, `p<0.05`, `can't`, `CD4-positive`, `HLA-B*27`."""
_SIGNS = "-^$€£#@"
"""Belong to the word they stand directly before, as all mathematical signs do: `-5`, `±2`, `<0.05`."""
_TAILS = "+-−⁺⁻₊₋^"
"""Belong to the word they stand directly behind: `CD4+`, `ANCA-`, `Na⁺`."""
_UNITS = "%‰°′″_"
"""Word characters that Unicode does not call letters or digits."""
_COMPARISONS = "<>≤≥≦≧⩽⩾≪≫≲≳≮≯≰≱≠＜＞"
"""Change what stands behind them even across a space: `≥ 2 g/kg`, `>= grade 3`. Other signs do so to numbers."""
_OPERATOR = re.compile(r"[^\w\s.,;()[\]]+(?= $)")
_OR_EQUAL = re.compile(r"[<>] ?or ?= ?")
"""How MEDLINE wrote `≤` and `≥` for decades."""
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?!\d)")
_JOINED = re.compile(r"(?<=\d)(?:(?: ?[%‰°])? ?[-−/×xX*÷] ?| : )(?=\d)|(?<=\d) (?=[%‰°])")
"""Between the numbers of a range, a fraction or a product, and before a percent sign: `1 - 2`, `2 x 10^9`, `50 %`."""
_PREFIX = re.compile(r"(?<!\w)[([](?:[A-Za-z][a-z]{,5}-?|[+−±-])[)\]]$")
"""Turns round the word behind it: `(in)effective`, `(non-)responders`, `(-)catechin`."""
_STATE = re.compile(r" ?\([+−±-]+\)")
"""Belongs to the word before it: `CD4(+)`, `ANCA (-)`."""
_POWER = re.compile(r"\([-−]?\d+\)")
"""How MEDLINE wrote superscripts for decades: `10(9)/L`."""
_AMOUNT = re.compile(r"\d[ -]?[\w/%‰]*$")
_RATE = re.compile(r" ?/| per ")
"""Belongs to the amount before it: `0.4 g/kg per day`, `12 per cent`."""
_WORD_BEHIND = re.compile(r"(\w+)(?: and)? ?$")
_WORD_AHEAD = re.compile(r" ?(?:and )?(\w+)")
_MULTIPLES = frozenset({"hundred", "thousand", "million", "billion"})
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.+)\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, `text[start:end]`, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where in its source each character stands."""

    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the folded text."""
        return Span(self.starts[start], self.ends[end - 1])


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote stands."""

    spans: tuple[Span, ...]
    """One span for each part of the quote, in order."""
    occurrences: int
    """How often the first part occurs; more than one means that the place is not certain."""


def fold(text: str) -> Folded:
    """Fold a text, keeping the source span of each folded character. Line breaks separate paragraphs and stay."""
    if unicodedata.is_normalized("NFC", text) and not _RAGGED.search(text):
        # Nothing composes and no white space goes, as in most texts: each character stands where it stood.
        return Folded(text, text.translate(_ONE_BY_ONE), range(len(text)), range(1, len(text) + 1))
    return _fold_in_full(text)


def _fold_in_full(text: str) -> Folded:
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        if cluster.isspace() and cluster != PARAGRAPH:
            if folded and folded[-1] in (" ", PARAGRAPH):
                if folded[-1] == " ":
                    ends[-1] = end
                continue
            cluster = " "
        elif cluster == PARAGRAPH and folded and folded[-1] == " ":
            del folded[-1], starts[-1], ends[-1]
        for character in cluster:
            folded.append(_FOLDED.get(character, character))
            starts.append(start)
            ends.append(end)
    return Folded(text, "".join(folded), starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """The smallest stretches that NFC changes as a whole, each composed, with their place in the text."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((i, i + 1, character) for i, character in enumerate(text))
        return
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or _stands_alone(text[start:i], text[i]):
            yield start, i, unicodedata.normalize("NFC", text[start:i])
            start = i


def _stands_alone(before: str, character: str) -> bool:
    """Whether a character neither combines nor composes with what stands before it."""
    if character.isascii() or before.isspace():
        return True
    nfc = unicodedata.normalize
    return not unicodedata.combining(character) and nfc("NFC", before + character) == nfc("NFC", before) + nfc(
        "NFC", character
    )


def parts(quote: str) -> list[str]:
    """The parts of a quote between its ellipses, trimmed; empty where it begins or ends with one."""
    return _ELLIPSIS.split(quote.strip())


def locate(quote: str, text: Folded) -> Match | None:
    """Where a quote stands in a text, or None.

    The quote as a whole is tried first, since an ellipsis may be the author's own; then its parts, in order.
    """
    whole = _fold_quote(quote)
    if not whole:
        return None
    found = _occurrences(whole, text, 0)
    if found:
        return Match((text.span(*found[0]),), len(found))
    pieces = [_fold_quote(part) for part in parts(quote)]
    return _locate_in_order(pieces, text) if all(pieces) else None


def _locate_in_order(pieces: list[str], text: Folded) -> Match | None:
    first = _occurrences(pieces[0], text, 0)
    for begin in first:
        spans, at = [text.span(*begin)], begin[1]
        for piece in pieces[1:]:
            following = _occurrences(piece, text, at)
            if not following:
                break
            spans.append(text.span(*following[0]))
            at = following[0][1]
        else:
            return Match(tuple(spans), len(first))
    return None


def _fold_quote(quote: str) -> str:
    """A quote folded like the text; its own line breaks are white space."""
    words = " ".join(quote.split())
    return words if words.isascii() else fold(words).text  # all that folding changes is beyond ASCII, or white space


def _occurrences(needle: str, text: Folded, start: int) -> list[tuple[int, int]]:
    """All places at or after `start` where the needle stands between token boundaries."""
    found = []
    at = text.text.find(needle, start)
    while at >= 0:
        end = at + len(needle)
        if not _cuts_character(text, at, end) and is_boundary(text, at) and is_boundary(text, end):
            found.append((at, end))
        at = text.text.find(needle, at + 1)
    return found


def _cuts_character(text: Folded, start: int, end: int) -> bool:
    """Whether a stretch begins or ends inside a source character that composes into several."""
    return (start > 0 and text.starts[start] == text.starts[start - 1]) or (
        end < len(text.text) and text.starts[end] == text.starts[end - 1]
    )


def is_boundary(text: Folded, at: int) -> bool:
    """Whether a token may begin or end at this place of the folded text."""
    if at == 0 or at == len(text.text):
        return True
    if _is_between_sentences(text.text, at):
        return True
    return not (_is_word(text.text[at - 1]) and _is_word(text.text[at])) and not any(rule(text, at) for rule in _RULES)


def _is_between_sentences(text: str, at: int) -> bool:
    """Whether what stands between a full stop and a letter begins or ends here: no rule reaches over it.

    Most quotes begin and end so.
    """
    if text[at] in _GAPS:
        return text[at - 1] == "."
    return text[at - 1] in _GAPS and text[at].isalpha() and text[max(0, at - 2)] == "."


def _is_word(character: str) -> bool:
    """Letters, digits (superscripts too), combining and invisible marks, and the signs of units."""
    return character.isalnum() or character in _UNITS or unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


def _runs_on(text: Folded, at: int) -> bool:
    """Whether the place lies in a token that runs on through an inner mark, as `0.4` or `g/kg` do."""
    start, end = at, at
    while start > 0 and text.text[start - 1] in _INNER:
        start -= 1
    while end < len(text.text) and text.text[end] in _INNER:
        end += 1
    if start == end or start == 0 or end == len(text.text):
        return False
    before, after = text.text[start - 1], text.text[end]
    if not (_is_word(before) and _is_word(after)):
        return False
    marks = text.text[start:end]
    if before.isdigit() and after.isdigit():
        return True
    ends_sentence = before.isdigit() or before == "%" or (before.islower() and text.text[start - 2 : start].isalpha())
    glued_sentences = marks == "." and ends_sentence and after.isupper()
    return not (glued_sentences or ":" in marks or _is_em_dash(text, start, end))


def _is_em_dash(text: Folded, start: int, end: int) -> bool:
    """An em dash between words is punctuation: `EX—a blood product`."""
    return any(text.source[text.starts[i]] in "\u2014\u2015" for i in range(start, end))


def _is_sign(character: str) -> bool:
    """Whether a character changes what stands behind it; `=` only says that it is so."""
    return character in _SIGNS or (unicodedata.category(character) == "Sm" and character not in "=|")


def _sign_ahead(text: Folded, at: int) -> bool:
    """Whether a sign stands directly before the word that begins here: `-5`, `.5`."""
    before, after = text.text[at - 1], text.text[at]
    if not _is_word(after):
        return False
    if before in ".·" and after.isdigit():
        return at < 2 or not _is_word(text.text[at - 2])
    if before == "=":
        return at >= 2 and _is_sign(text.text[at - 2])
    return _is_sign(before) and not _is_em_dash(text, at - 1, at)


def _sign_behind(text: Folded, at: int) -> bool:
    """Whether a sign stands directly behind the word that ends here: `CD4+`, `ANCA-`, `CD4(+)`."""
    before, after = text.text[at - 1], text.text[at]
    if not _is_word(before):
        return False
    if after in _TAILS:
        return not _is_em_dash(text, at, at + 1)
    return bool(_STATE.match(text.text, at) or (before.isdigit() and _POWER.match(text.text, at)))


def _rated(text: Folded, at: int) -> bool:
    """Whether what is counted per day or per kilogram is cut from it."""
    return bool(_RATE.match(text.text, at) and _AMOUNT.search(text.text, max(0, at - 24), at))


def _in_operator(text: Folded, at: int) -> bool:
    """Whether the place lies within an operator of several signs, or right behind one in words: `>=`, `< or = 5`."""
    if all(character in "/=" or _is_sign(character) for character in text.text[at - 1 : at + 1]):
        return True
    return any(m.start() < at <= m.end() for m in _OR_EQUAL.finditer(text.text, max(0, at - 8), at + 8))


def _compared(text: Folded, at: int) -> bool:
    """Whether what begins here stands behind an operator and a space: `≥ 2 g/kg`, `+/- 0.3`, `> grade 2`."""
    starts_number = text.text[at : at + 2].lstrip(".·")[:1].isdigit()
    operator = _OPERATOR.search(text.text, max(0, at - 8), at) if starts_number or _is_word(text.text[at]) else None
    if operator is None:
        return False
    if any(character in _COMPARISONS for character in operator[0]):
        return True
    return starts_number and set(operator[0]) != {"-"} and _is_sign(operator[0][-1])


def _prefixed(text: Folded, at: int) -> bool:
    """Whether the word that begins here has its first syllable in brackets: `(in)effective`."""
    return _is_word(text.text[at]) and _PREFIX.search(text.text, max(0, at - 10), at) is not None


def _in_number(text: Folded, at: int) -> bool:
    """Whether the place lies in a number or range written with spaces: `12 176`, `1 - 2`, `50 %`, `2 x 10^9`."""
    window = max(0, at - 16), at + 16
    return any(m.start() < at < m.end() for m in _THOUSANDS.finditer(text.text, *window)) or any(
        m.start() <= at <= m.end() and not _is_em_dash(text, m.start(), m.end())
        for m in _JOINED.finditer(text.text, *window)
    )


def _in_spelled_number(text: Folded, at: int) -> bool:
    """Whether the place lies in a number of several words: `twenty five`, `a hundred and five`, `5 million`."""
    behind = _WORD_BEHIND.search(text.text, max(0, at - 16), at)
    ahead = _WORD_AHEAD.match(text.text, at)
    if behind is None or ahead is None:
        return False
    first, second = behind[1].lower(), ahead[1].lower()
    if second in _MULTIPLES:
        return first in WORDS or first.isdecimal()
    return second in WORDS and (first in TENS or first in _MULTIPLES)


_RULES = (
    _runs_on,
    _sign_ahead,
    _sign_behind,
    _rated,
    _in_operator,
    _compared,
    _prefixed,
    _in_number,
    _in_spelled_number,
)
