"""The bytes of a file, unpacked: gzip and zstd, whole, damaged or hostile."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from typing_extensions import Buffer

_FILE_PIECE = 64 * 1024  # bytes

# Unpacking a piece must not fill the memory: gzip packs at most 1,032 : 1, a zstd block of 4 bytes
# stands for up to 128 KiB. Both sizes keep one step at 16 MiB or less.
_GZIP_PIECE = 8 * 1024
_ZSTD_PIECE = 512

_GZIP_MAGIC = b"\x1f\x8b\x08"
_ZSTD_MAGICS = (b"\x28\xb5\x2f\xfd", *(bytes([low, 0x2A, 0x4D, 0x18]) for low in range(0x50, 0x60)))
_ANY_GZIP = 16 + zlib.MAX_WBITS


class DamagedError(Exception):
    """Packed data is cut off or broken."""


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


class Stream(io.RawIOBase):
    """Bytes to read once, from the front.

    Reading never raises. What goes wrong ends the data and stands in `problem`, so that all that
    came before it is used.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.problem = ""
        self._pieces = pieces
        self._rest = memoryview(b"")

    def head(self, size: int) -> bytes:
        """The first bytes that were not read yet; they stay."""
        while len(self._rest) < size and self._fetch():
            pass
        return bytes(self._rest[:size])

    def unpacked(self) -> Stream:
        """What this gzip or zstd data holds; the data itself where it is not packed."""
        decoder = decoder_of(self.head(len(_ZSTD_MAGICS[0])))
        return Stream(decoder(self._unread())) if decoder else self

    def readable(self) -> bool:
        """It is."""
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


def open_stream(file: BinaryIO) -> Stream:
    """The file as it is."""
    return Stream(iter(lambda: file.read(_FILE_PIECE), b""))


def decoder_of(head: bytes) -> Callable[[Iterable[bytes]], Iterator[bytes]] | None:
    """What unpacks data that begins so; None where nothing is packed."""
    if head.startswith(_GZIP_MAGIC):
        return unpack_gzip
    return unpack_zstd if head.startswith(_ZSTD_MAGICS) else None


def unpack_gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip of any number of members."""
    return _unpack(_cut(pieces, _GZIP_PIECE), lambda: zlib.decompressobj(_ANY_GZIP), zlib.error)


def unpack_zlib(pieces: Iterable[bytes], *, bare: bool) -> Iterator[bytes]:
    """HTTP's `deflate`: zlib by the standard, bare deflate by some servers."""
    bits = -zlib.MAX_WBITS if bare else zlib.MAX_WBITS
    return _unpack(_cut(pieces, _GZIP_PIECE), lambda: zlib.decompressobj(bits), zlib.error)


def unpack_zstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Zstd of any number of frames."""
    import zstandard

    def new_frame() -> _Decompressor:
        return zstandard.ZstdDecompressor().decompressobj()

    return _unpack(_cut(pieces, _ZSTD_PIECE), new_frame, zstandard.ZstdError)


def describe(error: OSError | DamagedError) -> str:
    """The sentence on a file that can't be read to its end."""
    if isinstance(error, DamagedError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    return f"can't be read: {error.strerror or error}; check the file and its permissions"


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
        raise DamagedError("packed data is cut off")


def _cut(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]
