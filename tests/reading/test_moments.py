"""Moments as machines write them."""

from __future__ import annotations

import datetime as dt

import pytest

from cleaners.reading.clock import read_iso, read_moment

ALMATY = dt.timezone(dt.timedelta(hours=5))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-05-20T14:05:00+05:00", dt.datetime(2025, 5, 20, 14, 5, tzinfo=ALMATY)),
        ("2025-05-20T14:05:00Z", dt.datetime(2025, 5, 20, 14, 5, tzinfo=dt.UTC)),
        (" 2025-05-20\n", dt.date(2025, 5, 20)),
        ("20250520", dt.date(2025, 5, 20)),
    ],
)
def test_iso_8601(text: str, moment: dt.date) -> None:
    """A time stays a time, a day stays a day; white space around either is no part of it."""
    assert read_iso(text) == moment
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-05", dt.date(2025, 5, 1)),
        ("Tue, 20 May 2025 14:05:00 +0500", dt.datetime(2025, 5, 20, 14, 5, tzinfo=ALMATY)),
    ],
)
def test_sitemaps_and_feeds_write_more(text: str, moment: dt.date) -> None:
    """A month alone, or RFC 822; in an archive neither is a time of fetching."""
    assert read_moment(text) == moment
    assert read_iso(text) is None


@pytest.mark.parametrize("text", ["", "soon", "2025-02-31", "31 мая", "2025-05-20T99:00"])
def test_what_is_no_moment(text: str) -> None:
    """Days that the calendar does not have, and words."""
    assert read_iso(text) is None
    assert read_moment(text) is None
