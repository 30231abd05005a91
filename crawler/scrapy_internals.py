"""All that the project uses of Scrapy without Scrapy documenting it.

A new minor version of Scrapy may change any of it without a word, so that `pyproject.toml` names
an upper bound. `tests/crawler/test_scrapy_internals.py` tries each function on Scrapy itself: where
one of its tests fails after an update, the docstring says what the crawl loses.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.asyncio import call_later
from twisted.internet.endpoints import HostnameEndpoint
from twisted.web.client import HTTPConnectionPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.exceptions import DownloadFailedError
    from scrapy.robotstxt import RobotParser


def raise_delay(crawler: Crawler, seconds: float) -> None:
    """Keep a delay between requests, where a longer one is not kept already.

    Uses `AutoThrottle.mindelay`, `ExecutionEngine.downloader`, `Downloader.slots`, `Slot.delay`.
    Without it `Crawl-delay` of robots.txt is not kept.
    """
    throttle = crawler.get_extension(AutoThrottle)
    if throttle is not None:
        throttle.mindelay = max(throttle.mindelay, seconds)
    # Slots exist already: robots.txt came through one of them.
    for slot in crawler.engine.downloader.slots.values():
        slot.delay = max(slot.delay, seconds)


def pause_slot(crawler: Crawler, request: Request, seconds: float) -> bool:
    """Hold all requests to the host of this one; False where the host has no slot.

    A slot waits while it has a call to come: `Downloader.slots`, `Slot.latercall`,
    `Downloader._latercall`. Without it `Retry-After` holds back nothing.
    """
    downloader = crawler.engine.downloader
    slot = downloader.slots.get(request.meta.get("download_slot", ""))
    if slot is None:
        return False
    if slot.latercall:
        slot.latercall.cancel()
    slot.latercall = call_later(seconds, downloader._latercall, slot)
    return True


class CrawlEndsError(IgnoreRequest):
    """A request that waited for its turn when the crawl was told to end; the next one asks."""


def give_up_waiting(crawler: Crawler) -> None:
    """Fail the requests that wait in the downloader, once the crawl is ending.

    Uses `ExecutionEngine._slot` and its `closing`, `Downloader.slots`, `Slot.queue`,
    `Slot.latercall`. Without it a crawl that is told to end waits for pauses that hosts asked for.
    """
    engine_slot = crawler.engine._slot
    if engine_slot is None or engine_slot.closing is None:
        return
    for slot in crawler.engine.downloader.slots.values():
        if slot.queue:
            slot.close()
        while slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(CrawlEndsError("the crawl ends"))


def sitemaps_of(rules: RobotParser) -> Iterable[str]:
    """The sitemaps that a robots.txt names, as they stand there.

    Uses `ProtegoRobotParser.rp`, which is protego's parser. Without it, sites without a profile are
    crawled by their feeds and listings alone.
    """
    return rules.rp.sitemaps if isinstance(rules, ProtegoRobotParser) else ()


def queued_requests(crawler: Crawler) -> int:
    """How many requests wait in the scheduler.

    Uses its stats `scheduler/enqueued` and `scheduler/dequeued`. Without it, all pages that earlier
    runs left are asked for at once, and their requests fill the memory.
    """
    enqueued, dequeued = (
        crawler.stats.get_value(f"scheduler/{what}", 0) for what in ("enqueued", "dequeued")
    )
    return int(enqueued) - int(dequeued)


class HeadersTooLargeError(DownloadCancelledError):
    """A status line and headers of more bytes than an answer may have."""


def guard_connections(
    handler: HTTP11DownloadHandler,
    *,
    max_header_bytes: int,
    check: Callable[[str, int, str], None],
) -> None:
    """Bound the headers of answers, and have each connection checked before it is made.

    `check(host, port, address)` raises where the address that the name was resolved to must not be
    spoken to. Connections to a proxy are not looked at: it is the proxy that resolves the names.

    Uses `HTTP11DownloadHandler._pool`. Without it, headers fill the memory, and links of strangers
    reach the machines around this one.
    """
    pool: Any = CheckedPool(handler._pool._reactor, check)
    pool.maxPersistentPerHost = handler._pool.maxPersistentPerHost
    pool._factory = partial(BoundedFactory, max_header_bytes)
    handler._pool = pool


def header_error_in(error: DownloadFailedError) -> HeadersTooLargeError | None:
    """What Twisted wraps in a `ResponseFailed`, and Scrapy in a failed download."""
    reasons = getattr(error.__cause__, "reasons", ())
    found = (reason.value for reason in reasons if reason.check(HeadersTooLargeError))
    return next(found, None)


class CheckedPool(HTTPConnectionPool):
    """Hands endpoints that resolve a name a reactor that looks at the address.

    Uses `HostnameEndpoint._reactor`, `_hostText` and `_port`, and `_wrappedEndpoint` of one for
    TLS. The key of a connection to a proxy begins with `http-proxy`.
    """

    def __init__(self, reactor: Any, check: Callable[[str, int, str], None]) -> None:
        super().__init__(reactor)  # type: ignore[no-untyped-call]
        self._check = check

    def getConnection(self, key: Any, endpoint: Any) -> Any:  # noqa: N802 - Twisted's name
        """A connection for the key, kept or new."""
        plain = getattr(endpoint, "_wrappedEndpoint", endpoint)
        if isinstance(plain, HostnameEndpoint) and key[0] != b"http-proxy":
            check = partial(self._check, plain._hostText, plain._port)
            plain._reactor = CheckedReactor(plain._reactor, check)
        return super().getConnection(key, endpoint)


class CheckedReactor:
    """A reactor that connects to those addresses alone that pass a check; else the one it has."""

    def __init__(self, reactor: Any, check: Callable[[str], None]) -> None:
        self._reactor = reactor
        self._check = check

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reactor, name)

    def connectTCP(self, host: str, *args: Any, **kwargs: Any) -> Any:  # noqa: N802 - Twisted's name
        """Connect; raises what the check raises. `host` is an address by now."""
        self._check(host)
        return self._reactor.connectTCP(host, *args, **kwargs)


class BoundedParser(_LenientHTTPClientParser):
    """Scrapy's parser of answers, which counts the bytes in front of the body.

    Informational answers (1xx) count, too: there may be any number of them.
    """

    max_header_bytes = 0
    header_bytes = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        """Take a line; raises `HeadersTooLargeError`."""
        self.header_bytes += len(line) + len(self.delimiter)
        if self.header_bytes > self.max_header_bytes:
            self.lineLengthExceeded(line)
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        """Twisted itself ends the connection without a word, and Scrapy would try again."""
        raise HeadersTooLargeError(f"status line and headers exceed {self.max_header_bytes} bytes")


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Parses answers with `BoundedParser`; what breaks a limit is cut off at once.

    Uses `_parser`, as the class above it does, and `_giveUp`, which would let a TLS connection
    stay open until the other side closes it.
    """

    max_header_bytes = 0

    def request(self, request: Any) -> Any:
        """Send the request."""
        sent = super().request(request)
        parser: Any = self._parser
        parser.__class__ = BoundedParser
        parser.max_header_bytes = self.max_header_bytes
        return sent

    def _giveUp(self, reason: Any) -> None:  # noqa: N802 - Twisted's name
        transport: Any = self.transport
        transport.abortConnection()
        self._disconnectParser(reason)  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Builds protocols that bound the headers."""

    def __init__(self, max_header_bytes: int, *args: Any) -> None:
        super().__init__(*args)  # type: ignore[no-untyped-call]
        self._max_header_bytes = max_header_bytes

    def buildProtocol(self, addr: Any) -> BoundedProtocol:  # noqa: N802 - Twisted's name
        """A protocol for one connection."""
        protocol = BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
        protocol.max_header_bytes = self._max_header_bytes
        return protocol
