"""Archives by date: the addresses of their pages, and how to guess them from one that is linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from crawler.discovery.period import Period
from crawler.discovery.urls import path_and_query

YEAR, MONTH, DAY = "{yyyy}", "{mm}", "{dd}"
# Nothing in the world of the web was dated earlier, and no archive holds tomorrow's paper.
FIRST_YEAR = 1990

_LINKED = re.compile(r"((?:19|20)\d\d)([-/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(/?)$")


def archive_paths(pattern: str, period: Period, today: date) -> Iterator[str]:
    """The pages of an archive that hold a period, the newest first; none without a beginning.

    >>> may = Period(date(2025, 5, 30), date(2025, 6, 1))
    >>> list(archive_paths("/archive/{yyyy}/{mm}/", may, date(2025, 7, 1)))
    ['/archive/2025/06/', '/archive/2025/05/']
    """
    paths = (
        pattern.replace(YEAR, f"{day:%Y}").replace(MONTH, f"{day:%m}").replace(DAY, f"{day:%d}")
        for day in period.days(today)
    )
    # A pattern without a day gives the same page for the whole month.
    return (path for path, _ in groupby(paths))


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
    match = _LINKED.search(path)
    # Other digits in front make it the number of something.
    if not match or path[: match.start()][-1:].isdigit():
        return None
    year, between, month, day, slash = match.groups()
    try:
        linked = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if linked.year < FIRST_YEAR or linked > today:
        return None
    return path[: match.start()] + between.join((YEAR, MONTH, DAY)) + slash
