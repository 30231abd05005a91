"""Dates that count from now: «вчера», "2 hours ago"."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import pairwise

from cleaners.reading.calendar import load_calendar
from cleaners.reading.day_words import DATE_WORD

_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_MINUTES_A_DAY = 1440
_LONGEST = 60  # characters; «вчера» in a longer text is a part of the story
_MOST_DAYS = 31


def read_relative(text: str, now: dt.datetime) -> dt.datetime | dt.date | None:
    """The moment that a folded text means: a day, or a minute for "2 hours ago".

    >>> now = dt.datetime(2025, 5, 20, 14, 5, 30, tzinfo=dt.UTC)
    >>> read_relative("вчера", now)
    datetime.date(2025, 5, 19)
    >>> read_relative("2 hours ago", now)
    datetime.datetime(2025, 5, 20, 12, 5, tzinfo=datetime.timezone.utc)
    >>> read_relative("two roads ago", now) is None
    True
    """
    if len(text) > _LONGEST:
        return None
    words = DATE_WORD.findall(text)
    return _read_day(words, now) or _read_ago(text, frozenset(words), now)


def _read_day(words: list[str], now: dt.datetime) -> dt.date | None:
    days_ago = load_calendar().days_ago
    phrases = (
        *words,
        *(f"{word} {follower}" for word, follower in pairwise(words)),
    )
    days = next((days_ago[phrase] for phrase in phrases if phrase in days_ago), None)
    return None if days is None else now.date() - dt.timedelta(days=days)


def _read_ago(text: str, words: frozenset[str], now: dt.datetime) -> dt.datetime | dt.date | None:
    counted = [
        minutes
        for word in words
        for phrase, minutes in _ago_by_word().get(word, ())
        if phrase <= words
    ]
    if not counted:
        return None
    match = _NUMBER.search(text)
    minutes = min(counted) * (int(match[0]) if match else 1)
    if minutes > _MOST_DAYS * _MINUTES_A_DAY:
        return None
    moment = now - dt.timedelta(minutes=minutes)
    if min(counted) == _MINUTES_A_DAY:
        return moment.date()
    return moment.replace(second=0, microsecond=0)


@lru_cache(maxsize=1)
def _ago_by_word() -> dict[str, tuple[tuple[frozenset[str], int], ...]]:
    """Phrases by each of their words."""
    by_word: dict[str, tuple[tuple[frozenset[str], int], ...]] = {}
    for phrase, minutes in load_calendar().ago:
        for word in phrase:
            by_word[word] = (*by_word.get(word, ()), (phrase, minutes))
    return by_word
