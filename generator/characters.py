"""Characters that nobody sees, or that turn what stands around them round, so that a text says other than it shows.

A right-to-left override makes `2 g/kg` of `gk/g 2`; a zero-width space hides a word from every search. No document
needs them: what readers find in seeds is taken out and reported, what stands in people's files is refused.
Joiners (U+200C, U+200D) and variation selectors stay, since scripts and emoji are written with them.
"""

import re
import unicodedata

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
"""As a class of a pattern: what shows nothing, and the marks, embeddings, overrides and isolates of direction."""
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
HIDDEN = re.compile(f"[{INVISIBLE}{CONTROLS}\ud800-\udfff\ufffe\uffff]")
"""These, the controls, and what is no character at all."""


def visible(text: str) -> str:
    """The text with each hidden character as its number, so that a terminal shows it and does not obey it."""
    return text if text.isprintable() else HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def named(character: str) -> str:
    """A character's number and name: `U+202E (right-to-left override)`."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")
