"""What the search is made of: the names, the A–Z, the full-text index, and what all of it costs a reader."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import emit, fulltext
from generator.config import Paths
from generator.exports import names
from generator.folding import fold, squash
from generator.model import Corpus
from generator.problems import Severity
from generator.store import load
from tests.editions import EDITIONS, built, copied, evidence, page, pages, text, tree
from tests.unit.factories import corpus, paper

CALL = re.compile(r"evidence\.(names|papers)\((.*)\);\n", re.DOTALL)
FIRST_BYTES = 30_000
"""What a page may cost over the wire before anything is typed."""


def arguments(script: bytes) -> list[Any]:
    """What a script hands over."""
    found = CALL.fullmatch(script.decode())
    assert found
    return list(json.loads(f"[{found[2]}]"))


def papers_of(files: dict[str, bytes], word: str) -> set[str]:
    """The addresses of papers in all scripts that are loaded for a word."""
    _, keys = arguments(files[f"{names.FOLDER}names.js"])
    wanted = [key for key in keys if word.startswith(key) or key.startswith(word)]
    return {f"/papers/{each[0]}/" for key in wanted for each in arguments(files[names.path(key)])[1]}


def many(number: int) -> Corpus:
    """A corpus of made-up papers: half of their titles share a word, each has one of its own."""
    made = [
        paper(
            id=str(90_000_000 + n),
            pmid=str(90_000_000 + n),
            doi=f"10.5555/made.up.{n}",
            title=f"Made-up study of {'common' if n % 2 else 'rare'}{n // 40 if n % 2 == 0 else ''} oddity{n}",
        )
        for n in range(number)
    ]
    return corpus(papers=made)


# Names.


def test_every_disease_and_indication_is_among_the_names() -> None:
    content = load(Paths(EDITIONS["real"]))
    subjects, _ = arguments(built("real")[f"{names.FOLDER}names.js"])
    assert len(subjects) == len(content.diseases) + len(content.indications)
    known = {each["title"]: each for each in subjects}
    assert known["pemphigus"]["here"] is False
    assert known["pemphigus"]["url"] == "/search/#pemphigus"
    polyangiitis = known["granulomatosis with polyangiitis"]
    assert ["Wegener's granulomatosis", "former name"] in polyangiitis["names"]
    assert {"GPA", "ICD-10-CM M31.3"} <= {*(name for name, _ in polyangiitis["names"]), *polyangiitis["codes"]}


def test_a_small_collection_has_one_script_of_papers() -> None:
    files = names.files(load(Paths(EDITIONS["real"])))
    assert sorted(files) == ["search/names.js", "search/papers.js"]
    assert papers_of(files, "30543921") == {"/papers/19205557/", "/papers/30543921/"}


def test_every_paper_of_a_large_collection_is_found_by_its_codes_and_its_rare_words() -> None:
    files = names.files(many(2_000))
    for n in (0, 1, 777, 1_999):
        own = f"/papers/{90_000_000 + n}/"
        for word in (str(90_000_000 + n), squash(f"made.up.{n}"), f"oddity{n}"):
            assert own in papers_of(files, word), word


def test_a_reader_of_a_large_collection_loads_little_for_a_word() -> None:
    files = names.files(many(2_000))
    sizes = [len(data) for path, data in files.items() if path != "search/names.js"]
    assert len(sizes) > 10
    assert max(sizes) < 60_000
    assert papers_of(files, "common") == set()


def test_scripts_of_papers_do_not_depend_on_the_order_of_the_papers() -> None:
    made = many(400)
    turned = corpus(papers=[page.value for page in reversed(list(made.papers.values()))])
    assert names.files(made) == names.files(turned)


def test_a_row_says_where_an_id_is_no_pmid_and_a_paper_is_retracted() -> None:
    made = [
        paper(id="1", pmid="1", doi=None, title="One"),
        paper(id="2", pmid="456", doi=None, title="Two", publication_types=("Retracted Publication",)),
        paper(id="sha-3", pmid=None, doi="10.1/a", title="Three"),
    ]
    _, rows = arguments(names.files(corpus(papers=made))["search/papers.js"])
    assert [(row[0], row[3], row[4:]) for row in rows] == [
        ("1", [], []),
        ("2", ["PMID 456"], [3]),
        ("sha-3", ["doi:10.1/a"], []),
    ]


def test_a_script_is_named_after_its_key_in_letters_that_every_disk_has() -> None:
    assert names.path("") == "search/papers.js"
    assert names.path("305") == "search/papers-305.js"
    assert names.path("βo") == "search/papers-_3b2o.js"


# The A–Z.


def test_the_a_to_z_has_every_name_and_code_and_says_what_is_not_here() -> None:
    content = load(Paths(EDITIONS["real"]))
    rows = {text(row) for row in page("real", "/search/").select(".a-z li")}
    listed = "\n".join(rows)
    for disease in (each.value for each in content.diseases.values()):
        wanted = [name for name, _ in names.other_names(disease)] + names.codes(disease)
        assert [each for each in wanted if " ".join(each.split()) not in listed] == []
    assert any(row.startswith("Pemphigus not in this collection") for row in rows)
    assert "Wegener granulomatosis → Granulomatosis with polyangiitis former name" in rows


def test_the_a_to_z_leads_to_a_page_or_to_a_name_of_its_own() -> None:
    soup = page("real", "/search/")
    anchors = {str(row["id"]) for row in soup.select(".a-z li[id]")}
    links = [str(link["href"]) for link in soup.select(".a-z a")]
    assert [link for link in links if link.startswith("#") and link[1:] not in anchors] == []
    assert all(f"{link.removeprefix('../')}index.html" in built("real") for link in links if not link.startswith("#"))


def test_the_a_to_z_is_in_order() -> None:
    for group in page("real", "/search/").select(".a-z"):
        folded = [
            fold(text(row).partition(" → ")[0].partition(" not in this")[0]) for row in group.select("li:not([id])")
        ]
        assert folded == sorted(folded)


# What it costs.


@pytest.mark.parametrize("address", ["/", "/diseases/systemic-sclerosis/"])
def test_a_page_is_light_before_anything_is_typed(address: str) -> None:
    files, soup = built("real"), page("real", address)
    loaded = [str(tag["src"]) for tag in soup.select("script[src]")]
    loaded += [str(tag["href"]) for tag in soup.select('link[rel="stylesheet"], link[rel="icon"]')]
    paths = [re.sub(r"^(\.\./|\./)*", "", path) for path in loaded]
    assert "assets/search.js" in paths
    assert not [path for path in paths if path.startswith(names.FOLDER)]
    parts = {path: len(gzip.compress(files[path])) for path in (*paths, f"{address.lstrip('/')}index.html")}
    assert sum(parts.values()) <= FIRST_BYTES, parts


# The full-text index.


def published(name: str, folder: Path) -> Path:
    """An edition's site, without its index."""
    emit.publish(folder / "site", built(name))
    return folder / "site"


def index_of(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(site).items() if path.startswith(fulltext.FOLDER)}


def test_two_indexes_of_the_same_pages_are_equal(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two", "three"):
        site = published("full", tmp_path / name)
        assert fulltext.update(site).made
        found.append(index_of(site))
    assert found[0] == found[1] == found[2]
    assert {"pagefind/pagefind.js", "pagefind/digest.txt"} < found[0].keys()
    assert not [path for path in found[0] if "-ui." in path]


def test_only_pages_of_diseases_indications_and_papers_are_indexed(tmp_path: Path) -> None:
    site = published("full", tmp_path)
    content = load(Paths(EDITIONS["full"]))
    paged = len(list((site / "diseases").iterdir())) - 2  # less the index of diseases and its twin
    assert fulltext.update(site).pages == paged + len(content.indications) + len(content.papers)


def test_an_index_that_is_still_true_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = published("full", tmp_path)
    made = fulltext.update(site)
    before = index_of(site)
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    assert fulltext.update(site) == fulltext.Indexed(made.pages, made=False)
    assert index_of(site) == before


def test_building_the_pages_again_leaves_the_index_alone_and_the_index_leaves_the_pages(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    assert evidence("build", root).code == 0
    before = tree(root / "site")
    assert evidence("build", root).output.endswith("Search index: 3 pages, unchanged.\n")
    assert tree(root / "site") == before
    (root / "site/pagefind/stray.txt").write_text("stray", "utf-8")
    (root / "site/pagefind/digest.txt").write_text("another", "utf-8")
    assert re.search(r"\nSearch index: 3 pages, made in \d+\.\d s\.\n$", evidence("build", root).output)
    assert tree(root / "site") == before


def test_an_index_that_was_begun_is_finished_by_the_next_build(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    evidence("build", root)
    before = tree(root / "site")
    stage = root / ".site-pagefind-next"
    (stage / "files/pagefind").mkdir(parents=True)
    (stage / "files/pagefind/late.txt").write_text("late", "utf-8")
    (stage / emit.JOURNAL).write_text(
        json.dumps({"written": ["pagefind/late.txt"], "removed": ["pagefind/digest.txt"]})
    )
    assert evidence("build", root).code == 0
    assert not stage.exists()
    assert tree(root / "site") == before


def test_without_pagefind_the_pages_stand_and_the_problem_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied("minimal", tmp_path)
    evidence("build", root)
    pages = {path for path in tree(root / "site") if not path.startswith(fulltext.FOLDER)}
    (root / "site/pagefind/digest.txt").write_text("another", "utf-8")

    def failing(*_arguments: object, **_options: object) -> None:
        raise subprocess.CalledProcessError(1, "pagefind", stderr=b"No module named pagefind\n")

    monkeypatch.setattr(subprocess, "run", failing)
    run = evidence("build", root)
    assert run.code == 0
    assert (
        "site/pagefind/: warning 1: fulltext-missing: the full text is not indexed, the search finds names, codes and "
        "titles only: No module named pagefind.\n" in run.output
    )
    assert run.output.endswith("Search index: none.\n")
    assert set(tree(root / "site")) == pages


def test_a_problem_with_the_index_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = published("minimal", tmp_path)
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    problem = fulltext.update(site).problem
    assert problem is not None
    assert problem.severity is Severity.WARNING


def test_an_edition_without_pages_to_index_has_an_empty_index(tmp_path: Path) -> None:
    emit.publish(tmp_path / "site", {emit.MARK: b"", "index.html": b"<main>Made up.</main>"})
    assert fulltext.update(tmp_path / "site") == fulltext.Indexed(0, made=True)
    assert list(index_of(tmp_path / "site")) == [fulltext.DIGEST]


def test_the_policy_allows_webassembly_on_the_page_of_the_search_alone() -> None:
    policies = {
        path: str(soup.select('meta[http-equiv="Content-Security-Policy"]')) for path, soup in pages("real").items()
    }
    assert [path for path, policy in policies.items() if "wasm" in policy] == ["search/index.html"]
    assert "default-src 'self'" in policies["search/index.html"]
    assert "; script-src 'self' 'wasm-unsafe-eval'" in policies["search/index.html"]
