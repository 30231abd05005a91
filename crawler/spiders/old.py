"""Old stories of a site, from public web archives: `scrapy crawl old`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawler.discovery.captures import (
    Capture,
    crawl_query,
    crawls_of,
    pages_of,
    read_crawl,
    read_wayback,
    replay_url,
    wayback_query,
)
from crawler.items import FetchedPage
from crawler.middlewares.request_meta import CAPTURE
from crawler.spiders.asking import PRIORITY_ARCHIVE, PRIORITY_ARTICLE, PRIORITY_INDEX
from crawler.spiders.news import NewsSpider
from crawler.spiders.spider_arguments import ARGUMENTS, BadArgumentError
from crawler.store.ledger import Visit
from crawler.store.state_values import Outcome, Validators
from crawler.store.warc_records import ArchivedPage, Exchange, read_page

if TYPE_CHECKING:
    from cleaners import Profiles

WAYBACK, COMMON_CRAWL = "wayback", "cc"
# Where the index of an archive stands, and where its pages do.
SERVERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        WAYBACK: ("https://web.archive.org", "https://web.archive.org"),
        COMMON_CRAWL: ("https://index.commoncrawl.org", "https://data.commoncrawl.org"),
    }
)
# Pages of which a crawl has made something; all others are worth a look into an archive.
DONE = frozenset({Outcome.STORED, Outcome.DROPPED, Outcome.REDIRECTED})


class OldSpider(NewsSpider):
    """`scrapy crawl old -a url=https://example.org/ -a source=wayback: -a since=2013-01-01`.

    The site itself is not asked for anything.
    """

    name = "old"
    arguments: ClassVar[frozenset[str]] = ARGUMENTS | {"source"}
    # Public archives serve everybody; what was learned of old pages says nothing of new ones.
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "DOWNLOAD_DELAY": 3.0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CHISTOVIK_LEARN_SITE_AFTER": 0,
    }

    def __init__(
        self,
        url: str | None = None,
        profiles: Profiles | None = None,
        *,
        source: str | None = None,
        **arguments: str | None,
    ) -> None:
        super().__init__(url, profiles, **arguments)
        self.archive, self._index, self._data = parse_source(source)

    async def start(self) -> AsyncIterator[Request]:
        """The index of the archive, and nothing else."""
        for request in self.plan_requests():
            yield request

    def plan_requests(self) -> Iterator[Request]:
        """The first question to the index."""
        if self.archive == WAYBACK:
            yield self._ask_wayback("")
        else:
            yield self._ask(f"{self._index}/collinfo.json", self.parse_crawls)

    async def parse_wayback(self, response: Response) -> AsyncIterator[Request]:
        """Ask for the captures of an answer, then for the next one."""
        captures, resume = read_wayback(response.body)
        for capture in self._unknown(captures):
            yield self._capture_request(capture, replay_url(self._data, capture))
        if resume:
            yield self._ask_wayback(resume)

    async def parse_crawls(self, response: Response) -> AsyncIterator[Request]:
        """Ask the indexes of those crawls that may hold the period how large they are."""
        for index in crawls_of(response.body, self.plan.period):
            url = crawl_query(index, self.plan.host, self.plan.period)
            yield self._ask(url, self.parse_size, index=index)

    async def parse_size(self, response: Response, index: str) -> AsyncIterator[Request]:
        """Ask for each page of the index of a crawl."""
        for page in range(pages_of(response.body)):
            url = crawl_query(index, self.plan.host, self.plan.period, page)
            yield self._ask(url, self.parse_crawl)

    async def parse_crawl(self, response: Response) -> AsyncIterator[Request]:
        """Ask for the records of the captures of an answer."""
        for capture in self._unknown(read_crawl(response.body)):
            last = capture.offset + capture.length - 1
            request = self._capture_request(capture, f"{self._data}/{capture.filename}")
            request.headers["Range"] = f"bytes={capture.offset}-{last}"
            # All captures of a crawl may lie in one file.
            yield request.replace(dont_filter=True)

    async def parse_capture(self, response: Response) -> AsyncIterator[FetchedPage]:
        """Hand on the page of a capture, as it was when it was captured."""
        capture: Capture = response.meta[CAPTURE]
        page = read_page(response.body) if capture.filename else _page(response, capture)
        if page is None:
            self.logger.warning("%s can't be read in %s", capture.url, response.url)
            return
        yield FetchedPage(
            url=capture.url,
            body=page.body,
            content_type=page.content_type,
            downloaded=capture.fetched,
            profile=self.plan.profile,
            visit=_visit(capture, page, response.url),
            source=response.url,
        )

    def _unknown(self, captures: Iterable[Capture]) -> Iterator[Capture]:
        """Captures of stories of which no crawl has made anything yet, each story once."""
        stories = {
            one.url: one
            for one in captures
            if self.plan.is_on_site(one.url) and self.plan.is_article(one.url)
        }
        self.note_named(len(stories))
        for capture in stories.values():
            page = self.run.state.page(capture.url) if self.run else None
            if page is None or page.outcome not in DONE:
                yield capture

    def _ask_wayback(self, resume: str) -> Request:
        url = wayback_query(self._index, self.plan.host, self.plan.period, resume)
        return self._ask(url, self.parse_wayback, PRIORITY_ARCHIVE if resume else PRIORITY_INDEX)

    def _ask(self, url: str, callback: Any, priority: int = PRIORITY_INDEX, **more: Any) -> Request:
        meta = {"allow_offsite": True}
        return self._request(url, callback, priority, meta).replace(cb_kwargs=more)

    def _capture_request(self, capture: Capture, url: str) -> Request:
        meta = {"allow_offsite": True, CAPTURE: capture}
        return self._request(url, self.parse_capture, PRIORITY_ARTICLE, meta)


def parse_source(source: str | None) -> tuple[str, str, str]:
    """Read the argument `source`: archive, address of its index, address of its pages.

    Raises `BadArgumentError` for an archive that is not known.

    >>> parse_source("wayback:")
    ('wayback', 'https://web.archive.org', 'https://web.archive.org')
    >>> parse_source("cc:http://127.0.0.1:8080/")
    ('cc', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080')
    """
    name, colon, server = (source or "").partition(":")
    if name not in SERVERS or not colon:
        message = f"source={source or ''} is unknown; write -a source=wayback: or -a source=cc:"
        raise BadArgumentError(message)
    index, data = SERVERS[name]
    given = server.rstrip("/")
    return name, given or index, given or data


def _page(response: Response, capture: Capture) -> ArchivedPage:
    content_type = response.headers.get("Content-Type")
    return ArchivedPage(
        url=capture.url,
        fetched=capture.fetched,
        content_type=content_type.decode("latin-1") if content_type else None,
        body=response.body,
    )


def _visit(capture: Capture, page: ArchivedPage, place: str) -> Visit:
    """The exchange between archive and site; where it was found is its `memento` (RFC 7089)."""
    headers = (
        *((("Content-Type", page.content_type),) if page.content_type else ()),
        ("Link", f'<{place}>; rel="memento"'),
    )
    exchange = Exchange(
        url=capture.url,
        fetched=capture.fetched,
        method="GET",
        request_headers=(),
        status=200,
        protocol="HTTP/1.1",
        response_headers=headers,
        body=page.body,
    )
    return Visit(url=capture.url, lastmod=None, validators=Validators(), exchange=exchange)
