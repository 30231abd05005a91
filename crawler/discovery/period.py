"""The days that a crawl is about, and the archive pages of days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from urllib.parse import unquote

from cleaners.reading.address_dates import Days
from crawler.discovery.canonical_urls import path_and_query

# A story is often corrected in its first weeks. What was changed later than this after the last
# day was, as good as certainly, published after it.
CORRECTIONS = timedelta(days=30)

YEAR, MONTH, DAY = "{yyyy}", "{mm}", "{dd}"
# A day in whatever form the archive has.
DATE = "{date}"
# The forms that are tried where no link shows one, and those that a link may show (`strftime`).
DATE_FORMS = ("%Y-%m-%d", "%d.%m.%Y")
LINKED_FORMS = (
    *DATE_FORMS,
    *("%Y.%m.%d", "%Y/%m/%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d", "%d%m%Y"),
)
# The first year that an archive is asked for; the web has no older news.
FIRST_YEAR = 1990

_DAY_FIRST = re.compile(r"(0[1-9]|[12]\d|3[01])([-/.])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(/?)$")
_LINKED = re.compile(r"((?:19|20)\d\d)([-/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(/?)$")


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


def archive_paths(pattern: str, period: Period, today: date, form: str = "") -> Iterator[str]:
    """The pages of an archive that hold a period, the newest first; none without a beginning.

    `form` is how a `{date}` in the pattern is written.

    >>> may = Period(date(2025, 5, 30), date(2025, 6, 1))
    >>> list(archive_paths("/archive/{yyyy}/{mm}/", may, date(2025, 7, 1)))
    ['/archive/2025/06/', '/archive/2025/05/']
    """
    paths = (
        pattern.replace(YEAR, f"{day:%Y}")
        .replace(MONTH, f"{day:%m}")
        .replace(DAY, f"{day:%d}")
        .replace(DATE, day.strftime(form))
        for day in period.days(today)
    )
    # A pattern without a day gives the same page for the whole month.
    return (path for path, _ in groupby(paths))


def date_form_in(urls: Iterable[str], patterns: Iterable[str], today: date) -> str | None:
    """How an archive writes its days, from links to some of them; None where there is none.

    >>> links = ["https://a.kz/archive/?date=20.05.2025"]
    >>> date_form_in(links, ["/archive/?date={date}"], date(2025, 7, 1))
    '%d.%m.%Y'
    """
    parts = [pattern.split(DATE) for pattern in patterns if DATE in pattern]
    for path in map(path_and_query, urls):
        for before, after in parts:
            if path.startswith(before) and path.endswith(after):
                written = unquote(path[len(before) : len(path) - len(after)])
                if form := _form_of(written, today):
                    return form
    return None


def _form_of(written: str, today: date) -> str | None:
    for form in LINKED_FORMS:
        try:
            day = datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day.year >= FIRST_YEAR and day <= today:
            return form
    return None


def guess_archives(urls: Iterable[str], today: date) -> tuple[str, ...]:
    """Patterns of archives by the day, from links that a page has to some of their days.

    >>> guess_archives(["https://a.kz/archive/2025/05/20/"], date(2025, 7, 1))
    ('/archive/{yyyy}/{mm}/{dd}/',)
    >>> guess_archives(["https://a.kz/n/most-2025/"], date(2025, 7, 1))
    ()
    """
    found = (_pattern(path_and_query(url), today) for url in urls)
    return tuple(dict.fromkeys(pattern for pattern in found if pattern))


def _pattern(path: str, today: date) -> str | None:
    match = _LINKED.search(path) or _DAY_FIRST.search(path)
    # Other digits in front make it the number of something.
    if not match or path[: match.start()][-1:].isdigit():
        return None
    first, between, month, last, slash = match.groups()
    is_year_first = len(first) > len(last)
    year, day = (first, last) if is_year_first else (last, first)
    written = (YEAR, MONTH, DAY) if is_year_first else (DAY, MONTH, YEAR)
    try:
        linked = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if linked.year < FIRST_YEAR or linked > today:
        return None
    return path[: match.start()] + between.join(written) + slash
