r"""BibTeX: one entry for each work.

Text is UTF-8, accents as they are. TeX's own characters are escaped, braces as `\textbraceleft{}`, since BibTeX counts
braces even behind a backslash. Titles stand in double braces: a style must not turn `DNA` into `dna`. White space is
folded, and control characters are lost. `doi` and `url` are read verbatim by styles, so they carry no escapes.
"""

import re
from collections.abc import Iterable

from generator.citing.work import Name, Work, one_line, page_range

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "$": r"\$",
        "#": r"\#",
    }
)
_SPECIAL = re.compile(r"[\\{}~^%&_$#]")
_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def joined(entries: Iterable[str]) -> str:
    """Entries in one file, an empty line between."""
    return "\n".join(entries)


def write(work: Work) -> str:
    """The entry of a work."""
    kind = "article" if work.journal else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
    return f"@{kind}{{{work.key},\n{fields}}}\n"


def _fields(work: Work) -> list[tuple[str, str]]:
    first, last = page_range(work.pages)
    texts = (
        ("journal", work.journal),
        ("volume", work.volume),
        ("number", work.issue),
        ("pages", f"{first}--{last}" if last else first),
        ("language", work.language),
        ("note", work.note),
        ("pmid", work.pmid),
        ("pmcid", work.pmcid),
    )
    return [
        *([("author", f"{{{_authors(work)}}}")] if work.authors else []),
        *([("title", f"{{{{{_text(work.title)}}}}}")] if work.title else []),
        *zip(("year", "month"), _date(work), strict=False),
        *((name, f"{{{_text(text)}}}") for name, text in texts if text),
        *((name, f"{{{text.translate(_VERBATIM)}}}") for name, text in (("doi", work.doi), ("url", work.url)) if text),
    ]


def _date(work: Work) -> list[str]:
    """Year, and month by the name that every style knows."""
    return [*(f"{{{year}}}" for year in work.issued[:1]), *(_MONTHS[month - 1] for month in work.issued[1:2])]


def _authors(work: Work) -> str:
    return " and ".join([*map(_name, work.authors), *(["others"] if work.more_authors else [])])


def _name(name: Name) -> str:
    """`Family, Suffix, Given`; a group in braces, so that neither comma nor "and" divides it."""
    family = _text(name.family)
    if not name.given or " and " in f" {family} ".casefold():
        family = f"{{{family}}}"
    return ", ".join(part for part in (family, _text(name.suffix), _text(name.given)) if part)


def _text(text: str) -> str:
    text = one_line(text)
    return text.translate(_ESCAPED) if _SPECIAL.search(text) else text
