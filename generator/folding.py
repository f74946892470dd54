"""Names as they are compared in a search: without case, accents, apostrophes, punctuation and British vowels.

`templates/assets/matching.js` folds what a reader types by the same rules; `tests/test_search_browser.py` compares the
two, letter by letter.
"""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘`´ʼ′]")
_UNFOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ς": "σ"}
)
"""Letters that Unicode does not take apart into a letter and its accent, and a second form of a small letter."""


def letters(text: str) -> str:
    """Small letters without accents, apostrophes dropped, so that `Sjögren's` is `sjogrens`; all else as it stands."""
    lower = _APOSTROPHES.sub("", text).lower().translate(_UNFOLDED)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.category(c).startswith("M"))
    return _APOSTROPHES.sub("", bare).lower().translate(_UNFOLDED)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The words of a text, one space between them; `haemolytic` and `oesophageal` as Americans write them."""
    kept = (c if unicodedata.category(c)[0] in "LN" else " " for c in letters(text))
    return " ".join("".join(kept).split()).replace("ae", "e").replace("oe", "e")


def squash(text: str) -> str:
    """A name or a code without the spaces that people put anywhere, or leave out."""
    return fold(text).replace(" ", "")
