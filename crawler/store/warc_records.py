"""One exchange with a site and its WARC 1.1 records, each a gzip member (ISO 28500:2017)."""

from __future__ import annotations

import gzip
import io
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from cleaners import __version__
from crawler.discovery.timestamps import now

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.http.headers import Headers as ScrapyHeaders

Headers = tuple[tuple[str, str], ...]

# Headers with credentials are not archived: an archive may be given to others.
SECRETS = frozenset({"authorization", "proxy-authorization", "cookie"})

# Unpacked; as much as an answer may have by `DOWNLOAD_MAXSIZE`.
MAX_PAGE_BYTES = 32 * 1024 * 1024
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
RECORDS = 3  # of an exchange
FIELDS = "application/warc-fields"
# 9 takes three times as long for a file that is a twelfth smaller.
PACKING = 3
# What names of headers are made of (RFC 9110, 5.6.2) beside letters and digits. What a server sends
# beyond that is percent-encoded: readers refuse it.
NAME_MARKS = "!#$&'*+-.^_`|~"
LINE_BREAKS = str.maketrans("\r\n", "  ")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Headers in the order of Scrapy; the body as received, its content encoding kept.

    Chunks are joined: that is the coding of the transfer and not of the page.
    """

    url: str
    fetched: str
    method: str
    request_headers: Headers
    status: int
    protocol: str
    response_headers: Headers
    body: bytes = field(repr=False)
    ip_address: str | None = None


def exchange_of(request: Request, response: Response) -> Exchange:
    """The exchange that has just ended."""
    return Exchange(
        url=response.url,
        fetched=now(),
        method=request.method,
        request_headers=tuple(
            pair for pair in headers_of(request.headers) if pair[0].lower() not in SECRETS
        ),
        status=response.status,
        protocol=response.protocol or "HTTP/1.1",
        response_headers=headers_of(response.headers),
        body=response.body,
        ip_address=str(response.ip_address) if response.ip_address else None,
    )


def headers_of(headers: ScrapyHeaders) -> Headers:
    """All headers, repeated ones one by one."""
    lists: Mapping[bytes, list[bytes]] = headers
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in lists
        for value in headers.getlist(name)
    )


def warcinfo(name: str, info: Mapping[str, str]) -> bytes:
    """The record at the beginning of a file."""
    fields = {"software": f"Chistovik/{__version__}", "format": "WARC File Format 1.1", **info}
    record = _record(
        WarcRecordType.warcinfo, {"WARC-Filename": name, "Content-Type": FIELDS}, _fields(fields)
    )
    return _member(record)


def records_of(exchange: Exchange, facts: Mapping[str, str]) -> bytes:
    """Metadata, response and request of one exchange, in this order.

    `facts` say what became of the page, as `chistovik-<name>: <text>`. They come first, so that
    who reads the file as a stream knows when the response comes whether he wants it.
    """
    response = _response(exchange)
    together = {
        "WARC-Date": exchange.fetched,
        "WARC-Target-URI": exchange.url,
        "WARC-Concurrent-To": response.headers["WARC-Record-ID"],
    }
    metadata = _record(
        WarcRecordType.metadata,
        together | {"Content-Type": FIELDS},
        _fields({f"chistovik-{name}": text for name, text in facts.items()}),
    )
    request = _record(
        WarcRecordType.request,
        together | {"Content-Type": "application/http; msgtype=request"},
        _asked(exchange),
    )
    answered = _member(response, None if _is_revisit(exchange) else exchange.body)
    return _member(metadata) + answered + _member(request)


def payload_digest(body: bytes) -> str:
    """The `WARC-Payload-Digest` of an answer with this body.

    >>> payload_digest(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    digest = sha1(body, usedforsecurity=False).digest()
    return f"sha1:{b32encode(digest).decode()}"


class ArchivedPage(NamedTuple):
    """The page of an exchange: its body with the content encoding undone."""

    url: str
    fetched: str
    content_type: str | None
    body: bytes


def read_page(records: bytes) -> ArchivedPage | None:
    """The page of an exchange as `records_of` wrote it, or a public archive did.

    None where it can't be read, or is larger than pages are.
    """
    try:
        for record in ArchiveIterator(
            io.BytesIO(records), record_types=WarcRecordType.response, auto_decode="content"
        ):
            http = record.http_headers
            body = record.reader.read(MAX_PAGE_BYTES + 1)
            if len(body) > MAX_PAGE_BYTES:
                return None
            return ArchivedPage(
                url=record.headers["WARC-Target-URI"],
                fetched=record.headers["WARC-Date"],
                content_type=http.get("Content-Type") if http is not None else None,
                body=body,
            )
    except (OSError, ValueError, KeyError):
        return None
    return None


def _record(kind: WarcRecordType, headers: Mapping[str, str], content: bytes) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(content)
    return record


def _member(record: WarcRecord, payload: bytes | None = None) -> bytes:
    """The record with its digests, packed; `payload` is the body of an answer."""
    buffer = io.BytesIO()
    digest = None if payload is None else sha1(payload, usedforsecurity=False).digest()
    record.write(buffer, checksum_data=True, payload_digest=digest)
    return gzip.compress(buffer.getvalue(), PACKING, mtime=0)


def _response(exchange: Exchange) -> WarcRecord:
    headers = {
        "WARC-Date": exchange.fetched,
        "WARC-Target-URI": exchange.url,
        "Content-Type": "application/http; msgtype=response",
    }
    if exchange.ip_address:
        headers["WARC-IP-Address"] = exchange.ip_address
    if _is_revisit(exchange):
        headers["WARC-Profile"] = NOT_MODIFIED_PROFILE
    first = f"{exchange.protocol} {exchange.status} {_phrase(exchange.status)}".strip()
    kind = WarcRecordType.revisit if _is_revisit(exchange) else WarcRecordType.response
    return _record(kind, headers, _head(first, exchange.response_headers) + exchange.body)


def _is_revisit(exchange: Exchange) -> bool:
    return exchange.status == HTTPStatus.NOT_MODIFIED


def _asked(exchange: Exchange) -> bytes:
    parts = urlsplit(exchange.url)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    headers = (("Host", parts.netloc), *exchange.request_headers)
    return _head(f"{exchange.method} {target} HTTP/1.1", headers)


def _head(first: str, headers: Headers) -> bytes:
    named = ((quote(name, safe=NAME_MARKS), value) for name, value in headers)
    lines = (first, *(f"{name}: {value.translate(LINE_BREAKS)}" for name, value in named))
    # Headers are Latin-1 (RFC 9110, 5.5), so these are the bytes that went over the wire.
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1", "replace")


def _fields(values: Mapping[str, str]) -> bytes:
    # A line break in a message would begin another field.
    lines = (f"{name}: {' '.join(text.split())}\r\n" for name, text in values.items())
    return "".join(lines).encode("utf-8", "backslashreplace")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
