"""WARC: which records are pages, and what is known of them."""

from __future__ import annotations

import gzip
import random
import re
import zlib
from collections.abc import Callable

import pytest

from cleaners.intake import http_body, warc_framing
from cleaners.intake.record import Record
from tests.intake.dump_files import HTML, PAGE, Archive, br, gz, read_bytes, texts, told, zstd

THREE = [PAGE + bytes(str(number), "ascii") for number in range(3)]


def three(*, packed: bool = False) -> bytes:
    """An archive of three pages."""
    archive = Archive(packed=packed)
    for body in THREE:
        archive.response(body)
    return archive.data()


def deflate_bare(data: bytes) -> bytes:
    """Deflate without zlib's header and checksum."""
    return zlib.compress(data)[2:-4]


def chunked(data: bytes) -> bytes:
    """The data in two chunks."""
    return (
        b"5;x=y\r\n"
        + data[:5]
        + b"\r\n"
        + f"{len(data) - 5:X}\r\n".encode()
        + data[5:]
        + b"\r\n0\r\n\r\n"
    )


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd])
def test_an_archive_is_read_however_it_is_packed(pack: Callable[[bytes], bytes]) -> None:
    """As a whole; the next test has each record packed."""
    assert texts(read_bytes(pack(three()))) == THREE


def test_an_archive_of_packed_records_is_read() -> None:
    """The usual way: a gzip member for each record."""
    assert texts(read_bytes(three(packed=True))) == THREE


def test_what_the_archive_knows_is_taken_along() -> None:
    """Address, time of the fetch, type with charset."""
    (record,) = read_bytes(Archive().response().data(), "a.warc")
    assert isinstance(record, Record)
    assert record.url == "https://kazpravda.kz/n/most"
    assert record.downloaded == "2026-01-31T08:00:00Z"
    assert record.content_type == "text/html; charset=utf-8"
    assert record.source == "a.warc#1"


def test_an_address_in_angle_brackets() -> None:
    """Wget writes it so."""
    (record,) = read_bytes(Archive().response(url="<https://a.kz/>").data())
    assert isinstance(record, Record)
    assert record.url == "https://a.kz/"


def test_records_of_other_kinds_are_only_counted() -> None:
    """The number of a page is its place among all."""
    archive = Archive().other("warcinfo", b"a: b", "application/warc-fields")
    archive.response(status="404 Not Found").response(b"\x89PNG", {"Content-Type": "image/png"})
    archive.other("metadata", b"a: b", "application/warc-fields").response()
    assert [item.source for item in read_bytes(archive.data())] == ["dump#5"]


@pytest.mark.parametrize(
    ("status", "asks"), [("200 OK", [False]), ("402 Payment Required", [True]), ("401 No", [])]
)
def test_a_page_that_asks_for_payment_is_one(status: str, asks: list[bool]) -> None:
    """A story, or its beginning, may stand on it; other refusals hold none."""
    records = read_bytes(Archive().response(status=status).data())
    assert [record.asks_payment for record in records if isinstance(record, Record)] == asks


@pytest.mark.parametrize("kind", ["conversion", "resource"])
def test_stored_text_is_a_page(kind: str) -> None:
    """A WET file is made of conversions."""
    data = Archive().other(kind, b"Bridge", "text/plain").data()
    assert texts(read_bytes(data)) == [b"Bridge"]


def test_stored_text_of_another_type_is_none() -> None:
    """Style sheets and answers of name servers are text too."""
    data = Archive().other("resource", b"p {}", "text/css").response().data()
    assert texts(read_bytes(data)) == [PAGE]


def test_a_response_without_a_type_is_judged_by_its_bytes() -> None:
    """Text is a page, a picture is none."""
    data = Archive().response(PAGE, {}).response(b"\x89PNG\r\n\x1a\n", {}).data()
    found = read_bytes(data)
    assert (texts(found), told(found)) == ([PAGE], [])


def test_binary_data_called_html_is_a_failure() -> None:
    """The server lied."""
    found = read_bytes(Archive().response(b"%PDF-1.4").data())
    assert told(found) == ["dump#1: a PDF, no page: convert it to text first"]


def test_an_archive_without_a_page_is_a_failure() -> None:
    """Nothing would be said otherwise."""
    data = Archive().other("warcinfo", b"a: b", "application/warc-fields").data()
    assert told(read_bytes(data)) == ["dump: no page among its 1 records"]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gz),
        ("x-gzip", gz),
        ("deflate", zlib.compress),
        ("deflate", deflate_bare),
        ("br", br),
        ("zstd", zstd),
        ("gzip, br", lambda data: br(gz(data))),
        ("identity", bytes),
        ("gzip", bytes),
        ("br", bytes),
    ],
)
def test_content_encoding_is_undone(name: str, pack: Callable[[bytes], bytes]) -> None:
    """A page that the crawler stored decoded, under the old header, stays as it is."""
    data = Archive().response(pack(PAGE), {**HTML, "Content-Encoding": name}).data()
    assert texts(read_bytes(data)) == [PAGE]


@pytest.mark.parametrize("stored", [chunked(PAGE), PAGE])
def test_chunks_are_joined(stored: bytes) -> None:
    """Crawlers store them as they came, or joined under the old header."""
    data = Archive().response(stored, {**HTML, "Transfer-Encoding": "chunked"}).data()
    assert texts(read_bytes(data)) == [PAGE]


def test_a_damaged_body_is_a_failure() -> None:
    """The others are read."""
    headers = {**HTML, "Content-Encoding": "gzip"}
    found = read_bytes(Archive().response(gz(PAGE)[:-9], headers).response().data())
    assert told(found) == ["dump#1: Content-Encoding gzip: packed data is cut off"]
    assert texts(found) == [PAGE]


def test_a_small_archive_that_unpacks_to_much_is_a_failure() -> None:
    """200 kB of gzip hold 200 MB of page; the next record is read."""
    bomb = gz(bytes(1_000_000)) * 40
    data = Archive(packed=True).response(bomb, {**HTML, "Content-Encoding": "gzip"}).response()
    found = read_bytes(data.data())
    assert told(found) == ["dump#1: larger than 32 MiB unpacked (MAX_RECORD_BYTES)"]
    assert texts(found) == [PAGE]


def test_a_record_has_a_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is stored."""
    monkeypatch.setattr(warc_framing, "MAX_RECORD_BYTES", len(PAGE) - 1)
    assert told(read_bytes(Archive().response().data()))[0].endswith("(MAX_RECORD_BYTES)")


def test_the_unpacked_body_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small as it may be stored."""
    monkeypatch.setattr(http_body, "MAX_RECORD_BYTES", len(PAGE) - 1)
    data = Archive().response(br(PAGE), {**HTML, "Content-Encoding": "br"}).data()
    assert told(read_bytes(data))[0].endswith("(MAX_RECORD_BYTES)")


@pytest.mark.parametrize("packed", [True, False])
def test_records_before_a_cut_are_read(packed: bool) -> None:
    """Then one failure tells of the cut, unless only the line breaks behind a record are gone."""
    data = three(packed=packed)
    for end in range(10, len(data), 3):
        found = read_bytes(data[:end])
        assert texts(found) == THREE[: len(texts(found))]
        assert len(told(found)) <= 1
        if not told(found):
            assert data[:end].endswith((b"0", b"1", b"2", b"\r", b"\n")) or packed


def test_a_page_is_never_torn() -> None:
    """Cut within the last page, it is left out."""
    found = read_bytes(three()[:-20])
    assert texts(found) == THREE[:2]
    assert told(found) == ["dump: the archive is cut off within the record at byte 1,188"]


RUBBISH = b"garbage\r\n" * 10 + bytes(range(256))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("size", [1, 300, 200_000])
def test_rubbish_between_records_costs_none_of_them(packed: bool, size: int) -> None:
    """It is told where it stands, and how much it is."""
    first, second = (Archive(packed=packed).response(body).data() for body in (PAGE, b"<p>two"))
    rubbish = (RUBBISH * 1000)[:size]
    found = read_bytes(first + rubbish + second)
    assert texts(found) == [PAGE, b"<p>two"]
    (message,) = told(found)
    assert f"{size:,} bytes" in message
    assert f"at byte {len(first):,}" in message


def with_length(record: bytes, length: bytes | None) -> bytes:
    """A record whose header tells another length, or none."""
    line = b"" if length is None else b"Content-Length: " + length + b"\r\n"
    return re.sub(rb"Content-Length: \d+\r\n", line, record, count=1)


@pytest.mark.parametrize(
    "length", [None, b"0", b"7", b"100000", b"999999999", b"9" * 14, b"-5", b"many"]
)
def test_a_record_with_a_wrong_length_costs_itself_alone(length: bytes | None) -> None:
    """The ones before and behind it are read, even if it claims to hold them."""
    first, second, third = (Archive().response(body).data() for body in (b"<p>1", PAGE, b"<p>3"))
    found = read_bytes(first + with_length(second, length) + third)
    if length == b"999999999":  # more than is held: what follows can't be told from a part
        assert texts(found) == [b"<p>1"]
    else:
        assert texts(found) == [b"<p>1", b"<p>3"]
    (message,) = told(found)
    assert f"at byte {len(first):,}" in message


def test_a_damaged_member_costs_its_record_alone() -> None:
    """Of an archive that is packed record by record, as nearly all are."""
    bodies = [b"<p>1", b"".join(b"<p>%d" % (n * n) for n in range(20_000)), b"<p>3"]
    parts = [Archive(packed=True).response(body).data() for body in bodies]
    torn = bytearray(parts[1])
    torn[len(torn) // 2 : len(torn) // 2 + 2_000] = b"\xff" * 2_000
    found = read_bytes(parts[0] + bytes(torn) + parts[2])
    assert texts(found) == [b"<p>1", b"<p>3"]
    assert told(found)[0].startswith("dump#2: ")
    cut = read_bytes(parts[0] + parts[1][:20_000] + parts[2])
    assert texts(cut) == [b"<p>1", b"<p>3"]


def test_an_archive_of_an_archive_is_one_record() -> None:
    """Records within a body are no records of this archive."""
    inner = Archive().response(b"<p>inner").data()
    archive = Archive().other("resource", inner, "application/warc").response()
    assert texts(read_bytes(archive.data())) == [PAGE]


def test_an_archive_changed_anywhere_does_not_crash() -> None:
    """Nor does fastwarc, which is native code, panic."""
    rng = random.Random(0)  # noqa: S311  noise, no secret
    data = three()
    for _ in range(300):
        hostile = bytearray(data)
        for _ in range(rng.choice((1, 5, 40))):
            hostile[rng.randrange(8, len(hostile))] = rng.randrange(256)
        assert read_bytes(bytes(hostile))


@pytest.mark.parametrize("role", ["copy", "other"])
def test_a_crawl_says_what_is_no_article(role: str) -> None:
    """Listings and copies in an archive of ours are passed over."""
    archive = Archive(packed=True).crawled(role=role).crawled(role="article")
    (record,) = read_bytes(archive.data(), "a.warc.gz")
    assert isinstance(record, Record)
    assert record.source == "a.warc.gz#5"


def test_an_archive_of_listings_alone_is_no_failure() -> None:
    """A crawl that found nothing new."""
    assert read_bytes(Archive(packed=True).crawled(role="other").data()) == []


def test_a_crawl_says_who_cleaned_a_page() -> None:
    """The version; another archive says nothing."""
    archive = Archive(packed=True).crawled(role="article", cleaner="0.0.9").response()
    assert [getattr(item, "cleaner", "") for item in read_bytes(archive.data())] == ["0.0.9", None]


def test_what_is_said_of_one_page_is_not_taken_for_the_next() -> None:
    """Metadata belong to the record that they name."""
    first, second = Archive(packed=True).crawled(role="other"), Archive(packed=True).response()
    metadata_alone = first.data()[: first.data().index(b"\x1f\x8b", 2)]
    assert len(read_bytes(metadata_alone + second.data())) == 1


def test_metadata_of_others_change_nothing() -> None:
    """Whatever stands in them."""
    archive = Archive().other("metadata", b"\xff\x00: chistovik-role\n" * 9999, "text/plain")
    assert texts(read_bytes(archive.response().data())) == [PAGE]
