"""WARC archives, WET files among them: the pages in them, read as a stream."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaners.intake.call_arguments import usable_moment, usable_url
from cleaners.intake.http_body import BodyError, decode_body
from cleaners.intake.record import MAX_RECORD_BYTES, Failure, Place, Record, over_limit
from cleaners.intake.signatures import HEAD_BYTES, refusal
from cleaners.intake.streams import Stream
from cleaners.intake.warc_marks import MAX_MARKS_BYTES, NO_MARKS, Marks, read_marks

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_OK = 200
_CUT_OFF = "the archive is cut off; the records before were used"


class _Forward:
    """A stream as fastwarc wants it: it asks for the position, and never goes back."""

    def __init__(self, stream: Stream) -> None:
        self._buffered = io.BufferedReader(stream)
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._buffered.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._position

    def close(self) -> None:
        """The one who opened the file closes it."""


class _CutOffError(Exception):
    """The archive ends within a record."""


def read_warc(stream: Stream, place: Place) -> Iterator[Record | Failure]:
    """A record for each page; records of other kinds are only counted."""
    number, pages, marks = 0, 0, NO_MARKS
    try:
        for number, stored in _numbered_records(stream):
            if _is_metadata(stored):
                marks = _read_marks(stored)
                continue
            said = marks if marks.concern(stored.headers.get("WARC-Record-ID")) else NO_MARKS
            pages += said.skip
            if found := _read_page(stored, place.at(number), said):
                pages += 1
                yield found
    except _CutOffError:
        yield Failure(place, stream.problem or _CUT_OFF)
    except OSError as error:
        problem = stream.problem or f"the archive is damaged ({error}); what came before was used"
        yield Failure(place.at(number + 1), problem)
    else:
        if stream.problem:
            yield Failure(place, stream.problem)
        elif not pages:
            yield Failure(place, f"no page among its {number:,} records")


def _numbered_records(stream: Stream) -> Iterator[tuple[int, WarcRecord]]:
    """Every record; raises `_CutOffError` after one that is not whole."""
    from fastwarc.warc import ArchiveIterator

    for number, stored in enumerate(ArchiveIterator(_Forward(stream)), 1):
        if not stored.headers.get("Content-Length"):
            raise _CutOffError
        yield number, stored


def _is_metadata(stored: WarcRecord) -> bool:
    from fastwarc.warc import WarcRecordType

    return bool(stored.record_type == WarcRecordType.metadata)


def _read_marks(stored: WarcRecord) -> Marks:
    data = stored.reader.read(MAX_MARKS_BYTES)
    if len(data) + stored.consume() < stored.content_length:
        raise _CutOffError
    return read_marks(data, stored.headers.get("WARC-Concurrent-To"))


def _read_page(stored: WarcRecord, place: Place, marks: Marks) -> Record | Failure | None:
    if marks.skip or not _is_page(stored):
        if stored.consume() < stored.content_length:
            raise _CutOffError
        return None
    data = stored.reader.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        return Failure(place, over_limit())
    if len(data) < stored.content_length:
        raise _CutOffError
    try:
        data = decode_body(
            data, _http(stored, "Transfer-Encoding"), _http(stored, "Content-Encoding")
        )
    except BodyError as error:
        return Failure(place, str(error))
    return _record(stored, data, place, marks.cleaner)


def _record(
    stored: WarcRecord, data: bytes, place: Place, cleaner: str | None
) -> Record | Failure | None:
    """The page; None for what a server sent without a type and is no text."""
    content_type = _content_type(stored)
    if problem := refusal(data[:HEAD_BYTES]):
        return Failure(place, problem) if content_type else None
    url = stored.headers.get("WARC-Target-URI")
    return Record(
        data,
        place,
        url=usable_url(url.strip("<> ") if url else None),
        content_type=content_type,
        downloaded=usable_moment(stored.headers.get("WARC-Date")),
        cleaner=cleaner,
    )


def _is_page(stored: WarcRecord) -> bool:
    """A response that went well, a resource or a conversion, in HTML or plain text."""
    from fastwarc.warc import WarcRecordType

    content_type = _content_type(stored)
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if stored.record_type == WarcRecordType.response:
        known = not content_type or media_type in _PAGE_TYPES
        return known and stored.is_http_parsed and stored.http_headers.status_code == _OK
    stores_pages = WarcRecordType.resource | WarcRecordType.conversion
    return bool(stored.record_type & stores_pages) and media_type in _PAGE_TYPES


def _content_type(stored: WarcRecord) -> str | None:
    if stored.is_http_parsed:
        return _http(stored, "Content-Type")
    return stored.headers.get("Content-Type")


def _http(stored: WarcRecord, name: str) -> str | None:
    return stored.http_headers.get(name) if stored.is_http_parsed else None
