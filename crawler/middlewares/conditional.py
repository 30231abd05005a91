"""Downloader middleware: what came before is asked for only if it has changed.

RFC 9110, 13.1: `If-None-Match` and `If-Modified-Since` carry what the server gave with the last
answer. A listing, feed or sitemap that has not changed still leads to its stories: its last body
is handed on. An article that has not changed goes on as the empty 304 that it is.
"""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from crawler.discovery.timestamps import now
from crawler.middlewares.request_meta import is_article, is_source, page_url_of, validators_of
from crawler.store.open_run import Run, run_of
from crawler.store.state_values import Source, Validators
from crawler.store.warc_records import headers_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

NOT_MODIFIED_STAT = "sources/not_modified"


class ConditionalMiddleware:
    """Sends validators, and answers for servers that have nothing new.

    It stands below compression and above redirects, so that it sees bodies as they came.
    """

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._stats = crawler.stats
        self._frontier, self._ledger = run.frontier, run.ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        run = run_of(crawler)
        if run is None:
            raise NotConfigured
        return cls(crawler, run)

    def process_request(self, request: Request) -> None:
        """Add what the server gave last time for this address."""
        validators = self._validators(request)
        for name, value in (
            ("If-None-Match", validators.etag),
            ("If-Modified-Since", validators.last_modified),
        ):
            # A redirected request brings those of the address that it came from.
            request.headers.pop(name, None)
            if value:
                request.headers[name] = value

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a source that came; for a 304, hand on what is remembered.

        Raises `IgnoreRequest` for a 304 that answers no conditional request.
        """
        if response.status == HTTPStatus.NOT_MODIFIED and not _is_conditional(request):
            raise IgnoreRequest("not modified, says the server, and was not asked")
        if not is_source(request):
            return response
        if response.status == HTTPStatus.NOT_MODIFIED:
            return self._kept(request, response)
        if response.status == HTTPStatus.OK:
            self._ledger.save_source(_source(request, response))
        return response

    def _validators(self, request: Request) -> Validators:
        if is_article(request):
            return self._frontier.validators(page_url_of(request))
        source = self._frontier.source(page_url_of(request)) if is_source(request) else None
        return source.validators if source else Validators()

    def _kept(self, request: Request, response: Response) -> Response:
        source = self._frontier.source(page_url_of(request))
        if source is None or source.body is None:
            return response
        self._stats.inc_value(NOT_MODIFIED_STAT)
        validators = validators_of(response)
        self._ledger.save_source(
            replace(source, fetched=now(), validators=validators or source.validators)
        )
        headers = Headers([(name, value) for name, value in source.headers])
        kind = responsetypes.from_args(headers=headers, url=request.url, body=source.body)
        return kind(
            request.url, status=source.status, headers=headers, body=source.body, request=request
        )


def _is_conditional(request: Request) -> bool:
    return any(name in request.headers for name in ("If-None-Match", "If-Modified-Since"))


def _source(request: Request, response: Response) -> Source:
    validators = validators_of(response, request)
    return Source(
        url=page_url_of(response),
        site="",
        fetched=now(),
        status=response.status,
        validators=validators,
        headers=headers_of(response.headers),
        body=response.body if validators else None,
    )
