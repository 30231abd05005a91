"""One file: unpack it, see what it holds, hand out its records."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cleaners.intake.record import MAX_RECORD_BYTES, Failure, Place, Record, over_limit
from cleaners.intake.signatures import HEAD_BYTES, Container, is_wide, refusal, sniff_container
from cleaners.intake.streams import Stream, describe, open_file, open_stream
from cleaners.packing import unpacker_of


def read_file(place: Place) -> Iterator[Record | Failure]:
    """The records of a file on disk."""
    try:
        with open_file(Path(place.path)) as file:
            yield from read_stream(file, place)
    except OSError as error:
        yield Failure(place, describe(error))


def read_stream(file: BinaryIO, place: Place) -> Iterator[Record | Failure]:
    """The records of an open file, as they come."""
    from cleaners.intake.article_json import is_document, read_articles
    from cleaners.intake.jsonl import read_json_lines
    from cleaners.intake.warc_pages import read_warc

    stream = open_stream(file).unpacked()
    head = stream.head(HEAD_BYTES)
    container = sniff_container(head, place.path)
    if problem := _problem(head, container):
        yield Failure(place, problem)
        return
    if container is Container.WARC:
        yield from read_warc(stream, place)
    elif container is Container.JSON_LINES and is_document(head):
        yield from read_articles(stream, place)
    elif container is Container.JSON_LINES:
        yield from read_json_lines(stream, place)
    else:
        yield from _read_page(stream, place)
    if stream.problem:
        yield Failure(place, stream.problem)
    for notice in stream.notices:
        yield Failure(place, str(notice), is_warning=notice.is_harmless)


def _problem(head: bytes, container: Container) -> str | None:
    if unpacker_of(head):
        return "packed twice: unpack it once first"
    # Archives hold packed pages, so their first bytes may look like anything.
    return refusal(head) if container is Container.PAGE or is_wide(head) else None


def _read_page(stream: Stream, place: Place) -> Iterator[Record | Failure]:
    """The file as one page; none where its end is missing, which `read_stream` reports."""
    data = io.BufferedReader(stream).read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        yield Failure(place, over_limit())
    elif not stream.problem and all(notice.is_harmless for notice in stream.notices):
        yield Record(data, place)
