"""Dates as news sites write them → ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from cleaners.labels import Lexicon
from cleaners.reading.calendar import civil_date, load_calendar
from cleaners.reading.clock import Clock, find_clock, find_zone, offset_zone, read_iso, site_zone
from cleaners.reading.day_words import DATE_WORD, fold_date, read_day_in_words, read_relative

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:t|\s|\st)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?"
    r"(?:([+-])(\d{2}):?(\d{2})?(?!\d))?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[t ]?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?z?)?")
_STAMP = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds since 1970: 2001 to 2033
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})(?!\d)")
_DIGIT = re.compile(r"\d")
_MONTHS = 12
_EASTERNMOST = dt.timezone(dt.timedelta(hours=14))
_UNITS = frozenset("$€£¥₽₸₴₺₹%°")  # 14.55 is a price or a share beside these, and no time
_LONGEST = 300  # characters of a text that is read


class DateHints(msgspec.Struct, frozen=True):
    """What is known beside a date.

    `zone` is the IANA zone of the site, for a time that comes without one; `now` the time of the
    fetch, which «вчера» counts from and which no date is later than; `language` the code of the
    page's language; `month_first` says that 5/3 is the third of May, unless that other day is
    among the `known` ones, which the page names in ISO 8601 elsewhere.
    """

    zone: str = ""
    now: dt.datetime | None = None
    language: str | None = None
    month_first: bool = False
    known: frozenset[str] = frozenset()


_NO_HINTS = DateHints()


class _Moment(msgspec.Struct, frozen=True):
    day: dt.date
    time: dt.time | None = None
    zone: dt.tzinfo | None = None


def extract_date(text: str, hints: DateHints = _NO_HINTS) -> str | None:
    """The first date in a text as ISO 8601, with time and zone where the text has them.

    >>> extract_date("20 мая 2025 г. 14:05", DateHints(zone="Asia/Almaty"))
    '2025-05-20T14:05:00+05:00'
    >>> extract_date("2025 жылғы 3 мамыр"), extract_date("21 Ақпан, 2025"), extract_date("скоро")
    ('2025-05-03', '2025-02-21', None)
    """
    folded = fold_date(text[:_LONGEST])
    if hints.now is None and _DIGIT.search(folded) is None:
        return None  # as of most lines: only «вчера» has no figure
    return _first_date(folded, hints)


def _first_date(folded: str, hints: DateHints) -> str | None:
    for moment in _read_moments(folded, hints):
        written = _write(moment, hints)
        if written:
            return written
    return None


def is_date_line(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is a date and nothing else but words such as «Опубликовано».

    >>> from cleaners.labels import load_lexicon
    >>> is_date_line("20 мая 2025 г. 14:05", load_lexicon())
    True
    >>> is_date_line("20 мая 2025 года открылся мост", load_lexicon())
    False
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)) or not _UNITS.isdisjoint(text):
        return False
    folded = fold_date(text)
    beside, known = load_calendar().beside, lexicon.beside_dates
    words = (match[0] for match in DATE_WORD.finditer(folded))  # most lines end with the first one
    return all(word in beside or word in known for word in words) and _tells_moment(folded)


@lru_cache(maxsize=512)
def _tells_moment(folded: str) -> bool:
    """The same of a folded text of words of dates: teasers of one day repeat it."""
    return find_clock(folded) is not None or _first_date(folded, _NO_HINTS) is not None


def has_weekday(text: str) -> bool:
    """Whether a short text names a day of the week.

    >>> has_weekday("Воскресенье, 6 октября"), has_weekday("6 октября")
    (True, False)
    """
    words = DATE_WORD.findall(fold_date(text[:_LONGEST]))
    return not load_calendar().weekdays.isdisjoint(words)


def read_now(downloaded: str | None) -> dt.datetime | None:
    """The time of a fetch, None where it is unknown.

    >>> read_now("2025-05-20T14:05:00Z"), read_now("soon")
    (datetime.datetime(2025, 5, 20, 14, 5, tzinfo=datetime.timezone.utc), None)
    """
    moment = read_iso(downloaded or "")
    if moment is None or isinstance(moment, dt.datetime):
        return moment
    return dt.datetime.combine(moment, dt.time())


def _read_moments(text: str, hints: DateHints) -> Iterator[_Moment]:
    """What the text may mean, the surest reading first."""
    yield from filter(None, (_read_iso(text), _read_compact(text)))
    clock = find_clock(text)
    bare = _blank(text, clock)
    words = read_day_in_words(bare, hints.language, hints.now)
    if words:
        yield _join(text, clock, words[0], words[1], words[2])
    yield from _read_numeric(text, bare, clock, hints)
    if hints.now is not None:
        relative = read_relative(bare, _local(hints.now, hints.zone))
        if isinstance(relative, dt.datetime):
            yield _Moment(relative.date(), relative.timetz().replace(tzinfo=None), relative.tzinfo)
        elif relative:
            yield _Moment(relative, clock.time if clock else None, clock.zone if clock else None)


def _read_iso(text: str) -> _Moment | None:
    match = _ISO.search(text)
    day = _day(match[1], match[2], match[3]) if match else None
    if match is None or day is None:
        return None
    if not match[4]:
        clock = find_clock(text[match.end() :])
        return _Moment(day, clock.time, clock.zone) if clock else _Moment(day)
    time = _time(match[4], match[5], match[6])
    if time is None:
        return None
    if match[7]:
        return _Moment(day, time, offset_zone(match[7], int(match[8]), int(match[9] or 0)))
    return _Moment(day, time, find_zone(text, match.end())[0])


def _read_compact(text: str) -> _Moment | None:
    """Figures alone, as machines write them: seconds since 1970, or a date without marks."""
    text = text.strip()
    if _STAMP.fullmatch(text):
        moment = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
        return _Moment(moment.date(), moment.time(), dt.UTC)
    match = _COMPACT.fullmatch(text)
    day = _day(match[1], match[2], match[3]) if match else None
    if match is None or day is None:
        return None
    time = _time(match[4], match[5], match[6]) if match[4] else None
    return _Moment(day, time, dt.UTC if time and text.endswith("z") else None)


def _read_numeric(text: str, bare: str, clock: Clock | None, hints: DateHints) -> Iterator[_Moment]:
    """Day and month in the order of the page, then in the other one: there is no 20th month."""
    # A clock with a point looks like a part of a date: such a date is read with it.
    match = _NUMERIC.search(bare) or _NUMERIC.search(text)
    if match is None:
        return
    first, mark, second, third = match.groups()
    if len(first) == 4:
        orders = [(first, second, third)]
    elif len(third) == 4 and len(first) <= 2:
        orders = [(third, second, first), (third, first, second)]
        if hints.month_first and mark != ".":
            orders.reverse()
        orders.sort(key=lambda order: "-".join(part.zfill(2) for part in order) not in hints.known)
    else:
        return
    for year, month, number in orders:
        day = _day(year, month, number)
        if day:
            yield _join(text, clock, day, match.start(), match.end())


def _join(text: str, clock: Clock | None, day: dt.date, start: int, end: int) -> _Moment:
    """A day with the time beside it; what was taken for a time may be a part of the day."""
    if clock and clock.start < end and start < clock.end and not _is_sure(text, clock):
        clock = find_clock(text[:start] + " " * (end - start) + text[end:])
    return _Moment(day, clock.time, clock.zone) if clock else _Moment(day)


def _blank(text: str, clock: Clock | None) -> str:
    if clock is None or not _is_sure(text, clock):
        return text
    return text[: clock.start] + " " * (clock.end - clock.start) + text[clock.end :]


def _is_sure(text: str, clock: Clock) -> bool:
    """Whether figures can't be a part of a date."""
    return ":" in text[clock.start : clock.end]


def _day(year: str, month: str, day: str) -> dt.date | None:
    number = int(month)
    return civil_date(int(year), number, int(day)) if number <= _MONTHS else None


def _time(hour: str, minute: str, second: str | None) -> dt.time | None:
    try:
        return dt.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None


def _write(moment: _Moment, hints: DateHints) -> str | None:
    """ISO 8601; None for what lies after the fetch, a day alone where only its time does."""
    zone = moment.zone or site_zone(hints.zone)
    time = moment.time
    if hints.now is not None:
        # Without a zone the page may stand as far ahead of the machine that fetched it as Kiribati.
        latest = _local(hints.now, hints.zone, zone or _EASTERNMOST)
        if moment.day > latest.date():
            return None
        if time and dt.datetime.combine(moment.day, time, latest.tzinfo) > latest:
            time = None
    if time is None:
        return moment.day.isoformat()
    return dt.datetime.combine(moment.day, time, zone).isoformat()


def _local(now: dt.datetime, site: str, zone: dt.tzinfo | None = None) -> dt.datetime:
    """The time of the fetch as a clock in the zone shows it."""
    zone = zone or site_zone(site)
    now = now if now.tzinfo else now.replace(tzinfo=dt.UTC)
    return now.astimezone(zone) if zone else now
