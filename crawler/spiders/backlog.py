"""What earlier runs left to ask for, handed on piece by piece: there may be millions of pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

# More than any site is asked for between two looks, and 2 MB of requests.
MOST_QUEUED = 1000
LOOK_SECONDS = 0.2


async def piecewise(requests: Iterable[Request], crawler: Crawler) -> AsyncIterator[Request]:
    """Make the next request when fewer than `MOST_QUEUED` wait in the scheduler.

    Scrapy itself takes requests from `start` as fast as they come, and answers nobody meanwhile.
    """
    for request in requests:
        # No signal tells of a request that robots.txt forbids.
        while _queued(crawler) >= MOST_QUEUED:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)
        yield request


def _queued(crawler: Crawler) -> int:
    enqueued, dequeued = (
        crawler.stats.get_value(f"scheduler/{what}", 0) for what in ("enqueued", "dequeued")
    )
    return int(enqueued) - int(dequeued)
