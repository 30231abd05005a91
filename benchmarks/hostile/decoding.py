"""Bytes that are hard to decode, and text with characters that nobody should see."""

from __future__ import annotations

import codecs
import random

from benchmarks.hostile.values import (
    NO_PAGE,
    RUSSIAN,
    HostileInput,
    given,
    page,
)

_META = '<meta charset="{}">'
_HTML = page()
_CYRILLIC = "".join(f"<p>{text}</p>" for text in RUSSIAN)
_RUSSIAN_PAGE = f"<!doctype html><html lang=ru><body><article>{_CYRILLIC}</article></body></html>"


def _declared(label: str, encoding: str) -> bytes:
    head, body = _RUSSIAN_PAGE.split("<body>")
    return f"{head}{_META.format(label)}<body>{body}".encode(encoding, "replace")


def _latin(label: str) -> bytes:
    """A page in windows-1252 that calls itself something else."""
    return page(head=_META.format(label), inside="<p>Café – “très” bien</p>").encode("cp1252")


def _noise(size: int) -> bytes:
    chance = random.Random(11)  # noqa: S311  the same noise each time
    return bytes(chance.choice(range(1, 256)) for _ in range(size))


_TWICE = "".join(_RUSSIAN_PAGE.encode().decode("latin-1"))

_DECODED: dict[str, bytes | str] = {
    "utf-16 with a mark": _HTML.encode("utf-16"),
    "utf-32 with a mark": _HTML.encode("utf-32"),
    "utf-16-le without a mark": _HTML.encode("utf-16-le"),
    "utf-16-be without a mark": _HTML.encode("utf-16-be"),
    "utf-8 mark a thousand times": codecs.BOM_UTF8 * 1_000 + _HTML.encode(),
    "utf-8 torn at its end": _HTML.encode() + "я".encode()[:1],
    "broken bytes between paragraphs": page(inside="<p>\udcff\udcfe</p>").encode(
        "utf-8", "surrogateescape"
    ),
    "overlong utf-8": page(inside="<p>@@</p>").encode().replace(b"@@", b"\xc0\xaf\xe0\x80\xaf"),
    "surrogates as utf-8": page(inside="<p>\ud83d\ude00</p>").encode("utf-8", "surrogatepass"),
    "lone surrogates": page(inside="<p>\ud800 \udfff</p>"),
    "us-ascii that is windows-1252": _latin("us-ascii"),
    "latin1 that is windows-1252": _latin("latin1"),
    "an encoding that nobody knows": _latin("x-nobody-knows"),
    "a label of 100 KB": page(head=_META.format("x" * 100_000)).encode() + b"\xff",
    "charset and 30,000 blanks": page(head=f"<meta charset={' ' * 30_000}>").encode() + b"\xff",
    "charset 3,000 times": page(head="<meta charset= " * 3_000 + ">").encode() + b"\xff",
    "xml declaration with 100,000 blanks": f"<?xml version=1.0{' ' * 100_000}".encode()
    + b"\xff?>"
    + _HTML.encode(),
    "NUL between words": page(inside="<p>a\x00b</p>"),
    "control characters between words": page(inside=f"<p>{''.join(map(chr, range(1, 32)))}</p>"),
    "control references": page(inside="<p>" + "&#27;&#x1B;&#0;&#x80;&#xFFFF;" * 2_000 + "</p>"),
    "surrogate references": page(inside="<p>" + "&#xD800;&#56320;" * 5_000 + "</p>"),
    "references beyond Unicode": page(inside=f"<p>{'&#99999999999;&#xFFFFFFFFF;' * 5_000}</p>"),
    "a reference of 100,000 digits": page(inside=f"<p>&#{'9' * 100_000};</p>"),
    "ampersands": page(inside=f"<p>{'&' * 100_000}</p>"),
    "ampersands escaped ten times": page(inside=f"<p>&{'amp;' * 50_000}</p>"),
    "an entity name of 1 MB": page(inside=f"<p>&{'a' * 1_000_000};</p>"),
    "bidi overrides": page(inside="<p>" + "\u202e\u2066\u202d" * 10_000 + "</p>"),
    "zero-width characters": page(inside="<p>a" + "\u200b\u2060\ufeff\xad" * 20_000 + "b</p>"),
    "a letter with 50,000 accents": page(inside="<p>a" + "\u0301" * 50_000 + "</p>"),
    "line separators": page(inside="<p>" + "\u2028\u2029\x85\x0b\x0c" * 20_000 + "</p>"),
    "private use and non-characters": page(inside="<p>" + "\ue000\ufdd0\uffff" * 20_000 + "</p>"),
    "joined emoji": page(inside="<p>" + "\U0001f468\u200d" * 20_000 + "</p>"),
}
_CODECS = (
    "punycode unicode_escape idna zlib uu hex undefined rot13 utf-7 raw_unicode_escape bz2 base64 "
    "mbcs quopri iso-2022-kr hz-gb-2312"
).split()
_RUSSIAN_BYTES = {
    "cp1251 undeclared": _RUSSIAN_PAGE.encode("cp1251"),
    "koi8-r undeclared": _RUSSIAN_PAGE.encode("koi8-r"),
    "cp866 undeclared": _RUSSIAN_PAGE.encode("cp866"),
    "cp1251 declared as utf-8": _declared("utf-8", "cp1251"),
    "utf-8 declared as cp1251": _declared("cp1251", "utf-8"),
}
_NO_PAGES = {
    "empty": b"",
    "white space": b" \n\t" * 100_000,
    "NUL bytes": bytes(100_000),
    "a PNG": b"\x89PNG\r\n\x1a\n" + _noise(50_000),
    "a JPEG without NUL": b"\xff\xd8\xff\xe1" + _noise(50_000),
    "a GIF": b"GIF89a" + _noise(50_000),
    "a PDF": b"%PDF-1.7\n" + b"1 0 obj << /Type /Page >> endobj\n" * 2_000,
    "a ZIP": b"PK\x03\x04" + _noise(50_000),
    "gzip bytes": b"\x1f\x8b\x08" + _noise(50_000),
    "an ELF program": b"\x7fELF\x02\x01\x01" + bytes(2_000),
}

INPUTS = (
    *(
        HostileInput(group="decoding", name=name, make=given(data))
        for name, data in _DECODED.items()
    ),
    *(
        HostileInput(
            group="decoding", name=f"header with charset {name}",
            make=lambda: _HTML.encode() * 100 + b"\xff",
            content_type=f"text/html; charset={name}",
        )
        for name in _CODECS
    ),
    *(
        HostileInput(group="decoding", name=name, make=given(data), story=RUSSIAN)
        for name, data in _RUSSIAN_BYTES.items()
    ),
    HostileInput(
        group="decoding", name="utf-8 encoded twice", make=_TWICE.encode, story=RUSSIAN
    ),
    HostileInput(
        group="decoding", name="a header with 30,000 blanks", make=lambda: _HTML.encode() + b"\xff",
        content_type="text/html; charset=" + " " * 30_000,
    ),
    *(
        HostileInput(group="no page", name=name, make=given(data), expected=NO_PAGE)
        for name, data in _NO_PAGES.items()
    ),
    HostileInput(
        group="no page", name="random bytes", make=lambda: _noise(500_000), expected=NO_PAGE
    ),
)  # fmt: skip
