"""Lists of PMIDs as people write them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.problems import Fault, error

_PMID = re.compile(r"[1-9][0-9]{0,8}")
"""A PubMed identifier."""


def checked(words: Iterable[str]) -> tuple[str, ...]:
    """PMIDs given one by one. Raises Fault where one is none."""
    return tuple(_pmid(word, "PMIDS", None) for word in words)


def read_list(path: Path) -> tuple[str, ...]:
    """The PMIDs of a text file, each once, in its order.

    They are parted by white space, commas or line ends; what follows a `#` is a remark. Raises Fault where the file
    holds anything else or no PMID, and OSError where it cannot be read.
    """
    text = path.read_bytes().decode("utf-8-sig", "replace")
    found = tuple(dict.fromkeys(_each(text, path)))
    if not found:
        hint = "Write one PMID a line, such as 30543921."
        raise Fault(error(str(path), None, "fetch-list-empty", "the list holds no PMID.", hint))
    return found


def _each(text: str, path: Path) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), start=1):
        for word in line.partition("#")[0].replace(",", " ").split():
            yield _pmid(word, str(path), number)


def _pmid(word: str, place: str, line: int | None) -> str:
    if _PMID.fullmatch(word) is None:
        message = f"{word[:40]!r} is not a PMID."
        hint = "Write the digits alone, one to nine, the first not zero; in a list, remarks stand after a `#`."
        raise Fault(error(place, line, "fetch-no-pmid", message, hint))
    return word
