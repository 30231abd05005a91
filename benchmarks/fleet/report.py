"""Tables of what rules cost and how late stories are, of all sites and by how much they publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

from benchmarks.fleet.simulation import Outcome
from benchmarks.fleet.sites import HOUR

# Stories a day, up to which a site belongs to a group.
GROUPS = {
    "no story in the month": 0.0,
    "up to one a week": 1 / 7,
    "up to one a day": 1.0,
    "up to 10 a day": 10.0,
    "up to 100 a day": 100.0,
    "more": inf,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a rule comes to on some sites; delays are those of stories that were fetched."""

    sites: int
    visits: int
    fetched: int
    missed: int
    mean: float
    median: float
    p95: float

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Figures:
        """The figures of some sites."""
        delays = np.concatenate([np.array([]), *(np.frombuffer(o.delays, "f4") for o in outcomes)])
        fetched = delays[np.isfinite(delays)]
        late = [fetched.mean(), *np.percentile(fetched, (50, 95))] if len(fetched) else [inf] * 3
        visits = sum(outcome.visits for outcome in outcomes)
        missed = len(delays) - len(fetched)
        return cls(len(outcomes), visits, len(fetched), missed, *map(float, late))

    def cells(self, days: int, requests: int) -> str:
        """Visits a site and day; requests and visits a story; delay; the share never seen."""
        visits = f"{self.visits / (self.sites or 1) / days:.2f}"
        if not self.fetched:
            return f"{visits}{' | –' * 6}"
        asked = f"{requests * self.visits / self.fetched + 1:.2f}"
        delay = " | ".join(map(_time, (self.mean, self.median, self.p95)))
        missed = f"{100 * self.missed / (self.fetched + self.missed):.1f} %"
        return f"{visits} | {asked} | {self.visits / self.fetched:.2f} | {delay} | {missed}"


def compared(rules: dict[str, list[Outcome]], days: int, requests: int) -> str:
    """A table with a row for each rule."""
    rows = [
        f"| {name} | {Figures.of(outcomes).cells(days, requests)} |"
        for name, outcomes in rules.items()
    ]
    return "\n".join([_head("rule"), *rows])


def by_rate(rules: dict[str, list[Outcome]], days: int, requests: int) -> str:
    """A table with a row for each rule and group of sites that publish about as much."""
    rows = []
    for (_, above), (group, most) in pairwise([("", -1.0), *GROUPS.items()]):
        for name, outcomes in rules.items():
            chosen = [one for one in outcomes if above < len(one.delays) / days <= most]
            cells = Figures.of(chosen).cells(days, requests)
            rows.append(f"| {group} | {len(chosen):,} | {name} | {cells} |")
    return "\n".join([_head("stories", "sites", "rule"), *rows])


def _head(*names: str) -> str:
    columns = ["visits a site and day", "requests a story", "visits a story"]
    columns += ["mean delay", "median", "p95", "never seen"]
    return f"| {' | '.join([*names, *columns])} |\n|{'---|' * len(names)}{'---:|' * len(columns)}"


def _time(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds < HOUR else f"{seconds / HOUR:.1f} h"
