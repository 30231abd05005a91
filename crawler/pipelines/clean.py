"""Pipeline 1: a fetched page becomes an article, or a reason why not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from crawler.items import CleanedPage, FetchedPage
from crawler.pipelines.pool import CleaningPool

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class CleanPipeline:
    """Hands pages to the cleaning processes; waiting for them holds nothing up.

    Scrapy stops fetching while pages of more than `SCRAPER_SLOT_MAX_ACTIVE_SIZE` bytes wait.
    """

    def __init__(self, workers: int) -> None:
        self._pool = CleaningPool(workers)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(max(1, crawler.settings.getint("CHISTOVIK_WORKERS")))

    async def process_item(self, item: FetchedPage) -> CleanedPage:
        """Clean one page; the pool needs nothing of how it was come by."""
        outcome = await self._pool.clean(replace(item, visit=None))
        return CleanedPage(item.url, outcome, item.visit)

    async def close_spider(self) -> None:
        """End the cleaning processes; no page is with them any more."""
        await self._pool.close()
