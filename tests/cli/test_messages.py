"""What stands on standard error."""

from __future__ import annotations

import io

import pytest

from cleaners.cli.clean_record import Cleaned, NoStory, Outcome
from cleaners.cli.messages import Report
from cleaners.cli.shown_text import printable
from cleaners.intake.record import Failure, Place

PLACE = Place("a.jsonl", 3)
GOOD = Cleaned(PLACE, "")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def report(
    *outcomes: Outcome, stream: io.StringIO | None = None, is_quiet: bool = False
) -> list[str]:
    """The lines told of these outcomes."""
    stream = stream or io.StringIO()
    with Report(stream, with_bar=False, is_quiet=is_quiet) as told:
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


def test_a_warning_is_told_and_not_counted() -> None:
    """What it is about was cleaned."""
    lines = report(GOOD, Failure(PLACE, "a wrong checksum", is_warning=True), GOOD)
    assert lines[0] == "clean-file: a.jsonl#3: warning: a wrong checksum"
    assert lines[-1].startswith("clean-file: cleaned 2, without a story 0, failed 0, ")


def test_equal_messages_of_a_file_are_told_twenty_times() -> None:
    """Then their number; those of other files and other messages are told all the same."""
    alike = [Failure(Place("a.jsonl", n), f"no JSON: column {n}") for n in range(1, 1001)]
    lines = report(
        *alike,
        Failure(Place("a.jsonl", 1001), "empty"),
        Failure(Place("b.jsonl", 1), "no JSON: column 5"),
    )
    assert lines[21] == "clean-file: a.jsonl: 980 more such messages: no JSON: column 0"
    assert len(lines) == 20 + 2 + 1 + 1 + 1


def test_reasons_are_summed_up_over_all_files() -> None:
    """The most frequent first, each with its first example; a single one was told already."""
    pages = [NoStory(Place(f"{n}.html"), f"no story among {n} blocks of text") for n in range(3)]
    broken = [Failure(Place(f"{name}.gz"), "it can not be unpacked") for name in "ab"]
    lines = report(*broken, *pages, Failure(Place("c"), "empty"), GOOD)
    assert lines[-3:-1] == [
        "clean-file: 3 times, such as 0.html: no story among 0 blocks of text",
        "clean-file: 2 times, such as a.gz: it can not be unpacked",
    ]


def test_records_passed_over_are_counted() -> None:
    """They are in no other sum."""
    stream = io.StringIO()
    with Report(stream, with_bar=False) as told:
        for outcome in (GOOD, GOOD):
            told.count(outcome)
        told.pass_over()
    assert "cleaned 2, without a story 0, failed 0, passed over 1, " in stream.getvalue()


def test_quiet_tells_of_failures_alone() -> None:
    """Neither warnings nor sums."""
    warning = Failure(PLACE, "a wrong checksum", is_warning=True)
    lines = report(GOOD, warning, Failure(PLACE, "broken"), GOOD, is_quiet=True)
    assert lines == ["clean-file: a.jsonl#3: broken"]


@pytest.mark.parametrize(
    "text", ["\x1b]0;title\x07", "a\rb", "a\x9b31m", "\u202egpj.exe", "\ud800"]
)
def test_nothing_moves_the_cursor(text: str) -> None:
    """Names of files are written by others."""
    assert printable(text).isprintable()


def test_a_long_message_is_cut() -> None:
    """Parsers quote what they can't read."""
    assert len(printable("x" * 10_000)) < 600
