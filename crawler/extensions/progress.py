"""Extension: a line at the terminal that tells how far a crawl is, and a table at its end.

`chistovik crawl` switches it on, and sends the log to a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.progress import Progress as Line
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.asyncio import create_looping_call

from crawler.extensions.report import alarms_raised, run_reported
from crawler.monitoring.printable import printable, readable
from crawler.pipelines.store import article_stored
from crawler.store.open_run import run_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from crawler.monitoring.incidents import Incident

SETTING = "CHISTOVIK_PROGRESS"
SECONDS = 0.5


class Progress:
    """Counts answers, stories and what was dropped, and shows it."""

    def __init__(self, crawler: Crawler, site: str, console: Console | None = None) -> None:
        self._crawler = crawler
        self._site = site
        self._console = console or Console(stderr=True)
        self._line = Line(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._line.add_task(site, total=None)
        self._pages = self._new = self._changed = self._dropped = 0
        self._loop: Any = None  # it needs the reactor, which runs when the spider is opened
        for listener, signal in (
            (self.on_open, signals.spider_opened),
            (self.on_response, signals.response_received),
            (self.on_stored, article_stored),
            (self.on_drop, signals.item_dropped),
            (self.on_alarms, alarms_raised),
            (self.on_report, run_reported),
        ):
            crawler.signals.connect(listener, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; not unless the setting asks for it."""
        run = run_of(crawler)
        if run is None or not crawler.settings.getbool(SETTING):
            raise NotConfigured
        return cls(crawler, run.plan.host)

    def on_open(self) -> None:
        """Show the line."""
        self._line.start()
        self._loop = create_looping_call(self.show)
        self._loop.start(SECONDS, now=True)

    def on_response(self, request: Request) -> None:
        """Count an answer; robots.txt is none."""
        self._pages += request.callback is not NO_CALLBACK

    def on_stored(self, is_new: bool) -> None:
        """Count a story."""
        self._new += is_new
        self._changed += not is_new

    def on_drop(self) -> None:
        """Count a page that gave no story, or the same one as before."""
        self._dropped += 1

    def on_alarms(self, incidents: list[Incident]) -> None:
        """Tell of what happened, above the line."""
        for incident in incidents:
            self._print(f"ALARM: {incident.sentence()}")

    def on_report(self, table: str, place: str) -> None:
        """Take the line away, and show the table and where the report is."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        self._line.stop()
        self._print(self._site)
        for text in (*table.split("\n"), *place.split("\n")):
            self._print(f"  {text}", is_cut=True)

    def show(self) -> None:
        """Show what was counted so far."""
        self._line.update(self._task, description=self.description())

    def description(self) -> str:
        """The line without spinner and time."""
        ending = "" if self._crawler.crawling else "; ending: what is in flight is finished"
        return (
            f"{self._site}: {self._pages:,} pages, {self._new:,} new stories, "
            f"{self._changed:,} changed, {self._dropped:,} passed over{ending}"
        )

    def _print(self, text: str, *, is_cut: bool = False) -> None:
        shown: dict[str, Any] = {"no_wrap": True, "overflow": "ellipsis"} if is_cut else {}
        text = printable(readable(text))
        self._console.print(text, markup=False, highlight=False, **shown)
