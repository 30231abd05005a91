"""The bytes of a file, unpacked: gzip and zstd, whole, damaged or hostile."""

from __future__ import annotations

import errno
import io
import os
import select
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleaners.packing import MAGIC_BYTES, DamagedError, Notice, unpacker_of

if TYPE_CHECKING:
    from typing_extensions import Buffer

_FILE_PIECE = 64 * 1024  # bytes
_WRITER_SECONDS = 10  # that a pipe waits for somebody to write


class Stream(io.RawIOBase):
    """Bytes to read once, from the front.

    Reading never raises. What goes wrong ends the data and stands in `problem`, so that all that
    came before it is used. `notices` has what was passed over in packed data.
    """

    def __init__(self, pieces: Iterator[bytes], notices: Sequence[Notice] = ()) -> None:
        self.problem = ""
        self.notices = notices
        self._pieces = pieces
        self._rest = memoryview(b"")

    def head(self, size: int) -> bytes:
        """The first bytes that were not read yet; they stay."""
        while len(self._rest) < size and self._fetch():
            pass
        return bytes(self._rest[:size])

    def unpacked(self) -> Stream:
        """What this gzip or zstd data holds; the data itself where it is not packed."""
        unpack = unpacker_of(self.head(MAGIC_BYTES))
        if unpack is None:
            return self
        notices: list[Notice] = []
        return Stream(unpack(self._unread(), notices), notices)

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer as far as the piece at hand goes."""
        view = memoryview(buffer).cast("B")
        while not self._rest and self._fetch():
            pass
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _fetch(self) -> bool:
        try:
            piece = next(self._pieces, None)
        except (OSError, DamagedError) as error:
            self.problem = describe(error)
            return False
        if piece:
            self._rest = memoryview(bytes(self._rest) + piece if self._rest else piece)
        return piece is not None

    def _unread(self) -> Iterator[bytes]:
        yield bytes(self._rest)
        yield from self._pieces


def open_file(path: Path) -> BinaryIO:
    """The file, to be read; raises `OSError`, also for a named pipe that nobody writes to."""
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if stat.S_ISFIFO(os.fstat(file).st_mode):
            waiting = select.poll()
            waiting.register(file, select.POLLIN)
            if not waiting.poll(1000 * _WRITER_SECONDS):
                raise OSError(errno.ENXIO, "nobody writes to this pipe")  # noqa: TRY301
        os.set_blocking(file, True)
        return os.fdopen(file, "rb")
    except BaseException:
        os.close(file)
        raise


def open_stream(file: BinaryIO) -> Stream:
    """The file as it is."""
    return Stream(iter(lambda: file.read(_FILE_PIECE), b""))


def describe(error: OSError | DamagedError) -> str:
    """The sentence on a file that can't be read to its end."""
    if isinstance(error, DamagedError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    return f"can't be read: {error.strerror or error}; check the file and its permissions"
