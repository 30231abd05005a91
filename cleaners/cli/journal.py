"""How far a run has come, so that one that was interrupted can go on: `--resume`.

A file beside the output: a line with what was asked for, then a line for every 64 records, with
the size of the output and the records that were done. It is removed when the run is finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Self

import msgspec

from cleaners.intake.record import Failure, Place, Record

_EVERY = 64  # records


class _Line(msgspec.Struct, omit_defaults=True):
    """`arguments` is the digest of what was asked for; `done` has the last record of each file."""

    arguments: str = ""
    size: int = 0
    done: dict[str, int] = {}


class Progress(msgspec.Struct, frozen=True):
    """What an earlier run had done: how long its output was, and the last record of each file.

    Files are read one after the other, so that all but the last one are finished.
    """

    size: int = 0
    done: dict[str, int] = {}

    def left(self, items: Iterable[Record | Failure]) -> Iterator[Record | Failure]:
        """The records that were not done."""
        last = next(reversed(self.done), None)
        for item in items:
            place = item.place
            if place.path not in self.done or (
                place.path == last and place.number > self.done[last]
            ):
                yield item

    @property
    def finished(self) -> frozenset[str]:
        """Files that need not be opened again."""
        return frozenset([*self.done][:-1])


class OtherArgumentsError(Exception):
    """The interrupted run had other arguments."""


class Journal:
    """Notes records as they are done; `arguments` is what was asked for."""

    def __init__(self, path: Path, arguments: object) -> None:
        self._path = path
        self._arguments = blake2b(repr(arguments).encode("utf-8", "backslashreplace")).hexdigest()[
            :32
        ]
        self._done: dict[str, int] = {}
        self._count = 0
        self.is_begun = False  # whether anything was saved

    def read(self) -> Progress:
        """What an earlier run had done; raises `OtherArgumentsError`, `OSError`."""
        if not self._path.is_file():
            return Progress()
        size, done = 0, dict[str, int]()
        for number, text in enumerate(self._path.read_bytes().splitlines()):
            try:
                line = msgspec.json.decode(text, type=_Line)
            except msgspec.DecodeError:
                break  # the run was killed while it wrote this line
            if not number and line.arguments != self._arguments:
                raise OtherArgumentsError
            size = line.size
            for path, record in line.done.items():
                done.pop(path, None)
                done[path] = record
        return Progress(size, {_to_path(path): record for path, record in done.items()})

    def begin(self, progress: Progress) -> Self:
        """Start to note, or go on behind what an earlier run had done."""
        done = {_to_text(path): record for path, record in progress.done.items()}
        lines = [_Line(arguments=self._arguments), _Line(size=progress.size, done=done)]
        self._path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        return self

    def note(self, place: Place) -> bool:
        """A record is done; whether it is time to `save`."""
        self._done.pop(place.path, None)
        self._done[place.path] = place.number
        self._count += 1
        return self._count % _EVERY == 0

    def save(self, size: int) -> None:
        """Write down what was done; the output has `size` bytes."""
        done = {_to_text(path): record for path, record in self._done.items()}
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(_Line(size=size, done=done)) + b"\n")
        self._done.clear()
        self.is_begun = True

    def end(self) -> None:
        """The run is finished."""
        self._path.unlink(missing_ok=True)


def journal_of(output: Path) -> Path:
    """Where the journal of an output lies: beside a file, within a folder."""
    path = output.resolve()
    if path.is_dir():
        return path / ".clean-file.progress"
    return path.with_name(f".{path.name}.progress")


def _to_text(path: str) -> str:
    """A file name as JSON can carry it: bytes that are no UTF-8 as private characters."""
    return path.encode("utf-8", "surrogateescape").decode("latin-1")


def _to_path(text: str) -> str:
    return text.encode("latin-1").decode("utf-8", "surrogateescape")
