"""`python -m benchmarks.fleet`: made-up sites, rules of visits, and what they come to."""

from __future__ import annotations

import shlex
from array import array
from collections.abc import Sequence
from datetime import datetime
from math import inf
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.fleet.__main__ import OTHERS, main
from benchmarks.fleet.report import Figures, by_rate
from benchmarks.fleet.rules import MONTH_BEGINS, Rule, fixed, learned
from benchmarks.fleet.simulation import Outcome, simulate
from benchmarks.fleet.sites import DAY, HOUR, Dates, Habit, Site, make_sites
from tests.test_docs import commands_of

FLEET = (Path(__file__).parents[2] / "docs" / "fleet.md").read_text(encoding="utf-8")


def site(
    *stories: float, dates: Dates = Dates.TIME, listed: int = 10, sitemap: bool = False
) -> Site:
    """A site with stories at these hours of the month, first visited as it begins."""
    seconds = array("d", [hour * HOUR for hour in stories])
    return Site(Habit.STEADY, seconds, dates, listed, sitemap, first_visit=0.0)


def visit(*sites: Site, rule: Rule | None = None, days: int = 1, workers: int = 9) -> list[Outcome]:
    """Visit them every six hours, or by a rule."""
    return simulate(sites, lambda: rule or fixed(6 * HOUR), days, requests=4, workers=workers)


def hours(outcome: Outcome) -> list[float]:
    """The delays of its stories, in hours."""
    return [round(delay / HOUR, 3) for delay in outcome.delays]


def test_a_seed_makes_the_same_sites_again() -> None:
    """However many there are."""
    assert make_sites(3, 2, seed=7) == make_sites(5, 2, seed=7)[:3]
    assert make_sites(3, 2, seed=8) != make_sites(3, 2, seed=7)


def test_stories_are_in_order_and_end_with_the_month() -> None:
    """Some were published before it begins."""
    sites = make_sites(40, 3, seed=1)
    assert all(list(one.stories) == sorted(one.stories) for one in sites)
    times = [story for one in sites for story in one.stories]
    assert min(times) < 0
    assert 2 * DAY < max(times) < 3 * DAY


def test_a_delay_is_the_time_from_a_story_to_the_next_visit() -> None:
    """Stories of before the month have none; what comes last waits for the visit after the end."""
    (outcome,) = visit(site(-3, 1, 7, 23))
    assert hours(outcome) == [5, 5, 1]


def test_visits_after_the_end_cost_nothing() -> None:
    """At 0:00, 6:00, 12:00 and 18:00."""
    (outcome,) = visit(site())
    assert outcome.visits == 4


def test_what_is_pushed_off_the_list_is_never_seen() -> None:
    """A list of two has lost the first of three."""
    (outcome,) = visit(site(1, 2, 3, listed=2))
    assert hours(outcome) == [inf, 4, 3]


def test_a_sitemap_lists_all_of_two_days() -> None:
    """However short the feed is."""
    (outcome,) = visit(site(1, 2, 3, listed=2, sitemap=True))
    assert hours(outcome) == [5, 4, 3]


def test_a_site_that_is_visited_no_more_has_stories_that_were_never_seen() -> None:
    """None for a pause means never."""
    (outcome,) = visit(site(1), rule=lambda visited, news: None)
    assert (outcome.visits, hours(outcome)) == (1, [inf])


def test_a_site_waits_for_a_worker() -> None:
    """The only one is busy with another site for four requests, a second each."""
    _, second = visit(site(), site(-1, 6), workers=1)
    assert second.delays[0] == 4.0


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (Dates.TIME, MONTH_BEGINS.replace(hour=5)),
        (Dates.DAY, MONTH_BEGINS),
        (Dates.NONE, None),
    ],
)
def test_a_rule_knows_what_stories_tell(dates: Dates, told: datetime | None) -> None:
    """A time, a day, or nothing."""
    heard: list[datetime | None] = []

    def rule(_visited: float, news: Sequence[datetime | None]) -> float:
        heard.extend(news)
        return 6 * HOUR

    visit(site(5, dates=dates), rule=rule)
    assert heard == [told]


def test_a_site_without_news_costs_less_and_less() -> None:
    """By the rule of Chistovik: in the second fortnight half of the first one."""
    first, both = (visit(site(), rule=learned(), days=days)[0].visits for days in (14, 28))
    assert both - first <= first / 2


@pytest.mark.parametrize("name", OTHERS)
def test_other_rules_keep_their_bounds(name: str) -> None:
    """From ten minutes to a week."""
    rule = OTHERS[name]()
    busy = [rule(600.0 * number, [MONTH_BEGINS] * 500) for number in range(1, 40)]
    assert busy[-1] == 600
    silent = [rule(DAY * number, []) for number in range(1, 400)]
    assert silent[-1] is not None
    assert DAY < silent[-1] <= 7 * DAY


def test_figures_are_of_stories_that_were_fetched() -> None:
    """One in four was not."""
    outcomes = [Outcome(3, array("f", [60, 120])), Outcome(5, array("f", [180, inf]))]
    cells = Figures.of(outcomes).cells(days=2, requests=4)
    assert cells == "2.00 | 11.67 | 2.67 | 2 min | 2 min | 3 min | 25.0 %"


def test_sites_are_grouped_by_how_much_they_publish() -> None:
    """A site without a story in the month has no delay."""
    outcomes = [Outcome(8, array("f", [])), Outcome(8, array("f", [7200.0] * 4))]
    lines = by_rate({"fixed": outcomes}, days=2, requests=4).splitlines()
    assert lines[2] == "| no story in the month | 1 | fixed | 4.00 | – | – | – | – | – | – |"
    assert "| up to 10 a day | 1 | fixed | 4.00 | 9.00 | 2.00 | 2.0 h |" in lines[5]


def test_the_command_compares_at_equal_cost() -> None:
    """With few sites: every hour, as learned, with as many visits, and by the rules of others."""
    options = ["--sites=40", "--days=4", "--others"]
    lines = CliRunner().invoke(main, options, catch_exceptions=False).output.splitlines()
    rows = {cells[1].strip(): cells for line in lines[2:8] if (cells := line.split("|"))}
    assert list(rows)[:2] == ["every hour", "learned"]
    assert list(rows)[3:] == list(OTHERS)
    same = list(rows)[2]
    assert float(rows[same][2]) == pytest.approx(float(rows["learned"][2]), rel=0.1)


@pytest.mark.parametrize("command", [c for c in commands_of(FLEET) if "benchmarks.fleet" in c])
def test_the_commands_of_its_page_run(command: str) -> None:
    """With few sites."""
    options = [*shlex.split(command)[3:], "--sites=9", "--days=2"]
    assert "| learned |" in CliRunner().invoke(main, options, catch_exceptions=False).output
