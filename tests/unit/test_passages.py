"""Every quote of an appraisal becomes a passage that knows where it stands, in the file and in the text."""

from generator.passages import locate_all
from generator.quotes import Span
from tests.unit.factories import appraisal, claim, group, paper

TEXT = "Serum was given to 2 patients. Fever fell."


def test_every_kind_of_quote_is_located() -> None:
    made = appraisal(
        claim("Fever fell", id="fell", about=["fever", "rash"]),
        claim("Fever rose", id="rose"),
        patients=(group(2, "rash", quote="2 patients"),),
        doses=({"about": "fever", "quote": "Serum … given"},),
        reported={"outcome": "fell", "harms": None},
        left_out=({"quote": "Serum was given", "reason": "background"},),
    )
    found = locate_all(paper(TEXT), made)
    assert [(p.kind, p.at, p.claim, p.about, p.spans) for p in found] == [
        ("claim", ("claims", 0, "quote"), "fell", ("fever", "rash"), (Span(31, 41),)),
        ("claim", ("claims", 1, "quote"), "rose", ("fever",), ()),
        ("patients", ("patients", 0, "quote"), None, ("rash",), (Span(19, 29),)),
        ("dose", ("doses", 0, "quote"), None, ("fever",), (Span(0, 5), Span(10, 15))),
        ("reported", ("reported", "outcome"), None, (), (Span(37, 41),)),
        ("left-out", ("left_out", 0, "quote"), None, (), (Span(0, 15),)),
    ]
    assert found[1].match is None


def test_spans_count_the_paragraphs_of_all_sections() -> None:
    sections = ({"heading": "A", "paragraphs": ("One.", "Two.")}, {"heading": "B", "paragraphs": ("Three.",)})
    (found,) = locate_all(paper(sections=sections), appraisal(claim("Three")))
    assert found.spans == (Span(10, 15),)


def test_a_quote_is_not_found_across_two_paragraphs() -> None:
    (found,) = locate_all(paper("One.", "Two."), appraisal(claim("One. Two.")))
    assert found.match is None
