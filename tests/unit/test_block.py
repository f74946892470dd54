"""What is written fast is what PyYAML writes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.block import Odd, block
from generator.frontmatter import dump, dump_in_full

SIGNS = "ab:-#[]{}&*!|>'\" ?,%@`~=<.0123456789+eEyYnNoOtT_\u00a0é\U0001f600"
WORDS = (
    "true No null ~ 1:30 0x1F 1e3 2008-01-02 2008 900000389 --- ... -a ...a - ? ?a : a: a:b a#b = << '' a'b "
    "10.5555/made-up.388 Clin|Immunol"
).split()
TEXTS = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=8),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=8),
    st.sampled_from([*WORDS, "- a", "--- a", "? a", "a: b", "a #b", "", " a", "a "]),
)
KEYS = st.sampled_from(["a", "id", "authors_complete", "b-c", "x_1"])
TREES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
def test_a_mapping_is_written_as_pyyaml_writes_it(data: dict[str, Any]) -> None:
    assert dump(data) == dump_in_full(data)


@given(st.lists(TEXTS, max_size=5))
def test_texts_of_one_line_need_no_pyyaml(texts: list[str]) -> None:
    data: dict[str, Any] = {"texts": texts, "none": None, "pair": (1, True), "empty": {}}
    assert block(data, lambda text: False).splitlines()[0] == ("texts:" if texts else "texts: []")


ODD: list[dict[Any, Any]] = [
    {},
    {"a": "b\nc"},
    {"a": "\t"},
    {"a": "\u2028"},
    {"a": 1.5},
    {"": "a"},
    {1: "a"},
    {"a b": "c"},
]


@pytest.mark.parametrize("data", ODD)
def test_what_is_odd_is_left_to_pyyaml(data: dict[Any, Any]) -> None:
    with pytest.raises(Odd):
        block(data, lambda text: False)
    assert dump(data) == dump_in_full(data)


def test_a_key_that_reads_as_a_truth_value_is_left_to_pyyaml() -> None:
    with pytest.raises(Odd):
        block({"no": "a"}, lambda text: text == "no")
    assert dump({"no": "a"}) == "'no': a\n"
