"""Twins keep to their schema, hashes change with what a page says and with nothing else, the index lists all pages."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar

import pytest
from jsonschema import Draft202012Validator

from generator import exports, urls
from generator.build import with_base_url
from generator.config import Paths
from generator.exports import twins
from generator.model import Corpus
from generator.plain import NOT_CONTENT, ON_PAGE, content_hash, to_json
from generator.store import load
from generator.views import plan
from generator.views.model import View
from generator.views.parts import CitationView, Frame, Link
from tests.editions import EDITIONS, SUB_PATH
from tests.unit.factories import appraisal, corpus, efficacy, paper


@cache
def exported(name: str, base_url: str | None) -> Mapping[str, bytes]:
    found = with_base_url(load(Paths(EDITIONS[name])), base_url)
    return exports.files(found, plan(found))


def pages(found: Corpus) -> dict[str, View]:
    return {view.url: view for view in plan(found)}


FRAME = Frame("Made up", "EX", "1 January 2026", (), "Nobody has reviewed it.")


@dataclass(frozen=True, slots=True)
class NoteView(View):
    """A made-up page."""

    template: ClassVar[str] = "note.html"
    words: tuple[Link, ...]
    """What it says."""
    cite: str = field(default="", metadata=NOT_CONTENT)
    by_id: Mapping[str, int] = field(default_factory=dict)
    sure: bool = False
    shown: str = field(default="", metadata=ON_PAGE)


NOTE = NoteView("/notes/a/", "A note", "What.", FRAME, words=(Link("one", "/papers/1/"),), by_id={"b": 1, "a": 2})


def test_a_twin_is_the_view_behind_its_schema_address_and_hash() -> None:
    data = json.loads(twins.twin(NOTE, SUB_PATH))
    assert list(data)[:5] == ["$schema", "permalink", "content_hash", "url", "title"]
    assert data["$schema"] == "../../data/schema/note.json"
    assert data["permalink"] == f"{SUB_PATH}notes/a/"
    assert data["content_hash"] == content_hash(NOTE)
    assert data["words"] == [{"text": "one", "href": "/papers/1/"}]
    assert json.loads(twins.twin(NOTE, None))["permalink"] is None


def test_a_twin_leaves_out_what_is_around_the_content() -> None:
    cited = CitationView("A note.", "Made up. A note.", "notes-a", "2026-01-01", content_hash(NOTE))
    assert not {"frame", "head", "citation"} & set(json.loads(twins.twin(replace(NOTE, citation=cited), None)))


def test_a_twin_leaves_out_what_is_empty_and_what_it_leaves_to_the_page() -> None:
    data = json.loads(twins.twin(replace(NOTE, words=(), shown="at length"), None))
    assert not {"words", "shown", "canonical", "moved"} & set(data)
    assert data["sure"] is False


def test_a_twin_is_text_that_people_can_read_and_the_same_each_time() -> None:
    view = replace(NOTE, title="Glaßwort ﬁ 10⁹")
    assert twins.twin(view, None) == twins.twin(view, None)
    assert '"title":"Glaßwort ﬁ 10⁹"' in twins.twin(view, None).decode("utf-8")


def test_a_schema_describes_fields_and_refuses_others() -> None:
    (written,) = twins.schemas(frozenset({twins.name(NoteView)})).values()
    schema = json.loads(written)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    data = json.loads(twins.twin(NOTE, None))
    validator.validate(data)
    assert not validator.is_valid({**data, "more": 1})
    assert not validator.is_valid({key: value for key, value in data.items() if key != "sure"})
    assert schema["properties"]["words"]["description"] == "What it says."
    assert schema["properties"]["title"]["description"] == "Heading of the page."
    assert schema["description"] == "A made-up page."


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("base_url", [None, SUB_PATH])
def test_every_page_of_an_edition_has_a_twin_that_keeps_to_its_schema(name: str, base_url: str | None) -> None:
    files = exported(name, base_url)
    found = [path for path in files if f"/{path}".endswith("/data.json") and not path.startswith("data/schema/")]
    assert len(found) > len(load(Paths(EDITIONS[name])).papers)
    for path in found:
        data = json.loads(files[path])
        schema = exports_schema(files, path, data["$schema"])
        Draft202012Validator(schema).validate(data)


def exports_schema(files: Mapping[str, bytes], twin: str, address: str) -> Any:
    """The schema that a twin names, found from where the twin lies."""
    folder = twin.rpartition("/")[0].split("/") if "/" in twin else []
    for part in address.split("/"):
        folder = folder[:-1] if part == ".." else [*folder, part]
    return json.loads(files["/".join(folder)])


SAME: list[tuple[str, Callable[[NoteView], NoteView]]] = [
    ("the date of the edition", lambda view: replace(view, frame=replace(view.frame, as_of="2 January 2026"))),
    ("its navigation", lambda view: replace(view, frame=replace(view.frame, navigation=(Link("A", "/a/"),)))),
    ("the page's own address", lambda view: replace(view, url="/notes/b/")),
    ("what cites the page", lambda view: replace(view, cite="Made up. A note.")),
    ("what programs read in its head", lambda view: replace(view, head=replace(view.head, json_ld='{"a": 1}'))),
    ("the order of a mapping", lambda view: replace(view, by_id={"a": 2, "b": 1})),
]
OTHER: list[tuple[str, Callable[[NoteView], NoteView]]] = [
    ("a word", lambda view: replace(view, words=(Link("two", "/papers/1/"),))),
    ("a link", lambda view: replace(view, words=(Link("one", "/papers/2/"),))),
    ("the heading", lambda view: replace(view, title="Another note")),
    ("a figure", lambda view: replace(view, by_id={"b": 2, "a": 2})),
    ("one thing less", lambda view: replace(view, words=())),
]


@pytest.mark.parametrize(("what", "change"), SAME)
def test_the_hash_stays_with(what: str, change: Callable[[NoteView], NoteView]) -> None:
    assert content_hash(change(NOTE)) == content_hash(NOTE), what


@pytest.mark.parametrize(("what", "change"), OTHER)
def test_the_hash_changes_with(what: str, change: Callable[[NoteView], NoteView]) -> None:
    assert content_hash(change(NOTE)) != content_hash(NOTE), what


@dataclass(frozen=True)
class Said:
    """A made-up page, of its own so that a new field of `View` does not touch it."""

    url: str
    words: tuple[str, ...]
    count: int
    more: str | None = None
    cite: str = field(default="", metadata=NOT_CONTENT)


def test_a_hash_is_what_its_docstring_says() -> None:
    canonical = '{"count":0,"words":["ein Wört"]}'
    expected = hashlib.sha256(canonical.encode()).hexdigest()[:12]
    assert content_hash(Said("/a/", ("ein Wört",), 0, cite="cited")) == expected


def small(title: str = "fever", quote: str = "It helps", as_of: str = "2026-01-01") -> Corpus:
    papers = [paper("It helps the skin.", id="1"), paper("It helps.", id="2")]
    claimed = {"1": appraisal(efficacy(quote, about=["fever"])), "2": appraisal(efficacy("It helps", about=["ague"]))}
    return corpus(papers, claimed, {"fever": {"name": title}, "ague": {}}, as_of=as_of)


def changed(before: Corpus, after: Corpus) -> set[str]:
    old, new = pages(before), pages(after)
    return {url for url, view in old.items() if content_hash(view) != content_hash(new[url])}


def test_a_change_of_one_quote_changes_the_pages_that_show_it() -> None:
    found = changed(small(), small(quote="It helps the skin"))
    assert {urls.paper("1"), urls.subject("fever")} <= found
    assert not found & {urls.paper("2"), urls.subject("ague"), urls.METHODS}


def test_the_day_of_the_edition_changes_no_hash() -> None:
    assert changed(small(), small(as_of="2026-01-02")) == set()


def test_the_address_of_the_edition_changes_no_hash_but_that_of_the_list_of_downloads() -> None:
    assert changed(small(), with_base_url(small(), SUB_PATH)) == {"/data/"}


def test_plain_data_is_json() -> None:
    data = {"day": date(2026, 1, 2), "words": NOTE.words, "by_id": MappingProxyType({"b": 1})}
    assert to_json(data) == (b'{"day":"2026-01-02","words":[{"text":"one","href":"/papers/1/"}],"by_id":{"b":1}}\n')
    with pytest.raises(TypeError, match="bytes is no plain data"):
        to_json(b"")


def index(found: Corpus) -> dict[str, Any]:
    data = json.loads(exports.files(found, plan(found))["index.json"])
    return {entry["url"]: entry for entry in data["pages"]}


def test_the_index_says_what_a_disease_is_called_and_counts_its_evidence() -> None:
    disease = {
        "formerly": ("the shakes",),
        "abbreviations": ("FV",),
        "synonyms": ("hot head",),
        "ambiguous": ("heat",),
        "identifiers": {"mondo": "MONDO:0000001"},
    }
    found = corpus(
        [paper("It helps.", id="1")],
        {"1": appraisal(efficacy("It helps"), patients=({"about": "fever", "n": 3, "quote": "It helps"},))},
        {"fever": disease},
    )
    entry = index(found)["/diseases/fever/"]
    assert entry == {
        "title": "Fever",
        "url": "/diseases/fever/",
        "kind": "disease",
        "names": [
            {"name": "the shakes", "kind": "former"},
            {"name": "FV", "kind": "abbreviation"},
            {"name": "hot head", "kind": "synonym"},
            {"name": "heat", "kind": "ambiguous"},
        ],
        "identifiers": {"mondo": "MONDO:0000001"},
        "counts": {"papers": 1, "patients": 3, "claims": 1},
        "twin": "/diseases/fever/data.json",
        "permalink": None,
    }


def test_the_index_names_papers_by_their_numbers() -> None:
    entry = index(corpus([paper(id="1", doi="10.1/a")]))["/papers/1/"]
    assert (entry["kind"], entry["identifiers"]) == ("paper", {"pmid": "1", "doi": "10.1/a"})
    assert ("counts" in entry, entry["retracted"]) == (False, False)


@pytest.mark.parametrize("name", EDITIONS)
def test_the_index_and_the_sitemap_list_every_page_and_no_redirect(name: str) -> None:
    found = load(Paths(EDITIONS[name]))
    listed = {view.url for view in plan(found) if view.listed and view.url != urls.NOT_FOUND}
    files = exported(name, SUB_PATH)
    entries = json.loads(files["index.json"])["pages"]
    assert {entry["url"] for entry in entries} == listed
    assert all(entry["twin"].removeprefix("/") in files for entry in entries)
    assert not any(path.startswith(("go/", "id/", "404")) for path in files)
    assert files["sitemap.xml"].count(b"<loc>") == len(listed)


def test_a_site_that_does_not_know_its_address_has_neither_feed_nor_sitemap() -> None:
    names = {"feed.xml", "sitemap.xml"}
    assert names <= set(exported("minimal", SUB_PATH))
    assert not names & set(exported("minimal", None))
