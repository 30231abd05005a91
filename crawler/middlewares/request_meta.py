"""What a request of ours carries in `meta`, so that middlewares know what it is for."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from crawler.discovery.canonical_urls import canonical_url
from crawler.store.state_values import Validators

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from crawler.store.warc_records import Exchange

KIND, LASTMOD, EXCHANGE = "chistovik_kind", "chistovik_lastmod", "chistovik_exchange"
ARTICLE, PART, SOURCE = "article", "part", "source"
# The capture of a page that a web archive is asked for.
CAPTURE = "chistovik_capture"


def article_meta(lastmod: str | None) -> dict[str, Any]:
    """For a page that may hold an article; `lastmod` is what its sitemap gives."""
    return {KIND: ARTICLE, LASTMOD: lastmod, "handle_httpstatus_list": [HTTPStatus.NOT_MODIFIED]}


def part_meta() -> dict[str, Any]:
    """For a further page of a story."""
    return {KIND: PART}


def source_meta() -> dict[str, Any]:
    """For a listing, a feed or a sitemap."""
    return {KIND: SOURCE}


def is_article(request: Request) -> bool:
    """Whether the page may hold an article."""
    return request.meta.get(KIND) == ARTICLE


def is_source(request: Request) -> bool:
    """Whether the page leads to articles."""
    return request.meta.get(KIND) == SOURCE


def lastmod_of(request: Request) -> str | None:
    """The `lastmod` of the page in the sitemap that led to it."""
    return cast("str | None", request.meta.get(LASTMOD))


def hold_exchange(request: Request, exchange: Exchange) -> None:
    """Hold the exchange back until it is known what becomes of the page."""
    request.meta[EXCHANGE] = exchange


def take_exchange(request: Request) -> Exchange | None:
    """Give out the exchange that was held, and forget it; None where there is none."""
    return cast("Exchange | None", request.meta.pop(EXCHANGE, None))


def page_url_of(message: Request | Response) -> str:
    """The address under which the state knows a page."""
    return canonical_url(message.url) or message.url


def validators_of(response: Response, request: Request | None = None) -> Validators:
    """What the server sent to be asked with next time.

    `request` is needed where Scrapy has not set `response.request` yet. A browser's page has none:
    what its scripts load may change while the page around it does not.
    """
    asked = request or response.request
    if asked is not None and asked.meta.get("playwright"):
        return Validators()
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    return Validators(
        etag.decode("latin-1") if etag else None, modified.decode("latin-1") if modified else None
    )
