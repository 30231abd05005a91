"""A file that is being written, so that a run that was interrupted can go on with it."""

from __future__ import annotations

import errno
import os
import zlib
from pathlib import Path
from typing import Protocol


class _Packer(Protocol):
    """What zlib and zstandard have in common."""

    def compress(self, data: bytes, /) -> bytes:
        """What can be handed on of this and earlier data."""

    def flush(self) -> bytes:
        """All the rest; then it is finished."""


class PartFile:
    """Grows as `.<name>.part` beside its place; `finish` gives it its name.

    Packed by the ending of the name, one gzip member or zstd frame for each `save`: what was saved
    can be unpacked, and later data follow it.
    """

    def __init__(self, path: Path, size: int = 0) -> None:
        """Go on behind the first `size` bytes that are there. Raises `OSError`."""
        self._path = path.resolve()  # a link stays a link
        self._part = part_of(self._path)
        if size and self._part.stat().st_size < size:
            problem = "is shorter than it was; begin anew without --resume"
            raise OSError(errno.EINVAL, problem, str(self._part))
        self._file = self._part.open("r+b" if size else "wb")
        self._file.truncate(size)
        self._file.seek(size)
        self._packer: _Packer | None = None
        self.is_empty = not size

    def write(self, data: bytes) -> None:
        """Add data; raises `OSError` where the disk is full."""
        self.is_empty = False
        self._packer = self._packer or _packer(self._path.suffix)
        self._file.write(self._packer.compress(data))

    def save(self) -> int:
        """Hand on all of it to the system; how many bytes the file has."""
        if self._packer is not None:
            self._file.write(self._packer.flush())
            self._packer = None
        self._file.flush()
        return self._file.tell()

    def finish(self) -> None:
        """Give it its name; with nothing in it, an earlier file of that name stays."""
        self.save()
        if self.is_empty and self._path.exists():
            self._part.unlink()
            return
        os.fsync(self._file.fileno())
        if self._path.exists():
            self._part.chmod(self._path.stat().st_mode & 0o777)
        self._part.replace(self._path)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def part_of(path: Path) -> Path:
    """The name of a file while it grows: hidden, so that a run over its folder passes it over."""
    path = path.resolve()
    return path.with_name(f".{path.name}.part")


class _Plain:
    def compress(self, data: bytes, /) -> bytes:
        return data

    def flush(self) -> bytes:
        return b""


def _packer(suffix: str) -> _Packer:
    if suffix == ".gz":
        # As `gzip` packs it, but without name and time: same input, same bytes.
        return zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    if suffix == ".zst":
        import zstandard

        return zstandard.ZstdCompressor().compressobj()
    return _Plain()
