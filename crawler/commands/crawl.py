"""`scrapy crawl`, with one sentence instead of a traceback for what can happen to a user."""

from __future__ import annotations

import logging
import os
from functools import partial
from typing import TYPE_CHECKING, cast

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from cleaners import ProfileError
from crawler.configuration import old_name_problem, profiles_of
from crawler.extensions.notify import notify_problem
from crawler.extensions.report import ALARMS_STAT
from crawler.middlewares.browser import browser_problem, wants_browser
from crawler.middlewares.reserved_rights import obeyed_problem
from crawler.spiders.site_spider import SiteSpider
from crawler.spiders.spider_arguments import BadArgumentError
from crawler.store.lock import LockedError
from crawler.store.open_run import run_of
from crawler.store.state_file import StateError

if TYPE_CHECKING:
    import argparse
    from asyncio import Task

    from scrapy.crawler import AsyncCrawlerProcess, Crawler
    from scrapy.settings import Settings

logger = logging.getLogger(__name__)

# 1 is Scrapy's own, and means that the state or the disk can't be used; 2 is wrong usage. 75
# (`EX_TEMPFAIL`: later it may work) means that another crawl writes to the same folder.
EXIT_ALARM = 3


class Command(ScrapyCrawl):
    """Checks the arguments of our spiders before anything starts, and tells alarms at the end."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options as Scrapy does, then look at those for the spider.

        Raises Scrapy's `UsageError` with a sentence that says what to write instead.
        """
        super().process_options(args, opts)
        # scrapyd gives every spider the number of its job; ours have no use for it.
        opts.spargs.pop("_job", None)
        # Scrapy's command line sets them before it calls this.
        problem = _problem(cast("Settings", self.settings), args, opts.spargs)
        if problem:
            raise UsageError(problem, print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl as Scrapy does, and tell in one sentence why a crawl could not begin.

        A raised alarm is exit status 3, for cron and systemd to see.
        """
        if len(args) != 1:
            super().run(args, opts)
            return
        process = cast("AsyncCrawlerProcess", self.crawler_process)
        errors: list[BaseException] = []
        # Scrapy's process forgets a crawler that has ended.
        crawler = process.create_crawler(args[0])
        crawl = process.crawl(crawler, **opts.spargs)
        crawl.add_done_callback(partial(_collect, errors))
        process.start()
        self.exitcode = int(process.bootstrap_failed)
        for error in errors:
            self._tell(error)
        self.exitcode = self.exitcode or _status_of(crawler)

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, LockedError | StateError):
            raise error
        logger.error("%s", error)
        self.exitcode = os.EX_TEMPFAIL if isinstance(error, LockedError) else 1


def _collect(errors: list[BaseException], task: Task[None]) -> None:
    """Take the error out of the task, which would print it as a traceback."""
    if not task.cancelled() and (error := task.exception()):
        errors.append(error)


def _status_of(crawler: Crawler) -> int:
    """The exit status that a crawl which has ended asks for."""
    run = run_of(crawler)
    if run is not None and run.failed:
        return 1
    return EXIT_ALARM if crawler.stats.get_value(ALARMS_STAT) else 0


def _problem(settings: Settings, args: list[str], arguments: dict[str, str]) -> str | None:
    """What is wrong with the arguments, in one sentence."""
    if len(args) != 1:
        return None
    loader = get_spider_loader(settings)
    if args[0] not in loader.list():
        return f"there is no spider {args[0]!r}; there are: {', '.join(sorted(loader.list()))}"
    spider = loader.load(args[0])
    if not issubclass(spider, SiteSpider):
        return None
    problem = old_name_problem(settings) or _argument_problem(spider, settings, arguments)
    return problem or obeyed_problem(settings) or notify_problem(settings)


def _argument_problem(
    spider: type[SiteSpider], settings: Settings, arguments: dict[str, str]
) -> str | None:
    unknown = sorted(arguments.keys() - spider.arguments)
    if unknown:
        return f"{spider.name} knows no argument {unknown[0]!r}; write -a url={spider.example}"
    try:
        # It looks at each of them; a spider that is never run costs nothing.
        plan = spider(profiles=profiles_of(settings), **arguments).plan
    except BadArgumentError as error:
        return f"{spider.name}: {error}"
    except ProfileError as error:
        return str(error)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return browser_problem(settings) if wants_browser(plan.profile) else None
