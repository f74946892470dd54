"""A problem names place, fault and way out; problems come in one order."""

import pickle

from generator.problems import Fault, Problem, Severity, error, errors, ordered, warning


def test_a_problem_is_printed_path_first_and_hint_last() -> None:
    assert error("a/b.md", 3, "code", "It is wrong.", "Mend it.").text() == "a/b.md:3: code: It is wrong.\n  Mend it."
    assert error("a/b.md", None, "code", "It is wrong.", "Mend it.").text() == "a/b.md: code: It is wrong.\n  Mend it."


def test_an_error_stops_a_build_and_a_warning_does_not() -> None:
    stops, warns = error("a", 1, "x", "m", "h"), warning("a", 1, "x", "m", "h")
    assert (stops.severity, warns.severity) == (Severity.ERROR, Severity.WARNING)
    assert (str(stops.severity), str(warns.severity)) == ("error", "warning")
    assert errors([warns, stops, warns]) == [stops]


def test_problems_are_ordered_by_file_line_code_and_message_each_once() -> None:
    def made(path: str, line: int | None, code: str = "c", message: str = "m") -> Problem:
        return error(path, line, code, message, "h")

    expected = [
        made("a", None, "z"),
        made("a", 1),
        made("a", 2),
        made("a", 10),
        made("a", 10, message="n"),
        made("a", 10, "d", "a"),
        made("b", 1),
    ]
    assert ordered([*reversed(expected), made("a", 2)]) == expected


def test_a_fault_carries_its_problem() -> None:
    problem = error("a", 1, "x", "m", "h")
    assert Fault(problem).problem is problem
    assert str(Fault(problem)) == problem.text()


def test_a_fault_is_the_same_in_another_process() -> None:
    fault = Fault(error("a", 1, "x", "m", "h"), warning("b", None, "y", "m", "h"))
    sent = pickle.loads(pickle.dumps(fault))
    assert (sent.problems, str(sent)) == (fault.problems, str(fault))
