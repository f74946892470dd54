"""PubMed XML beyond single cases: what is no PubMed XML, streams, bounds, the filter, and random records read back."""

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.readers import _text, _xml_stream, candidates, pubmed_xml
from generator.readers._xml_stream import Cutter, Piece
from generator.readers.record import Record, Refusal, Seed, Unreadable
from generator.readers.wanted import Wanted

RECORD = (
    "<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle>"
    "</Article></MedlineCitation></PubmedArticle>\n"
)


def article(pmid: int, title: str = "Sham serum.") -> str:
    return RECORD.format(pmid=pmid, title=title)


def article_set(*records: str) -> bytes:
    return f"<PubmedArticleSet>\n{''.join(records)}</PubmedArticleSet>\n".encode()


def seed_of(folder: Path, data: bytes) -> Seed:
    path = folder / "seed"
    path.write_bytes(data)
    return Seed(path, "seed")


def read(folder: Path, data: bytes, wanted: str | None = None, *spellings: str) -> list[Record | Refusal]:
    chosen = Wanted(re.compile(wanted), spellings) if wanted else None
    return list(pubmed_xml.read(seed_of(folder, data), chosen))


def pmids(items: list[Record | Refusal]) -> list[str | None]:
    return [item.pmid if isinstance(item, Record) else item.code for item in items]


OTHERS = (
    b'<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "j.dtd"><article><PubmedArticle/></article>',
    b"<html><body><PubmedArticleSet></PubmedArticleSet></body></html>",
    b"<eFetchResult><ERROR>PubmedArticleSet</ERROR></eFetchResult>",
    b"<PubmedArticleSets/>",
    b"<!-- <PubmedArticleSet> -->",
    b"PMID- 99000001",
    gzip.compress(b"PubMed, packed", mtime=0),
    b"\x1f\x8b\x08\x00not packed at all",
    gzip.compress(gzip.compress(article_set(article(99000001)), mtime=0), mtime=0),
)
OURS = (
    b"\xef\xbb\xbf<?xml version='1.0'?>\n<PubmedArticleSet>",
    b"<!-- one --><!-- two -->\n<PubmedBookArticle>",
    b'<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet [<!ENTITY a "<article>">]><PubmedArticleSet>',
    gzip.compress(b"<PubmedArticle>", mtime=0),
)


@pytest.mark.parametrize("data", OTHERS)
def test_other_documents_are_not_recognised(tmp_path: Path, data: bytes) -> None:
    assert not pubmed_xml.recognises(seed_of(tmp_path, data))


@pytest.mark.parametrize("data", OURS)
def test_recognised_by_its_first_element_alone(tmp_path: Path, data: bytes) -> None:
    assert [reader.NAME for reader in candidates(seed_of(tmp_path, data))] == ["pubmed-xml"]


def test_a_thousand_comments_are_passed_in_a_moment(tmp_path: Path) -> None:
    assert not pubmed_xml.recognises(seed_of(tmp_path, b"<!-- --> " * 7_000))


class Endless:
    """A set of records that never ends, and how much of it was asked for."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int, /) -> bytes:
        self.given += size
        return (article(99000001) * (size // len(article(99000001)) + 1))[:size].encode()


def test_records_come_before_the_end_is_read() -> None:
    stream = Endless()
    pieces = Cutter(stream).pieces()
    assert b"99000001" in next(pieces).data
    first = stream.given
    for _ in range(5_000):
        next(pieces)
    assert first < len(article(1)) * 5_000 < stream.given


def test_what_was_read_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml_stream, "_BLOCK", 1_000)
    cutter = Cutter(Endless())
    longest = 0
    for _, _ in zip(cutter.pieces(), range(3_000), strict=False):
        longest = max(longest, len(cutter._buffer))
    assert longest < 3_000


def test_the_reader_yields_before_it_meets_the_damage_at_the_end(tmp_path: Path) -> None:
    data = article_set(article(99000001), article(99000002))[:-30] + b"<broken"
    items = pubmed_xml.read(seed_of(tmp_path, data))
    assert isinstance(items, Iterator)
    assert isinstance(next(items), Record)
    assert isinstance(next(items), Refusal)


@pytest.mark.parametrize("block", [1, 2, 3, 7, 50])
def test_where_blocks_are_cut_does_not_matter(block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = "<PubmedArticle >\n<PubmedData/>"
    data = b"<!DOCTYPE PubmedArticleSet>\n<!-- <PubmedArticle> -->" + article_set(
        article(99000001),
        spoilt,
        article(99000002).replace("</PubmedArticle>", "</PubmedArticle\n>"),
        article(99000003),
    )
    whole = read(tmp_path, data)
    assert pmids(whole) == ["99000001", "seed-cut", "99000002", "99000003"]
    monkeypatch.setattr(_xml_stream, "_BLOCK", block)
    again = read(tmp_path, data)
    assert again == whole
    assert [item.line for item in again] == [item.line for item in whole] == [3, 4, 5, 7]


def test_a_packed_file_that_unpacks_to_too_much_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml_stream, "FREE", 200_000)
    monkeypatch.setattr(_xml_stream, "MAX_RATIO", 50)
    bomb = gzip.compress(article_set(article(99000001)) + b" " * 1_000_000 + article(99000002).encode())
    assert pmids(read(tmp_path, bomb)) == ["99000001", "seed-too-large"]
    monkeypatch.setattr(_xml_stream, "MAX_RATIO", 5_000)
    assert pmids(read(tmp_path, bomb)) == ["99000001", "99000002"]
    monkeypatch.setattr(_xml_stream, "MAX_UNPACKED", 500_000)
    assert pmids(read(tmp_path, bomb)) == ["99000001", "seed-too-large"]


def test_a_record_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml_stream, "MAX_RECORD", 5_000)
    monkeypatch.setattr(_xml_stream, "_BLOCK", 100)
    data = article_set(article(99000001), article(99000002, "x" * 50_000), article(99000003))
    assert pmids(read(tmp_path, data)) == ["99000001", "seed-too-large", "99000003"]


def test_packed_files_joined_to_each_other_are_one(tmp_path: Path) -> None:
    parts = [gzip.compress(article_set(article(pmid))) for pmid in (99000001, 99000002)]
    assert pmids(read(tmp_path, b"".join(parts))) == ["99000001", "99000002"]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_packed_file_that_is_cut_gives_what_is_there(cut: int, tmp_path: Path) -> None:
    items = pmids(read(tmp_path, gzip.compress(article_set(article(99000001)))[:-cut]))
    assert items in (["99000001", "seed-cut"], ["seed-cut"])


def test_elements_as_deep_as_they_like_crash_nothing(tmp_path: Path) -> None:
    for depth in (200, 1_500, 20_000):
        (item,) = read(tmp_path, article_set(article(99000001, "<i>" * depth + "deep" + "</i>" * depth)))
        assert isinstance(item, Refusal) or item.title == "deep"


def test_utf_16_is_refused(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, article_set(article(99000001)).decode().encode("utf-16"))
    assert pubmed_xml.recognises(seed)
    with pytest.raises(Unreadable):
        list(pubmed_xml.read(seed))


MENTIONS = (
    "On IVIg.",
    "On <i>IV</i><b>Ig</b>.",
    "On IV<sub>Ig</sub>, again",
    "Intravenous\n   immunoglobulin",
    "intravenous\u00a0immunoglobulin",
    "intravenous\u2009 immuno\u00adglobulin",
)


@pytest.mark.parametrize("spellings", [(), ("IVIg", "intravenous immunoglobulin")], ids=["unknown", "known"])
@pytest.mark.parametrize("title", MENTIONS)
def test_a_record_that_is_wanted_is_found_however_it_is_written(
    title: str, spellings: tuple[str, ...], tmp_path: Path
) -> None:
    data = article_set(article(99000001), article(99000002, title), article(99000003, "IVIgs"))
    wanted = r"\bIVIg\b|[Ii]ntravenous immunoglobulin"
    assert pmids(read(tmp_path, data, wanted, *spellings)) == ["99000002"]


def test_only_what_says_what_a_record_is_about_makes_it_wanted(tmp_path: Path) -> None:
    silent = article(99000001).replace("</Article>", "<Affiliation>IVIg Ltd.</Affiliation></Article>")
    keyword = article(99000002).replace("</Article>", "</Article><KeywordList><Keyword>IVIg</Keyword></KeywordList>")
    parted = article(99000003).replace(
        "</Article>", "</Article><KeywordList><Keyword>IV</Keyword><Keyword>Ig</Keyword></KeywordList>"
    )
    assert pmids(read(tmp_path, article_set(silent, keyword, parted), r"IV ?Ig")) == ["99000002"]


def test_a_record_that_is_not_wanted_is_refused_if_it_is_malformed(tmp_path: Path) -> None:
    assert pmids(read(tmp_path, article_set(article(99000001, "<i>")), "IVIg")) == ["seed-malformed"]


def test_records_that_are_not_wanted_are_not_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[Piece] = []
    item = pubmed_xml._item

    def noted(piece: Piece, *rest: Any) -> Record | Refusal | None:
        parsed.append(piece)
        return item(piece, *rest)

    monkeypatch.setattr(pubmed_xml, "_item", noted)
    data = article_set(*(article(99000000 + n, "On IVIg" if n == 700 else "Sham serum") for n in range(1, 1_000)))
    assert pmids(read(tmp_path, data, "IVIg", "IVIg")) == ["99000700"]
    assert [(piece.line, piece.data.count(b"99000700")) for piece in parsed] == [(701, 1)]


SOUP = (
    *(article(99000001, title) for title in (*MENTIONS, "&#73;VIg", "I<!-- -->VIg", "<![CDATA[IVI]]>g", "\u0131vig")),
    article(99000002),
    article(99000003, "no <i>end"),
    article(99000004, "</i>"),
    article(99000005, "&undeclared;"),
    article(99000006, "\x7f"),
    article(99000007, "a<?b c?>"),
    article(99000008, "<a:b/>"),
    article(99000009, '<b c="</PubmedArticle>"/>'),
    article(99000010, "<![CDATA["),
    article(99000011, "]]>"),
    article(99000012, "<!--"),
    article(99000013, "-->"),
    article(99000014, "<PubmedArticle/>"),
    article(99000015).replace("<PubmedArticle>", "<PubmedArticle />"),
    article(99000016).replace("<PubmedArticle>", "<PubmedArticle >"),
    article(99000017).replace("</PubmedArticle>", "</PubmedArticle >"),
    article(99000018).replace("PubmedArticle", "PubmedBookArticle"),
    article(99000019).replace("<PubmedArticle>", ""),
    article(99000020).replace("</PubmedArticle>", ""),
    article(99000021).replace("99000021", "none"),
    *("<a xmlns:a='b'>", "</a>", "\n\n", "IVIg", "<!-- \n -->", "<PubmedArticleSet>", "</PubmedArticleSet>", "<?a?>"),
    *("<!DOCTYPE a [", "]>", "<", ">", "&", '"', "<PubmedArticle", "</PubmedBookArticle>", "<PubmedArticles/>"),
)
"""Records and parts of a file that could spoil, hide or name something."""


HIDING = {
    "section": (article(1, "<![CDATA["), article(2, "]]>")),
    "comment": (article(1, "<!--"), article(2, "-->")),
    "comment between": ("<!-- ", article(1), " -->"),
    "declaration": ("<!DOCTYPE a [", article(1), "]>"),
    "instruction": (article(1, "&#127;<?a "), article(2, "?>")),
    "book": (article(1, RECORD.format(pmid=2, title="").replace("PubmedArticle", "PubmedBookArticle")),),
    "prefix": ("<a xmlns:b='c'>", article(1, "<b:i/>"), "</a>"),
    "set": ("<PubmedArticleSet>", article(1), "</PubmedArticleSet>"),
    "within": (article(1, article(2)),),
}
"""What is well-formed as a whole, and is not as the records that it is cut into, or is cut otherwise."""


@pytest.mark.parametrize("hiding", HIDING.values(), ids=HIDING)
def test_what_hides_a_tag_is_not_passed_over(hiding: tuple[str, ...], tmp_path: Path) -> None:
    data = article_set(article(99000001), *hiding, article(99000002, "IVIg"))
    assert read(tmp_path, data, "IVIg", "IVIg") == read(tmp_path, data, "IVIg")


@pytest.mark.parametrize("run", [100, 1_000, 100_000])
@given(parts=st.lists(st.sampled_from(SOUP), max_size=12), cut=st.integers(0, 40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_records_are_passed_over_together_only_where_each_would_be(
    run: int, parts: list[str], cut: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_xml_stream, "_RUN", run)
    data = article_set(*parts)
    for packed in (data, gzip.compress(data)[: -cut or None]):
        each, together = (
            read(tmp_path, packed, r"(?i)(?<!\w)(?:IV\s?Ig|intravenous immunoglobulin)(?!\w)", *spellings)
            for spellings in ((), ("IVIg", "intravenous immunoglobulin"))
        )
        assert together == each
        assert [item.line for item in together] == [item.line for item in each]


words = st.text("abcxyz ABC<>\"'7β≥()[]*_-·", min_size=1, max_size=40).map(lambda text: " ".join(text.split()))
names = st.text("abcxyzABCβé", min_size=1, max_size=12)
texts = words.filter(lambda text: bool(text) and _text.repair(text).text == text)
made_up = st.fixed_dictionaries(
    {
        "pmid": st.integers(99_000_000, 99_999_999).map(str),
        "title": texts,
        "authors": st.lists(st.tuples(names, st.text("ABC", min_size=1, max_size=3)), max_size=3),
        "sections": st.lists(st.tuples(names, texts), max_size=3, unique_by=lambda section: section[0]),
        "keywords": st.lists(texts, max_size=3, unique=True),
        "mesh": st.lists(names, max_size=3, unique=True),
        "relations": st.lists(texts.filter(lambda text: text.strip(" ,;") == text), max_size=2),
    }
)


def as_xml(record: dict[str, Any]) -> etree._Element:
    def sub(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
        child = etree.SubElement(parent, name, attributes)
        child.text = text
        return child

    root = etree.Element("PubmedArticle")
    citation = sub(root, "MedlineCitation")
    sub(citation, "PMID", record["pmid"])
    body = sub(citation, "Article")
    sub(body, "ArticleTitle", record["title"])
    abstract = sub(body, "Abstract")
    for label, text in record["sections"]:
        sub(abstract, "AbstractText", text, Label=label)
    listed = sub(body, "AuthorList", CompleteYN="Y")
    for family, initials in record["authors"]:
        author = sub(listed, "Author")
        sub(author, "LastName", family)
        sub(author, "Initials", initials)
    ties, terms, keywords = (sub(citation, f"{name}List") for name in ("CommentsCorrections", "MeshHeading", "Keyword"))
    for text in record["relations"]:
        sub(sub(ties, "CommentsCorrections", RefType="ErratumIn"), "RefSource", text)
    for name in record["mesh"]:
        sub(sub(terms, "MeshHeading"), "DescriptorName", name)
    for word in record["keywords"]:
        sub(keywords, "Keyword", word)
    return root


@given(records=st.lists(made_up, min_size=1, max_size=3), packed=st.booleans(), pretty=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_records_read_back(tmp_path: Path, records: list[dict[str, Any]], packed: bool, pretty: bool) -> None:
    root = etree.Element("PubmedArticleSet")
    root.extend(as_xml(record) for record in records)
    stream = io.BytesIO()
    etree.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True, pretty_print=pretty)
    data = gzip.compress(stream.getvalue()) if packed else stream.getvalue()
    for item, made in zip(read(tmp_path, data), records, strict=True):
        assert isinstance(item, Record)
        assert (item.pmid, item.title, item.repairs) == (made["pmid"], made["title"], ())
        assert [author.name for author in item.authors] == [" ".join(author) for author in made["authors"]]
        assert [(section.heading, *section.paragraphs) for section in item.sections] == made["sections"]
        assert (list(item.keywords), list(item.mesh)) == (made["keywords"], made["mesh"])
        assert [(tie.type, tie.text) for tie in item.relations] == [("Erratum in", text) for text in made["relations"]]
