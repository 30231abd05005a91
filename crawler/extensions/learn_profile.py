"""Extension: learns the template of a site without a profile from its stories.

It is learned when a crawl has ended, and used by the next one: what a crawl makes of a page does
not depend on when it came, and one that was killed and completed gives what an undisturbed one
gives.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from cleaners.files import write_whole
from cleaners.workers import SITE_PROFILE, child_environment
from crawler.configuration import learned_folder, output_folder
from crawler.store.open_run import Run, run_of
from crawler.store.warc_files import copy_exchanges

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

# More stories hardly change what is learned (the curve in docs/templates.md); the newest ones have
# the layout of today.
MOST_STORIES = 100
# A signal, sent with `lines`: what the learned profile changes on the newest stories, which lines
# were left out, and last what was learned.
profile_learned = object()

PREFIX = "site-profile: "
# Some ten seconds for so many pages, where nothing else is at work. Should it hang, the crawl must
# end all the same.
LONGEST_SECONDS = 300.0


class LearnProfile:
    """Writes `profiles/<host>.toml` below the output folder, by `site-profile learn`."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._run = run
        self._least = crawler.settings.getint("CHISTOVIK_LEARN_SITE_AFTER")
        crawler.signals.connect(self.learn, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; not where the setting forbids it or a profile is there."""
        run = run_of(crawler)
        wanted = crawler.settings.getint("CHISTOVIK_LEARN_SITE_AFTER")
        if run is None or not wanted or run.plan.profile is not None:
            raise NotConfigured
        return cls(crawler, run)

    async def learn(self) -> None:
        """Learn the template, if enough stories of the site are stored."""
        if self._run.failed:
            return
        stories = self._run.newest_articles(MOST_STORIES)
        if len(stories) < self._least:
            return
        settings = self._crawler.settings
        places = [
            (output_folder(settings) / story.version.archive, story.version.offset)
            for story in stories
        ]
        path = learned_folder(settings) / f"{self._run.plan.host}.toml"
        try:
            with tempfile.TemporaryDirectory() as temporary:
                message, profile = await _learn(places, self._run.plan.host, Path(temporary))
            if profile is not None:
                write_whole(path, profile.encode())
        except OSError as error:
            logger.warning("the site's template is not learned (%s); the next crawl tries", error)
            return
        if profile is None:
            logger.info("nothing learned of the site's template: %s", message)
            return
        logger.info("%s; the next crawl cleans by %s", message, path)
        self._crawler.signals.send_catch_log(profile_learned, lines=message.split("\n"))


async def _learn(
    places: Iterable[tuple[Path, int]], host: str, folder: Path
) -> tuple[str, str | None]:
    """What the command says, line by line, and the profile if it learned one."""
    pages, profile = folder / "stories.warc.gz", folder / "learned.toml"
    with pages.open("wb") as file:
        copy_exchanges(places, file)
    # A process of its own: it may take seconds and much memory, and could even hang.
    command = (*SITE_PROFILE, "learn", str(pages), "--site", host, "-o", str(profile))
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stderr=PIPE, env=child_environment(), start_new_session=True
    )
    try:
        _, stderr = await asyncio.wait_for(process.communicate(), LONGEST_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        return f"it took longer than {LONGEST_SECONDS:g} s", None
    message = stderr.decode("utf-8", "replace").strip().replace(PREFIX, "")
    return message, profile.read_text(encoding="utf-8") if process.returncode == 0 else None
