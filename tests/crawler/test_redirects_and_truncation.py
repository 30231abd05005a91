"""What makes an answer a whole page, and a page come once."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TypeVar

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response, XmlResponse
from scrapy.utils.test import get_crawler

from crawler.middlewares.on_site import OnSite
from crawler.middlewares.redirects import (
    CanonicalFingerprinter,
    CircleRedirects,
    SpellingDupeFilter,
)
from crawler.middlewares.request_meta import source_meta
from crawler.middlewares.truncated import (
    MOST_CUT,
    TruncatedGzip,
    TruncatedPages,
    is_truncated,
)
from crawler.spiders.news import NewsSpider
from crawler.store.state_values import Source, Validators
from tests.crawler.runs_on_disk import NOON, SITE, crawler_of, run_on_disk

Middleware = TypeVar("Middleware", TruncatedGzip, TruncatedPages)

URL = "http://example.org/n/a/"
PAGE = b"<html><body><p>A story.</p></body></html>\n<!-- 0.02 s -->"
CUT = PAGE[:20]


def middleware(kind: type[Middleware], *, retries: bool = True) -> Middleware:
    """As Scrapy builds it."""
    crawler = get_crawler(Spider, {"RETRY_ENABLED": retries})
    crawler.spider = Spider("test")
    crawler.spider.crawler = crawler
    return kind.from_crawler(crawler)


def html(body: bytes) -> HtmlResponse:
    """A page of HTML."""
    return HtmlResponse(URL, body=body, encoding="utf-8")


def packed(body: bytes) -> Response:
    """An answer as it came over the wire."""
    return Response(URL, headers={"Content-Encoding": "gzip"}, body=body)


def test_a_packed_answer_without_its_end_is_asked_for_again() -> None:
    """Scrapy would unpack the part that is there."""
    answer = packed(gzip.compress(PAGE)[:-12])
    again = middleware(TruncatedGzip).process_response(Request(URL), answer)
    assert isinstance(again, Request)
    assert again.meta["retry_times"] == 1


def test_a_packed_answer_that_stays_cut_is_a_failure() -> None:
    """Half a story is never stored for a whole one."""
    last = Request(URL, meta={"retry_times": 2})
    answer = packed(gzip.compress(PAGE)[:-12])
    with pytest.raises(IgnoreRequest, match="ends too early"):
        middleware(TruncatedGzip).process_response(last, answer)


@pytest.mark.parametrize(
    "body",
    [gzip.compress(PAGE), gzip.compress(bytes(1 << 22)), b"", b"no"],
    ids=["page", "zeros", "empty", "no gzip"],
)
def test_other_packed_answers_pass(body: bytes) -> None:
    """Whole ones whatever their size, and what the unpacking will judge."""
    answer = packed(body)
    assert middleware(TruncatedGzip).process_response(Request(URL), answer) is answer


def test_a_page_without_its_end_is_asked_for_again() -> None:
    """On a site that closes its pages."""
    whole = middleware(TruncatedPages)
    assert whole.process_response(Request(URL), html(PAGE)).status == 200  # type: ignore[union-attr]
    assert isinstance(whole.process_response(Request(URL), html(CUT)), Request)


def test_a_page_that_never_has_an_end_is_taken_as_it_is() -> None:
    """HTML may leave out its last tags."""
    whole = middleware(TruncatedPages)
    whole.process_response(Request(URL), html(PAGE))
    answer = html(CUT)
    assert whole.process_response(Request(URL, meta={"retry_times": 2}), answer) is answer
    assert is_truncated(answer)
    # From now on open pages are nothing unusual here.
    another = html(CUT)
    assert whole.process_response(Request(URL), another) is another
    assert not is_truncated(another)


def test_a_page_that_ends_within_an_element_was_cut() -> None:
    """However many of them there are, until no other pages come."""
    whole = middleware(TruncatedPages)
    whole.process_response(Request(URL), html(PAGE))
    last = Request(URL, meta={"retry_times": 2})
    answers = [html(b"<html><body><div>A story") for _ in range(MOST_CUT + 1)]
    for answer in answers:
        whole.process_response(last, answer)
    assert [is_truncated(answer) for answer in answers] == [True] * MOST_CUT + [False]


def test_a_site_that_closes_no_page_is_not_asked_twice() -> None:
    """Nothing tells that anything is missing."""
    answer = html(CUT)
    assert middleware(TruncatedPages).process_response(Request(URL), answer) is answer


def test_xml_has_to_be_closed() -> None:
    """A sitemap that is cut would hide the rest of its stories."""
    whole = middleware(TruncatedPages)
    cut = XmlResponse(URL, body=b"<urlset><url><loc>/n/a/</loc></url>", encoding="utf-8")
    closed = XmlResponse(URL, body=b"<u:urlset></u:urlset>\n<!-- x -->\n", encoding="utf-8")
    assert isinstance(whole.process_response(Request(URL), cut), Request)
    assert whole.process_response(Request(URL), closed) is closed
    assert whole.process_response(Request(URL, meta={"retry_times": 2}), cut) is cut
    assert is_truncated(cut)
    assert not is_truncated(closed)


def test_a_part_of_a_sitemap_is_not_remembered(tmp_path: Path) -> None:
    """Asked for with its validators, it would be «not modified» for ever."""
    cut = XmlResponse(URL, body=b"<urlset><url><loc>/n/a/</loc></url>", encoding="utf-8")
    with run_on_disk(tmp_path) as disk:
        source = Source(URL, SITE, NOON, 200, validators=Validators(etag="x"), body=cut.body)
        disk.run.state.save_source(source)
        assert disk.run.frontier.source(URL) is not None
        whole = TruncatedPages.from_crawler(crawler_of(disk.run))
        whole.process_response(Request(URL, meta=source_meta() | {"dont_retry": True}), cut)
        assert disk.run.frontier.source(URL) is None


def test_without_retries_nothing_is_asked_again() -> None:
    """`RETRY_ENABLED=0` is for tests; the page is handed on."""
    whole = middleware(TruncatedPages, retries=False)
    whole.process_response(Request(URL), html(PAGE))
    answer = html(CUT)
    assert whole.process_response(Request(URL), answer) is answer


def redirected(*urls: str) -> Request:
    """A request that came by redirects."""
    return Request(urls[-1], meta={"redirect_urls": list(urls[:-1])})


def test_a_redirect_to_another_spelling_is_followed() -> None:
    """`/n/a` to `/n/a/`, http to https: the same page, and not fetched yet."""
    seen = SpellingDupeFilter(fingerprinter=CanonicalFingerprinter())
    first = "http://example.org/n/a"
    assert not seen.request_seen(Request(first))
    assert not seen.request_seen(redirected(first, URL))
    assert not seen.request_seen(redirected(first, URL, "https://www.example.org/n/a/"))
    assert seen.request_seen(Request("https://example.org/n/a/"))


def test_a_redirect_to_a_page_seen_before_is_not() -> None:
    """It was found directly."""
    seen = SpellingDupeFilter(fingerprinter=CanonicalFingerprinter())
    assert not seen.request_seen(Request(URL))
    assert seen.request_seen(redirected("http://example.org/old/", URL))


@pytest.mark.parametrize("before", [[], ["http://example.org/n/b/"]])
def test_redirects_in_a_circle_are_a_failure(before: list[str]) -> None:
    """Scrapy would take the page for one it has, and say nothing."""
    crawler = get_crawler(Spider)
    crawler.spider = Spider("test")
    redirects = CircleRedirects.from_crawler(crawler)
    home = before[0] if before else URL
    answer = Response(URL, status=302, headers={"Location": home})
    with pytest.raises(IgnoreRequest, match="redirects in a circle"):
        redirects.process_response(Request(URL, meta={"redirect_urls": before}), answer)


def test_a_redirect_does_not_bring_a_password() -> None:
    """Nobody gave it to us; it would stand in logs and in the report."""
    crawler = get_crawler(Spider)
    crawler.spider = Spider("test")
    answer = Response(URL, status=302, headers={"Location": "http://me:secret@example.org/n/b/"})
    found = CircleRedirects.from_crawler(crawler).process_response(Request(URL), answer)
    assert found.url == "http://example.org/n/b/"


def is_let_through(start: str, request: Request) -> bool:
    """Whether a crawl of the site lets this request pass."""
    crawler = get_crawler(Spider)
    crawler.spider = NewsSpider(start)
    try:
        OnSite.from_crawler(crawler).process_request(request)
    except IgnoreRequest:
        return False
    return True


@pytest.mark.parametrize("options", [{}, {"dont_filter": True}], ids=["request", "unfiltered"])
@pytest.mark.parametrize(
    ("start", "url", "passes"),
    [
        ("http://example.org/", "http://example.org/n/a/", True),
        ("http://example.org/", "https://www.example.org/n/a/", True),
        ("http://example.org/", "http://example.org:18999/robots.txt", False),
        ("http://example.org/", "https://static.example.org/n/a/", False),
        ("http://example.org/", "https://example.com/n/a/", False),
        ("http://example.org:8017/", "http://example.org:8017/n/a/", True),
        ("http://example.org:8017/", "http://example.org/n/a/", False),
        ("http://example.org:8017/", "https://example.org/n/a/", False),
    ],
)
def test_a_crawl_stays_on_its_hosts_and_ports(
    start: str, url: str, options: dict[str, bool], *, passes: bool
) -> None:
    """Whatever leads there: a link, a redirect, a sitemap that is read once more."""
    assert is_let_through(start, Request(url, **options)) == passes  # type: ignore[arg-type]


def test_robots_txt_may_stand_elsewhere() -> None:
    """Its request says so (RFC 9309, 2.3.1.2)."""
    elsewhere = Request("https://example.com/robots.txt", meta={"allow_offsite": True})
    assert is_let_through("http://example.org/", elsewhere)
