"""The spider of `chistovik clean ADDRESS`: it fetches the pages that are named, and nothing else.

It obeys robots.txt and is bounded as a crawl is. It is none that `scrapy list` names: no run is
opened for it, so that nothing is stored and no state is touched.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.discovery.canonical_urls import port_of
from crawler.discovery.timestamps import now
from crawler.middlewares.public_addresses import SETTING, is_written_private
from crawler.middlewares.robots import UnreachableRobotsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

    from scrapy.http import Response
    from twisted.python.failure import Failure

MOST_SECONDS = 300
OVERRIDES = {
    "EXTENSIONS": {"crawler.extensions.crawl_delay.CrawlDelay": 0},
    "ITEM_PIPELINES": {},
    "CLOSESPIDER_TIMEOUT": MOST_SECONDS,
    "LOG_LEVEL": "CRITICAL",
}


class Answer(msgspec.Struct, frozen=True):
    """What came for an address: a page, or with `problem` the reason why there is none."""

    problem: str = ""
    url: str = ""
    content_type: str | None = None
    downloaded: str = ""
    body: bytes = b""
    asks_payment: bool = False


class PageSpider(Spider):
    """Fetches each address once, also where it leads elsewhere, and writes what came to a file."""

    name = "page"

    def __init__(self, addresses: Sequence[str], folder: Path, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._addresses = addresses
        self._folder = folder

    async def start(self) -> AsyncIterator[Request]:
        """Ask for all of them; robots.txt comes first."""
        meta = {"handle_httpstatus_list": [HTTPStatus.PAYMENT_REQUIRED]}
        for number, address in enumerate(self._addresses):
            yield Request(
                address,
                callback=self.parse,
                errback=self.note_failure,
                dont_filter=True,
                meta=meta,
                cb_kwargs={"number": number},
            )

    def parse(self, response: Response, number: int = 0) -> Iterator[Any]:
        """Keep a page."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        answer = Answer(
            url=response.url,
            content_type=content_type or None,
            downloaded=now(),
            body=response.body,
            asks_payment=response.status == HTTPStatus.PAYMENT_REQUIRED,
        )
        self._write(number, answer)
        yield from ()

    def note_failure(self, failure: Failure) -> None:
        """Keep the reason why there is no page."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._write(request.cb_kwargs["number"], Answer(problem=_problem(failure.value)))

    def _write(self, number: int, answer: Answer) -> None:
        answer_file(self._folder, number).write_bytes(msgspec.msgpack.encode(answer))


def _problem(error: BaseException | None) -> str:
    if isinstance(error, HttpError):
        return f"HTTP {error.response.status}"
    if isinstance(error, UnreachableRobotsError):
        return f"{error}: {error.problem}"
    return str(error) or type(error).__name__


def answer_file(folder: Path, number: int) -> Path:
    """Where the answer for an address is written."""
    return folder / f"{number}.answer"


def fetch_into(folder: Path, addresses: Sequence[str]) -> None:
    """Fetch all addresses; a file for each that was answered or refused. Runs once a process.

    An address whose host is written as a private IP address, or `localhost`, is asked for; a name
    or a redirect that leads to one is refused.
    """
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(OVERRIDES, priority="cmdline")
    written = [address for address in addresses if is_written_private(address)]
    hosts = [f"{urlsplit(address).hostname}:{port_of(address)}" for address in written]
    settings.set(SETTING, hosts, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(PageSpider, addresses=addresses, folder=folder)
    process.start()
