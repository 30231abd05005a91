"""Files of the output folder: new ones, seen whole or not at all, and ones that only grow."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

TEMPORARY_PREFIX = ".tmp-"
# The file system joins what is asked for at the same time into one write of its journal.
_THREADS = ThreadPoolExecutor(8)

PIECE_BYTES = 1 << 20
GZIP_WINDOW = zlib.MAX_WBITS + 16


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file under a temporary name; `replaced` goes when it gets its own."""

    temporary: Path
    path: Path
    replaced: Path | None = None

    def publish(self) -> None:
        """Give it its name."""
        self.temporary.replace(self.path)
        if self.replaced is not None:
            self.replaced.unlink(missing_ok=True)


def write_new(path: Path, text: str, replaced: Path | None = None) -> NewFile:
    """Write a file that nobody sees yet; its folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{uuid4().hex}")
    try:
        with temporary.open("x", encoding="utf-8") as file:
            file.write(text)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return NewFile(temporary, path, replaced)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is seen complete or not at all, also after a power failure."""
    new = write_new(path, text)
    sync([new.temporary])
    new.publish()


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
        """No more will come."""
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
    whole, position = 0, 0
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    with path.open("rb") as file:
        while data := file.read(PIECE_BYTES):
            while data:
                try:
                    _drain(unpacker, data)
                except zlib.error:
                    return whole
                position += len(data) - len(unpacker.unused_data)
                data = unpacker.unused_data
                if unpacker.eof:
                    whole, unpacker = position, zlib.decompressobj(GZIP_WINDOW)
    return whole


def skip_member(file: BinaryIO) -> None:
    """Move behind the gzip member that begins here; raises `EOFError`, `zlib.error`."""
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    while not unpacker.eof:
        data = file.read(PIECE_BYTES)
        if not data:
            raise EOFError
        _drain(unpacker, data)
    file.seek(-len(unpacker.unused_data), os.SEEK_CUR)


def _drain(unpacker: zlib._Decompress, data: bytes) -> None:
    """Unpack without keeping: a record may unpack to gigabytes."""
    unpacker.decompress(data, PIECE_BYTES)
    while unpacker.unconsumed_tail:
        unpacker.decompress(unpacker.unconsumed_tail, PIECE_BYTES)
