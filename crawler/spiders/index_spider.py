"""What spiders do with sitemaps and feeds: they read them, and queue what those name."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from itertools import chain

from scrapy import Request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response

from crawler.discovery.index_problem import index_problem
from crawler.discovery.indexes import Rereading, Sitemap, parse_feed, parse_sitemap
from crawler.discovery.period import Period
from crawler.discovery.timestamps import now
from crawler.discovery.xml_entries import unpack
from crawler.middlewares.request_meta import source_meta
from crawler.spiders.asking import (
    NO_LASTMOD,
    PRIORITY_ARCHIVE,
    PRIORITY_INDEX,
    AskingSpider,
    Callback,
    index_unreadable,
    pieces,
    sitemap_resting,
)
from crawler.spiders.request_queue import SITEMAPS, STORIES, RequestQueue
from crawler.store.sitemap_rests import SitemapRests
from crawler.store.state_values import Link

# The protocol knows indexes of sitemaps, not indexes of indexes; some sites have those.
MAX_SITEMAP_DEPTH = 4
# So many are named by robots.txt, or changed while a crawl runs; the index of a site names more.
MAX_SITEMAPS = 1000


class IndexSpider(AskingSpider):
    """Reads sitemaps and feeds.

    With a run, their links wait in `request_queue`; without one, requests are made at once.
    """

    sitemaps: tuple[str, ...] = ()
    request_queue: RequestQueue | None = None

    def __init__(self) -> None:
        super().__init__()
        self._rereading = Rereading()
        self._named_sitemaps: set[str] = set()
        self._has_asked_unnamed = False

    @property
    def sitemap_period(self) -> Period:
        """The days whose stories a sitemap is read for."""
        return self.plan.period

    async def parse_sitemap(self, response: Response) -> AsyncIterator[Request]:
        """Follow a sitemap to further sitemaps and to stories."""
        found = await self._read_sitemap(response)
        self._rereading.note(response.url, found)
        self._note_reading(response, found)
        for part in (
            self._follow_sitemaps(response, found),
            self._follow_pages(response, found),
        ):
            async for request in part:
                yield request

    async def parse_sitemap_again(self, response: Response) -> AsyncIterator[Request]:
        """Follow a sitemap to what has changed since it was read."""
        found = await self._read_sitemap(response)
        changed = self._rereading.changed(response.url, found)
        for request in self._again(changed[:MAX_SITEMAPS], self.parse_sitemap):
            yield request
        async for request in self._follow_pages(response, found):
            yield request

    async def parse_feed(self, response: Response) -> AsyncIterator[Request]:
        """Follow a feed to its stories."""
        await self._note_problem(response)
        found = await asyncio.to_thread(parse_feed, response.body, response.url, self.plan.period)
        async for request in self._follow(response, found):
            yield request

    async def _read_sitemap(self, response: Response) -> Sitemap:
        """In a thread: a large one takes seconds, and the event loop goes on."""
        await self._note_problem(response)
        period = self.sitemap_period
        return await asyncio.to_thread(parse_sitemap, response.body, response.url, period)

    async def _note_problem(self, response: Response) -> None:
        """Signal a sitemap or a feed that leads to less than it should."""
        unpacked = await asyncio.to_thread(unpack, response.body)
        if problem := index_problem(unpacked):
            self.crawler.signals.send_catch_log(index_unreadable, url=response.url, problem=problem)

    async def _follow_sitemaps(self, response: Response, found: Sitemap) -> AsyncIterator[Request]:
        """Queue the sitemaps of an index; an index below others names no more of them."""
        depth = _depth_behind(response)
        if depth > MAX_SITEMAP_DEPTH:
            return
        awake = self._without_resting(found)
        async for some in pieces(filter(self.plan.is_on_site, awake)):
            if self._queue is not None:
                self._queue.put(SITEMAPS, map(Link, some), depth=depth)
            else:
                for url in some:
                    yield self.sitemap_request(Link(url))

    def _without_resting(self, found: Sitemap) -> Iterator[str]:
        """The sitemaps of an index, but for those that are known to name nothing new."""
        rests = self._rests
        for url in found.sitemaps:
            self._named_sitemaps.add(url)
            if rests is not None and rests.is_resting(url, found.lastmod.get(url), now()):
                self.crawler.signals.send_catch_log(sitemap_resting, url=url)
            else:
                yield url

    def _note_reading(self, response: Response, found: Sitemap) -> None:
        rests = self._rests
        if rests is not None and response.url in self._named_sitemaps:
            newest = max(found.lastmod.values(), default=None)
            rests.note(response.url, response.body, newest, now())

    @property
    def _rests(self) -> SitemapRests | None:
        """None where a crawl remembers nothing, or is asked for certain days."""
        if self.run is None or self.plan.period:
            return None
        return SitemapRests(self.run.state, self.plan.host)

    def _follow_pages(self, response: Response, found: Sitemap) -> AsyncIterator[Request]:
        stories = filter(self.plan.is_article, found.pages)
        return self._follow(response, chain(found.news, stories), found.lastmod)

    async def _follow(
        self, response: Response, urls: Iterable[str], lastmod: Mapping[str, str] = NO_LASTMOD
    ) -> AsyncIterator[Request]:
        """Queue the stories that are due; without a run there is no queue, but requests."""
        async for links in self.due_links(urls, lastmod):
            if self._queue is not None:
                self._queue.put(STORIES, links, depth=_depth_behind(response))
            else:
                for link in links:
                    yield self.story_request(link)
        if self._queue is not None:
            self._queue.fill()

    def sitemap_request(self, link: Link) -> Request:
        """The request for a sitemap that an index names."""
        return self._request(link.url, self.parse_sitemap, PRIORITY_ARCHIVE, source_meta())

    def on_idle(self) -> None:
        """Go on while links are queued; then look for deleted stories, read sitemaps again, end.

        Called by Scrapy when there is nothing left to do; raises `DontCloseSpider` to go on.
        """
        if self._queue is not None:
            self._ask_unnamed(self._queue)
        if self.request_queue is not None and not self.request_queue.is_empty:
            raise DontCloseSpider
        self.read_again()

    def _ask_unnamed(self, queue: RequestQueue) -> None:
        """Ask once for recent stories that no source has named in this run."""
        if self.run is None or self._has_asked_unnamed or self.plan.period or not queue.is_empty:
            return
        self._has_asked_unnamed = True
        queue.put_left(self.run.frontier.unnamed(self.run.started))
        queue.fill()

    def read_again(self) -> None:
        """Read sitemaps once more that were read long before the crawl's end: sites go on."""
        seconds = self.settings.getfloat("CHISTOVIK_SITEMAP_REREAD_SECONDS")
        for url in self._rereading.due(self.sitemaps, seconds):
            for request in self._again([url], self.parse_sitemap_again):
                self.crawler.engine.crawl(request)

    def _again(self, urls: Iterable[str], callback: Callback) -> Iterator[Request]:
        for request in self.source_requests(urls, callback, PRIORITY_INDEX):
            yield request.replace(dont_filter=True)

    @property
    def _queue(self) -> RequestQueue | None:
        return self.request_queue if self.run is not None else None


def _depth_behind(response: Response) -> int:
    """How many links lie between the start and what this answer leads to."""
    request = response.request
    return int(request.meta.get("depth", 0)) + 1 if request else 1
