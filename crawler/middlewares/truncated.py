"""Downloader middlewares: an answer that ends too early is asked for again.

Scrapy notices when fewer bytes come than `Content-Length` says. It does not notice a packed body
that ends too early, of which it unpacks what there is, nor a page that was cut before it was sent.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, XmlResponse

from cleaners.packing import CutOffError, DamagedError, unpack_gzip
from crawler.discovery.index_problem import TAIL_BYTES, is_whole_xml
from crawler.middlewares.request_meta import is_source, page_url_of
from crawler.store.open_run import run_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

PACKED = frozenset({b"gzip", b"x-gzip"})
HTML_END = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
# Elements whose end tag may not be left out: where one is open at the end, a page was cut.
STRUCTURE = re.compile(rb"<(/?)(?:article|div|main|script|section|style|table|ul)\b", re.IGNORECASE)
# With more pages of that kind, and fewer others, it is the habit of a site.
MOST_CUT = 10
CUT = "the answer ends too early"
# Among the `flags` of a response, where Scrapy has "cached" and "partial".
TRUNCATED = "truncated"
CUT_STAT = "answers/cut"


class _Again:
    """Asks again as Scrapy's own retries do, as often as `RETRY_TIMES`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._retries = crawler.settings.getbool("RETRY_ENABLED")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def _again(self, request: Request) -> Request | None:
        self._crawler.stats.inc_value(CUT_STAT)
        spider = self._crawler.spider
        if not self._retries or spider is None or request.meta.get("dont_retry"):
            return None
        return get_retry_request(request, spider=spider, reason="cut")


class TruncatedGzip(_Again):
    """Refuses a gzip body without its end; stands below the middleware that unpacks it."""

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Pass an answer on if it is whole; else ask again.

        Raises `IgnoreRequest` once Scrapy's number of tries is used up.
        """
        encoding = response.headers.get("Content-Encoding") or b""
        if encoding.strip().lower() not in PACKED:
            return response
        if not response.body or is_whole_gzip(response.body):
            return response
        again = self._again(request)
        if again is None:
            raise IgnoreRequest(CUT)
        return again


class TruncatedPages(_Again):
    """Asks again for a page without its end.

    HTML may leave out its last tags. A site that closes its pages otherwise has cut this one. XML
    has to be closed. What comes without an end as often as Scrapy asks is handed on with a flag.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed = 0
        self._open = 0

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Pass an answer on if it is whole; else ask again."""
        is_part = response.status == HTTPStatus.PARTIAL_CONTENT
        if is_part and "Range" not in request.headers:  # nobody asked for a part
            return self._ask(request, response)
        if response.status != HTTPStatus.OK or not isinstance(response, HtmlResponse | XmlResponse):
            return response
        if isinstance(response, XmlResponse):
            return response if is_whole_xml(response.body) else self._ask(request, response)
        if HTML_END.search(response.body[-TAIL_BYTES:]):
            self._closed += 1
            return response
        return self._ask(request, response) if self._is_unusual(response.body) else response

    def _ask(self, request: Request, response: Response) -> Response | Request:
        run = run_of(self._crawler)
        if run is not None and is_source(request):
            # The next answer is wanted whole, and must not be «not modified».
            run.state.forget_source(page_url_of(response))
        again = self._again(request)
        if again is not None:
            return again
        self._open += isinstance(response, HtmlResponse)
        response.flags.append(TRUNCATED)
        return response

    def _is_unusual(self, body: bytes) -> bool:
        """Whether pages of this site have an end, but for a few, or for those that were cut."""
        if not self._closed:
            return False
        few = self._open * 10 <= self._closed
        return few or (self._open < max(MOST_CUT, self._closed) and leaves_open(body))


def is_truncated(response: Response) -> bool:
    """Whether the answer has come without its end, however often it was asked for."""
    return TRUNCATED in response.flags


def leaves_open(body: bytes) -> bool:
    """Whether a page ends within an element that has to be closed.

    >>> leaves_open(b"<div><p>A story"), leaves_open(b"<div><p>A story</div>")
    (True, False)
    """
    tags = [tag[1] for tag in STRUCTURE.finditer(body)]
    return tags.count(b"") > tags.count(b"/")


def is_whole_gzip(data: bytes) -> bool:
    """Whether every member of a gzip body has its end; broken ones are left to the unpacking.

    >>> import gzip
    >>> packed = gzip.compress(b"<html></html>")
    >>> is_whole_gzip(packed), is_whole_gzip(packed[:-9])
    (True, False)
    """
    try:
        for _ in unpack_gzip([data]):  # in bounded pieces, so that a bomb fills no memory here
            pass
    except CutOffError:
        return False
    except DamagedError:
        return True
    return True
