"""Links in people's text lead to pages that are there."""

import pytest

from generator.checks.prose import problems
from generator.model import Corpus
from tests.unit.factories import appraisal, claim, corpus, paper


def world(body: str, path: str = "content/pages/about.md") -> Corpus:
    return corpus(
        [paper("Text.")],
        {"1": appraisal(claim(about=["fever/joints"]))},
        {"fever": {}},
        {"fever/joints": {}},
        bodies={path: body},
        prose={"about": body if path == "content/pages/about.md" else ""},
    )


GOOD = [
    "/",
    "/papers/1/",
    "/papers/1/#one",
    "/diseases/fever/",
    "/indications/fever/joints/",
    "/about/",
    "#here",
    "https://other.example/",
]


@pytest.mark.parametrize("target", GOOD)
def test_a_link_that_leads_somewhere_is_counted(target: str) -> None:
    assert problems(world(f"See [it]({target}).")) == ([], 1)


BROKEN = [
    ("/papers/2/", "no page has the address /papers/2/."),
    ("/papers/1", "no page has the address /papers/1."),
    ("/papers/2/#one", "no page has the address /papers/2/#one."),
    ("//other.example/", "no page has the address //other.example/."),
    ("papers/1/", "the link papers/1/ is neither an address of this site nor a whole one."),
    ("../papers/1/", "the link ../papers/1/ is neither an address of this site nor a whole one."),
    ("mailto:a@b.example", "the link mailto:a@b.example is neither an address of this site nor a whole one."),
]


@pytest.mark.parametrize(("target", "message"), BROKEN)
def test_a_link_that_leads_nowhere_is_told_with_its_line(target: str, message: str) -> None:
    found, good = problems(world(f"\nFirst.\n\nSee [it]({target}), and [home](/)."))
    assert good == 1
    assert [(p.path, p.line, p.code, p.message) for p in found] == [
        ("content/pages/about.md", 6, "link-broken", message)
    ]
    assert found[0].hint


@pytest.mark.parametrize(
    "path",
    [
        "content/diseases/fever.md",
        "content/indications/fever/joints.md",
        "content/appraisals/1.md",
        "content/pages/about.md",
    ],
)
def test_every_file_that_people_write_is_read(path: str) -> None:
    found, _ = problems(world("[it](/gone/)", path))
    assert [(p.path, p.code) for p in found] == [(path, "link-broken")]


def test_the_text_of_a_paper_is_not_markdown() -> None:
    assert problems(world("[it](/gone/)", "content/papers/1.md")) == ([], 0)
