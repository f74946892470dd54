"""Names and codes of diseases, and old addresses, lead where they should."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import redirects, urls
from generator.checks import addresses
from generator.model import Corpus
from generator.redirects import Moved, Route, slug
from generator.views import plan
from generator.views.parts import Link
from generator.views.redirects import ChoicesView, RedirectView
from tests.unit import factories as make

TEXT = "Stiffness eased. Headache came."


def corpus(**changes: object) -> Corpus:
    """One paper with two claims: one about the fever's joints, one on safety about the fever, in a group of fevers."""
    claims = (
        make.efficacy("Stiffness eased.", "eased", ("mistwort/joints",)),
        make.claim("Headache came.", "headache", ("mistwort",), topic="safety", role="primary-result"),
    )
    known: dict[str, object] = {
        "papers": [make.paper(TEXT, id="1", publication_types=changes.pop("types", ()))],
        "appraisals": {"1": make.appraisal(*claims)},
        "diseases": {"mistwort": {"name": "mistwort fever", "parent": "fevers"}, "fevers": {"kind": "group"}},
        "indications": {"mistwort/joints": {}},
    }
    return make.corpus(**(known | changes))  # type: ignore[arg-type]


def names(**disease: object) -> Mapping[str, Route]:
    return redirects.routes(corpus(diseases={"mistwort": {"name": "mistwort fever", **disease}}))


def codes(made: Corpus) -> list[str]:
    return [problem.code for problem in addresses.problems(made)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sjögren syndrome", "sjogren-syndrome"),
        ("Behçet's disease", "behcets-disease"),
        ("Wegener's granulomatosis", "wegeners-granulomatosis"),
        ("Wegener’s granulomatosis", "wegeners-granulomatosis"),
        ("lupus erythematosus, systemic", "lupus-erythematosus-systemic"),
        ("ANCA-positive vasculitis", "anca-positive-vasculitis"),
        ("Kœbner–Weiß (type II)", "koebner-weiss-type-ii"),
        ("Sneddon–Løvstrøm", "sneddon-lovstrom"),
        ("DM", "dm"),
        ("１型", "1"),
        ("川崎病", None),
        ("../etc", "etc"),
        ("'", None),
        ("x" * 101, None),
    ],
)
def test_slug(name: str, expected: str | None) -> None:
    assert slug(name) == expected


@given(st.text(max_size=120))
def test_any_name_gives_a_part_of_an_address_or_none(name: str) -> None:
    found = slug(name)
    assert found is None or (re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found) and len(found) <= redirects.MAX_SLUG)
    assert found is None or slug(found) == found


def test_every_name_leads_to_its_disease() -> None:
    found = names(formerly=["Mist's ague"], abbreviations=["MWF"], synonyms=["ague, mist"])
    expected = ["ague-mist", "mists-ague", "mistwort-fever", "mwf"]
    assert [url for url in found if url.startswith("/go/")] == [f"/go/{name}/" for name in expected]
    assert {route.target for route in found.values()} == {"/diseases/mistwort/"}


def test_codes_lead_to_their_disease_as_people_type_them() -> None:
    ids = {"mondo": "MONDO:0005100", "mesh": "D012595", "icd10cm": "M31.3", "orpha": "90291", "doid": "DOID:418"}
    found = names(identifiers=ids)
    expected = {"icd10cm/m31.3", "icd10cm/m313", "mesh/d012595", "mondo/0005100", "orpha/90291"}
    assert {url for url in found if url.startswith("/id/")} == {f"/id/{code}/" for code in expected}


def test_a_name_of_two_diseases_is_a_choice() -> None:
    both = {"a": {"synonyms": ["Still"], "bottom_line": ["x"]}, "b": {"abbreviations": ["STILL"], "bottom_line": ["x"]}}
    route = redirects.routes(corpus(diseases=both, indications={}))["/go/still/"]
    assert (route.target, route.targets, route.elsewhere) == (None, ("/diseases/a/", "/diseases/b/"), False)


def test_a_name_that_stands_for_a_disease_elsewhere_is_a_choice_of_one() -> None:
    route = names(ambiguous=["hard skin"])["/go/hard-skin/"]
    assert (route.target, route.targets, route.elsewhere) == (None, ("/diseases/mistwort/",), True)


def test_a_disease_without_a_page_has_no_address_but_its_names_are_not_anothers_alone() -> None:
    made = corpus(
        diseases={"mistwort": {"abbreviations": ["MF"]}, "marshwort": {"abbreviations": ["MF", "MSW"]}},
        indications={"mistwort/joints": {}},
    )
    found = redirects.routes(made)
    assert "/go/marshwort/" not in found
    assert "/go/msw/" not in found
    assert (found["/go/mf/"].target, found["/go/mf/"].pageless) == (None, ("marshwort",))
    view = next(view for view in plan(made) if view.url == "/go/mf/")
    assert isinstance(view, ChoicesView)
    assert view.absent == "Also the name of marshwort, on which this collection has no paper."


def test_a_claim_has_an_address_on_every_page_that_shows_it() -> None:
    assert redirects.claim_places(corpus()) == {
        "/papers/1/#eased",
        "/papers/1/#headache",
        "/indications/mistwort/joints/#1-eased",
        "/indications/mistwort/joints/#1-headache",
        "/diseases/mistwort/#1-eased",
        "/diseases/mistwort/#1-headache",
        "/diseases/fevers/#1-eased",
        "/diseases/fevers/#1-headache",
        "/safety/#1-headache",
    }


def test_a_redirect_is_a_page_that_leads_on() -> None:
    made = corpus(redirects={"/indications/mistwort/knees/": "/indications/mistwort/joints/"})
    view = next(view for view in plan(made) if view.url == "/indications/mistwort/knees/")
    assert isinstance(view, RedirectView)
    assert view.target == Link("Mistwort/joints", "/indications/mistwort/joints/")
    assert (view.canonical, view.listed) == ("/indications/mistwort/joints/", False)


def test_an_old_place_stays_on_its_page_as_a_note() -> None:
    made = corpus(redirects={"/papers/1/#stiff": "/papers/1/#eased"})
    assert redirects.moved(made) == {"/papers/1/": (Moved("stiff", "/papers/1/#eased"),)}
    view = next(view for view in plan(made) if view.url == "/papers/1/")
    (note,) = view.moved
    assert (note.anchor, note.said) == ("stiff", "This finding moved to")
    assert note.link == Link("A made-up paper, eased", "/papers/1/#eased")


def test_a_renamed_claim_is_followed_on_the_pages_that_show_it() -> None:
    made = corpus(
        redirects={"/papers/1/#stiff": "/papers/1/#eased"},
        permalinks=["/papers/1/#stiff", "/diseases/mistwort/#1-stiff", "/diseases/fevers/#1-other"],
    )
    assert redirects.moved(made)["/diseases/mistwort/"] == (Moved("1-stiff", "/diseases/mistwort/#1-eased"),)
    assert "/diseases/fevers/" not in redirects.moved(made)


def test_the_claims_of_a_renamed_paper_are_followed() -> None:
    made = corpus(redirects={"/papers/doi-1/": "/papers/1/"}, permalinks=["/diseases/mistwort/#doi-1-eased"])
    assert redirects.moved(made) == {
        "/diseases/mistwort/": (Moved("doi-1-eased", "/diseases/mistwort/#1-eased"),),
    }


def test_a_retracted_finding_leads_to_its_flagged_paper() -> None:
    made = corpus(types=("Retracted Publication",), permalinks=["/diseases/mistwort/#1-eased"])
    assert redirects.moved(made) == {
        "/diseases/mistwort/": (Moved("1-eased", "/papers/1/#eased", retracted=True),),
    }


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/old/#1-eased", "/diseases/mistwort/#1-eased"),
        ("/old/", "/diseases/mistwort/#on-fevers"),
        ("/go/hard-skin/#x", "/go/hard-skin/#x"),
        ("/papers/1/#x", "/papers/1/#x"),
    ],
)
def test_a_redirect_takes_the_fragment_along(address: str, expected: str) -> None:
    led = {
        "/old/": Route("/old/", (), ("/diseases/mistwort/#on-fevers",)),
        "/go/hard-skin/": Route("/go/hard-skin/", ("hard skin",), ("/diseases/mistwort/",), elsewhere=True),
    }
    assert redirects.follow(address, led) == expected


SHADOWED = {
    "/papers/1/": "/diseases/mistwort/",
    "/papers/1/#eased": "/papers/1/#headache",
    "/go/mistwort-fever/": "/diseases/fevers/",
}
BROKEN = {
    "/gone/": "/nowhere/",
    "/papers/1/#gone": "/papers/1/#nowhere",
    "/nowhere/#gone": "/papers/1/",
}


@pytest.mark.parametrize(("old", "new"), SHADOWED.items())
def test_a_redirect_from_what_is_there_is_a_problem(old: str, new: str) -> None:
    assert codes(corpus(redirects={old: new})) == ["redirect-shadowed"]


@pytest.mark.parametrize(("old", "new"), BROKEN.items())
def test_a_redirect_to_or_from_nowhere_is_a_problem(old: str, new: str) -> None:
    assert codes(corpus(redirects={old: new})) == ["redirect-broken"]


@pytest.mark.parametrize(
    ("rows", "hint"),
    [
        ({"/a/": "/b/", "/b/": "/papers/1/"}, "Lead it to where it ends: `{old: /a/, new: /papers/1/}`."),
        ({"/a/": "/go/mistwort-fever/"}, "Lead it to where it ends: `{old: /a/, new: /diseases/mistwort/}`."),
        (
            {"/a/": "/b/#1-eased", "/b/": "/diseases/mistwort/"},
            "Lead it to where it ends: `{old: /a/, new: /diseases/mistwort/#1-eased}`.",
        ),
    ],
)
def test_a_redirect_to_a_redirect_is_a_problem(rows: dict[str, str], hint: str) -> None:
    (problem,) = addresses.problems(corpus(redirects=rows))
    assert (problem.code, problem.hint) == ("redirect-chain", hint)


def test_a_circle_of_redirects_is_a_problem_of_each_row() -> None:
    found = list(addresses.problems(corpus(redirects={"/a/": "/b/", "/b/": "/a/"})))
    assert [problem.code for problem in found] == ["redirect-chain", "redirect-chain"]
    assert "/a/ leads round in a circle: /a/ → /b/ → /a/." in found[0].message


def test_pages_that_lead_elsewhere_are_the_routes() -> None:
    made = corpus(redirects={"/old/": "/papers/1/"})
    elsewhere = {view.url for view in plan(made) if not view.listed}
    assert elsewhere == redirects.routes(made).keys()
    assert {view.url for view in plan(made) if view.listed} <= urls.addresses(made) | {urls.NOT_FOUND}
