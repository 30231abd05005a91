"""When a page is asked for again."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.state.values import Outcome, Page
from crawler.times import DAY_CHARACTERS, is_day, later


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
