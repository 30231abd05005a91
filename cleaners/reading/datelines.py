"""Datelines: place and day that a news agency's story begins with."""

from __future__ import annotations

import re

from cleaners.reading.calendar import load_calendar
from cleaners.reading.day_words import DATE_WORD, fold_date

_DATELINE = re.compile(
    r"\W{0,2}(?P<place>[^\W\d_][\w'’.-]{1,30}(?: [\w'’-]{1,20}){0,3})[,.] ?"
    r"(?P<day>[^—–/(|:]{3,40}?)\s?(?:[—–/(|:]|-\s|\.\s|\.$)"
)
_LONGEST = 120  # characters that a dateline may take


def read_dateline(text: str) -> str | None:
    """The day in the dateline of a story, as printed; None for a story without one.

    >>> read_dateline("БИШКЕК, 12-март. /КАБАР/. Шаарда жаңы китепкана ачылды.")
    '12-март'
    >>> read_dateline("MOSCOW, May 5, 2017 (AP) — The bridge is open.")
    'May 5, 2017'
    >>> read_dateline("Астана, 12 марта открыли новый мост. Он длинный.") is None
    True
    """
    match = _DATELINE.match(text[:_LONGEST])
    if match is None or not match["place"][0].isupper() or not any(map(str.isdigit, match["day"])):
        return None
    calendar = load_calendar()
    words = DATE_WORD.findall(fold_date(match["day"]))
    is_day = any(word in calendar.months for word in words) or not words
    return match["day"] if is_day and calendar.beside.issuperset(words) else None
