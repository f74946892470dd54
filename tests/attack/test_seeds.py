"""Hostile texts in documents of every format: each gives papers whose text is inert, or a refusal with a way out."""

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import emails, store
from generator.characters import HIDDEN as HIDDEN_CHARACTER
from generator.normalize import to_paper
from generator.readers import READERS, Reader, candidates
from generator.readers.record import Record, Refusal, Seed, Unreadable
from tests.attack.texts import HIDDEN, TEXTS
from tests.editions import ROOT, copied, evidence, tree

CASES = ROOT / "tests/readers/cases"
WHOLE = {
    "medline": "article",
    "pubmed-abstract-text": "one",
    "pubmed-csv": "plain",
    "pubmed-html": "full",
    "pubmed-page": "cleaned",
    "pubmed-xml": "article",
    "reference-cache": "structured",
    "ris": "pubmed",
}
"""A whole document of each format, by the case that it is."""
EMAIL = "made.up@attacker.example"
SECONDS = 120
"""Processor time in which a hostile document is read or refused; it takes some seconds at most."""


def lines_of(name: str) -> list[str]:
    (path,) = (CASES / name / WHOLE[name]).glob("input.*")
    return path.read_text("utf-8").split("\n")


def attacked(name: str, text: str, at: int) -> str:
    """A whole document with a text in the midst of one of its lines that hold words."""
    lines = lines_of(name)
    worded = [number for number, line in enumerate(lines) if re.search(r"[A-Za-z]{4}.*[A-Za-z]{4}", line)]
    number = worded[at % len(worded)]
    middle = (len(lines[number]) * 2) // 3
    lines[number] = lines[number][:middle] + text + lines[number][middle:]
    return "\n".join(lines)


def found(folder: Path, document: str) -> Iterator[Record | Refusal]:
    path = folder / "seed"
    path.write_text(document, "utf-8", newline="")
    seed = Seed(path, "seed")
    try:
        readers: list[Reader] = candidates(seed)
        assert len(readers) <= 1
        for reader in readers:
            yield from reader.read(seed)
    except Unreadable as fault:
        yield fault.refusal


def refused_or_inert(item: Record | Refusal) -> None:
    if isinstance(item, Refusal):
        assert item.message
        assert item.hint
        return
    paper = to_paper(item, "format", "seed", "0" * 64)
    text = store.paper_text(paper)
    again = store.read_paper(text, "papers/x.md")
    assert again is not None
    assert again.sections == paper.sections
    said = "\n".join((*filter(None, (paper.title, paper.journal)), paper.text, *(a.name for a in paper.authors)))
    assert HIDDEN_CHARACTER.search(said) is None
    assert emails.first(text) is None


def test_each_reader_is_attacked() -> None:
    assert WHOLE.keys() == {reader.NAME for reader in READERS}


@pytest.mark.parametrize("name", WHOLE)
def test_a_hostile_text_is_refused_or_inert(name: str, tmp_path: Path) -> None:
    for number, text in enumerate((TEXTS | HIDDEN).values()):
        for step in (0, 3, 7):
            for item in found(tmp_path, attacked(name, text, number + step)):
                refused_or_inert(item)


@pytest.mark.parametrize("name", WHOLE)
def test_no_hidden_character_and_no_address_comes_through(name: str, tmp_path: Path) -> None:
    """In every line of the document, all of them at once."""
    text = " ".join((*HIDDEN.values(), EMAIL))
    for at in range(len(lines_of(name))):
        for item in found(tmp_path, attacked(name, text, at)):
            refused_or_inert(item)


LONG = {"dashes": "-", "blanks": " ", "letters": "a", "digits": "1", "names": "Smith J, ", "brackets": "(", "at": "a@"}
READ = """
import resource, sys
from pathlib import Path
from tests.attack.test_seeds import SECONDS, found, refused_or_inert
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
folder = Path(sys.argv[1])
for path in sorted(folder.glob("long-*")):
    print(path.name, flush=True)
    for item in found(folder, path.read_text("utf-8")):
        refused_or_inert(item)
"""


@pytest.mark.parametrize("name", WHOLE)
def test_a_long_line_is_read_or_refused_before_long(name: str, tmp_path: Path) -> None:
    """A hang detector: 20,000 characters of what backtracks worst, in the first lines, and 100 MB in one."""
    for kind, unit in LONG.items():
        for at in (1, 5, 9):
            document = attacked(name, unit * (20_000 // len(unit)), at)
            (tmp_path / f"long-{kind}-{at}").write_text(document, "utf-8")
    (tmp_path / "long-100-mb").write_text(attacked(name, "a" * 100_000_000, 5), "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"{name}: at {run.stdout.splitlines()[-1:]}: {run.stderr[-1500:]}"


NAMES = ("..\\..\\up.md", "-rf.md", "$(id).md", "a\nb.md", "=cmd.md", "‮dm.exe", "<b>x<b>.md", "{{7*7}}.md", "CON.md")


def test_the_names_of_documents_are_only_names(tmp_path: Path) -> None:
    """No file is written but the page of the paper, whatever its document is called; and the build holds."""
    root = copied("minimal", tmp_path / "edition")
    data = (root / "seeds/99000101.md").read_bytes()
    before = tree(tmp_path).keys()
    for number, name in enumerate(NAMES):
        record = data.replace(b"99000101", b"9900%04d" % number).replace(b"10.5555/", b"10.5555/%d." % number)
        (root / "seeds" / name).write_bytes(record)
    run = evidence("normalize", root)
    assert "Traceback" not in run.output
    new = {path for path in tree(tmp_path).keys() - before if "/seeds/" not in path}
    ours = re.compile(r"edition/content/(papers|detected)/[a-z0-9-]+\.(md|yaml)|edition/\.evidence/[\w.-]+")
    assert [path for path in new if not ours.fullmatch(path)] == []
    assert "\x1b" not in run.output


IDS = ("../../x", "..", "/etc/passwd", "a/b", "a\\b", "1\n2", "%2e%2e", "nul\0", ".", "CON")


@pytest.mark.parametrize("name", IDS)
def test_no_id_leads_out_of_its_folder(name: str, tmp_path: Path) -> None:
    """Neither a DOI that names a paper, nor what a record calls its PMID."""
    for tag in ("DO", "AN", "U1", "C7", "M1"):
        record = f"TY  - JOUR\nTI  - Made up\nPY  - 2020\nAU  - Nemo, N\n{tag}  - {name}\nAB  - Made up.\nER  - \n"
        for item in found(tmp_path, record):
            if isinstance(item, Record):
                assert re.fullmatch(r"([1-9]\d*|(doi|sha)-[a-z0-9-]+)", to_paper(item, "ris", "seed", "0" * 64).id)


def test_a_packed_bomb_is_refused(tmp_path: Path) -> None:
    """A hundred megabytes of blanks in a hundred kilobytes: it is left where it exceeds the ratio."""
    root = copied("minimal", tmp_path)
    start = b'<?xml version="1.0"?><PubmedArticleSet>'
    with gzip.open(root / "seeds/bomb.xml.gz", "wb", compresslevel=9) as stream:
        stream.write(start)
        for _ in range(100):
            stream.write(b" " * 1_000_000)
    run = evidence("normalize", root)
    assert "seeds/bomb.xml.gz" in run.output
    assert "seed-too-large" in run.output


@pytest.mark.parametrize(
    "entity", ['SYSTEM "file:///etc/passwd"', '"&b;&b;&b;&b;"', 'PUBLIC "x" "http://attacker.example/"']
)
def test_no_entity_is_followed(entity: str, tmp_path: Path) -> None:
    declared = f'<!DOCTYPE PubmedArticleSet [<!ENTITY b "{"lol" * 1000}"><!ENTITY a {entity}>]>'
    document = "\n".join(lines_of("pubmed-xml"))
    document = re.sub(r"<!DOCTYPE[^>]*>", "", document)
    document = document.replace("<PubmedArticleSet>", f"{declared}<PubmedArticleSet>", 1)
    for item in found(tmp_path, document.replace("<AbstractText>", "<AbstractText>&a;", 1)):
        refused_or_inert(item)
        if isinstance(item, Record):
            said = "".join(paragraph for section in item.sections for paragraph in section.paragraphs)
            assert "root:" not in said
            assert len(said) < 10_000
