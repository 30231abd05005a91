"""The encoding of bytes that tell none: charset-normalizer, corrected by Cyrillic letter shares."""

from __future__ import annotations

import string

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
