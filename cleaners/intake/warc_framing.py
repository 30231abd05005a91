"""Where the records of a WARC begin and end; behind damage the next record is looked for."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaners.intake.record import MAX_RECORD_BYTES
from cleaners.intake.streams import Stream

_LONGEST_HEAD = 64 * 1024  # bytes
_LONGEST_RECORD = 2**36  # bytes; nobody stores 64 GiB from one address: the length is wrong
_PIECE = 64 * 1024
_RECORD = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?=WARC-|Content-)", re.IGNORECASE)
_LONGEST_SIGN = 32  # bytes of the longest match, what follows it included
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RECORD_END = b"\r\n\r\n"


class Frame(NamedTuple):
    """A record: where it begins, in bytes of the unpacked archive; None where it is too large."""

    offset: int
    data: bytes | None


class Damage(NamedTuple):
    """What is no sound record, in a sentence.

    `is_record` says that it began like one, `is_end` that nothing follows.
    """

    message: str
    is_record: bool = False
    is_end: bool = False


def read_frames(stream: Stream) -> Iterator[Frame | Damage]:
    """The records in order; damage in its place, and what follows it."""
    window = _Window(stream)
    while window.skip_line_breaks():
        offset = window.offset
        head = window.head()
        length = _LENGTH.search(head) if head.startswith(b"WARC/") else None
        if length is None or int(length[1]) > _LONGEST_RECORD:
            window.advance(1)
            found = window.find_record()
            yield _no_record(head, offset, window.offset, is_last=not found)
        else:
            yield _read_record(window, len(head), int(length[1]))


def _no_record(head: bytes, offset: int, end: int, *, is_last: bool) -> Damage:
    if head.startswith(b"WARC/") and not is_last:
        return Damage(
            f"no usable length in its header at byte {offset:,}; passed over", is_record=True
        )
    if is_last and head.startswith(b"WARC"[: len(head)]):
        return _cut_off(offset)
    return Damage(f"{end - offset:,} bytes of rubbish at byte {offset:,} passed over")


def _read_record(window: _Window, head: int, length: int) -> Frame | Damage:
    offset, size = window.offset, head + length
    if length > MAX_RECORD_BYTES:
        skipped = window.skip(size)
        return Frame(offset, None) if skipped == size else _cut_off(offset)
    held = window.look(size + _LONGEST_SIGN)
    rest = held[size:]
    if len(held) >= size and (rest.startswith(_RECORD_END) or _ends(rest)):
        window.advance(size)
        return Frame(offset, held[:size])
    # A wrong length: records may have been taken for a part of this one.
    window.advance(head)
    found = window.find_record()
    if not found and len(held) < size:
        return _cut_off(offset)
    return Damage(f"a wrong Content-Length at byte {offset:,}; passed over", is_record=True)


def _ends(rest: bytes) -> bool:
    """Whether another record follows, or nothing; some programs leave out line breaks."""
    after = rest.lstrip(b"\r\n")
    return not after or after.startswith(b"WARC/")


def _cut_off(offset: int) -> Damage:
    return Damage(f"the archive is cut off within the record at byte {offset:,}", is_end=True)


class _Window:
    """The part of a stream that is being looked at."""

    def __init__(self, stream: Stream) -> None:
        self._file = io.BufferedReader(stream, _PIECE)
        self._held = b""
        self._at = 0
        self.offset = 0

    def look(self, size: int) -> bytes:
        """The next bytes; fewer at the end."""
        missing = size - (len(self._held) - self._at)
        if missing > 0:
            more = self._file.read(max(missing, _PIECE))
            self._held, self._at = self._held[self._at :] + more, 0
        return self._held[self._at : self._at + size]

    def advance(self, size: int) -> None:
        """Go on behind bytes that were looked at."""
        self._at += size
        self.offset += size

    def skip(self, size: int) -> int:
        """Go on behind so many bytes; how many there were."""
        done = 0
        while done < size and (piece := self.look(min(size - done, _PIECE))):
            self.advance(len(piece))
            done += len(piece)
        return done

    def skip_line_breaks(self) -> bool:
        """Go on to what is no line break; False at the end."""
        while piece := self.look(_PIECE):
            rest = piece.lstrip(b"\r\n")
            self.advance(len(piece) - len(rest))
            if rest:
                return True
        return False

    def head(self) -> bytes:
        """The header of a record with the empty line behind it; all there is where none ends."""
        found = self.look(_LONGEST_HEAD)
        end = _HEAD_END.search(found)
        return found[: end.end()] if end else found[:_LONGEST_SIGN]

    def find_record(self) -> bool:
        """Go on to the beginning of a record; False at the end."""
        while piece := self.look(_PIECE):
            if sign := _RECORD.search(piece):
                self.advance(sign.start())
                return True
            is_last = len(piece) < _PIECE
            self.advance(len(piece) if is_last else len(piece) - _LONGEST_SIGN)
        return False
