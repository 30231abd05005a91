"""Sitemaps of an index that never change are asked for less and less, down to never."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.discovery.timestamps import later
from crawler.store.sitemap_rests import MOST_READINGS, RECENT_DAYS, SitemapRests
from crawler.store.state_file import open_state

SITE, URL = "a.kz", "https://a.kz/sitemap-2019.xml"
START = "2026-01-01T03:00:00Z"
OLD = "2019-05-01"


@pytest.fixture
def rests(tmp_path: Path) -> Iterator[SitemapRests]:
    """Those of a new state."""
    state = open_state(tmp_path / "state.sqlite3")
    yield SitemapRests(state, SITE)
    state.close()


def nights_read(rests: SitemapRests, nights: int, newest: str | None = OLD) -> list[int]:
    """The nights on which a sitemap that is always the same is read."""
    read = []
    for night in range(nights):
        time = later(START, days=night)
        if not rests.is_resting(URL, None, time):
            rests.note(URL, b"<urlset/>", newest, time)
            read.append(night)
    return read


def test_rests_get_longer(rests: SitemapRests) -> None:
    """Two days, four, eight: the first two readings tell that it does not change."""
    assert nights_read(rests, 70) == [0, 1, 3, 7, 15, 31, 63]


def test_in_the_end_it_is_never_asked_for(rests: SitemapRests) -> None:
    """After some eighteen months without a change."""
    read = nights_read(rests, 3_000)
    assert len(read) == MOST_READINGS + 1
    assert read[-1] < 600


def test_what_names_something_recent_is_read_every_night(rests: SitemapRests) -> None:
    """It may change any day."""
    recent = later(START, days=20)
    assert nights_read(rests, 20, recent) == list(range(20))
    assert RECENT_DAYS >= 20


def test_a_sitemap_without_dates_rests_as_well(rests: SitemapRests) -> None:
    """That it is the same is all that can be known."""
    assert nights_read(rests, 8, None) == [0, 1, 3, 7]


def test_a_change_begins_anew(rests: SitemapRests) -> None:
    """Read every night, until it is the same again."""
    nights_read(rests, 8)
    time = later(START, days=15)
    rests.note(URL, b"<urlset>new</urlset>", OLD, time)
    assert not rests.is_resting(URL, None, later(time, days=1))


@pytest.mark.parametrize(
    ("lastmod", "rested"), [("2026-01-05T00:00:00Z", False), (OLD, True), (None, True)]
)
def test_a_newer_lastmod_of_the_index_ends_a_rest(
    rests: SitemapRests, lastmod: str | None, rested: bool
) -> None:
    """Also one that would last for ever."""
    nights_read(rests, 4)
    assert rests.is_resting(URL, lastmod, later(START, days=4)) is rested
