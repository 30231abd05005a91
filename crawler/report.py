"""Extension: what a crawl did, as JSON below `runs/` and as a table in the log."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

from scrapy import signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.httperror import HttpError

from crawler import events
from crawler.output import output_folder, write_whole
from crawler.pipelines.drop import Dropped
from crawler.tally import Tally, report_of, table_of

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

PIPELINE_ERROR = "pipeline_error"


class CrawlReport:
    """Listens to a crawl and tells about it at its end."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._tally = Tally()
        self._started = datetime.now(UTC)
        for listener, signal in (
            (self.on_download, signals.response_downloaded),
            (self.on_response, signals.response_received),
            (self.on_failure, events.page_failed),
            (self.on_article, signals.item_scraped),
            (self.on_drop, signals.item_dropped),
            (self.on_item_error, signals.item_error),
            (self.on_close, signals.spider_closed),
        ):
            crawler.signals.connect(listener, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def on_download(self, response: Response, request: Request) -> None:
        """Note redirects; later on Scrapy has followed them."""
        location = response.headers.get("Location")
        if location and HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST:
            target = urljoin(request.url, location.decode("latin-1"))
            self._tally.redirects[request.url] = target

    def on_response(self, response: Response, request: Request) -> None:
        """Count pages and HTTP errors; robots.txt is neither."""
        if request.callback is NO_CALLBACK:
            return
        if response.status < HTTPStatus.BAD_REQUEST:
            self._tally.fetched += 1
        else:
            self._tally.http_errors[str(response.status)].append(response.url)

    def on_failure(self, url: str, error: Exception) -> None:
        """Note pages that got no answer, or were not allowed to be asked for."""
        if isinstance(error, HttpError):
            return
        kind = str(error) if isinstance(error, IgnoreRequest) else type(error).__name__
        self._tally.failures[kind].append(url)

    def on_article(self, item: dict[str, Any]) -> None:
        """Count an article, and the selectors of the profile that found nothing on its page."""
        self._tally.stored += 1
        for selector in item["metadata"].get("profileMissed", ()):
            self._tally.missed[selector].append(item.get("url", ""))

    def on_drop(self, exception: Exception) -> None:
        """Note a page that gave no article."""
        if isinstance(exception, Dropped):
            entry = {"url": exception.url, "message": exception.message}
            self._tally.dropped[exception.reason].append(entry)

    def on_item_error(self, item: Any, failure: Any) -> None:
        """Note a page that a pipeline could not handle, a full disk for instance."""
        entry = {"url": getattr(item, "url", ""), "message": failure.getErrorMessage()}
        self._tally.dropped[PIPELINE_ERROR].append(entry)

    def on_close(self, spider: Spider, reason: str) -> None:
        """Write the report and print the table."""
        times = {
            "started": self._started.isoformat(timespec="seconds"),
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        head = {"spider": spider.name, "reason": reason, **times}
        path = self._free_path(spider.name)
        report = head | report_of(self._tally) | {"stats": self._crawler.stats.get_stats()}
        write_whole(path, json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n")
        logger.info("the crawl in numbers\n%s\nreport: %s", table_of(self._tally), path)

    def _free_path(self, name: str) -> Path:
        """Two crawls may start in the same second."""
        folder = output_folder(self._crawler.settings) / "runs"
        stem = f"{name}-{self._started:%Y-%m-%dT%H-%M-%S}"
        path, number = folder / f"{stem}.json", 2
        while path.exists():
            path, number = folder / f"{stem}-{number}.json", number + 1
        return path
