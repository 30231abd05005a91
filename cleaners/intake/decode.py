"""Bytes to text: byte order mark, HTTP header, the page's own declaration, then the bytes."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from cleaners.errors import DumpError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""charset\s*+=\s*+["']?+\s*+([\w.:-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)""")
_DECLARED_WITHIN = 4096  # bytes; the HTML standard asks for 1,024, real pages are less tidy

# Labels that the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels) reads as
# a larger code page than their name says.
_LARGER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254"}


class Decoded(NamedTuple):
    """A text, and whether it came as UTF-8 to the letter."""

    text: str
    exact_utf8: bool


def decode(data: bytes, content_type: str | None = None) -> str:
    r"""The text of a page; raises `DumpError` for bytes that are no text.

    >>> decode("Ақпан".encode("utf-16"))
    'Ақпан'
    >>> decode(b"\x89PNG\r\n\x1a\n\x00\x00")
    Traceback (most recent call last):
    cleaners.errors.DumpError: no text: the data holds NUL bytes; is it a picture or an archive?
    """
    return decode_page(data, content_type).text


def decode_page(data: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page, and whether the bytes are that text as UTF-8; errors as `decode`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), exact_utf8=False)
    if b"\x00" in data[:1024]:
        raise DumpError("no text: the data holds NUL bytes; is it a picture or an archive?")
    try:
        # UTF-8 proves itself: other encodings with letters beyond ASCII are no valid UTF-8.
        return Decoded(data.decode("utf-8"), exact_utf8=True)
    except UnicodeDecodeError as error:
        torn = _decode_torn(data, error)
    declared = _header_charset(content_type) or _declared_charset(data)
    text = torn or _decode_as(data, declared) or _decode_guessed(data)
    return Decoded(text, exact_utf8=False)


def _header_charset(content_type: str | None) -> str | None:
    match = _CHARSET.search((content_type or "").encode("ascii", "ignore"))
    return match[1].decode("ascii") if match else None


def _declared_charset(data: bytes) -> str | None:
    start = data[:_DECLARED_WITHIN]
    match = _CHARSET.search(start) or _XML_ENCODING.search(start)
    return match[1].decode("ascii") if match else None


def _decode_torn(data: bytes, error: UnicodeDecodeError) -> str | None:
    """A dump that was cut within a character is still UTF-8, if any of its letters proves so."""
    whole = data[: error.start]
    torn = error.reason == "unexpected end of data" and not whole.isascii()
    return whole.decode("utf-8") if torn else None


def _decode_as(data: bytes, label: str | None) -> str | None:
    """The text in the encoding that the page names, None where that can't be."""
    if label is None:
        return None
    name = _LARGER.get(label.lower(), label)
    try:
        if codecs.lookup(name).name == "utf-8":
            return _mostly_utf8(data)
        return data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return None


_MOST_BROKEN = 0.01  # share of characters; a few torn ones in a UTF-8 page are damage


def _mostly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= _MOST_BROKEN * len(text) else None


def _decode_guessed(data: bytes) -> str:
    from cleaners.intake.encoding_guess import guess_encoding

    return _mostly_utf8(data) or data.decode(guess_encoding(data), "replace")
