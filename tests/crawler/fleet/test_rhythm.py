"""How often a site is due: learned from when its stories were published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fleet.rhythm import (
    EMPTY_VISITS,
    GIVEN_UP,
    LEAST,
    LONGEST,
    MEMORY,
    Rhythm,
    after_visit,
    next_visit,
)

ROOT = Path(__file__).parents[3]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MIDNIGHT = START.replace(hour=0, minute=0)

ZONES = st.sampled_from([None, UTC, timezone(5 * HOUR), timezone(-11 * HOUR)])
DATES = (
    st.none()
    | st.datetimes(timezones=ZONES)
    | st.dates().map(lambda day: datetime.combine(day, time()))
)
RECENT = st.floats(0, 40 * 24).map(lambda hours: START - hours * HOUR)
NEWS = st.lists(DATES | RECENT, max_size=30)


def visits(news: Sequence[Sequence[datetime | None]], pause: timedelta = 7 * HOUR) -> Rhythm:
    """The rhythm after visits that found these stories new, one visit each pause."""
    rhythm = Rhythm()
    for number, publications in enumerate(news):
        rhythm = after_visit(rhythm, START + number * pause, publications)
    return rhythm


def pause_of(rhythm: Rhythm) -> timedelta:
    """How long a site rests after its last visit; as long as can be if it is given up."""
    assert rhythm.visited is not None
    due = next_visit(rhythm, rhythm.visited)
    return timedelta.max if due is None else due - rhythm.visited


def publishing(*hours: float, days: int = 21) -> Rhythm:
    """A site with a story at these hours of each day, visited four times a day for some days."""
    rhythm, begin = Rhythm(), START.replace(hour=0, minute=0)
    for visit in range(4 * days):
        visited = begin + visit * 6 * HOUR
        stories = [begin + day * DAY + hour * HOUR for day in range(days) for hour in hours]
        rhythm = after_visit(
            rhythm, visited, [story for story in stories if visited - 6 * HOUR < story <= visited]
        )
    return rhythm


def test_a_site_that_was_never_visited_is_due_now() -> None:
    """Whatever the bounds are."""
    assert next_visit(Rhythm(), START) == START


def test_a_site_that_is_overdue_is_due_now() -> None:
    """A fleet that stood still goes on at once."""
    assert next_visit(visits([[START]]), START + 30 * DAY) == START + 30 * DAY


@given(st.lists(NEWS, min_size=1, max_size=6))
def test_pauses_keep_their_bounds(news: list[list[datetime | None]]) -> None:
    """Whatever dates stories tell: of the future, of long ago, only days, or nothing."""
    pause = pause_of(visits(news))
    assert pause == timedelta.max or LEAST <= pause <= LONGEST


def test_bounds_can_be_given() -> None:
    """A busy site is due after the least pause, a silent one not after the longest."""
    busy = visits([[START - n * timedelta(minutes=1) for n in range(500)]])
    assert next_visit(busy, START, least=2 * HOUR) == START + 2 * HOUR
    silent = visits([[]] * 9)
    assert silent.visited is not None
    assert next_visit(silent, START, longest=3 * HOUR) == silent.visited + 3 * HOUR


def test_a_visit_that_is_worth_more_comes_later() -> None:
    """Four times the delay for half the visits, at an even rate."""
    rhythm = visits([[]])
    pauses = [next_visit(rhythm, START, worth=worth) for worth in (1.0, 4.0)]
    assert [pause and pause - START for pause in pauses] == [
        pytest.approx(first, abs=timedelta(seconds=1))
        for first in (pause_of(rhythm), 2 * pause_of(rhythm))
    ]


@given(news=st.lists(NEWS, max_size=4), last=NEWS, seed=st.randoms(use_true_random=False))
def test_the_order_of_stories_does_not_matter(
    news: list[list[datetime | None]], last: list[datetime | None], seed: Random
) -> None:
    """Lists begin with the newest story, sitemaps often with the oldest."""
    shuffled = seed.sample(last, len(last))
    assert visits([*news, last]) == visits([*news, shuffled])


@given(news=st.lists(NEWS, min_size=1, max_size=4), last=NEWS, story=DATES | RECENT)
def test_more_news_is_not_later(
    news: list[list[datetime | None]], last: list[datetime | None], story: datetime | None
) -> None:
    """One more story never makes a pause longer, once a site is known."""
    assert pause_of(visits([*news, [*last, story]])) <= pause_of(visits([*news, last]))


@given(news=st.lists(NEWS, max_size=4))
def test_without_news_pauses_grow(news: list[list[datetime | None]]) -> None:
    """From one visit to the next at the same time of the day, until there are no more visits."""
    pauses = [pause_of(visits([*news, *[[]] * empty], DAY)) for empty in range(1, 12)]
    assert all(earlier <= later for earlier, later in pairwise(pauses))


def test_a_site_without_news_is_visited_less_and_less_and_then_no_more() -> None:
    """Each pause is longer than the one before; after four months it is given up."""
    rhythm, pauses = after_visit(Rhythm(), START, []), []
    while (due := next_visit(rhythm, START)) is not None:
        assert rhythm.visited is not None
        pauses.append(due - rhythm.visited)
        rhythm = after_visit(rhythm, due, [])
    assert all(earlier < later for earlier, later in pairwise(pauses))
    assert sum(pauses, timedelta()) >= GIVEN_UP
    assert len(pauses) < 60


def test_one_visit_after_a_long_stop_gives_no_site_up() -> None:
    """The fleet may have stood still for a year: only visits tell that a site is silent."""
    rhythm = after_visit(visits([[START]]), START + 365 * DAY, [])
    assert next_visit(rhythm, START) is not None


def test_a_site_that_publishes_again_is_soon_visited_often() -> None:
    """Its first story after three months of silence makes the pause a fraction."""
    silent = visits([[START], *[[]] * 13], 7 * DAY)
    assert silent.visited is not None
    due = silent.visited + 2 * DAY
    awake = after_visit(silent, due, [due - HOUR])
    assert pause_of(awake) < pause_of(silent) / 3


def test_visits_follow_the_hours_in_which_a_site_publishes() -> None:
    """A site with sixty stories from 6:00 to 7:00 is visited then more often than at night."""
    rhythm = publishing(*[6 + minute / 60 for minute in range(60)])
    morning, evening = (
        after_visit(rhythm, START.replace(day=23, hour=hour), []) for hour in (6, 18)
    )
    assert pause_of(morning) < pause_of(evening) / 4


def test_a_site_with_more_stories_is_visited_more_often() -> None:
    """With 16 times as many, at any hour, some four times as often."""
    few = publishing(*range(0, 24, 4))
    many = publishing(*[hour / 4 for hour in range(96)])
    assert 3 < pause_of(few) / pause_of(many) < 5


def test_a_story_with_a_day_only_may_have_come_at_any_hour_since_the_last_visit() -> None:
    """It came after the visit at 9:30 and before the one at 16:30."""
    counts = visits([[START - DAY], [MIDNIGHT]]).stories
    assert [hour for hour, count in enumerate(counts) if count > 0.1] == list(range(9, 17))


def test_a_story_without_a_date_came_since_the_last_visit() -> None:
    """As if the day were known."""
    assert visits([[START - DAY], [None]]).stories == visits([[START - DAY], [MIDNIGHT]]).stories


def test_archives_do_not_speed_visits_up() -> None:
    """A thousand stories of years ago, found on the second visit, say nothing of today."""
    old = [START - 900 * DAY + n * HOUR for n in range(1000)]
    assert visits([[START - DAY], old]).stories == visits([[START - DAY], []]).stories


def test_a_time_without_zone_came_since_the_last_visit() -> None:
    """At 14:00 of which zone? Of one in which the visit at 9:30 did not find it."""
    naive = START.replace(tzinfo=None)
    rhythm = visits([[START - DAY], [naive + 4 * HOUR]])
    assert rhythm.stories == visits([[START - DAY], [None]]).stories


def test_a_visit_without_zone_is_in_utc() -> None:
    """And so is now."""
    naive = START.replace(tzinfo=None)
    rhythm = after_visit(Rhythm(), naive, [START - HOUR])
    assert rhythm == after_visit(Rhythm(), START, [START - HOUR])
    assert next_visit(rhythm, naive) == next_visit(rhythm, START)


def test_a_clock_that_was_set_back_undoes_nothing() -> None:
    """A visit before the last one counts as made with it."""
    rhythm = visits([[START - HOUR]])
    assert after_visit(rhythm, START - DAY, []).visited == START


@given(st.lists(NEWS, max_size=4))
def test_a_rhythm_is_json(news: list[list[datetime | None]]) -> None:
    """It is stored beside its site, and small."""
    rhythm = visits(news)
    packed = msgspec.json.encode(rhythm)
    assert msgspec.json.decode(packed, type=Rhythm) == rhythm
    assert len(packed) < 1000


def test_the_page_tells_the_numbers() -> None:
    """docs/fleet.md: bounds, memory, when a site is given up, the first pauses without news."""
    page = " ".join((ROOT / "docs" / "fleet.md").read_text(encoding="utf-8").split())
    assert (timedelta(minutes=10), timedelta(days=7)) == (LEAST, LONGEST)
    assert "at least ten minutes and at most seven days" in page
    assert f"1/e after {MEMORY / 24:.0f} days" in page
    assert f"When {GIVEN_UP.days} days and at least {EMPTY_VISITS} visits" in page
    rhythm, pauses = after_visit(Rhythm(), START, []), []
    for _ in range(4):
        pauses.append(pause_of(rhythm))
        assert rhythm.visited is not None
        rhythm = after_visit(rhythm, rhythm.visited + pauses[-1], [])
    first, *others = (round(pause / HOUR) for pause in pauses)
    assert f"{first} hours later, then {', '.join(map(str, others))} …" in page
