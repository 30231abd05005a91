"""The spider of `chistovik check`: it asks for some sources and five stories, and notes all of it.

It is none that `scrapy list` names: nothing is stored, and no state is touched.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.discovery.canonical_urls import plain_url
from crawler.items import FetchedPage
from crawler.spiders.news import NewsSpider
from crawler.store.state_values import Link

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser
    from twisted.python.failure import Failure

STORIES = 5
# Of an index of sitemaps, and of the listings that the first page leads to: the others are alike.
SAMPLED = 2


@dataclass(slots=True)
class FoundSource:
    """A sitemap, a feed or a listing that came, and how much it names."""

    kind: str
    url: str
    stories: int
    further: int = 0


@dataclass(slots=True)
class SiteFacts:
    """What a check has seen of a site; it grows while the spider works."""

    crawl_delay: float | None = None
    robots_read: bool = False
    sources: list[FoundSource] = field(default_factory=list)
    listings: set[str] = field(default_factory=set)
    stories: dict[str, str | None] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    pages: list[FetchedPage] = field(default_factory=list)


class CheckSpider(NewsSpider):
    """Finds its way as `news` does, and asks for a sample of what it finds."""

    name = "check"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts = SiteFacts()
        self._has_asked_stories = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_robots, signals.robots_parsed)
        return spider

    def note_robots(self, robotparser: RobotParser) -> None:
        """Note the pace that robots.txt asks for."""
        self.facts.robots_read = True
        agent = self.settings["ROBOTSTXT_USER_AGENT"]
        self.facts.crawl_delay = robotparser.crawl_delay(agent) or self.facts.crawl_delay

    async def due_links(
        self, urls: Iterable[str], lastmod: Mapping[str, str]
    ) -> AsyncIterator[list[Link]]:
        """Note the stories that a source names; none is asked for yet."""
        for url in filter(self.plan.is_on_site, urls):
            self.facts.stories.setdefault(plain_url(url), lastmod.get(url))
        for _ in ():
            yield []

    def listing_requests(self, urls: Iterable[str]) -> Iterator[Request]:
        """Note listings, and ask for the first ones."""
        for url in urls:
            if url not in self.facts.listings:
                self.facts.listings.add(url)
                if len(self.facts.listings) <= SAMPLED:
                    yield from super().listing_requests([url])

    async def parse_sitemap(self, response: Response) -> AsyncIterator[Request]:
        """Note what a sitemap names; of an index, look at the first ones."""
        requests = [one async for one in self._noted("sitemap", response, super().parse_sitemap)]
        self.facts.sources[-1].further = len(requests)
        for request in requests[:SAMPLED]:
            yield request

    async def parse_feed(self, response: Response) -> AsyncIterator[Request]:
        """Note what a feed names."""
        async for request in self._noted("feed", response, super().parse_feed):
            yield request

    async def parse_listing(self, response: Response) -> AsyncIterator[Request]:
        """Note what a listing names."""
        async for request in self._noted("listing", response, super().parse_listing):
            yield request

    async def parse_front(self, response: Response) -> AsyncIterator[Request]:
        """Note what the first page names."""
        async for request in self._noted("first page", response, super().parse_front):
            yield request

    async def parse_article(self, response: Response) -> AsyncIterator[Any]:
        """Keep the page of a story."""
        async for item in super().parse_article(response):
            if isinstance(item, FetchedPage):
                self.facts.pages.append(item)
        for _ in ():
            yield None

    def note_failure(self, failure: Failure) -> Iterable[Request]:
        """Note what could not be had, and why."""
        error = failure.value
        said = f"HTTP {error.response.status}" if isinstance(error, HttpError) else str(error)
        request: Request = failure.request  # type: ignore[attr-defined]
        self.facts.failures[request.url] = said or type(error).__name__
        return super().note_failure(failure)

    def on_idle(self) -> None:
        """Ask for the stories, once the sources are read. Called by Scrapy."""
        if self._has_asked_stories:
            return
        self._has_asked_stories = True
        for link in self._sample():
            self.crawler.engine.crawl(self.story_request(link))

    def _sample(self) -> list[Link]:
        """The newest stories by `lastmod`, and of the others those that were named first."""
        named = sorted(self.facts.stories.items(), key=lambda one: one[1] or "", reverse=True)
        return [Link(url) for url, _ in islice(named, STORIES)]

    async def _noted(self, kind: str, response: Response, parse: Any) -> AsyncIterator[Request]:
        before = len(self.facts.stories)
        source = FoundSource(kind, response.url, 0)
        async for request in parse(response):
            yield request
        source.stories = len(self.facts.stories) - before
        self.facts.sources.append(source)
