"""Bytes to text: byte order mark, HTTP header, the page's own declaration, then the bytes."""

from __future__ import annotations

import codecs
import re
import string
from typing import NamedTuple

from cleaners.errors import DumpError
from cleaners.intake.signatures import HEAD_BYTES, refusal, wide_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""charset\s*+=\s*+["']?+\s*+([\w.:-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""\s*+<\?xml[^>]*?\sencoding\s*+=\s*+["']([\w.:-]+)""")
_DECLARED_WITHIN = 4096  # bytes; the HTML standard asks for 1,024, real pages are less tidy
_LONGEST_LABEL = 40  # characters; «Extended_UNIX_Code_Packed_Format_for_Japanese» is no label there

# The encodings of the web (https://encoding.spec.whatwg.org/#names-and-labels) by their names in
# Python, and the Kazakh and Tajik code pages. Python knows others that are no encodings of text,
# or none that a page may choose: punycode, unicode_escape, idna, utf-7.
_ENCODINGS = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 "
    "iso8859-7 iso8859-8 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 "
    "koi8-r koi8-u koi8-t mac-roman mac-cyrillic cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 "
    "cp1256 cp1257 cp1258 kz1048 ptcp154 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp shift_jis "
    "cp932 euc_kr cp949 iso2022_kr hz tis-620".split()
)
_SEVEN_BITS = frozenset({"iso2022_jp", "iso2022_kr", "hz"})  # ASCII to look at
_OWN_LABELS = {"x-mac-cyrillic": "mac-cyrillic", "iso-8859-9": "cp1254", "latin5": "cp1254"}


class Decoded(NamedTuple):
    """A text, and whether it came as UTF-8 to the letter."""

    text: str
    exact_utf8: bool


def decode_page(data: bytes, content_type: str | None = None) -> Decoded:
    r"""The text of a page, and whether the bytes are that text as UTF-8.

    Raises `DumpError` for bytes that are no text, saying what they are.

    >>> decode_page("Ақпан".encode("utf-16")).text
    'Ақпан'
    >>> decode_page(b"\x89PNG\r\n\x1a\n\x00\x00")
    Traceback (most recent call last):
    cleaners.errors.DumpError: a PNG picture, no page: leave it out
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), exact_utf8=False)
    head = data[:HEAD_BYTES]
    if wide := wide_encoding(head):
        return Decoded(data.decode(wide, "replace"), exact_utf8=False)
    if problem := refusal(head):
        raise DumpError(problem)
    declared = _header_charset(content_type) or _declared_charset(data)
    if declared is not None and declared in _SEVEN_BITS and data.isascii():
        return Decoded(data.decode(declared, "replace"), exact_utf8=False)
    try:
        # UTF-8 proves itself: other encodings with letters beyond ASCII are no valid UTF-8.
        return Decoded(data.decode("utf-8"), exact_utf8=True)
    except UnicodeDecodeError as error:
        torn = _decode_torn(data, error)
    text = torn or _decode_as(data, declared) or _decode_guessed(data)
    return Decoded(text, exact_utf8=False)


def encoding_of(label: str) -> str | None:
    """Python's name of the encoding that browsers mean by a label; None for what is none.

    >>> encoding_of("latin1"), encoding_of("GB2312"), encoding_of("punycode")
    ('cp1252', 'gb18030', None)
    """
    # Imported here: most pages are UTF-8, and say so by being it.
    from w3lib.encoding import resolve_encoding

    if len(label) > _LONGEST_LABEL:
        return None
    name = _OWN_LABELS.get(label.lower()) or resolve_encoding(label)
    return name if name in _ENCODINGS else None


def _header_charset(content_type: str | None) -> str | None:
    match = _CHARSET.search((content_type or "").encode("ascii", "ignore"))
    return encoding_of(match[1].decode("ascii")) if match else None


def _declared_charset(data: bytes) -> str | None:
    start = data[:_DECLARED_WITHIN]
    match = _CHARSET.search(start) or _XML_ENCODING.match(start)
    return encoding_of(match[1].decode("ascii")) if match else None


def _decode_torn(data: bytes, error: UnicodeDecodeError) -> str | None:
    """A dump that was cut within a character is still UTF-8, if any of its letters proves so."""
    whole = data[: error.start]
    torn = error.reason == "unexpected end of data" and not whole.isascii()
    return whole.decode("utf-8") if torn else None


def _decode_as(data: bytes, encoding: str | None) -> str | None:
    """The text in the encoding that the page names, None where that can't be."""
    if encoding is None or encoding.startswith("utf-16"):
        return None  # in UTF-16 the name itself could not have been read
    return _mostly_utf8(data) if encoding == "utf-8" else data.decode(encoding, "replace")


_MOST_BROKEN = 0.01  # share of characters; a few torn ones in a UTF-8 page are damage


def _mostly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= _MOST_BROKEN * len(text) else None


def _decode_guessed(data: bytes) -> str:
    from cleaners.intake.decode import guess_encoding

    return _mostly_utf8(data) or data.decode(guess_encoding(data), "replace")


_SAMPLE = 65_536  # bytes
_CYRILLIC_PAGES = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")

# The most frequent letters of Russian text make up 60 to 70 % of it; read in a wrong code page
# they become capitals or rare letters.
_FREQUENT = "оеаинтсрвлкмдпу"
_LEAST_FREQUENT_SHARE = 0.5
_LEAST_HIGH_SHARE = 0.2
_HIGH = bytes(range(0x80, 0x100))
_ASCII_LETTERS = string.ascii_letters.encode()


def guess_encoding(data: bytes) -> str:
    """The most probable encoding of bytes that are no UTF-8.

    >>> guess_encoding("Обмен опытом приносит пользу".encode("koi8-r"))
    'koi8-r'
    """
    sample = data[:_SAMPLE]
    return _cyrillic_page(sample) or _normalizer_guess(sample) or "cp1252"


def _cyrillic_page(sample: bytes) -> str | None:
    """The code page in which the sample reads most like Russian, None if it does in none."""
    high = len(sample) - len(sample.translate(None, delete=_HIGH))
    letters = high + len(sample) - len(sample.translate(None, delete=_ASCII_LETTERS))
    if not high or high < _LEAST_HIGH_SHARE * letters:
        return None
    frequent = {page: _count_frequent(sample, page) for page in _CYRILLIC_PAGES}
    best = max(_CYRILLIC_PAGES, key=lambda page: frequent[page])
    return best if frequent[best] >= _LEAST_FREQUENT_SHARE * high else None


def _count_frequent(sample: bytes, page: str) -> int:
    """How many bytes of the sample are frequent small letters in that code page."""
    return len(sample) - len(sample.translate(None, delete=_FREQUENT.encode(page)))


def _normalizer_guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
