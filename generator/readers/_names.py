"""Author lists and their numbered addresses, as PubMed prints them."""

import re

from generator.model import Author
from generator.readers._paragraphs import one_line
from generator.readers._text import drop_addresses

NO_AUTHORS = "[No authors listed]"
_MARKS = re.compile(r"(?:\([0-9a-z#*†‡§¶]{1,3}\))+$")
_MARK = re.compile(r"\(([^()]+)\)")
_SUFFIX = r"(?: (?:Jr|Sr|2nd|3rd|4th|5th|II|III|IV)\.?)?"
_PERSON = re.compile(rf"[^\W\d].*[ \u00a0][^\W\d_a-zß-ÿ][^\W\d_a-z]?(?:[^\W\d_a-z]|[ -][^\W\d_a-z]){{0,4}}{_SUFFIX}")
_INITIALS_FIRST = re.compile(
    r"(?P<initials>[^\W\d_a-z]{1,4}|[^\W\d_a-z](?:[ -][^\W\d_a-z]){1,3})\s+"
    rf"(?P<surname>(?=\S\S)(?=\S*[^\W\d_A-ZÀ-Þ])[^\W\d].*?)(?P<suffix>{_SUFFIX})"
)
_AFFILIATION = re.compile(r"\((?P<mark>[0-9]{1,4}|[#*†‡§¶])\)\s*")
_EQUALS = re.compile(r"(?:(?:these|both|the|all) authors )?(?:have )?contributed equally\b[^.;]*\.?", re.IGNORECASE)
_DOTTED = re.compile(r"(?P<family>[^\W\d_].*[^.\s]) (?P<initials>(?:[^\W\d_a-zß-ÿ]\.[ -]?)+)")
_BETWEEN_INITIALS = re.compile(r"[.\s-]")
_INITIALS = 4
"""Capitals without full stops that can be initials; more of them are a name in capitals."""
_GROUP = re.compile(
    r"\b(?:(?:academ|collaborat|hospital|institut|organi[sz]ation|universit)\w*"
    r"|(?:agency|association|board|cent(?:er|re)|college|committee|consortium|council|department|foundation|group"
    r"|investigator|ministry|network|society|study|team|trial)s?|studies)\b",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(r"[.!?] +[^\W\d_a-z]")
_ET_AL = re.compile(r",?\s*\bet al\b\.?$")


def looks_like_groups(block: str) -> bool:
    """Whether a block names groups alone: no sentence follows another, and most longer words are capitalised."""
    text = one_line(block)
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return _NEXT_SENTENCE.search(text) is None and capitals * 2 > len(words)


def looks_like_authors(block: str) -> bool:
    """Whether a block is an author list: most of its items are a surname with initials."""
    text = one_line(block)
    if text == NO_AUTHORS:
        return True
    items = _items(text.partition(";")[0])
    return sum(is_medline_name(_MARKS.sub("", item)) for item in items) * 2 > len(items)


def is_medline_name(name: str) -> bool:
    """Whether a name is a surname with initials, such as `van der Lorem AB Jr`."""
    return _PERSON.fullmatch(name) is not None


def authors(block: str, addresses: dict[str, str]) -> tuple[Author, ...]:
    """The authors of a list such as `Lorem A(1), Ipsum BC(2); A Study Group.`, with the addresses they point to."""
    text = one_line(block)
    if text == NO_AUTHORS:
        return ()
    found = (_author(name, addresses) for part in text.removesuffix(".").split(";") for name in _names(part))
    return tuple(author for author in found if author is not None)


def addresses(block: str) -> dict[str, str]:
    """Addresses by mark, without e-mail clauses, from lines that begin with `(1)`, `(2)` and so on.

    A wrapped line may begin with a number in brackets too; only the next number of the count begins an address.
    A note such as `(#)Contributed equally` stands among them and is none.
    """
    found: dict[str, list[str]] = {}
    mark, due = "", 1
    for line in block.split("\n"):
        match = _AFFILIATION.match(line)
        if match is not None and match["mark"] in (str(due), *"#*†‡§¶"):
            mark, due = match["mark"], due + match["mark"].isdecimal()
            line = line[match.end() :]
        found.setdefault(mark, []).append(line)
    clean = ((key, drop_addresses(" ".join(" ".join(lines).split()))) for key, lines in found.items())
    return {key: text for key, text in clean if says_where(text)}


def says_where(address: str) -> bool:
    """Whether an address is one: not the rest of an e-mail clause, and no note on who did how much."""
    return bool(address.strip(" .")) and _EQUALS.fullmatch(address) is None


def medline_name(name: str) -> str:
    """`AB Lorem` as `Lorem AB`; a name whose parts cannot be told with certainty stays as it is."""
    match = _INITIALS_FIRST.fullmatch(name.strip())
    if match is None:
        return " ".join(name.split())
    initials = match["initials"].replace(" ", "")
    return " ".join(f"{match['surname']} {initials}{match['suffix']}".split())


def inverted_name(name: str) -> str:
    """`Lorem, Ada Bea-Cleo` and `Lorem A.B.` as `Lorem ABC` and `Lorem AB`, as MEDLINE does; any other name as it is.

    The given names after the comma become initials where each begins with a capital; a name with a particle behind
    them (`Lorem, Ada van`), or in a script without capitals, could not be put together again with certainty.
    """
    name = " ".join(name.split()).rstrip(" ,")
    family, comma, rest = name.partition(", ")
    if not comma:
        dotted = _DOTTED.fullmatch(name)
        return f"{dotted['family']} {_BETWEEN_INITIALS.sub('', dotted['initials'])}" if dotted else name
    given, _, suffix = rest.partition(", ")
    parts = re.findall(r"[^\W\d_]+", given.replace("'", "").replace("’", ""))
    if not parts or "," in suffix or not all(part[0].isupper() for part in parts) or _GROUP.search(name):
        return name
    if name.isupper() and max(map(len, parts)) > 1:  # initials, or a given name in capitals like the rest
        return name
    initials = "".join(part if part.isupper() and len(part) <= _INITIALS else part[0] for part in parts)
    return f"{family} {initials} {suffix.rstrip('.')}".strip()


def split_et_al(names: str) -> tuple[str, bool]:
    """A list of names without its `et al.`, and whether it had one."""
    rest = _ET_AL.sub("", names)
    return rest, rest != names


def _items(text: str) -> list[str]:
    return [item for item in re.split(r",\s+", text.strip().removesuffix(".")) if item]


def _names(part: str) -> list[str]:
    """Persons are set apart by commas; the name of a group may hold some."""
    return _items(part) if looks_like_authors(part) else [part]


def _author(text: str, addresses: dict[str, str]) -> Author | None:
    text = " ".join(drop_addresses(text).split())
    marks = _MARKS.search(text)
    name = _MARKS.sub("", text).strip(" ,:")
    if not name:
        return None
    keys = _MARK.findall(marks[0]) if marks else []
    return Author(name=name, affiliations=tuple(addresses[key] for key in keys if key in addresses))
