"""Packed data of many members: each is unpacked, damage is passed over up to the next one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from cleaners.gzip_member import GzipMember

_SIGN_BYTES = 4  # of the longest sign of a member's beginning
_MOST_KEPT = 1024 * 1024  # packed bytes of one member that is looked at again where it has no end


class DamagedError(Exception):
    """Packed data is broken; what came before was handed on."""


class CutOffError(DamagedError):
    """Packed data ends too early."""


class Notice(NamedTuple):
    """What is wrong with packed data that was unpacked all the same.

    `offset` is where, in bytes of the packed data; `is_harmless` says that all content is there.
    """

    offset: int
    message: str
    is_harmless: bool = False

    def __str__(self) -> str:
        return f"{self.message} at byte {self.offset:,}"


class Decompressor(Protocol):
    """What gzip members, zlib and zstd frames have in common."""

    @property
    def eof(self) -> bool:
        """Whether the member or frame is complete."""

    @property
    def unused_data(self) -> bytes:
        """What follows the complete one."""

    def decompress(self, data: bytes, /) -> bytes:
        """The next part of the unpacked data."""


class Members:
    """Members or frames one behind the other; with `notices` damage is noted and passed over."""

    def __init__(
        self,
        new: Callable[[], Decompressor],
        its_error: type[Exception],
        magic: re.Pattern[bytes],
        notices: list[Notice] | None,
    ) -> None:
        self._new = new
        self._its_error = its_error
        self._magic = magic
        self._notices = notices
        self._member: Decompressor | None = new()  # None between damage and the next member
        self._begun: bytes | None = b""  # the member as far as it was read; None if that is much
        self._rest = b""
        self._offset = 0  # where `_rest` begins
        self._is_torn = False  # what was handed on ends within a line
        self._passed_from: int | None = None  # where rubbish begins that is not reported yet

    def unpack(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The content of all of them."""
        for piece in pieces:
            self._rest += piece
            while self._rest and self._stands_at_member():
                yield self._step()
        while self._member is not None and not self._member.eof:
            # Damaged data may look like one member that reaches to the end of the file.
            self._go_back()
            while self._rest and self._stands_at_member():
                yield self._step()
        if self._rest and self._passed_from is None:
            self._passed_from = self._offset
        self._advance(len(self._rest))
        self._tell_passed("bytes behind the packed data")

    def _go_back(self) -> None:
        """Look behind the beginning of an unfinished member for another one."""
        begun = self._begun
        if self._notices is None or begun is None or not self._magic.search(begun, 1):
            raise CutOffError("packed data is cut off")
        self._offset -= len(begun)
        self._tell("packed data is damaged (a member without end)")
        self._rest, self._begun, self._member = begun, None, None
        self._advance(1)

    def _stands_at_member(self) -> bool:
        """Whether a member goes on, or the next one begins; rubbish before that is passed over."""
        if self._member is not None and not self._member.eof:
            return True
        if self._member is not None:
            # Tapes and block devices pad with zeros.
            self._advance(len(self._rest) - len(self._rest.lstrip(b"\x00")))
            if self._notices is None and self._rest:
                self._begin()
                return True
        return bool(self._rest) and self._find_member()

    def _find_member(self) -> bool:
        found = self._magic.search(self._rest)
        # The first bytes of a member may stand at the end of a piece.
        step = found.start() if found else max(0, len(self._rest) - _SIGN_BYTES + 1)
        if step and self._member is not None:
            self._passed_from, self._member = self._offset, None
        self._advance(step)
        if found:
            self._tell_passed("bytes between packed data")
            self._begin()
        return found is not None

    def _begin(self) -> None:
        self._member, self._begun = self._new(), b""

    def _step(self) -> bytes:
        """What the bytes at hand hold of one member."""
        member = self._member
        if member is None:
            raise RuntimeError("no member stands here")
        if self._begun is not None:
            self._begun += self._rest
            if len(self._begun) > _MOST_KEPT:
                self._begun = None
        try:
            content = member.decompress(self._rest)
        except self._its_error as error:
            self._tell(f"packed data is damaged ({error})")
            self._member = None
            self._advance(1)
            return b""
        if self._is_torn and content:  # a line that begins behind damage is one of its own
            self._is_torn, content = False, b"\n" + content
        left = member.unused_data if member.eof else b""
        self._advance(len(self._rest) - len(left))
        if isinstance(member, GzipMember) and not member.is_sound:
            if member.is_whole:
                self._tell("packed data has a wrong checksum", is_harmless=True)
            else:
                self._tell("packed data is damaged (wrong checksum and length)")
        return content

    def _advance(self, count: int) -> None:
        self._offset += count
        self._rest = self._rest[count:]

    def _tell_passed(self, what: str) -> None:
        if self._passed_from is not None:
            number = self._offset - self._passed_from
            self._tell(f"{number:,} {what} passed over", is_harmless=True, at=self._passed_from)
            self._passed_from = None

    def _tell(self, message: str, *, is_harmless: bool = False, at: int | None = None) -> None:
        if self._notices is None:
            raise DamagedError(message)
        self._is_torn |= not is_harmless
        self._notices.append(Notice(self._offset if at is None else at, message, is_harmless))
