"""Words of dates in many languages, and years of other calendars."""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import lru_cache
from pathlib import Path

import msgspec

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


_ByLanguage = dict[str, tuple[str, ...]]
_LEAST_BARE = 3  # letters of a word that is known without its accents too


class _Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    about: str
    months: _ByLanguage
    solar_months: _ByLanguage
    weekdays: dict[str, str]
    beside: dict[str, str]
    today: _ByLanguage
    yesterday: _ByLanguage
    minutes: _ByLanguage
    hours: _ByLanguage
    days: _ByLanguage


class Calendar(msgspec.Struct, frozen=True):
    """The words of all languages, ready for look-up.

    `months` maps a word to 1…12, or to 13…24 for the solar calendar, `own_months` holds for a
    language those that mean another month elsewhere. `weekdays` are those of at least three
    letters, `beside` the words of a line that is a date and nothing else. `days_ago` maps «вчера»
    to 1, `ago` the words around a number to the
    minutes that it counts.
    """

    months: dict[str, int]
    own_months: dict[str, dict[str, int]]
    weekdays: frozenset[str]
    beside: frozenset[str]
    days_ago: dict[str, int]
    ago: tuple[tuple[frozenset[str], int], ...]

    def month(self, word: str, language: str | None = None) -> int | None:
        """The number of a month, in the language of the page where languages differ.

        >>> load_calendar().month("мамыр"), load_calendar().month("listopad", "hr")
        (5, 10)
        """
        own = self.own_months.get(language or "")
        return own[word] if own and word in own else self.months.get(word)


@lru_cache(maxsize=1)
def load_calendar() -> Calendar:
    """The words that ship with the library."""
    # JSON and no TOML: a fiftieth of the time, and every page may need it.
    path = Path(__file__).with_name("calendar.json")
    sheet = msgspec.json.decode(path.read_bytes(), type=_Sheet)
    months, own = _read_months(sheet.months)
    for rows in sheet.solar_months.values():
        for word, number in _forms(rows):
            months.setdefault(word, number + SOLAR_MONTHS)
    return Calendar(
        months=months,
        own_months=own,
        weekdays=frozenset(
            word
            for words in sheet.weekdays.values()
            for word in words.split()
            if len(word) >= _LEAST_BARE and word not in months
        ),
        beside=_read_beside(sheet, months),
        days_ago={
            word: days
            for days, listed in enumerate((sheet.today, sheet.yesterday))
            for words in listed.values()
            for word in words
        },
        ago=tuple(
            (frozenset(words.split()), minutes)
            for minutes, listed in ((1, sheet.minutes), (60, sheet.hours), (1440, sheet.days))
            for phrases in listed.values()
            for words in phrases
        ),
    )


def drop_accents(word: str) -> str:
    """A word without its accents.

    >>> drop_accents("février")
    'fevrier'
    """
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


def _read_months(listed: _ByLanguage) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """One table for all languages, the first word wins; and what is different in a language."""
    months: dict[str, int] = {}
    for rows in listed.values():
        for word, number in _forms(rows):
            months.setdefault(word, number)
    own = {
        language: {word: number for word, number in _forms(rows) if months[word] != number}
        for language, rows in listed.items()
    }
    return months, {language: words for language, words in own.items() if words}


def _forms(rows: tuple[str, ...]) -> list[tuple[str, int]]:
    """Every form of every month; without accents too, as capitals are often printed."""
    forms = [(word, number) for number, row in enumerate(rows, 1) for word in row.split()]
    bare = [(drop_accents(word), number) for word, number in forms if len(word) >= _LEAST_BARE]
    return forms + bare


def _read_beside(sheet: _Sheet, months: dict[str, int]) -> frozenset[str]:
    lines = (
        *sheet.weekdays.values(),
        *sheet.beside.values(),
        *(word for words in sheet.today.values() for word in words),
        *(word for words in sheet.yesterday.values() for word in words),
    )
    return frozenset((*months, *(word for line in lines for word in line.split())))
