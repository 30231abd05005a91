"""What Scrapy does not document and the crawler uses, tried on Scrapy itself.

A test that fails after an update of Scrapy names what has to be mended in
`crawler/scrapy_internals.py`; nothing else of the crawler has to be looked at.
"""

from __future__ import annotations

import ast
import asyncio
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement
from scrapy import Request, Spider, signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.scheduler import Scheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError
from scrapy.extensions.throttle import AutoThrottle
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler
from twisted.internet.endpoints import HostnameEndpoint, wrapClientTLS
from twisted.internet.ssl import optionsForClientTLS
from twisted.internet.testing import MemoryReactorClock, StringTransport
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler import scrapy_internals
from crawler.scrapy_internals import (
    BoundedParser,
    CheckedPool,
    CrawlEndsError,
    HeadersTooLargeError,
    give_up_waiting,
    header_error_in,
    pause_slot,
    queued_requests,
    raise_delay,
    sitemaps_of,
)
from tests.crawler.crawls import ROOT

PAGE = Request("https://example.org/n/1/", meta={"download_slot": "example.org"})


class Engine:
    """As much of Scrapy's engine as its downloader and its throttle ask for."""

    def __init__(self, crawler: Crawler) -> None:
        self.downloader = Downloader(crawler)


def crawler_with_slot(delay: float = 1) -> tuple[Crawler, Slot]:
    """A crawler whose downloader has asked example.org for something."""
    crawler = get_crawler(Spider, {"AUTOTHROTTLE_ENABLED": True, "DOWNLOAD_DELAY": delay})
    crawler.spider = Spider("any")
    crawler.engine = Engine(crawler)  # type: ignore[assignment]
    slot = Slot(concurrency=2, delay=delay, jitter=0)
    crawler.engine.downloader.slots["example.org"] = slot
    crawler.signals.send_catch_log(signals.spider_opened, spider=crawler.spider)
    return crawler, slot


def run(test: Callable[[], None]) -> None:
    """Run it inside an event loop, where Scrapy's components are built."""

    async def inside() -> None:
        test()

    asyncio.run(inside())


@pytest.mark.parametrize(("asked", "kept"), [(5.0, 5.0), (0.5, 1.0)])
def test_a_crawl_delay_is_kept(asked: float, kept: float) -> None:
    """By the slot, and by AutoThrottle, which would lower it again."""

    def raised() -> None:
        crawler, slot = crawler_with_slot(delay=1)
        throttle = crawler.get_extension(AutoThrottle)
        assert throttle is not None
        raise_delay(crawler, asked)
        assert (slot.delay, throttle.mindelay) == (kept, kept)

    run(raised)


def test_a_slot_that_is_paused_asks_for_nothing_until_its_time_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Scrapy looks at its queue again when the call comes."""

    async def paused() -> None:
        crawler, slot = crawler_with_slot()
        downloader, looked = crawler.engine.downloader, asyncio.Event()
        monkeypatch.setattr(downloader, "_process_queue", lambda _: looked.set())
        assert pause_slot(crawler, PAGE, 60)
        first = slot.latercall
        assert pause_slot(crawler, PAGE, 0)
        assert (first is None, slot.latercall is None) == (False, False)
        await looked.wait()
        assert slot.latercall is None

    asyncio.run(asyncio.wait_for(paused(), timeout=10))


def test_a_host_without_a_slot_is_not_paused() -> None:
    """Nothing of it is asked for."""
    run(lambda: _not_paused(Request("https://example.com/", meta={"download_slot": "b"})))


def _not_paused(request: Request) -> None:
    assert not pause_slot(crawler_with_slot()[0], request, 1)


@pytest.mark.parametrize("is_closing", [True, False])
def test_requests_that_wait_are_given_up_when_the_crawl_ends(is_closing: bool) -> None:
    """However long the pause that their host asked for; as long as it goes on they wait."""

    async def wait() -> bool:
        crawler, slot = crawler_with_slot()
        crawler.engine._slot = SimpleNamespace(closing=True if is_closing else None)  # type: ignore[assignment]
        assert pause_slot(crawler, PAGE, 60)
        downloading = asyncio.ensure_future(crawler.engine.downloader._enqueue_request(PAGE))
        await asyncio.sleep(0)
        give_up_waiting(crawler)
        await asyncio.sleep(0)
        is_given_up = isinstance(slot.latercall, type(None)) and downloading.done()
        slot.close()
        downloading.cancel()
        with suppress(CrawlEndsError, asyncio.CancelledError):
            await downloading
        return is_given_up

    assert asyncio.run(asyncio.wait_for(wait(), timeout=10)) == is_closing


def test_the_sitemaps_of_robots_txt() -> None:
    """As protego reads them."""
    body = b"User-agent: *\nSitemap: /sitemap.xml\nSitemap: https://example.org/news.xml\n"
    rules = ProtegoRobotParser(body, None)
    assert list(sitemaps_of(rules)) == ["/sitemap.xml", "https://example.org/news.xml"]


def test_the_requests_that_wait() -> None:
    """Those that the scheduler has taken and not given out."""

    def queued() -> None:
        crawler, _ = crawler_with_slot()
        scheduler = Scheduler.from_crawler(crawler)
        scheduler.open(crawler.spider or Spider("any"))
        for number in range(3):
            scheduler.enqueue_request(Request(f"https://example.org/n/{number}/"))
        assert queued_requests(crawler) == 3
        scheduler.next_request()
        assert queued_requests(crawler) == 2

    run(queued)


def parsed(*lines: bytes, limit: int = 1000) -> BoundedParser:
    """A parser that got these lines, one after the other."""
    parser = BoundedParser(SimpleNamespace(method=b"GET"), lambda rest: None)  # type: ignore[no-untyped-call]
    parser.max_header_bytes = limit
    parser.makeConnection(StringTransport())  # type: ignore[no-untyped-call]
    for line in lines:
        parser.dataReceived(line + b"\r\n")  # type: ignore[no-untyped-call]
    return parser


HEADERS = (b"HTTP/1.1 200 OK", b"Content-Type: text/html")


def test_headers_within_the_limit_are_read() -> None:
    """To the last byte of it; the body does not count."""
    size = sum(len(line) + len(b"\r\n") for line in (*HEADERS, b""))
    parser = parsed(*HEADERS, b"", b"a" * 5000, limit=size)
    assert parser.header_bytes == size
    with pytest.raises(HeadersTooLargeError, match=f"exceed {size - 1} bytes"):
        parsed(*HEADERS, b"", limit=size - 1)


@pytest.mark.parametrize(
    "line",
    [b"X: aaaaaaaa", b" folded on", b"HTTP/1.1 102 Processing\r\n", b"no header", b"a" * 20_000],
)
def test_headers_without_end_are_cut_off(line: bytes) -> None:
    """Many of them, one in many lines, informational answers, a line of any length."""
    begin = () if line.startswith(b"HTTP") else HEADERS
    with pytest.raises(HeadersTooLargeError):
        parsed(*begin, *[line] * 200)


def test_the_error_is_found_in_what_scrapy_makes_of_it() -> None:
    """Twisted wraps it once, Scrapy a second time; other errors are none of ours."""
    error = HeadersTooLargeError("too large")
    for inner, found in ((error, error), (OSError(), None)):
        failed = DownloadFailedError()
        failed.__cause__ = ResponseFailed([Failure(inner)])  # type: ignore[no-untyped-call]
        assert header_error_in(failed) is found
    assert header_error_in(DownloadFailedError()) is None


def connections(*, allowed: bool, key: bytes = b"http", tls: bool = False) -> list[str]:
    """The addresses that a reactor connects to, which resolves every name to 127.0.0.1."""

    def check(*connection: str | int) -> None:
        assert connection == ("example.org", 80, "127.0.0.1")
        if not allowed:
            raise DownloadCancelledError

    reactor: Any = MemoryReactorClock()  # type: ignore[no-untyped-call]
    endpoint: Any = HostnameEndpoint(reactor, b"example.org", 80)
    if tls:
        endpoint = wrapClientTLS(optionsForClientTLS("example.org"), endpoint)
    made = CheckedPool(reactor, check).getConnection((key, b"example.org", 80), endpoint)
    made.addErrback(lambda failure: failure.trap(DownloadCancelledError))
    return [client[0] for client in reactor.tcpClients]


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
def test_no_connection_is_made_that_a_check_refuses(*, tls: bool) -> None:
    """It looks at the address that the name led to, a moment before the connection."""
    assert connections(allowed=True, tls=tls) == ["127.0.0.1"]
    assert connections(allowed=False, tls=tls) == []


def test_a_proxy_is_not_looked_at() -> None:
    """Whoever runs the crawl has named it."""
    assert connections(allowed=False, key=b"http-proxy") == ["127.0.0.1"]


def private_names() -> Iterator[str]:
    """Attributes with an underscore that modules of the crawler take from others' objects."""
    for path in sorted((ROOT / "crawler").rglob("*.py")):
        if path.name == f"{scrapy_internals.__name__.rpartition('.')[2]}.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and re.match(r"_[a-z]", node.attr):
                owner = ast.unparse(node.value)
                # These are public; so are lxml's types, which have no other names.
                is_public = node.attr in {"_replace", "_exit"}
                if not is_public and owner not in {"self", "cls", "etree"}:
                    yield f"{path.relative_to(ROOT)}: {owner}.{node.attr}"


def test_no_other_module_uses_private_names() -> None:
    """Of Scrapy or of anybody else; one of our own objects has them for itself."""
    assert list(private_names()) == []


def test_the_version_of_scrapy_has_an_upper_bound() -> None:
    """The next minor version has to be tried first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (scrapy,) = (r for r in map(Requirement, project["dependencies"]) if r.name == "scrapy")
    installed = version("scrapy")
    major, minor = installed.split(".")[:2]
    assert installed in scrapy.specifier
    assert f"{major}.{int(minor) + 1}.0" not in scrapy.specifier
