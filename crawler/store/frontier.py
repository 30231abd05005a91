"""The frontier: which pages of a site are asked for, and when one is asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.discovery.timestamps import DAY_CHARACTERS, is_day, later, now
from crawler.store.sqlite import State
from crawler.store.state_values import Link, Outcome, Page, Source, Validators

# Less than a day: a crawl of every night may begin a little earlier than the last one.
RECHECK_HOURS = 20


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long to wait before the next try after each failure, and when to look again.

    `retry_hours` has one pause for each further try. `recheck_days` is the age at which a page is
    asked for again though its source gives no new `lastmod`; 0 means never. Stories of the last
    `recent_days` days of which no source tells changes are asked for again once a day.
    """

    retry_hours: tuple[float, ...] = (1, 6, 24, 72, 168)
    recheck_days: float = 0
    recent_days: float = 0

    def next_try(self, failures: int, now: str) -> str | None:
        """When a page may be tried again after so many failures; None to give it up.

        >>> RetryPolicy().next_try(1, "2025-05-20T09:00:00Z")
        '2025-05-20T10:00:00Z'
        >>> RetryPolicy().next_try(6, "2025-05-20T09:00:00Z")
        """
        if failures > len(self.retry_hours):
            return None
        return later(now, hours=self.retry_hours[failures - 1])


class Frontier:
    """What a run asks for on one site: new pages, changed ones, and those it did not get before."""

    def __init__(self, state: State, site: str, policy: RetryPolicy) -> None:
        self._state = state
        self._site = site
        self._policy = policy

    def due(self, links: Iterable[Link]) -> list[Link]:
        """Note that sources name these pages; returns those that are to be asked for.

        Each under one address, however the sources write it.
        """
        time = now()
        seen = self._state.see(links, self._site, time)
        return [
            Link(page.url, link.lastmod)
            for link, page in seen
            if is_due(page, link.lastmod, time, self._policy)
        ]

    def waiting(self) -> Iterator[Link]:
        """Pages that earlier runs saw and did not get, whether or not a source still names them."""
        time = now()
        for page in self._state.open_pages(self._site):
            if is_due(page, None, time, self._policy):
                yield Link(page.url)

    def unnamed(self, since: str) -> list[Link]:
        """Stories of the last days that no source has named since then: they may be deleted."""
        if not self._policy.recent_days:
            return []
        time = now()
        found = self._state.unnamed_pages(
            self._site, published=later(time, days=-self._policy.recent_days), named=since
        )
        return [Link(page.url) for page in found if is_recent(page, time, self._policy)]

    def validators(self, url: str) -> Validators:
        """What the server sent with an article's page when it last came."""
        page = self._state.page(url)
        return page.validators if page else Validators()

    def source(self, url: str) -> Source | None:
        """A listing, feed or sitemap as it last came, if it can be asked for conditionally."""
        source = self._state.source(url)
        return source if source and source.body is not None else None


def is_due(page: Page, lastmod: str | None, now: str, policy: RetryPolicy) -> bool:
    """Whether a page is to be asked for at `now`; `lastmod` is what its source gives, or None."""
    if page.outcome in (Outcome.WAITING, Outcome.FORBIDDEN) or page.tried is None:
        return True
    if has_changed(page, lastmod):
        return True
    if page.outcome is Outcome.FAILED:
        return page.next_try is None or page.next_try <= now
    if page.outcome is Outcome.GIVEN_UP:
        return False
    if policy.recheck_days and later(page.tried, days=policy.recheck_days) <= now:
        return True
    tells_changes = lastmod or page.lastmod
    return not tells_changes and is_recent(page, now, policy)


def is_recent(page: Page, now: str, policy: RetryPolicy) -> bool:
    """Whether its story is one of the last days, and was not asked for in the last hours.

    A date of the future is a wrong one: the story would be asked for until then.
    """
    if page.outcome is not Outcome.STORED or not page.published or not page.tried:
        return False
    first, last = later(now, days=-policy.recent_days), later(now, days=1)
    return first <= page.published <= last and later(page.tried, hours=RECHECK_HOURS) <= now


def has_changed(page: Page, lastmod: str | None) -> bool:
    """Whether `lastmod` is news: another one than at the last try, and later than that.

    It may be a day without a time. The day of the last try then counts only when another `lastmod`
    was known before: otherwise every article of today would be asked for twice.
    """
    if lastmod is None or lastmod == page.lastmod or page.tried is None:
        return False
    if not is_day(lastmod):
        return lastmod > page.tried
    tried = page.tried[:DAY_CHARACTERS]
    return lastmod > tried or (lastmod == tried and page.lastmod is not None)
