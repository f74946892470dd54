"""PubMed's page of 2012 to 2019 → a `Record`."""

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString

from generator.model import Author, Relation
from generator.readers import _citation, _names, _text
from generator.readers._citation import Citation
from generator.readers._html_page import (
    DOI,
    NO_ABSTRACT,
    PMCID,
    PMID,
    Abstract,
    Page,
    keyword_list,
    publication_types,
    valid,
)
from generator.readers._html_text import attribute
from generator.readers._labelled import sections_of
from generator.readers._page_lines import HEADINGS
from generator.readers._paragraphs import texts_of
from generator.readers._relation_types import known_words
from generator.readers._text import drop_addresses
from generator.readers.record import Record

_HEADINGS = ("h2", "h3", "h4", "h5")
_BEFORE_MARK = re.compile(r"(?:\s+|(?<=\)),\s*)(?=\(\d+\))")
_SLASH = re.compile(r"\s*/\s*")
_LISTS = ("ul", "ol")


def find_all(page: Page) -> list[Tag]:
    """The records that the page shows."""
    return page.soup.select("div.rprt")


def pmids(page: Page, record: Tag) -> list[str]:
    """The PMIDs that the page claims for itself; more than one where it contradicts itself."""
    return list(dict.fromkeys([*page.pmids(), *filter(PMID.fullmatch, _ids(page, record).get("PMID", []))]))


def read(page: Page, record: Tag) -> Record:
    """What the page says."""
    ids = _ids(page, record)
    cited = _cited(page, record)
    abstract = _abstract(page, record)
    sections, rights = sections_of(abstract.texts, abstract.copyright)
    title = page.title(page.text(record.find("h1")))
    return Record(
        pmid=next(iter(pmids(page, record)), None),
        pmcid=valid(ids.get("PMCID", ()), PMCID),
        doi=valid((*ids.get("DOI", ()), cited.doi or ""), DOI),
        title=title or None,
        authors=_authors(page, record),
        journal=cited.journal or page.meta("citation_journal_title") or None,
        date=cited.date,
        epub_date=cited.epub_date,
        volume=cited.volume,
        issue=cited.issue,
        pages=cited.pages,
        publication_types=publication_types(_terms(page, "types"), title),
        mesh=tuple(dict.fromkeys(_SLASH.sub(" / ", term) for term in _terms(page, "mesh"))),
        keywords=abstract.keywords,
        language=page.language(record, record.select(".abstr")),
        relations=tuple(_relations(page, record)),
        copyright=rights or None,
        content="abstract" if sections else "none",
        sections=sections,
        repairs=(*page.tidy.repairs, *_text.address_repairs((title, rights, *texts_of(sections)))),
    )


def _ids(page: Page, record: Tag) -> dict[str, list[str]]:
    """Identifiers by name."""
    found: dict[str, list[str]] = {}
    for name in record.select("dl.rprtid dt"):
        value = name.find_next_sibling("dd")
        if value is not None:
            found.setdefault(page.text(name).rstrip(": "), []).append(page.text(value))
    return found


def _cited(page: Page, record: Tag) -> Citation:
    return _citation.parse(page.text(record.select_one(".cit"))) or Citation()


def _authors(page: Page, record: Tag) -> tuple[Author, ...]:
    """The author list is that of PubMed's text, but for the form of its marks."""
    listed = record.select_one(".auths")
    if listed is None:
        return ()
    marks = listed.find_all("sup")
    for mark in marks:
        numbers = mark.get_text().replace(",", " ").split()
        mark.replace_with(NavigableString("".join(f"({number})" for number in numbers)))
    names = _BEFORE_MARK.sub("", page.text(listed))
    return _names.authors(names, _addresses(page, record))


def _addresses(page: Page, record: Tag) -> dict[str, str]:
    found: dict[str, str] = {}
    for number in record.select(".afflist dt"):
        value = number.find_next_sibling("dd")
        address = drop_addresses(page.text(value))
        if address.strip(" ."):
            found.setdefault(number.get_text(strip=True), address)
    return found


def _abstract(page: Page, record: Tag) -> Abstract:
    """The first block that is headed `Abstract`; those in other languages are headed otherwise."""
    found = Abstract(keywords=keyword_list(" ".join(page.text(each) for each in record.select(".keywords p"))))
    for block in record.select(".abstr"):
        if page.glance(block.find("h3")).rstrip(":").casefold() in ("", "abstract"):
            _sort(page, block, found)
            break
    found.texts = [(label, text) for label, text in found.texts if not NO_ABSTRACT.fullmatch(text)]
    return found


def _sort(page: Page, block: Tag, found: Abstract) -> None:
    label = ""
    for part in block.find_all(["h4", "p"]):
        text = page.text(part)
        if part.name == "h4":
            label = text.rstrip(": ")
        elif "copyright" in attribute(part, "class"):
            found.copyright = f"{found.copyright} {text}".strip()
        else:
            found.texts.append((label, text))
            label = ""


def _terms(page: Page, kind: str) -> Iterator[str]:
    """The list below the headings of one kind; each term is a link, the rest are menus."""
    for heading in page.soup.find_all(_HEADINGS):
        if HEADINGS.get(page.glance(heading).casefold().rstrip(":")) == kind:
            terms = heading.find_next_sibling()
            for item in terms.find_all("li") if terms is not None and terms.name in _LISTS else ():
                yield page.text(item.find("a") or item)


def _relations(page: Page, record: Tag) -> Iterator[Relation]:
    for heading in record.find_all(_HEADINGS):
        kind = known_words(page.glance(heading))
        entries = heading.find_next_sibling()
        if kind is not None and entries is not None and entries.name not in _HEADINGS:
            found = entries.find_all("li") or [entries]
            yield from filter(None, (page.relation(kind, entry) for entry in found))
