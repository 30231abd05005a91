"""Years of other calendars."""

from __future__ import annotations

import datetime as dt

import pytest

from cleaners.reading.calendar import civil_date, is_year


@pytest.mark.parametrize(
    ("year", "month", "day", "date"),
    [
        (2025, 5, 20, dt.date(2025, 5, 20)),
        (2568, 5, 20, dt.date(2025, 5, 20)),
        (1404, 1, 1, dt.date(2025, 3, 21)),
        (1403, 12, 30, dt.date(2025, 3, 20)),
        (1399, 12, 30, dt.date(2021, 3, 20)),
        (1357, 11, 22, dt.date(1979, 2, 11)),
    ],
)
def test_one_day_in_three_calendars(year: int, month: int, day: int, date: dt.date) -> None:
    """The common one, the Buddhist, the solar one with its leap years."""
    assert civil_date(year, month, day) == date


@pytest.mark.parametrize(
    "parts", [(2025, 2, 30), (1404, 7, 31), (1404, 1, 32), (1899, 1, 1), (2025, 13, 1)]
)
def test_a_day_that_no_calendar_has(parts: tuple[int, int, int]) -> None:
    """Nor one before news were put online."""
    assert civil_date(*parts) is None


def test_years() -> None:
    """Other numbers of four figures are none."""
    assert [year for year in (1200, 1404, 1899, 2025, 2568, 2800) if is_year(year)] == [
        *(1404, 2025, 2568),
    ]
