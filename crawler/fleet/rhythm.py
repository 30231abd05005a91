"""How often a site is due: learned from when its stories were published.

For a site with `rate(t)` stories an hour, `t` hours after its last visit, the next visit is due
where the integral of `t * rate(t)` reaches a constant, `WORTH`: from then on, waiting costs more
hours of delay than a visit is worth. At an even rate that is the square-root law of refresh
policies: a site with 100 times the stories is visited 10 times as often. At an uneven rate the
visit comes after the hours in which the site publishes. docs/fleet.md compares other rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from math import exp, expm1, sqrt

from msgspec import Struct

WORTH = 1.0
"""Hours of delay of one story that a visit is worth: at four times as much, half the visits."""

LEAST, LONGEST = timedelta(minutes=10), timedelta(days=7)

GIVEN_UP = timedelta(days=120)
"""A site without a story for so long, and at `EMPTY_VISITS` visits, is visited no more."""

EMPTY_VISITS = 8

MEMORY = 14 * 24.0  # hours after which a story counts for 1/e
FIRST_SIGHT = 24.0  # hours that the list of a first visit speaks for, at least
ARCHIVE = 28 * 24.0  # hours before a first visit: what is older says nothing of today
PRIOR_STORIES, PRIOR_HOURS = 0.5, 6.0  # what is expected of a site of which nothing is known
PRIOR_AT_AN_HOUR = 2.0  # stories seen at an hour of the day that double what is expected there

_HOUR = 3600.0


class Rhythm(Struct, frozen=True):
    """When a site publishes, as far as visits told; `Rhythm()` before the first one.

    `visited` is the last visit, `known_since` since when all stories are known, `newest` when the
    newest one was published (before the first story: the first visit). `empty_visits` are those in
    a row that found no new story. `stories` counts by hour of the day (UTC), the older the less.
    """

    visited: datetime | None = None
    known_since: datetime | None = None
    newest: datetime | None = None
    empty_visits: int = 0
    stories: tuple[float, ...] = (0.0,) * 24


def after_visit(
    rhythm: Rhythm, visited: datetime, publications: Sequence[datetime | None]
) -> Rhythm:
    """The rhythm after a visit.

    `publications` are the dates of the stories that this visit found new, in any order; none where
    the site had no news, or no answer. Where only the day is known (midnight), or no zone, or
    nothing (None), the story came at some time of that day since the last visit. A date in the
    future means this visit. What is older than `known_since` is not counted.
    """
    last = None if rhythm.visited is None else _seconds(rhythm.visited)
    now = _seconds(visited) if last is None else max(_seconds(visited), last)
    spans = sorted(
        span for published in publications if (span := _span(published, now, last)) is not None
    )
    since = _first_sight(spans, now) if rhythm.known_since is None else _seconds(rhythm.known_since)
    newest = [end for _, end in spans] + ([_seconds(rhythm.newest)] if rhythm.newest else [])
    counts = [count * _faded(now - (last or now)) for count in rhythm.stories]
    for begin, end in spans:
        if begin >= since:
            _count(counts, begin, end, _faded(now - end))
    return Rhythm(
        visited=_moment(now),
        known_since=_moment(since),
        newest=_moment(max(newest, default=now)),
        empty_visits=0 if publications else rhythm.empty_visits + 1,
        stories=tuple(counts),
    )


def next_visit(
    rhythm: Rhythm,
    now: datetime,
    *,
    worth: float = WORTH,
    least: timedelta = LEAST,
    longest: timedelta = LONGEST,
    given_up: timedelta = GIVEN_UP,
) -> datetime | None:
    """When a site is due: `now` if it was never visited or is overdue; None for never again.

    The pause since the last visit is between `least` and `longest`. Who wants a site back that is
    given up begins with a new `Rhythm()`.
    """
    now = now if now.tzinfo else now.replace(tzinfo=UTC)
    if rhythm.visited is None or rhythm.newest is None:
        return now
    if rhythm.empty_visits >= EMPTY_VISITS and rhythm.visited - rhythm.newest >= given_up:
        return None
    hours = _pause(rhythm.visited, stories_an_hour(rhythm), worth, longest / timedelta(hours=1))
    return max(now, rhythm.visited + max(timedelta(hours=hours), least))


def stories_an_hour(rhythm: Rhythm) -> list[float]:
    """How many stories are expected in an hour, by hour of the day (UTC).

    An hour is taken for an average one until stories tell otherwise. Hours since the newest story
    count twice: a long silence speaks against news at any time.
    """
    if rhythm.visited is None or rhythm.known_since is None or rhythm.newest is None:
        return [PRIOR_STORIES / PRIOR_HOURS] * 24
    known = (rhythm.visited - rhythm.known_since).total_seconds() / _HOUR
    silent = (rhythm.visited - rhythm.newest).total_seconds() / _HOUR
    hours = -MEMORY * expm1(-known / MEMORY) + silent
    average = (sum(rhythm.stories) + PRIOR_STORIES) / (hours + PRIOR_HOURS)
    at_an_hour = hours / 24 + PRIOR_AT_AN_HOUR / average
    return [(count + PRIOR_AT_AN_HOUR) / at_an_hour for count in rhythm.stories]


def _pause(visited: datetime, rates: Sequence[float], worth: float, longest: float) -> float:
    """Hours until the integral of `t * rate(t)` since a visit reaches `worth`, or `longest`."""
    begin, left = 0.0, worth
    end = 1 - visited.minute / 60 - visited.second / _HOUR
    for hour in range(visited.hour, visited.hour + int(longest) + 2):
        rate = rates[hour % 24]
        cost = rate * (end * end - begin * begin) / 2
        if cost >= left:
            return min(sqrt(begin * begin + 2 * left / rate), longest)
        begin, end, left = end, end + 1, left - cost
    return longest


def _span(published: datetime | None, now: float, last: float | None) -> tuple[float, float] | None:
    """Between which moments a story came; None where nothing tells."""
    if published is None:
        return None if last is None else (last, now)
    begin = end = max(_seconds(published), 0.0)
    if published.time() == time.min:
        end += 24 * _HOUR
    if published.tzinfo is None:
        begin, end = begin - 12 * _HOUR, end + 12 * _HOUR
    end = min(end, now)
    return min(begin if last is None or begin == end else max(begin, last), end), end


def _first_sight(spans: Sequence[tuple[float, float]], now: float) -> float:
    """Since when all stories of a site are known after the first visit: since the oldest listed."""
    recent = [begin for begin, _ in spans if begin >= now - ARCHIVE * _HOUR]
    return min(*recent, now - FIRST_SIGHT * _HOUR) if recent else now


def _count(counts: list[float], begin: float, end: float, weight: float) -> None:
    """Count one story at the hours of the day that lie between two moments."""
    first, last = int(begin // _HOUR), int(end // _HOUR)
    hours = range(first, min(last, first + 23) + 1)
    for hour in hours:
        counts[hour % 24] += weight / len(hours)


def _faded(seconds: float) -> float:
    """What a story counts that is so old."""
    return exp(-seconds / (MEMORY * _HOUR))


def _seconds(moment: datetime) -> float:
    """A moment as seconds since 1970; UTC where it names no zone."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
