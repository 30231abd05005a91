"""All that the project uses of Scrapy without Scrapy documenting it.

A new minor version of Scrapy may change any of it without a word, so that `pyproject.toml` names
an upper bound. `tests/crawler/test_scrapy_internals.py` tries each function on Scrapy itself: where
one of its tests fails after an update, the docstring says what the crawl loses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.extensions.throttle import AutoThrottle
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.asyncio import call_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy import Request
    from scrapy.crawler import Crawler
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
