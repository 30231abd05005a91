"""Extension: keep the Crawl-delay that robots.txt asks for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Self

from scrapy import signals

from crawler.scrapy_internals import raise_delay

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

# A robots.txt that asks for an hour between pages means «go away»; a minute is slow enough.
MAX_DELAY_SECONDS = 60.0


class CrawlDelay:
    """Raises the delay of the site as soon as its robots.txt has been read."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.keep, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def keep(self, robotparser: RobotParser, request: Request) -> None:
        """Raise the delay, never lower it."""
        wanted = robotparser.crawl_delay(self._crawler.settings["ROBOTSTXT_USER_AGENT"])
        if not wanted:
            return
        delay = min(wanted, MAX_DELAY_SECONDS)
        logger.info("robots.txt asks for %g s between pages; keeping %g s", wanted, delay)
        raise_delay(self._crawler, delay)
