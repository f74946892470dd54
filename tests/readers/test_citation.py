"""Citation lines of every shape that PubMed prints, all of them made up."""

import pytest

from generator.readers._citation import Citation, find_doi, parse, parse_date

FIELDS = ("journal", "date", "epub_date", "volume", "issue", "pages", "doi")

LINES: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    ("J Foo. 2019 Feb;199:25-28.", ("J Foo", "2019-02", None, "199", None, "25-28", None)),
    ("J Foo. 2019;7(2):1-2.", ("J Foo", "2019", None, "7", "2", "1-2", None)),
    ("J Foo. 2019 Feb 3;7(2):1-2.", ("J Foo", "2019-02-03", None, "7", "2", "1-2", None)),
    ("J Foo. 2016 Jan 06;7(2):e1.", ("J Foo", "2016-01-06", None, "7", "2", "e1", None)),
    ("J Foo. 2021 Sept 15;7(2):1.", ("J Foo", "2021-09-15", None, "7", "2", "1", None)),
    (". 2008;109(11):489-92.", (None, "2008", None, "109", "11", "489-92", None)),
    ("2008;109(11):489-92.", (None, "2008", None, "109", "11", "489-92", None)),
    ("J Foo (Bar). 2019 Feb;1:2.", ("J Foo (Bar)", "2019-02", None, "1", None, "2", None)),
    ("J Foo. 2002 Sep-Oct;34(5):324-6", ("J Foo", "2002", None, "34", "5", "324-6", None)),
    ("J Foo. 1998 Winter;3(1):5.", ("J Foo", "1998", None, "3", "1", "5", None)),
    ("J Foo. 1998 1st Quarter;3(1):5.", ("J Foo", "1998", None, "3", "1", "5", None)),
    ("J Foo. 2001 May 24-Jun 13;10(10):640-9.", ("J Foo", "2001", None, "10", "10", "640-9", None)),
    ("J Foo. 2001 May 3-9;10(10):64.", ("J Foo", "2001-05", None, "10", "10", "64", None)),
    ("J Foo. 2001 Dec-2002 Jan;10:64.", ("J Foo", "2001", None, "10", None, "64", None)),
    ("J Foo. 2001-2002;10:64.", ("J Foo", "2001", None, "10", None, "64", None)),
    ("J Foo. 2001 Feb 30;10:64.", ("J Foo", "2001-02", None, "10", None, "64", None)),
    ("J Foo. 2008 Sep;69 Suppl 1:S44-52.", ("J Foo", "2008-09", None, "69 Suppl 1", None, "S44-52", None)),
    ("J Foo. 1998 Jul;5 Suppl A:41A-4A.", ("J Foo", "1998-07", None, "5 Suppl A", None, "41A-4A", None)),
    ("J Foo. 2009 Nov;67 Suppl 2(0 2):S1.", ("J Foo", "2009-11", None, "67 Suppl 2", "0 2", "S1", None)),
    ("J Foo. 2012 Mar;41(3 Pt 1):260-6.", ("J Foo", "2012-03", None, "41", "3 Pt 1", "260-6", None)),
    ("J Foo. 1999 May;122 ( Pt 5):807-16.", ("J Foo", "1999-05", None, "122 ( Pt 5)", None, "807-16", None)),
    ("J Foo. 2022 Apr;42(Suppl. 1):S87.", ("J Foo", "2022-04", None, "42", "Suppl. 1", "S87", None)),
    ("J Foo. 2022 Apr;42 Suppl. 1:S87.", ("J Foo", "2022-04", None, "42 Suppl. 1", None, "S87", None)),
    ("J Foo. 2022;7(1 (Pt 2)):S87.", ("J Foo", "2022", None, "7", "1 (Pt 2)", "S87", None)),
    ("J Foo. 2019 Jan;101-B(1):3.", ("J Foo", "2019-01", None, "101-B", "1", "3", None)),
    ("J Foo. 1984 Oct 30;77(4D):28-33.", ("J Foo", "1984-10-30", None, "77", "4D", "28-33", None)),
    ("J Foo. 2004 Jan;(37):11-5.", ("J Foo", "2004-01", None, None, "37", "11-5", None)),
    ("J Foo. 2005:314-20.", ("J Foo", "2005", None, None, None, "314-20", None)),
    ("J Foo. 2013;2013:852195.", ("J Foo", "2013", None, "2013", None, "852195", None)),
    ("J Foo. 2023 Jan 19;30(1):22-42.e5.", ("J Foo", "2023-01-19", None, "30", "1", "22-42.e5", None)),
    ("J Foo. 1998 Feb;23(2):34, 37-8, 44-8.", ("J Foo", "1998-02", None, "23", "2", "34, 37-8, 44-8", None)),
    ("J Foo. 2003 Jan;1(1):515-20; quiz 521-2.", ("J Foo", "2003-01", None, "1", "1", "515-20; quiz 521-2", None)),
    ("J Foo. 2003;1(1):5; author reply 6.", ("J Foo", "2003", None, "1", "1", "5; author reply 6", None)),
    ("preFoo. 2023 Apr 24:2023.04.17.23.", ("preFoo", "2023-04-24", None, None, None, "2023.04.17.23", None)),
    ("J Foo. 2020;5. doi: 10.5555/a.b.", ("J Foo", "2020", None, "5", None, None, "10.5555/a.b")),
    ("J Foo. 2020;5:. doi:10.5555/a.b.", ("J Foo", "2020", None, "5", None, None, "10.5555/a.b")),
    ("J Foo. 2020 May:. doi:10.5555/a.b.", ("J Foo", "2020-05", None, None, None, None, "10.5555/a.b")),
    (
        "J Foo. 2021 May 6. doi: 10.5555/j.9. Online ahead of print.",
        ("J Foo", "2021-05-06", None, None, None, None, "10.5555/j.9"),
    ),
    (
        "J Foo. 2019 Feb;199:25-28. doi: 10.5555/j.2.006. Epub 2018\nDec  10.",
        ("J Foo", "2019-02", "2018-12-10", "199", None, "25-28", "10.5555/j.2.006"),
    ),
    (
        "J Foo. 2011 Oct;6:9. doi:\n10.5555/j.9. Epub\n2011  Oct 28.",
        ("J Foo", "2011-10", "2011-10-28", "6", None, "9", "10.5555/j.9"),
    ),
    ("J Foo. 2011;6:9. doi: 10.5555/j.9. Epub 2010 Nov.", ("J Foo", "2011", "2010-11", "6", None, "9", "10.5555/j.9")),
    (
        "J Foo. 1996 Aug 2;64:1. doi: 10.5555/(SICI)1(1996)64:2<1::AID-F1>3.0.CO;2-W.",
        ("J Foo", "1996-08-02", None, "64", None, "1", "10.5555/(SICI)1(1996)64:2<1::AID-F1>3.0.CO;2-W"),
    ),
    (
        "J Foo. 2000;29(4):707. doi: 10.5555/s0889(05)70-2.",
        ("J Foo", "2000", None, "29", "4", "707", "10.5555/s0889(05)70-2"),
    ),
    (
        "J Foo. 2022 Jun 24;10(6):e6. doi: 10.5555/c.6. eCollection\n2022  Jun.",
        ("J Foo", "2022-06-24", None, "10", "6", "e6", "10.5555/c.6"),
    ),
    ("J Foo. 2005 Mar;72:65. doi: 10.5555/b. Print 2004.", ("J Foo", "2005-03", None, "72", None, "65", "10.5555/b")),
    ("J Foo. 2022 Feb 21;2021:999. eCollection 2021.", ("J Foo", "2022-02-21", None, "2021", None, "999", None)),
    ("J Foo. 2019 ; 7 (2) : 1-2.", ("J Foo", "2019", None, "7", "2", "1-2", None)),
)

NOT_CITATIONS = (
    "",
    "Invented Fever.",
    "In 2008. This is a sentence.",
    "J Antediluv 1992; 19: 424",
    "Lorem A. A title. J Foo. 2010 Jan;5(1):1-2.",
    "J Foo. 2010 patients were asked; 5 answered.",
    "J Foo. 20101;5:1.",
    "RETRACTED ARTICLE",
)


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_citation(line: str, expected: tuple[str | None, ...]) -> None:
    assert parse(line) == Citation(**dict(zip(FIELDS, expected, strict=True)))


@pytest.mark.parametrize("text", NOT_CITATIONS)
def test_what_is_no_citation(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["", "Feb 2019", "2019 Foo", "0999", "2019 Feb 3 maybe", "soon", "20190203"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_a_doi_keeps_its_brackets_and_loses_the_full_stop_of_its_sentence() -> None:
    assert find_doi("doi: 10.5555/a(b)c;d. Epub 2019.") == "10.5555/a(b)c;d"
    assert find_doi("no such thing") is None
