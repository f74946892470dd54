"""What a record must name to be taken from a download of all there is, and a cheap look that finds most that do not.

The look compares letters and digits alone, in lower case and without anything between them. Whatever stands between the
parts of a name in a text (spaces, dashes, points, characters that nobody sees, markup) it therefore passes over. It may
take a text for one that holds the name, never the other way round.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

END = b"\x7f"
"""Stands behind each of several texts: a character that XML allows and nobody uses."""
_KEPT = (string.ascii_letters + string.digits).encode() + END
_LOWER = bytes(range(256)).lower()
_OTHERS = bytes(each for each in range(256) if each not in _KEPT)
_SAME_IN_LOWER_CASE = tuple(each.encode() for each in "\u0130\u0131\u017f\u212a")
"""What a pattern takes for an i, an s or a k if it does not mind the case: `İ`, `ı`, `ſ` and the sign for kelvin."""
_ANY_OF_THESE = re.compile(b"|".join(_SAME_IN_LOWER_CASE))
_APART = re.compile(r"[^\x00-\x7f]+|\|")
"""Parts of a spelling that no letters are known for, and the mark that stands between two elements of a record."""


@dataclass(frozen=True)
class Wanted:
    """What makes a record wanted."""

    pattern: re.Pattern[str]
    """What its words must match."""
    spellings: tuple[str, ...] = ()
    """What the pattern matches: one of these in any case, with anything but letters and digits between its own.

    Empty where that is not known; then every text may match.
    """

    @cached_property
    def _marks(self) -> tuple[bytes, ...]:
        """The letters of each spelling; without those that hold those of another, which would find nothing more."""
        found = {max((_letters(part.encode()) for part in _APART.split(each)), key=len) for each in self.spellings}
        return tuple(sorted(each for each in found if not any(other in each for other in found - {each})))

    @cached_property
    def _any_mark(self) -> re.Pattern[bytes]:
        return re.compile(b"|".join(self._marks))

    @property
    def is_told_cheaply(self) -> bool:
        """Whether `may_match` can be asked: all spellings are known, and all have letters."""
        return bool(self._marks) and all(self._marks)

    def may_match(self, texts: bytes) -> set[int]:
        """Places of the texts, from 0, in which or in parts of which the pattern could match.

        The texts stand one after the other in UTF-8, an END behind each.
        """
        found = set(_places(_letters(texts), self._any_mark))
        # Each of these bytes is rarer than what it is a part of, and so found sooner not to be there.
        if any(each[:1] in texts and each[-1:] in texts for each in _SAME_IN_LOWER_CASE):
            found.update(_places(texts, _ANY_OF_THESE))
        return found


def _places(texts: bytes, part: re.Pattern[bytes]) -> Iterator[int]:
    """Places of the texts that hold a part."""
    place = passed = 0
    for found in part.finditer(texts):
        place += texts.count(END, passed, found.start())
        passed = found.start()
        yield place


def _letters(text: bytes) -> bytes:
    return text.translate(_LOWER, _OTHERS)
