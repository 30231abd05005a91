"""Files of the output folder: onto the disk together, and those that only grow."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cleaners.packing import member_ends

# The file system joins what is asked for at the same time into one write of its journal.
_THREADS = ThreadPoolExecutor(8)


@dataclass(frozen=True, slots=True)
class OutputPaths:
    """Where a run writes: the output folder, and its feed, which is made when it is needed."""

    output: Path
    feed: Path


def sync(paths: Iterable[Path]) -> None:
    """Return when all of these files are on the disk; many cost hardly more than one."""
    list(_THREADS.map(_sync, paths))


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


class GrowingFile:
    """A file that is only appended to; `length` is how far it is written."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        self.length = os.fstat(self._file).st_size

    def append(self, data: bytes) -> int:
        """Write all of it; returns where it begins."""
        start, rest = self.length, memoryview(data)
        while rest:
            rest = rest[os.write(self._file, rest) :]
        self.length += len(data)
        return start

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def cut_to(path: Path, length: int) -> int:
    """Cut off what lies behind `length`; returns how many bytes that were."""
    if not path.is_file():
        return 0
    more = max(path.stat().st_size - length, 0)
    if more:
        os.truncate(path, length)
    return more


def whole_members(path: Path) -> int:
    """How far a file of gzip members goes before one that is torn."""
    with path.open("rb") as file:
        return max(member_ends(file), default=0)
