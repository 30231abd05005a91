"""What all spiders here share: walking one site by its plan."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.response import get_base_url

from cleaners import Profiles, load_profiles
from crawler import events
from crawler.browser import use_browser, wants_browser
from crawler.discovery.feeds import parse_feed
from crawler.discovery.links import next_links, page_links, selected_links
from crawler.discovery.sitemaps import parse_sitemap
from crawler.identity import user_agent
from crawler.items import FetchedPage, Visit
from crawler.middlewares.marks import (
    is_article,
    key_of,
    marks_of_article,
    marks_of_source,
    take,
    told_of,
    validators_of,
)
from crawler.profiles import profiles_of
from crawler.state.values import Link
from crawler.times import now

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from crawler.agenda import Agenda
    from crawler.discovery.plan import Plan
    from crawler.ledger import Ledger

Callback = Callable[[Response], Iterable[Any]]
NO_CHANGES: Mapping[str, str] = MappingProxyType({})

# Rubrics in three languages with their first pages, on the largest sites: what goes on after
# that is a calendar or a search that answers every question.
MAX_LISTINGS = 500
# What is new stands in feeds; stories come before more listings. The sitemaps of an index come
# one by one, when everything else is done: large sites name millions of stories in them, and
# nobody could hold the requests for all of those.
PRIORITY_INDEX, PRIORITY_ARTICLE, PRIORITY_LISTING, PRIORITY_ARCHIVE = 2, 1, 0, -1


class SiteSpider(Spider):
    """Fetches sitemaps, feeds and listings of one site, and the stories they lead to.

    `agenda` knows which stories are due, `ledger` notes what became of them; `CrawlRun` sets them.
    Without them every story is due.
    """

    example: ClassVar[str]
    agenda: Agenda | None = None
    ledger: Ledger | None = None

    def __init__(self, url: str | None = None, profiles: Profiles | None = None) -> None:
        super().__init__()
        self.plan = self.make_plan(url, profiles or load_profiles())
        self.allowed_domains = self.plan.allowed_domains
        self._listings: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy."""
        profiles = profiles_of(crawler.settings)
        spider = super().from_crawler(crawler, *args, profiles=profiles, **kwargs)
        if wants_browser(spider.plan.profile):
            use_browser(crawler.settings)
        if not crawler.settings.get("CHISTOVIK_CONTACT"):
            spider.logger.warning("set CHISTOVIK_CONTACT, so that sites can see whom to ask")
        return spider

    @classmethod
    def make_plan(cls, url: str | None, profiles: Profiles) -> Plan:
        """The plan for the `url` argument; `BadAddressError` when none can be made."""
        raise NotImplementedError

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Put the contact into the user agent, wherever the setting came from."""
        super().update_settings(settings)
        contact = settings.get("CHISTOVIK_CONTACT") or ""
        settings.set("USER_AGENT", user_agent(contact), priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Ask for what the plan names, newest sources first."""
        for request in self.plan_requests():
            yield request
        for request in self.waiting_requests():
            yield request

    def waiting_requests(self) -> Iterator[Request]:
        """Requests for stories that earlier runs saw and did not get."""
        if self.agenda is not None:
            yield from self._story_requests(self.agenda.waiting())

    def plan_requests(self) -> Iterator[Request]:
        """Requests for everything that the plan names."""
        yield from self.index_requests(self.plan.feeds, self.parse_feed)
        yield from self.index_requests(self.plan.sitemaps, self.parse_sitemap)
        for url in (*self.plan.start, *self.plan.listings):
            yield from self.listing_requests([url])

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """Follow a listing to its stories, to other listings and to its next page."""
        if not isinstance(response, HtmlResponse):
            return
        page, base = response.selector, get_base_url(response)
        every = page_links(page, base)
        chosen = selected_links(page, self.plan.listing_links, base) or every
        yield from self.article_requests(url for url in chosen if self.plan.is_article(url))
        # A profile knows its next page; `rel=next` alone may go on for ever.
        following = selected_links(page, self.plan.next_page, base)
        guessed = (*next_links(page, base), *every)
        # What may be both is a story: it is asked for when it is due, and not in every run.
        listings = (
            url for url in guessed if self.plan.is_listing(url) and not self.plan.is_article(url)
        )
        yield from self.listing_requests((*following, *listings))

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Follow a sitemap to further sitemaps and to stories."""
        found = parse_sitemap(response.body, response.url)
        yield from self._requests(found.sitemaps, self.parse_sitemap, PRIORITY_ARCHIVE)
        stories = (url for url in found.pages if self.plan.is_article(url))
        yield from self.article_requests((*found.news, *stories), found.changed)

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """Follow a feed to its stories."""
        yield from self.article_requests(parse_feed(response.body, response.url))

    def parse_article(self, response: Response) -> Iterator[FetchedPage]:
        """Hand the page on as it is; one that has not changed is only noted."""
        visit = _visit(response)
        if response.status == HTTPStatus.NOT_MODIFIED:
            if self.ledger is not None and visit is not None:
                self.ledger.unchanged(visit)
            return
        content_type = response.headers.get("Content-Type")
        yield FetchedPage(
            url=response.url,
            body=response.body,
            content_type=content_type.decode("latin-1") if content_type else None,
            downloaded=visit.exchange.fetched if visit else now(),
            profile=self.plan.profile,
            visit=visit,
        )

    def index_requests(self, urls: Iterable[str], callback: Callback) -> Iterator[Request]:
        """Requests for feeds or sitemaps."""
        return self._requests(urls, callback, PRIORITY_INDEX)

    def article_requests(
        self, urls: Iterable[str], changed: Mapping[str, str] = NO_CHANGES
    ) -> Iterator[Request]:
        """Requests for those stories that are due; `changed` has the times that a source tells."""
        links = [Link(url, changed.get(url)) for url in urls if self.plan.is_on_site(url)]
        return self._story_requests(self.agenda.due(links) if self.agenda else links)

    def listing_requests(self, urls: Iterable[str]) -> Iterator[Request]:
        """Requests for listings, no more than `MAX_LISTINGS` in one crawl."""
        for url in urls:
            if url in self._listings or len(self._listings) >= MAX_LISTINGS:
                continue
            self._listings.add(url)
            yield from self._requests([url], self.parse_listing, PRIORITY_LISTING)

    def note_failure(self, failure: Failure) -> Iterable[Request]:
        """Tell the report that a page could not be fetched."""
        # Scrapy puts the request there without declaring it.
        request: Request = failure.request  # type: ignore[attr-defined]
        self.crawler.signals.send_catch_log(
            events.page_failed, url=request.url, error=failure.value
        )
        if self.ledger is not None and failure.value and is_article(request):
            note_failed_page(self.ledger, request, failure.value)
        return ()

    def _requests(
        self, urls: Iterable[str], callback: Callback, priority: int
    ) -> Iterator[Request]:
        for url in urls:
            if self.plan.is_on_site(url):
                yield self._request(url, callback, priority, marks_of_source())

    def _story_requests(self, links: Iterable[Link]) -> Iterator[Request]:
        for link in links:
            if self.plan.is_on_site(link.url):
                marks = marks_of_article(link.changed)
                yield self._request(link.url, self.parse_article, PRIORITY_ARTICLE, marks)

    def _request(
        self, url: str, callback: Callback, priority: int, marks: dict[str, Any]
    ) -> Request:
        language = self.plan.accept_language
        return Request(
            url,
            callback=callback,
            errback=self.note_failure,
            headers={"Accept-Language": language} if language else None,
            priority=priority,
            meta=marks,
        )


def note_failed_page(ledger: Ledger, request: Request, error: BaseException) -> None:
    """Note why a story could not be had; what robots.txt forbids is no failure."""
    url, exchange = key_of(request), take(request)
    if isinstance(error, HttpError):
        status = error.response.status
        ledger.failed(url, f"HTTP {status}", exchange, for_good=status == HTTPStatus.GONE)
    elif isinstance(error, IgnoreRequest) and exchange is None:
        ledger.forbidden(url, str(error))
    else:
        ledger.failed(url, f"{type(error).__name__}: {error}", exchange)


def _visit(response: Response) -> Visit | None:
    """How the page was come by; None where nothing is archived, as in a test."""
    request = response.request
    exchange = take(request) if request else None
    if request is None or exchange is None:
        return None
    return Visit(key_of(response), told_of(request), validators_of(response), exchange)


def plan_of(crawler: Crawler) -> Plan:
    """The plan of the running crawl; every spider of this project has one."""
    return cast("SiteSpider", crawler.spider).plan
