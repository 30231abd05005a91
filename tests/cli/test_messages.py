"""What stands on standard error."""

from __future__ import annotations

import io

import pytest

from cleaners.cli.clean_record import Cleaned, NoStory, Outcome
from cleaners.cli.messages import Report, printable
from cleaners.intake.record import Failure, Place

PLACE = Place("a.jsonl", 3)
GOOD = Cleaned(PLACE, "")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def report(*outcomes: Outcome, stream: io.StringIO | None = None) -> list[str]:
    """The lines told of these outcomes."""
    stream = stream or io.StringIO()
    with Report(stream, with_bar=False) as told:
        for outcome in outcomes:
            told.count(outcome)
    return stream.getvalue().splitlines()


def test_one_cleaned_record_is_not_talked_about() -> None:
    """The article says enough."""
    assert report(GOOD) == []


def test_several_records_are_summed_up() -> None:
    """At the end, in one line."""
    lines = report(GOOD, NoStory(PLACE, "no story"), Failure(PLACE, "broken"), GOOD)
    assert lines[-1].startswith("clean-file: cleaned 2, without a story 1, failed 1, ")


def test_a_terminal_always_sees_the_sum() -> None:
    """Somebody is watching."""
    assert len(report(GOOD, stream=Terminal())) == 1


def test_a_failure_is_one_line() -> None:
    """Name of the command, file and record, reason."""
    assert report(Failure(PLACE, "broken\nin two")) == ["clean-file: a.jsonl#3: broken in two"]


@pytest.mark.parametrize(
    "text", ["\x1b]0;title\x07", "a\rb", "a\x9b31m", "\u202egpj.exe", "\ud800"]
)
def test_nothing_moves_the_cursor(text: str) -> None:
    """Names of files are written by others."""
    assert printable(text).isprintable()


def test_a_long_message_is_cut() -> None:
    """Parsers quote what they can't read."""
    assert len(printable("x" * 10_000)) < 600
