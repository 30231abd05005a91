"""Alarms for people: one incident for one change, in one sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler.monitoring.incidents import _ADVICE, _HAPPENED, incidents
from crawler.monitoring.quality_flags import FlagCounts
from crawler.monitoring.run_report import Alarm, PastRun

STARTED = datetime(2026, 5, 20, 14, 5, tzinfo=UTC)


def alarm(monitor: str = "spreading", what: str = "missed story.body", **more: Any) -> Alarm:
    """An alarm of a.kz."""
    given: dict[str, Any] = {"message": f"«{what}»", "before": 0, "now": 0.5, "pages": 30}
    return Alarm(monitor=monitor, site="a.kz", what=what, **given | more)


def past(days: int, *alarms: Alarm) -> PastRun:
    """A run so many days before."""
    began = STARTED - timedelta(days=days)
    return PastRun(
        id=f"news-{days}", site="a.kz", reason="finished", started=began, finished=began,
        articles_stored=1, article_flags=FlagCounts(), answer_flags=FlagCounts(), alarms=alarms,
    )  # fmt: skip


def test_twelve_signs_of_one_layout_change_are_one_alarm() -> None:
    """With the weightiest cause, the worst extent, each page once, and how many more signs."""
    whats = [f"without {name}" for name in "abcdefghij"] + ["low confidence", "missed story.body"]
    signs = [alarm(what=what, urls=("https://a.kz/1", "https://a.kz/2")) for what in whats]
    (found,) = incidents([*signs[:-1], alarm(now=0.9, urls=("https://a.kz/3",))], STARTED)
    assert found.sentence("/srv/runs/x.html") == (
        "a.kz: the layout has changed, since 2026-05-20 14:05 UTC, on 27 of 30 pages "
        "(«without a»; «without b»; «without c»; 9 more signs); "
        "look at https://a.kz/1 https://a.kz/2 https://a.kz/3; what to do: try site-profile "
        "repair a.kz, and compare a page in a browser with its article; report: /srv/runs/x.html"
    )


@pytest.mark.parametrize(
    ("whats", "happened"),
    [
        (["without authors"], "articles lack what they had"),
        (["low confidence"], "articles are less sure than they were"),
        (["low confidence", "dropped no_story"], "pages of stories give no article"),
        (["failed"], "requests fail"),
    ],
)
def test_what_happened_is_named_by_its_weightiest_sign(whats: list[str], happened: str) -> None:
    """A profile whose selectors find nothing says most."""
    (found,) = incidents([alarm(what=what) for what in whats], STARTED)
    assert found.happened == happened


def test_different_causes_are_different_alarms() -> None:
    """A server that fails is no change of layout, nor is a full disk; two sites are two."""
    raised = [alarm(), alarm(what="failed"), alarm("disk", "output", pages=None)]
    other = Alarm(monitor="risen", site="b.kz", what="low confidence", message="", before=0, now=1)
    found = incidents([*raised, other], STARTED)
    assert [one.site for one in found] == ["a.kz", "a.kz", "a.kz", "b.kz"]
    assert len({one.happened for one in found}) == 4


def test_since_is_the_first_run_in_a_row_that_told_of_it() -> None:
    """Of the same cause; a run without it in between ends the row."""
    other = alarm("fewer_articles", "articles")
    history = [past(1, alarm(what="without authors")), past(2, other, alarm()), past(3, other)]
    (found,) = incidents([alarm()], STARTED, [*history, past(4, alarm())])
    assert found.since == STARTED - timedelta(days=2)
    (found,) = incidents([alarm()], STARTED, [past(1), *history])
    assert found.since == STARTED


def test_a_monitor_that_compares_nothing_tells_no_extent() -> None:
    """Its own words say how many."""
    raised = alarm("own_errors", "worker_lost", message="3 pages lost", pages=None)
    (found,) = incidents([raised], STARTED)
    assert found.sentence().startswith(
        "a.kz: pages were lost on this machine, since 2026-05-20 14:05 UTC (3 pages lost); what to"
    )


def test_every_monitor_has_its_words() -> None:
    """And its advice."""
    assert _HAPPENED.keys() == _ADVICE.keys()
