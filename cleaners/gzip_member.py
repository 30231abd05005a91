"""One gzip member, whose content is read even where its checksum is wrong."""

from __future__ import annotations

import struct
import zlib

GZIP_MAGIC = b"\x1f\x8b\x08"

# The header of a gzip member (RFC 1952, 2.3): flags of its optional parts; and what follows it.
_FIXED_HEAD = 10  # bytes
_HEAD_CHECKSUM, _EXTRA, _NAME, _COMMENT = 2, 4, 8, 16
_LONGEST_HEAD = 128 * 1024  # the extra field has up to 64 KiB
_TRAILER = struct.Struct("<II")


class GzipMember:
    """A gzip member (RFC 1952), whose content is handed out whatever its checksum says.

    It is sound where checksum and length are as told, and whole where one of them is.

    zlib's own reading of gzip keeps back the last part of a member with a wrong checksum.
    """

    def __init__(self) -> None:
        self.eof = False
        self.unused_data = b""
        self.is_sound = self.is_whole = True
        self._head = b""
        self._tail = b""
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._has_head = False
        self._checksum = self._size = 0

    def decompress(self, data: bytes, /) -> bytes:
        """The next part of the content; raises `zlib.error`."""
        if not self._has_head:
            self._head += data
            length = _head_length(self._head)
            if length is None:
                return b""
            data, self._has_head = self._head[length:], True
        content = b""
        if not self._inflate.eof:
            content = self._inflate.decompress(data)
            self._checksum = zlib.crc32(content, self._checksum)
            self._size += len(content)
            data = self._inflate.unused_data
        if self._inflate.eof:
            self._end(data)
        return content

    def _end(self, data: bytes) -> None:
        self._tail += data
        if len(self._tail) < _TRAILER.size:
            return
        self.eof = True
        self.unused_data = self._tail[_TRAILER.size :]
        checksum, size = _TRAILER.unpack(self._tail[: _TRAILER.size])
        right = checksum == self._checksum, size == self._size % 2**32
        self.is_sound, self.is_whole = all(right), any(right)


def _head_length(head: bytes) -> int | None:
    """How long the header of a gzip member is, None if there is more to come."""
    if not head.startswith(GZIP_MAGIC[: len(head)]) or len(head) > _LONGEST_HEAD:
        raise zlib.error("no gzip header")
    if len(head) < _FIXED_HEAD:
        return None
    flags, length = head[3], _FIXED_HEAD
    if flags & _EXTRA:
        if len(head) < length + 2:
            return None
        length += 2 + int.from_bytes(head[length : length + 2], "little")
    for flag in (_NAME, _COMMENT):
        if flags & flag:
            end = head.find(b"\x00", length)
            if end < 0:
                return None
            length = end + 1
    length += 2 if flags & _HEAD_CHECKSUM else 0
    return length if length <= len(head) else None
