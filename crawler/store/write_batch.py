"""Write batches: what is written together, and how a batch that a crash cut short is taken back.

Many pages at once cost the disk hardly more than one. The order is that of safety: what grows and
what is new is on the disk, then the new files get their names, then the state says so.

Whatever was written behind the last note of the state belongs to a batch that the state knows
nothing of: before the next crawl it is cut off, and its pages are fetched again.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cleaners.files import TEMPORARY_PREFIX, NewFile
from crawler.store.output_files import cut_to, sync, whole_members
from crawler.store.sqlite import State
from crawler.store.warc_files import WARC_ENDING

# Seconds between two batches, so much work a crash can undo; pages, so that none grows too large.
SECONDS = 0.5
MOST_FILES = 64

logger = logging.getLogger(__name__)


class CannotWriteError(Exception):
    """The disk is full, or gone: what was not safe yet is given up, and nothing more is written."""


class WriteBatch:
    """Collects files, and commits them with the state; paths are kept relative to `output`."""

    def __init__(self, state: State, output: Path) -> None:
        self._state = state
        self._output = output
        self._new: list[NewFile] = []
        self._grown: set[Path] = set()
        self._removed: set[Path] = set()
        self.error: Exception | None = None

    def name_of(self, path: Path) -> str:
        """A path as the state keeps it, so that the folder can be moved."""
        return path.relative_to(self._output).as_posix()

    def begin(self, path: Path) -> None:
        """Note a file that grows before it is made: an unknown one would outlive a crash."""
        self._state.save_length(self.name_of(path), 0)
        self.flush()

    def grown(self, path: Path, length: int) -> None:
        """Note that a file has grown to `length` bytes."""
        self._state.save_length(self.name_of(path), length)
        self._grown.add(path)

    def end(self, path: Path) -> None:
        """Note that a file that grew is finished."""
        self.flush()
        self._state.forget_length(self.name_of(path))

    def add(self, new: NewFile) -> None:
        """Take a new file, which has its temporary name so far."""
        self._new.append(new)
        self._removed.discard(new.path)

    def remove(self, path: Path) -> None:
        """Remove a file with the batch, one that is new in it too."""
        self._removed.add(path.resolve())

    def has(self, path: Path) -> bool:
        """Whether a file is there, or will be."""
        path = path.resolve()
        is_there = path.is_file() or any(new.path == path for new in self._new)
        return is_there and path not in self._removed

    @property
    def is_full(self) -> bool:
        """Whether it holds so many files that it should be flushed now."""
        return len(self._new) >= MOST_FILES

    def flush(self) -> None:
        """Make everything safe that was written so far; raises `CannotWriteError`."""
        with self.writing():
            sync([*self._grown, *(new.temporary for new in self._new)])
            for new in self._new:
                new.publish()
            for path in self._removed:
                path.unlink(missing_ok=True)
            self._state.commit()
            self._clear()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Give up at the first error of the disk or the database: nothing is written after it.

        Raises `CannotWriteError`, then and whenever it is entered again.
        """
        if self.error is not None:
            raise CannotWriteError(str(self.error))
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            self.error = error
            self._forget()
            raise CannotWriteError(str(error)) from error

    def _forget(self) -> None:
        with suppress(sqlite3.Error):
            self._state.rollback()
        for new in self._new:
            new.temporary.unlink(missing_ok=True)
        self._clear()

    def _clear(self) -> None:
        self._new.clear()
        self._grown.clear()
        self._removed.clear()


def recover(state: State, output: Path) -> Path | None:
    """Cut growing files to their noted length; returns the archive file to go on with."""
    lengths = state.lengths()
    for file, length in lengths.items():
        _mend(output / file, length)
        if not file.endswith(WARC_ENDING) or not (output / file).is_file():
            state.forget_length(file)
    unfinished = [output / file for file in lengths if (output / file).name.endswith(WARC_ENDING)]
    return next((path for path in unfinished if path.is_file()), None)


def remove_temporary_files(output: Path) -> None:
    """Remove files that were being written when a run was killed."""
    for path in output.rglob(f"{TEMPORARY_PREFIX}*"):
        path.unlink()


def mend_archive(folder: Path) -> None:
    """Cut a torn record off the newest file of an archive whose state is lost."""
    files = sorted(folder.glob(f"*{WARC_ENDING}"))
    if files:
        _cut(files[-1], whole_members(files[-1]))


def _mend(path: Path, length: int) -> None:
    if not path.is_file():
        return
    if path.stat().st_size < length:
        # Not of our doing: a copy that was cut short, or a disk that lost what it had promised.
        logger.warning("%s is shorter than it was; what is whole of it is used", path)
        length = whole_members(path) if path.name.endswith(WARC_ENDING) else _whole_lines(path)
    _cut(path, length)
    if not length:
        path.unlink()


def _cut(path: Path, length: int) -> None:
    if more := cut_to(path, length):
        logger.info("%s: %d bytes of an unfinished step taken back", path, more)


def _whole_lines(path: Path) -> int:
    return path.read_bytes().rfind(b"\n") + 1
