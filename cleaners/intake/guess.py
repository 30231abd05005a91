"""The encoding of bytes that tell none: charset-normalizer, corrected by Cyrillic letter shares."""

from __future__ import annotations

_SAMPLE = 65_536  # bytes
_CYRILLIC_PAGES = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")

# The most frequent letters of Russian text make up 60 to 70 % of it; read in a wrong code page
# they become capitals or rare letters.
_FREQUENT = frozenset("оеаинтсрвлкмдпу")
_LEAST_FREQUENT_SHARE = 0.5
_LEAST_HIGH_SHARE = 0.2


def guess_encoding(data: bytes) -> str:
    """The most probable encoding of bytes that are no UTF-8.

    >>> guess_encoding("Обмен опытом приносит пользу".encode("koi8-r"))
    'koi8-r'
    """
    sample = data[:_SAMPLE]
    return _cyrillic_page(sample) or _normalizer_guess(sample) or "cp1252"


def _cyrillic_page(sample: bytes) -> str | None:
    """The code page in which the sample reads most like Russian, None if it does in none."""
    letters = [byte for byte in sample if byte >= 0x80 or chr(byte).isalpha()]
    high = sum(byte >= 0x80 for byte in letters)
    if not letters or high < _LEAST_HIGH_SHARE * len(letters):
        return None
    shares = {page: _frequent_share(sample, page) for page in _CYRILLIC_PAGES}
    best = max(_CYRILLIC_PAGES, key=lambda page: shares[page])
    return best if shares[best] >= _LEAST_FREQUENT_SHARE else None


def _frequent_share(sample: bytes, page: str) -> float:
    """Frequent small letters ÷ all characters beyond ASCII."""
    text = sample.decode(page, "replace")
    high = [character for character in text if character > "\x7f"]
    return sum(character in _FREQUENT for character in high) / max(len(high), 1)


def _normalizer_guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
