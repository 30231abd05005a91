"""The days that a crawl is about: `-a since=2025-05-01 -a until=2025-05-31`, both included."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from crawler.discovery.errors import BadPeriodError

# A story is often corrected in its first weeks. What was changed later than this after the last
# day was, as good as certainly, published after it.
CORRECTIONS = timedelta(days=30)

# Year and month, and a day where there is one: `2025/05/20`, `2025-05`, `20250520`.
_DATE = r"((?:19|20)\d\d)([-/_.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?"
_FOLDERS = re.compile(rf"/{_DATE}(?=/)")
# Digits on either side would make it another number.
_NAME = re.compile(rf"(?<!\d){_DATE}(?!\d)")
# The second part of a year, and not its February.
_PART_OF_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[-_]\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Period:
    """The days between `since` and `until`; None leaves an end open.

    As text it is an interval of ISO 8601, such as `2025-05-01/2025-05-31`; empty for all days.
    Days are those of `zone`; where the site's is not known, each time is taken as it is written.
    `corrections` is how long after the last day a story of the period is looked for by the date of
    its last change alone.
    """

    since: date | None = None
    until: date | None = None
    zone: tzinfo | None = None
    corrections: timedelta = CORRECTIONS

    def __str__(self) -> str:
        return f"{self.since or ''}/{self.until or ''}" if self else ""

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return self.since is not None or self.until is not None

    def holds(self, moment: datetime | date | None) -> bool:
        """Whether something published then belongs to it; what is not known does.

        >>> Period(date(2025, 5, 1)).holds(date(2025, 4, 30)), Period(date(2025, 5, 1)).holds(None)
        (False, True)
        """
        return not (self.is_before(moment) or self.is_after(moment))

    def is_before(self, moment: datetime | date | None) -> bool:
        """Whether the moment lies before the first day."""
        day = self._day(moment)
        return bool(day and self.since and day < self.since)

    def is_after(self, moment: datetime | date | None) -> bool:
        """Whether the moment lies after the last day."""
        day = self._day(moment)
        return bool(day and self.until and day > self.until)

    def may_hold_changed(self, moment: datetime | date | None) -> bool:
        """Whether something that was last changed then may have been published in the period."""
        day = self._day(moment)
        late = bool(day and self.until and day > self.until + self.corrections)
        return not (self.is_before(day) or late)

    def is_behind(self, moments: Sequence[datetime | date | None]) -> bool:
        """Whether a listing that shows these has come to what is older than the period.

        A listing shows the newest first; a pinned old story at its head does not end it.

        >>> may = Period(date(2025, 5, 1))
        >>> may.is_behind([date(2020, 1, 1), date(2025, 5, 3), date(2025, 5, 2)]), may.is_behind([])
        (False, False)
        """
        known = [moment for moment in moments if moment]
        return sum(map(self.is_before, known)) * 2 > len(known)

    def meets(self, days: Days | None) -> bool:
        """Whether it has a day in common with others; unknown ones count as having one."""
        return days is None or not (self.is_before(days.last) or self.is_after(days.first))

    def days(self, today: date) -> Iterator[date]:
        """Its days, the newest first; none where it has no beginning."""
        day = min(self.until or today, today)
        while self.since and day >= self.since:
            yield day
            day -= timedelta(days=1)

    def _day(self, moment: datetime | date | None) -> date | None:
        if isinstance(moment, datetime):
            is_elsewhere = moment.tzinfo is not None and self.zone is not None
            return (moment.astimezone(self.zone) if is_elsewhere else moment).date()
        return moment


ALWAYS = Period()


def parse_period(since: str | None, until: str | None, timezone: str = "") -> Period:
    """A period from the arguments of a spider; `BadPeriodError` says what is wrong with them.

    >>> parse_period("2025-05-01", None).since
    datetime.date(2025, 5, 1)
    >>> parse_period("yesterday", None)
    Traceback (most recent call last):
    crawler.discovery.errors.BadPeriodError: since=yesterday is no day; write -a since=2025-05-31
    """
    first, last = _parse_day("since", since), _parse_day("until", until)
    if first and last and first > last:
        raise BadPeriodError(f"since={since} lies after until={until}; change the one or the other")
    return Period(first, last, ZoneInfo(timezone) if timezone else None)


def read_moment(text: str) -> datetime | date | None:
    """A time as sitemaps and feeds write it: ISO 8601, a part of it, or RFC 822.

    >>> read_moment("2025-05"), read_moment("2025-05-20"), read_moment("soon")
    (datetime.date(2025, 5, 1), datetime.date(2025, 5, 20), None)
    >>> read_moment("Tue, 20 May 2025 14:05:00 +0500").hour
    14
    """
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d\d", text):
        text += "-01"
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text)
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def days_in_folders(url: str) -> Days | None:
    """The day or the month that the folders of a story name; None where they name none.

    >>> days_in_folders("https://a.kz/2025/05/20/most/")
    Days(first=datetime.date(2025, 5, 20), last=datetime.date(2025, 5, 20))
    >>> days_in_folders("https://a.kz/n/2025-12-apostles/")
    """
    return _days(_FOLDERS.search(unquote(urlsplit(url).path)))


def days_in_names(urls: Sequence[str]) -> list[Days | None]:
    """The day or the month that the names of sitemaps tell.

    A number without its zero is no month: then they are parts of years, and none tells any.

    >>> days_in_names(["https://a.kz/sitemap-2025-02.xml"])[0].last
    datetime.date(2025, 2, 28)
    >>> days_in_names(["https://a.kz/sitemap-2025-9.xml", "https://a.kz/sitemap-2025-10.xml"])
    [None, None]
    """
    paths = [unquote(urlsplit(url).path) for url in urls]
    if any(map(_PART_OF_YEAR.search, paths)):
        return [None] * len(paths)
    return [_days(_NAME.search(path)) for path in paths]


def _days(match: re.Match[str] | None) -> Days | None:
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[3]), int(match[4] or 1)
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    return Days(first, first if match[4] else first.replace(day=monthrange(year, month)[1]))


def _parse_day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{name}={text} is no day; write -a {name}=2025-05-31"
        raise BadPeriodError(message) from None
