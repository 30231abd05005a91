"""Article JSON of a run or a crawl, taken in again to be written in another form."""

from __future__ import annotations

import io
from collections.abc import Iterator

import msgspec

from cleaners.intake.record import MAX_RECORD_BYTES, Failure, Place, Record, over_limit
from cleaners.intake.streams import Stream

_MANY_LINES = "one JSON document over many lines, no JSON Lines: write one object a line, "
NO_PAGE = "an article, no page: give the page that it was made of"


class _Metadata(msgspec.Struct):
    cleaner_version: str = msgspec.field(name="cleanerVersion")


class _Article(msgspec.Struct):
    """What tells an article from any other JSON; msgspec skips all else."""

    metadata: _Metadata


def is_article(data: bytes | msgspec.Raw) -> bool:
    """Whether an object is article JSON; what stands in it is not looked at."""
    try:
        msgspec.json.decode(data, type=_Article)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def is_document(head: bytes) -> bool:
    r"""Whether a file of JSON is one indented document, by its first line.

    >>> is_document(b'{\n  "url": "a"'), is_document(b'{"html": "a"}\n')
    (True, False)
    """
    return head.lstrip().partition(b"\n")[0].strip() in (b"{", b"[")


def read_articles(stream: Stream, place: Place) -> Iterator[Record | Failure]:
    """The articles of a JSON document: one, or an array of them; a failure for anything else."""
    data = io.BufferedReader(stream).read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        yield Failure(place, over_limit())
        return
    if is_article(data):
        yield Record(data, place, is_article=True)
        return
    items = _items(data)
    if not items or not all(map(is_article, items)):
        yield Failure(place, over_many_lines(data))
        return
    for number, item in enumerate(items, 1):
        yield Record(bytes(item), place.at(number), is_article=True)


def _items(data: bytes) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []


def over_many_lines(data: bytes) -> str:
    """The sentence on a document over many lines that begins like that."""
    command = "jq -c '.[]'" if data.lstrip().startswith(b"[") else "jq -c ."
    return f"{_MANY_LINES}for example with `{command}`"
