"""Years of other calendars: of Thailand, and the solar one of Iran and Afghanistan."""

from __future__ import annotations

import datetime as dt

EARLIEST_YEAR = 1900
LATEST_YEAR = 2700  # of any calendar
SOLAR_MONTHS = 12  # added to the months of the solar calendar, so that they are told apart
_SOLAR_YEARS = range(1280, 1480)  # 1901 to 2101
_BUDDHIST = 543  # years ahead


def civil_date(year: int, month: int, day: int) -> dt.date | None:
    """The day of the common calendar; None for one that no calendar has.

    Months above 12 are those of the solar calendar, and so is any month of a year around 1400.

    >>> civil_date(2568, 5, 20), civil_date(1404, 2, 30), civil_date(2025, 2, 30)
    (datetime.date(2025, 5, 20), datetime.date(2025, 5, 20), None)
    """
    if year in _SOLAR_YEARS:
        return _of_solar_year(year, month % SOLAR_MONTHS or SOLAR_MONTHS, day)
    if year >= EARLIEST_YEAR + _BUDDHIST:
        year -= _BUDDHIST
    try:
        return dt.date(year, month, day) if year >= EARLIEST_YEAR else None
    except ValueError:
        return None


def is_year(number: int) -> bool:
    """Whether a number of four figures may be a year in a date."""
    return number in _SOLAR_YEARS or EARLIEST_YEAR <= number < LATEST_YEAR


def _of_solar_year(year: int, month: int, day: int) -> dt.date | None:
    """Eight leap years in 33, which holds from 1799 to 2256; six months have 31 days."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    cycle, rest = divmod(year + 1595, 33)
    days_before = (month - 1) * 31 if month <= 6 else (month - 7) * 30 + 186
    ordinal = -356_033 + 365 * (year + 1595) + cycle * 8 + (rest + 3) // 4 + days_before + day
    return dt.date.fromordinal(ordinal)
