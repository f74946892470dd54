"""PubMed's page since 2020 → a `Record`.

The page shows its heading twice, in short and in full view, and other papers below its own: only the full heading and
the blocks named here are read. Of each list of terms only the buttons are read: beside them stand the words of menus.
"""

import re
from collections.abc import Iterator, Sequence

from bs4 import Tag

from generator.model import Author, Relation
from generator.readers import _citation, _text
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
from generator.readers._names import says_where
from generator.readers._page_authors import stored_name
from generator.readers._paragraphs import texts_of
from generator.readers._relation_types import known_words
from generator.readers._text import drop_addresses
from generator.readers.record import Record

_HEADINGS = ("#full-view-heading", "header.heading .full-view", ".full-view", "header.heading", "#short-view-heading")
_ABSTRACTS = ("#eng-abstract", "#enc-abstract", ".abstract-content.selected", ".abstract-content")
_OTHER_LANGUAGE = re.compile(r"(?!eng|enc)[a-z]{2,3}-abstract")
_NOTICES = ("#article-alerts", ".article-alerts", ".publication-alert")
_ET_AL = re.compile(r"\bet al\b")
_MARK = re.compile(r"\d+|[*†‡§¶#]")


def find(page: Page) -> Tag | None:
    """The heading of the one record that the page shows."""
    return next((found for name in _HEADINGS if (found := page.soup.select_one(name))), None)


def pmids(page: Page, heading: Tag) -> list[str]:
    """The PMIDs that the page claims for itself; more than one where it contradicts itself."""
    shown = [page.glance(each) for each in heading.select(".identifier .current-id, .identifiers .current-id")]
    return list(dict.fromkeys([*page.pmids(), *filter(PMID.fullmatch, shown)]))


def read(page: Page, heading: Tag) -> Record:
    """What the page says."""
    shown = page.text(heading.select_one("h1.heading-title") or heading.select_one("h1"))
    cited = _cited(page, heading)
    abstract = _abstract(page)
    sections, rights = sections_of(abstract.texts, abstract.copyright)
    title = page.title(shown)
    return Record(
        pmid=next(iter(pmids(page, heading)), None),
        pmcid=valid(_ids(page, heading, "pmc"), PMCID),
        doi=valid((page.meta("citation_doi"), *_ids(page, heading, "doi"), cited.doi or ""), DOI),
        title=title or None,
        authors=_authors(page, heading),
        authors_complete=_ET_AL.search(page.glance(heading.select_one(".authors-list"))) is None,
        journal=_journal(page, heading) or None,
        # The line that the page shows says no more than is certain; the date in its head always names a day.
        date=cited.date or page.stated_date(),
        epub_date=cited.epub_date,
        volume=cited.volume or page.meta("citation_volume") or None,
        issue=cited.issue or page.meta("citation_issue") or None,
        pages=cited.pages,
        publication_types=_types(page, heading, title),
        mesh=tuple(dict.fromkeys(_terms(page, "#mesh-terms"))),
        keywords=abstract.keywords or keyword_list(page.tidy.text("; ".join(page.all_meta("citation_keywords")))),
        language=page.language(heading),
        relations=tuple(_relations(page)),
        copyright=rights or None,
        content="abstract" if sections else "none",
        sections=sections,
        repairs=(*page.tidy.repairs, *_text.address_repairs((title, rights, *texts_of(sections)))),
    )


def _cited(page: Page, heading: Tag) -> Citation:
    parts = (page.text(heading.select_one(name)) for name in (".cit", ".citation-doi", ".secondary-date"))
    return _citation.parse(" ".join(filter(None, parts))) or Citation()


def _ids(page: Page, heading: Tag, kind: str) -> list[str]:
    return [page.text(each) for each in heading.select(f".identifier.{kind} .id-link")]


def _journal(page: Page, heading: Tag) -> str:
    """Its abbreviation, which the page's head gives as the publisher."""
    shown = page.text(heading.select_one(".journal-actions-trigger"))
    return shown.rstrip(".") or page.meta("citation_publisher") or page.meta("citation_journal_title")


def _authors(page: Page, heading: Tag) -> tuple[Author, ...]:
    """Names in MEDLINE's form as the page's head has them, addresses from the list that the page shows."""
    stated = [name for each in page.all_meta("citation_authors") for name in each.split(";")]
    stated = [page.tidy.text(name) for name in stated or page.all_meta("citation_author") if name.strip()]
    listed = heading.select_one(".authors-list")
    shown = list(_listed(page, listed, _addresses(page, heading))) if listed is not None else []
    names = _paired(stated, [author.name for author in shown])
    if names is None:
        return tuple(Author(name=name) for name in stated)
    return tuple(Author(name=name, affiliations=each.affiliations) for name, each in zip(names, shown, strict=True))


def _listed(page: Page, listed: Tag, addresses: dict[str, str]) -> Iterator[Author]:
    for item in listed.select(".authors-list-item") or [listed]:
        for name in item.select(".full-name") or item.select("a[data-ga-action=author]"):
            marks = [mark for sup in item.select("sup") for mark in _MARK.findall(sup.get_text())]
            affiliations = tuple(addresses[mark] for mark in dict.fromkeys(marks) if mark in addresses)
            if text := drop_addresses(page.text(name)):
                yield Author(name=text, affiliations=affiliations)


def _addresses(page: Page, heading: Tag) -> dict[str, str]:
    """Addresses by their number."""
    found: dict[str, str] = {}
    for item in heading.select(".affiliations li") or page.soup.select(".affiliations li"):
        key = item.select_one("sup.key") or item.select_one("sup")
        address = drop_addresses(page.text(item, [key] if key is not None else []))
        if key is not None and says_where(address):
            found.setdefault(key.get_text(strip=True), address)
    return found


def _paired(stated: Sequence[str], shown: Sequence[str]) -> list[str] | None:
    """For each name shown the one stated; groups are only shown. None if the two lists do not fit each other."""
    waiting = list(stated)
    names: list[str] = []
    for full in shown:
        fits = bool(waiting) and waiting[0].split()[0].casefold() in full.casefold()
        names.append(waiting.pop(0) if fits else stored_name(full))
    return None if waiting else names


def _abstract(page: Page) -> Abstract:
    """The English abstract, with what the page puts among its paragraphs."""
    found = Abstract()
    block = page.soup.select_one("#abstract") or page.soup.select_one(".abstract")
    content = _content(block) if block is not None else None
    if block is None:
        return found
    others = [each for each in block.select(".abstract-content") if content is None or _is_apart(each, content)]
    for paragraph in block.find_all("p"):
        if not any(_is_inside(paragraph, other) for other in others):
            inside = not others if content is None else _is_inside(paragraph, content)
            _sort(page, paragraph, inside, found)
    if content is not None and content.find("p") is None:
        found.texts.append(("", page.text(content)))
    found.texts = [(label, text) for label, text in found.texts if not NO_ABSTRACT.fullmatch(text)]
    return found


def _content(block: Tag) -> Tag | None:
    """The abstract in English; those in other languages stand beside it."""
    candidates = (each for name in _ABSTRACTS for each in block.select(name))
    return next((each for each in candidates if not _OTHER_LANGUAGE.fullmatch(attribute(each, "id"))), None)


def _is_apart(one: Tag, other: Tag) -> bool:
    return one is not other and not _is_inside(one, other) and not _is_inside(other, one)


def _is_inside(tag: Tag, block: Tag) -> bool:
    return any(parent is block for parent in tag.parents)


def _sort(page: Page, paragraph: Tag, inside: bool, found: Abstract) -> None:
    """Put one paragraph where it belongs; outside of the abstract only keywords and copyright count."""
    tag = paragraph.select_one("strong.sub-title")
    label = page.text(tag).rstrip(": ")
    text = page.text(paragraph, [tag] if tag is not None else [])
    if label.casefold() in ("keywords", "keyword", "key words"):
        found.keywords = keyword_list(text)
    elif "copyright" in attribute(paragraph, "class"):
        found.copyright = f"{found.copyright} {text}".strip()
    elif inside:
        found.texts.append((label, text))


def _types(page: Page, heading: Tag, title: str) -> tuple[str, ...]:
    badge = [page.text(each) for each in heading.select(".publication-type")]
    notices = [page.glance(each) for name in _NOTICES for each in page.soup.select(name)]
    return publication_types([*_terms(page, "#publication-types"), *badge], title, notices)


def _terms(page: Page, block: str) -> Iterator[str]:
    for button in page.soup.select(f"{block} button.keyword-actions-trigger"):
        text = page.text(button)
        if text:
            yield text if "*" in text or "major" not in attribute(button, "class").split() else f"{text}*"


def _relations(page: Page) -> Iterator[Relation]:
    for block in page.soup.select(".linked-articles"):
        headings = (known_words(page.glance(each)) for each in block.find_all(["h2", "h3", "h4"]))
        kind = next(filter(None, headings), None)
        if kind is not None:
            yield from filter(None, (page.relation(kind, entry) for entry in block.find_all("li")))
