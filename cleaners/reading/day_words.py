"""Days in words: «30 Июля 2015», «2025 жылғы 3 мамыр», "May 20th, 2025", «вчера», "2 hours ago"."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from cleaners.reading.calendar import Calendar, civil_date, drop_accents, is_year, load_calendar

# Vowel signs and the like are no letters to `re`, but parts of words in their scripts.
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e"
_LETTERS = rf"(?:[^\W\d_]+|(?!\d)[{_SIGNS}])+"
DATE_WORD = re.compile(_LETTERS)
_TOKEN = re.compile(rf"\d+|{_LETTERS}")
_NUMBERED = re.compile(
    r"(?<!\d)(\d{4})\s?(?:年|년|оны)\s?(\d{1,2})\s?(?:月|월|(?:-?р )?сарын)\s?(\d{1,2})(?!\d)"
    r"|(?<!\d)(\d{1,2}),?\s(?:tháng|thg)\s(\d{1,2}),?\s(?:năm\s)?(\d{4})(?!\d)"
)
_NUMBERED_YEARLESS = re.compile(r"(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_SHORT = 3  # letters of a word that may stand between the parts of a date: de, th, г
_FILLERS = frozenset(
    {
        "жылғы",
        "жылы",
        "жылдын",
        "yilning",
        "йилнинг",
        "jylğy",
        "jylǵy",
        "gada",
        "року",
        "года",
        "сағат",
    }
)
_NEAR = 6  # tokens beside the name of a month
_FURTHEST = 3  # marks between two parts of a date
# Figures of Persian and Arabic as those that clocks are read by.
_FIGURES = {start + n: str(n) for start in (0x0660, 0x06F0) for n in range(10)}
_HEBREW_IN = "ב"  # before the name of a month: «20 במאי»
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_MINUTES_A_DAY = 1440
_LONGEST = 60  # characters; «вчера» in a longer text is a part of the story
_MOST_DAYS = 31

Found = tuple[dt.date, int, int]
_Token = tuple[str, int, int]


def fold_date(text: str) -> str:
    """A text as dates are read: no case, no «ё», plain figures and spaces.

    >>> fold_date("20 МАЯ 2025")
    '20 мая 2025'
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_FIGURES)
    return unicodedata.normalize("NFC", folded).replace("ё", "е").replace("\u2212", "-")


def read_day_in_words(text: str, language: str | None, now: dt.datetime | None) -> Found | None:
    """The first day in a folded text, and where it stands.

    A day without a year is the last one before `now`.

    >>> read_day_in_words("вторник, 20 мая 2025 года", None, None)
    (datetime.date(2025, 5, 20), 9, 20)
    >>> read_day_in_words("20 мая", None, None) is None
    True
    """
    return _read_numbered(text, now) or _read_named(text, language, now)


def _read_numbered(text: str, now: dt.datetime | None) -> Found | None:
    match = _NUMBERED.search(text)
    if match:
        year, month, day = (
            (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        )
        date = civil_date(int(year), int(month), int(day))
        return (date, match.start(), match.end()) if date else None
    match = _NUMBERED_YEARLESS.search(text) if now else None
    date = _last(int(match[1]), int(match[2]), now) if match and now else None
    return (date, match.start(), match.end()) if match and date else None


def _read_named(text: str, language: str | None, now: dt.datetime | None) -> Found | None:
    calendar = load_calendar()
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    named = [
        (index, month)
        for index, (word, _, _) in enumerate(tokens)
        if not word[0].isdigit() and (month := _month(word, language, calendar))
    ]
    # «Mar 5 de mayo de 2025» begins with a Tuesday: whatever month has a year goes first.
    for year_of in (None, now) if now else (None,):
        for index, month in named:
            before = _numbers(text, tokens[max(0, index - _NEAR) : index + 1][::-1])
            after = _numbers(text, tokens[index : index + _NEAR + 1])
            found = _arrange(month, tokens[index], before, after, year_of)
            if found:
                return found
    return None


def _month(word: str, language: str | None, calendar: Calendar) -> int | None:
    known = calendar.month(word, language) or calendar.month(drop_accents(word), language)
    if known is None and word.startswith(_HEBREW_IN):
        return calendar.month(word.removeprefix(_HEBREW_IN), language)
    return known


def _numbers(text: str, tokens: Sequence[_Token]) -> list[_Token]:
    """Up to two numbers next to the first token, with nothing but short words between."""
    numbers: list[_Token] = []
    last = tokens[0]
    for token in tokens[1:]:
        first, second = sorted((last, token), key=lambda part: part[1])
        between = text[first[2] : second[1]].strip()
        if len(between) > _FURTHEST or len(numbers) == 2:
            break
        if token[0][0].isdigit():
            numbers.append(token)
        elif len(token[0]) > _SHORT and token[0] not in _FILLERS:
            break
        last = token
    return numbers


def _arrange(
    month: int,
    name: _Token,
    before: list[_Token],
    after: list[_Token],
    now: dt.datetime | None,
) -> Found | None:
    """Day month year, year day month, year month day, month day year; `now`: without a year."""
    if now is not None:
        days = [token for token in (*before[:1], *after[:1]) if len(token[0]) <= 2]
        date = _last(month, int(days[0][0]), now) if days else None
        return _span(date, name, days[0]) if date else None
    orders = (
        (before[:1], after[:1]),
        (before[:1], before[1:2]),
        (after[:1], before[:1]),
        (after[:1], after[1:2]),
    )
    for numbers, years in orders:
        if numbers and years and _is_year(years[0][0]) and len(numbers[0][0]) <= 2:
            date = civil_date(int(years[0][0]), month, int(numbers[0][0]))
            if date:
                return _span(date, name, numbers[0], years[0])
    return None


def _span(date: dt.date, *tokens: _Token) -> Found:
    return date, min(token[1] for token in tokens), max(token[2] for token in tokens)


def _is_year(number: str) -> bool:
    return len(number) == 4 and is_year(int(number))


def _last(month: int, day: int, now: dt.datetime) -> dt.date | None:
    """The last such day that is not after tomorrow: the zone of the page is not known here."""
    date = civil_date(now.year, month, day)
    if date and date > now.date() + dt.timedelta(days=1):
        date = civil_date(now.year - 1, month, day)
    return date


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
