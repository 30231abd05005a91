"""Dates as news sites print them → ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from cleaners.labels import Lexicon, load_lexicon

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?"
    r"(Z|UTC|GMT|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?"
)
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?(?!\d|\.\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_EARLIEST_YEAR = 1900
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")


def extract_date(text: str, zone: str = "") -> str | None:
    """The first date in a text as ISO 8601, with time and zone where they are told.

    `zone` is the IANA zone of the site, used for a time that comes without one.

    >>> extract_date("20 мая 2025 г. 14:05", "Asia/Almaty")
    '2025-05-20T14:05:00+05:00'
    >>> extract_date("2025 жылғы 3 мамыр"), extract_date("21 Ақпан, 2025"), extract_date("скоро")
    ('2025-05-03', '2025-02-21', None)
    """
    return _read_iso(text, zone) or _read_words(text, zone) or _read_numeric(text, zone)


def is_date_line(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is a date and nothing else but words such as «Опубликовано».

    >>> is_date_line("20 мая 2025 г. 14:05", load_lexicon())
    True
    >>> is_date_line("20 мая 2025 года открылся мост", load_lexicon())
    False
    """
    if not _DIGIT.search(text):
        return False
    if any(word not in lexicon.beside_dates for word in _LETTERS.findall(text.casefold())):
        return False
    return extract_date(text) is not None or _CLOCK.search(text) is not None


def _read_iso(text: str, zone: str) -> str | None:
    match = _ISO.search(text)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    clock = (int(match[4]), int(match[5]), int(match[6] or 0)) if match[4] else None
    return _format(year, month, day, clock, _offset(match[7]), zone)


def _read_words(text: str, zone: str) -> str | None:
    months = load_lexicon().months
    folded = text.casefold()
    for match in _word_date().finditer(folded):
        month = months.get(match["month1"] or match["month2"] or match["month3"])
        if month is None:
            continue
        day = int(match["day1"] or match["day2"] or match["day3"])
        year = int(match["year1"] or match["year2"] or match["year3"])
        return _format(year, month, day, _read_clock(folded, match), None, zone)
    return None


def _read_numeric(text: str, zone: str) -> str | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups())
    return _format(year, month, day, _read_clock(text, match), None, zone)


def _read_clock(text: str, date: re.Match[str]) -> tuple[int, int, int] | None:
    """The time nearest to the date, which stands before or behind it."""
    rest = text[: date.start()] + " " * (date.end() - date.start()) + text[date.end() :]
    match = _CLOCK.search(rest)
    return (int(match[1]), int(match[2]), 0) if match else None


def _format(
    year: int, month: int, day: int,
    clock: tuple[int, int, int] | None, offset: dt.timezone | None, zone: str,
) -> str | None:  # fmt: skip
    try:
        date = dt.date(year, month, day)
        if year < _EARLIEST_YEAR:
            return None
        if clock is None:
            return date.isoformat()
        moment = dt.datetime.combine(date, dt.time(*clock))
    except ValueError:
        return None
    tzinfo = offset or (ZoneInfo(zone) if zone else None)
    return moment.replace(tzinfo=tzinfo).isoformat()


def _offset(text: str | None) -> dt.timezone | None:
    if not text:
        return None
    if text in ("Z", "UTC", "GMT"):
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    delta = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-delta if text[0] == "-" else delta)


@lru_cache(maxsize=1)
def _word_date() -> re.Pattern[str]:
    """Day month year, month day year, and the Kazakh order year day month."""
    names = "|".join(sorted(map(re.escape, load_lexicon().months), key=len, reverse=True))
    day = r"(?<!\d)(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    month = rf"(?P<month{{0}}>{names})(?![^\W\d_])\.?"
    year = r"(?P<year{0}>\d{{4}})(?!\d)"
    gap = r"[\s,\-]{1,3}"
    orders = (
        day.format(1) + gap + month.format(1) + gap + year.format(1),
        month.format(2) + gap + day.format(2) + gap + year.format(2),
        year.format(3) + r"(?:\s*[^\W\d_]{1,5}\.?)?" + gap + day.format(3) + gap
        + month.format(3),
    )  # fmt: skip
    return re.compile("|".join(orders))
