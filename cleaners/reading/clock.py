"""Times of day with zones, in print («14:05», "2:05 pm EDT") and as machines write moments."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
# What stands behind a time of twelve hours in other languages; no word that means something else.
_LATE = (
    r"μ\.?μ|π\.?μ|(?:дп|пп|тд|тк|утра|вечера|до полудня|после полудня|пр\.\s?об|сл\.\s?об|dop|odp"
    r"|öö|ös)\b\.?|[дп]\.\s?п\.|[قب]\.ظ"
)
_COLON = re.compile(
    rf"(?<!\d)(?P<early>上午|下午|午前|午後|오전|오후|晚上)?\s?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
    rf"(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?!\d)(?:\s?{_HALF}|\s?(?P<late>{_LATE}))?"
)
_OTHER = re.compile(
    r"(?<![\d.])(?P<early>上午|下午|午前|午後|오전|오후|晚上)?\s?(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?:\.|\s?(?:h|ч|時|时|点|點|시)\s?)(?P<minute>[0-5]\d)"
    rf"(?!\d|\.\d)(?:\s?{_HALF})?|\s?(?P<only>[ap])\.?m\b\.?)"
)
_OFFSET = re.compile(
    r"\s?\(?(?:(?:gmt|utc)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?(?!\d)"
    r"|(?P<sign2>[+-])(?P<hours2>\d\d):?(?P<minutes2>[0-5]\d)(?!\d)"
    r"|(?P<name>[^\W\d_]{1,4})(?![^\W\d_]))"
)
_AFTERNOON = frozenset(
    {
        "p",
        "下午",
        "午後",
        "오후",
        "晚上",
        "μμ",
        "μ.μ",
        "пп",
        "п.п",
        "тк",
        "вечера",
        "после полудня",
        "сл.об",
        "odp",
        "ös",
        "ب.ظ",
    }
)
_MORNING = frozenset(
    {
        "a",
        "上午",
        "午前",
        "오전",
        "πμ",
        "π.μ",
        "дп",
        "д.п",
        "тд",
        "утра",
        "до полудня",
        "пр.об",
        "dop",
        "öö",
        "ق.ظ",
    }
)
_FURTHEST_OFFSET = 14  # hours; Kiribati

# Names that mean one zone the world over, in hours; a place where summer time is meant too.
_HOURS = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "eet": 2, "sast": 2, "eest": 3, "msk": 3, "мск": 3, "eat": 3, "wib": 7, "jst": 9, "kst": 9,
    "aest": 10, "aedt": 11, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7,
}  # fmt: skip
_PLACES = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}


class Clock(msgspec.Struct, frozen=True):
    """A time of day, its zone where the text has one, and where it stands in the text."""

    time: dt.time
    zone: dt.tzinfo | None
    start: int
    end: int


# Times of the web in seconds since 1970, of the years 1990 to 2100; more are milliseconds.
_FIRST_SECOND, _LAST_SECOND = 631_152_000, 4_102_444_800
_LEAST_MILLISECONDS = 100_000_000_000


def find_clock(text: str) -> Clock | None:
    """The first time in a text without capitals; one with a colon is the surest.

    >>> find_clock("20 may, 2:05 pm edt").time, find_clock("20 мая")
    (datetime.time(14, 5), None)
    """
    match = _COLON.search(text) or _OTHER.search(text)
    if match is None:
        return None
    parts = match.groupdict()
    late = (parts.get("late") or "").replace(". ", ".").removesuffix(".")
    mark = parts["early"] or parts["half"] or late or parts.get("only") or ""
    time = dt.time(
        _full_hour(int(parts["hour"]), mark),
        int(parts["minute"] or 0),
        int(parts.get("second") or 0),
    )
    zone, end = find_zone(text, match.end())
    return Clock(time=time, zone=zone, start=match.start(), end=end)


def find_zone(text: str, start: int) -> tuple[dt.tzinfo | None, int]:
    """The zone behind a time, and where it ends."""
    match = _OFFSET.match(text, start)
    if match is None:
        return None, start
    if match["name"]:
        zone = named_zone(match["name"])
        return zone, match.end() if zone else start
    sign = match["sign"] or match["sign2"]
    minutes = int(match["minutes"] or match["minutes2"] or 0)
    return offset_zone(sign, int(match["hours"] or match["hours2"]), minutes), match.end()


def named_zone(name: str) -> dt.tzinfo | None:
    """The zone that an abbreviation stands for, None for words and for those with two meanings.

    >>> named_zone("edt").utcoffset(None), named_zone("ist")
    (datetime.timedelta(days=-1, seconds=72000), None)
    """
    if name in _HOURS:
        return dt.timezone(dt.timedelta(hours=_HOURS[name])) if _HOURS[name] else dt.UTC
    return site_zone(_PLACES[name]) if name in _PLACES else None


def offset_zone(sign: str, hours: int, minutes: int) -> dt.tzinfo | None:
    """The zone of an offset, such as "+", 5, 30; None for one that no place has."""
    if hours > _FURTHEST_OFFSET:
        return None
    delta = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-delta if sign == "-" else delta) if delta else dt.UTC


@lru_cache(maxsize=64)
def site_zone(name: str) -> dt.tzinfo | None:
    """The zone with an IANA name, None where the machine does not know it."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _full_hour(hour: int, mark: str) -> int:
    """Hours of the 24-hour clock."""
    if mark in _AFTERNOON and hour < 12:
        return hour + 12
    return 0 if mark in _MORNING and hour == 12 else hour


_MONTH = re.compile(r"\d{4}-\d\d")


def read_iso(text: str) -> dt.datetime | dt.date | None:
    """A date or a time in ISO 8601; None for anything else.

    >>> read_iso("2025-05-20T14:05:00Z"), read_iso(" 2025-05-20 "), read_iso("soon")
    (datetime.datetime(2025, 5, 20, 14, 5, tzinfo=datetime.timezone.utc), \
datetime.date(2025, 5, 20), None)
    """
    text = text.strip()
    for read in (dt.date.fromisoformat, dt.datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return None


def write_epoch(number: float) -> str | None:
    """Seconds or milliseconds since 1970 as ISO 8601 in UTC; None for what is no time of the web.

    >>> write_epoch(1741082400), write_epoch(1741082400000), write_epoch(4)
    ('2025-03-04T10:00:00+00:00', '2025-03-04T10:00:00+00:00', None)
    """
    seconds = number // 1000 if number >= _LEAST_MILLISECONDS else number
    if not _FIRST_SECOND <= seconds < _LAST_SECOND:
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).isoformat()


def read_moment(text: str) -> dt.datetime | dt.date | None:
    """A date or a time as sitemaps and feeds write it: ISO 8601, a month alone, or RFC 822.

    A month stands for its first day.

    >>> read_moment("2025-05"), read_moment("2025-05-20"), read_moment("soon")
    (datetime.date(2025, 5, 1), datetime.date(2025, 5, 20), None)
    >>> read_moment("Tue, 20 May 2025 14:05:00 +0500").hour
    14
    """
    text = text.strip()
    moment = read_iso(f"{text}-01" if _MONTH.fullmatch(text) else text)
    if moment is not None:
        return moment
    # Imported here: pages tell their dates otherwise, and it brings libraries for mail along.
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
