"""Lists of PMIDs as people write them."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.problems import Fault, error

_PMID = re.compile(r"[1-9][0-9]{0,8}")


def is_pmid(text: str) -> bool:
    """Whether this is a PubMed identifier: one to nine digits, the first not zero."""
    return _PMID.fullmatch(text) is not None


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
    for number, line in enumerate(text.splitlines(), start=1):
        for word in line.partition("#")[0].replace(",", " ").split():
            if not is_pmid(word):
                message = f"{word[:40]!r} is not a PMID."
                hint = "Write PMIDs alone, one to nine digits each, and remarks after a `#`."
                raise Fault(error(str(path), number, "fetch-list-word", message, hint))
            yield word
