"""Extension: what a crawl did, as JSON and as a page below `runs/`, and as a table in the log."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

import msgspec
from scrapy import signals
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.httperror import HttpError

from cleaners.files import write_whole
from crawler.configuration import output_folder
from crawler.discovery.canonical_urls import without_credentials
from crawler.extensions.learn_profile import profile_learned
from crawler.middlewares.archive import rules_archived
from crawler.monitoring.incidents import incidents
from crawler.monitoring.printable import one_line
from crawler.monitoring.quality_flags import FAILED, article_flags, drop_flags
from crawler.monitoring.report_page import render_page
from crawler.monitoring.run_monitor import RunMonitor
from crawler.monitoring.run_report import DroppedPage, RulesFile, RunReport
from crawler.monitoring.tally import Tally, table_of
from crawler.pipelines.drop import Dropped
from crawler.pipelines.store import article_stored
from crawler.spiders.asking import article_deleted, index_unreadable, page_failed, sitemap_resting
from crawler.store.open_run import Run, run_of

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.monitoring.run_report import Alarm

logger = logging.getLogger(__name__)

# A signal, sent with `alarms`, a list of `Alarm`, and `incidents`, the same for people, as soon as
# a page or the run's end raised them.
alarms_raised = object()
# A signal, sent with `table`, the run in numbers, and `place`, where report and page are.
run_reported = object()

PIPELINE_ERROR = "pipeline_error"
ALARMS_STAT = "watching/alarms"


class CrawlReport:
    """Listens to a crawl, raises alarms while it runs, and tells about it at its end."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._id, self._plan = run.id, run.plan
        self._runs = output_folder(crawler.settings) / "runs"
        self._tally = Tally()
        self._started = datetime.now(UTC)
        self._report: RunReport | None = None
        self._monitor = RunMonitor("")
        for listener, signal in (
            (self.on_open, signals.spider_opened),
            (self.on_download, signals.response_downloaded),
            (self.on_response, signals.response_received),
            (self.on_failure, page_failed),
            (self.on_unreadable, index_unreadable),
            (self.on_resting, sitemap_resting),
            (self.on_deleted, article_deleted),
            (self.on_rules, rules_archived),
            (self.on_stored, article_stored),
            (self.on_article, signals.item_scraped),
            (self.on_drop, signals.item_dropped),
            (self.on_item_error, signals.item_error),
            (self.on_close, signals.spider_closed),
            (self.on_learned, profile_learned),
        ):
            crawler.signals.connect(listener, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        run = run_of(crawler)
        if run is None:
            raise NotConfigured
        return cls(crawler, run)

    def on_open(self, spider: Spider) -> None:
        """Read what earlier runs of the site were like."""
        self._monitor = RunMonitor.from_reports(
            self._runs, spider=spider.name, site=self._plan.host, profile=self._plan.profile_mark
        )

    def on_download(self, response: Response, request: Request) -> None:
        """Note redirects; later on Scrapy has followed them."""
        location = response.headers.get("Location")
        if location and HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST:
            # A redirect to no valid address is reported as a failure elsewhere.
            with suppress(ValueError):
                target = urljoin(request.url, location.decode("latin-1"))
                self._tally.redirects[request.url] = without_credentials(target)

    def on_response(self, response: Response, request: Request) -> None:
        """Count pages and HTTP errors; robots.txt is neither.

        A redirect that comes here could not be followed.
        """
        if request.callback is NO_CALLBACK:
            return
        self._tally.speed.tick()
        is_page = response.status < HTTPStatus.MULTIPLE_CHOICES
        if is_page or response.status == HTTPStatus.NOT_MODIFIED:
            self._tally.fetched += 1
            self._raise(self._monitor.add_answer(response.url, frozenset()))
        else:
            self._tally.http_errors[str(response.status)].append(response.url)
            self._raise(self._monitor.add_answer(response.url, frozenset({FAILED})))

    def on_failure(self, url: str, error: Exception) -> None:
        """Note pages that got no answer, or were not allowed to be asked for."""
        if isinstance(error, HttpError):
            return
        if isinstance(error, IgnoreRequest):
            self._tally.failures[one_line(str(error))].append(url)
            return
        self._tally.failures[type(error).__name__].append(url)
        self._raise(self._monitor.add_answer(url, frozenset({FAILED})))

    def on_resting(self, url: str) -> None:
        """Count a sitemap that was not asked for because it has long been the same."""
        self._tally.resting.append(url)

    def on_unreadable(self, url: str, problem: str) -> None:
        """Note a sitemap or a feed that leads to less than it should."""
        self._tally.unreadable[url] = problem

    def on_deleted(self, url: str) -> None:
        """Note a stored article whose page is gone."""
        self._tally.deleted.append(url)

    def on_rules(self, url: str, status: int, fetched: str, digest: str) -> None:
        """Note a robots.txt or a tdmrep.json, by which one sees later what was allowed.

        `fetched` is the moment of the answer (ISO 8601), `digest` that of its record in the WARC.
        """
        self._tally.rules_files.append(RulesFile(url, status, fetched, digest))

    def on_stored(self, article: dict[str, Any], is_new: bool) -> None:
        """Note a story that is new, or whose text has changed."""
        self._tally.add_story(article, is_new=is_new)

    def on_article(self, item: dict[str, Any]) -> None:
        """Count an article, and what is missing in it."""
        if item["metadata"].get("recleaned"):
            self._tally.recleaned.append(item.get("url", ""))
        else:
            self._tally.add_article(item)
        self._raise(self._monitor.add_article(item.get("url", ""), article_flags(item)))

    def on_drop(self, exception: Exception) -> None:
        """Note a page that gave no article."""
        if not isinstance(exception, Dropped):
            return
        page = DroppedPage(exception.url, exception.message)
        self._tally.dropped[exception.reason].append(page)
        self._tally.withdrawn += exception.withdrawn
        article = exception.article
        # An unchanged page shows the layout of today as a new one does.
        flags = article_flags(article.to_dict()) if article else drop_flags(exception.reason)
        if flags is not None:
            self._raise(self._monitor.add_article(exception.url, flags))

    def on_item_error(self, item: Any, failure: Any) -> None:
        """Note a page that a pipeline could not handle, a full disk for instance."""
        page = DroppedPage(getattr(item, "url", ""), one_line(failure.getErrorMessage()))
        self._tally.dropped[PIPELINE_ERROR].append(page)

    def on_close(self, spider: Spider, reason: str) -> None:
        """Judge the run, write report and page, print the table."""
        report = RunReport(
            id=self._id,
            spider=spider.name,
            site=self._plan.host,
            reason=reason,
            period=str(self._plan.period),
            profile=self._plan.profile_mark,
            started=self._started,
            finished=datetime.now(UTC),
            article_flags=self._monitor.articles.counts,
            answer_flags=self._monitor.answers.counts,
            stats=self._crawler.stats.get_stats(),
            **self._tally.report(),
        )
        report, found = self._monitor.judge(report)
        self._raise(found)
        self._report = report
        table, place = table_of(self._tally), self._write(report)
        logger.info("the crawl in numbers\n%s\n%s", table, place)
        self._crawler.signals.send_catch_log(run_reported, table=table, place=place)

    def on_learned(self, lines: list[str]) -> None:
        """Add what was learned of the site's template, which takes until after the run's end."""
        if self._report is not None:
            self._write(msgspec.structs.replace(self._report, profile_learned=tuple(lines)))

    def _write(self, report: RunReport) -> str:
        """Write report and page; where they are, or why not."""
        path = self._runs / f"{report.id}.json"
        page = path.with_suffix(".html")
        try:
            write_whole(path, report.to_json().encode())
            write_whole(page, render_page(report, self._monitor.history).encode())
        except OSError as error:  # the disk is full, perhaps: numbers and alarms are in the log
            return f"report and page can't be written: {error}"
        return f"report: {path}\npage: {page}"

    def _raise(self, alarms: list[Alarm]) -> None:
        if not alarms:
            return
        self._crawler.stats.inc_value(ALARMS_STAT, len(alarms))
        page = str((self._runs / f"{self._id}.html").absolute())
        found = incidents(alarms, self._started, self._monitor.history)
        for incident in found:
            logger.error("ALARM: %s", incident.sentence(page))
        self._crawler.signals.send_catch_log(alarms_raised, alarms=alarms, incidents=found)
