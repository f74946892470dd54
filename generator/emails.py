"""E-mail addresses in texts: personal data, which no page of the site is to hold."""

import re

REMOVED = "[e-mail address removed]"
"""Stands where an address stood."""

_LOCAL = r"[^\s@<>()\[\]{},;:\"|=]{1,64}"
_HOST = r"(?:[^\W_]|-)+(?:\.(?:[^\W_]|-)+)*\.[^\W\d_]{2,}"
_SIGN = re.compile(r"@|＠|\(at\)|\[at\]|\[email", re.IGNORECASE)
"""What every address has; looking for it first spares long texts a slow search."""
_ADDRESS = re.compile(
    rf"(?:mailto:)?{_LOCAL}(?:\s?(?:@|\(at\)|\[at\]|＠)\s?{_HOST})+|\[email[\s\u00a0]protected\]", re.IGNORECASE
)


def hidden(text: str) -> str:
    """The text with `REMOVED` in the place of each address."""
    return _ADDRESS.sub(REMOVED, text) if _SIGN.search(text) else text


def first(text: str) -> str | None:
    """The first address in a text."""
    found = _ADDRESS.search(text) if _SIGN.search(text) else None
    return found[0] if found else None


def every(text: str) -> list[str]:
    """All addresses in a text, as they stand there."""
    return [found[0] for found in _ADDRESS.finditer(text)] if _SIGN.search(text) else []
