"""An exchange as WARC 1.1 records, each a gzip member of its own (ISO 28500:2017)."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaners import __version__
from crawler.archive.exchange import Exchange

WARC_VERSION = "WARC/1.1"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
RECORDS = 3  # of an exchange
FIELDS = "application/warc-fields"
# warcio packs with 9, three times as long for a file that is a twelfth smaller.
PACKING = 3
# What names of headers are made of (RFC 9110, 5.6.2) beside letters and digits. Values that are no
# ASCII are percent-encoded by warcio, names that are none would stop it.
NAME_MARKS = "!#$&'*+-.^_`|~"


def warcinfo(name: str, info: Mapping[str, str]) -> bytes:
    """The record at the beginning of a file."""
    buffer, writer = _writer()
    told = {"software": f"Chistovik/{__version__}", "format": "WARC File Format 1.1", **info}
    writer.write_record(writer.create_warcinfo_record(name, told))
    return _member(buffer)


def records_of(exchange: Exchange, facts: Mapping[str, str]) -> bytes:
    """Metadata, response and request of one exchange, in this order.

    `facts` say what became of the page, as `chistovik-<name>: <text>`. They come first, so that
    who reads the file as a stream knows when the response comes whether he wants it.
    """
    buffer, writer = _writer()
    response = _response(writer, exchange)
    identifier = response.rec_headers.get_header("WARC-Record-ID")
    together = {"WARC-Date": exchange.fetched, "WARC-Concurrent-To": identifier}
    members = []
    for record in (
        _metadata(writer, exchange, facts, together),
        response,
        _request(writer, exchange, together),
    ):
        writer.write_record(record)
        members.append(_member(buffer))
    return b"".join(members)


def _writer() -> tuple[io.BytesIO, WARCWriter]:
    buffer = io.BytesIO()
    return buffer, WARCWriter(buffer, gzip=False, warc_version=WARC_VERSION)


def _member(buffer: io.BytesIO) -> bytes:
    """What was written to the buffer, packed; the buffer is empty then."""
    packed = gzip.compress(buffer.getvalue(), PACKING, mtime=0)
    buffer.seek(0)
    buffer.truncate()
    return packed


def _response(writer: WARCWriter, exchange: Exchange) -> Any:
    headers = {"WARC-Date": exchange.fetched}
    if exchange.ip_address:
        headers["WARC-IP-Address"] = exchange.ip_address
    not_modified = exchange.status == HTTPStatus.NOT_MODIFIED
    if not_modified:
        headers["WARC-Profile"] = NOT_MODIFIED_PROFILE
    status = StatusAndHeaders(
        f"{exchange.status} {_phrase(exchange.status)}".strip(),
        [(quote(name, safe=NAME_MARKS), value) for name, value in exchange.response_headers],
        protocol=exchange.protocol,
    )
    return writer.create_warc_record(
        exchange.url,
        "revisit" if not_modified else "response",
        payload=io.BytesIO(exchange.body),
        length=len(exchange.body),
        warc_headers_dict=headers,
        http_headers=status,
    )


def _request(writer: WARCWriter, exchange: Exchange, headers: Mapping[str, str]) -> Any:
    parts = urlsplit(exchange.url)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    asked = StatusAndHeaders(
        f"{exchange.method} {target} HTTP/1.1",
        [("Host", parts.netloc), *exchange.request_headers],
        is_http_request=True,
    )
    return writer.create_warc_record(
        exchange.url, "request", warc_headers_dict=dict(headers), http_headers=asked
    )


def _metadata(
    writer: WARCWriter, exchange: Exchange, facts: Mapping[str, str], headers: Mapping[str, str]
) -> Any:
    # A line break in a message would begin another field.
    lines = "".join(
        f"chistovik-{name}: {' '.join(text.split())}\r\n" for name, text in facts.items()
    )
    told = lines.encode("utf-8", "backslashreplace")
    return writer.create_warc_record(
        exchange.url,
        "metadata",
        payload=io.BytesIO(told),
        length=len(told),
        warc_content_type=FIELDS,
        warc_headers_dict=dict(headers),
    )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
