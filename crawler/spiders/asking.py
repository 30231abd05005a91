"""Base of our spiders: requests sources and stories, and hands the stories to the pipelines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.response import get_base_url

from crawler.discovery.canonical_urls import plain_url
from crawler.discovery.links import page_links
from crawler.discovery.timestamps import now
from crawler.items import FetchedPage
from crawler.middlewares.redirects import CircleError
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
from crawler.scrapy_internals import queued_requests
from crawler.store.ledger import Ledger, Visit
from crawler.store.open_run import Run
from crawler.store.state_values import Link

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from crawler.discovery.plan import Plan

# A signal, sent with `url` and `error` when a page could not be fetched.
page_failed = object()
# A signal, sent with `url` and `problem` when a sitemap or a feed leads to less than it should.
index_unreadable = object()

Callback = Callable[[Response], Iterable[Any]]
NO_LASTMOD: Mapping[str, str] = MappingProxyType({})

# Rubrics in three languages with their first pages, on the largest sites: what goes on after
# that is a calendar or a search that answers every question.
MAX_LISTINGS = 500
# What is new stands in feeds; stories come before more listings. The sitemaps of an index come
# one by one, when everything else is done: large sites name millions of stories in them, and
# nobody could hold the requests for all of those.
PRIORITY_INDEX, PRIORITY_ARTICLE, PRIORITY_LISTING, PRIORITY_ARCHIVE = 2, 1, 0, -1

# More than any site is asked for between two looks, and 2 MB of requests.
MOST_QUEUED = 1000
LOOK_SECONDS = 0.2


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

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """Follow a listing."""
        raise NotImplementedError

    def parse_article(self, response: Response) -> Iterator[FetchedPage | Request]:
        """Hand the page on as it is; one that has not changed is only noted.

        Its links are followed where that was asked for.
        """
        visit = _visit(response)
        if response.status == HTTPStatus.NOT_MODIFIED:
            if self.run is not None and visit is not None:
                self.run.ledger.not_modified(visit)
            return
        if self.follows_articles and isinstance(response, HtmlResponse):
            links = page_links(response.selector, get_base_url(response))
            yield from self.article_requests(filter(self.plan.is_article, links))
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

    def article_requests(
        self, urls: Iterable[str], lastmod: Mapping[str, str] = NO_LASTMOD
    ) -> Iterator[Request]:
        """Requests for those stories that are due, not for their AMP and print versions.

        `lastmod` has the times that a sitemap gives, by address.
        """
        links = [Link(plain_url(url), lastmod.get(url)) for url in urls]
        links = [link for link in links if self.plan.is_on_site(link.url)]
        return self._story_requests(self.run.frontier.due(links) if self.run else links)

    def waiting_requests(self) -> Iterator[Request]:
        """Requests for stories that earlier runs saw and did not get."""
        if self.run is not None:
            yield from self._story_requests(self.run.frontier.waiting())

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
        """Requests for what leads to stories."""
        for url in urls:
            if self.plan.is_on_site(url):
                yield self._request(url, callback, priority, source_meta())

    def note_failure(self, failure: Failure) -> Iterable[Request]:
        """Errback of every request: signals `page_failed`, and notes a story in the ledger."""
        # Scrapy's documentation promises it, its types do not.
        request: Request = failure.request  # type: ignore[attr-defined]
        self.crawler.signals.send_catch_log(page_failed, url=request.url, error=failure.value)
        if self.run is not None and failure.value and is_article(request):
            note_failed_page(self.run.ledger, request, failure.value)
        return ()

    def _story_requests(self, links: Iterable[Link]) -> Iterator[Request]:
        for link in links:
            if self.plan.is_on_site(link.url):
                meta = article_meta(link.lastmod)
                yield self._request(link.url, self.parse_article, PRIORITY_ARTICLE, meta)

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


def note_failed_page(ledger: Ledger, request: Request, error: BaseException) -> None:
    """Note why a story could not be had; what we are not allowed to ask for is no failure."""
    url, exchange = page_url_of(request), take_exchange(request)
    if isinstance(error, HttpError):
        status = error.response.status
        ledger.failed(url, f"HTTP {status}", exchange, for_good=status == HTTPStatus.GONE)
    elif isinstance(error, CircleError) or exchange or not isinstance(error, IgnoreRequest):
        ledger.failed(url, f"{type(error).__name__}: {error}", exchange)
    else:
        ledger.forbidden(url, str(error))


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


async def piecewise(requests: Iterable[Request], crawler: Crawler) -> AsyncIterator[Request]:
    """Make the next request when fewer than `MOST_QUEUED` wait in the scheduler.

    Scrapy itself takes requests from `start` as fast as they come, and answers nobody meanwhile.
    """
    for request in requests:
        # No signal tells of a request that robots.txt forbids.
        while queued_requests(crawler) >= MOST_QUEUED:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)
        yield request
