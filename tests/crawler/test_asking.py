"""Requests for what earlier runs left, made when there is room for them."""

from __future__ import annotations

import asyncio

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from crawler.spiders import asking
from crawler.spiders.asking import MOST_QUEUED, piecewise

LEFT = [f"http://example.org/n/{number}/" for number in range(MOST_QUEUED + 3)]


@pytest.fixture
def crawler(monkeypatch: pytest.MonkeyPatch) -> Crawler:
    """A crawler that counts; nobody waits long in a test."""
    monkeypatch.setattr(asking, "LOOK_SECONDS", 0.001)
    return get_crawler()


async def enqueue(crawler: Crawler, made: list[str]) -> None:
    """Take requests as Scrapy's engine does: all there are."""
    async for request in piecewise(map(Request, LEFT), crawler):
        made.append(request.url)
        crawler.stats.inc_value("scheduler/enqueued")


def test_the_queue_is_filled_and_not_more(crawler: Crawler) -> None:
    """The rest of the requests is not even made."""
    made: list[str] = []
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(enqueue(crawler, made), 0.1))
    assert made == LEFT[:MOST_QUEUED]


def test_all_of_them_come_as_the_queue_empties(crawler: Crawler) -> None:
    """In their order, each once."""
    made: list[str] = []

    async def crawl() -> None:
        taking = asyncio.ensure_future(enqueue(crawler, made))
        while not taking.done():
            await asyncio.sleep(0)
            crawler.stats.inc_value("scheduler/dequeued", len(made) - dequeued(crawler))
        await taking

    asyncio.run(asyncio.wait_for(crawl(), 10))
    assert made == LEFT


def dequeued(crawler: Crawler) -> int:
    """How many requests were sent."""
    return int(crawler.stats.get_value("scheduler/dequeued", 0))
