"""Rules that say when a site is visited again: Chistovik's, and those of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from math import exp

from benchmarks.fleet.sites import DAY, HOUR
from crawler.fleet.rhythm import LEAST, LONGEST, WORTH, Rhythm, after_visit, next_visit

Rule = Callable[[float, Sequence[datetime | None]], float | None]
"""The rule of one site: is told when it was visited and what dates the new stories have, says how
many seconds it rests then; None for ever."""

MONTH_BEGINS = datetime(2026, 6, 1, tzinfo=UTC)  # a Monday
MEMORY = 14 * DAY


def fixed(pause: float) -> Rule:
    """Every so many seconds."""
    return lambda visited, news: pause


def learned(worth: float = WORTH) -> Rule:
    """`crawler.fleet.rhythm`."""
    rhythm = Rhythm()

    def rest(visited: float, news: Sequence[datetime | None]) -> float | None:
        nonlocal rhythm
        moment = MONTH_BEGINS + timedelta(seconds=visited)
        rhythm = after_visit(rhythm, moment, news)
        due = next_visit(rhythm, moment, worth=worth)
        return None if due is None else (due - moment).total_seconds()

    return rest


def adaptive(shrinks: float, grows: float) -> Rule:
    """The pause shrinks by a share after news, else grows by one, as in Nutch and StormCrawler."""
    pause = HOUR

    def rest(_visited: float, news: Sequence[datetime | None]) -> float:
        nonlocal pause
        pause = _bounded(pause * (1 - shrinks if news else 1 + grows))
        return pause

    return rest


def proportional(stories: float) -> Rule:
    """A visit for so many stories at the mean rate, as in Miniflux."""
    rate = _mean_rate()
    return lambda visited, news: _bounded(stories / rate(visited, news))


def square_root(worth: float) -> Rule:
    """Chistovik's rule at the mean rate: without hours of the day, or more pauses in a silence."""
    rate = _mean_rate()
    return lambda visited, news: _bounded((2 * worth * HOUR / rate(visited, news)) ** 0.5)


def _mean_rate() -> Callable[[float, Sequence[datetime | None]], float]:
    """Stories a second, of which older ones count less: of a first visit, those with a date."""
    count, began = 0.0, 0.0
    last: float | None = None

    def rate(visited: float, news: Sequence[datetime | None]) -> float:
        nonlocal count, began, last
        if last is None:
            dates = [date for date in news if date is not None]
            ages = [visited - (date - MONTH_BEGINS).total_seconds() for date in dates]
            count, began = sum(exp(-age / MEMORY) for age in ages), visited - max([DAY, *ages])
        else:
            count = count * exp((last - visited) / MEMORY) + len(news)
        last = visited
        return (count + 0.5) / (MEMORY * (1 - exp((began - visited) / MEMORY)) + 6 * HOUR)

    return rate


def _bounded(pause: float) -> float:
    return min(max(pause, LEAST.total_seconds()), LONGEST.total_seconds())
