"""Files that are damaged, packed too well, or no dumps at all."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable

from benchmarks.hostile.values import STORY, HostileInput, Kind, given, page

_PAGE = page().encode()
_MB = 1024 * 1024


def told(records: int, failures: int) -> str:
    """The outcome for a file: records with a page, and what could not be read."""
    return f"{records} records, {failures} failures"


def _warc(body: bytes = _PAGE, *, extra: str = "", length: object = None, http: str = "") -> bytes:
    """One response record; `length` is told instead of the true one."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{http}\r\n".encode() + body
    told_length = len(block) if length is None else length
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Target-URI: https://a.example/b\r\nWARC-Date: 2026-01-31T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\n{extra}"
        f"Content-Length: {told_length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _line(**keys: object) -> bytes:
    return (json.dumps(keys) + "\n").encode()


def _chunked(size: int, count: int) -> bytes:
    chunk = f"{size:x}\r\n".encode() + b"x" * size + b"\r\n"
    head = f"{len(_PAGE):x}\r\n".encode() + _PAGE + b"\r\n"
    return head + chunk * count + b"0\r\n\r\n"


def _zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


_GOOD = _line(html=page(), url="https://a.example/b")
_ONE, _BAD = told(1, 0), told(0, 1)
_TWO_WARC = _warc() * 2

_PACKED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "gzip of 200 MB of zeros": ("a.html.gz", lambda: gzip.compress(bytes(200 * _MB)), _BAD),
    "zstd of 200 MB of zeros": ("a.html.zst", lambda: _zstd(bytes(200 * _MB)), _BAD),
    "gzip within gzip": ("a.html.gz", lambda: gzip.compress(gzip.compress(_PAGE)), _BAD),
    "2,000 empty members": (
        "a.html.gz", lambda: gzip.compress(b"") * 2_000 + gzip.compress(_PAGE), _ONE,
    ),
    "gzip cut off": ("a.html.gz", lambda: gzip.compress(_PAGE)[:-20], _BAD),
    "gzip with a wrong checksum": (
        "a.jsonl.gz", lambda: gzip.compress(_GOOD)[:-8] + bytes(8), told(1, 1),
    ),
    "gzip with bytes behind its end": (
        "a.jsonl.gz", lambda: gzip.compress(_GOOD) + b"rubbish", told(1, 1),
    ),
    "gzip with zeros behind its end": (
        "a.html.gz", lambda: gzip.compress(_PAGE) + bytes(10_000), _ONE,
    ),
    "a gzip header of 1 MB": (
        "a.html.gz",
        lambda: b"\x1f\x8b\x08\x08" + bytes(6) + b"x" * _MB + b"\0" + gzip.compress(_PAGE)[10:],
        told(0, 2),
    ),
    "zstd cut off": ("a.html.zst", lambda: _zstd(_PAGE)[:-20], _BAD),
    "10,000 skippable frames": (
        "a.html.zst", lambda: b"\x50\x2a\x4d\x18\x00\x00\x00\x00" * 10_000 + _zstd(_PAGE), _ONE,
    ),
    "zstd with a window of 2 GB": (
        "a.html.zst", lambda: b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(64), told(0, 2),
    ),
}  # fmt: skip
_JSON_LINES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a line of 70 MB": (lambda: b'{"html":"' + b"x" * (70 * _MB) + b'"}\n' + _GOOD, told(1, 1)),
    "20,000 bad lines": (lambda: b"{bad\n" * 20_000 + _GOOD, told(1, 20_000)),
    "20,000 blank lines": (lambda: b"\n" * 20_000 + _GOOD, _ONE),
    "brackets": (lambda: b"[" * 100_000 + b"\n" + _GOOD, told(0, 1)),
    "an object 100,000 deep": (lambda: _GOOD + b'{"a":' * 100_000 + b"\n" + _GOOD, told(2, 1)),
    "a number of a million digits": (lambda: b'{"html":' + b"9" * _MB + b"}\n" + _GOOD, told(1, 1)),
    "values of other types": (lambda: _line(html=7, text=[], url={}) + _GOOD, told(1, 1)),
    "a page and 100,000 keys": (
        lambda: _line(html=page(), **{f"k{n}": n for n in range(100_000)}), _ONE,
    ),
    "lone surrogates": (lambda: _line(html=page(inside="<p>\ud800</p>")), _ONE),
    "broken UTF-8": (lambda: _line(html=page(inside="@")).replace(b"@", b"\xff"), _ONE),
    "UTF-16": (lambda: _GOOD.decode().encode("utf-16"), _BAD),
    "a line cut off": (lambda: _GOOD + _GOOD[:500], told(1, 1)),
    "one document": (lambda: b"[\n" + _GOOD + b"]\n", told(0, 1)),
    "nothing": (lambda: b"", _BAD),
}  # fmt: skip
_ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "rubbish between two records": (lambda: _warc() + b"rubbish\r\n" * 1_000 + _warc(), told(2, 1)),
    "a length too short": (lambda: _warc(length=100) + _warc(), told(1, 1)),
    "a length of a terabyte": (lambda: _warc(length=10**12) + _warc(), told(1, 1)),
    "a negative length": (lambda: _warc(length=-5) + _warc(), told(1, 1)),
    "a length that is no number": (lambda: _warc(length="many") + _warc(), told(1, 1)),
    "a length of 10,000 digits": (lambda: _warc(length="9" * 10_000) + _warc(), told(1, 1)),
    "cut within a record": (lambda: _TWO_WARC[:-700], told(1, 1)),
    "a header line of 1 MB": (lambda: _warc(extra=f"X-A: {'a' * _MB}\r\n") + _warc(), told(1, 1)),
    "20,000 header lines": (lambda: _warc(extra="X-A: b\r\n" * 20_000) + _warc(), told(1, 1)),
    "an HTTP header of 1 MB": (lambda: _warc(http=f"X-A: {'a' * _MB}\r\n") + _warc(), told(1, 1)),
    "NUL bytes in a header": (lambda: _warc(extra="X-A: \0\0\r\n") + _warc(), told(2, 0)),
    "200,000 chunks of one byte": (
        lambda: _warc(_chunked(1, 200_000), http="Transfer-Encoding: chunked\r\n"), _ONE,
    ),
    "a chunk of 4 GB": (
        lambda: _warc(b"ffffffff\r\n" + _PAGE, http="Transfer-Encoding: chunked\r\n"), _ONE,
    ),
    "a body that unpacks to 200 MB": (
        lambda: _warc(gzip.compress(bytes(200 * _MB)), http="Content-Encoding: gzip\r\n") + _warc(),
        told(1, 1),
    ),
    "a body that is packed three times": (
        lambda: _warc(
            gzip.compress(gzip.compress(gzip.compress(_PAGE))),
            http="Content-Encoding: gzip, gzip, gzip\r\n",
        ),
        _ONE,
    ),
    "a deflate bomb": (
        lambda: _warc(zlib.compress(bytes(200 * _MB)), http="Content-Encoding: deflate\r\n"), _BAD,
    ),
    "a body that is not packed as it says": (
        lambda: _warc(http="Content-Encoding: gzip\r\n"), _ONE,
    ),
    "10,000 empty records": (
        lambda: b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 10_000 + _warc(), _ONE,
    ),
    "an archive of nothing": (lambda: b"WARC/1.1\r\n", _BAD),
}  # fmt: skip
_OTHERS = {
    "a PDF": ("a.pdf", b"%PDF-1.7\n" * 1_000),
    "a picture named as a page": ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(10_000)),
    "an Office file": ("a.docx", b"PK\x03\x04" + bytes(10_000)),
    "an xz file": ("a.html.xz", b"\xfd7zXZ\x00" + bytes(10_000)),
    "a database": ("a.txt", b"SQLite format 3\0" + bytes(10_000)),
}


def _file(
    group: str, name: str, file: str, make: Callable[[], bytes | str], outcome: str
) -> HostileInput:
    return HostileInput(
        group=group, name=name, make=make, kind=Kind.FILE, url=file, expected=outcome, story=STORY,
        seconds=10.0,
    )  # fmt: skip


INPUTS = (
    *(_file("packed file", name, *parts) for name, parts in _PACKED.items()),
    *(_file("JSON Lines", name, "a.jsonl", *parts) for name, parts in _JSON_LINES.items()),
    *(_file("WARC", name, "a.warc", *parts) for name, parts in _ARCHIVES.items()),
    *(_file("other file", name, file, given(data), _BAD) for name, (file, data) in _OTHERS.items()),
)
