"""Made-up sites that publish as sites of news do: each at its rate, its hours, and its moods."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

HOUR, DAY = 3600.0, 86400.0
BEFORE = 28 * DAY  # stories of so long before the month are there when it begins
LISTED = (10, 20, 30, 50, 100)  # stories that a feed may list
RECENTLY = 2 * DAY  # a sitemap of news lists the stories of so long
BURST = 1.4  # stories that come with one, itself included


class Habit(StrEnum):
    """What a site does in the month."""

    STEADY = "steady"
    BATCH = "once a day"  # all stories of a day in half an hour
    DIES = "dies"
    WAKES = "wakes"  # is silent first
    SILENT = "silent"


SHARES = {
    Habit.STEADY: 0.75,
    Habit.BATCH: 0.08,
    Habit.DIES: 0.06,
    Habit.WAKES: 0.04,
    Habit.SILENT: 0.07,
}


class Dates(StrEnum):
    """What its stories tell of when they were published."""

    TIME = "time"
    DAY = "day"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its stories, by seconds since the month began, oldest first, and what it lists.

    `listed` is the number of stories in its list, `sitemap` whether all of the last two days are
    listed, too.
    """

    habit: Habit
    stories: array[float]
    dates: Dates
    listed: int
    sitemap: bool
    first_visit: float


def make_sites(count: int, days: int, seed: int) -> list[Site]:
    """So many sites, the same ones for the same seed; each is independent of the others."""
    return [_site(np.random.default_rng((seed, number)), days * DAY) for number in range(count)]


def _site(random: np.random.Generator, end: float) -> Site:
    habit = Habit(random.choice(list(SHARES), p=list(SHARES.values())))
    rate = float(np.clip(random.lognormal(np.log(3), 1.7), 1 / 30, 500))
    hours = _batches(random, rate, end) if habit is Habit.BATCH else _stories(random, rate, end)
    change = random.uniform(0, end)
    if habit is Habit.SILENT:
        hours = hours[:0] if random.random() < 0.5 else hours[hours < -BEFORE / 2]
    elif habit is Habit.DIES:
        hours = hours[hours < change]
    elif habit is Habit.WAKES:
        hours = hours[hours > change]
    return Site(
        habit,
        array("d", np.sort(hours).tolist()),
        Dates(random.choice(list(Dates), p=(0.85, 0.1, 0.05))),
        max(int(random.choice(LISTED)), int(2 * rate) if habit is Habit.BATCH else 0),
        bool(random.random() < 0.4),
        float(random.uniform(0, HOUR)),
    )


def _stories(random: np.random.Generator, rate: float, end: float) -> Numbers:
    """So many stories a day: fewer by night and on weekends, in bursts, many on some days."""
    weights = _week(random)
    days = int((end + BEFORE) // DAY)
    eventful = random.gamma(2.0, 0.5, size=days + 1)  # a day may have twice the news, or half
    hours = np.arange(-BEFORE, end, HOUR)
    means = (
        weights[(hours // HOUR).astype(int) % 168] * eventful[((hours + BEFORE) // DAY).astype(int)]
    )
    first = np.repeat(hours, random.poisson(means * rate / 24 / BURST))
    first = first + random.uniform(0, HOUR, size=len(first))
    followed = np.repeat(first, random.geometric(1 / BURST, size=len(first)) - 1)
    moments = np.concatenate([first, followed + random.exponential(0.5 * HOUR, size=len(followed))])
    return moments[moments < end]


def _batches(random: np.random.Generator, rate: float, end: float) -> Numbers:
    """The stories of each day within half an hour, at the same time of each day."""
    at, weekend = random.uniform(0, DAY), random.random() < 0.5
    days = np.arange(-BEFORE, end, DAY)
    stories = random.poisson(rate, size=len(days))
    stories[((days // DAY) % 7 >= 5) & (not weekend)] = 0
    moments = np.repeat(days, stories) + at + random.uniform(0, HOUR / 2, size=int(stories.sum()))
    return moments[moments < end]


def _week(random: np.random.Generator) -> Numbers:
    """Weights of the 168 hours of a week since Monday (UTC), by zone, with a mean of 1."""
    zone = int(random.choice([-8, -5, 0, 1, 2, 3, 5, 8, 9]))
    local = (np.arange(168) + zone) % 168
    begin, length = random.uniform(5, 10), random.uniform(8, 16)
    night, weekend = random.uniform(0.02, 0.3), random.uniform(0.2, 1.0)
    day = ((local % 24 - begin) % 24 < length).astype(float)
    morning = 1 + np.exp(-(((local % 24 - begin - 2) / 2) ** 2))
    weights: Numbers = np.where(day > 0, morning, night) * np.where(local >= 120, weekend, 1.0)
    return weights / np.mean(weights)
