"""The frontier: which pages of a site are asked for, and when one is asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.discovery.timestamps import DAY_CHARACTERS, is_day, later, now
from crawler.store.state_values import Link, Outcome, Page, Source, Validators

if TYPE_CHECKING:
    from crawler.store.interface import State


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait before the next try after each failure; and when to look again.

    `retry_hours` has one pause for each further try. `recheck_days` is the age at which a page
    that its source says nothing new of is asked for again; 0 means never.
    """

    retry_hours: tuple[float, ...] = (1, 6, 24, 72, 168)
    recheck_days: float = 0

    def next_try(self, failures: int, now: str) -> str | None:
        """When a page may be tried again after so many failures; None to give it up.

        >>> Patience().next_try(1, "2025-05-20T09:00:00Z"), Patience().next_try(6, "2025-05-20")
        ('2025-05-20T10:00:00Z', None)
        """
        if failures > len(self.retry_hours):
            return None
        return later(now, hours=self.retry_hours[failures - 1])


def is_due(page: Page, told: str | None, now: str, patience: Patience) -> bool:
    """Whether a page that a source names, with a change it may tell of, is to be asked for."""
    if page.outcome in (Outcome.WAITING, Outcome.FORBIDDEN) or page.tried is None:
        return True
    if has_changed(page, told):
        return True
    if page.outcome is Outcome.FAILED:
        return page.next_try is None or page.next_try <= now
    if page.outcome is Outcome.GIVEN_UP or not patience.recheck_days:
        return False
    return later(page.tried, days=patience.recheck_days) <= now


def has_changed(page: Page, told: str | None) -> bool:
    """Whether a source tells of a change since the page was last tried.

    A source may name a day alone. The day of the last try then counts only when another one had
    been told before: otherwise every article of today would be asked for twice.
    """
    if told is None or told == page.told or page.tried is None:
        return False
    if not is_day(told):
        return told > page.tried
    tried = page.tried[:DAY_CHARACTERS]
    return told > tried or (told == tried and page.told is not None)


class Agenda:
    """Asks the state for one run on one site."""

    def __init__(self, state: State, site: str, patience: Patience) -> None:
        self._state = state
        self._site = site
        self._patience = patience

    def due(self, links: Iterable[Link]) -> list[Link]:
        """Note that these pages were seen; returns those that are to be asked for.

        Each under one address, however the sources write it.
        """
        time = now()
        seen = self._state.see(links, self._site, time)
        return [
            Link(page.url, link.changed)
            for link, page in seen
            if is_due(page, link.changed, time, self._patience)
        ]

    def waiting(self) -> Iterator[Link]:
        """Pages that earlier runs saw and did not get, whether or not a source still names them."""
        time = now()
        for page in self._state.open_pages(self._site):
            if is_due(page, None, time, self._patience):
                yield Link(page.url)

    def validators(self, url: str) -> Validators:
        """What the server gave with an article's page when it last came."""
        page = self._state.page(url)
        return page.validators if page else Validators()

    def source(self, url: str) -> Source | None:
        """A listing, feed or sitemap as it last came, if it can be asked for conditionally."""
        source = self._state.source(url)
        return source if source and source.body is not None else None
