"""Words of dates in many languages: months, weekdays, «вчера», "2 hours ago"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

import msgspec

from cleaners.reading.eras import SOLAR_MONTHS

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
