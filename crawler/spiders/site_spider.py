"""What all spiders here share: walking one site by its plan."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.http import HtmlResponse, Response
from scrapy.utils.response import get_base_url

from cleaners import Profiles, load_profiles
from crawler.configuration import profiles_of, user_agent
from crawler.discovery.indexes import Rereading, parse_feed, parse_sitemap
from crawler.discovery.links import link_moments, next_links, page_links, selected_links
from crawler.discovery.period import Period, archive_paths
from crawler.middlewares.browser import use_browser, wants_browser
from crawler.spiders.asking import (
    PRIORITY_ARCHIVE,
    PRIORITY_INDEX,
    PRIORITY_LISTING,
    AskingSpider,
    Callback,
    piecewise,
)
from crawler.spiders.spider_arguments import parse_follow, parse_period

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from crawler.discovery.plan import Plan


class SiteSpider(AskingSpider):
    """Fetches sitemaps, feeds, archives and listings of one site, and the stories they lead to."""

    example: ClassVar[str]

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
        self._rereading = Rereading()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy."""
        profiles = profiles_of(crawler.settings)
        spider = super().from_crawler(crawler, *args, profiles=profiles, **kwargs)
        if wants_browser(spider.plan.profile):
            use_browser(crawler.settings)
        crawler.signals.connect(spider.read_again, signals.spider_idle)
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

        A crawl of some days leaves that to others.
        """
        for request in self.plan_requests():
            yield request
        if self.run is not None and not self.plan.period:
            async for request in piecewise(self.waiting_requests(), self.crawler):
                yield request

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

    def archive_requests(self) -> Iterator[Request]:
        """Requests for the pages of archives that hold the period."""
        for pattern in self.archives:
            for path in archive_paths(pattern, self.plan.period, self.today()):
                url = urljoin(self.plan.origin, path)
                for request in self.source_requests([url], self.parse_archive, PRIORITY_LISTING):
                    yield request.replace(errback=self.archive_failed)

    def archive_failed(self, failure: Failure) -> Iterator[Request]:
        """An archive that is not there does not hide what the listings show."""
        yield from self.note_failure(failure)
        yield from self.newest_requests()

    @property
    def reaches_today(self) -> bool:
        """Whether the period goes on; feeds only hold what is new."""
        return not self.plan.period.is_after(self.today())

    @property
    def asks_archives(self) -> bool:
        """Whether archives are asked in place of listings: they know the day of every story."""
        return bool(self.plan.period.since and self.archives)

    @property
    def _sitemap_period(self) -> Period:
        """Archives also know a story's day after a correction; then its change tells nothing."""
        period = self.plan.period
        return replace(period, corrections=timedelta(0)) if self.asks_archives else period

    def today(self) -> date:
        """The day by the clock of the site, or by UTC."""
        return datetime.now(self.plan.period.zone or UTC).date()

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """Follow a listing to its stories, to other listings and to its next page."""
        if not isinstance(response, HtmlResponse):
            return
        page, base = response.selector, get_base_url(response)
        stories = self._stories_of(response)
        yield from self._within_period(stories)
        if self.plan.period.is_behind(tuple(stories.values())):
            return
        if self.plan.period:
            # Dates end this walk, and they may lie deeper than `DEPTH_LIMIT`.
            response.meta["depth"] = 0
        # A profile knows its next page; `rel=next` alone may go on for ever.
        following = selected_links(response.text, self.plan.next_page, base)
        guessed = (*next_links(page, base), *page_links(page, base))
        # What may be both is a story: it is asked for when it is due, and not in every run.
        listings = (
            url for url in guessed if self.plan.is_listing(url) and not self.plan.is_article(url)
        )
        yield from self.listing_requests((*following, *listings))

    def parse_archive(self, response: Response) -> Iterator[Request]:
        """Follow a page of the archive to its stories and to its next page, nowhere else."""
        if isinstance(response, HtmlResponse):
            yield from self._within_period(self._stories_of(response))
            base = get_base_url(response)
            following = selected_links(response.text, self.plan.next_page, base)
            yield from self.source_requests(following, self.parse_archive, PRIORITY_LISTING)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Follow a sitemap to further sitemaps and to stories."""
        found = parse_sitemap(response.body, response.url, self._sitemap_period)
        self._rereading.note(response.url, found)
        yield from self.source_requests(found.sitemaps, self.parse_sitemap, PRIORITY_ARCHIVE)
        stories = filter(self.plan.is_article, found.pages)
        yield from self.article_requests((*found.news, *stories), found.lastmod)

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """Follow a feed to its stories."""
        found = parse_feed(response.body, response.url, self.plan.period)
        yield from self.article_requests(found)

    def read_again(self) -> None:
        """Read sitemaps once more that were read long before the crawl's end: sites go on.

        Called by Scrapy when there is nothing left to do.
        """
        seconds = self.settings.getfloat("CHISTOVIK_SITEMAP_REREAD_SECONDS")
        for url in self._rereading.due(self.sitemaps, seconds):
            for request in self._again([url], self.parse_sitemap_again):
                self.crawler.engine.crawl(request)

    def parse_sitemap_again(self, response: Response) -> Iterator[Request]:
        """Follow a sitemap to what has changed since it was read."""
        found = parse_sitemap(response.body, response.url, self._sitemap_period)
        yield from self._again(self._rereading.changed(response.url, found), self.parse_sitemap)
        stories = filter(self.plan.is_article, found.pages)
        yield from self.article_requests((*found.news, *stories), found.lastmod)

    def _again(self, urls: Iterable[str], callback: Callback) -> Iterator[Request]:
        for request in self.source_requests(urls, callback, PRIORITY_INDEX):
            yield request.replace(dont_filter=True)

    def _within_period(self, stories: Mapping[str, datetime | date | None]) -> Iterator[Request]:
        held = (url for url, when in stories.items() if self.plan.period.holds(when))
        return self.article_requests(held)

    def _stories_of(self, response: HtmlResponse) -> dict[str, datetime | date | None]:
        """The stories that a listing links to; where a period asks for it, with their dates."""
        page, base = response.selector, get_base_url(response)
        selected = selected_links(response.text, self.plan.listing_links, base)
        chosen = selected or page_links(page, base)
        moments = link_moments(page, base) if self.plan.period else {}
        return {url: moments.get(url) for url in chosen if self.plan.is_article(url)}
