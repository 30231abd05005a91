"""JSON Lines: one object a line, with the page in `html` or `text`."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator

import msgspec

from cleaners.intake.article_json import is_article, over_many_lines
from cleaners.intake.call_arguments import usable_moment, usable_url
from cleaners.intake.record import MAX_RECORD_BYTES, Failure, Place, Record, over_limit
from cleaners.intake.streams import Stream

# Bytes. Escapes (`\u0430`) make a line up to three times as long as its page in UTF-8; one that
# is longer still is skipped without holding it.
MAX_LINE_BYTES = 64 * 1024 * 1024

# Bytes. Python's reader forgives more (NaN, torn surrogates) but builds every value: up to 24
# times the memory of the line.
_FORGIVEN_BYTES = 4 * 1024 * 1024

# Bytes of a value that is handed on; longer ones are pages in another form.
_LONGEST_OWN = 64 * 1024

_SKIP_PIECE = 64 * 1024  # bytes
_KEYS_NAMED = 8
_MOST_BROKEN = 0.01  # share of characters that are no UTF-8; more is another encoding


class _Page(msgspec.Struct):
    """The keys that count; msgspec skips all others without building their values."""

    html: str | None = None
    text: str | None = None
    url: str | None = None
    date_downloaded: str | None = None
    camel_date: str | None = msgspec.field(name="dateDownloaded", default=None)


_PAGE_KEYS = frozenset(_Page.__struct_encode_fields__)


class _LineError(Exception):
    """A line is no record."""


def read_json_lines(stream: Stream, place: Place) -> Iterator[Record | Failure]:
    """A record for each line that holds a page, a failure for each that does not."""
    number = 0
    for number, line in _numbered_lines(stream):
        try:
            yield _read_line(line, place.at(number))
        except _LineError as error:
            if number == 1 and _is_part_of_document(line):
                yield Failure(place, over_many_lines(line))
                return
            yield Failure(place.at(number), str(error))
    if not number and not stream.problem:
        yield Failure(place, "empty: there is no line in it")


def _numbered_lines(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """Lines that hold something, counted with those that do not; b"" for one that is too long."""
    buffered = io.BufferedReader(stream, _SKIP_PIECE)
    number = 0
    while line := buffered.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            _skip_line(buffered)
            yield number, b""
        elif not line.endswith(b"\n") and stream.problem:
            return  # torn off in its middle; the problem is told once
        elif content := line.removeprefix(codecs.BOM_UTF8).strip():
            yield number, content


def _skip_line(buffered: io.BufferedReader[Stream]) -> None:
    while piece := buffered.readline(_SKIP_PIECE):
        if piece.endswith(b"\n"):
            return


def _read_line(line: bytes, place: Place) -> Record:
    if not line:
        raise _LineError(f"line longer than {MAX_LINE_BYTES // 2**20} MiB (MAX_LINE_BYTES)")
    page, own = _decode(line)
    data = page.html or page.text
    if data is None and is_article(line):
        return Record(line, place, is_article=True)
    if data is None:
        raise _LineError(f"no page in `html` or `text`; {_keys(line)}")
    if len(data) > MAX_RECORD_BYTES:
        raise _LineError(over_limit())
    return Record(
        data,
        place,
        url=usable_url(page.url),
        downloaded=usable_moment(page.date_downloaded or page.camel_date),
        own=own or None,
    )


def _decode(line: bytes) -> tuple[_Page, dict[str, msgspec.Raw]]:
    try:
        page = msgspec.json.decode(line, type=_Page)
        return page, _own(msgspec.json.decode(line, type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if len(line) > _FORGIVEN_BYTES:
            raise _LineError(f"no JSON object: {error}") from None
    value = _decode_forgiving(line)
    items = value.items() if isinstance(value, dict) else ()
    return _page_of(value), _own({key: _encode(item) for key, item in items})


def _own(values: dict[str, msgspec.Raw]) -> dict[str, msgspec.Raw]:
    """The keys that are not about the page; copied, so that the line need not be kept."""
    own = {
        key: value.copy()
        for key, value in values.items()
        if key not in _PAGE_KEYS and len(memoryview(value)) <= _LONGEST_OWN
    }
    for value in own.values():
        msgspec.json.decode(value)  # it was skipped without a look so far, and may be invalid
    return own


def _encode(value: object) -> msgspec.Raw:
    """A forgiven value as sound JSON: what is no character becomes a question mark."""
    return msgspec.Raw(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _decode_forgiving(line: bytes) -> object:
    text = line.decode("utf-8", "replace")
    if text.count("\ufffd") > _MOST_BROKEN * len(text):
        raise _LineError("not in UTF-8: convert the file first, for example with `iconv`")
    try:
        return json.loads(text, parse_constant=lambda _constant: None)  # NaN is no JSON
    except (ValueError, RecursionError) as error:
        raise _LineError(f"no JSON: {error}") from None


def _page_of(value: object) -> _Page:
    if not isinstance(value, dict):
        raise _LineError("no JSON object: a line must be {…} with `html` or `text`")
    names = zip(_Page.__struct_fields__, _Page.__struct_encode_fields__, strict=True)
    known = {field: value.get(name) for field, name in names}
    return _Page(**{field: text for field, text in known.items() if isinstance(text, str)})


def _keys(line: bytes) -> str:
    if len(line) > _FORGIVEN_BYTES:
        return "the line is too long to list its keys"
    value = _decode_forgiving(line)
    keys = [repr(key) for key in value] if isinstance(value, dict) else []
    more = " …" if len(keys) > _KEYS_NAMED else ""
    return f"keys are: {', '.join(keys[:_KEYS_NAMED])}{more}" if keys else "it has no keys"


def _is_part_of_document(line: bytes) -> bool:
    """Whether the first line is the beginning of a document over many lines."""
    return line.startswith(b"[") or line.endswith((b"{", b"[", b","))
