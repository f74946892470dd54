"""One record of PubMed's XML, as a tree → a `Record`.

Element names are those of PubMed's DTD (https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/). Where PubMed's text
prints one of several elements that say nearly the same (`MedlineTA`, not `ISOAbbreviation`), that one is read first.
"""

import re
from collections.abc import Iterator

from lxml import etree

from generator.model import Author, Relation, Section
from generator.readers import _citation, _text
from generator.readers._labelled import sections_of
from generator.readers._languages import language_name
from generator.readers._markup import Tidy
from generator.readers._page_lines import PUBLICATION_TYPES
from generator.readers._paragraphs import texts_of
from generator.readers._relation_types import CITES, words_of
from generator.readers._text import drop_addresses
from generator.readers._xml_text import text_of
from generator.readers.record import Record

_PMID = re.compile(r"[1-9]\d{0,8}")
_PMCID = re.compile(r"PMC\d+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARTICLE_NUMBER = re.compile(r"[A-Za-z]{0,4}-?\d{2,10}")
"""A publisher's number by which an article without pages is cited: `20200021`, `e12`; not `S0000-0000(19)00301-2`."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NO_TITLE = re.compile(r"\[?Not available\]?\.?", re.IGNORECASE)


def pmid_of(record: etree._Element) -> str | None:
    """The record's own PMID, if it is a number that PubMed could have given."""
    value = (record.findtext("MedlineCitation/PMID") or record.findtext("BookDocument/PMID") or "").strip()
    return value if _PMID.fullmatch(value) else None


def read(record: etree._Element, line: int) -> Record:
    """What a `PubmedArticle` or `PubmedBookArticle` says."""
    tidy = Tidy()
    book = record.find("BookDocument")
    fields = _Book(record, book, tidy) if book is not None else _Article(record, tidy)
    title, (sections, rights) = fields.title(), fields.text()
    language = [name for code in fields.body.findall("Language") if (name := language_name(text_of(code, tidy)))]
    return Record(
        pmid=pmid_of(record),
        pmcid=fields.identifier("pmc", _PMCID),
        doi=fields.doi(),
        title=title or None,
        authors=fields.authors(),
        authors_complete=not fields.shortened(),
        journal=fields.journal() or None,
        date=fields.date(),
        epub_date=fields.epub_date(),
        volume=fields.plain("Journal/JournalIssue/Volume"),
        issue=fields.plain("Journal/JournalIssue/Issue"),
        pages=fields.pages(),
        publication_types=fields.publication_types(),
        mesh=tuple(fields.mesh()),
        keywords=fields.keywords(),
        language=", ".join(dict.fromkeys(language)) or None,
        relations=tuple(fields.relations()),
        copyright=rights or None,
        content="abstract" if sections else "none",
        sections=sections,
        repairs=(*tidy.repairs, *_text.address_repairs((title, rights, *texts_of(sections)))),
        line=line,
    )


class _Article:
    """The fields of a journal article. `body` holds most of them, `citation` what indexers added."""

    def __init__(self, record: etree._Element, tidy: Tidy, citation: str = "MedlineCitation", body: str = "Article"):
        self.record = record
        self.tidy = tidy
        self.citation = _child(record, citation)
        self.body = _child(self.citation, body) if body else self.citation

    def one(self, path: str) -> str:
        """The text at a path below the body; empty for none."""
        return text_of(self.body.find(path), self.tidy)

    def plain(self, path: str) -> str | None:
        return self.one(path) or None

    def publication_types(self) -> tuple[str, ...]:
        """In MEDLINE's spelling: files of before 2013 have them in capitals."""
        paths = ("PublicationTypeList/PublicationType", "PublicationType")
        found = [text_of(each, self.tidy) for path in paths for each in self.body.iterfind(path)]
        return tuple(dict.fromkeys(PUBLICATION_TYPES.get(each.casefold(), each) for each in found if each))

    def title(self) -> str:
        title = self.one("ArticleTitle")
        return self.one("VernacularTitle") or title if not title or _NO_TITLE.fullmatch(title) else title

    def journal(self) -> str:
        abbreviation = text_of(self.citation.find("MedlineJournalInfo/MedlineTA"), self.tidy)
        return abbreviation or self.one("Journal/ISOAbbreviation") or self.one("Journal/Title")

    def identifiers(self) -> Iterator[etree._Element]:
        yield from self.record.iterfind("PubmedData/ArticleIdList/ArticleId")

    def identifier(self, kind: str, valid: re.Pattern[str]) -> str | None:
        values = (text_of(each, self.tidy) for each in self.identifiers() if each.get("IdType") == kind)
        return next((value for value in values if valid.fullmatch(value)), None)

    def doi(self) -> str | None:
        for each in self.body.iterfind("ELocationID"):
            value = text_of(each, self.tidy)
            if each.get("EIdType") == "doi" and each.get("ValidYN") != "N" and _DOI.fullmatch(value):
                return value
        return self.identifier("doi", _DOI)

    def date(self) -> str | None:
        return date_of(self.body.find("Journal/JournalIssue/PubDate"))

    def epub_date(self) -> str | None:
        dates = self.body.findall("ArticleDate")
        return date_of(next((each for each in dates if each.get("DateType", "Electronic") == "Electronic"), None))

    def pages(self) -> str | None:
        """The pages; without any the number of the article, which PubMed's own citation has in their place."""
        first, last = self.one("Pagination/StartPage"), self.one("Pagination/EndPage")
        pages = self.one("Pagination/MedlinePgn") or (f"{first}-{last}" if last not in ("", first) else first)
        return pages or next(filter(_ARTICLE_NUMBER.fullmatch, self._publishers_numbers()), None)

    def _publishers_numbers(self) -> Iterator[str]:
        for each in self.body.iterfind("ELocationID"):
            if each.get("EIdType") == "pii" and each.get("ValidYN") != "N":
                yield text_of(each, self.tidy)

    def author_list(self) -> etree._Element | None:
        return next((each for each in self.body.iterfind("AuthorList") if each.get("Type") != "editors"), None)

    def shortened(self) -> bool:
        listed = self.author_list()
        return listed is not None and listed.get("CompleteYN") == "N"

    def authors(self) -> tuple[Author, ...]:
        listed = self.author_list()
        found = listed.iterfind("Author") if listed is not None else ()
        valid = (each for each in found if each.get("ValidYN") != "N")
        return tuple(author for each in valid if (author := self._author(each)) is not None)

    def _author(self, author: etree._Element) -> Author | None:
        def part(name: str) -> str:
            return text_of(author.find(name), self.tidy)

        family, initials, given = part("LastName"), part("Initials"), part("ForeName")
        person = f"{family} {initials} {part('Suffix')}" if initials else f"{given} {family} {part('Suffix')}"
        name = drop_addresses(" ".join((part("CollectiveName") or person).split()))
        addresses = (*author.iterfind("AffiliationInfo/Affiliation"), *author.iterfind("Affiliation"))
        texts = dict.fromkeys(drop_addresses(text_of(each, self.tidy)) for each in addresses)
        return Author(name=name, affiliations=tuple(text for text in texts if text.strip(" ."))) if name else None

    def mesh(self) -> Iterator[str]:
        """`Descriptor / qualifier`, each qualifier on its own, `*` after a major topic, as PubMed's pages do."""
        for heading in self.citation.iterfind("MeshHeadingList/MeshHeading"):
            names = [self._topic(heading.find("DescriptorName"))]
            qualifiers = [self._topic(each) for each in heading.iterfind("QualifierName")]
            yield from (" / ".join((names[0], each)) for each in qualifiers)
            if names[0] and not qualifiers:
                yield names[0]

    def _topic(self, element: etree._Element | None) -> str:
        name = text_of(element, self.tidy)
        return name + "*" if name and element is not None and element.get("MajorTopicYN") == "Y" else name

    def keywords(self) -> tuple[str, ...]:
        words = (text_of(each, self.tidy) for each in self.citation.iterfind("KeywordList/Keyword"))
        return tuple(dict.fromkeys(filter(None, words)))

    def relations(self) -> Iterator[Relation]:
        for each in self.citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
            kind, pmid = self.tidy.text(each.get("RefType")), text_of(each.find("PMID"), self.tidy)
            source, note = (text_of(each.find(name), self.tidy) for name in ("RefSource", "Note"))
            text = drop_addresses(f"{source.removesuffix('.')}. {note}" if source and note else source or note)
            if kind not in ("", CITES) and (text or pmid):
                yield Relation(type=words_of(kind), text=text, pmid=pmid if _PMID.fullmatch(pmid) else None)

    def text(self) -> tuple[tuple[Section, ...], str]:
        """The sections of the abstract, and the copyright line."""
        abstract = self.body.find("Abstract")
        if abstract is None:
            return (), ""
        labelled = [(_label(each, self.tidy), text_of(each, self.tidy)) for each in abstract.iterfind("AbstractText")]
        stated = " ".join(filter(None, (text_of(e, self.tidy) for e in abstract.iterfind("CopyrightInformation"))))
        return sections_of(labelled, stated)


class _Book(_Article):
    """The fields of a book, or of a chapter of one, where they stand elsewhere than those of an article."""

    def __init__(self, record: etree._Element, document: etree._Element, tidy: Tidy) -> None:
        super().__init__(record, tidy, "BookDocument", "")
        self.is_chapter = bool(text_of(document.find("ArticleTitle"), Tidy()))

    def title(self) -> str:
        return super().title() or self.one("Book/BookTitle")

    def journal(self) -> str:
        return ""

    def identifiers(self) -> Iterator[etree._Element]:
        yield from self.body.iterfind("ArticleIdList/ArticleId")
        yield from self.record.iterfind("PubmedBookData/ArticleIdList/ArticleId")

    def date(self) -> str | None:
        return date_of(self.body.find("ContributionDate")) or date_of(self.body.find("Book/PubDate"))

    def author_list(self) -> etree._Element | None:
        """The chapter's own authors; a book as a whole has them among its own fields."""
        own = super().author_list()
        if own is not None or self.is_chapter:
            return own
        return next((each for each in self.body.iterfind("Book/AuthorList") if each.get("Type") != "editors"), None)


def date_of(element: etree._Element | None) -> str | None:
    """An ISO date from year, month and day, or from the words of `MedlineDate`, as far as it is certain."""
    if element is None:
        return None
    year, month, day, season, words = (
        " ".join((element.findtext(name) or "").split()) for name in ("Year", "Month", "Day", "Season", "MedlineDate")
    )
    if month.isdecimal():
        month = _MONTHS[int(month) - 1] if 0 < int(month) <= len(_MONTHS) else ""
    written = words or " ".join(filter(None, (year, month or season, day if month else "")))
    certain = _YEAR.findall(written)
    return _citation.parse_date(written) or (_citation.parse_date(certain[0]) if len(set(certain)) == 1 else None)


def _child(element: etree._Element, name: str) -> etree._Element:
    found = element.find(name)
    return found if found is not None else etree.Element(name)


def _label(element: etree._Element, tidy: Tidy) -> str:
    return tidy.text(element.get("Label")).rstrip(": ")
