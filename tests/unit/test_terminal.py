"""Problems, tables and progress as text: the same in every file, for people by file and in places that editors open."""

from pathlib import Path

import pytest

from generator.problems import error, warning
from generator.terminal import Look, counts, problems, progress, table

FOUND = [
    warning("content/b.md", None, "other-code", "it is doubtful.", "Look again."),
    error("content/a.md", 3, "some-code", "it is wrong.", "Mend it."),
    warning("content/a.md", 1, "other-code", "it is doubtful.", "Look again."),
]
ROOT = Path("edition").absolute()


def test_a_program_reads_one_line_for_each_problem_and_one_for_its_way_out() -> None:
    assert list(problems(FOUND, ROOT, Look())) == [
        "content/a.md:1: warning 1: other-code: it is doubtful.\n  Look again.",
        "content/a.md:3: error 2: some-code: it is wrong.\n  Mend it.",
        "content/b.md: warning 3: other-code: it is doubtful.\n  Look again.",
    ]


def test_a_person_reads_them_by_file_in_places_as_seen_from_here() -> None:
    assert "\n".join(problems(FOUND, ROOT, Look(person=True))) == "\n".join(
        [
            "edition/content/a.md  1 error, 1 warning",
            "edition/content/a.md:1:1: warning 1 other-code: it is doubtful.",
            "    Look again.",
            "edition/content/a.md:3:1: error 2 some-code: it is wrong.",
            "    Mend it.",
            "",
            "edition/content/b.md  1 warning",
            "edition/content/b.md: warning 3 other-code: it is doubtful.",
            "    Look again.",
            "",
        ]
    )


def test_colours_stand_around_words_and_never_in_a_place() -> None:
    shown = "\n".join(problems(FOUND, ROOT, Look(person=True, colours=True)))
    assert "\x1b[31;1merror 2\x1b[0m" in shown
    assert f"{Path('edition/content/a.md')}:3:1: \x1b[" in shown


def test_counts_leave_out_what_there_is_none_of() -> None:
    assert counts(FOUND) == "1 error, 2 warnings"
    assert counts(FOUND[:1]) == "1 warning"


def test_cells_of_a_table_stand_below_each_other() -> None:
    assert table([("a", "long", ""), ("longer", "b", "c")]) == ["a       long", "longer  b     c"]
    assert table([]) == []
    assert table([("a\x1b[31m", "b")]) == ["a<U+001B>[31m  b"]


@pytest.mark.parametrize(
    ("done", "of", "seconds", "said"),
    [
        (0, 10, 5.0, "Reading …"),
        (0, 0, 5.0, "Reading …"),
        (1, 4, 10.0, "Reading: 25 %, 30 s left"),
        (1, 10, 10.0, "Reading: 10 %, 1 min 30 s left"),
        (4, 4, 10.0, "Reading: 100 %, 0 s left"),
    ],
)
def test_progress_says_how_long_it_will_take(done: int, of: int, seconds: float, said: str) -> None:
    assert progress("Reading", done, of, seconds) == said
    assert progress("Reading\x07", done, of, seconds) == said.replace("Reading", "Reading<U+0007>")
