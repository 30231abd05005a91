"""Downloader middleware: robots.txt is obeyed as RFC 9309 asks, also where it can't be fetched.

Scrapy takes every answer for a robots.txt, the page of a 404 included, and allows everything where
none came. The RFC (2.3.1) allows everything for 4xx («unavailable»), and forbids everything for 5xx
and where the server can't be reached («unreachable»).
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Self, cast

from scrapy import signals
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK, Request
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.middlewares.download_handler import FIRST_BYTES
from crawler.middlewares.redirects import RedirectsError
from crawler.middlewares.robots_rights import RobotsRights, read_robots_rights
from crawler.scrapy_internals import CrawlEndsError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

# Ahead of every page; Scrapy's own middleware has the same value.
PRIORITY = 1000
# RFC 9309 (2.5) wants at least so much of the file read; the rest is ignored.
MAX_BYTES = 500 * 1024
# These ask to come back later and say nothing of what is allowed: «unreachable», though 4xx.
UNREACHABLE_4XX = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT})

# What robots.txt says of the use of a page, in its request's meta.
RIGHTS = "chistovik_robots_rights"
NO_RIGHTS = RobotsRights()


@dataclass(frozen=True, slots=True)
class HostRules:
    """What a robots.txt allows, and what it reserves."""

    allowed: RobotParser
    rights: RobotsRights


def rights_of(request: Request) -> RobotsRights:
    """What robots.txt says of the use of a page; nothing where it is not asked for."""
    return cast("RobotsRights", request.meta.get(RIGHTS, NO_RIGHTS))


class UnreachableRobotsError(IgnoreRequest):
    """The host does not say what it allows; `problem` is what came instead of its robots.txt."""

    def __init__(self, problem: str) -> None:
        super().__init__("robots.txt can't be had, so nothing is allowed")
        self.problem = problem


class Robots:
    """Asks each host once; pages of a host that can't say what it allows are not asked for.

    In place of Scrapy's `RobotsTxtMiddleware`. In 2.19 only the first of the requests that wait for
    the same robots.txt is judged by it there: they share a `Deferred`, and the second one finds
    None in it, which allows everything.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._user_agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._parser = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._rules: dict[str, asyncio.Future[HostRules | None]] = {}
        self._problems: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; `ROBOTSTXT_OBEY` switches it on."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let pass what the host's robots.txt allows.

        Raises `IgnoreRequest` for an address that it forbids, `UnreachableRobotsError` where it
        can't be had.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules_of(request)
        if rules is None:
            raise UnreachableRobotsError(self._problems[urlparse_cached(request).netloc])
        request.meta[RIGHTS] = rules.rights
        if not rules.allowed.allowed(request.url, self._user_agent):
            self._crawler.stats.inc_value("robotstxt/forbidden")
            raise IgnoreRequest("Forbidden by robots.txt")

    async def _rules_of(self, request: Request) -> HostRules | None:
        """The rules of the host; None where they can't be had."""
        url = urlparse_cached(request)
        if url.netloc not in self._rules:
            asking = self._ask(f"{url.scheme}://{url.netloc}/robots.txt", request)
            self._rules[url.netloc] = asyncio.ensure_future(asking)
        # Shielded: one request that is given up must not end the asking for all of them.
        return await asyncio.shield(self._rules[url.netloc])

    async def _ask(self, url: str, request: Request) -> HostRules | None:
        """The rules; None where the host is unreachable. Raises `CrawlEndsError`."""
        # A redirect may lead to another site; the rules found there hold for this one (2.3.1.2).
        meta = {"dont_obey_robotstxt": True, "allow_offsite": True, FIRST_BYTES: MAX_BYTES}
        # Packed, the first `MAX_BYTES` alone could not be unpacked.
        headers = {"Accept-Encoding": "identity"}
        robots = Request(url, callback=NO_CALLBACK, priority=PRIORITY, headers=headers, meta=meta)
        self._crawler.stats.inc_value("robotstxt/request_count")
        try:
            response = await self._crawler.engine.download_async(robots)
        except RedirectsError as error:
            # More than five of them: «unavailable» (2.3.1.2).
            logger.info("%s: %s; everything is allowed", url, error)
            return await self._read(b"", request)
        except CrawlEndsError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, no rules came
            self._refuse(url, request, str(error) or type(error).__name__)
            return None
        self._crawler.stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if _is_unreachable(response):
            self._refuse(url, request, f"HTTP {response.status}")
            return None
        is_there = response.status < HTTPStatus.BAD_REQUEST
        return await self._read(first_lines(response.body) if is_there else b"", request)

    def _refuse(self, url: str, request: Request, problem: str) -> None:
        self._problems[urlparse_cached(request).netloc] = problem
        self._crawler.stats.inc_value("robotstxt/unreachable")
        message = "%s: %s; nothing is fetched from there in this crawl (RFC 9309, 2.3.1.4)"
        logger.warning(message, url, problem)

    async def _read(self, body: bytes, request: Request) -> HostRules:
        parser: RobotParser = build_from_crawler(self._parser, self._crawler, body)
        await self._crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return HostRules(parser, read_robots_rights(body, self._user_agent))


def first_lines(body: bytes, most: int = MAX_BYTES) -> bytes:
    r"""The whole lines within so many bytes: half a path would forbid more than the whole one.

    >>> first_lines(b"Allow: /n/\nDisallow: /private/", 25)
    b'Allow: /n/'
    >>> first_lines(b"Disallow: /private/", 25)
    b'Disallow: /private/'
    """
    return body if len(body) <= most else body[:most].rpartition(b"\n")[0]


def _is_unreachable(response: Response) -> bool:
    is_5xx = response.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return is_5xx or response.status in UNREACHABLE_4XX
