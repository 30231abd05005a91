"""WARC archives, WET files among them: the pages in them, read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec

from cleaners.intake.call_arguments import usable_moment, usable_url
from cleaners.intake.http_body import BodyError, decode_body
from cleaners.intake.record import Failure, Place, Record, over_limit
from cleaners.intake.signatures import HEAD_BYTES, refusal
from cleaners.intake.streams import Stream
from cleaners.intake.warc_framing import Damage, Frame, read_frames

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# Ours are a few hundred bytes; a metadata record of others may hold anything.
MAX_MARKS_BYTES = 65_536

_PREFIX = "chistovik-"
_ARTICLE = "article"


class Marks(msgspec.Struct, frozen=True):
    """What is said of the response `record`: what its page is for, who cleaned it."""

    record: str | None = None
    role: str | None = None
    cleaner: str | None = None

    def concern(self, record: str | None) -> bool:
        """Whether this is said of that record."""
        return self.record is not None and self.record == record

    @property
    def skip(self) -> bool:
        """Whether the page holds no article of its own: a listing, or one more copy."""
        return self.role not in (None, _ARTICLE)


NO_MARKS = Marks()


def read_marks(data: bytes, record: str | None) -> Marks:
    r"""The marks in a metadata record that belongs to `record`; none where it is another's.

    >>> read_marks(b"chistovik-role: copy\r\nvia: http://a.kz/\r\n", "<urn:uuid:1>").skip
    True
    """
    pairs = (line.partition(":") for line in data.decode("utf-8", "replace").splitlines())
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Marks(record, fields.get(f"{_PREFIX}role"), fields.get(f"{_PREFIX}cleaner"))


_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
# 402 asks for payment; what came with it may be a story, or the beginning of one.
_STATUSES = frozenset({HTTPStatus.OK, HTTPStatus.PAYMENT_REQUIRED})


def read_warc(stream: Stream, place: Place) -> Iterator[Record | Failure]:
    """A record for each page; records of other kinds are only counted, damage is told."""
    last, told, marks = place, 0, NO_MARKS
    for stored, last in _numbered_records(stream, place):
        if isinstance(stored, Failure):
            told += 1
            yield stored
        elif _is_metadata(stored):
            marks = _read_marks(stored)
        else:
            said = marks if marks.concern(stored.headers.get("WARC-Record-ID")) else NO_MARKS
            told += said.skip
            if not said.skip and (found := _read_page(stored, last, said)):
                told += 1
                yield found
    if not told and not stream.problem:
        yield Failure(place, f"no page among its {last.number:,} records")


def _numbered_records(stream: Stream, place: Place) -> Iterator[tuple[WarcRecord | Failure, Place]]:
    """Each record with its place, and what can't be read in its stead."""
    from fastwarc.warc import WarcRecord

    number = 0
    for frame in read_frames(stream):
        number += isinstance(frame, Frame) or frame.is_record
        here = place.at(number)
        if isinstance(frame, Damage):
            if not (frame.is_end and stream.problem):  # which says the same
                yield Failure(here if frame.is_record else place, frame.message), here
        elif frame.data is None:
            yield Failure(here, over_limit()), here
        else:
            try:
                yield WarcRecord.from_bytes(frame.data), here
            except OSError as error:
                yield Failure(here, f"its header can't be read ({error})"), here


def _read_marks(stored: WarcRecord) -> Marks:
    data = stored.reader.read(MAX_MARKS_BYTES) if stored.reader else b""
    return read_marks(data, stored.headers.get("WARC-Concurrent-To"))


def _is_metadata(stored: WarcRecord) -> bool:
    from fastwarc.warc import WarcRecordType

    return bool(stored.record_type == WarcRecordType.metadata)


def _read_page(stored: WarcRecord, place: Place, marks: Marks) -> Record | Failure | None:
    try:
        if stored.is_http:
            stored.parse_http()
        if not _is_page(stored):
            return None
        data = decode_body(
            stored.reader.read() if stored.reader else b"",
            _http(stored, "Transfer-Encoding"),
            _http(stored, "Content-Encoding"),
        )
    except OSError as error:
        return Failure(place, f"its HTTP headers can't be read ({error})")
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
        asks_payment=stored.is_http_parsed
        and stored.http_headers.status_code == HTTPStatus.PAYMENT_REQUIRED,
        cleaner=cleaner,
        record_id=stored.headers.get("WARC-Record-ID"),
    )


def _is_page(stored: WarcRecord) -> bool:
    """A response that went well, a resource or a conversion, in HTML or plain text."""
    from fastwarc.warc import WarcRecordType

    content_type = _content_type(stored)
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if stored.record_type == WarcRecordType.response:
        known = not content_type or media_type in _PAGE_TYPES
        return known and stored.is_http_parsed and stored.http_headers.status_code in _STATUSES
    stores_pages = WarcRecordType.resource | WarcRecordType.conversion
    return bool(stored.record_type & stores_pages) and media_type in _PAGE_TYPES


def _content_type(stored: WarcRecord) -> str | None:
    if stored.is_http_parsed:
        return _http(stored, "Content-Type")
    return stored.headers.get("Content-Type")


def _http(stored: WarcRecord, name: str) -> str | None:
    return stored.http_headers.get(name) if stored.is_http_parsed else None
