"""An edition for another drug is made of data alone: `tests/sites/other-drug/`, the worked example of the guide.

That it normalizes to what lies there, checks without a problem and builds is tested with the other editions.
"""

import re

import pytest

from generator.build import Options
from generator.config import Paths
from generator.model import Corpus, Detected
from generator.store import load
from tests.editions import EDITIONS, SUB_PATH, built, glance, page, text

NAME = "other-drug"
FIRST_DRUG = re.compile(rb"ivig|immuno-?globulin|immune globulin|gamma-?globulin", re.IGNORECASE)
"""The drug of the edition that ships with the program."""
OPTIONS = (Options(), Options(base_url=SUB_PATH), Options(portable=True))
TRIAL, SERIES, REVIEW = "99000301", "99000302", "99000303"


def corpus() -> Corpus:
    return load(Paths(EDITIONS[NAME]))


def proposed(paper: str) -> Detected:
    return corpus().detected[paper].value


@pytest.mark.parametrize("options", OPTIONS, ids=["plain", "published", "portable"])
def test_no_file_of_its_site_names_the_first_drug(options: Options) -> None:
    found = {path: FIRST_DRUG.search(data) for path, data in built(NAME, options).items()}
    assert [(path, match[0]) for path, match in found.items() if match] == []
    assert not any(FIRST_DRUG.search(path.encode()) for path in found)


def test_the_first_drug_would_be_found() -> None:
    assert any(FIRST_DRUG.search(data) for data in built("real").values())


def test_its_own_drug_is_on_every_page() -> None:
    pages = {path: data for path, data in built(NAME).items() if path.endswith(".html") and not _leads_elsewhere(data)}
    assert len(pages) > 10
    assert [path for path, data in pages.items() if b"essellin" not in data] == []


def _leads_elsewhere(data: bytes) -> bool:
    return b'http-equiv="refresh"' in data


USES = [(TRIAL, "compared", "Tessellin"), (SERIES, "given", "Tessellin"), (REVIEW, "mentioned", "TSL")]
DOSES = [(TRIAL, ("15 mg/kg daily for 10 days",)), (SERIES, ("10 mg/kg weekly",)), (REVIEW, ())]


@pytest.mark.parametrize(("paper", "use", "spelling"), USES)
def test_what_became_of_the_drug_is_proposed(paper: str, use: str, spelling: str) -> None:
    found = proposed(paper).intervention
    assert (found.use, found.spelling) == (use, spelling)


@pytest.mark.parametrize(("paper", "doses"), DOSES)
def test_its_doses_are_proposed_and_no_other_drug_s(paper: str, doses: tuple[str, ...]) -> None:
    assert proposed(paper).doses == doses


def test_the_rest_is_proposed_too() -> None:
    assert (proposed(TRIAL).design.value, proposed(TRIAL).patients.value) == ("randomized-trial", 60)
    assert (proposed(SERIES).design.value, proposed(SERIES).patients.value) == ("case-series", 3)
    assert proposed(TRIAL).key_sentence == "Tessellin eased the cough of quarry lung in this trial."
    assert (
        proposed(REVIEW).label_statement
        == "TSL is used off label by some, and its benefit in quarry lung remains unclear."
    )
    assert [mention.disease for mention in proposed(SERIES).diseases] == ["lantern-palsy"]


def test_its_pages_say_what_its_papers_say() -> None:
    assert glance(page(NAME, "/diseases/quarry-lung/"))["patient"] == "60"
    assert "Amet 2019" in text(page(NAME, "/diseases/quarry-lung/").main)
    assert "Utopian Lung Society" in text(page(NAME, "/diseases/quarry-lung/").main)
    assert "Tessellin Ipsum" in text(page(NAME, "/label-status/").main)
    assert "tiles in the airways" in text(page(NAME, "/safety/").main)
    assert "15 mg/kg daily for 10 days" in text(page(NAME, "/doses/").main)
    assert "Not yet appraised" in text(page(NAME, f"/papers/{REVIEW}/").main)
