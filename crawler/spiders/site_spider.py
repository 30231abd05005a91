"""What all spiders here share: walking one site by its plan."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, signals
from scrapy.http import HtmlResponse, Response

from cleaners import Profiles, load_profiles
from crawler.configuration import BY_HAND, profiles_of, user_agent
from crawler.discovery.period import Period
from crawler.middlewares.browser import use_browser, wants_browser
from crawler.spiders.archive_spider import ArchiveSpider
from crawler.spiders.asking import pieces
from crawler.spiders.request_queue import RequestQueue
from crawler.spiders.spider_arguments import ARGUMENTS, parse_follow, parse_period

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from crawler.discovery.listing import Listing
    from crawler.discovery.plan import Plan


class SiteSpider(ArchiveSpider):
    """Fetches sitemaps, feeds, archives and listings of one site, and the stories they lead to."""

    example: ClassVar[str]
    arguments: ClassVar[frozenset[str]] = ARGUMENTS

    def __init__(
        self,
        url: str | None = None,
        profiles: Profiles | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        follow: str | None = None,
    ) -> None:
        super().__init__()
        plan = self.make_plan(url, profiles or load_profiles())
        self.plan = replace(plan, period=parse_period(since, until, plan.timezone))
        self.follows_articles = parse_follow(follow)
        self.allowed_domains = self.plan.allowed_domains
        # What is known so far: a crawl without a profile finds them on its way.
        self.archives, self.feeds = self.plan.archives, self.plan.feeds
        self.sitemaps = self.plan.sitemaps

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy."""
        profiles = profiles_of(crawler.settings)
        if by_hand := crawler.settings.get(BY_HAND):
            kwargs.setdefault("url", by_hand)
        spider = super().from_crawler(crawler, *args, profiles=profiles, **kwargs)
        if wants_browser(spider.plan.profile):
            use_browser(crawler.settings)
        spider.max_page_links = crawler.settings.getint("CHISTOVIK_MAX_PAGE_LINKS")
        spider.request_queue = RequestQueue(crawler, spider.story_request, spider.sitemap_request)
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        if not crawler.settings.get("CHISTOVIK_CONTACT"):
            spider.logger.warning("set CHISTOVIK_CONTACT, so that sites can see whom to ask")
        return spider

    @classmethod
    def make_plan(cls, url: str | None, profiles: Profiles) -> Plan:
        """The plan for the `url` argument; `BadArgumentError` when none can be made."""
        raise NotImplementedError

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Put the contact into the user agent, wherever the setting came from."""
        super().update_settings(settings)
        contact = settings.get("CHISTOVIK_CONTACT") or ""
        settings.set("USER_AGENT", user_agent(contact), priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """What the plan names, newest sources first; then what earlier runs left.

        A crawl of some days (`since`, `until`) leaves out what earlier runs left.
        """
        async for requests in pieces(self.plan_requests()):
            for request in requests:
                yield request
        if self.run is not None and self.request_queue is not None and not self.plan.period:
            self.request_queue.put_left(self.run.frontier.waiting())

    def plan_requests(self) -> Iterator[Request]:
        """Requests for everything that the plan names and the period needs."""
        if self.reaches_today:
            yield from self.index_requests(self.feeds, self.parse_feed)
        yield from self.index_requests(self.sitemaps, self.parse_sitemap)
        if self.asks_archives:
            yield from self.archive_requests()
        else:
            yield from self.newest_requests()

    def newest_requests(self) -> Iterator[Request]:
        """Requests for the first pages and the listings, which begin with what is new."""
        for url in (*self.plan.start, *self.plan.listings):
            yield from self.listing_requests([url])

    @property
    def reaches_today(self) -> bool:
        """Whether the period goes on; feeds only hold what is new."""
        return not self.plan.period.is_after(self.today())

    @property
    def sitemap_period(self) -> Period:
        """The period for sitemaps.

        Where archives are asked, they name stories that were corrected later: sitemaps need not.
        """
        period = self.plan.period
        return replace(period, corrections=timedelta(0)) if self.asks_archives else period

    async def parse_listing(self, response: Response) -> AsyncIterator[Request]:
        """Follow a listing to its stories, to other listings and to its next page."""
        if isinstance(response, HtmlResponse):
            async for request in self.follow_listing(response, await self.listing_of(response)):
                yield request

    async def follow_listing(self, response: Response, found: Listing) -> AsyncIterator[Request]:
        """Requests for what a listing leads to."""
        async for request in self.requests_within_period(found.stories):
            yield request
        if self.plan.period.is_behind(tuple(found.stories.values())):
            return
        if self.plan.period:
            # Dates end this walk, and they may lie deeper than `DEPTH_LIMIT`.
            response.meta["depth"] = 0
        for request in self.listing_requests((*found.following, *found.listings)):
            yield request
