"""What goes into the archive, and that it can be read again."""

from __future__ import annotations

import gzip
import io
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import given
from hypothesis.strategies import binary, characters, lists, text, tuples
from scrapy import Request
from scrapy.http import Response
from warcio.archiveiterator import ArchiveIterator

from crawler.store.warc_files import copy_exchanges
from crawler.store.warc_records import exchange_of, records_of, warcinfo
from tests.crawler.runs_on_disk import exchange
from tests.intake.dump_files import read_bytes, texts


def records(data: bytes) -> list[tuple[str, Any, bytes]]:
    """Kind, record and payload of each, digests checked."""
    return [
        (record.rec_type, record, record.raw_stream.read())
        for record in ArchiveIterator(io.BytesIO(data), check_digests="raise")
    ]


def test_an_exchange_is_three_records() -> None:
    """What is said of it comes first; all name the response."""
    (_, said, facts), (_, answer, body), (_, asked, _) = records(
        records_of(exchange(), {"outcome": "stored", "message": "two\nlines"})
    )
    assert facts == b"chistovik-outcome: stored\r\nchistovik-message: two lines\r\n"
    identifier = answer.rec_headers["WARC-Record-ID"]
    assert [r.rec_headers["WARC-Concurrent-To"] for r in (said, asked)] == [identifier] * 2
    assert {r.rec_headers.protocol for r in (said, answer, asked)} == {"WARC/1.1"}
    assert (body, answer.http_headers.statusline) == (b"<p>a", "200 OK")
    assert asked.http_headers.to_str().startswith("GET /n/bridge-opens/ HTTP/1.1\r\nHost: ")


def test_two_libraries_read_the_same() -> None:
    """warcio, which wrote none of it, and fastwarc: headers, digests and contents."""
    data = warcinfo("a.warc.gz", {"operator": "me"}) + b"".join(
        records_of(replace(sent, ip_address="192.0.2.1"), {"outcome": "stored"})
        for sent in (exchange(), exchange(status=304, body=b""), exchange(body=b"\x00" * 70_000))
    )
    by_fastwarc = []
    for record in FastIterator(io.BytesIO(data), parse_http=False):
        assert record.verify_block_digest()
        by_fastwarc.append((sorted(record.headers.items()), record.reader.read()))
    by_warcio = [
        (sorted(record.rec_headers.headers), record.raw_stream.read())
        for record in ArchiveIterator(io.BytesIO(data), no_record_parse=True)
    ]
    assert by_warcio == by_fastwarc
    assert len(by_warcio) == 10


def test_each_record_is_a_member_of_its_own() -> None:
    """So that a reader can begin at any of them."""
    data = warcinfo("a.warc.gz", {"operator": "me"}) + records_of(exchange(), {})
    assert data.count(b"\x1f\x8b\x08") == 4
    assert [kind for kind, *_ in records(data)] == ["warcinfo", "metadata", "response", "request"]


def test_nothing_new_is_a_revisit() -> None:
    """WARC 1.1, 6.7: the profile for a server that answers 304."""
    (_, _, _), (kind, record, body), _ = records(records_of(exchange(status=304, body=b""), {}))
    assert (kind, body) == ("revisit", b"")
    assert record.rec_headers["WARC-Profile"].endswith("/1.1/revisit/server-not-modified")


def test_a_packed_page_stays_packed_and_is_read() -> None:
    """The content encoding is the page's; our own reader undoes it."""
    page = "<!doctype html><title>Мост</title><p>Мост через Ишим открыли.".encode()
    packed = replace(
        exchange(body=gzip.compress(page)),
        response_headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")),
    )
    data = records_of(packed, {"role": "article"})
    assert records(data)[1][2] == packed.body
    assert texts(read_bytes(data)) == [page]


@pytest.mark.parametrize("status", [599, 200])
def test_strange_headers_break_nothing(status: int) -> None:
    """No phrase is known for the status; a header is no ASCII."""
    strange = replace(exchange(status=status), response_headers=(("X-Название", "мост"),))
    assert records(records_of(strange, {}))[1][1].http_headers.get_statuscode() == str(status)


def test_secrets_are_not_archived() -> None:
    """Neither ours nor those of a proxy; all other headers are, repeated ones too."""
    request = Request(
        "https://example.org/n/?a=1",
        headers={"Proxy-Authorization": "Basic eA==", "Authorization": "x", "Accept": ["a", "b"]},
    )
    found = exchange_of(request, Response(request.url, headers={"Set-Cookie": ["a=1", "b=2"]}))
    assert found.request_headers == (("Accept", "a"), ("Accept", "b"))
    assert found.response_headers == (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))


# What a server can send: bytes, read as Latin-1, on one line.
ON_ONE_LINE = text(characters(max_codepoint=255, exclude_characters="\r\n"), max_size=20)


@given(
    headers=lists(tuples(ON_ONE_LINE.filter(str.strip), ON_ONE_LINE), max_size=5),
    body=binary(max_size=200),
    message=text(max_size=50),
)
def test_whatever_a_server_sends_is_archived(
    headers: list[tuple[str, str]], body: bytes, message: str
) -> None:
    """Three sound records, the body as it was."""
    sent = replace(exchange(body=body), response_headers=tuple(headers))
    found = records(records_of(sent, {"message": message}))
    assert [kind for kind, *_ in found] == ["metadata", "response", "request"]
    assert found[1][2] == body
    assert found[0][2].count(b"\r\n") == 1


def test_an_excerpt_has_the_exchanges_that_were_asked_for(tmp_path: Path) -> None:
    """As they are, in the order asked for; large bodies too."""
    bodies = [b"<p>a", random.Random(1).randbytes(3_000_000), b"<p>c"]  # noqa: S311 - no secret
    parts = [records_of(exchange(body=body), {"outcome": "stored"}) for body in bodies]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(parts))
    found = io.BytesIO()
    places = [(path, len(parts[0]) + len(parts[1])), (path, len(parts[0]))]
    copy_exchanges(places, found)
    assert found.getvalue() == parts[2] + parts[1]


def test_what_is_gone_or_damaged_is_left_out_of_an_excerpt(tmp_path: Path) -> None:
    """The rest is there."""
    part = records_of(exchange(), {"outcome": "stored"})
    path = tmp_path / "a.warc.gz"
    path.write_bytes(part + part[:-9])
    found = io.BytesIO()
    places = [(path, len(part)), (tmp_path / "gone.warc.gz", 0), (path, 7), (path, 0)]
    copy_exchanges(places, found)
    assert found.getvalue() == part
