"""Moments as machines write them: in sitemaps, feeds, headers and archives."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

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
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
