"""What the user sees on standard error: messages, a progress bar, a closing line."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from cleaners.cli.clean_record import Cleaned, NoStory, Outcome
from cleaners.cli.shown_text import printable
from cleaners.intake.record import Failure, readable

if TYPE_CHECKING:
    from rich.progress import Progress

_NAME = "clean-file"
_MOST_ALIKE = 20  # messages of one file
_MOST_REASONS = 1_000  # reasons that are counted
_REASONS_TOLD = 10
_FIGURES = re.compile(r"\d+")


class Report:
    """Counts outcomes and tells of those that are no article.

    Of messages of one file that differ in nothing but figures the first 20 are told, and then how
    many more there were; at the end the reasons, the most frequent first. `is_quiet` leaves the
    failures alone: no warning, no bar, no sums.
    """

    def __init__(self, stream: TextIO, *, with_bar: bool, is_quiet: bool = False) -> None:
        self.cleaned = 0
        self.without_story = 0
        self.failed = 0
        self._stream = stream
        self._started = time.monotonic()
        self._is_quiet = is_quiet
        self._bar = Bar() if with_bar and not is_quiet else None
        self._alike: Counter[str] = Counter()  # messages of the file that was told of last
        self._told_of = ""
        self._reasons: Counter[str] = Counter()
        self._examples: dict[str, str] = {}
        self._passed_over = 0
        self._file = ""

    def expect(self, sources: Sequence[str]) -> None:
        """Find out how many files there are, for the bar alone."""
        if self._bar:
            Thread(target=self._bar.expect, args=(sources,), daemon=True).start()

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()
        self._tell_rest()
        if kind is None and not self._is_quiet and (self._stream.isatty() or self.records > 1):
            self._tell_reasons()
            self._say(self._summary())

    @property
    def records(self) -> int:
        """Records seen so far."""
        return self.cleaned + self.without_story + self.failed

    def pass_over(self) -> None:
        """Count a record that need not be cleaned."""
        self._passed_over += 1

    def count(self, outcome: Outcome) -> None:
        """Count an outcome; one line for each that is no article."""
        if isinstance(outcome, Cleaned):
            self.cleaned += 1
        else:
            self._tell(outcome)
            if isinstance(outcome, NoStory):
                self.without_story += 1
            else:
                self.failed += not outcome.is_warning
        if self._bar:
            is_new = outcome.place.path != self._file
            self._file = outcome.place.path
            self._bar.show(self._counts(), is_new_file=is_new)

    def _tell(self, outcome: NoStory | Failure) -> None:
        is_warning = isinstance(outcome, Failure) and outcome.is_warning
        if is_warning and self._is_quiet:
            return
        if outcome.place.path != self._told_of:
            self._tell_rest()
            self._told_of = outcome.place.path
        reason = _FIGURES.sub("0", outcome.message)
        if not is_warning:
            self._count_reason(reason, outcome)
        self._alike[reason] += 1
        if self._alike[reason] <= _MOST_ALIKE:
            kind = "warning: " if is_warning else ""
            self._say(f"{_NAME}: {outcome.place}: {kind}{outcome.message}")

    def _count_reason(self, reason: str, outcome: NoStory | Failure) -> None:
        if reason not in self._examples and len(self._examples) >= _MOST_REASONS:
            reason = "other reasons"
        self._reasons[reason] += 1
        self._examples.setdefault(reason, f"{outcome.place}: {outcome.message}")

    def _tell_rest(self) -> None:
        """How many messages of a file were not told."""
        for message, count in self._alike.items():
            if count > _MOST_ALIKE:
                more = f"{count - _MOST_ALIKE:,} more such messages: {message}"
                self._say(f"{_NAME}: {readable(self._told_of)}: {more}")
        self._alike.clear()

    def _tell_reasons(self) -> None:
        """The reasons that several records share."""
        for reason, count in self._reasons.most_common(_REASONS_TOLD):
            if count > 1:
                self._say(f"{_NAME}: {count:,} times, such as {self._examples[reason]}")

    def _counts(self) -> str:
        return (
            f"cleaned {self.cleaned:,}, without a story {self.without_story:,}, "
            f"failed {self.failed:,}"
        )

    def _summary(self) -> str:
        passed = f", passed over {self._passed_over:,}" if self._passed_over else ""
        return f"{_NAME}: {self._counts()}{passed}, {time.monotonic() - self._started:.1f} s"

    def _say(self, line: str) -> None:
        line = printable(line)
        if self._bar:
            self._bar.print(line)
        else:
            print(line, file=self._stream, flush=True)


class Bar:
    """A line that moves while the work goes on; it tells what is left once that is known."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._progress: Progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TextColumn("{task.fields[speed]}", markup=False),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("reading", total=None, speed="")
        self._shown = 0
        self._files = 0
        self._expected = 0
        self._started = time.monotonic()

    def start(self) -> None:
        """Show the bar."""
        self._progress.start()

    def stop(self) -> None:
        """Remove the bar."""
        self._progress.stop()

    def expect(self, sources: Sequence[str]) -> None:
        """Count the files of all sources."""
        from cleaners.intake.sources import count_files

        self._expected = count_files(sources)

    def show(self, counts: str, *, is_new_file: bool = False) -> None:
        """Count a record and show `counts` beside the bar."""
        self._shown += 1
        self._files += is_new_file
        elapsed = max(time.monotonic() - self._started, 0.001)
        speed = f"{self._shown / elapsed:,.0f} records/s"
        left = describe_left(self._files - 1, self._expected, elapsed)
        self._progress.update(self._task, description=counts, speed=f"{speed}{left}")

    def print(self, line: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


def describe_left(done: int, expected: int, elapsed: float) -> str:
    """How many of several files are done, their share, and the time left; empty where unknown.

    >>> describe_left(done=25, expected=100, elapsed=20.0)
    ', 25 of 100 files, 25 %, 1:00 left'
    """
    if expected < 2 or done < 1:
        return ""
    left = round(elapsed * max(expected - done, 0) / done)
    minutes, seconds = divmod(left, 60)
    share = min(done / expected, 1)
    return f", {done:,} of {expected:,} files, {100 * share:.0f} %, {minutes}:{seconds:02} left"
