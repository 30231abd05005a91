"""Any news site: by its profile where there is one, else by sitemaps, feeds and a guess."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, signals
from scrapy.http import HtmlResponse, Response

from cleaners.addresses import host_of
from crawler.discovery.canonical_urls import absolute_urls
from crawler.discovery.period import guess_archives
from crawler.discovery.plan import Plan, plan_from_profile, plan_without_discovery
from crawler.middlewares.request_meta import source_meta
from crawler.scrapy_internals import sitemaps_of
from crawler.spiders.index_spider import MAX_SITEMAPS
from crawler.spiders.site_spider import SiteSpider
from crawler.spiders.spider_arguments import parse_start

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser
    from twisted.python.failure import Failure

    from cleaners import Profiles


class NewsSpider(SiteSpider):
    """`scrapy crawl news -a url=https://example.org/`."""

    name = "news"
    example: ClassVar[str] = "https://example.org/"

    def __init__(
        self, url: str | None = None, profiles: Profiles | None = None, **arguments: str | None
    ) -> None:
        super().__init__(url, profiles, **arguments)
        self._robots_sitemaps: tuple[str, ...] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy; robots.txt is read when Scrapy has fetched it for its own use."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.read_robots, signals.robots_parsed)
        return spider

    @classmethod
    def make_plan(cls, url: str | None, profiles: Profiles) -> Plan:
        """The profile's plan where the host has one, else a plan that guesses."""
        start = parse_start(url, cls.example)
        profile = profiles.find(host_of(start))
        if profile and profile.tells_where_stories_are:
            return plan_from_profile(profile, start)
        return plan_without_discovery(start, profile)

    def plan_requests(self) -> Iterator[Request]:
        """With a profile as it says; else one page first, since robots.txt comes before it."""
        if self.plan.profile and self.plan.profile.tells_where_stories_are:
            yield from super().plan_requests()
        else:
            yield Request(
                self.plan.start[0],
                callback=self.parse_front,
                errback=self.front_failed,
                meta=source_meta(),
            )

    def read_robots(self, robotparser: RobotParser, request: Request) -> None:
        """Remember the sitemaps that robots.txt names; www. may have one of its own."""
        named = islice(sitemaps_of(robotparser), MAX_SITEMAPS)
        self._robots_sitemaps += absolute_urls(named, request.url)

    async def parse_front(self, response: Response) -> AsyncIterator[Request]:
        """Sitemaps and feeds first, then archives or the page itself as a listing."""
        found = await self.listing_of(response) if isinstance(response, HtmlResponse) else None
        if found is not None:
            on_site = filter(self.plan.is_on_site, found.links)
            self.archives = await asyncio.to_thread(guess_archives, on_site, self.today())
            self.feeds = found.feeds
        self.sitemaps = self._robots_sitemaps
        for request in self._index_requests():
            yield request
        if self.asks_archives:
            for request in self.archive_requests():
                yield request
        elif found is not None:
            async for request in self.follow_listing(response, found):
                yield request

    def _index_requests(self) -> Iterator[Request]:
        yield from self.index_requests(self.sitemaps, self.parse_sitemap)
        if self.reaches_today:
            yield from self.index_requests(self.feeds, self.parse_feed)

    def front_failed(self, failure: Failure) -> Iterable[Request]:
        """A front page that is missing does not hide the sitemaps."""
        self.note_failure(failure)
        self.sitemaps = self._robots_sitemaps
        return self.index_requests(self.sitemaps, self.parse_sitemap)
