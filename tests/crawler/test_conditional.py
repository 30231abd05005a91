"""Asking only for what has changed, request by request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.middlewares.conditional import ConditionalMiddleware
from crawler.middlewares.request_meta import article_meta, source_meta, validators_of
from crawler.store.ledger import Visit
from crawler.store.state_values import Validators
from tests.crawler.runs_on_disk import RunOnDisk, crawler_of, exchange, run_on_disk

URL = "https://example.org/news/"
LISTING = {"Content-Type": "text/html", "ETag": '"1"'}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[RunOnDisk]:
    """A run that has just begun."""
    with run_on_disk(tmp_path) as disk:
        yield disk


@pytest.fixture
def middleware(disk: RunOnDisk) -> ConditionalMiddleware:
    """The middleware of that run."""
    return ConditionalMiddleware.from_crawler(crawler_of(disk.run))


def asked(middleware: ConditionalMiddleware, url: str = URL, **meta: Any) -> Request:
    """A request for a source, as it goes out."""
    request = Request(url, meta=source_meta() | meta)
    middleware.process_request(request)
    return request


def conditions(request: Request) -> dict[str, str]:
    """The conditional headers of a request."""
    names = ("If-None-Match", "If-Modified-Since")
    return {n: (request.headers[n] or b"").decode() for n in names if n in request.headers}


def test_a_source_is_asked_for_with_what_it_gave(middleware: ConditionalMiddleware) -> None:
    """And to 304 its last body is handed on, as the page that it was."""
    first = asked(middleware)
    assert conditions(first) == {}
    middleware.process_response(first, Response(URL, headers=LISTING, body=b"<a href='/n/1/'>"))
    second = asked(middleware)
    assert conditions(second) == {"If-None-Match": '"1"'}
    kept = middleware.process_response(second, Response(URL, status=304))
    assert isinstance(kept, HtmlResponse)
    assert (kept.status, kept.body) == (200, b"<a href='/n/1/'>")


def test_a_source_without_validators_is_asked_for_plainly(
    middleware: ConditionalMiddleware, disk: RunOnDisk
) -> None:
    """Nothing of it is kept."""
    middleware.process_response(asked(middleware), Response(URL, body=b"<p>"))
    assert conditions(asked(middleware)) == {}
    source = disk.run.state.source(URL)
    assert source is not None
    assert source.body is None


def test_a_new_validator_comes_with_304(middleware: ConditionalMiddleware) -> None:
    """It is used from then on."""
    middleware.process_response(asked(middleware), Response(URL, headers=LISTING, body=b"<p>"))
    again = Response(URL, status=304, headers={"ETag": '"2"'})
    middleware.process_response(asked(middleware), again)
    assert conditions(asked(middleware)) == {"If-None-Match": '"2"'}


def test_a_redirect_takes_no_validators_along(middleware: ConditionalMiddleware) -> None:
    """They were those of another address."""
    middleware.process_response(asked(middleware), Response(URL, headers=LISTING, body=b"<p>"))
    redirected = asked(middleware).replace(url="https://example.org/moved/")
    assert conditions(redirected)
    middleware.process_request(redirected)
    assert conditions(redirected) == {}


def test_a_page_of_a_browser_is_always_asked_for(middleware: ConditionalMiddleware) -> None:
    """Its frame has an ETag; what scripts load into it has not."""
    response = Response(URL, headers=LISTING, body=b"<p>")
    middleware.process_response(asked(middleware, playwright=True), response)
    assert conditions(asked(middleware)) == {}
    assert not validators_of(response, Request(URL, meta={"playwright": True}))


def test_an_article_goes_on_as_304(middleware: ConditionalMiddleware, disk: RunOnDisk) -> None:
    """The spider notes it; an article of which nothing is known is asked for plainly."""
    url = "https://example.org/n/bridge-opens/"
    validators = Validators(None, "Tue, 20 May 2025 12:00:00 GMT")
    visit = Visit(url, None, validators, exchange(url))
    disk.run.ledger.dropped(visit, "no_story", "none", is_copy=False)
    request = Request(url, meta=article_meta(None))
    middleware.process_request(request)
    assert conditions(request) == {"If-Modified-Since": "Tue, 20 May 2025 12:00:00 GMT"}
    response = Response(url, status=304)
    assert middleware.process_response(request, response) is response


def test_robots_txt_is_asked_for_plainly(middleware: ConditionalMiddleware) -> None:
    """It is no source of ours, and small."""
    request = Request("https://example.org/robots.txt")
    middleware.process_request(request)
    response = Response(request.url, headers=LISTING, body=b"User-agent: *")
    assert middleware.process_response(request, response) is response
    assert conditions(request) == {}
