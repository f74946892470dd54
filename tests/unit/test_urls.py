"""Addresses of the site begin and end with a slash; those of elsewhere are encoded."""

import pytest

from generator import urls
from tests.unit.factories import appraisal, claim, corpus, paper

ADDRESSES = [
    (urls.paper("1"), "/papers/1/"),
    (urls.place("1", "skin"), "/papers/1/#skin"),
    (urls.subject("fever"), "/diseases/fever/"),
    (urls.subject("fever/joints"), "/indications/fever/joints/"),
    (urls.prose("about"), "/about/"),
    (urls.claim_anchor("1", "skin"), "1-skin"),
    (urls.pubmed("1"), "https://pubmed.ncbi.nlm.nih.gov/1/"),
    (urls.pmc("PMC1"), "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/"),
    (urls.doi("10.5555/a.b-c_(1)"), "https://doi.org/10.5555/a.b-c_(1)"),
    (urls.doi("10.5555/a<1::b>3.0.c;2-#%é"), "https://doi.org/10.5555/a%3C1::b%3E3.0.c;2-%23%25%C3%A9"),
]


@pytest.mark.parametrize(("made", "expected"), ADDRESSES)
def test_an_address_is_made(made: str, expected: str) -> None:
    assert made == expected


def test_every_page_can_be_linked_to() -> None:
    found = urls.addresses(
        corpus(
            [paper()],
            {"1": appraisal(claim(about=["fever/joints"]))},
            {"fever": {}},
            {"fever/joints": {}},
            prose={"about": ""},
        )
    )
    assert found >= {"/", "/diseases/", "/indications/", "/papers/", "/papers/1/", "/diseases/fever/"}
    assert found >= {"/indications/fever/joints/", "/about/"}
    assert "/papers/2/" not in found
