"""What is noted of a story that could not be had: a failure, a refusal, or that it is gone."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.middlewares.redirects import RedirectsError
from crawler.middlewares.request_meta import page_url_of, take_exchange

if TYPE_CHECKING:
    from scrapy import Request

    from crawler.store.ledger import Ledger

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# HTTP 402 is a refusal: the page is not tried again.
REFUSALS: dict[int, str] = {HTTPStatus.PAYMENT_REQUIRED: ": its owner asks for payment"}
FOR_GOOD = frozenset({HTTPStatus.GONE, *REFUSALS})


def note_failed_page(ledger: Ledger, request: Request, error: BaseException) -> None:
    """Note in the ledger why a story could not be had.

    `error` is what the request ended with. What must not be asked for, by robots.txt or a
    reservation, is noted as forbidden; all else as failed, to be tried again by the retry policy.
    """
    url, exchange = page_url_of(request), take_exchange(request)
    if isinstance(error, HttpError):
        status = error.response.status
        reason = f"HTTP {status}{REFUSALS.get(status, '')}"
        ledger.failed(url, reason, exchange, for_good=status in FOR_GOOD)
    elif isinstance(error, RedirectsError) or exchange or not isinstance(error, IgnoreRequest):
        ledger.failed(url, f"{type(error).__name__}: {error}", exchange)
    else:
        ledger.forbidden(url, str(error))


def is_gone(error: BaseException) -> bool:
    """Whether a page's site says that there is none (any more)."""
    return isinstance(error, HttpError) and error.response.status in GONE
