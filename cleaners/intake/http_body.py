"""The body of a stored HTTP response: chunks joined, Content-Encoding undone, within the limit."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from cleaners.intake.record import MAX_RECORD_BYTES, over_limit
from cleaners.packing import (
    DamagedError,
    TooLargeError,
    join_within,
    unpack_gzip,
    unpack_zlib,
    unpack_zstd,
)

_PIECE = 1024 * 1024  # bytes
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_MARKUP = re.compile(rb"\s*<")


class BodyError(Exception):
    """The body can't be had."""


def decode_body(data: bytes, transfer_encoding: str | None, content_encoding: str | None) -> bytes:
    r"""The page; raises `BodyError` for damaged data and for what is too large.

    Crawlers that store the decoded page often keep the header: such data stays as it is.

    >>> decode_body(b"4\r\n<p>H\r\n1\r\ni\r\n0\r\n\r\n", "chunked", None)
    b'<p>Hi'
    >>> decode_body(b"<p>Hi", None, "br")
    b'<p>Hi'
    """
    if "chunked" in (transfer_encoding or "").lower():
        data = join_chunks(data)
    encodings = [name.strip().lower() for name in (content_encoding or "").split(",")]
    for encoding in reversed(encodings):
        data = _decode(data, encoding)
    return data


def join_chunks(data: bytes) -> bytes:
    """The body without chunk sizes; data that has none stays as it is."""
    joined, position, size = bytearray(), 0, -1
    while size and (match := _CHUNK_SIZE.match(data, position)):
        size = int(match[1], 16)
        end = match.end() + size
        joined += data[match.end() : end]
        position = end + (2 if data.startswith(b"\r\n", end) else 1)
    return bytes(joined) if position else data


def _decode(data: bytes, encoding: str) -> bytes:
    decoder = _DECODERS.get(encoding)
    if decoder is None or _MARKUP.match(data):
        return data
    try:
        return join_within(decoder(data), MAX_RECORD_BYTES)
    except TooLargeError:
        raise BodyError(over_limit()) from None
    except DamagedError as error:
        raise BodyError(f"Content-Encoding {encoding}: {error}") from None


def _pieces_of_brotli(data: bytes) -> Iterator[bytes]:
    from fastwarc.stream_io import BrotliReader

    reader = BrotliReader(io.BytesIO(data))
    try:
        yield from iter(lambda: reader.read(_PIECE), b"")
    except OSError as error:
        raise DamagedError(f"packed data is damaged ({error})") from None


def _pieces_of_deflate(data: bytes) -> Iterator[bytes]:
    try:
        next(unpack_zlib([data], bare=False))
    except DamagedError:
        return unpack_zlib([data], bare=True)
    return unpack_zlib([data], bare=False)


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": lambda data: unpack_gzip([data]),
    "x-gzip": lambda data: unpack_gzip([data]),
    "zstd": lambda data: unpack_zstd([data]),
    "deflate": _pieces_of_deflate,
    "br": _pieces_of_brotli,
}
