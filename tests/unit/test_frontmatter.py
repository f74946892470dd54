"""Settings are strings with line numbers; what YAML would make of them otherwise never happens."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frontmatter import MAX_DEPTH, dump, join, parse, parse_yaml, scalar
from generator.problems import Fault, Problem


def fault_of(text: str, *, whole_file: bool = False) -> Problem:
    with pytest.raises(Fault) as caught:
        (parse if whole_file else parse_yaml)(text, "content/x.md")
    return caught.value.problem


VALUES = [
    ("no", "no"),
    ("Yes", "Yes"),
    ("true", "true"),
    ("012", "012"),
    ("0x1F", "0x1F"),
    ("1:30", "1:30"),
    ("1e3", "1e3"),
    ("2008-01-02", "2008-01-02"),
    ("2008", "2008"),
    (".5", ".5"),
    (".inf", ".inf"),
    ("=", "="),
    ("<<", "<<"),
    ("'it''s'", "it's"),
    ('"a\\tb"', "a\tb"),
    ("a # a comment", "a"),
    ("a#b", "a#b"),
    ("", None),
    ("~", None),
    ("null", None),
    ("NULL", None),
    ("Null", None),
    ("'null'", "null"),
    ("''", ""),
    ('"~"', "~"),
    ("none", "none"),
    ("[a, 1, ~, 'null']", ["a", "1", None, "null"]),
    ("{a: 1, b: [no]}", {"a": "1", "b": ["no"]}),
    ("[]", []),
    ("{}", {}),
    ("|\n  one\n  two", "one\ntwo\n"),
    (">-\n  one\n  two", "one two"),
    ("one\n  two", "one two"),
]


@pytest.mark.parametrize(("written", "expected"), VALUES)
def test_a_value_is_the_string_that_stands_in_the_file(written: str, expected: Any) -> None:
    assert parse_yaml(f"key: {written}\n", "x").data == {"key": expected}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n"])
def test_empty_settings_are_an_empty_mapping(text: str) -> None:
    assert parse_yaml(text, "x").data == {}


def test_each_key_and_item_has_its_line() -> None:
    text = "a: 1\nb:\n  - c: 2\n    d:\n      3\n  - e\nf: [g,\n  h]\n"
    assert parse_yaml(text, "x", first_line=2).lines == {
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 0, "c"): 4,
        ("b", 0, "d"): 5,
        ("b", 1): 7,
        ("f",): 8,
        ("f", 0): 8,
        ("f", 1): 9,
    }


FAULTS = [
    ("a: 1\na: 2\n", 2, "key-twice", "first in line 1"),
    ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "key-twice", "`b` is given twice (first in line 2)"),
    ("a: &x 1\nb: *x\n", 1, "yaml-alias", "not read"),
    ("b: *x\n", 1, "yaml-alias", "not read"),
    ("a: 1\n&x b: 1\n", 2, "yaml-alias", "not read"),
    ("a: &x [1]\n", 1, "yaml-alias", "not read"),
    ("a: 1\nb: !!int 2\n", 2, "yaml-tag", "tag:yaml.org,2002:int"),
    ("a: !python/object:os.system {}\n", 1, "yaml-tag", "!python/object"),
    ("a: !x [1]\n", 1, "yaml-tag", "!x"),
    ("? [a]\n: 1\n", 1, "yaml-key", "not a plain word"),
    ("{{ a }}: 1\n", 1, "yaml-key", "not a plain word"),
    ("a: 1\n---\nb: 2\n", 2, "yaml-documents", "second"),
    ("- a\n", 1, "yaml-not-a-mapping", "key: value"),
    ("word\n", 1, "yaml-not-a-mapping", "key: value"),
    ("a: 1\nb: [1\nc: 2\n", 3, "yaml-syntax", "cannot be read"),
    ("a: b: c\n", 1, "yaml-syntax", "cannot be read"),
    ('a: 1\nb: "open\n', 3, "yaml-syntax", "cannot be read"),
    ("a: 1\n\tb: 2\n", 2, "yaml-syntax", "cannot be read"),
    ("a: @b\n", 1, "yaml-syntax", "cannot be read"),
    ("a: \x01\n", 1, "yaml-syntax", "cannot be read"),
]


@pytest.mark.parametrize(("text", "line", "code", "message"), FAULTS)
def test_a_fault_names_its_line(text: str, line: int, code: str, message: str) -> None:
    problem = fault_of(text)
    assert (problem.path, problem.line, problem.code) == ("content/x.md", line, code)
    assert message in problem.message
    assert problem.hint


def nested(depth: int) -> str:
    return "a: " + "[" * depth + "]" * depth + "\n"


def test_nesting_has_a_limit() -> None:
    assert parse_yaml(nested(MAX_DEPTH), "x").data
    assert fault_of(nested(MAX_DEPTH + 1)).code == "yaml-depth"
    assert fault_of(nested(5_000)).code in ("yaml-depth", "yaml-syntax")  # newer versions of libyaml have a limit too
    assert fault_of("\n".join("  " * i + "a:" for i in range(30))).line == MAX_DEPTH + 2


def test_a_file_is_settings_and_a_body_that_knows_its_line() -> None:
    document = parse("---\na: 1\n---\n\nBody.\n---\nMore.\n", "x")
    assert document.data == {"a": "1"}
    assert document.lines == {("a",): 2}
    assert document.body == "\nBody.\n---\nMore.\n"
    assert document.body_line == 4


def test_fences_may_have_blanks_behind_them() -> None:
    assert parse("--- \na: 1\n---\t\nBody", "x").body == "Body"


FILES = [
    ("a: 1\n---\n", 1, "settings-missing"),
    ("", 1, "settings-missing"),
    (" ---\na: 1\n---\n", 1, "settings-missing"),
    ("---\na: 1\n", 1, "settings-open"),
    ("---\na: 1\n ---\n", 1, "settings-open"),
    ("---\na: 1\na: 2\n---\n", 3, "key-twice"),
    ("---\n\n- a\n---\n", 2, "yaml-not-a-mapping"),
]


@pytest.mark.parametrize(("text", "line", "code"), FILES)
def test_a_fault_of_a_file_names_its_line(text: str, line: int, code: str) -> None:
    problem = fault_of(text, whole_file=True)
    assert (problem.line, problem.code) == (line, code)


def test_what_is_dumped_keeps_its_order_and_has_a_scalar_a_line() -> None:
    data = {"b": "no", "a": ["012", None, "x: y"], "c": {}, "long": "word " * 60 + "end"}
    assert dump(data) == f"b: 'no'\na:\n- '012'\n- null\n- 'x: y'\nc: {{}}\nlong: {data['long']}\n"


def test_a_joined_file_ends_in_one_newline() -> None:
    assert join({"a": "1"}, "\n\nBody.\n\n") == "---\na: '1'\n---\n\nBody.\n"
    assert join({"a": "1"}, " \n") == "---\na: '1'\n---\n"


STRINGS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("-:#~ \n'\"&*!|>[]{}0n\u0085\u2028")), max_size=12
)
TREES = st.recursive(
    STRINGS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
    max_leaves=8,
)
SETTINGS = st.dictionaries(STRINGS, TREES, max_size=3)


@given(SETTINGS)
def test_what_is_dumped_is_parsed_again(data: dict[str, Any]) -> None:
    assert parse_yaml(dump(data), "x").data == data


@given(st.dictionaries(STRINGS, STRINGS, max_size=3), st.text(st.sampled_from("ab-\n #"), max_size=12))
def test_what_is_joined_is_parsed_again(data: dict[str, Any], body: str) -> None:
    document = parse(join(data, body), "x")
    assert document.data == data
    assert document.body.strip("\n") == (body.strip("\n") if body.strip() else "")


@given(st.text(st.sampled_from("ab:-#[]{}&*!|>'\"\n\t ?,%@`~"), max_size=25))
def test_no_text_raises_anything_but_a_fault(text: str) -> None:
    with suppress(Fault):
        parse_yaml(text, "x")


@given(STRINGS)
def test_a_scalar_is_one_line_that_reads_back(text: str) -> None:
    written = scalar(text)
    assert "\n" not in written
    assert parse_yaml(f"key: {written}\n", "x").data == {"key": text}
