"""Links of sitemaps and feeds wait for their request: one is made when few wait in the scheduler.

A sitemap names 50,000 pages, an index thousands of sitemaps. Stories come first, then the stories
that earlier runs left, and then, when nothing else is left to do, the sitemaps of an index, one by
one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from scrapy import Request, signals

from crawler.scrapy_internals import queued_requests
from crawler.store.link_queue import LinkQueue, QueuedLink
from crawler.store.state_values import Link

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

STORIES, SITEMAPS = "stories", "sitemaps"
# More than any site is asked for between two looks, and 2 MB of requests.
MOST_QUEUED = 1000
REQUESTS_AT_ONCE = 100

MakeRequest = Callable[[Link], Request]


class RequestQueue:
    """Makes requests of links, whenever the scheduler has room for some."""

    def __init__(self, crawler: Crawler, story: MakeRequest, sitemap: MakeRequest) -> None:
        self._crawler = crawler
        self._story, self._sitemap = story, sitemap
        self._links = LinkQueue()
        self._left: Iterator[Link] = iter(())
        self.is_empty = True
        for signal in (signals.scheduler_empty, signals.request_left_downloader):
            crawler.signals.connect(self.fill, signal)
        crawler.signals.connect(self._links.close, signals.engine_stopped)

    def put(self, queue: str, links: Iterable[Link], *, depth: int) -> None:
        """Put links into the queue of this name; `depth` counts links from the start to them."""
        self._links.put(queue, links, depth=depth)

    def put_left(self, links: Iterable[Link]) -> None:
        """Put the stories that earlier runs saw and did not get."""
        self._left = iter(links)

    def fill(self) -> None:
        """Make some requests, if few wait; `is_empty` tells whether there were none to make."""
        # It is also True while a crawl ends: nothing may be added then.
        if self._crawler.engine.needs_backout():
            return
        queued = queued_requests(self._crawler)
        if queued >= MOST_QUEUED:
            return
        requests = self._stories() or (() if queued else self._next_sitemap())
        self.is_empty = not requests
        for request in requests:
            self._crawler.engine.crawl(request)

    def _stories(self) -> list[Request]:
        found = self._links.take(STORIES, REQUESTS_AT_ONCE)
        if not found:
            found = [QueuedLink(link, 0) for link in islice(self._left, REQUESTS_AT_ONCE)]
        return [_at_depth(self._story(queued.link), queued.depth) for queued in found]

    def _next_sitemap(self) -> list[Request]:
        found = self._links.take(SITEMAPS, 1)
        return [_at_depth(self._sitemap(queued.link), queued.depth) for queued in found]


def _at_depth(request: Request, depth: int) -> Request:
    """Scrapy itself counts the depth of what a callback yields, and of nothing else."""
    request.meta["depth"] = depth
    return request
