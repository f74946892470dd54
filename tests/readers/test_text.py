"""From bytes to text: what is refused, what is repaired, what is left alone."""

import pytest

from generator.readers import _text
from generator.readers.record import Unreadable

REFUSED = (
    (b"", "seed-empty"),
    (b" \r\n\t", "seed-empty"),
    (b"\xef\xbb\xbf\n", "seed-empty"),
    ("\u200b\u00a0\n".encode(), "seed-empty"),
    (b"text\0more", "seed-binary"),
    (b"%PDF-1.7", "seed-binary"),
    (b"PK\x03\x04", "seed-binary"),
    (b"caf\xe9 noir", "seed-encoding"),
    (b"\xed\xa0\x80", "seed-encoding"),
    ("café".encode()[:-1], "seed-cut"),
    ("text".encode("utf-16"), "seed-encoding"),
)

REPAIRED = (
    ("Copyright Â© 2018", "Copyright © 2018", ("Â© → ©",)),
    ("Â© and Â© again", "© and © again", ("Â© → ©",)),
    ("patientâ€™s and RenÃ©", "patient’s and René", ("â€™ → ’", "Ã© → é")),
    ("voilÃ  le serum", "voilà le serum", ("Ã  → à",)),
    ("dÃ©jÃ  vu", "déjà vu", ("Ã©jÃ  → éjà",)),
    ("&lt;5% &amp; &quot;x&quot;", '<5% & "x"', ("&lt; → <", "&amp; → &", '&quot; → "')),
    ("&#x2265; 3 and &#176;C", "≥ 3 and °C", ("&#x2265; → ≥", "&#176; → °")),
    ("&amp;lt;5", "<5", ("&amp;lt; → <",)),
    ("5&nbsp;mg", "5\u00a0mg", ("&nbsp; → U+00A0",)),
    ("a&#10;b", "a b", ("&#10; → space",)),
    ("one\u2028two \u2029three", "one two three", ("U+2028 → space", "U+2029 → space")),
    ("one\u000cpage", "one page", ("U+000C → space",)),
    ("a\u200bb\u00adc\ufeffd", "abcd", ("U+200B → removed", "U+00AD → removed", "U+FEFF → removed")),
    ("\u202eevil\u202c", "evil", ("U+202E → removed", "U+202C → removed")),
    ("bell\x07", "bell\ufffd", ("U+0007 → U+FFFD",)),
    ("&#64; is a sign", "@ is a sign", ("&#64; → @",)),
)

UNTOUCHED = (
    "“curly” ‘quotes’ and ﬁ ligatures",
    "7·4, 12 176, ³ 2, 109/L, 10⁹, 10^9",
    "5\u00a0mg and 10\u202f000",
    "<i>in vitro</i> and AT&T; &unknown; R&D",
    "*stars* _lines_ [1] \\ ` # tabs\tstay",
    "Ménière, Behçet, Ångström, naïve",
    "p < 0.05 & q > 3 @ 4 °C",
    "first  double  spaces \nand wraps ",
)

ADDRESSES = (
    ("Utopia. Electronic address: a.b@nowhere.example.", "Utopia."),
    ("Utopia Electronic address: a.b@nowhere.example.", "Utopia."),
    ("Utopia. Electronic addresses: a@no.example; b@no.example.", "Utopia."),
    ("Utopia. a.b+c@no-where.example", "Utopia."),
    ("Utopia. a_b@nowhere.example.", "Utopia."),
    ("Utopia; a@no.example; Erewhon.", "Utopia; Erewhon."),
    ("Utopia (e-mail: a@no.example).", "Utopia."),
    ("Utopia. Email: a@no.example and b@no.example. Erewhon.", "Utopia. Erewhon."),
    ("Utopia. Electronic address: [email\u00a0protected].", "Utopia."),
    ("Utopia. Electronic address: mailto:a@no.example.", "Utopia."),
    ("Utopia. Electronic address: https://no.example/me.", "Utopia."),
    ("Utopia. a(at)no.example", "Utopia."),
    ("a@no.example", ""),
    ("Utopia.", "Utopia."),
)


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        _text.decode(data)
    assert caught.value.refusal.code == code
    assert caught.value.refusal.hint


def test_the_place_of_a_wrong_byte_counts_the_bom() -> None:
    with pytest.raises(Unreadable) as caught:
        _text.decode(b"\xef\xbb\xbfone\ntwo\xff!")
    assert caught.value.refusal.line == 2
    assert "byte 10 (0xFF, in line 2)" in caught.value.refusal.message


def test_line_ends_become_one_kind() -> None:
    assert _text.decode(b"\xef\xbb\xbfa\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(("before", "after", "repairs"), REPAIRED)
def test_repaired(before: str, after: str, repairs: tuple[str, ...]) -> None:
    assert _text.repair(before) == _text.Repaired(after, repairs)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_untouched(text: str) -> None:
    assert _text.repair(text) == _text.Repaired(text, ())


@pytest.mark.parametrize(("before", "after"), ADDRESSES)
def test_addresses_are_dropped_with_their_clause(before: str, after: str) -> None:
    assert _text.drop_addresses(_text.repair(before).text) == after


def test_an_address_in_running_text_is_replaced_and_the_repair_does_not_hold_it() -> None:
    text = _text.repair("Write to Ã©va.a@nowhere.example, or do not.").text
    assert text == f"Write to {_text.ADDRESS}, or do not."
    assert _text.address_repairs((None, text)) == (_text.ADDRESS_REPAIR,)
    assert _text.address_repairs(("nothing", None)) == ()


def test_no_repair_holds_an_address() -> None:
    repairs = _text.repair("Ã©a@nowhere.exampleÃ© and â€œa@nowhere.exampleâ€œ").repairs
    assert repairs
    assert "nowhere" not in "".join(repairs)
