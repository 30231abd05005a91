"""Requests made of queued links when few wait in the scheduler."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, signals
from scrapy.utils.test import get_crawler

from crawler.spiders.request_queue import (
    MOST_QUEUED,
    REQUESTS_AT_ONCE,
    SITEMAPS,
    STORIES,
    RequestQueue,
)
from crawler.store.state_values import Link


class Crawl:
    """A crawl whose scheduler takes everything, and answers when it is told to."""

    def __init__(self) -> None:
        self.crawler = get_crawler()
        self.made: list[str] = []
        self.depths: list[int] = []
        self.is_closing = False
        engine = SimpleNamespace(crawl=self._crawl, needs_backout=lambda: self.is_closing)
        self.crawler.engine = engine  # type: ignore[assignment]
        self.queue = RequestQueue(self.crawler, request_of, request_of)

    def _crawl(self, request: Request) -> None:
        self.made.append(request.url)
        self.depths.append(request.meta["depth"])
        self.crawler.stats.inc_value("scheduler/enqueued")

    def answer(self, number: int | None = None) -> None:
        """So many requests leave the scheduler; all of them without a number."""
        sent = len(self.made) if number is None else number
        self.crawler.stats.set_value("scheduler/dequeued", sent)

    def run(self) -> None:
        """Go on to the end, with a scheduler that is always empty."""
        self.queue.fill()
        while not self.queue.is_empty:
            self.answer()
            self.queue.fill()


def request_of(link: Link) -> Request:
    """The request for a link."""
    return Request(link.url)


def named(kind: str, number: int = 3) -> list[Link]:
    """So many links."""
    return [Link(f"http://example.org/{kind}/{n}/") for n in range(number)]


@pytest.fixture
def crawl() -> Crawl:
    """A crawl that has just begun."""
    return Crawl()


def urls(*links: Link) -> list[str]:
    """Their addresses."""
    return [link.url for link in links]


def test_stories_come_before_those_that_are_left_and_sitemaps_last(crawl: Crawl) -> None:
    """Whatever was put first."""
    maps, left, stories = named("map"), named("left"), named("n")
    crawl.queue.put(SITEMAPS, maps, depth=1)
    crawl.queue.put_left(left)
    crawl.queue.put(STORIES, stories, depth=1)
    crawl.run()
    assert crawl.made == urls(*stories, *left, *maps)


def test_the_sitemaps_of_an_index_are_read_one_by_one(crawl: Crawl) -> None:
    """The next one when nothing waits: what the one before named is fetched by then."""
    crawl.queue.put(SITEMAPS, named("map"), depth=1)
    for _ in range(3):
        crawl.queue.fill()
    assert len(crawl.made) == 1


def test_the_scheduler_is_filled_and_not_more(crawl: Crawl) -> None:
    """The rest of the requests is not even made."""
    crawl.queue.put(STORIES, named("n", MOST_QUEUED * 2), depth=1)
    for _ in range(2 * MOST_QUEUED // REQUESTS_AT_ONCE):
        crawl.queue.fill()
    assert len(crawl.made) == MOST_QUEUED
    crawl.answer(1)
    crawl.queue.fill()
    assert len(crawl.made) == MOST_QUEUED + REQUESTS_AT_ONCE


def test_a_crawl_that_ends_gets_nothing_more(crawl: Crawl) -> None:
    """Its scheduler is about to close."""
    crawl.queue.put(STORIES, named("n"), depth=1)
    crawl.is_closing = True
    crawl.queue.fill()
    assert crawl.made == []


def test_the_depth_is_that_of_the_link(crawl: Crawl) -> None:
    """Scrapy counts only what a callback yields; what earlier runs left has none."""
    crawl.queue.put(STORIES, named("n", 1), depth=3)
    crawl.queue.put_left(named("left", 1))
    crawl.run()
    assert crawl.depths == [3, 0]


def test_signals_of_scrapy_fill_it(crawl: Crawl) -> None:
    """When the scheduler is empty, and when an answer has come or failed."""
    crawl.queue.put(STORIES, named("n", 2 * REQUESTS_AT_ONCE), depth=1)
    sent: Any = crawl.crawler.signals.send_catch_log
    sent(signals.scheduler_empty)
    assert len(crawl.made) == REQUESTS_AT_ONCE
    sent(signals.request_left_downloader, request=Request("http://a.kz"), spider=None)
    assert len(crawl.made) == 2 * REQUESTS_AT_ONCE
