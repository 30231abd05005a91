"""Pipeline: a fetched page becomes an article, or a reason why not; in processes of their own.

Processes and not threads: cleaning is pure computation, 15–50 ms a page, and in a thread it would
hold the interpreter while the reactor should answer servers. Own processes and not
`ProcessPoolExecutor`: there one page that crashes or hangs breaks the whole pool, and workers
outlive a killed parent. Here a worker lost is one page lost, Ctrl-C does not reach the workers, and
they need not import Scrapy.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import NotConfigured

from cleaners import Article
from cleaners.workers import Caller, WorkerEndedError
from crawler.items import CleanedPage, FetchedPage, Refusal
from crawler.monitoring.printable import one_line
from crawler.pipelines.cleaning_worker import PAGE_SECONDS, clean_page
from crawler.store.open_run import run_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

WORKER_LOST = "worker_lost"
PageCaller = Caller[FetchedPage, Article | Refusal]


class CleanPipeline:
    """Hands pages to the cleaning processes; waiting for them holds nothing up.

    Scrapy stops fetching while pages of more than `SCRAPER_SLOT_MAX_ACTIVE_SIZE` bytes wait.
    """

    def __init__(self, workers: int) -> None:
        self._pool = CleaningPool(workers)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        if run_of(crawler) is None:
            raise NotConfigured
        return cls(max(1, crawler.settings.getint("CHISTOVIK_WORKERS")))

    async def process_item(self, item: FetchedPage) -> CleanedPage:
        """Clean one page; its `visit` stays here, the worker has no use for it."""
        outcome = await self._pool.clean(replace(item, visit=None))
        if isinstance(outcome, Refusal) and outcome.detail:
            logger.error("%s: %s\n%s", item.url, one_line(outcome.message), outcome.detail)
        return CleanedPage(url=item.url, outcome=outcome, visit=item.visit)

    async def close_spider(self) -> None:
        """End the cleaning processes; no page is with them any more."""
        await self._pool.close()


class CleaningPool:
    """Cleans pages in at most `workers` processes; each starts when it is first needed."""

    def __init__(self, workers: int) -> None:
        self._callers = [Caller(clean_page, PAGE_SECONDS) for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers, "cleaning")
        # The worker used last comes first: a slow crawl starts only one.
        self._idle: asyncio.LifoQueue[PageCaller] = asyncio.LifoQueue()
        for caller in self._callers:
            self._idle.put_nowait(caller)

    async def clean(self, page: FetchedPage) -> Article | Refusal:
        """Clean a page as soon as a worker is free."""
        caller = await self._idle.get()
        loop = asyncio.get_running_loop()
        try:
            (outcome,) = await loop.run_in_executor(self._threads, caller.ask, page)
        except WorkerEndedError as error:
            return Refusal(WORKER_LOST, f"the cleaning process ended: {error}")
        finally:
            self._idle.put_nowait(caller)
        return outcome

    async def close(self) -> None:
        """End all workers."""
        for caller in self._callers:
            caller.close()
        self._threads.shutdown()
