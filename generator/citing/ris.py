"""RIS: one tagged line for each value, CR LF at its end.

The format knows no escapes. So a value is one line (white space is folded, control characters are lost), and a group
whose name holds a comma is taken for a person by some readers.
"""

from collections.abc import Iterable

from generator.citing.work import Work, one_line, page_range


def joined(records: Iterable[str]) -> str:
    """Records in one file, an empty line between."""
    return "\r\n".join(records)


def write(work: Work) -> str:
    """The record of a work."""
    lines = [f"{tag}  - {one_line(value)}".rstrip(" ") for tag, value in _lines(work)]
    return "\r\n".join([*lines, "ER  - \r\n"])


def _lines(work: Work) -> list[tuple[str, str]]:
    first, last = page_range(work.pages)
    values = (
        ("TI", work.title),
        ("T2", work.journal),
        ("JA", work.journal),  # as the sources give it: abbreviated
        ("PY", str(work.issued[0]) if work.issued else None),
        ("DA", _date(work.issued)),
        ("VL", work.volume),
        ("IS", work.issue),
        ("SP", first),
        ("EP", last),
        ("LA", work.language),
        ("DO", work.doi),
        ("AN", work.pmid),
        ("C2", work.pmcid),  # where EndNote and PubMed put it
        ("UR", work.url),
        ("N1", work.note),
        ("ID", work.key),
    )
    return [
        ("TY", "JOUR" if work.journal else "GEN"),
        *[("AU", name.inverted) for name in work.authors],
        *[(tag, value) for tag, value in values if value],
    ]


def _date(issued: tuple[int, ...]) -> str | None:
    """`YYYY/MM/DD/`, the parts that are not known left empty."""
    if not issued:
        return None
    month, day = (f"{issued[i]:02}" if len(issued) > i else "" for i in (1, 2))
    return f"{issued[0]:04}/{month}/{day}/"
