"""What the user sees on standard error: messages, a progress bar, a closing line."""

from __future__ import annotations

import re
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from cleaners.cli.clean_record import Cleaned, NoStory, Outcome

if TYPE_CHECKING:
    from rich.progress import Progress

_NAME = "clean-file"
_LONGEST = 500  # characters of a message; parsers quote what they can't read

# Control characters would move the cursor of a terminal; file names and pages may hold them.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]+")


class Report:
    """Counts outcomes and tells of those that are no article."""

    def __init__(self, stream: TextIO, *, with_bar: bool) -> None:
        self.cleaned = 0
        self.without_story = 0
        self.failed = 0
        self._stream = stream
        self._started = time.monotonic()
        self._bar = Bar() if with_bar else None

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
        if kind is None and (self._stream.isatty() or self.records > 1):
            self._say(self._summary())

    @property
    def records(self) -> int:
        """Records seen so far."""
        return self.cleaned + self.without_story + self.failed

    def count(self, outcome: Outcome) -> None:
        """Count an outcome; one line for each that is no article."""
        if isinstance(outcome, Cleaned):
            self.cleaned += 1
        else:
            self._say(f"{_NAME}: {outcome.place}: {outcome.message}")
            if isinstance(outcome, NoStory):
                self.without_story += 1
            else:
                self.failed += 1
        if self._bar:
            self._bar.show(self._counts())

    def _counts(self) -> str:
        return (
            f"cleaned {self.cleaned:,}, without a story {self.without_story:,}, "
            f"failed {self.failed:,}"
        )

    def _summary(self) -> str:
        return f"{_NAME}: {self._counts()}, {time.monotonic() - self._started:.1f} s"

    def _say(self, line: str) -> None:
        line = printable(line)
        if self._bar:
            self._bar.print(line)
        else:
            print(line, file=self._stream, flush=True)


class Bar:
    """A line that moves while the work goes on; how much is left is not known."""

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
        self._started = time.monotonic()

    def start(self) -> None:
        """Show it."""
        self._progress.start()

    def stop(self) -> None:
        """Take it away."""
        self._progress.stop()

    def show(self, counts: str) -> None:
        """One more record; `counts` is what stands on the line."""
        self._shown += 1
        speed = self._shown / max(time.monotonic() - self._started, 0.001)
        self._progress.update(self._task, description=counts, speed=f"{speed:,.0f} records/s")

    def print(self, line: str) -> None:
        """A line above it."""
        self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


def printable(text: str) -> str:
    r"""One line that is safe to show.

    >>> printable("a\x1b[2J\nb")
    'a [2J b'
    """
    line = _UNPRINTABLE.sub(" ", text)
    return line if len(line) <= _LONGEST else line[:_LONGEST] + " …"
