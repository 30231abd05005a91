"""`scrapy crawl old`: stories that web archives have, by the protocols of their indexes."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.discovery.captures import (
    MAX_PAGES,
    crawls_of,
    pages_of,
    read_crawl,
    read_wayback,
    wayback_query,
)
from crawler.discovery.period import Period
from crawler.spiders.old import parse_source
from crawler.spiders.spider_arguments import BadArgumentError
from crawler.store.warc_records import read_page
from tests.crawler import village_paper
from tests.crawler.crawls import Crawl, crawl_command, start_crawl
from tests.crawler.village_paper import Answer, story
from tests.crawler.web_archive import WebArchive

SITE = "http://example.org"
MAY = Period(date(2025, 5, 1), date(2025, 5, 31))
BRIDGE, MILL, FERRY = (f"{SITE}/2025/05/{name}-in-the-village/" for name in ("a", "b", "c"))
CAPTURES = [
    ("20250520120000", BRIDGE, story("Bridge")),
    ("20250521120000", MILL, story("Mill")),
    # Captured some weeks after the period: it may have been published in it.
    ("20250611120000", FERRY, story("Ferry")),
    ("20250521120000", f"{SITE}/tag/bridges/", story("Tag")),
    ("20250522120000", f"{SITE}/2025/05/dead-in-the-village/", Answer(status=404)),
    ("20260101120000", f"{SITE}/2026/01/too-late-in-the-village/", story("Late")),
]


@pytest.mark.parametrize("source", [None, "", "wayback", "google:", "WAYBACK:"])
def test_an_unknown_source_is_one_sentence(source: str | None) -> None:
    """Nothing is asked for unless somebody names an archive."""
    with pytest.raises(BadArgumentError, match="write -a source=wayback: or -a source=cc:"):
        parse_source(source)


def test_the_index_is_asked_for_good_pages_of_the_period() -> None:
    """Each page once; until some weeks after the last day."""
    query = parse_qs(urlsplit(wayback_query("https://a.kz", "example.org", MAY)).query)
    assert (query["from"], query["to"]) == (["20250501"], ["20250630"])
    assert query["collapse"] == ["urlkey"]


def test_an_index_without_end_has_an_end() -> None:
    """Whoever answers may not keep a crawl busy for ever, nor stop it by a number."""
    assert pages_of(b'{"pages": 1000000000000000000}') == MAX_PAGES
    row = {"url": BRIDGE, "timestamp": "20250520120000", "length": "1", "offset": "9" * 5000}
    assert read_crawl(json.dumps(row).encode()) == []


@pytest.mark.parametrize("packed", [True, False], ids=["bomb", "large"])
def test_a_record_that_is_too_large_is_no_page(packed: bool) -> None:
    """However small it is on its way."""
    body = gzip.compress(bytes(40 << 20)) if packed else bytes(40 << 20)
    coding = "Content-Encoding: gzip\r\n" if packed else ""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{coding}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {BRIDGE}\r\n"
        "WARC-Date: 2025-05-20T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    assert read_page(gzip.compress(head.encode() + http + b"\r\n\r\n", 1)) is None


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"<html>", b"[[]]", b"{}", b"[1, [2], null]", b"[" * 9999]
)
def test_an_answer_that_is_none_has_no_captures(data: bytes) -> None:
    """Servers that are busy say so in HTML."""
    assert read_wayback(data) == ([], "")
    assert read_crawl(data) == []
    assert crawls_of(data, MAY) == []
    assert pages_of(data) == 0


@pytest.mark.parametrize("row", [["2025", BRIDGE], ["20250520120000", "mailto:a"], ["x", BRIDGE]])
def test_a_row_that_says_no_time_or_no_address_is_left_out(row: list[str]) -> None:
    """The others count."""
    good = ["20250520120000", BRIDGE]
    found, _ = read_wayback(json.dumps([["timestamp", "original"], row, good]).encode())
    assert [capture.url for capture in found] == [BRIDGE]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CC-MAIN-2025-18", True),
        ("CC-MAIN-2025-30", True),
        ("CC-MAIN-2025-17", False),
        ("CC-MAIN-2025-40", False),
        ("CC-MAIN-2008-2009", True),
    ],
)
def test_crawls_are_chosen_by_their_week(name: str, expected: bool) -> None:
    """It is that of their end; one whose name says nothing is asked."""
    data = json.dumps([{"id": name, "cdx-api": "https://a.kz/i"}]).encode()
    assert bool(crawls_of(data, MAY)) is expected


@pytest.fixture(scope="module", params=["wayback", "cc"])
def crawls(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Crawl, set[str], set[str]]:
    """Two crawls of one month from one archive, and what each asked for."""
    output = tmp_path_factory.mktemp(request.param) / "out"
    archive = WebArchive(CAPTURES)
    with village_paper.serving() as paper:
        archive.url = paper.url
        paper.answers = archive
        command = [
            *crawl_command("old", f"{SITE}/", output),
            *("-a", f"source={request.param}:{paper.url}"),
            *("-a", "since=2025-05-01", "-a", "until=2025-05-31"),
            *("-s", f"CHISTOVIK_PRIVATE_HOSTS={urlsplit(paper.url).netloc}"),
        ]
        done = start_crawl(command, output).finish()
        first = set(paper.asked)
        paper.asked.clear()
        start_crawl(command, output).finish()
        return done, first, set(paper.asked)


@pytest.mark.slow
def test_stories_of_the_period_are_stored(crawls: tuple[Crawl, set[str], set[str]]) -> None:
    """Under their own addresses, with when and where they were captured."""
    done, _, _ = crawls
    assert done.returncode == 0, done.log
    stored = {article["url"]: article["metadata"] for article in done.articles}
    assert stored.keys() == {BRIDGE, MILL, FERRY}
    assert stored[BRIDGE]["dateDownloaded"] == "2025-05-20T12:00:00Z"
    assert re.match(
        r"http://127\.0\.0\.1:\d+/(web/20250520120000id_/|crawl-data/0)", stored[BRIDGE]["source"]
    )


@pytest.mark.slow
def test_listings_and_dead_pages_are_not_asked_for(
    crawls: tuple[Crawl, set[str], set[str]],
) -> None:
    """The index tells what they are; the site itself is not asked for anything."""
    _, asked, _ = crawls
    pages = [path for path in asked if path.startswith(("/web/", "/crawl-data/"))]
    assert len(pages) == 3


@pytest.mark.slow
def test_a_second_crawl_asks_for_the_index_alone(
    crawls: tuple[Crawl, set[str], set[str]],
) -> None:
    """What is stored is not asked for again."""
    _, _, again = crawls
    assert again
    assert not [path for path in again if path.startswith(("/web/", "/crawl-data/"))]
