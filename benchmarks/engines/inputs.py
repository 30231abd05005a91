"""Pages of the replica, each with a number of its own, as archives and as a table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.speed import Input, load_dumps, load_pages
from fixtures.replica.loading import load_site

SITE = "https://kazpravda.kz"
KINDS = ("small", "profile", "generic", "dump")
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_NO_STORY = b"<!doctype html><title>Tag</title><p>[[year]]"
_DROPPED = 50  # one page in so many has no story


def numbered(kind: str, count: int) -> Iterator[Input]:
    """COUNT pages, each with an address of its own.

    `small` are stories without menus; one in fifty is a page without a story. `profile` are whole
    pages of a host whose profile ships, `generic` the same at a host that nobody knows, `dump`
    their text.
    """
    if kind == "small":
        stories = [article.story for article in load_site().articles if article.story.paragraphs]
        pages = [f"<!doctype html><title>{s.headline}</title>{s.html}".encode() for s in stories]
    else:
        pages = [page.data for page in (load_dumps() if kind == "dump" else load_pages())]
    site = SITE if kind in ("small", "profile") else "https://unknown.example"
    for number, page in enumerate(islice(cycle(pages), count)):
        data = _NO_STORY if kind == "small" and number % _DROPPED == 0 else page
        yield Input(data, f"{site}/n/{number}/", _TEXT if kind == "dump" else _HTML)


def write_archives(folder: Path, kind: str, count: int, files: int) -> None:
    """The pages as FILES packed archives."""
    folder.mkdir(parents=True)
    pages = numbered(kind, count)
    for number in range(files):
        share = (count + files - 1 - number) // files
        with (folder / f"{number:05}.warc.gz").open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for page in islice(pages, share):
                headers = [("Content-Type", page.content_type or _HTML)]
                record = writer.create_warc_record(
                    page.url,
                    "response",
                    payload=io.BytesIO(page.data),
                    http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                )
                writer.write_record(record)
                record.raw_stream.close()  # a temporary file


def write_tables(folder: Path, kind: str, count: int, files: int) -> None:
    """The pages as FILES Parquet files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    pages = numbered(kind, count)
    names = ("content", "url", "content_type")
    for number in range(files):
        share = islice(pages, (count + files - 1 - number) // files)
        table = pa.Table.from_pylist([dict(zip(names, page, strict=True)) for page in share])
        pq.write_table(table, folder / f"{number:05}.parquet", row_group_size=100)
