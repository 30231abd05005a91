"""Packed data, unpacked in steps that do not fill the memory: gzip, zlib and zstd."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from cleaners.gzip_member import GZIP_MAGIC, GzipMember
from cleaners.packed_members import CutOffError, DamagedError, Decompressor, Members, Notice

__all__ = [
    "MAGIC_BYTES",
    "CutOffError",
    "DamagedError",
    "Notice",
    "TooLargeError",
    "Unpacker",
    "join_within",
    "member_ends",
    "unpack_gzip",
    "unpack_zlib",
    "unpack_zstd",
    "unpacker_of",
]

# One step must not fill the memory: gzip packs at most 1,032 : 1, a zstd block of 4 bytes stands
# for up to 128 KiB. Both sizes keep a step at 16 MiB or less.
_GZIP_PIECE = 8 * 1024
_ZSTD_PIECE = 512

_ZSTD_MAGICS = (b"\x28\xb5\x2f\xfd", *(bytes([low, 0x2A, 0x4D, 0x18]) for low in range(0x50, 0x60)))
_ANY_GZIP = 16 + zlib.MAX_WBITS

_GZIP_START = re.compile(re.escape(GZIP_MAGIC) + rb"[\x00-\x1f]")  # the flags that there are
_ZSTD_START = re.compile(b"|".join(map(re.escape, _ZSTD_MAGICS)))
MAGIC_BYTES = 4  # so many tell what packs a file


class TooLargeError(Exception):
    """Unpacked, the data is larger than allowed."""


class Unpacker(Protocol):
    """Unpacks pieces of data.

    Raises `DamagedError` and `CutOffError`; given a list for `notices`, it goes on behind damage,
    and only data that ends too early is an error.
    """

    def __call__(
        self, pieces: Iterable[bytes], notices: list[Notice] | None = None
    ) -> Iterator[bytes]:
        """The unpacked data in pieces."""


def unpacker_of(head: bytes) -> Unpacker | None:
    """What unpacks data that begins so; None where nothing is packed.

    >>> unpacker_of(b"<html>") is None
    True
    """
    if head.startswith(GZIP_MAGIC):
        return unpack_gzip
    return unpack_zstd if head.startswith(_ZSTD_MAGICS) else None


def unpack_gzip(pieces: Iterable[bytes], notices: list[Notice] | None = None) -> Iterator[bytes]:
    """Gzip of any number of members."""
    return Members(GzipMember, zlib.error, _GZIP_START, notices).unpack(_cut(pieces, _GZIP_PIECE))


def unpack_zlib(pieces: Iterable[bytes], *, bare: bool) -> Iterator[bytes]:
    """HTTP's `deflate`: zlib by the standard, bare deflate by some servers."""
    bits = -zlib.MAX_WBITS if bare else zlib.MAX_WBITS
    return Members(lambda: zlib.decompressobj(bits), zlib.error, _GZIP_START, None).unpack(
        _cut(pieces, _GZIP_PIECE)
    )


def unpack_zstd(pieces: Iterable[bytes], notices: list[Notice] | None = None) -> Iterator[bytes]:
    """Zstd of any number of frames."""
    import zstandard

    def new_frame() -> Decompressor:
        return zstandard.ZstdDecompressor().decompressobj()

    return Members(new_frame, zstandard.ZstdError, _ZSTD_START, notices).unpack(
        _cut(pieces, _ZSTD_PIECE)
    )


def join_within(pieces: Iterable[bytes], limit: int) -> bytes:
    """All pieces as one; raises `TooLargeError` as soon as they have more than `limit` bytes.

    >>> join_within([b"a", b"b"], limit=2)
    b'ab'
    """
    parts, size = [], 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > limit:
            raise TooLargeError(f"larger than {limit:,} bytes")
    return b"".join(parts)


def member_ends(file: BinaryIO) -> Iterator[int]:
    """Where each gzip member ends, in bytes from the place at which the file stands.

    It ends at the first member that is torn or broken.
    """
    member, position = zlib.decompressobj(_ANY_GZIP), 0
    while data := file.read(_GZIP_PIECE):
        while data:
            try:
                member.decompress(data)
            except zlib.error:
                return
            position += len(data) - len(member.unused_data)
            data = member.unused_data
            if member.eof:
                yield position
                member = zlib.decompressobj(_ANY_GZIP)


def _cut(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]
