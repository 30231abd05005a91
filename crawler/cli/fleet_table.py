"""The table of `chistovik fleet status`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.monitoring.printable import one_line

if TYPE_CHECKING:
    from crawler.fleet.lease_table import Site

_WIDEST = 60  # characters of an address; `fleet list` has the rest
_LONGEST_ALARMS = 3  # of each site; the report has the rest


def table_of(sites: Sequence[Site], now: datetime) -> Iterator[str]:
    """The lines of the table, its alarms, and its sum."""
    if not sites:
        yield "no sites; add some with `chistovik fleet add`"
        return
    width = min(max(len("site"), *(len(site.url) for site in sites)), _WIDEST)
    yield f"{'site':<{width}}  {'last run (UTC)':16} {'new':>6} {'stories':>8} {'alarms':>6}  next"
    for site in sites:
        ended = f"{site.ended.astimezone(UTC):%Y-%m-%d %H:%M}" if site.ended else "never"
        new = "" if site.new_stories is None else f"{site.new_stories:,}"
        name = _shortened(site.url)
        yield (
            f"{name:<{width}}  {ended:16} {new:>6} {site.stories:>8,} {len(site.alarms):>6}"
            f"  {_next_of(site, now)}"
        )
    for site in sites:
        for alarm in site.alarms[:_LONGEST_ALARMS]:
            yield f"ALARM: {one_line(alarm)}"
    held = sum(site.worker is not None for site in sites)
    given_up = sum(site.due is None for site in sites)
    yield f"{len(sites):,} sites, {held:,} being crawled, {given_up:,} given up"


def _shortened(url: str) -> str:
    return url if len(url) <= _WIDEST else f"{url[: _WIDEST - 1]}…"


def _next_of(site: Site, now: datetime) -> str:
    if site.worker is not None:
        return f"crawled by {site.worker}"
    if site.due is None:
        return "given up"
    hours, minutes = divmod(max(round((site.due - now) / timedelta(minutes=1)), 0), 60)
    return f"in {hours:,} h {minutes} min" if hours or minutes else "due"
