"""What a host asks for beyond its pages, and that it gets it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.middlewares.download_handler import FIRST_BYTES
from crawler.middlewares.redirects import RedirectsError
from crawler.middlewares.retry_after import MAX_PAUSES, UNNAMED_SECONDS, RetryAfter, pause_of
from crawler.middlewares.robots import MAX_BYTES, Robots, UnreachableRobotsError
from tests.crawler.host import Host

URL = "http://example.org/n/a/"
NOW = datetime(2025, 5, 20, 14, 5, tzinfo=UTC)


def robots(host: Host) -> Robots:
    """The middleware of a crawl of this host."""
    crawler = get_crawler(Spider, {"ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "Chistovik"})
    crawler.engine = cast("Any", host)
    crawler.spider = Spider("test")
    return Robots.from_crawler(crawler)


def is_allowed(answer: Response | Exception, url: str = URL) -> bool:
    """Whether a page may be fetched after this answer for robots.txt."""
    try:
        asyncio.run(robots(Host(answer)).process_request(Request(url)))
    except IgnoreRequest:
        return False
    return True


def txt(status: int = 200, body: str = "User-agent: *\nDisallow: /") -> Response:
    """An answer for robots.txt."""
    return Response("http://example.org/robots.txt", status=status, body=body.encode())


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_robots_txt_allows_everything(status: int) -> None:
    """Whatever stands in the page that says so (RFC 9309, 2.3.1.3)."""
    assert is_allowed(txt(status))


@pytest.mark.parametrize("status", [500, 502, 503, 599, 429, 408])
def test_an_unreachable_robots_txt_allows_nothing(status: int) -> None:
    """Nor does one that is to be asked for later (RFC 9309, 2.3.1.4)."""
    assert not is_allowed(txt(status, ""))


def test_a_host_that_does_not_answer_allows_nothing() -> None:
    """And the reason is told."""
    with pytest.raises(UnreachableRobotsError, match=r"robots\.txt can't be had"):
        asyncio.run(robots(Host(OSError("reset"))).process_request(Request(URL)))


def test_redirects_without_end_allow_everything() -> None:
    """More than five of them count as no robots.txt (RFC 9309, 2.3.1.2)."""
    assert is_allowed(RedirectsError("max redirections reached"))


def test_a_robots_txt_that_is_refused_allows_nothing() -> None:
    """A packed one that would fill the memory, for instance."""
    assert not is_allowed(IgnoreRequest("its body exceeded DOWNLOAD_MAXSIZE"))


@pytest.mark.parametrize("lines", [10, 100_000])
def test_the_first_half_megabyte_is_read(lines: int) -> None:
    """RFC 9309, 2.5; a line that is cut in two is none: `/n` would forbid all of `/n/`."""
    body = "User-agent: *\nDisallow: /private/\n" + "Disallow: /n/a/b/\n" * lines
    assert is_allowed(txt(body=body))
    assert not is_allowed(txt(body=body), "http://example.org/private/")
    last = f"User-agent: *\n#{'x' * (MAX_BYTES - 30)}\nDisallow: /n/very/long/path/\n"
    assert is_allowed(txt(body=last))


def test_robots_txt_is_asked_for_as_the_rfc_says() -> None:
    """On whatever site it stands, not packed, and no more of it than is read."""
    host = Host(txt())
    with pytest.raises(IgnoreRequest):
        asyncio.run(robots(host).process_request(Request(URL)))
    (request,) = host.requests
    assert request.headers["Accept-Encoding"] == b"identity"
    assert request.meta["allow_offsite"]
    assert request.meta[FIRST_BYTES] == MAX_BYTES


def test_our_group_is_found_by_our_name() -> None:
    """The product token, whatever the contact in the user agent says."""
    body = "User-agent: chistovik\nDisallow: /n/\n\nUser-agent: *\nDisallow:\n"
    assert not is_allowed(txt(body=body))
    assert is_allowed(txt(body=body), "http://example.org/about/")


def test_all_who_wait_for_robots_txt_are_judged_by_it() -> None:
    """Asked for once; in Scrapy 2.19 only the first of them is judged."""
    host = Host(txt())
    crawl = robots(host)

    async def ask() -> list[BaseException | None]:
        requests = (crawl.process_request(Request(f"{URL}{number}")) for number in range(4))
        return list(await asyncio.gather(*requests, return_exceptions=True))

    assert [type(result) for result in asyncio.run(ask())] == [IgnoreRequest] * 4
    assert host.asked == 1


@pytest.mark.parametrize(
    ("status", "told", "seconds"),
    [
        (429, "120", 120),
        (503, "Tue, 20 May 2025 14:06:00 GMT", 60),
        (503, "Tue, 20 May 2025 14:00:00 GMT", 0),
        (429, None, UNNAMED_SECONDS),
        (429, "soon", UNNAMED_SECONDS),
        (503, "²", None),
        (503, None, None),
    ],
)
def test_how_long_a_host_asks_to_wait(status: int, told: str | None, seconds: float) -> None:
    """Seconds or a date; a 429 without either still means that we are too fast."""
    answer = Response(URL, status=status, headers={"Retry-After": told} if told else {})
    assert pause_of(answer, NOW) == seconds


class Slot:
    """Stands for Scrapy's: it only knows the call it waits for."""

    latercall: asyncio.TimerHandle | None = None


class Downloader:
    """One slot, and whether it went on."""

    DOWNLOAD_SLOT = "download_slot"

    def __init__(self) -> None:
        self.slots = {"example.org": Slot()}
        self.went_on: list[float] = []

    def _latercall(self, slot: Slot) -> None:
        slot.latercall = None
        self.went_on.append(asyncio.get_running_loop().time())


def asked_to_wait(seconds: str, times: int = 1) -> tuple[Request, Downloader, list[str]]:
    """The request, the downloader and the reasons to close after so many answers of 429."""
    closed: list[str] = []

    async def close(reason: str) -> None:
        closed.append(reason)

    async def run() -> tuple[Request, Downloader, list[str]]:
        crawler = get_crawler(Spider, {"CHISTOVIK_RETRY_AFTER_MAX_SECONDS": 60})
        downloader = Downloader()
        engine = SimpleNamespace(downloader=downloader, close_spider_async=close)
        crawler.engine = cast("Any", engine)
        waiting = RetryAfter.from_crawler(crawler)
        request = Request(URL, meta={"download_slot": "example.org"})
        for _ in range(times):
            answer = Response(URL, status=429, headers={"Retry-After": seconds})
            assert waiting.process_response(request, answer) is answer
        await asyncio.sleep(0)
        if handle := downloader.slots["example.org"].latercall:
            handle.cancel()
        return request, downloader, closed

    return asyncio.run(run())


def test_the_slot_of_the_host_waits() -> None:
    """It holds a call to come, which is what keeps it from asking for more."""
    request, downloader, closed = asked_to_wait("30")
    assert downloader.slots["example.org"].latercall is not None
    assert (request.meta["max_retry_times"], closed) == (MAX_PAUSES, [])


def test_who_asks_for_too_long_is_left_alone() -> None:
    """The crawl ends once, and the page is not asked for again."""
    request, downloader, closed = asked_to_wait("3600", times=2)
    assert closed == ["asked_to_come_back_later"]
    assert request.meta["dont_retry"]
    assert downloader.slots["example.org"].latercall is None
