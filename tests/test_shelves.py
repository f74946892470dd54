"""Long lists stand by year on pages of their own; addresses from the time when they were short still lead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator import permalinks, shelves, urls
from generator.build import of_every_site
from generator.config import SHIPPED_TEMPLATES
from generator.model import Corpus
from generator.render import Renderer
from generator.views import Plan, tables
from generator.views import leading as best
from tests.bigworld import made, slug
from tests.test_browser import serving
from tests.unit.factories import appraisal, claim, corpus, efficacy, paper

SMALL = {"FULL_LIST": 3, "FULL_PAPERS": 2, "FULL_CLAIMS": 3, "FULL_WIDER": 1, "FULL_YEAR_LIST": 3}
SMALL |= {"FULL_YEAR_PAPERS": 2, "FULL_YEAR_CLAIMS": 3}
LIMIT = 300_000
"""Bytes that no page may exceed."""
DISEASES = ("fever", "palsy")
INDICATIONS = ("fever/joints",)
SUBJECTS = (*DISEASES, *INDICATIONS)
PREFIX = re.compile("^(study|ref|patients|dose)-")


@dataclass(frozen=True, slots=True)
class Told:
    """What a made-up paper says, and when and by whom."""

    about: str
    topic: str
    year: str | None
    month: str
    by_pmid: bool


PAPERS = st.builds(
    Told,
    about=st.sampled_from(SUBJECTS),
    topic=st.sampled_from(("efficacy", "safety", "dosing", "label-status")),
    year=st.sampled_from(("2019", "2020", None)),
    month=st.sampled_from(("", "-01", "-12")),
    by_pmid=st.booleans(),
)


def world(told: Iterable[Told], published: Iterable[str] = ()) -> Corpus:
    """An edition of some papers; each subject has one from the beginning."""
    papers, appraisals = [], {}
    first = [Told(subject, "efficacy", "2019", "", by_pmid=True) for subject in SUBJECTS]
    for number, each in enumerate((*first, *told)):
        key = f"{900 + number}" if each.by_pmid else f"doi-10-5555-made-up-{number}"
        papers.append(paper("Words. More.", id=key, year=each.year, date=each.year and each.year + each.month))
        own = efficacy if each.topic == "efficacy" else claim
        fields = {} if each.topic == "efficacy" else {"topic": each.topic, "role": "primary-result"}
        appraisals[key] = appraisal(
            own("Words.", "one", (each.about,), **fields),
            claim("More.", "up-1", (each.about,)),
            doses=({"about": each.about, "quote": "More"},),
        )
    return corpus(
        papers,
        appraisals,
        {name: {} for name in DISEASES},
        {name: {"kind": "organ"} for name in INDICATIONS},
        permalinks=published,
    )


@cache
def parsed(page: bytes) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def landed(address: str, site: Mapping[str, bytes]) -> bool:
    """Whether a reader who follows an address sees what it names, by the rules of `places.js` and `redirect.js`."""
    page, _, name = address.partition("#")
    if urls.file(page) not in site:
        return False
    soup = parsed(site[urls.file(page)])
    target = soup.find(id="target")
    if target is not None:
        return landed(_joined(page, str(target["href"])) + (f"#{name}" if name else ""), site)
    if not name or soup.find(id=name) is not None:
        return True
    script = soup.select_one("script[data-papers]")
    place = PREFIX.sub("", name)
    ids = [i for i in str(script["data-papers"]).split() if f"{place}-".startswith(f"{i}-")] if script else []
    number = re.match(r"\d+(?=-|$)", place)
    found = number[0] if number else max(ids, key=len, default="")
    rest = place.removeprefix(found).lstrip("-") if place == name else ""
    return script is not None and landed(f"/papers/{found}/" + (f"#{rest}" if rest else ""), site)


def _joined(page: str, href: str) -> str:
    parts = page.strip("/").split("/") if page != "/" else []
    while href.startswith("../"):
        parts, href = parts[:-1], href.removeprefix("../")
    return "/" + "".join(f"{part}/" for part in parts) + href.removeprefix("./")


def rendered(found: Corpus, beginning: str = "/") -> dict[str, bytes]:
    """The pages of an edition whose addresses begin like this, and its assets."""
    planned, renderer = Plan(found), Renderer(SHIPPED_TEMPLATES, None)
    pages = {url: make for url, make in planned.pages if url.startswith(beginning)}
    made_pages = {urls.file(url): renderer.render(planned.view(url, make)) for url, make in pages.items()}
    return {**of_every_site(SHIPPED_TEMPLATES), **made_pages}


def small(patch: pytest.MonkeyPatch) -> None:
    """Limits so low that a handful of papers passes them."""
    for name, value in SMALL.items():
        patch.setattr(shelves, name, value)
    patch.setattr(tables, "FULL", 2)
    patch.setattr(tables, "LEADING", 1)
    patch.setattr(best, "OF_TOPIC", {})
    patch.setattr(best, "OF_OTHER_TOPIC", 1)
    patch.setattr(best, "STUDIES", 1)


@settings(max_examples=12)
@given(st.lists(PAPERS, min_size=4, max_size=9), st.data())
def test_every_address_of_a_collection_leads_somewhere_however_it_grows(told: list[Told], data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        steps = sorted(data.draw(st.sets(st.integers(0, len(told) - 1), max_size=2)))
        published: set[str] = set()
        places: set[str] = set()
        for size in (*steps, len(told)):
            found = world(told[:size], published)
            site = rendered(found)
            assert permalinks.unserved(found) == []
            published |= permalinks.published(found)
            places |= set(_places(site))
            assert [address for address in sorted(published | places) if not landed(address, site)] == []


def _places(site: Mapping[str, bytes]) -> Iterator[str]:
    """Every place of every page that a link offers for copying."""
    for path, page in site.items():
        if path.endswith("/index.html") and not path.startswith(("papers/", "search/", "go/", "id/")):
            here = [str(link["href"]) for link in parsed(page).select("a.permalink") if str(link["href"])[0] == "#"]
            yield from (f"/{path.removesuffix('index.html')}{mark}" for mark in here)


@settings(max_examples=12)
@given(st.lists(PAPERS, min_size=6, max_size=9))
def test_a_collection_that_shrinks_keeps_the_addresses_of_its_years(told: list[Told]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        years = shelves.addresses(world(told))
        assert years
        left = world(told[:1], years)
        assert permalinks.unserved(left) == []
        assert [address for address in sorted(years) if not landed(address, rendered(left))] == []


@settings(max_examples=12)
@given(st.lists(PAPERS, min_size=4, max_size=9))
def test_every_paper_and_claim_stands_on_one_shelf(told: list[Told]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        found = world(told)
        site = rendered(found)
        for page, of_page in shelves.every(found).items():
            last = [shelf for each in of_page for shelf in (each.parts or (each,))]
            held = [key for shelf in last for key in shelf.papers]
            assert len(held) == len(set(held))
            for shelf in last:
                soup = parsed(site[urls.file(shelf.url)])
                links = {str(link["href"]).rpartition("papers/")[2].strip("./") for link in soup.select("main a[href]")}
                assert set(shelf.papers) <= {link.partition("/")[0] for link in links}
                if shelf.subject:
                    assert all(soup.find(id=f"{key}-one") for key in shelf.papers)
            if page == urls.PAPERS:
                assert set(held) == found.papers.keys()


def test_a_small_collection_has_no_shelves() -> None:
    told = [Told("palsy", "efficacy", "2020", "-12", by_pmid=True)] * 10
    assert shelves.every(world(told)) == {}
    assert not any("/year/" in path for path in rendered(world(told)))


def test_a_renamed_disease_takes_its_years_along() -> None:
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        found = world([Told("palsy", "efficacy", "2020", "-12", by_pmid=True)] * 4)
        led = dict(shelves.former(_with(found, ["/diseases/old/year/2020/", "/diseases/old/year/1999/"]), OLD))
    assert led == {
        "/diseases/old/year/2020/": "/diseases/palsy/year/2020/",
        "/diseases/old/year/1999/": "/diseases/palsy/",
    }


OLD = {"/diseases/old/": "/diseases/palsy/"}


def _with(found: Corpus, published: Iterable[str]) -> Corpus:
    return corpus(
        [page.value for page in found.papers.values()],
        {key: page.value for key, page in found.appraisals.items()},
        {name: {} for name in DISEASES},
        {name: {"kind": "organ"} for name in INDICATIONS},
        permalinks=published,
    )


def test_what_a_bottom_line_rests_on_and_what_contradicts_is_on_the_page() -> None:
    refuting = efficacy("Words.", "against", ("palsy",), direction="refutes")
    papers = [paper("Words.", id=str(100 + n), year=str(1980 + n % 40)) for n in range(60)]
    found = corpus(
        papers,
        {p.id: appraisal(refuting if p.id == "103" else efficacy("Words.", "one", ("palsy",))) for p in papers},
        {"palsy": {"bottom_line": ["Made up [@100#one]."]}},
    )
    soup = parsed(rendered(found)["diseases/palsy/index.html"])
    shown = {str(tag["id"]) for tag in soup.select(".claim")}
    assert {"100-one", "103-against"} < shown
    assert len(shown) < 60
    assert soup.select_one(".glance dd").get_text() == "60"  # type: ignore[union-attr]
    assert "Shown here: " in soup.get_text()


def test_no_page_of_a_large_collection_is_too_large() -> None:
    found = made(2_000, 4)
    site = rendered(found, "/diseases/") | rendered(found, "/safety/") | rendered(found, "/doses/")
    site |= rendered(found, "/papers/year/")
    assert {path: len(data) for path, data in site.items() if path.endswith(".html") and len(data) > LIMIT} == {}
    assert any(path.startswith(f"diseases/{slug(0)}/year/") for path in site)


def test_a_year_that_has_come_to_have_months_leads_its_places_to_their_claims() -> None:
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        told = [Told("palsy", "safety", "2020", "-12", by_pmid=True) for _ in range(9)]
        site = rendered(world(told), "/diseases/palsy/year/2020/")
    year, month = (parsed(site[f"diseases/palsy/year/2020/{part}index.html"]) for part in ("", "12/"))
    assert year.select("[id='908-one']") == []
    assert month.select("[id='908-one']")
    assert year.select_one("script[src$='places.js']") is not None


@pytest.fixture(scope="module")
def large() -> Mapping[str, bytes]:
    """A disease with more papers than its page shows, one of them without a PMID."""
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        told = [Told("palsy", "safety", "2020", "-12", by_pmid=bool(n)) for n in range(6)]
        return rendered(world(told))


@pytest.mark.parametrize("page", ["diseases/palsy/", "safety/"])
@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("908-one", "papers/908/#one"),
        ("doi-10-5555-made-up-3-up-1", "papers/doi-10-5555-made-up-3/#up-1"),
        ("study-908", "papers/908/"),
        ("dose-908-palsy", "papers/908/"),
    ],
)
def test_a_place_that_a_page_lacks_leads_to_its_claim(
    page: str, name: str, goal: str, large: Mapping[str, bytes], chromium: Browser
) -> None:
    assert parsed(large[f"{page}index.html"]).find(id=name) is None
    with serving(large) as address, chromium.new_context() as context:
        tab = context.new_page()
        tab.goto(address + page)
        tab.goto(f"{address}{page}#{name}")
        tab.wait_for_url(address + goal)
        tab.go_back()
        tab.goto(f"{address}{page}#years")
        assert tab.url == f"{address}{page}#years"
