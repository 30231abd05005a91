"""Times as the state keeps them.

They are kept as text, in UTC, ISO 8601, to the second; as text they sort as they follow.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cleaners.reading.clock import read_iso

DAY_CHARACTERS = 10


def now() -> str:
    """The present time as it is kept."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment with a zone, as it is kept.

    >>> stamp(datetime.fromisoformat("2025-05-20T14:05:00+05:00"))
    '2025-05-20T09:05:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def later(moment: str, **duration: float) -> str:
    """A kept time, moved by what `timedelta` takes.

    >>> later("2025-05-20T09:05:00Z", hours=20)
    '2025-05-21T05:05:00Z'
    """
    return stamp(datetime.fromisoformat(moment) + timedelta(**duration))


def read_lastmod(text: str) -> str | None:
    """The `lastmod` of a sitemap's entry as it is kept: a second, or a day where it has no time.

    A time without a zone is taken for UTC. None for what is no date of ISO 8601.

    >>> read_lastmod("2025-05-20T14:05+05:00"), read_lastmod(" 2025-05-20 "), read_lastmod("soon")
    ('2025-05-20T09:05:00Z', '2025-05-20', None)
    """
    moment = read_iso(text)
    if moment is None or not isinstance(moment, datetime):
        return moment.isoformat() if moment else None
    try:
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except OverflowError:
        return None


def is_day(kept: str) -> bool:
    """Whether a kept time is a day without a time.

    >>> is_day("2025-05-20"), is_day("2025-05-20T09:05:00Z")
    (True, False)
    """
    return len(kept) == DAY_CHARACTERS
