"""What spiders do with archives by date: pages that list the stories of one day or month.

Where a profile does not know how an archive writes its days (`{date}`), the first page asked for
tells: by its links to other days, or by its stories. What answered is remembered in the state.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice, product
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.discovery.period import (
    DATE,
    DATE_FORMS,
    Period,
    archive_paths,
    date_form_in,
)
from crawler.spiders.asking import PRIORITY_LISTING
from crawler.spiders.index_spider import IndexSpider

if TYPE_CHECKING:
    from twisted.python.failure import Failure

# Days on which a form is tried: no paper comes out on some holidays.
PROBED_DAYS = 3
REMEMBERED = "date form of the archive"


class ArchiveSpider(IndexSpider):
    """Asks archives for the pages that hold a period."""

    archives: tuple[str, ...] = ()
    date_form = ""

    def newest_requests(self) -> Iterator[Request]:
        """Requests for what shows the newest stories; each spider has its own."""
        raise NotImplementedError

    @property
    def asks_archives(self) -> bool:
        """Whether archives are asked in place of listings: they know the day of every story."""
        return bool(self.plan.period.since and self.archives)

    def today(self) -> date:
        """The day by the clock of the site, or by UTC."""
        return datetime.now(self.plan.period.zone or UTC).date()

    def archive_requests(self) -> Iterator[Request]:
        """Requests for the pages of archives that hold the period."""
        if not self.date_form and self.run is not None:
            self.date_form = self.run.state.remembered(self.plan.host, REMEMBERED) or ""
        if not self.date_form and any(DATE in pattern for pattern in self.archives):
            yield from self._probe(0)
        for pattern in self.archives:
            if self.date_form or DATE not in pattern:
                yield from self._pages_of(pattern)

    def _pages_of(self, pattern: str) -> Iterator[Request]:
        paths = archive_paths(pattern, self.plan.period, self.today(), self.date_form)
        urls = [urljoin(self.plan.origin, path) for path in paths]
        for request in self.source_requests(urls, self.parse_archive, PRIORITY_LISTING):
            yield request.replace(errback=self.archive_failed)

    def archive_failed(self, failure: Failure) -> Iterator[Request]:
        """An archive that is not there does not hide what the listings show."""
        yield from self.note_failure(failure)
        yield from self.newest_requests()

    async def parse_archive(self, response: Response) -> AsyncIterator[Request]:
        """Follow a page of the archive to its stories and to its next page, nowhere else."""
        if isinstance(response, HtmlResponse):
            found = await self.listing_of(response)
            async for request in self.requests_within_period(found.stories):
                yield request
            for request in self.source_requests(
                found.following, self.parse_archive, PRIORITY_LISTING
            ):
                yield request

    def requests_within_period(
        self, stories: Mapping[str, datetime | date | None]
    ) -> AsyncIterator[Request]:
        """Requests for those stories of a listing that may belong to the period."""
        return self.article_requests(
            url for url, when in stories.items() if self.plan.period.holds(when)
        )

    def _attempts(self) -> list[tuple[date, str]]:
        """Days with the forms in which the archive is asked for them."""
        days = islice(self.plan.period.days(self.today()), PROBED_DAYS)
        return list(product(days, DATE_FORMS))

    def _probe(self, number: int) -> Iterator[Request]:
        """The next try to ask the archive for a day; when there is none left, the listings."""
        attempts = self._attempts()
        if number >= len(attempts):
            yield from self.newest_requests()
            return
        day, form = attempts[number]
        pattern = next(pattern for pattern in self.archives if DATE in pattern)
        (path,) = archive_paths(pattern, Period(day, day), self.today(), form)
        url = urljoin(self.plan.origin, path)
        for request in self.source_requests([url], self.parse_probe, PRIORITY_LISTING):
            yield request.replace(cb_kwargs={"number": number}, errback=self.probe_failed)

    def probe_failed(self, failure: Failure) -> Iterator[Request]:
        """The archive does not understand this form, or is not there."""
        yield from self.note_failure(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        yield from self._probe(request.cb_kwargs["number"] + 1)

    async def parse_probe(self, response: Response, number: int) -> AsyncIterator[Request]:
        """Learn how the archive writes its days; then ask for those of the period."""
        day, form = self._attempts()[number]
        found = await self.listing_of(response) if isinstance(response, HtmlResponse) else None
        is_answer = found is not None and self._is_of_day(found.stories, day)
        linked = date_form_in(found.links, self.archives, self.today()) if found else None
        self.date_form = linked or (form if is_answer else "")
        if not self.date_form:
            for request in self._probe(number + 1):
                yield request
            return
        if self.run is not None:
            self.run.state.remember(self.plan.host, REMEMBERED, self.date_form)
        if is_answer:
            async for request in self.parse_archive(response):
                yield request
        for request in self.archive_requests():
            yield request

    def _is_of_day(self, stories: Mapping[str, datetime | date | None], day: date) -> bool:
        """Whether a page lists stories of this day; one that tells no dates is believed."""
        moments = [moment for moment in stories.values() if moment]
        of_day = Period(day, day, zone=self.plan.period.zone)
        return any(map(of_day.holds, moments)) if moments else bool(stories)
