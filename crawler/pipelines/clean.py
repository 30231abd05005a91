"""Pipeline 1: a fetched page becomes an article, or a reason why not; in processes of their own.

Processes and not threads: cleaning is pure computation, 15–50 ms a page, and in a thread it would
hold the interpreter while the reactor should answer servers. Own processes and not
`ProcessPoolExecutor`: there one page that crashes or hangs breaks the whole pool, and workers
outlive a killed parent. Here a worker lost is one page lost, Ctrl-C does not reach the workers, and
they need not import Scrapy.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self, cast

from scrapy.exceptions import NotConfigured

from crawler.items import CleanedPage, FetchedPage, Refusal
from crawler.pipelines.cleaning_worker import LENGTH, PAGE_SECONDS, pack
from crawler.store.open_run import run_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from cleaners import Article

WORKER_LOST = "worker_lost"
# A worker that has nothing to do ends at once when its input ends.
GOODBYE_SECONDS = 5
# Linux gives 64 KiB, and what does not fit waits for another round of the event loop.
PIPE_BYTES = 1 << 20


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
        """Clean one page; the pool needs nothing of how it was come by."""
        outcome = await self._pool.clean(replace(item, visit=None))
        return CleanedPage(item.url, outcome, item.visit)

    async def close_spider(self) -> None:
        """End the cleaning processes; no page is with them any more."""
        await self._pool.close()


class CleaningPool:
    """Cleans pages in at most `workers` processes; each starts when it is first needed."""

    def __init__(self, workers: int) -> None:
        self._workers = [_Worker() for _ in range(workers)]
        # The worker used last comes first: a slow crawl starts only one.
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def clean(self, page: FetchedPage) -> Article | Refusal:
        """Clean a page as soon as a worker is free."""
        worker = await self._idle.get()
        try:
            return await worker.clean(page)
        finally:
            self._idle.put_nowait(worker)

    async def close(self) -> None:
        """End all workers."""
        await asyncio.gather(*(worker.close() for worker in self._workers))


@dataclass(frozen=True, slots=True)
class _Line:
    """A running process and the two ends of the pipes to it."""

    process: Process
    pages: asyncio.StreamWriter
    answers: asyncio.StreamReader


class _Worker:
    """One process, started anew whenever the last one was lost."""

    def __init__(self) -> None:
        self._line: _Line | None = None

    async def clean(self, page: FetchedPage) -> Article | Refusal:
        line = self._line or await _start()
        self._line = line
        try:
            return await _ask(line, page)
        except (ConnectionError, asyncio.IncompleteReadError):
            await self.close()
            message = f"the cleaning process died or took longer than {PAGE_SECONDS} s"
            return Refusal(WORKER_LOST, message)
        except BaseException:
            # Cancelled in the middle of an answer: the next page must not get the rest of it.
            self._line = None
            line.process.kill()
            raise

    async def close(self) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        line.pages.close()
        try:
            await asyncio.wait_for(line.process.wait(), GOODBYE_SECONDS)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                line.process.kill()
            await line.process.wait()


async def _start() -> _Line:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "crawler.pipelines.cleaning_worker"),
        stdin=PIPE,
        stdout=PIPE,
        env=child_environment(),
        start_new_session=True,
    )
    # Both are there: they were asked for as pipes.
    pages = cast("asyncio.StreamWriter", process.stdin)
    _widen(pages)
    return _Line(process, pages, cast("asyncio.StreamReader", process.stdout))


def _widen(pages: asyncio.StreamWriter) -> None:
    """Let a whole page into the pipe at once, where the kernel allows it."""
    with contextlib.suppress(OSError):
        fcntl.fcntl(pages.get_extra_info("pipe"), fcntl.F_SETPIPE_SZ, PIPE_BYTES)


async def _ask(line: _Line, page: FetchedPage) -> Article | Refusal:
    line.pages.write(pack(page))
    await line.pages.drain()
    length = LENGTH.unpack(await line.answers.readexactly(LENGTH.size))[0]
    answer = pickle.loads(await line.answers.readexactly(length))  # noqa: S301 - our own worker's
    return cast("Article | Refusal", answer)


def child_environment() -> dict[str, str]:
    """The environment of this process; Scrapy puts the project's folder on its path alone."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
