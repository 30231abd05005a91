"""Bytes to text: mark, header, declaration, and the bytes themselves."""

from __future__ import annotations

import codecs
import gzip
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.errors import DumpError
from cleaners.intake.decode import decode_page, guess_encoding


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text alone."""
    return decode_page(data, content_type).text


RUSSIAN = (
    "Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы городского "
    "маршрута. Строители работали на переправе два года."
)
SHORT = "Обмен опытом приносит пользу"
META = '<meta charset="{}">'
NOISE = random.Random(3).randbytes(5_000)  # noqa: S311  no secret
PAGES = ["cp1251", "koi8-r", "iso8859-5", "cp866"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    """Whatever header and page say; the mark itself goes."""
    data = mark + (META.format("koi8-r") + SHORT).encode(encoding)
    assert decode(data, "text/html; charset=cp1251") == META.format("koi8-r") + SHORT


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", [RUSSIAN, SHORT], ids=["long", "short"])
def test_a_code_page_is_guessed(page: str, text: str) -> None:
    """From the letters that Russian uses most."""
    assert decode(text.encode(page)) == text


@pytest.mark.parametrize("page", PAGES)
def test_the_header_is_believed(page: str) -> None:
    """Quotes, capitals, spaces around do not matter."""
    assert decode("Ёж".encode(page), f'Text/HTML; Charset = "{page.upper()}"') == "Ёж"


def test_the_header_wins_over_the_page() -> None:
    """As the HTML standard asks for."""
    markup = META.format("koi8-r") + "Ёж"
    assert decode(markup.encode("cp1251"), "text/html; charset=windows-1251") == markup


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        "<meta charset=windows-1251>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_the_page_is_believed(declaration: str) -> None:
    """In all its forms, where the header tells nothing."""
    assert decode((declaration + "Ёж").encode("cp1251"), "text/html") == declaration + "Ёж"


@pytest.mark.parametrize("told", ["windows-1251", "iso-8859-1", "koi8-r", "no-such-thing"])
def test_utf_8_proves_itself(told: str) -> None:
    """A template often declares what the server has long left behind."""
    assert decode(RUSSIAN.encode(), f"text/html; charset={told}") == RUSSIAN


def test_utf_8_declared_and_cp1251_sent() -> None:
    """The bytes win."""
    data = (META.format("utf-8") + RUSSIAN).encode("cp1251")
    assert decode(data, "text/html; charset=utf-8") == META.format("utf-8") + RUSSIAN


@pytest.mark.parametrize(
    "told",
    [
        "no-such-thing",
        "base64",
        "rot13",
        "undefined",
        "idna",
        "\x00",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "zlib",
        "uu",
        "utf-7",
        "utf_32",
        "mbcs",
        "a" * 5_000,
    ],
)
def test_an_encoding_that_is_none_is_not_believed(told: str) -> None:
    """Python knows codecs that are no encodings."""
    assert decode(RUSSIAN.encode("cp1251"), f"text/html; charset={told}") == RUSSIAN


def test_latin_1_means_windows_1252() -> None:
    """The Encoding Standard says so: dashes and quotation marks are meant."""
    assert (
        decode("caf\u00e9 – “x”".encode("cp1252"), "text/html; charset=iso-8859-1") == "café – “x”"
    )


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_dump_torn_within_a_character_is_utf_8(cut: int) -> None:
    """Only the torn character is lost."""
    data = (RUSSIAN + "🙂").encode()[:-cut]
    assert decode(data) == RUSSIAN


def test_a_few_torn_characters_are_damage() -> None:
    """The rest of the page can be read."""
    broken = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    assert decode(broken) == f"{RUSSIAN}\ufffd{RUSSIAN}"
    assert decode(broken, "text/html; charset=utf-8") == decode(broken)


def test_one_letter_at_the_end_proves_no_utf_8() -> None:
    """«ж» in windows-1251 is the first byte of a character in UTF-8."""
    assert decode("Abcж".encode("cp1251"), "text/html; charset=windows-1251") == "Abcж"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 " + b"a" * 2000, "a PDF, no page: convert it to text first"),
        (b"\x89PNG\r\n\x1a\n" + b"a" * 2000, "a PNG picture, no page"),
        (b"\xff\xd8\xff\xe0" + b"a" * 2000, "a JPEG picture, no page"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a picture, sound or film, no page"),
        (b"PK\x03\x04" + b"a" * 2000, "a ZIP archive or an Office file, no page"),
        (gzip.compress(b"<p>a", mtime=0), "gzip data, no page: unpack it first"),
        (b"WARC/1.1\r\n", "a web archive, no page: `clean-file` reads the pages in it"),
        (b"a" * 257 + b"ustar  " + b"a" * 300, "a TAR archive, no page: unpack it first"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "MHTML"),
        (NOISE, "binary data, no page"),
        (NOISE.replace(b"\x00", b"a"), "binary data, no page"),
        (b"\x00", "binary data, no page"),
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else "",
)
def test_binary_data_is_no_text(data: bytes, message: str) -> None:
    """The message says what it is, and is there at once."""
    with pytest.raises(DumpError, match=message):
        decode(data)


@pytest.mark.parametrize("text", [
    "RIFF is no story", "From: the editor\n\nMIME-Version: 1.0", "ID3 tags", "BM: news",
    "a\x0cb\x1bc",
])  # fmt: skip
def test_text_that_begins_like_binary_data_is_text(text: str) -> None:
    """Words may look like signatures."""
    assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [META.format("utf-8") + RUSSIAN, f"Мост\n\n{RUSSIAN}", "<p>a</p>"])
def test_utf_16_needs_no_mark(encoding: str, text: str) -> None:
    """Each of its ASCII characters has a NUL byte, always in the same place."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("us-ascii", "cp1252", "it’s – “so”"),
        ("latin1", "cp1252", "it’s – “so”"),
        ("l1", "cp1252", "it’s – “so”"),
        ("ISO-8859-9", "cp1254", "İstanbul’da şehir"),
        ("gb2312", "gb18030", "前总理朱镕基在北京"),
        ("x-sjis", "cp932", "東京の橋が開通した①"),
        ("ks_c_5601-1987", "cp949", "서울의 다리가 열렸다"),
        ("big5", "big5hkscs", "台北的橋今天開通"),
        ("x-mac-cyrillic", "mac-cyrillic", RUSSIAN),
        ("kz-1048", "kz1048", "Қазақстан Республикасы"),
        ("iso-2022-jp", "iso2022_jp", "東京の橋が開通した"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, encoding: str, text: str) -> None:
    """In the header as on the page."""
    assert decode(text.encode(encoding), f"text/html; charset={label}") == text
    page = META.format(label) + text
    assert decode(page.encode(encoding)) == page


def test_an_empty_input_is_an_empty_text() -> None:
    """Whether that is a page is not asked here."""
    assert decode(b"") == ""


def test_a_guess_needs_letters_beyond_ascii() -> None:
    """A stray byte in English text makes no Russian."""
    assert guess_encoding(b"The bridge opened " * 20 + b"\xe9") not in PAGES


@given(st.binary(max_size=200), st.sampled_from([None, "text/html; charset=utf-8", "charset=x"]))
def test_any_bytes_are_text_or_a_dump_error(data: bytes, header: str | None) -> None:
    """Nothing else is raised."""
    with suppress(DumpError):
        assert isinstance(decode(data, header), str)
