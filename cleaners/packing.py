"""Packed data, unpacked in steps that do not fill the memory: gzip, zlib and zstd."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

# One step must not fill the memory: gzip packs at most 1,032 : 1, a zstd block of 4 bytes stands
# for up to 128 KiB. Both sizes keep a step at 16 MiB or less.
_GZIP_PIECE = 8 * 1024
_ZSTD_PIECE = 512

_GZIP_MAGIC = b"\x1f\x8b\x08"
_ZSTD_MAGICS = (b"\x28\xb5\x2f\xfd", *(bytes([low, 0x2A, 0x4D, 0x18]) for low in range(0x50, 0x60)))
_ANY_GZIP = 16 + zlib.MAX_WBITS

MAGIC_BYTES = 4  # so many tell what packs a file


class DamagedError(Exception):
    """Packed data is broken; what came before was handed on."""


class CutOffError(DamagedError):
    """Packed data ends too early."""


class TooLargeError(Exception):
    """Unpacked, the data is larger than allowed."""


class _Decompressor(Protocol):
    """What zlib and zstandard have in common."""

    @property
    def eof(self) -> bool:
        """Whether the member or frame is complete."""

    @property
    def unused_data(self) -> bytes:
        """What follows the complete one."""

    def decompress(self, data: bytes, /) -> bytes:
        """The next part of the unpacked data."""


Unpacker = Callable[[Iterable[bytes]], Iterator[bytes]]


def unpacker_of(head: bytes) -> Unpacker | None:
    """What unpacks data that begins so; None where nothing is packed.

    >>> unpacker_of(b"<html>") is None
    True
    """
    if head.startswith(_GZIP_MAGIC):
        return unpack_gzip
    return unpack_zstd if head.startswith(_ZSTD_MAGICS) else None


def unpack_gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip of any number of members. Raises `DamagedError`, `CutOffError`."""
    return _unpack(_cut(pieces, _GZIP_PIECE), lambda: zlib.decompressobj(_ANY_GZIP), zlib.error)


def unpack_zlib(pieces: Iterable[bytes], *, bare: bool) -> Iterator[bytes]:
    """HTTP's `deflate`: zlib by the standard, bare deflate by some servers. Raises as above."""
    bits = -zlib.MAX_WBITS if bare else zlib.MAX_WBITS
    return _unpack(_cut(pieces, _GZIP_PIECE), lambda: zlib.decompressobj(bits), zlib.error)


def unpack_zstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Zstd of any number of frames. Raises as above."""
    import zstandard

    def new_frame() -> _Decompressor:
        return zstandard.ZstdDecompressor().decompressobj()

    return _unpack(_cut(pieces, _ZSTD_PIECE), new_frame, zstandard.ZstdError)


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


def _unpack(
    pieces: Iterable[bytes],
    new_member: Callable[[], _Decompressor],
    its_error: type[Exception],
) -> Iterator[bytes]:
    member = new_member()
    for piece in pieces:
        rest = piece
        while rest:
            if member.eof:
                rest = rest.lstrip(b"\x00")  # tapes and block devices pad with zeros
                if not rest:
                    break
                member = new_member()
            try:
                yield member.decompress(rest)
            except its_error as error:
                raise DamagedError(f"packed data is damaged ({error})") from None
            rest = member.unused_data
    if not member.eof:
        raise CutOffError("packed data is cut off")


def _cut(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]
