"""Small dumps of every kind, and a short way to read them."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import zstandard
from fastwarc.stream_io import BrotliWriter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaners.intake.containers import read_stream
from cleaners.intake.record import Failure, Place, Record
from cleaners.intake.sources import read_sources
from crawler.store.warc_records import Exchange, records_of

STORY = "Мост через Ишим открыли в среду, и первыми по нему прошли строители."
PAGE = f"<!doctype html><title>Мост</title><p>{STORY}".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Archive:
    """A WARC that grows record by record."""

    def __init__(self, *, packed: bool = False) -> None:
        self._file = io.BytesIO()
        self._writer = WARCWriter(self._file, gzip=packed)

    def response(
        self,
        body: bytes = PAGE,
        headers: Mapping[str, str] = HTML,
        status: str = "200 OK",
        url: str = "https://kazpravda.kz/n/most",
    ) -> Archive:
        """Add what a server answered."""
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        return self._add("response", url, body, http_headers=http)

    def crawled(self, body: bytes = PAGE, **facts: str) -> Archive:
        """Add a page and what a crawl of ours says of it, as the crawler writes it."""
        exchange = Exchange(
            *("https://kazpravda.kz/n/most", "2026-01-31T08:00:00Z", "GET", (), 200, "HTTP/1.1"),
            *(tuple(HTML.items()), body),
        )
        self._file.write(records_of(exchange, facts))
        return self

    def other(self, kind: str, body: bytes, content_type: str) -> Archive:
        """Add a record of another kind."""
        return self._add(kind, "https://kazpravda.kz/x", body, warc_content_type=content_type)

    def data(self) -> bytes:
        """The whole archive."""
        return self._file.getvalue()

    def _add(self, kind: str, url: str, body: bytes, **more: object) -> Archive:
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            warc_headers_dict={"WARC-Date": "2026-01-31T08:00:00Z"},
            **more,
        )
        self._writer.write_record(record)
        record.raw_stream.close()
        return self


def json_lines(*values: object) -> bytes:
    """Values as JSON Lines."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def zstd(data: bytes) -> bytes:
    """Data as one frame."""
    return zstandard.ZstdCompressor().compress(data)


def br(data: bytes) -> bytes:
    """Data as a Brotli stream."""
    packed = io.BytesIO()
    with BrotliWriter(packed) as writer:
        writer.write(data)
    return packed.getvalue()


def gz(data: bytes) -> bytes:
    """Data as one member."""
    return gzip.compress(data, mtime=0)


def read_bytes(data: bytes, name: str = "dump") -> list[Record | Failure]:
    """Everything that a file of these bytes holds."""
    return list(read_stream(io.BytesIO(data), Place(name)))


def read(*sources: str | Path) -> list[Record | Failure]:
    """Everything that these sources hold."""
    return list(read_sources([str(source) for source in sources]))


def told(found: Iterable[Record | Failure]) -> list[str]:
    """The failures in short, as they are shown."""
    return [f"{item.source}: {item.message}" for item in found if isinstance(item, Failure)]


def texts(found: Iterable[Record | Failure]) -> list[bytes | str]:
    """What the records hold."""
    return [item.data for item in found if isinstance(item, Record)]
