"""A month of visits: which site is visited when, and how late each of its stories is fetched."""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from benchmarks.fleet.rules import MONTH_BEGINS, Rule
from benchmarks.fleet.sites import DAY, RECENTLY, Dates, Site

PACE = 1.0  # seconds from one request to the next


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a site: its visits in the month, and the delay of each story of the month.

    Delays are in seconds; infinite for a story that was gone from the list before a visit.
    """

    visits: int
    delays: array[float]


def simulate(
    sites: Sequence[Site], rule: Callable[[], Rule], days: int, *, requests: int, workers: int
) -> list[Outcome]:
    """Visit sites for some days, each by a rule of its own; a visit holds one of the workers.

    A visit takes `requests`, and one more for each story. Stories that were not fetched when the
    month ends are fetched by the next visit, which is not counted.
    """
    end = days * DAY
    runs = [_Run(site, rule(), end) for site in sites]
    due = [(site.first_visit, number) for number, site in enumerate(sites)]
    heapq.heapify(due)
    free = [0.0] * workers
    while due:
        moment, number = due[0]
        begin = max(moment, free[0])
        pause, stories = runs[number].visit(begin)
        heapq.heapreplace(free, begin + (requests + stories) * PACE)
        if pause is None or begin >= end:
            heapq.heappop(due)
        else:
            heapq.heapreplace(due, (begin + pause, number))
    return [run.outcome() for run in runs]


class _Run:
    """One site on its way through the month."""

    def __init__(self, site: Site, rule: Rule, end: float) -> None:
        self.site, self.rule, self.end = site, rule, end
        self.first = bisect_left(site.stories, 0.0)
        self.seen, self.visits, self.delays = 0, 0, array("f")

    def visit(self, moment: float) -> tuple[float | None, int]:
        """Fetch what is new and listed: how long to rest then, and how many stories these were."""
        site, stories, begin = self.site, self.site.stories, self.seen
        end = begin
        while end < len(stories) and stories[end] <= moment:
            end += 1
        listed = max(begin, end - site.listed)
        while site.sitemap and listed > begin and stories[listed - 1] >= moment - RECENTLY:
            listed -= 1
        for number in range(max(begin, self.first), end):
            self.delays.append(moment - stories[number] if number >= listed else inf)
        self.seen, self.visits = end, self.visits + (moment < self.end)
        return self.rule(moment, self._dates(listed, end)), end - listed

    def _dates(self, begin: int, end: int) -> list[datetime | None]:
        """What stories tell of when they were published."""
        if self.site.dates is Dates.NONE:
            return [None] * (end - begin)
        unit = DAY if self.site.dates is Dates.DAY else 1
        stories = self.site.stories[begin:end]
        return [MONTH_BEGINS + timedelta(seconds=second // unit * unit) for second in stories]

    def outcome(self) -> Outcome:
        """Visits and delays; what no visit came for was never seen."""
        missing = len(self.site.stories) - max(self.seen, self.first)
        return Outcome(self.visits, self.delays + array("f", [inf] * missing))
