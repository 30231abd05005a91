"""Extension: alarms go to the addresses of `CHISTOVIK_NOTIFY`, by mail, webhook or messenger.

apprise knows the services; an address is one of its URLs, `mailto://…` or `json://…` for instance.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.configuration import output_folder
from crawler.extensions.report import alarms_raised
from crawler.monitoring.incidents import Incident, incidents, kind_of
from crawler.monitoring.run_report import load_history
from crawler.store.open_run import Run, run_of

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from crawler.monitoring.run_report import Alarm, PastRun

logger = logging.getLogger(__name__)

SETTING = "CHISTOVIK_NOTIFY"


def notify_problem(settings: BaseSettings) -> str | None:
    """Why nobody could be told, in one sentence; None when all is well or nobody is named."""
    urls = settings.getlist(SETTING)
    if not urls:
        return None
    if find_spec("apprise") is None:
        return f"{SETTING} needs apprise; pip install 'chistovik[notify]'"
    from apprise import Apprise

    for number, url in enumerate(urls, start=1):
        # The address itself may hold a password.
        if not Apprise().add(url):
            return f"{SETTING}: address {number} is none that apprise knows"
    return None


class Notify:
    """Sends alarms that the previous run of the site did not have already."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._urls = crawler.settings.getlist(SETTING)
        self._site = run.plan.host
        self._runs = output_folder(crawler.settings) / "runs"
        self._page = str((self._runs / f"{run.id}.html").absolute())
        self._started = datetime.now(UTC)
        self._history: tuple[PastRun, ...] = ()
        self._notified: set[str] = set()
        self._sending: set[asyncio.Future[None]] = set()
        crawler.signals.connect(self.on_open, signals.spider_opened)
        crawler.signals.connect(self.on_alarms, alarms_raised)
        crawler.signals.connect(self.on_close, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; not where nobody is named."""
        run = run_of(crawler)
        if run is None or not crawler.settings.getlist(SETTING):
            raise NotConfigured
        return cls(crawler, run)

    def on_open(self, spider: Spider) -> None:
        """Read which alarms the previous run had: they are not sent again."""
        self._history = load_history(self._runs, spider.name, self._site)
        self._notified = {kind_of(alarm) for run in self._history[:1] for alarm in run.alarms}

    def on_alarms(self, alarms: list[Alarm]) -> None:
        """Send them at once, beside the crawl: the run may go on for hours.

        Further signs of what was told already are not sent.
        """
        new = [alarm for alarm in alarms if kind_of(alarm) not in self._notified]
        if not new:
            return
        self._notified.update(map(kind_of, new))
        found = incidents(new, self._started, self._history)
        sent = asyncio.ensure_future(asyncio.to_thread(send, self._urls, found, self._page))
        self._sending.add(sent)
        sent.add_done_callback(self._sending.discard)

    async def on_close(self) -> None:
        """Wait until all alarms are sent: the process ends after this."""
        await asyncio.gather(*self._sending)


def send(urls: list[str], found: list[Incident], report: str = "") -> None:
    """Tell all addresses, in one message; what could not be sent is an error in the log."""
    if not urls:
        return
    from apprise import Apprise, NotifyType

    apprise = Apprise()
    apprise.add(urls)
    first, more = found[0], f" and {len(found) - 1} more" if len(found) > 1 else ""
    title = f"Chistovik: {first.site}: {first.happened}{more}"
    message = "\n".join(incident.sentence(report) for incident in found)
    if not apprise.notify(message, title, NotifyType.WARNING):
        logger.error("an alarm could not be sent to every address of %s", SETTING)
