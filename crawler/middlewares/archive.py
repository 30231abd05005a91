"""Downloader middleware: every answer goes into the archive as it came over the wire.

It stands next to the downloader, before compression is undone. An article's page is held back until
it is known what became of it, so that both are written in one piece.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK

from crawler.discovery.canonical_urls import canonical_url
from crawler.middlewares.request_meta import (
    CAPTURE,
    hold_exchange,
    is_article,
    lastmod_of,
    page_url_of,
)
from crawler.store.open_run import Run, run_of
from crawler.store.warc_records import exchange_of, payload_digest

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.store.warc_records import Exchange

# A signal, sent with `url`, `status`, `fetched` and `digest` of a robots.txt or a tdmrep.json.
rules_archived = object()

REDIRECTS = range(HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.BAD_REQUEST)


class ArchiveMiddleware:
    """Gives exchanges to the ledger, but for those of article pages: the pipelines do that."""

    def __init__(self, signals: Any, run: Run) -> None:
        self._signals = signals
        self._plan, self._ledger = run.plan, run.ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        run = run_of(crawler)
        if run is None:
            raise NotConfigured
        return cls(crawler.signals, run)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive the answer, or hold it back; of a web archive, its spider keeps the page."""
        if CAPTURE in request.meta:
            return response
        exchange = exchange_of(request, response)
        if request.callback is NO_CALLBACK:
            self._tell(exchange)
        if not is_article(request):
            self._ledger.archive(exchange, f"http_{response.status}")
        elif response.status in REDIRECTS and response.headers.get("Location"):
            self._ledger.redirected(
                exchange,
                url=page_url_of(request),
                lastmod=lastmod_of(request),
                target=self._target(response),
            )
        elif response.status < HTTPStatus.BAD_REQUEST:
            hold_exchange(request, exchange)
        else:
            self._ledger.archive(exchange, f"http_{response.status}")
        return response

    def _tell(self, exchange: Exchange) -> None:
        """Tell of a file that says what is allowed: the record in the archive is its witness."""
        self._signals.send_catch_log(
            rules_archived,
            url=exchange.url,
            status=exchange.status,
            fetched=exchange.fetched,
            digest=payload_digest(exchange.body),
        )

    def _target(self, response: Response) -> str | None:
        """Where the redirect leads, if that is a page of the site."""
        location = (response.headers.get("Location") or b"").decode("latin-1")
        try:
            target = canonical_url(urljoin(response.url, location))
        except ValueError:
            return None
        return target if target and self._plan.is_on_site(target) else None
