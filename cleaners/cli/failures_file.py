"""`--errors FILE`: one JSON line for each input that gave no article."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import msgspec

from cleaners.cli.clean_record import NoStory
from cleaners.intake.record import Failure, readable


class _Line(msgspec.Struct, omit_defaults=True):
    """`record` is the number within the file, `traceback` there for an unexpected error."""

    source: str
    outcome: str
    message: str
    record: int = 0
    traceback: str = ""


class FailuresFile:
    """Written line by line, so that it is there whatever becomes of the run."""

    def __init__(self, path: Path, *, goes_on: bool) -> None:
        self._file: BinaryIO = path.open("ab" if goes_on else "wb", buffering=0)

    def add(self, outcome: NoStory | Failure) -> None:
        """Write a line."""
        is_warning = isinstance(outcome, Failure) and outcome.is_warning
        kind = "no_story" if isinstance(outcome, NoStory) else "failed"
        line = _Line(
            source=readable(outcome.place.path),
            outcome="warning" if is_warning else kind,
            message=outcome.message.encode("utf-8", "backslashreplace").decode(),
            record=outcome.place.number,
            traceback=outcome.detail if isinstance(outcome, Failure) else "",
        )
        self._file.write(msgspec.json.encode(line) + b"\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()
