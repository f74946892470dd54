"""A PubMed page as text: copied from a browser, or scraped.

The record lies between banners, buttons and menus, in an order that changed over the years, and the text may end
anywhere. The citation line is the fixed point: the title stands next to it, everything else below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Relation
from generator.readers import _page_authors, _page_head, _text
from generator.readers._abstracts import choose
from generator.readers._citation import Citation
from generator.readers._page_head import IDENTIFIER, Head, citation_at, own_lines
from generator.readers._page_lines import BANNERS, Line, begins_heading, lines
from generator.readers._paragraphs import ends_sentence, one_line, sections, texts_of
from generator.readers.record import Record, Refusal, Seed

NAME = "pubmed-page"

_OTHER_FORMATS = re.compile(
    r"\s*(?:<|\{|\[\s*\{|---[ \t]*\n|[A-Z][A-Z0-9]{1,3} {0,2}-[ \d]|\d{1,6}[.:]\s|Record #\d|\"?PMID\"?[,;\t])"
)
_FEW = 12
"""A citation among so many first lines makes a text a page that lost its headings."""
_ADDRESS = re.compile(
    r"ncbi\.nlm\.nih\.gov/(?:m/)?(?:pubmed/?)?(?:\S*?[?&](?:term|access_num|list_uids|uid|id)=)?(?P<pmid>[1-9]\d{3,8})\b"
)
_VALID = {
    "PMID": re.compile(r"[1-9]\d{0,8}"),
    "PMCID": re.compile(r"PMC\d+"),
    "DOI": re.compile(r"10\.\d{4,9}/\S+"),
}
_ENDS = re.compile(
    r"(?:\[(?:PubMed - )?indexed for MEDLINE\]|PMID:|PMCID:|DOI:|Icon for |Loading \.\.\.)", re.IGNORECASE
)
_KEYWORDS = re.compile(r"key ?words:\s*(?P<words>\S.*)", re.IGNORECASE)
_LANGUAGE = re.compile(r"\[Article in ([^;\]]+)")
_WRAPPED = range(50, 101)
"""Lengths of wrapped lines."""
_LONGEST_TERM = 80
_PROSE = 120
"""A line this long is no name, title of a menu or journal, even if it does not end a sentence."""
_FEWEST_WORDS = 5
_COPY_AGAIN = "Copy the whole page again, from its title to its end, and replace the seed."


@dataclass(frozen=True, slots=True)
class _Abstract:
    """The lines of the abstract."""

    start: int
    """Index of the first line that belongs to the abstract or to what follows it."""
    found: tuple[Line, ...]
    closed: bool
    """Whether something of the page follows it."""


def recognises(seed: Seed) -> bool:
    """Whether the seed has the fixed words of a PubMed page, or a citation among its first lines."""
    text = _text.peek(seed.head)
    found = lines(text)
    if any(line.key in BANNERS for line in found):
        return _OTHER_FORMATS.match(text) is None
    if _OTHER_FORMATS.match(text):
        return False
    headings = {line.key for line in found if line.heading}
    return "abstract" in headings or len(headings) > 1 or citation_at(found[:_FEW]) is not None


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The one record of the page, or why it cannot be read. Raises Unreadable."""
    repaired = _text.load(seed)
    found = lines(repaired.text)
    head = _page_head.read(found)
    abstract = _abstract(found, head)
    yield _refused(head, abstract, found) or _record(found, head, abstract, repaired.repairs)


def _record(found: Sequence[Line], head: Head, abstract: _Abstract, repairs: tuple[str, ...]) -> Record:
    """What a whole page says."""
    cited = head.citation or Citation()
    title = head.title.raw if head.title else None
    between = found[head.below : abstract.start]
    byline = _page_authors.read(between, title or "")
    paragraphs, keywords = _without_keywords(_paragraphs(abstract.found))
    chosen = choose([paragraphs])
    parts = sections(chosen.abstract)
    identifiers = _identifiers(found)
    return Record(
        pmid=identifiers.get("PMID") or _pmid_in_addresses(found),
        pmcid=identifiers.get("PMCID"),
        doi=cited.doi or identifiers.get("DOI"),
        title=title,
        authors=byline.authors,
        authors_complete=byline.complete,
        journal=cited.journal or byline.journal,
        date=cited.date or byline.date,
        epub_date=cited.epub_date,
        volume=cited.volume,
        issue=cited.issue,
        pages=cited.pages,
        publication_types=_publication_types(found),
        mesh=tuple(line.text for line in _below(found, "mesh")),
        keywords=keywords or tuple(word for line in _below(found, "keywords") for word in _words(line.text)),
        language=next((match[1] for line in between if (match := _LANGUAGE.match(line.text))), None),
        relations=_relations(found),
        copyright=chosen.copyright,
        content="abstract" if parts else "none",
        sections=parts,
        repairs=repairs + _text.address_repairs((title, chosen.copyright, *texts_of(parts))),
    )


def _refused(head: Head, abstract: _Abstract, found: Sequence[Line]) -> Refusal | None:
    """Why the page cannot be read faithfully, if so."""
    last = abstract.found[-1] if abstract.found else None
    end = found[-1].number if found else None
    if head.title is None and last is None:
        return Refusal("seed-cut", "the text ends before the title of the record.", _COPY_AGAIN, end)
    # A page saved with its banner has its tail too; without one, only a sentence broken off shows the cut.
    has_banner = any(line.key in BANNERS for line in found)
    if last is not None and not abstract.closed and (has_banner or not ends_sentence(last.text)):
        words = " ".join(last.text.split()[-6:])
        return Refusal("seed-cut", f"the text breaks off after “{words}”.", _COPY_AGAIN, last.number)
    if last is None and not abstract.closed:
        return Refusal("seed-cut", "the text ends before the abstract.", _COPY_AGAIN, end)
    if head.title is None:
        return Refusal("seed-incomplete", "the page's text has neither title nor citation.", _COPY_AGAIN)
    return None


def _abstract(found: Sequence[Line], head: Head) -> _Abstract:
    """The lines between the heading of the abstract and the next thing on the page."""
    own = own_lines(found)
    heading = next((n for n in range(head.below, len(own)) if own[n].heading == "abstract"), None)
    start = heading + 1 if heading is not None else _prose_at(own, head)
    end = next((n for n in range(start, len(found)) if _ends_abstract(found[n])), len(found))
    closed = end < len(found)
    if not closed and end - start > 1 and found[-1].after_blank and begins_heading(found[-1].text):
        end, closed = end - 1, True
    return _Abstract(start, tuple(found[start:end]), closed)


def _prose_at(own: Sequence[Line], head: Head) -> int:
    """Where an abstract that lost its heading begins: at the first sentence that is no byline and no address."""
    inside = False
    for number in range(head.below, len(own)):
        line = own[number]
        if line.heading in ("types", "mesh", "other"):
            return number
        inside = line.heading == "affiliations" if line.heading else inside and not IDENTIFIER.match(line.text)
        address = inside and _page_authors.is_address(line, own[number - 1])
        if line.heading is None and not address and _is_prose(line, head):
            return number
    return len(own)


def _is_prose(line: Line, head: Head) -> bool:
    if line.is_furniture or line.publication_type or IDENTIFIER.match(line.text) or _page_authors.is_byline(line.text):
        return False
    repeated = head.title is not None and line.text == head.title.text
    sentence = ends_sentence(line.text) and len(line.text.split()) >= _FEWEST_WORDS
    return not repeated and (len(line.text) >= _PROSE or sentence)


def _ends_abstract(line: Line) -> bool:
    if line.heading is not None or line.is_furniture or _ENDS.match(line.text):
        return True
    return line.bullet and len(line.text) <= _LONGEST_TERM and not ends_sentence(line.text)


def _paragraphs(found: Sequence[Line]) -> list[str]:
    """One paragraph a line, unless a block of lines was wrapped."""
    blocks: list[list[Line]] = []
    for line in found:
        if line.after_blank or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return [text for block in blocks for text in _joined(block)]


def _joined(block: Sequence[Line]) -> list[str]:
    texts = [line.raw for line in block]
    wrapped = len(texts) > 1 and all(len(text) in _WRAPPED for text in texts[:-1]) and len(texts[-1]) in range(101)
    return [one_line("\n".join(texts))] if wrapped else texts


def _without_keywords(paragraphs: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs without those that list keywords, and the keywords."""
    matches = [(text, _KEYWORDS.fullmatch(text)) for text in paragraphs]
    words = tuple(word for _, match in matches if match is not None for word in _words(match["words"]))
    return [text for text, match in matches if match is None], words


def _words(text: str) -> list[str]:
    separator = ";" if ";" in text else ","
    return [word.strip() for word in text.removesuffix(".").split(separator) if word.strip()]


def _in_sections(found: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each line with the heading it stands below; buttons and identifiers left out."""
    heading: Line | None = None
    for line in found:
        if line.heading is not None:
            heading = line
        elif not line.is_furniture and not IDENTIFIER.match(line.text):
            yield line, heading


def _below(found: Sequence[Line], kind: str) -> list[Line]:
    """The lines below the headings of one kind."""
    return [line for line, heading in _in_sections(found) if heading is not None and heading.heading == kind]


def _publication_types(found: Sequence[Line]) -> tuple[str, ...]:
    """From the badge above the title, from their own section, and from a list that lost its heading."""
    types: dict[str, None] = {}
    for line, heading in _in_sections(found):
        kind = heading.heading if heading is not None else None
        if line.publication_type and (kind in (None, "types", "affiliations") or (kind == "abstract" and line.bullet)):
            types[line.publication_type] = None
    return tuple(types)


def _relations(found: Sequence[Line]) -> tuple[Relation, ...]:
    return tuple(
        _relation(heading.text, line.text)
        for line, heading in _in_sections(own_lines(found))
        if heading is not None and heading.heading == "relation" and not _ENDS.match(line.text)
    )


def _relation(kind: str, text: str) -> Relation:
    pmid = IDENTIFIER.search(text)
    return Relation(type=kind, text=text, pmid=pmid["value"] if pmid and pmid["name"] == "PMID" else None)


def _identifiers(found: Sequence[Line]) -> dict[str, str]:
    """The page's own identifiers, the first of each kind."""
    identifiers: dict[str, str] = {}
    below_relations = False
    for line in own_lines(found):
        below_relations = line.heading == "relation" if line.heading else below_relations
        for match in IDENTIFIER.finditer(line.text) if not below_relations or IDENTIFIER.match(line.text) else ():
            name = match["name"].upper()
            if _VALID[name].fullmatch(match["value"]):
                identifiers.setdefault(name, match["value"])
    return identifiers


def _pmid_in_addresses(found: Sequence[Line]) -> str | None:
    """The PMID that the page's addresses give, if they all give the same."""
    pmids = {match["pmid"] for line in own_lines(found) for match in _ADDRESS.finditer(line.text)}
    return pmids.pop() if len(pmids) == 1 else None
