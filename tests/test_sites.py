"""Deliberately broken editions give their exact messages, and every message the program can give has such an edition.

Each folder of `tests/sites/broken/` holds what differs from `tests/sites/minimal/`: files laid over it, `remove.txt`
with the files taken away, and `expected.txt`, whose first line is the command and its exit code. A folder is named
after its problem's code; `<code>--<variant>` is another way to the same problem.
"""

import ast
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import reading, store
from generator.contentfile import MAX_BYTES
from generator.problems import Problem
from generator.readers import READERS
from generator.readers.record import Seed
from tests.editions import EDITIONS, ROOT, SITES, copied, evidence, files_of, glance, page, text, tree
from tests.eutils import CODES as FETCHING

BROKEN = SITES / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir())
REWRITE = "REWRITE_CASES=1 pytest tests/test_sites.py"
FIRST_LINE = re.compile(r"evidence (?P<command>.+) => (?P<code>\d+)")
NOT_CONTENT = {"expected.txt", "remove.txt"}
PROBLEM = re.compile(
    r"^(?:Error: )?[^\s:]+(?::\d+)?: (?:(?:error|warning) \d+: )?(?P<code>[a-z][a-z-]+): ", re.MULTILINE
)
CODE_AT = {"error": 2, "warning": 2, "make": 2, "_fault": 1, "Refusal": 0, "_unreadable": 0}
"""Functions that make a problem, and which of their arguments is its code."""
MACHINE_WRITTEN = ("content/papers", "content/detected")
WITHOUT_FILES = {"seed-ambiguous", "seed-unreadable", "fulltext-missing", *FETCHING}
"""Problems that no file of a repository can cause; each has a test below, or in `test_fetch.py` or `test_search.py`."""


def edit_paper(root: Path) -> None:
    path = root / "content/papers/99000101.md"
    path.write_text(path.read_text("utf-8").replace("12 days", "1 day"), "utf-8")


def edit_detected(root: Path) -> None:
    path = root / "content/detected/99000101.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 7", "value: 8"), "utf-8")


def rename_paper(root: Path) -> None:
    shutil.copy(root / "content/papers/99000101.md", root / "content/papers/99000199.md")


def grow(root: Path) -> None:
    (root / "content/diseases/fogwort-gout.md").write_text("---\nname: fogwort gout\n---\n" + " " * MAX_BYTES)


def fill_seed(root: Path) -> None:
    start = '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle>'
    (root / "seeds/large.xml").write_text(start + " " * 17_000_000, "utf-8")


def break_template(root: Path) -> None:
    shutil.copytree(ROOT / "templates", root / "templates")
    home = root / "templates/home.html"
    home.write_text(home.read_text("utf-8").replace("{{ view.title }}", "{{ view.titel }}"), "utf-8")


def link_out(root: Path, inside: str) -> None:
    """A link to a file that lies beside the edition."""
    target = root.with_name(f"{root.name}-elsewhere.md")
    target.write_text("---\nname: secret\n---\n", "utf-8")
    (root / inside).symlink_to(target)


def store_twice(root: Path) -> None:
    """The same publication once more, from a record that has its DOI, no PMID and another title."""
    shutil.copy(BROKEN / "seed-alike/seeds/twin.ris", root / "seeds/twin.ris")
    assert evidence("normalize", root).code == 0


def appraise_twice(root: Path) -> None:
    store_twice(root)
    appraisal = (root / "content/appraisals/99000101.md").read_text("utf-8")
    settings = appraisal.partition("claims:")[0] + "claims: []\n---\n"
    settings = re.sub(r"^(patients|doses|left_out):.*?(?=^\w|\Z)", "", settings, flags=re.MULTILINE | re.DOTALL)
    (root / "content/appraisals/doi-10-5555-jim-2024-101.md").write_text(settings, "utf-8")


def disagree(root: Path) -> None:
    """The same publication from a record that has another volume."""
    record = "TY  - JOUR\nDO  - 10.5555/jim.2024.101\nVL  - 25\nER  - \n"
    (root / "seeds/twin.ris").write_text(record, "utf-8")
    assert evidence("normalize", root).code == 0


def damage(file: str, words: str) -> Callable[[Path], None]:
    """Build the site, and have a file of it say something else in the place of an empty text."""

    def prepare(root: Path) -> None:
        assert evidence("build", root).code == 0
        path = root / "site" / file
        head, body, rest = path.read_text("utf-8").partition("</h1>")
        path.write_text(
            f"{head}{body}{words}{rest}" if words else head.replace("default-src", "") + body + rest, "utf-8"
        )

    return prepare


def half_move(root: Path) -> None:
    damage("index.html", "moved")(root)
    (root / ".site-next").mkdir()
    (root / ".site-next/journal.json").write_text('{"written": [], "removed": []}', "utf-8")


PREPARED: dict[str, Callable[[Path], None]] = {
    "detected-edited": edit_detected,
    "file-outside": lambda root: link_out(root, "content/diseases/fogwort-gout.md"),
    "file-too-large": grow,
    "paper-edited": edit_paper,
    "paper-name": rename_paper,
    "paper-twice": store_twice,
    "paper-twice--appraised": appraise_twice,
    "seed-outside": lambda root: link_out(root, "seeds/secret.md"),
    "seed-too-large": fill_seed,
    "site-asks": damage("index.html", '<img src="https://elsewhere.example/a.png">'),
    "site-inline": damage("index.html", "<script>a()</script>"),
    "site-keeps": damage("assets/site.js", "document.cookie"),
    "site-mixed": half_move,
    "site-policy": damage("index.html", ""),
    "sources-disagree": disagree,
    "template-error": break_template,
}
"""Faults made on the spot: files too large to keep, or written by `normalize`, which may write them otherwise later."""


def broken(name: str, root: Path) -> Path:
    """The minimal edition with the files of a case laid over it."""
    copied("minimal", root)
    case = BROKEN / name
    removed = case / "remove.txt"
    for gone in removed.read_text("utf-8").splitlines() if removed.is_file() else ():
        (root / gone).unlink()
    for path in files_of(case):
        if path.name not in NOT_CONTENT:
            target = root / path.relative_to(case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    if name in PREPARED:
        PREPARED[name](root)
    return root


def transcript(command: str, root: Path) -> str:
    """A command, its exit code and its output; how many files a build writes and how long it takes is left out."""
    run = evidence(command, root)
    output = re.sub(r"^(Built \S+:) .*|^(Search index: .*, made in) .*", r"\1\2 …", run.output, flags=re.MULTILINE)
    return f"evidence {command} => {run.code}\n{output}"


def codes_of(output: str) -> set[str]:
    return {found["code"] for found in PROBLEM.finditer(output)}


@pytest.mark.parametrize("name", CASES)
def test_a_broken_edition_gives_its_exact_messages(name: str, tmp_path: Path) -> None:
    expected = BROKEN / name / "expected.txt"
    first = FIRST_LINE.match(expected.read_text("utf-8") if expected.is_file() else "")
    assert first, f"begin {expected} with a line such as `evidence check => 1`"
    found = transcript(first["command"], broken(name, tmp_path))
    if os.environ.get("REWRITE_CASES"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert name.partition("--")[0] in codes_of(found), "the edition does not have the problem that it is named after"
    assert found == expected.read_text("utf-8"), f"if the change is meant, rewrite with: {REWRITE}"


@pytest.mark.parametrize("name", ["minimal", "full", "other-drug"])
def test_an_edition_for_tests_is_what_normalize_makes_of_its_seeds(name: str, tmp_path: Path) -> None:
    root = copied(name, tmp_path)
    for folder in MACHINE_WRITTEN:
        shutil.rmtree(root / folder, ignore_errors=True)
    assert evidence("normalize", root).code == 0
    if os.environ.get("REWRITE_CASES"):
        shutil.copytree(root / "content", EDITIONS[name] / "content", dirs_exist_ok=True)
    assert tree(root / "content") == tree(EDITIONS[name] / "content"), (
        f"if the change is meant, rewrite with: {REWRITE}"
    )


@pytest.mark.parametrize("name", ["minimal", "full", "other-drug"])
def test_an_edition_for_tests_has_no_problem(name: str, tmp_path: Path) -> None:
    run = evidence("check", copied(name, tmp_path))
    assert codes_of(run.output) == set(), run.output
    assert run.code == 0


def test_every_problem_has_a_broken_edition() -> None:
    covered = {name.partition("--")[0] for name in CASES} | WITHOUT_FILES
    assert emitted() - covered == set(), f"make a folder tests/sites/broken/<code>/ for these, then: {REWRITE}"


def test_every_broken_edition_is_of_a_problem_that_there_is() -> None:
    """Together with the exact messages: no code is printed that `CODE_AT` overlooks."""
    printed = {code for name in CASES for code in codes_of((BROKEN / name / "expected.txt").read_text("utf-8"))}
    assert printed | WITHOUT_FILES == emitted()


def emitted() -> set[str]:
    """The codes of all problems that the program can report."""
    found = {code for path in (ROOT / "generator").rglob("*.py") for code in _codes(ast.parse(path.read_text("utf-8")))}
    assert len(found) > len(WITHOUT_FILES)
    return found


def _codes(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = CODE_AT.get(name, len(node.args))
            argument = node.args[at] if at < len(node.args) else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def test_a_seed_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copied("minimal", tmp_path)
    (root / "seeds/locked.md").write_text("made up", "utf-8")
    digest = store.file_digest

    def refuse(path: Path) -> str:
        if path.name == "locked.md":
            raise PermissionError(13, "Permission denied", str(path))
        return digest(path)

    monkeypatch.setattr(store, "file_digest", refuse)
    run = evidence("normalize", root)
    assert run.code == 1
    assert run.output.startswith("seeds/locked.md: warning 1: seed-unreadable: Permission denied.\n")
    assert "0 papers written, 1 unchanged" in run.output


def test_a_seed_that_two_readers_recognise_is_named_with_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def both(_seed: Seed) -> list[object]:
        return list(READERS[:2])

    monkeypatch.setattr(reading, "candidates", both)
    run = evidence("normalize", copied("minimal", tmp_path))
    assert run.code == 1
    names = ", ".join(reader.NAME for reader in READERS[:2])
    assert f"seed-ambiguous: it could be any of: {names}." in run.output


def test_a_problem_is_shown_with_its_place_first_and_its_way_out_last() -> None:
    problem = Problem("content/x.yaml", 3, "some-code", "it is wrong.", "Mend it.")
    assert problem.text() == "content/x.yaml:3: some-code: it is wrong.\n  Mend it."


COUNTS = [
    ("/", "patient", "79"),
    ("/diseases/ember-disorders/", "patient", "79"),
    ("/diseases/mistwort-fever/", "patient", "79"),
    ("/diseases/mistwort-fever/", "of", "level 2"),
    ("/diseases/mistwort-fever/", "published", "2018–2024"),
    ("/diseases/glasswort-palsy/", "patient", "not stated"),
    ("/diseases/glasswort-palsy/", "paper", "2"),
    ("/indications/mistwort-fever/refractory/", "patient", "30"),
    ("/papers/99000205/", "patient", "120"),
]
"""Two papers of one cohort are counted once (48 + 30 + 1), a retracted paper and a protocol's patients not at all."""
WORDS = [
    ("/diseases/mistwort-fever/", ".names", "marsh & mist fever <old>"),
    ("/diseases/mistwort-fever/", "#references", "Aliqua K, et al. Ember disorders & examplinum"),
    ("/diseases/glasswort-palsy/", "#studies", "retracted, not counted"),
    ("/diseases/glasswort-palsy/", "#patients + div", "120 planned"),
    ("/indications/mistwort-fever/joints/", ".differs", "The study it retells differs. Austral 2001: In its own"),
    ("/papers/99000203/", "#_provenance", "pages"),
    ("/papers/99000204/", ".banner", "This paper was retracted."),
    ("/papers/99000206/", ".stored", "Examplinum binds the *ember* factor [1] <i>in vitro</i>."),
    ("/papers/99000207/", ".empty", "Not yet appraised"),
]


@pytest.mark.parametrize(("address", "label", "value"), COUNTS)
def test_the_full_edition_counts_each_patient_once(address: str, label: str, value: str) -> None:
    assert glance(page("full", address))[label] == value


@pytest.mark.parametrize(("address", "part", "words"), WORDS)
def test_the_full_edition_says(address: str, part: str, words: str) -> None:
    assert words in " ".join(text(tag) for tag in page("full", address).select(part))


def test_a_protocol_is_listed_with_planned_patients() -> None:
    soup = page("full", "/diseases/glasswort-palsy/")
    numbers = [text(cell) for cell in soup.select("td.number, #studies dd") if re.match(r"120\b", text(cell))]
    assert len(numbers) == 2
    assert all("planned" in number for number in numbers)


def test_overlapping_and_interrupted_quotes_are_marked_in_the_text() -> None:
    marks = page("full", "/papers/99000206/").select(".stored mark[data-claims]")
    claims = [(text(mark), str(mark["data-claims"]).split()) for mark in marks]
    assert ("A southern study showed that examplinum", ["skin", "joints", "mood-and-fever"]) in claims
    assert ("the mood", ["mood-and-fever"]) in claims
    assert page("full", "/papers/99000206/").find(id="mood-and-fever") is not None
