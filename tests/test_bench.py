"""The made-up collection of `make bench`, and the peers' pages: that both sides of the measurement do the same work."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt

from bench import aims, corpus, report, scenarios, sizes, stages
from bench.peers import convert
from bench.peers.blocks import page, visible
from bench.process import Run
from bench.report import Row
from generator.build import Options
from generator.check import check
from generator.config import SHIPPED_TEMPLATES, Paths
from generator.normalize import normalize
from generator.problems import errors
from generator.store import load
from tests.editions import ROOT, files, tree
from tests.test_locks import parse

PAPERS = 60
PEERS = Path(convert.HERE)
JINJA = {"pelican": "templates/page.html", "mkdocs": "theme/main.html"}
"""Templates of peers that Jinja renders, as it renders ours."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    root = tmp_path_factory.mktemp("made-up")
    corpus.write(root, PAPERS, diseases=12)
    return Paths(root)


@pytest.fixture(scope="module")
def site(edition: Paths) -> dict[str, bytes]:
    built = files(load(edition), SHIPPED_TEMPLATES, Options())
    return {path: data for path, data in built.items() if path.endswith("index.html")}


def address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def test_the_same_arguments_give_the_same_bytes(edition: Paths, tmp_path: Path) -> None:
    corpus.write(tmp_path, PAPERS, diseases=12)
    assert tree(tmp_path) == tree(edition.root)


def test_another_seed_gives_another_collection(edition: Paths, tmp_path: Path) -> None:
    corpus.write(tmp_path, 2, seed=corpus.SEED + 1, diseases=12)
    assert (tmp_path / "content/papers/900000001.md").read_bytes() != (edition.papers / "900000001.md").read_bytes()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("made up")
    with pytest.raises(SystemExit, match="not empty"):
        corpus.write(tmp_path, 1)
    assert list(tree(tmp_path)) == ["mine.txt"]


def test_check_finds_nothing_wrong(edition: Paths) -> None:
    found = check(load(edition))
    assert found.problems == []
    assert found.quotes > PAPERS


def test_normalize_has_nothing_to_change(edition: Paths) -> None:
    before = tree(edition.content)
    outcome = normalize(edition)
    assert (len(outcome.unchanged), outcome.written, outcome.problems) == (PAPERS, [], [])
    assert tree(edition.content) == before


def test_the_collection_is_mixed(edition: Paths) -> None:
    found = load(edition)
    appraisals = [each.value for each in found.appraisals.values()]
    assert len({each.design for each in appraisals}) > 5
    assert {claim.direction for each in appraisals for claim in each.claims} >= {"supports", "refutes", "inconclusive"}
    assert 0 < len(found.papers) - len(appraisals) < PAPERS / 2
    texts = sorted(len(each.value.text) for each in found.papers.values())
    assert 1_400 < texts[len(texts) // 2] < 2_000


def rendered(peer: str, url: str, text: str) -> bytes:
    """A page of a peer as it would render it: its template, with the text in front of a file and the file's body."""
    head, _, body = text.strip().partition("\n\n")
    front: dict[str, Any] = json.loads(head.strip("-\n"))
    content = MarkdownIt().render(body)
    environment = Environment(loader=FileSystemLoader(PEERS / peer), autoescape=False)
    shown = {"url": url, "content": content, "meta": front, "canonical_url": url} | front
    return environment.get_template(JINJA[peer]).render(page=shown, SITEURL="").encode()


@pytest.mark.parametrize("peer", JINJA)
def test_peers_show_what_our_pages_show(peer: str, site: dict[str, bytes]) -> None:
    text = convert.FORMATS[peer][1]
    for path, data in sorted(site.items()):
        found = page(address(path), data)
        assert visible(rendered(peer, found.url, text(found))) == visible(data), path


def loops(template: str) -> list[str]:
    """What a template lays out, whatever its language: the keys of a block, in the order that it asks for them."""
    return re.findall(r"(?:else )?(?:el)?if (?:block)?\.(\w+)", template)


def test_all_peers_lay_out_the_same_blocks() -> None:
    templates = [*(f"{peer}/{name}" for peer, name in JINJA.items()), "eleventy/_includes/page.njk"]
    found = [loops((PEERS / name).read_text()) for name in (*templates, "hugo/layouts/partials/page.html")]
    assert found == [["body", "rows", "list", "pairs", "tag"]] * 4


def test_a_page_of_a_paper_leaves_its_text_to_markdown(site: dict[str, bytes], edition: Paths) -> None:
    key = next(key for key, paper in load(edition).papers.items() if paper.value.text)
    found = page(f"/papers/{key}/", site[f"papers/{key}/index.html"])
    assert found.blocks.count({"body": True}) == 1
    assert found.body == (edition.papers / f"{key}.md").read_text().partition("\n---\n")[2].strip()


@pytest.mark.parametrize("peer", convert.FORMATS)
def test_every_page_has_a_file_in_a_peers_project(peer: str, site: dict[str, bytes], tmp_path: Path) -> None:
    found = [page(address(path), data) for path, data in site.items()]
    shipped = len(tree(PEERS / peer))
    convert.write(peer, found, tmp_path / peer)
    assert len(tree(tmp_path / peer)) == len(found) + shipped


@pytest.fixture
def own(tmp_path: Path) -> Paths:
    root = tmp_path / "own"
    corpus.write(root, 20, diseases=6)
    paths = Paths(root)
    scenarios.own_templates(paths)
    return paths


EDITS = [name for name, edit in scenarios.BUILDS.items() if edit not in (scenarios.cold, scenarios.nothing)]


@pytest.mark.parametrize("scenario", EDITS)
def test_an_edit_changes_pages_in_every_round_and_breaks_nothing(scenario: str, own: Paths) -> None:
    edit = scenarios.BUILDS[scenario]
    built = [files(load(own), own.templates, Options())]
    for number in (0, 1):
        edit(own, number)
        found = load(own)
        assert errors(check(found).problems) == []
        built.append(files(found, own.templates, Options()))
    assert built[0] != built[1] != built[2]


def test_the_table_compares_medians() -> None:
    rows = [
        Row(1000, "hugo", report.COLD, [Run(2.0, 2.0, None)] * 3, peak=100 * 2**20, files=5, bytes=2_000_000),
        Row(1000, "evidence", report.COLD, [Run(s, 9.0, None) for s in (1.0, 7.0, 1.0)], peak=50 * 2**20),
    ]
    lines = report.as_markdown(rows, []).splitlines()
    assert "| hugo | cold build | 2.00 | 1.00 |  | 100 | 1.00 | 5 | 2.0 |" in lines
    assert "| evidence | cold build | 1.00 | 0.50 | 9.00 | 50 | 0.50 |  |  |" in lines


def test_the_table_says_what_a_paper_costs_at_each_size() -> None:
    rows = [Row(papers, "evidence", report.COLD, [Run(papers / 500, 9.0, None)]) for papers in (1000, 3000)]
    assert "evidence 2.00 ms at 1,000, 2.00 ms at 3,000." in report.as_markdown(rows, [])


def test_bytes_are_added_up_by_kind(tmp_path: Path) -> None:
    for name, size in {
        "papers/1/index.html": 10,
        "papers/2/index.html": 400_000,
        "search/a.js": 7,
        "go.txt": 1,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    found = sizes.kinds(tmp_path)
    assert found[0] == sizes.Kind("papers/index.html", 2, 400_010, 400_000)
    assert [kind.name for kind in found[1:]] == ["search/*.js", "go.txt"]
    assert "Over a limit: papers/index.html has one of 400,000 bytes." in sizes.as_markdown(2, found)


def test_the_peers_are_locked_with_hashes_and_without_an_address() -> None:
    pins, others = parse((ROOT / "bench/requirements.lock").read_text())
    assert {"hugo", "mkdocs", "pelican"} <= {pin.name for pin in pins}
    assert [pin.name for pin in pins if not pin.hashes] == []
    assert {line.rpartition(" ")[2] for line in others} == {"bench/requirements.in"}


def test_every_aim_is_of_a_scenario_that_is_measured() -> None:
    assert set(aims.OF_FIRST) <= set(scenarios.BUILDS)


def test_aims_are_compared_with_what_was_measured() -> None:
    rows = [
        Row(papers, tool, scenario, [Run(seconds, 9.0, None)], peak=peak)
        for papers in (3_000, 30_000)
        for tool, scenario, seconds, peak in [
            ("hugo", report.COLD, papers / 1000, 100),
            ("evidence", report.COLD, papers / 2000, 60),
            ("evidence", "nothing changed", papers / 10_000, None),
        ]
    ]
    reached = {aim.name: (round(aim.measured, 2), aim.met) for aim in aims.aims(rows, {})}
    assert reached == {
        "3,000 papers, cold build, × hugo": (0.5, True),
        "3,000 papers, nothing changed, × hugo": (0.1, False),
        "3,000 papers, memory of a cold build, × hugo": (0.6, False),
        "30,000 papers, cold build, × hugo": (0.5, True),
        "30,000 papers, nothing changed, × hugo": (0.1, False),
        "30,000 papers, memory of a cold build, × hugo": (0.6, False),
        "a paper at 30,000 × one at 3,000": (1.0, True),
    }


def test_the_stages_of_a_build_are_parts_of_it(own: Paths) -> None:
    taken = stages.stages(own, jobs=1)
    assert set(taken) == {"all", *(name for name, _, _ in stages.STAGES)}
    assert min(taken.values()) > 0
    assert sum(taken.values()) <= 2 * taken["all"]
