"""A build that keeps what it can equals one that makes everything, whatever was edited in between.

The edits are random, the editions made up. `INCREMENTAL_SEQUENCES` says how many sequences of edits are tried.
"""

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import emit, forking, inputs, parsed, store, urls
from generator.build import Options, build
from generator.config import Paths
from generator.model import Corpus
from generator.problems import errors
from generator.remembered import Remembered
from generator.serve import watch
from tests.editions import ROOT, copied, tree

SEQUENCES = int(os.environ.get("INCREMENTAL_SEQUENCES", "12"))
EDITS = 4
"""Edits of one sequence, each followed by a build."""
Edit = Callable[[Path, random.Random], None]


def some(folder: Path, pattern: str, chance: random.Random) -> Path | None:
    found = sorted(folder.rglob(pattern))
    return chance.choice(found) if found else None


def replaced(path: Path | None, pattern: str, new: Callable[[re.Match[str]], str]) -> None:
    """Replace the first match of a pattern in a file."""
    if path is not None:
        path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")


def edit_body(root: Path, chance: random.Random) -> None:
    path = some(root / "content", "*.md", chance)
    if path is not None and path.parent.name != "papers":
        path.write_text(path.read_text("utf-8") + f"\nMade-up words {chance.randrange(1000)}.\n", "utf-8")


def edit_text(root: Path, chance: random.Random) -> None:
    """A source says more, in front of all that is quoted."""
    path = some(root / "content/papers", "*.md", chance)
    paper = store.read_paper(path.read_text("utf-8"), path.name) if path else None
    if path is not None and paper is not None and paper.sections:
        first, *others = paper.sections
        said = (f"Made-up words {chance.randrange(1000)}.", *first.paragraphs)
        heading = chance.choice((first.heading, "MADE UP"))
        first = first.model_copy(update={"heading": heading, "paragraphs": said})
        path.write_text(store.paper_text(paper.model_copy(update={"sections": (first, *others)})), "utf-8")


def edit_title(root: Path, chance: random.Random) -> None:
    path = some(root / "content/appraisals", "*.md", chance)
    title = f"A made-up title {chance.randrange(1000)}"
    if path is not None and "corrections:" not in path.read_text("utf-8"):
        replaced(path, r"\A---\n", lambda _: f"---\ncorrections:\n  title: {title}\n")


def edit_claim(root: Path, chance: random.Random) -> None:
    path = some(root / "content/appraisals", "*.md", chance)
    choices = {"supports": "refutes", "refutes": "inconclusive", "inconclusive": "supports"}
    replaced(path, r"direction: (\w+)", lambda found: f"direction: {choices[found[1]]}")


def edit_number(root: Path, chance: random.Random) -> None:
    replaced(some(root / "content/appraisals", "*.md", chance), r"^design: case-series", lambda _: "design: cohort")


def rename_claim(root: Path, chance: random.Random) -> None:
    path = some(root / "content/appraisals", "*.md", chance)
    replaced(path, r"- id: (\w+)", lambda found: f"- id: {found[1]}{chance.randrange(9)}")


def rename_disease(root: Path, chance: random.Random) -> None:
    path = some(root / "content/diseases", "*.md", chance)
    replaced(path, r"^name: (.+)", lambda found: f"name: {found[1]} {chance.choice('abc')}")


def move_disease(root: Path, chance: random.Random) -> None:
    """A disease gets another address; its old one leads there."""
    path = some(root / "content/diseases", "*.md", chance)
    if path is None:
        return
    old, new = path.stem, f"{path.stem}-{chance.choice('abc')}"
    path.rename(path.with_name(f"{new}.md"))
    indications = root / "content/indications" / old
    if indications.is_dir():
        indications.rename(indications.with_name(new))
    people = ("appraisals/*.md", "diseases/*.md", "*.yaml", "pages/*.md")
    for each in (found for pattern in people for found in (root / "content").glob(pattern)):
        each.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, each.read_text("utf-8")), "utf-8")
    rows = root / "content/redirects.yaml"
    row = f"  - old: /diseases/{old}/\n    new: /diseases/{new}/\n"
    rows.write_text(rows.read_text("utf-8").replace("redirects: []", "redirects:").rstrip() + f"\n{row}", "utf-8")


def edit_bottom_line(root: Path, chance: random.Random) -> None:
    path = some(root / "content/diseases", "*.md", chance)
    replaced(path, r"^bottom_line:\n", lambda found: f"{found[0]}  - Made-up edition of {{papers}}.\n")


def delete_appraisal(root: Path, chance: random.Random) -> None:
    path = some(root / "content/appraisals", "*.md", chance)
    if path is not None:
        path.unlink()


def add_paper(root: Path, chance: random.Random) -> None:
    path = some(root / "content/detected", "*.yaml", chance)
    if path is not None:
        key = str(90_000_000 + chance.randrange(100_000))
        for folder, suffix in (("papers", ".md"), ("detected", ".yaml")):
            source = root / "content" / folder / f"{path.stem}{suffix}"
            text = source.read_text("utf-8").replace(path.stem, key)
            source.with_name(f"{key}{suffix}").write_text(text, "utf-8")


def edit_table(root: Path, chance: random.Random) -> None:
    replaced(
        some(root / "content", "safety.yaml", chance), r"^source: .+", lambda _: f"source: Made up {chance.random()}"
    )


def edit_template(root: Path, chance: random.Random) -> None:
    replaced(
        some(root / "templates", "*.html", chance), r"\Z", lambda _: f"<!-- made up {chance.randrange(1000)} -->\n"
    )


def edit_settings(root: Path, chance: random.Random) -> None:
    replaced(root / "content/site.yaml", r"^title: .+", lambda _: f"title: Made-up title {chance.randrange(1000)}")


def add_permalink(root: Path, chance: random.Random) -> None:
    path = root / "content/permalinks.txt"
    if path.is_file():
        path.write_text(path.read_text("utf-8") + f"# made up {chance.randrange(1000)}\n", "utf-8")


def break_output(root: Path, chance: random.Random) -> None:
    """Somebody's hands, or a disk: a file of the site that is not what the build left."""
    path = some(root / "site", "*.html", chance)
    if path is not None:
        path.unlink() if chance.random() < 0.5 else path.write_text("made up", "utf-8")


EDITS_THERE_ARE: tuple[Edit, ...] = (
    edit_body,
    edit_text,
    edit_title,
    edit_claim,
    edit_number,
    rename_claim,
    rename_disease,
    move_disease,
    edit_bottom_line,
    delete_appraisal,
    add_paper,
    edit_table,
    edit_template,
    edit_settings,
    add_permalink,
    break_output,
)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_an_incremental_build_equals_a_clean_one(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    root = copied("full", tmp_path / "edition")
    shutil.copytree(ROOT / "templates", root / "templates")
    paths = Paths(root)
    build(paths, paths.site)
    for _ in range(EDITS):
        edit = chance.choice(EDITS_THERE_ARE)
        edit(root, chance)
        result = build(paths, paths.site, Options(jobs=1))
        clean = build(paths, tmp_path / "clean", Options(jobs=1, afresh=True))
        assert errors(result.report.problems) == errors(clean.report.problems)
        assert result.report == clean.report
        if clean.changes is None:
            break
        assert tree(paths.site) == tree(tmp_path / "clean"), f"after {edit.__name__}"


OF_ONE = re.compile(r"(?:papers|diseases|indications)/(?!year/)[^/]+/.+")
"""The files of a page of one paper, one disease or one indication, which a save shows at once."""


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_what_is_built_at_each_save_and_finished_later_equals_a_clean_build(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    root = copied("full", tmp_path / "edition")
    shutil.copytree(ROOT / "templates", root / "templates")
    paths, remembered, later = Paths(root), Remembered(), Options(jobs=1)
    build(paths, paths.site, later, remembered=remembered)
    folders = (paths.content, paths.seeds)
    for _ in range(EDITS):
        before = watch.stamps(folders)
        edit = chance.choice([each for each in EDITS_THERE_ARE if each not in (edit_template, break_output)])
        edit(root, chance)
        saved = {paths.relative(Path(path)) for path in watch.differing(before, watch.stamps(folders))}
        result = build(paths, paths.site, Options(jobs=1, touched=saved), remembered=remembered)
        clean = build(paths, tmp_path / "clean", Options(jobs=1, afresh=True))
        assert result.report == clean.report
        if clean.changes is None:
            break
        differing = emit.differing(paths.site, tmp_path / "clean")
        assert not {name for name in differing if OF_ONE.fullmatch(name)}, f"after {edit.__name__}"
        if chance.random() < 0.5:
            build(paths, paths.site, later, remembered=remembered)
            assert tree(paths.site) == tree(tmp_path / "clean"), f"after {edit.__name__}, finished"


def test_a_file_that_became_a_folder_is_no_file_any_more(tmp_path: Path) -> None:
    paths = Paths(copied("full", tmp_path))
    before = inputs.look(paths)
    page = min((paths.content / "pages").glob("*.md"))
    page.unlink()
    page.mkdir()
    name = paths.relative(page)
    assert name not in inputs.look_at(paths, {name}, before).files
    assert inputs.look_at(paths, {name}, before).files == inputs.look(paths).files


def test_a_second_build_makes_nothing(tmp_path: Path) -> None:
    paths = Paths(copied("full", tmp_path))
    build(paths, paths.site)
    result = build(paths, paths.site)
    assert result.changes is not None
    assert (result.changes.written, result.changes.removed) == ((), ())
    assert result.made == {}


def test_each_page_is_made_for_a_reason_that_is_told(tmp_path: Path) -> None:
    paths = Paths(copied("full", tmp_path))
    build(paths, paths.site)
    path = sorted((paths.content / "appraisals").glob("*.md"))[0]
    path.write_text(path.read_text("utf-8") + "\nMade-up words.\n", "utf-8")
    made = build(paths, paths.site).made
    assert made[f"/papers/{path.stem}/"] == "changed: its appraisal"
    assert set(made.values()) == {"changed: its appraisal", "changed: papers on it"}
    replaced(paths.content / "site.yaml", r"^title: .+", lambda _: "title: Made-up title")
    assert set(build(paths, paths.site).made.values()) == {"changed: a table or a setting"}


def test_a_page_of_one_topic_follows_the_texts_of_its_papers(tmp_path: Path) -> None:
    """Where a quote stands in its text, and what is around it, is shown beside it."""
    paths = Paths(copied("full", tmp_path))
    build(paths, paths.site)
    corpus = store.load(paths)
    telling, other = (
        next(key for key in corpus.appraisals if said(corpus, key) is wanted and corpus.papers[key].value.sections)
        for wanted in (True, False)
    )
    for paper, is_made in ((telling, True), (other, False)):
        path = paths.papers / f"{paper}.md"
        value = corpus.papers[paper].value
        sections = (value.sections[0].model_copy(update={"heading": "MADE UP"}), *value.sections[1:])
        path.write_text(store.paper_text(value.model_copy(update={"sections": sections})), "utf-8")
        assert (urls.SAFETY in build(paths, paths.site).made) is is_made


def said(corpus: Corpus, paper: str) -> bool:
    """Whether a paper has a claim on safety."""
    return any(claim.topic == "safety" for claim in corpus.appraisals[paper].value.claims)


def test_a_program_that_changed_meanwhile_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = Paths(copied("full", tmp_path))
    with monkeypatch.context() as patched:
        patched.setattr(inputs, "is_current", lambda: False)
        build(paths, paths.site)
    assert len(build(paths, paths.site).made) > len(list(paths.papers.iterdir()))


def test_an_edit_in_a_linked_folder_is_seen(tmp_path: Path) -> None:
    root = copied("full", tmp_path / "edition")
    (root / "content/diseases").rename(root / "content/.elsewhere")
    (root / "content/diseases").symlink_to(".elsewhere")
    paths = Paths(root)
    build(paths, paths.site)
    replaced(sorted((root / "content/.elsewhere").glob("*.md"))[0], r"\Z", lambda _: "\nMade-up words.\n")
    build(paths, paths.site)
    build(paths, tmp_path / "clean", Options(afresh=True))
    assert tree(paths.site) == tree(tmp_path / "clean")


def test_what_was_read_while_it_changed_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = Paths(copied("full", tmp_path / "edition"))
    path = sorted((paths.content / "appraisals").glob("*.md"))[0]
    before, load = path.read_bytes(), store.load

    def load_in_between(*arguments: Any, **options: Any) -> Corpus:
        path.write_bytes(before + b"\nMade-up words that are undone.\n")
        try:
            return load(*arguments, **options)
        finally:
            path.write_bytes(before)

    with monkeypatch.context() as patched:
        patched.setattr(store, "load", load_in_between)
        build(paths, paths.site)
    assert "undone" in (paths.site / f"papers/{path.stem}/index.html").read_text("utf-8")
    build(paths, paths.site)
    build(paths, tmp_path / "clean", Options(afresh=True))
    assert tree(paths.site) == tree(tmp_path / "clean")


def test_what_was_read_while_it_changed_is_checked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict on the file as it was would let a quote be published that nobody checked."""
    paths = Paths(copied("full", tmp_path / "edition"))
    build(paths, paths.site)
    path = sorted((paths.content / "appraisals").glob("*.md"))[0]
    before, load = path.read_text("utf-8"), store.load

    def load_in_between(*arguments: Any, **options: Any) -> Corpus:
        (paths.cache / parsed.FILE).unlink()
        path.write_text(re.sub(r"^( +quote:) .*", r"\1 Nobody ever said so.", before, flags=re.MULTILINE), "utf-8")
        try:
            return load(*arguments, **options)
        finally:
            path.write_text(before, "utf-8")

    with monkeypatch.context() as patched:
        patched.setattr(store, "load", load_in_between)
        found = build(paths, paths.site)
    assert found.changes is None
    assert "quote-not-found" in {problem.code for problem in found.report.problems}


def test_verifying_does_not_make_the_next_build_forget(tmp_path: Path) -> None:
    paths = Paths(copied("full", tmp_path / "edition"))
    build(paths, paths.site)
    build(paths, tmp_path / "again/site", Options(afresh=True))
    assert build(paths, paths.site).made == {}


@pytest.mark.parametrize("jobs", [1, 2])
def test_several_processes_make_what_one_makes(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "WORTH_IT", 1)
    monkeypatch.setattr(forking, "SHARE", 3)
    paths = Paths(copied("full", tmp_path / "edition"))
    build(paths, paths.site, Options(jobs=jobs))
    build(paths, tmp_path / "clean", Options(jobs=1, afresh=True))
    assert tree(paths.site) == tree(tmp_path / "clean")
