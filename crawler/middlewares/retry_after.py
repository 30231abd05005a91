"""Downloader middleware: a host that asks for a pause gets it, by all requests (RFC 9110, 10.2.3).

Scrapy asks again after the usual delay, whatever `Retry-After` says.
"""

from __future__ import annotations

import asyncio
import logging
import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Self

from crawler.scrapy_internals import pause_slot

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

ASKING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
# A 429 without a number of seconds still means that we are too fast.
UNNAMED_SECONDS = 10.0
# One page may be put off so often; waiting is no failure, but it must end.
MAX_PAUSES = 5
LIMIT = "CHISTOVIK_RETRY_AFTER_MAX_SECONDS"
TOO_LONG = "asked_to_come_back_later"


class RetryAfter:
    """Holds the host's slot for as long as the host asks.

    If it asks for more than `CHISTOVIK_RETRY_AFTER_MAX_SECONDS` the crawl ends, and the
    next one goes on.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat(LIMIT)
        self._until: dict[str, float] = {}
        self._leaving: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pause where the answer asks for it; the retry itself is Scrapy's."""
        seconds = pause_of(response, datetime.now(UTC)) if response.status in ASKING else None
        if not seconds:
            return response
        if seconds > self._longest:
            self._leave(request, seconds)
        else:
            request.meta["max_retry_times"] = MAX_PAUSES
            self._pause(request, seconds)
        return response

    def _pause(self, request: Request, seconds: float) -> None:
        slot, until = request.meta.get("download_slot", ""), monotonic() + seconds
        if until <= self._until.get(slot, 0) or not pause_slot(self._crawler, request, seconds):
            return
        self._until[slot] = until
        logger.info("%s asks for a pause of %g s", request.url, seconds)
        self._crawler.stats.inc_value("retry_after/pauses")

    def _leave(self, request: Request, seconds: float) -> None:
        request.meta["dont_retry"] = True
        if self._leaving:
            return
        message = "%s asks for a pause of %g s, more than %s; the crawl ends"
        logger.warning(message, request.url, seconds, LIMIT)
        closing = self._crawler.engine.close_spider_async(reason=TOO_LONG)
        self._leaving = asyncio.create_task(closing)


def pause_of(response: Response, now: datetime) -> float | None:
    """The seconds that an answer asks to wait; None where it does not ask.

    >>> from scrapy.http import Response
    >>> now = datetime.now(UTC)
    >>> pause_of(Response("http://a.kz", status=429, headers={"Retry-After": "90"}), now)
    90.0
    >>> pause_of(Response("http://a.kz", status=503), now)
    """
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return UNNAMED_SECONDS if response.status == HTTPStatus.TOO_MANY_REQUESTS else None
    zoned = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, math.ceil((zoned - now).total_seconds()))
