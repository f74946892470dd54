"""Raised and lowered text, and formulas: no markup may vanish and leave another number behind."""

import pytest
from lxml import etree

from generator.readers._markup import FORMULA, FORMULA_REPAIR, Tidy, collapse, lowered, raised
from generator.readers._xml_text import text_of

MARKED_UP = (
    ("10<sup>9</sup>/L", "10⁹/L"),
    ("10<sup>-3</sup>", "10⁻³"),
    ("10<sup>−3</sup>", "10⁻³"),
    ("10<sup>1.5</sup>", "10^(1.5)"),
    ("10<sup>–3</sup>", "10^(–3)"),
    ("x<sup>2n</sup>", "x²ⁿ"),
    ("x<sup>k</sup>", "x^(k)"),
    ("2<sup>2<sup>3</sup></sup>", "2^(2³)"),
    ("a<sup> 2 </sup>b", "a ² b"),
    ("a<sup/>b<sup> </sup>c", "ab c"),
    ("5<sup>th</sup>, p<sup>th</sup>", "5th, p^(th)"),
    ("Sham<sup>®</sup>, Lorem<sup>†‡</sup>", "Sham®, Lorem†‡"),
    ("text<sup>1,2</sup>", "text^(1,2)"),
    ("H<sub>2</sub>O, IgG<sub>1</sub>", "H2O, IgG1"),
    ("log<sub>10</sub>5", "log₁₀5"),
    ("2<sub>16</sub>", "2₁₆"),
    ("2<sub>1a</sub>", "2_(1a)"),
    ("x<sub>1</sub><sup>2</sup>", "x₁²"),
    ("<i>in</i> <b>v<i>itr</i>o</b>", "in vitro"),
    ("a<!-- 1 -->b<?x y?>c", "abc"),
)

FORMULAS = (
    ("<msup><mn>10</mn><mn>9</mn></msup>", "10⁹"),
    ("<msup><mn>10</mn><mrow><mo>-</mo><mn>9</mn></mrow></msup>", "10⁻⁹"),
    ("<mn>10</mn><mn>9</mn>", "10 9"),
    ("<msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup>", "(ab)²"),
    ("<msup><mi>sin</mi><mn>2</mn></msup>", "sin²"),
    ("<msub><mi>x</mi><mn>1</mn></msub><mn>2</mn>", "x₁2"),
    ("<msub><mi>x</mi><mi>i</mi></msub>", "x_i"),
    ("<mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac>", "1/(a+b)"),
    ("<msqrt><mi>x</mi></msqrt>", "√x"),
    ("<msqrt><mi>x</mi><mi>y</mi></msqrt>", "√(xy)"),
    ("<mfenced separators=''><mi>a</mi><mi>b</mi></mfenced>", "(ab)"),
    ("<mfenced separators=';,'><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced>", "(a;b,c,d)"),
    ("<mi>a</mi><mspace/><mphantom><mi>b</mi></mphantom><mtext> if </mtext>", "a if"),
    ("<semantics><mi>a</mi><annotation>\\quux</annotation></semantics>", "a"),
    ("<apply><in/><cn>17</cn></apply>", FORMULA),
    ("<mfrac><mi>a</mi></mfrac>", FORMULA),
    ("<mi>a<b/></mi>", FORMULA),
    ("loose", FORMULA),
    ("", FORMULA),
    ("<mrow>" * 90 + "<mi>a</mi>" + "</mrow>" * 90, FORMULA),
)


def flat(source: str) -> tuple[str, tuple[str, ...]]:
    tidy = Tidy()
    return text_of(etree.fromstring(f"<t>{source}</t>"), tidy), tuple(tidy.repairs)


@pytest.mark.parametrize(("source", "text"), MARKED_UP)
def test_markup(source: str, text: str) -> None:
    assert flat(source)[0] == text


@pytest.mark.parametrize(("source", "text"), FORMULAS)
def test_formula(source: str, text: str) -> None:
    found, repairs = flat(f"<math>{source}</math>")
    assert found == text
    assert repairs == ((FORMULA_REPAIR,) if text == FORMULA else ())


def test_a_formula_without_a_plain_form_is_given_by_its_author() -> None:
    assert flat("<math alttext=' x-bar '><mtable/></math>!") == ("x-bar!", ())


def test_what_was_changed_is_reported_once_and_without_addresses() -> None:
    assert flat("a<sup>2</sup> b<sup>2</sup> c<sup>a@nowhere.example</sup>")[1] == (
        "<sup>2</sup> → ²",
        "<sup>[e-mail address removed]</sup> → ^([e-mail address removed])",
    )


def test_white_space_is_collapsed_but_not_the_no_break_space() -> None:
    assert collapse("\n a \t\r\n b\u00a0 c\u2009d \n") == "a b\u00a0 c\u2009d"


def test_nothing_is_raised_or_lowered_where_there_is_nothing() -> None:
    assert (raised(""), lowered("")) == ("", "")
