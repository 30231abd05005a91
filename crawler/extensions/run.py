"""Extension: opens a run when a crawl begins, makes safe what it writes, closes it at the end."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from crawler.configuration import BY_HAND, output_folder
from crawler.extensions.notify import SETTING as NOTIFY
from crawler.extensions.notify import send
from crawler.extensions.report import alarms_raised
from crawler.monitoring.incidents import incidents
from crawler.monitoring.printable import make_log_printable
from crawler.monitoring.run_report import Alarm
from crawler.scrapy_internals import give_up_waiting
from crawler.spiders.asking import AskingSpider
from crawler.store.open_run import Run, open_run
from crawler.store.state_file import StateError
from crawler.store.write_batch import SECONDS, CannotWriteError

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class CrawlRun:
    """Opens the run before all other extensions, which find it by `run_of`."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._run = run
        self._loop = create_looping_call(self.on_tick)
        self._ending: asyncio.Future[None] | None = None
        crawler.signals.connect(self.on_spider_opened, signals.spider_opened)
        crawler.signals.connect(self.on_spider_closed, signals.spider_closed)
        # Closing comes last: the report of the run is written before.
        crawler.signals.connect(self.on_close, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; raises `LockedError` and `StateError`, of which alarms are sent.

        No run is opened for a page that is looked at by hand.
        """
        spider = crawler.spider
        if not isinstance(spider, AskingSpider) or crawler.settings.get(BY_HAND):
            raise NotConfigured
        make_log_printable()
        try:
            spider.run = open_run(spider.plan, spider.name, crawler.settings)
        except StateError as error:
            # Sent from here: the extension `Notify` is not built any more.
            found = incidents([_alarm(spider.plan.host, str(error))], datetime.now(UTC))
            send(crawler.settings.getlist(NOTIFY), found)
            raise
        return cls(crawler, spider.run)

    def on_spider_opened(self) -> None:
        """Make safe what was written, from time to time."""
        self._loop.start(SECONDS, now=False)

    def on_spider_closed(self, spider: Spider, reason: str) -> None:
        """Note in the state how the run ended."""
        if self._loop.running:
            self._loop.stop()
        try:
            self._run.end(reason)
        except CannotWriteError as error:
            if self._ending is None:
                self._log(error)

    def on_close(self) -> None:
        """Close files, state and lock."""
        self._run.close()

    def on_tick(self) -> None:
        """Make safe what was written; where the crawl ends, end what only waits."""
        give_up_waiting(self._crawler)
        self.flush()

    def flush(self) -> None:
        """Make safe what was written so far; end the crawl where that can't be done."""
        if self._ending is not None:
            return
        try:
            self._run.batch.flush()
        except CannotWriteError as error:
            self._log(error)
            ending = self._crawler.engine.close_spider_async(reason="cannot_write")
            self._ending = asyncio.ensure_future(ending)

    def _log(self, error: CannotWriteError) -> None:
        output = output_folder(self._crawler.settings)
        message = f"can't write to {output} ({error}); make room and run again: no article is lost"
        logger.error("%s", message)
        alarms = [_alarm(self._run.plan.host, message)]
        found = incidents(alarms, datetime.now(UTC))
        self._crawler.signals.send_catch_log(alarms_raised, alarms=alarms, incidents=found)


def _alarm(site: str, message: str) -> Alarm:
    return Alarm(monitor="disk", site=site, what="output", message=message, before=0, now=0)
