"""One page or dump as it was found, before anybody read it."""

from __future__ import annotations

import msgspec

# Decompressed bytes of one page. The largest page of the development sets has 4 MB; an 859-byte
# WARC can unpack to 200 MB.
MAX_RECORD_BYTES = 32 * 1024 * 1024


class Place(msgspec.Struct, frozen=True):
    """Where a record stands.

    `number` counts records (WARC) or lines (JSON Lines) from 1, it is 0 where the file is one
    page. `origin` counts the SOURCE arguments, `relative` is the path below that SOURCE.

    >>> str(Place("a.warc.gz", 17)), str(Place("page.html"))
    ('a.warc.gz#17', 'page.html')
    """

    path: str
    number: int = 0
    origin: int = 0
    relative: str = ""

    def at(self, number: int) -> Place:
        """A record within this file."""
        return msgspec.structs.replace(self, number=number)

    def __str__(self) -> str:
        name = readable(self.path)
        return f"{name}#{self.number}" if self.number else name


class Record(msgspec.Struct, frozen=True):
    """One page or dump with what its container tells of it; None where it tells nothing.

    `asks_payment` says that it came with HTTP status 402. `cleaner` is the version of Chistovik
    that cleaned the page when it was crawled, `own` the keys of a JSON line beside the page and its
    address, `record_id` the name that a WARC gives the record. With `is_article` the data is
    article JSON, cleaned already.
    """

    data: bytes | str
    place: Place
    url: str | None = None
    content_type: str | None = None
    downloaded: str | None = None
    asks_payment: bool = False
    cleaner: str | None = None
    own: dict[str, msgspec.Raw] | None = None
    is_article: bool = False
    record_id: str | None = None

    @property
    def source(self) -> str:
        """File and record, for people."""
        return str(self.place)


class Failure(msgspec.Struct, frozen=True):
    """What could not be read or cleaned, and one sentence that says why.

    `detail` is the traceback of an unexpected error. A warning tells of damage despite which the
    record was read.
    """

    place: Place
    message: str
    detail: str = ""
    is_warning: bool = False

    @property
    def source(self) -> str:
        """File and record, for people."""
        return str(self.place)


def over_limit() -> str:
    """The sentence on a record that is too large."""
    return f"larger than {MAX_RECORD_BYTES // 2**20} MiB unpacked (MAX_RECORD_BYTES)"


def readable(path: str) -> str:
    """A file name as text: bytes that are no UTF-8 shown as escapes, which JSON can carry."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
