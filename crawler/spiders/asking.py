"""Base of our spiders: requests sources and stories, and hands the stories to the pipelines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response
from scrapy.utils.response import get_base_url

from crawler.discovery.canonical_urls import plain_url
from crawler.discovery.links import MAX_LINKS
from crawler.discovery.listing import Listing, read_listing
from crawler.discovery.timestamps import now
from crawler.items import FetchedPage
from crawler.middlewares.request_meta import (
    article_meta,
    is_article,
    lastmod_of,
    page_url_of,
    source_meta,
    take_exchange,
    validators_of,
)
from crawler.middlewares.reserved_rights import noted_reservations
from crawler.middlewares.truncated import is_truncated
from crawler.monitoring.faults import NAMED_STAT
from crawler.scrapy_internals import CrawlEndsError
from crawler.spiders.failed_pages import is_gone, note_failed_page
from crawler.store.ledger import Visit
from crawler.store.open_run import Run
from crawler.store.state_values import Link

if TYPE_CHECKING:
    from twisted.python.failure import Failure

    from crawler.discovery.plan import Plan

# A signal, sent with `url` and `error` when a page could not be fetched.
page_failed = object()
# A signal, sent with `url` when the page of a stored article turns out to be gone.
article_deleted = object()
# A signal, sent with `url` and `problem` when a sitemap or a feed leads to less than it should.
index_unreadable = object()
# A signal, sent with `url` when a sitemap is not asked for because it has long been the same.
sitemap_resting = object()

Callback = Callable[..., AsyncIterator[Any]]
T = TypeVar("T")
NO_LASTMOD: Mapping[str, str] = MappingProxyType({})

# Rubrics in three languages with their first pages, on the largest sites: what goes on after
# that is a calendar or a search that answers every question.
MAX_LISTINGS = 500
# Feeds come first: what is new stands there; stories come before more listings. The sitemaps of an
# index come one by one, when everything else is done: large sites name millions of stories in them,
# too many requests for the memory.
PRIORITY_INDEX, PRIORITY_ARTICLE, PRIORITY_LISTING, PRIORITY_ARCHIVE = 2, 1, 0, -1

# So many links are looked up in the state, and made requests of, before others have their turn: it
# takes some hundredths of a second.
LINKS_AT_ONCE = 100


class AskingSpider(Spider):
    """Makes requests for sources and stories, and hands on the stories.

    `run` is set by the extension `CrawlRun`: its frontier knows which stories are due, its ledger
    notes what became of them. Without a run every story is due.
    """

    plan: Plan
    run: Run | None = None
    follows_articles = False

    def __init__(self) -> None:
        super().__init__()
        self._listings: set[str] = set()
        self.max_page_links = MAX_LINKS

    def parse_listing(self, response: Response) -> AsyncIterator[Request]:
        """Follow the links of a listing; each spider has its own."""
        raise NotImplementedError

    async def parse_article(self, response: Response) -> AsyncIterator[FetchedPage | Request]:
        """Hand the page on as it is; one that has not changed is only noted.

        Its links are followed where that was asked for.
        """
        visit = _visit(response)
        if response.status == HTTPStatus.NOT_MODIFIED:
            if self.run is not None and visit is not None:
                self.run.ledger.not_modified(visit)
            return
        if self.follows_articles and isinstance(response, HtmlResponse):
            found = await self.listing_of(response)
            async for request in self.article_requests(found.stories):
                yield request
        content_type = response.headers.get("Content-Type")
        yield FetchedPage(
            url=response.url,
            body=response.body,
            content_type=content_type.decode("latin-1") if content_type else None,
            downloaded=visit.exchange.fetched if visit else now(),
            profile=self.plan.profile,
            visit=visit,
            reservations=noted_reservations(response),
            is_truncated=is_truncated(response),
        )

    async def listing_of(self, response: HtmlResponse) -> Listing:
        """What a page leads to, read in a thread: the event loop goes on."""

        def read() -> Listing:
            base = get_base_url(response)
            return read_listing(response.text, base, self.plan, self.max_page_links)

        return await asyncio.to_thread(read)

    async def article_requests(
        self, urls: Iterable[str], lastmod: Mapping[str, str] = NO_LASTMOD
    ) -> AsyncIterator[Request]:
        """Requests for those stories that are due, not for their AMP and print versions.

        `lastmod` has the times that a sitemap gives, by address.
        """
        async for links in self.due_links(urls, lastmod):
            for link in links:
                yield self.story_request(link)

    @property
    def is_ending(self) -> bool:
        """Whether a signal ends the crawl; then links are looked up no more."""
        engine = getattr(getattr(self, "crawler", None), "engine", None)
        return engine is not None and not engine.running

    async def due_links(
        self, urls: Iterable[str], lastmod: Mapping[str, str]
    ) -> AsyncIterator[list[Link]]:
        """The stories among these pages that are to be asked for, piece by piece."""
        async for some in pieces(Link(plain_url(url), lastmod.get(url)) for url in urls):
            if self.is_ending:
                return
            links = [link for link in some if self.plan.is_on_site(link.url)]
            self.note_named(len(links))
            due = self.run.frontier.due(links) if self.run else links
            yield [link for link in due if self.plan.is_on_site(link.url)]

    def note_named(self, stories: int) -> None:
        """Count stories that a source names: a site on which none does is not read any more."""
        if getattr(self, "crawler", None) is not None:
            self.crawler.stats.inc_value(NAMED_STAT, stories)

    def index_requests(self, urls: Iterable[str], callback: Callback) -> Iterator[Request]:
        """Requests for feeds or sitemaps."""
        return self.source_requests(urls, callback, PRIORITY_INDEX)

    def listing_requests(self, urls: Iterable[str]) -> Iterator[Request]:
        """Requests for listings, no more than `MAX_LISTINGS` in one crawl."""
        for url in urls:
            if url in self._listings or len(self._listings) >= MAX_LISTINGS:
                continue
            self._listings.add(url)
            yield from self.source_requests([url], self.parse_listing, PRIORITY_LISTING)

    def source_requests(
        self, urls: Iterable[str], callback: Callback, priority: int
    ) -> Iterator[Request]:
        """Requests for listings, feeds or sitemaps; addresses of other sites are passed over.

        `callback` gets the answer. Requests of a higher `priority` are made first.
        """
        for url in urls:
            if self.plan.is_on_site(url):
                yield self._request(url, callback, priority, source_meta())

    def note_failure(self, failure: Failure) -> Iterable[Request]:
        """Errback of every request: signals `page_failed`, and notes a story in the ledger."""
        if isinstance(failure.value, CrawlEndsError):
            return ()
        # Scrapy's documentation promises it, its types do not.
        request: Request = failure.request  # type: ignore[attr-defined]
        self.crawler.signals.send_catch_log(page_failed, url=request.url, error=failure.value)
        if self.run is not None and failure.value and is_article(request):
            note_failed_page(self.run.ledger, request, failure.value)
            if is_gone(failure.value) and self.run.ledger.deleted(page_url_of(request)):
                self.crawler.signals.send_catch_log(article_deleted, url=request.url)
        return ()

    def story_request(self, link: Link) -> Request:
        """The request for a page that may hold a story."""
        meta = article_meta(link.lastmod)
        return self._request(link.url, self.parse_article, PRIORITY_ARTICLE, meta)

    def _request(
        self, url: str, callback: Callback, priority: int, meta: dict[str, Any]
    ) -> Request:
        language = self.plan.accept_language
        return Request(
            url,
            callback=callback,
            errback=self.note_failure,
            headers={"Accept-Language": language} if language else None,
            priority=priority,
            meta=meta,
        )


def _visit(response: Response) -> Visit | None:
    """How the page came; None where no middleware held its exchange back."""
    request = response.request
    exchange = take_exchange(request) if request else None
    if request is None or exchange is None:
        return None
    return Visit(
        url=page_url_of(response),
        lastmod=lastmod_of(request),
        validators=validators_of(response),
        exchange=exchange,
    )


async def pieces(items: Iterable[T]) -> AsyncIterator[list[T]]:
    """Some items at a time; between two lists of them the event loop runs other tasks."""
    rest = iter(items)
    while some := list(islice(rest, LINKS_AT_ONCE)):
        yield some
        await asyncio.sleep(0)
