"""Opening a run: locks the output folder, mends what a killed run left, opens all that is written.

`run_of(crawler)` is how middlewares, pipelines and extensions get at plan, frontier and ledger.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners import __version__
from crawler.configuration import output_folder, state_file
from crawler.discovery.plan import Plan
from crawler.discovery.timestamps import now
from crawler.store.frontier import Frontier, RetryPolicy
from crawler.store.ledger import Ledger
from crawler.store.lock import RunLock
from crawler.store.output_files import OutputPaths
from crawler.store.same_story import Copies
from crawler.store.sqlite import State
from crawler.store.state_file import StateError, open_state
from crawler.store.state_values import StoredArticle
from crawler.store.warc_files import Archive
from crawler.store.write_batch import (
    WriteBatch,
    mend_archive,
    recover,
    remove_temporary_files,
)

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """A run on one site that is under way; `open_run` makes it.

    `id` is the name of its feed and of its reports. `plan` is what was known of the site before the
    first request, `frontier` knows what to ask for, `ledger` writes what came of it, `copies` tells
    which page is a copy of another.
    """

    id: str
    started: str
    plan: Plan
    frontier: Frontier
    ledger: Ledger
    copies: Copies
    state: State
    batch: WriteBatch
    files: ExitStack

    @property
    def failed(self) -> bool:
        """Whether the disk is full, or gone."""
        return self.batch.error is not None

    def newest_articles(self, most: int) -> list[StoredArticle]:
        """The articles of the site that were fetched last, by whatever run."""
        return self.state.articles.newest(self.plan.host, most)

    def end(self, reason: str) -> None:
        """Note how the run ended; raises `CannotWriteError`."""
        self.ledger.close()
        self.state.end_run(self.id, now(), reason)
        self.batch.flush()

    def close(self) -> None:
        """Close files, state and lock, in this order."""
        self.files.close()


def run_of(crawler: Crawler) -> Run | None:
    """The run of a crawl; None where the spider is none of ours, as in `scrapy shell`."""
    run = getattr(crawler.spider, "run", None)
    return run if isinstance(run, Run) else None


def open_run(plan: Plan, spider: str, settings: BaseSettings) -> Run:
    """Begin a run of the spider with this name.

    Raises `LockedError` where another run writes to the output folder, and `StateError` where the
    state can't be used: the run has not begun then, and nothing was written.
    """
    output, started = output_folder(settings), now()
    with ExitStack() as stack:
        _lock(stack, output, state_file(settings).parent)
        state = open_state(state_file(settings))
        stack.callback(state.close)
        run_id = _free_id(state, output, spider, started)
        unfinished = _begin(state, run_id, plan.host, started, output)
        batch, policy = WriteBatch(state, output), retry_policy_of(settings)
        archive = _archive(batch, output, settings, unfinished)
        stack.callback(archive.close)
        ledger = Ledger(
            state=state,
            batch=batch,
            archive=archive,
            paths=OutputPaths(output, output / "feeds" / f"{run_id}.jsonl"),
            site=plan.host,
            policy=policy,
            cleaner=f"{__version__} {plan.profile_mark}".strip(),
        )
        return Run(
            id=run_id,
            started=started,
            plan=plan,
            frontier=Frontier(state, plan.host, policy),
            ledger=ledger,
            copies=Copies(state, plan),
            state=state,
            batch=batch,
            files=stack.pop_all(),
        )


def retry_policy_of(settings: BaseSettings) -> RetryPolicy:
    """How long to wait before a page is asked for again, as the settings say."""
    return RetryPolicy(
        retry_hours=tuple(float(n) for n in settings.getlist("CHISTOVIK_PAGE_RETRY_HOURS")),
        recheck_days=settings.getfloat("CHISTOVIK_PAGE_RECHECK_DAYS"),
        recent_days=settings.getfloat("CHISTOVIK_RECHECK_RECENT_DAYS"),
    )


def _lock(stack: ExitStack, *folders: Path) -> None:
    for folder in dict.fromkeys(path.resolve() for path in folders):
        try:
            stack.callback(RunLock(folder).release)
        except OSError as error:
            raise StateError(
                f"{folder} can't be written to ({error.strerror}); see to its rights, or name"
                " another folder with CHISTOVIK_OUTPUT_DIR"
            ) from None


def _begin(state: State, run_id: str, site: str, started: str, output: Path) -> Path | None:
    """Note the start, take back what a killed run left; returns the archive file to go on with."""
    is_new = state.is_new()
    killed = state.begin_run(run_id, site, started)
    if killed:
        logger.warning("the run %s was killed; going on where it was", killed[-1])
        remove_temporary_files(output)
    if is_new:
        mend_archive(output / "warc")
    unfinished = recover(state, output)
    state.commit()
    return unfinished


def _archive(
    batch: WriteBatch, output: Path, settings: BaseSettings, unfinished: Path | None
) -> Archive:
    contact = settings.get("CHISTOVIK_CONTACT") or ""
    return Archive(
        output / "warc",
        limit=settings.getint("CHISTOVIK_ARCHIVE_FILE_BYTES"),
        info={"operator": contact, "http-header-user-agent": settings["USER_AGENT"]},
        unfinished=unfinished,
        on_new=batch.begin,
        on_full=batch.end,
    )


def _free_id(state: State, output: Path, spider: str, started: str) -> str:
    """The spider and the start; with a number where two crawls start in the same second."""
    stem = f"{spider}-{started.removesuffix('Z').replace(':', '-')}"
    run_id, number = stem, 2
    while state.has_run(run_id) or (output / "runs" / f"{run_id}.json").exists():
        run_id, number = f"{stem}-{number}", number + 1
    return run_id
