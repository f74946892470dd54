"""Progress is shown to people, for long work, and leaves nothing behind."""

import io
from contextlib import redirect_stderr

import pytest

from generator.cli import steps
from generator.terminal import Look

ERASE = "\r\x1b[K"


class Terminal(io.StringIO):
    """A terminal as far as a program can tell."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be set by a test."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_long_work_tells_how_far_it_is_and_then_nothing_more(terminal: Terminal, clock: list[float]) -> None:
    with redirect_stderr(terminal), steps.progress() as tell:
        for second, done in [(0.5, 1), (2.0, 2), (2.05, 3), (3.0, 3)]:
            clock[0] = 100 + second
            tell("Making pages", done, 4)
    shown = [each for each in terminal.getvalue().split(ERASE) if each]
    assert shown == ["Making pages: 50 %, 2 s left", "Making pages: 75 %, 1 s left"]
    assert terminal.getvalue().endswith(ERASE)


def test_a_second_kind_of_work_has_a_pace_of_its_own(terminal: Terminal, clock: list[float]) -> None:
    with redirect_stderr(terminal), steps.progress() as tell:
        tell("Reading", 0, 1000)
        clock[0] = 110
        tell("Making pages", 0, 4)
        clock[0] = 112
        tell("Making pages", 1, 4)
    assert "Making pages: 25 %, 6 s left" in terminal.getvalue()


def test_short_work_tells_nothing(terminal: Terminal, clock: list[float]) -> None:
    with redirect_stderr(terminal), steps.progress() as tell:
        clock[0] += 0.9
        tell("Making pages", 3, 4)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "kind"), [(Terminal(), "dumb"), (io.StringIO(), "xterm")])
def test_programs_and_plain_terminals_get_none(
    stream: io.StringIO, kind: str, monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    monkeypatch.setenv("TERM", kind)
    with redirect_stderr(stream), steps.progress() as tell:
        clock[0] += 10
        tell("Making pages", 3, 4)
    assert stream.getvalue() == ""


def test_colours_can_be_refused(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert steps.look_of(terminal) == Look(person=True, colours=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert steps.look_of(terminal) == Look(person=True, colours=False)
    assert steps.look_of(io.StringIO()) == Look()
