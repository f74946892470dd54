"""Saved PubMed pages beyond single cases: what is no such page, and what must not be read from one."""

from pathlib import Path

import pytest

from generator.readers import candidates, pubmed_html
from generator.readers._html_text import parse, text_of
from generator.readers._markup import Tidy
from generator.readers.record import Record, Refusal, Seed

CASES = Path(__file__).parent / "cases" / "pubmed-html"


def seed_of(folder: Path, data: str) -> Seed:
    path = folder / "seed"
    path.write_text(data, encoding="utf-8")
    return Seed(path, "seed")


OTHERS = (
    "<html><head><title>A page</title></head><body>See pubmed.ncbi.nlm.nih.gov</body></html>",
    '<html><head><meta name="ncbi_db" content="pmc"><meta name="citation_pmid" content="99000001"></head></html>',
    '<html><body><a href="https://pubmed.ncbi.nlm.nih.gov/99000001/">PubMed</a></body></html>',
    '<article id="article-details"></article>',
    "<PubmedArticleSet><!-- rprt --></PubmedArticleSet>",
    "A page as text\nabout id=article-details",
)


@pytest.mark.parametrize("data", OTHERS)
def test_other_pages_are_not_recognised(tmp_path: Path, data: str) -> None:
    assert not pubmed_html.recognises(seed_of(tmp_path, data))


def test_a_page_is_recognised_with_a_byte_order_mark(tmp_path: Path) -> None:
    page = (CASES / "full" / "input.html").read_text(encoding="utf-8")
    assert [reader.NAME for reader in candidates(seed_of(tmp_path, "\ufeff" + page))] == ["pubmed-html"]


@pytest.mark.parametrize("case", ["full", "markup", "old-layout", "retracted", "other-languages"])
def test_a_page_cut_anywhere_is_never_taken_for_whole(case: str, tmp_path: Path) -> None:
    page = (CASES / case / "input.html").read_text(encoding="utf-8")
    end = page.rindex("</html>")
    for at in range(page.index("<body") + 6, end, 97):
        assert [getattr(item, "code", "") for item in pubmed_html.read(seed_of(tmp_path, page[:at]))] == ["seed-cut"]


@pytest.mark.parametrize("case", ["full", "old-layout"])
def test_nothing_of_menus_other_papers_and_statements_is_read(case: str) -> None:
    (item,) = pubmed_html.read(Seed(CASES / case / "input.html", case))
    assert isinstance(item, Record)
    for words in (
        "Search in",
        "Add to",
        "Actions",
        "99000490",
        "99000491",
        "RETRACTED",
        "do not exist",
        "Never read",
        "Affiliations",
    ):
        assert words not in repr(item)
    assert item.relations == () or all(each.pmid in (None, "99000497") for each in item.relations)


def test_elements_as_deep_as_they_like_crash_nothing(tmp_path: Path) -> None:
    page = (CASES / "full" / "input.html").read_text(encoding="utf-8")
    deep = "<i><sup>" * 1_000 + "deep" + "</sup></i>" * 1_000
    (item,) = pubmed_html.read(seed_of(tmp_path, page.replace("A second paragraph", deep)))
    assert isinstance(item, Record | Refusal)


SHOWN = (
    ("<p>a<br>b</p>", "a b"),
    ("<p>a</p><p>b</p>", "a b"),
    ("a<b>b</b>c", "abc"),
    ("a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f", "af"),
    ("a<!-- b --><span hidden>c</span><i style='Display : none'>d</i><b class='x sr-only'>e</b>", "a"),
    ("<ul><li>a</li><li>b</li></ul>", "a b"),
    ("a&nbsp;b &amp; c&lt;d", "a\u00a0b & c<d"),
    ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "a/b"),
)


@pytest.mark.parametrize(("source", "text"), SHOWN)
def test_text_is_what_a_browser_shows(source: str, text: str) -> None:
    assert text_of(parse(f"<html><body>{source}</body></html>").body, Tidy()) == text
