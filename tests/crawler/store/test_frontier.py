"""When a page is asked for again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.store.frontier import RetryPolicy, has_changed, is_due
from crawler.store.state_values import Outcome, Page, Validators

NOON = "2025-05-20T12:00:00Z"
NEW = Page("https://a.kz/n/", "a.kz", first_seen=NOON, last_seen=NOON)
STORED = replace(NEW, outcome=Outcome.STORED, tried=NOON, fetched=NOON)
POLICY = RetryPolicy()


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.WAITING, True),
        (Outcome.FORBIDDEN, True),
        (Outcome.STORED, False),
        (Outcome.DROPPED, False),
        (Outcome.REDIRECTED, False),
        (Outcome.GIVEN_UP, False),
    ],
)
def test_without_news(outcome: Outcome, expected: bool) -> None:
    """What was got is not asked for again; what was not got is."""
    assert (
        is_due(replace(STORED, outcome=outcome), None, "2030-01-01T00:00:00Z", POLICY) is expected
    )


@pytest.mark.parametrize("outcome", list(Outcome))
def test_news_makes_every_page_due(outcome: Outcome) -> None:
    """Also one that was given up."""
    page = replace(STORED, outcome=outcome, next_try="2031-01-01T00:00:00Z")
    assert is_due(page, "2025-05-21T00:00:00Z", NOON, POLICY)


@pytest.mark.parametrize(
    ("lastmod", "before", "expected"),
    [
        (None, None, False),
        ("2025-05-20T11:59:59Z", None, False),
        ("2025-05-20T12:00:01Z", None, True),
        ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00Z", False),
        ("2025-05-19", None, False),
        ("2025-05-20", None, False),
        ("2025-05-20", "2025-05-10", True),
        ("2025-05-20", "2025-05-20", False),
        ("2025-05-21", "2025-05-20", True),
    ],
)
def test_what_counts_as_news(lastmod: str | None, before: str | None, expected: bool) -> None:
    """Later than the last try, and not what it was then; a day alone may be today."""
    assert has_changed(replace(STORED, lastmod=before), lastmod) is expected


def test_pauses_grow_until_a_page_is_given_up() -> None:
    """Five further tries, then a reason for none."""
    page, pauses = NEW, []
    while page.outcome is not Outcome.GIVEN_UP:
        page = page.failed(NOON, "HTTP 503", POLICY.next_try(page.tries + 1, NOON))
        pauses.append(page.next_try)
    assert pauses == [
        *("2025-05-20T13:00:00Z", "2025-05-20T18:00:00Z", "2025-05-21T12:00:00Z"),
        *("2025-05-23T12:00:00Z", "2025-05-27T12:00:00Z", None),
    ]
    assert (page.tries, page.reason) == (6, "HTTP 503")


def test_a_failed_page_waits_for_its_time() -> None:
    """Not a second earlier."""
    page = STORED.failed(NOON, "timeout", POLICY.next_try(1, NOON))
    assert not is_due(page, None, "2025-05-20T12:59:59Z", POLICY)
    assert is_due(page, None, "2025-05-20T13:00:00Z", POLICY)


def test_what_is_gone_for_good_is_given_up_at_once() -> None:
    """HTTP 410."""
    page = NEW.failed(NOON, "HTTP 410", None)
    assert (page.outcome, page.next_try) == (Outcome.GIVEN_UP, None)


def test_a_page_that_came_starts_anew() -> None:
    """Its failures are forgotten."""
    page = NEW.failed(NOON, "timeout", NOON)
    page = page.came(NOON, "2025-05-20", Validators('"1"'))
    assert (page.tries, page.next_try, page.reason) == (0, None, None)
    assert (page.lastmod, page.validators.etag) == ("2025-05-20", '"1"')


def test_after_a_failure_the_whole_page_is_wanted() -> None:
    """A 304 to a page of which nothing is left would tell nothing."""
    page = NEW.came(NOON, None, Validators('"1"'))
    assert not page.failed(NOON, "timeout", NOON).validators


def test_an_unchanged_page_stays_what_it_was() -> None:
    """The reason for a drop included."""
    page = replace(STORED, outcome=Outcome.DROPPED, reason="no_story", validators=Validators("e"))
    later = page.unchanged("2025-05-21T12:00:00Z", None, Validators())
    assert later == replace(page, tried="2025-05-21T12:00:00Z", fetched="2025-05-21T12:00:00Z")


def test_the_age_at_which_to_look_again_is_a_setting() -> None:
    """Off by default."""
    weekly = RetryPolicy(recheck_days=7)
    assert not is_due(STORED, None, "2025-05-27T11:59:59Z", weekly)
    assert is_due(STORED, None, "2025-05-27T12:00:00Z", weekly)
    assert not is_due(replace(STORED, outcome=Outcome.GIVEN_UP), None, "2026-01-01", weekly)


DAY_OLD = replace(STORED, published="2025-05-20T09:00:00Z")
NEXT_NOON = "2025-05-21T12:00:00Z"
RECENT = RetryPolicy(recent_days=3)


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2025-05-21T07:59:59Z", False), ("2025-05-21T08:00:00Z", True), (NEXT_NOON, True)],
)
def test_a_story_of_the_last_days_is_asked_for_once_a_day(now: str, expected: bool) -> None:
    """A crawl of every night may begin a little early."""
    assert is_due(DAY_OLD, None, now, RECENT) is expected


@pytest.mark.parametrize(
    "published",
    [None, "2025-05-18", "2025-05-18T11:59:59Z", "2025-05-23", "2025-05-22T12:00:01Z"],
)
def test_an_older_story_is_not(published: str | None) -> None:
    """Nor one without a date, nor one of the future: it would be asked for again and again."""
    assert not is_due(replace(STORED, published=published), None, NEXT_NOON, RECENT)


def test_recent_days_are_a_setting() -> None:
    """0 means none of them."""
    assert not is_due(DAY_OLD, None, NEXT_NOON, RetryPolicy(recent_days=0))
    assert is_due(
        replace(STORED, published="2025-05-15"), None, NEXT_NOON, RetryPolicy(recent_days=7)
    )


@pytest.mark.parametrize(("known", "lastmod"), [("2025-05-20", None), (None, "2025-05-20")])
def test_where_a_source_tells_changes_it_is_believed(known: str | None, lastmod: str) -> None:
    """Whether this source does or another one: no story is asked for without a change."""
    assert not is_due(replace(DAY_OLD, lastmod=known), lastmod, NEXT_NOON, RECENT)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.STORED])
def test_what_is_no_article_is_no_recent_story(outcome: Outcome) -> None:
    """It is asked for when the other rules say so."""
    page, general = replace(DAY_OLD, outcome=outcome), RetryPolicy()
    assert is_due(page, None, NEXT_NOON, RECENT) is is_due(page, None, NEXT_NOON, general)
