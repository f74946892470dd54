"""Several documents on one publication become one paper with all of them listed; two publications stay two."""

from pathlib import Path

import pytest

from generator.config import Paths
from generator.model import Paper
from generator.normalize import Outcome, normalize
from generator.store import read_paper
from tests.merging import formats


def seeded(root: Path, seeds: dict[str, str]) -> Paths:
    (root / "seeds").mkdir(exist_ok=True)
    for name, text in seeds.items():
        (root / "seeds" / name).write_text(text, "utf-8")
    return Paths(root)


def papers(paths: Paths) -> dict[str, Paper]:
    found = {path.stem: read_paper(path.read_text("utf-8"), path.name) for path in paths.papers.glob("*.md")}
    return {key: paper for key, paper in found.items() if paper is not None}


def codes(outcome: Outcome) -> list[str]:
    return [each.code for each in (*outcome.problems, *outcome.doubts)]


FIVE = {
    "a.txt": formats.page(),
    "b.ris": formats.ris(),
    "c.md": formats.cache(),
    "d.nbib": formats.medline(),
    "e.xml": formats.xml(),
}


@pytest.mark.parametrize("names", [sorted(FIVE), sorted(FIVE, reverse=True)])
def test_one_publication_in_five_formats_is_one_paper_with_five_sources(tmp_path: Path, names: list[str]) -> None:
    paths = seeded(tmp_path, {f"{place}-{name}": FIVE[name] for place, name in enumerate(names)})
    outcome = normalize(paths)
    assert codes(outcome) == []
    assert outcome.written == [formats.PMID]
    paper = papers(paths)[formats.PMID]
    assert [source.format for source in paper.sources] == [
        "pubmed-xml",
        "medline",
        "reference-cache",
        "pubmed-page",
        "ris",
    ]
    assert paper.text == formats.TEXT
    assert (paper.doi, paper.mesh, paper.disagreements) == (formats.DOI, ("Fever / therapy*",), ())
    assert normalize(paths).unchanged == [formats.PMID]


def test_sources_that_disagree_are_told_and_the_most_exact_is_followed(tmp_path: Path) -> None:
    paths = seeded(tmp_path, {"a.nbib": formats.medline(volume="13"), "b.xml": formats.xml()})
    assert codes(normalize(paths)) == []
    paper = papers(paths)[formats.PMID]
    assert paper.volume == "12"
    assert [(each.field, each.value, each.seed) for each in paper.disagreements] == [("volume", "13", "a.nbib")]


def test_another_text_under_the_same_pmid_is_told_and_not_mixed_in(tmp_path: Path) -> None:
    other = "Made-up words that share next to nothing: turnips, lanterns, and a ferry to Erewhon."
    paths = seeded(tmp_path, {"a.nbib": formats.medline(text=other), "b.xml": formats.xml()})
    normalize(paths)
    paper = papers(paths)[formats.PMID]
    assert paper.text == formats.TEXT
    assert [(each.field, each.seed) for each in paper.disagreements] == [("text", "a.nbib")]
    assert paper.disagreements[0].value.startswith("Made-up words that share")


def test_the_richer_text_wins_whatever_its_format(tmp_path: Path) -> None:
    paths = seeded(tmp_path, {"a.md": formats.cache(), "b.xml": formats.xml(text="Made-up record for a test.")})
    normalize(paths)
    paper = papers(paths)[formats.PMID]
    assert paper.text == formats.TEXT
    assert [source.seed for source in paper.sources] == ["a.md", "b.xml"]
    assert paper.pages == "210-9"


def test_a_retraction_that_a_later_answer_brings_reaches_the_page(tmp_path: Path) -> None:
    seeded(tmp_path, {"pubmed-1.xml": formats.xml()})
    retraction = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Invent Med. 2022;1:1'
        '</RefSource><PMID Version="1">99000799</PMID></CommentsCorrections></CommentsCorrectionsList>'
    )
    paths = seeded(tmp_path, {"update-1.xml": formats.xml(text="", more=retraction)})
    normalize(paths)
    paper = papers(paths)[formats.PMID]
    assert [(each.type, each.pmid) for each in paper.relations] == [("Retraction in", "99000799")]
    assert paper.text == formats.TEXT


def test_a_later_answer_replaces_the_text_where_it_is_no_poorer(tmp_path: Path) -> None:
    newer = formats.TEXT.replace("Seven", "Six")
    paths = seeded(tmp_path, {"pubmed-1.xml": formats.xml(), "update-1.xml": formats.xml(text=newer)})
    normalize(paths)
    assert papers(paths)[formats.PMID].text == newer


def test_a_poorer_document_does_not_replace_the_text_on_file(tmp_path: Path) -> None:
    paths = seeded(tmp_path, {"a.xml": formats.xml()})
    normalize(paths)
    page = (paths.papers / f"{formats.PMID}.md").read_bytes()
    (paths.seeds / "a.xml").unlink()
    seeded(tmp_path, {"b.nbib": formats.medline(text=formats.TEXT[:90])})
    outcome = normalize(paths)
    assert (outcome.kept, codes(outcome)) == ([formats.PMID], ["text-poorer"])
    assert "seeds/a.xml" in outcome.problems[0].message
    assert (paths.papers / f"{formats.PMID}.md").read_bytes() == page


def test_a_wrong_pmid_does_not_mix_two_publications(tmp_path: Path) -> None:
    other = formats.xml(title="Turnips and lanterns of Erewhon, an invented survey", text="Made-up words on turnips.")
    paths = seeded(tmp_path, {"a.nbib": formats.medline(), "b.xml": other})
    outcome = normalize(paths)
    assert codes(outcome) == ["seed-other-title"]
    paper = papers(paths)[formats.PMID]
    assert [source.seed for source in paper.sources] == ["b.xml"]
    assert paper.text == "Made-up words on turnips."


def test_two_papers_of_one_title_stay_two(tmp_path: Path) -> None:
    paths = seeded(tmp_path, {"a.xml": formats.xml(), "b.xml": formats.xml(pmid="99000702", volume="13")})
    assert normalize(paths).written == [formats.PMID, "99000702"]


def test_a_paper_that_gets_a_pmid_leaves_its_former_page(tmp_path: Path) -> None:
    paths = seeded(tmp_path, {"a.ris": formats.ris()})
    assert normalize(paths).written == ["doi-10-5555-jim-2021-7"]
    seeded(tmp_path, {"b.nbib": formats.medline()})
    outcome = normalize(paths)
    assert (outcome.written, outcome.removed) == ([formats.PMID], ["doi-10-5555-jim-2021-7"])
    assert list(papers(paths)) == [formats.PMID]


def test_a_page_stays_when_its_document_is_gone_or_no_longer_read(tmp_path: Path) -> None:
    paths = seeded(tmp_path, {"a.ris": formats.ris()})
    normalize(paths)
    (paths.seeds / "a.ris").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert normalize(paths).removed == []
    (paths.seeds / "a.ris").unlink()
    assert normalize(paths).removed == []
    assert list(papers(paths)) == ["doi-10-5555-jim-2021-7"]
