"""Dates in addresses: the day of a story, the days that a folder or a sitemap holds."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from cleaners.reading.dates import extract_date

_STORY_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[^\W\d_]{3,12})[/-](\d{1,2})(?=[/\-_.+]|$)"
    r"|/((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)"
)
_LONGEST_ADDRESS = 2_000  # characters

# Year and month, and a day where there is one: `2025/05/20`, `2025-05`, `20250520`.
_DATE = r"((?:19|20)\d\d)([-/_.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?"
_FOLDERS = re.compile(rf"/{_DATE}(?=/)")
# With a digit on either side it is part of another number.
_NAME = re.compile(rf"(?<!\d){_DATE}(?!\d)")
# `2025-2`, without a leading zero: the second file of a year, not its February.
_PART_OF_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[-_]\d(?!\d)")


class Days(NamedTuple):
    """A run of days, both ends included."""

    first: dt.date
    last: dt.date


def date_in_address(url: str | None) -> str | None:
    """The day that the address of a story names, as ISO 8601; None for one that names none.

    >>> date_in_address("https://a.kz/2025/05/20/most/"), date_in_address("https://a.kz/2025/may/3/")
    ('2025-05-20', '2025-05-03')
    """
    match = _STORY_DAY.search((url or "")[:_LONGEST_ADDRESS])
    if match is None:
        return None
    year, month, day = match.groups()[:3] if match[1] else match.groups()[3:]
    return extract_date(f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}")


def days_in_folders(url: str) -> Days | None:
    """The day or the month that the folders of an address name; None where they name none.

    Raises `ValueError` for what is no address.

    >>> days_in_folders("https://a.kz/2025/05/20/most/")
    Days(first=datetime.date(2025, 5, 20), last=datetime.date(2025, 5, 20))
    >>> days_in_folders("https://a.kz/n/2025-12-apostles/")
    """
    return _days(_FOLDERS.search(unquote(urlsplit(url).path)))


def days_in_names(urls: Sequence[str]) -> list[Days | None]:
    """The day or the month that each of a site's sitemaps has in its name; None where it has none.

    One name such as `2025-9`, without a leading zero, shows that the site numbers its sitemaps by
    year: then none of the names holds a month. Raises `ValueError` for what is no address.

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
        first = dt.date(year, month, day)
    except ValueError:
        return None
    return Days(first, first if match[4] else first.replace(day=monthrange(year, month)[1]))
