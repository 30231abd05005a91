"""Times of day and their zones."""

from __future__ import annotations

import datetime as dt

import pytest

from cleaners.reading.clock import find_clock, named_zone, offset_zone, site_zone


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:05", "14:05"),
        ("9:05", "09:05"),
        ("14:05:30", "14:05:30"),
        ("14.05", "14:05"),
        ("14h05", "14:05"),
        ("14 h 05", "14:05"),
        ("14時05分", "14:05"),
        ("14点05分", "14:05"),
        ("14시 05분", "14:05"),
        ("2:05 pm", "14:05"),
        ("2:05 p.m.", "14:05"),
        ("2 pm", "14:00"),
        ("12:05 am", "00:05"),
        ("12:05 pm", "12:05"),
        ("下午2:05", "14:05"),
        ("오전 12:05", "00:05"),
        ("2:05 μ.μ.", "14:05"),
        ("4:54 пп", "16:54"),
        ("4:54 дп", "04:54"),
        ("4:54 п.п.", "16:54"),
        ("12:10 до полудня", "00:10"),
        ("7:30 вечера", "19:30"),
        ("7:30 утра", "07:30"),
        ("4:54 тк", "16:54"),
        ("4:54 сл. об.", "16:54"),
        ("4:54 odp.", "16:54"),
        ("4:54 ös", "16:54"),
        ("4:54 ب.ظ", "16:54"),
    ],
)
def test_a_time_is_read(text: str, time: str) -> None:
    """With a colon, a point, a letter, on the clock of 12 or 24 hours."""
    clock = find_clock(text)
    assert clock is not None
    assert clock.time == dt.time.fromisoformat(time)


@pytest.mark.parametrize("text", ["", "25:00", "14:60", "20.05.2025", "1:5", "114:05", "2025"])
def test_other_figures_are_no_time(text: str) -> None:
    """Dates, scores, years."""
    assert find_clock(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("14:05 +0500", 300),
        ("14:05+05:00", 300),
        ("14:05 gmt+5", 300),
        ("14:05 utc-03:30", -210),
        ("14:05 msk", 180),
        ("14:05 мск", 180),
        ("14:05 (cest)", 120),
        ("2:05 pm edt", -240),
        ("14:05 z", 0),
    ],
)
def test_a_zone_stands_behind_the_time(text: str, minutes: int) -> None:
    """As an offset or by its name."""
    clock = find_clock(text)
    assert clock is not None
    assert clock.zone is not None
    assert clock.zone.utcoffset(None) == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["14:05", "14:05 uhr", "14:05 ist", "14:05 - 20", "14:05 +2500"])
def test_a_zone_that_is_not_told_is_none(text: str) -> None:
    """Words, names with two meanings, offsets that no place has."""
    clock = find_clock(text)
    assert clock is not None
    assert clock.zone is None


def test_a_place_has_summer_time() -> None:
    """It is four or five hours behind, as the day is."""
    zone = named_zone("et")
    assert zone is not None
    assert dt.datetime(2025, 7, 1, tzinfo=zone).utcoffset() == dt.timedelta(hours=-4)
    assert dt.datetime(2025, 1, 1, tzinfo=zone).utcoffset() == dt.timedelta(hours=-5)


def test_unknown_zones_are_none() -> None:
    """And raise nothing."""
    assert site_zone("Asia/Nowhere") is None
    assert site_zone("../etc/passwd") is None
    assert offset_zone("+", 15, 0) is None
