"""What a file or a text is, by its beginning; its name only helps."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from cleaners.document import DocumentKind

HEAD_BYTES = 4096

_UTF_16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_NO_TEXT_WITHIN = 1024  # bytes; a NUL there is never text

_CONVERT = "convert it to text first"
_UNPACK = "unpack it first"
_LEAVE = "leave it out"
_FOREIGN = (
    (b"%PDF-", "a PDF", _CONVERT),
    (b"\x89PNG\r\n", "a PNG picture", _LEAVE),
    (b"\xff\xd8\xff", "a JPEG picture", _LEAVE),
    (b"GIF8", "a GIF picture", _LEAVE),
    (b"II*\x00", "a TIFF picture", _LEAVE),
    (b"MM\x00*", "a TIFF picture", _LEAVE),
    (b"OggS\x00", "sound", _LEAVE),
    (b"ID3\x03", "sound", _LEAVE),
    (b"ID3\x04", "sound", _LEAVE),
    (b"\x7fELF", "a program", _LEAVE),
    (b"PK\x03\x04", "a ZIP archive or an Office file", _UNPACK),
    (b"\xd0\xcf\x11\xe0", "an Office file", _CONVERT),
    (b"{\\rtf", "an RTF file", _CONVERT),
    (b"BZh", "bzip2 data", _UNPACK),
    (b"\xfd7zXZ\x00", "xz data", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"\x1f\x8b", "gzip data", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd data", _UNPACK),
    (b"\x04\x22\x4d\x18", "lz4 data", _UNPACK),
    (b"\x1f\x9d", "compress data", _UNPACK),
    (b"!<arch>\n", "an ar archive", _UNPACK),
    (b"bplist00", "a Safari web archive", "save the page as HTML"),
    (b"PAR1\x15", "a Parquet file", "export it as JSON Lines"),
    (b"SQLite format 3", "an SQLite database", "export it as JSON Lines"),
    (b"WARC/1.", "a web archive", "`clean-file` reads the pages in it"),
)
_RIFFS = (b"WEBP", b"WAVE", b"AVI ")
_TAR = 257, b"ustar"  # where the sign of a TAR archive stands
# Blink and Word save a page with its pictures as a mail: header lines, then its parts.
_MAIL = re.compile(rb"(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location):[ \t]", re.I)
_PARTS = re.compile(rb"^Content-Type:[ \t]*multipart/related", re.I | re.M)
# Bytes that no text holds; form feeds and the escapes of ISO-2022 are in some.
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\f\r\x0b\x1b\x1a")) + b"\x7f"
_LEAST_NULS, _LEAST_NUL_SHARE = 2, 0.02  # of UTF-16; spaces alone make more
_MOST_CONTROLS = 0.02  # share of the first bytes; random ones have 0.1
_BINARY = "binary data, no page: leave it out, or convert it to text first"
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
    if head.startswith(_TAR[1], _TAR[0]):
        return f"a TAR archive, no page: {_UNPACK}"
    if head.startswith(b"RIFF") and head[8:12] in _RIFFS:
        return f"a picture, sound or film, no page: {_LEAVE}"
    if _MAIL.match(head) and _PARTS.search(head):
        return "a page saved as MHTML, no page: save it as HTML"
    if is_wide(head):
        return _WIDE_JSON if _JSON.match(opening_text(head)) else None
    return _BINARY if _is_binary(head) else None


def _is_binary(head: bytes) -> bool:
    if b"\x00" in head[:_NO_TEXT_WITHIN]:
        return wide_encoding(head) is None
    controls = len(head) - len(head.translate(None, delete=_CONTROLS))
    return controls > _MOST_CONTROLS * len(head) and controls > 1


def wide_encoding(head: bytes) -> str | None:
    r"""UTF-16 without a byte order mark, by its NUL bytes: every ASCII character has one.

    >>> wide_encoding("<p>Мост".encode("utf-16-le")), wide_encoding(b"<p>a")
    ('utf-16-le', None)
    """
    even, odd = head[0::2].count(b"\x00"), head[1::2].count(b"\x00")
    if (even and odd) or max(even, odd) < max(_LEAST_NULS, _LEAST_NUL_SHARE * len(head)):
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = head[: len(head) & ~1].decode(encoding, "replace")
    strange = sum(character < " " and character not in "\t\n\f\r" for character in text)
    return encoding if text and not strange and "\ufffd" not in text[:-1] else None


def is_wide(head: bytes) -> bool:
    """Whether it is UTF-16 or UTF-32, by its byte order mark or its NUL bytes."""
    return head.startswith(_UTF_16_OR_32) or wide_encoding(head) is not None


def opening_text(head: bytes) -> str:
    """The first characters, as far as the byte order mark tells."""
    for mark, encoding in zip(_UTF_16_OR_32, ("utf-16", "utf-16", "utf-32"), strict=True):
        if head.startswith(mark):
            return head.decode(encoding, "ignore")
    if wide := wide_encoding(head):
        return head.decode(wide, "ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


_START = re.compile(
    r"\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|br|a|span|table|tr|td|ul|ol|li|h[1-6]|article|section|img|meta|"
    r"script|style|title|main|header|footer|nav|figure|time|form|strong|em|b|i)\b[^<>]*>",
    re.I,
)
_SAMPLE = 100_000  # characters
_CHARACTERS_PER_TAG = 1_000
_LEAST_TAGS = 3
_MARKED_LINES = 0.25  # share of the lines with tags in them; markup has more


def sniff_kind(text: str) -> DocumentKind:
    """HTML if the text begins like a page, or has known tags all over it.

    A story that mentions `<b>` once is text, and so is a page of text with the markup of a
    banner or two in it, which some renderers leave there.

    >>> sniff_kind("<p>Мост <b>открыт</b></p>").value, sniff_kind("Тег <b> устарел").value
    ('html', 'text')
    """
    sample = text[:_SAMPLE]
    if "<" not in sample:
        return DocumentKind.TEXT
    if _START.match(sample):
        return DocumentKind.HTML
    tags = sum(1 for _ in _TAG.finditer(sample))
    enough = max(_LEAST_TAGS, len(sample) / _CHARACTERS_PER_TAG)
    if tags < enough or (not sample.lstrip().startswith("<") and _is_mostly_text(sample)):
        return DocumentKind.TEXT
    return DocumentKind.HTML


def _is_mostly_text(sample: str) -> bool:
    lines = [line for line in sample.splitlines() if line.strip()]
    marked = sum(_TAG.search(line) is not None for line in lines if "<" in line)
    return marked < _MARKED_LINES * len(lines)
