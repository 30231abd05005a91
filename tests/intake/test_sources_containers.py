"""One file: what it is, how it is packed, how large it may be."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.intake.record import MAX_RECORD_BYTES, Failure, Record
from tests.intake.dump_files import PAGE, Archive, gz, json_lines, read_bytes, texts, told, zstd

TEXT = "Мост открыт\n\nНовый мост через Ишим открыли в среду.".encode()
LINES = json_lines(*({"text": f"Мост {number}"} for number in range(50)))
NOISE = random.Random(0).randbytes(4000).hex().encode()  # noqa: S311  packs badly


@pytest.mark.parametrize("pack", [bytes, gz, zstd])
@pytest.mark.parametrize("data", [PAGE, TEXT, "﻿{{ Мост }}".encode(), b"", b"WAR", TEXT[:3]])
def test_a_page_comes_as_it_is(data: bytes, pack: type[bytes]) -> None:
    """Markup and plain text, packed or not: decoding is left to others."""
    assert texts(read_bytes(pack(data))) == [data]


@pytest.mark.parametrize("pack", [gz, zstd])
def test_members_are_joined(pack: type[bytes]) -> None:
    """`cat a.gz b.gz` is a file."""
    assert texts(read_bytes(pack(TEXT) + pack(b"") + pack(TEXT))) == [TEXT * 2]


def test_zeros_behind_gzip_are_padding() -> None:
    """Tapes and block devices leave them."""
    assert texts(read_bytes(gz(TEXT) + bytes(100))) == [TEXT]


def test_the_bytes_count_not_the_name() -> None:
    """A packed archive called page.html is one."""
    found = read_bytes(Archive(packed=True).response().data(), "page.html")
    assert [item.source for item in found] == ["page.html#1"]


def test_a_name_helps_where_the_bytes_are_broken() -> None:
    """The first line of a .jsonl file may be damaged."""
    found = read_bytes(b"oops\n" + LINES, "dump.jsonl")
    assert len(texts(found)) == 50
    assert told(found)[0].startswith("dump.jsonl#1: no JSON")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n...", "a PDF, no page: convert it to text first"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture, no page: leave it out"),
        (b"PK\x03\x04....", "a ZIP archive or an Office file, no page: unpack it first"),
        (b"abc\x00def", "binary data, no page: leave it out, or convert it to text first"),
        (gz(gz(PAGE)), "packed twice: unpack it once first"),
    ],
)
def test_what_is_no_text_is_a_failure(data: bytes, message: str) -> None:
    """It names what was seen and what to do."""
    assert told(read_bytes(data)) == [f"dump: {message}"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-be"])
def test_wide_text_is_no_binary_data(encoding: str) -> None:
    """Its byte order mark says so."""
    data = "\ufeff".encode(encoding) * (encoding != "utf-16") + "Мост".encode(encoding)
    assert texts(read_bytes(data)) == [data]


def test_wide_json_is_a_failure() -> None:
    """As a page, its braces would be the story."""
    (message,) = told(read_bytes(LINES.decode().encode("utf-16")))
    assert "iconv" in message


@pytest.mark.parametrize("pack", [bytes, gz, zstd])
def test_a_page_has_a_size_limit(pack: type[bytes]) -> None:
    """A bomb is read to the limit and not further."""
    bomb = pack(b" " * (MAX_RECORD_BYTES + 1))
    assert told(read_bytes(bomb)) == ["dump: larger than 32 MiB unpacked (MAX_RECORD_BYTES)"]


def test_a_page_of_the_largest_size_is_read() -> None:
    """The limit itself is allowed."""
    (record,) = read_bytes(gz(b" " * MAX_RECORD_BYTES))
    assert isinstance(record, Record)


@pytest.mark.parametrize("pack", [gz, zstd])
def test_a_packed_page_that_is_cut_off_is_a_failure(pack: type[bytes]) -> None:
    """At every cut."""
    packed = pack(PAGE)
    for end in range(4, len(packed)):
        assert told(read_bytes(packed[:end])) == ["dump: packed data is cut off"], end


@pytest.mark.parametrize("pack", [gz, zstd])
def test_lines_before_a_cut_are_read(pack: type[bytes]) -> None:
    """Then one failure tells of the cut; a torn line is no record."""
    lines = b"".join(json_lines({"text": NOISE[i : i + 80].decode()}) for i in range(0, 8000, 80))
    whole = texts(read_bytes(lines))
    packed = pack(lines)
    counts = []
    for end in range(40, len(packed), 97):
        found = read_bytes(packed[:end], "a.jsonl")
        assert told(found) == ["a.jsonl: packed data is cut off"]
        assert texts(found) == whole[: len(texts(found))]
        counts.append(len(texts(found)))
    assert counts == sorted(counts)
    assert counts[-1] > 90 or pack is zstd  # zstd hands out whole blocks of 128 KiB


def changed(packed: bytes, at: int) -> bytes:
    """The data with one byte changed."""
    other = bytearray(packed)
    other[at] ^= 0xFF
    return bytes(other)


def test_damaged_gzip_is_a_failure() -> None:
    """A page of which a part may be missing is no page."""
    packed = gz(b"".join(b"<p>%d" % (n * n) for n in range(20_000)))
    torn = packed[:20_000] + b"\xff" * 2_000 + packed[22_000:]
    found = read_bytes(torn)
    assert texts(found) == []
    assert told(found)[0].startswith("dump: packed data is damaged (")


@pytest.mark.parametrize("at", [-5, -1])
@pytest.mark.parametrize("page", [PAGE, NOISE])
def test_a_wrong_checksum_is_a_warning(page: bytes, at: int) -> None:
    """All of the content is there, and is used."""
    (record, warning) = read_bytes(changed(gz(page), at))
    assert isinstance(record, Record)
    assert record.data == page
    assert isinstance(warning, Failure)
    assert warning.is_warning
    assert warning.message.startswith("packed data has a wrong checksum at byte ")


@pytest.mark.parametrize("rest", [b"\n", b"rubbish " * 10_000])
def test_bytes_behind_gzip_are_a_warning(rest: bytes) -> None:
    """As some servers and tapes add them."""
    packed = gz(PAGE)
    (record, warning) = read_bytes(packed + rest)
    assert isinstance(record, Record)
    assert record.data == PAGE
    assert isinstance(warning, Failure)
    assert warning.is_warning
    assert warning.message == (
        f"{len(rest):,} bytes behind the packed data passed over at byte {len(packed):,}"
    )


@pytest.mark.parametrize("pack", [gz, zstd])
def test_lines_behind_damage_are_read(pack: type[bytes]) -> None:
    """The next member or frame goes on; only what stood in the damaged one is lost."""
    parts = [pack(json_lines({"text": f"{n} " + NOISE[:99].decode()})) for n in range(3)]
    torn = bytearray(parts[1])
    torn[len(torn) // 2 :] = b"\xff" * (len(torn) - len(torn) // 2)
    found = read_bytes(parts[0] + bytes(torn) + parts[2], "a.jsonl")
    assert [str(text)[:2] for text in texts(found)] == ["0 ", "2 "]
    assert any("packed data is damaged" in message for message in told(found))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
         "a page saved as MHTML, no page: save it as HTML"),
        (gz(b"a" * 257 + b"ustar  " + b"a" * 400), "a TAR archive, no page: unpack it first"),
        (b"Rar!\x1a\x07\x00", "a RAR archive, no page: unpack it first"),
        (b"\xfd7zXZ\x00\x00", "xz data, no page: unpack it first"),
    ],
)  # fmt: skip
def test_archives_of_others_are_named(data: bytes, message: str) -> None:
    """One sentence each, with what to do."""
    assert told(read_bytes(data)) == [f"dump: {message}"]


@given(
    start=st.sampled_from(
        [b"", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.0\r\n", b'{"html":']
    ),
    rest=st.binary(max_size=300),
)
def test_any_bytes_are_read_without_a_crash(start: bytes, rest: bytes) -> None:
    """Whatever follows a magic number."""
    assert read_bytes(start + rest)
