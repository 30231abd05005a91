"""The running window: what spreads is told soon, what is usual never."""

from __future__ import annotations

import random

from crawler.monitoring.quality_flags import FlagCounts
from crawler.monitoring.run_monitor import Window
from crawler.monitoring.run_report import Alarm

GONE = frozenset({"missed story.body"})
NOTHING: frozenset[str] = frozenset()


def feed(window: Window, pages: int, flags: frozenset[str]) -> list[Alarm]:
    """Alarms that so many pages with these flags raise."""
    return [alarm for n in range(pages) for alarm in window.add(f"https://a.kz/{n}", flags)]


def test_a_new_layout_is_told_after_fifteen_pages() -> None:
    """The alarm names site, selector and pages, and says what was usual."""
    window = Window("a.kz", FlagCounts())
    assert feed(window, 200, NOTHING) == []
    (alarm,) = feed(window, 50, GONE)
    assert (alarm.site, alarm.what, alarm.raised_after) == ("a.kz", "missed story.body", 215)
    assert (alarm.before, alarm.now) == (0.0, 0.5)
    assert alarm.urls[0] == "https://a.kz/14"
    assert "«missed story.body» on 50% of the last 30 pages, 0% before" in alarm.message


def test_what_was_always_so_is_no_alarm() -> None:
    """Half of the stories of this site never had an author."""
    window = Window("a.kz", FlagCounts(400, {"without authors": 200}))
    assert feed(window, 29, frozenset({"without authors"})) == []


def test_chance_raises_no_alarm() -> None:
    """Ten thousand pages, of which a third lacks something at random."""
    window, dice = Window("a.kz", FlagCounts()), random.Random(7)  # noqa: S311
    flags = [
        frozenset({"without tags"}) if dice.random() < 1 / 3 else NOTHING for _ in range(10_000)
    ]
    assert [alarm for one in flags for alarm in window.add("", one)] == []


def test_a_first_run_judges_what_no_site_should_show() -> None:
    """Without a past a missing author is nothing, a body selector that never matches is."""
    window = Window("a.kz", FlagCounts())
    flags = GONE | {"without authors"}
    assert {alarm.what for alarm in feed(window, 49, flags)} == {"missed story.body"}


def test_earlier_runs_are_the_past_of_the_first_page() -> None:
    """A site redesigned over night is told within the first pages of the day."""
    window = Window("a.kz", FlagCounts(100))
    (alarm,) = feed(window, 50, frozenset({"without authors"}))
    assert alarm.raised_after == 30


def test_counts_are_of_this_run() -> None:
    """They go into the report; the past has its own."""
    window = Window("a.kz", FlagCounts(100, {"missed story.body": 9}))
    feed(window, 40, GONE)
    assert window.counts == FlagCounts(40, {"missed story.body": 40})
