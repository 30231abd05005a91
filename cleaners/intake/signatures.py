"""What a file is, by its first bytes; its name only helps."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

HEAD_BYTES = 4096

_UTF_16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_NO_TEXT_WITHIN = 1024  # bytes; a NUL there is never text

_CONVERT = "convert it to text first"
_UNPACK = "unpack it first"
_FOREIGN = (
    (b"%PDF-", "a PDF", _CONVERT),
    (b"\x89PNG\r\n", "a PNG picture", "leave it out"),
    (b"\xff\xd8\xff", "a JPEG picture", "leave it out"),
    (b"GIF8", "a GIF picture", "leave it out"),
    (b"PK\x03\x04", "a ZIP archive or an Office file", _UNPACK),
    (b"\xd0\xcf\x11\xe0", "an Office file", _CONVERT),
    (b"{\\rtf", "an RTF file", _CONVERT),
    (b"BZh", "bzip2 data", _UNPACK),
    (b"\xfd7zXZ\x00", "xz data", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (b"SQLite format 3", "an SQLite database", "export it as JSON Lines"),
)
_WIDE_JSON = "JSON in UTF-16: convert it to UTF-8 first, for example with `iconv -t UTF-8`"
_JSON = re.compile(r"""\s*(?:\{\s*["}]|\[\s*\{\s*["}])""")
_MARKUP = re.compile(r"\s*<")
_PACKED_ENDING = re.compile(r"\.(?:gz|zst)$", re.IGNORECASE)
_JSON_LINES_ENDING = re.compile(r"\.(?:jsonl|ndjson|jl)$", re.IGNORECASE)


class Container(StrEnum):
    """How many pages a file holds, and how."""

    PAGE = "page"
    WARC = "warc"
    JSON_LINES = "json lines"


def sniff_container(head: bytes, name: str) -> Container:
    r"""The container of an unpacked file.

    >>> sniff_container(b"WARC/1.1\r\n", "x").value, sniff_container(b'{"url": ', "x").value
    ('warc', 'json lines')
    """
    if head.startswith(b"WARC/"):
        return Container.WARC
    text = opening_text(head)
    if _JSON.match(text):
        return Container.JSON_LINES
    # A file of JSON Lines whose first line is broken is known by its name alone.
    named = _JSON_LINES_ENDING.search(_PACKED_ENDING.sub("", name))
    is_named_wrongly = _MARKUP.match(text) or refusal(head)
    return Container.JSON_LINES if named and not is_named_wrongly else Container.PAGE


def refusal(head: bytes) -> str | None:
    """Why these bytes are no text, and what to do; None for text.

    >>> refusal(b"%PDF-1.7")
    'a PDF, no page: convert it to text first'
    >>> refusal("Хроника дня".encode())
    """
    for magic, name, advice in _FOREIGN:
        if head.startswith(magic):
            return f"{name}, no page: {advice}"
    if is_wide(head):
        return _WIDE_JSON if _JSON.match(opening_text(head)) else None
    if b"\x00" in head[:_NO_TEXT_WITHIN]:
        return "binary data, no page: leave it out, or convert it to text first"
    return None


def is_wide(head: bytes) -> bool:
    """Whether a byte order mark says UTF-16 or UTF-32."""
    return head.startswith(_UTF_16_OR_32)


def opening_text(head: bytes) -> str:
    """The first characters, as far as the byte order mark tells."""
    for mark, encoding in zip(_UTF_16_OR_32, ("utf-16", "utf-16", "utf-32"), strict=True):
        if head.startswith(mark):
            return head.decode(encoding, "ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
