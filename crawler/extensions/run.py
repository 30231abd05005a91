"""Extension: one run. Locks the output folder, mends what a killed run left, opens the books."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from crawler.configuration import output_folder, state_file
from crawler.discovery.timestamps import now
from crawler.store.frontier import Agenda, Patience
from crawler.store.ledger import Ledger, Places
from crawler.store.lock import RunLock
from crawler.store.state_file import StateError, open_state
from crawler.store.warc_files import Archive
from crawler.store.write_batch import (
    SECONDS,
    Batch,
    CannotWriteError,
    mend_archive,
    recover,
    remove_temporary_files,
)

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from crawler.spiders.site_spider import SiteSpider
    from crawler.store.state_values import StoredArticle

logger = logging.getLogger(__name__)

# `StateError`, `LockedError` come from here: the crawl has not begun, and nothing was written.


class CrawlRun:
    """Holds `agenda` and `ledger` for the spider, the middlewares and the pipelines."""

    def __init__(self, crawler: Crawler) -> None:
        settings, spider = crawler.settings, cast("SiteSpider", crawler.spider)
        output = output_folder(settings)
        self._site, started = spider.plan.host, now()
        self._id = f"{spider.name}-{started}-{os.getpid()}"
        with ExitStack() as stack:
            _lock(stack, output, state_file(settings).parent)
            self._state = open_state(state_file(settings))
            stack.callback(self._state.close)
            unfinished = self._mend(output, started)
            self._batch = Batch(self._state, output)
            archive = _archive(self._batch, output, settings, unfinished)
            stack.callback(archive.close)
            patience = patience_of(settings)
            self.agenda = Agenda(self._state, self._site, patience)
            feed = _free_feed(output / "feeds", spider.name, started)
            places = Places(output, feed)
            self.ledger = Ledger(self._state, self._batch, archive, places, self._site, patience)
            self._open = stack.pop_all()
        spider.agenda, spider.ledger = self.agenda, self.ledger
        self._crawler = crawler
        self._loop = create_looping_call(self.flush)
        self._ending: asyncio.Future[None] | None = None
        crawler.signals.connect(self.on_spider_opened, signals.spider_opened)
        crawler.signals.connect(self.on_spider_closed, signals.spider_closed)
        # Closing comes last: the report of the run is written before.
        crawler.signals.connect(self.on_close, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; raises `LockedError` and `StateError`."""
        return cls(crawler)

    def on_spider_opened(self) -> None:
        """Make safe what was written, from time to time."""
        self._loop.start(SECONDS, now=False)

    def on_spider_closed(self, spider: Spider, reason: str) -> None:
        """Note how it ended."""
        if self._loop.running:
            self._loop.stop()
        try:
            self.ledger.close()
            self._state.end_run(self._id, now(), reason)
            self._batch.flush()
        except CannotWriteError as error:
            if self._ending is None:
                self._tell(error)

    def on_close(self) -> None:
        """Close files, state and lock, in this order."""
        self._open.close()

    def flush(self) -> None:
        """Make safe what was written so far; end the crawl where that can't be done."""
        if self._ending is not None:
            return
        try:
            self._batch.flush()
        except CannotWriteError as error:
            self._tell(error)
            ending = self._crawler.engine.close_spider_async(reason="cannot_write")
            self._ending = asyncio.ensure_future(ending)

    def _tell(self, error: CannotWriteError) -> None:
        output = output_folder(self._crawler.settings)
        message = "can't write to %s (%s); make room and run again: no article is lost"
        logger.error(message, output, error)

    def newest_articles(self, most: int) -> list[StoredArticle]:
        """The articles of the site that were fetched last, by whatever run."""
        return self._state.newest_articles(self._site, most)

    @property
    def failed(self) -> bool:
        """Whether the disk is full, or gone."""
        return self._batch.error is not None

    def _mend(self, output: Path, started: str) -> Path | None:
        is_new = self._state.is_new()
        killed = self._state.begin_run(self._id, self._site, started)
        if killed:
            logger.warning("the run %s was killed; going on where it was", killed[-1])
            remove_temporary_files(output)
        if is_new:
            mend_archive(output / "warc")
        unfinished = recover(self._state, output)
        self._state.commit()
        return unfinished


def run_of(crawler: Crawler) -> CrawlRun:
    """The run of a crawl of ours."""
    return cast("CrawlRun", crawler.get_extension(CrawlRun))


def has_failed(crawler: Crawler) -> bool:
    """Whether a crawl, of ours or of others, could not write."""
    run = crawler.get_extension(CrawlRun)
    return run is not None and run.failed


def patience_of(settings: BaseSettings) -> Patience:
    """How long to wait, as the settings say."""
    hours = tuple(float(pause) for pause in settings.getlist("PAGE_RETRY_HOURS"))
    return Patience(hours, settings.getfloat("PAGE_RECHECK_DAYS"))


def _lock(stack: ExitStack, *folders: Path) -> None:
    for folder in dict.fromkeys(path.resolve() for path in folders):
        try:
            stack.callback(RunLock(folder).release)
        except OSError as error:
            raise StateError(
                f"{folder} can't be written to ({error.strerror}); see to its rights, or name"
                " another folder with OUTPUT_DIR"
            ) from None


def _archive(
    batch: Batch, output: Path, settings: BaseSettings, unfinished: Path | None
) -> Archive:
    contact = settings.get("CHISTOVIK_CONTACT") or ""
    return Archive(
        output / "warc",
        limit=settings.getint("ARCHIVE_FILE_BYTES"),
        info={"operator": contact, "http-header-user-agent": settings["USER_AGENT"]},
        unfinished=unfinished,
        on_new=batch.begin,
        on_full=batch.end,
    )


def _free_feed(folder: Path, spider: str, started: str) -> Path:
    """Two crawls may start in the same second."""
    stem = f"{spider}-{started.removesuffix('Z').replace(':', '-')}"
    path, number = folder / f"{stem}.jsonl", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.jsonl", number + 1
    return path
