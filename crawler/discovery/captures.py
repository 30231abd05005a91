"""Captures of pages in public web archives, by the protocols of their indexes (CDX).

The Wayback Machine answers `/cdx/search/cdx` with rows of JSON and a key to go on with; Common
Crawl has an index for each of its crawls, which answers with one JSON object a line, and its pages
lie in WARC files of which parts are fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote_plus, urlencode

import msgspec

from crawler.discovery.canonical_urls import canonical_url
from crawler.discovery.period import CORRECTIONS, Period

# Rows of one answer; the servers have limits of their own.
ROWS = 1000
# Of an index; one has some thousands of captures.
MAX_PAGES = 10_000
# A place in a file has fewer digits.
MAX_DIGITS = 18
# A crawl is named after the week in which it ends, and takes some weeks.
CRAWL_DAYS = timedelta(days=60)

_WEEK = re.compile(r"(\d{4})-(\d\d)$")
_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture: the page's address, its time, and for Common Crawl where its record lies."""

    url: str
    fetched: str
    timestamp: str
    filename: str = ""
    offset: int = 0
    length: int = 0


def wayback_query(base: str, host: str, period: Period, resume: str = "") -> str:
    """The address that asks the Wayback Machine's index for pages of a host, each of them once.

    `base` is the archive's address, `resume` the key that the answer before this one ended with.
    """
    more = {"resumeKey": resume} if resume else {}
    query = [
        ("url", host),
        ("matchType", "host"),
        ("output", "json"),
        ("fl", "timestamp,original"),
        ("filter", "statuscode:200"),
        ("filter", "mimetype:text/html"),
        ("collapse", "urlkey"),
        *_days(period),
        ("limit", str(ROWS)),
        ("showResumeKey", "true"),
        *more.items(),
    ]
    return f"{base}/cdx/search/cdx?{urlencode(query)}"


def read_wayback(data: bytes) -> tuple[list[Capture], str]:
    """The captures of an answer, and the key to go on with, "" at the end.

    >>> data = b'[["timestamp","original"],["20250520120000","http://a.kz/n/1/"],[],["k%21"]]'
    >>> read_wayback(data)[0][0].fetched, read_wayback(data)[1]
    ('2025-05-20T12:00:00Z', 'k!')
    >>> read_wayback(b"<html>busy</html>")
    ([], '')
    """
    rows = _decoded(data)
    rows = rows[1:] if isinstance(rows, list) else []
    resume = ""
    if len(rows) > 1 and rows[-2] == [] and len(rows[-1]) == 1:
        resume = unquote_plus(str(rows[-1][0]))
        rows = rows[:-2]
    pairs = (row for row in rows if isinstance(row, list) and len(row) > 1)
    return list(_captures((str(row[1]), str(row[0]), {}) for row in pairs)), resume


def replay_url(base: str, capture: Capture) -> str:
    """Where the page stands as it came, without what the archive adds to it (`id_`)."""
    return f"{base}/web/{capture.timestamp}id_/{capture.url}"


def crawls_of(data: bytes, period: Period) -> list[str]:
    """The indexes of those crawls of Common Crawl that may have pages of the period.

    >>> data = b'[{"id": "CC-MAIN-2025-21", "cdx-api": "https://i/a"}, {"id": "CC-MAIN-2019-04"}]'
    >>> crawls_of(data, Period(date(2025, 5, 1), date(2025, 5, 31)))
    ['https://i/a']
    """
    entries = _decoded(data)
    known = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return [
        str(crawl["cdx-api"])
        for crawl in known
        if "cdx-api" in crawl and _meets(str(crawl.get("id", "")), period)
    ]


def crawl_query(index: str, host: str, period: Period, page: int | None = None) -> str:
    """The address that asks an index of Common Crawl for pages of a host.

    `index` is the address of one crawl's index; the answer is its page number `page`, or without
    that the number of pages.
    """
    asked = ("showNumPages", "true") if page is None else ("page", str(page))
    query = [
        ("url", host),
        ("matchType", "host"),
        ("output", "json"),
        ("filter", "=status:200"),
        ("filter", "=mime:text/html"),
        *_days(period),
        asked,
    ]
    return f"{index}?{urlencode(query)}"


def pages_of(data: bytes) -> int:
    """How many pages an index has for a query, `MAX_PAGES` at most.

    >>> pages_of(b'{"pages": 3}'), pages_of(b'{"pages": -1}'), pages_of(b"[]")
    (3, 0, 0)
    """
    found = _decoded(data)
    pages = found.get("pages") if isinstance(found, dict) else None
    return min(max(pages, 0), MAX_PAGES) if isinstance(pages, int) else 0


def read_crawl(data: bytes) -> list[Capture]:
    """The captures of an answer of Common Crawl; what can't be read is left out."""
    found = (_decoded(line) for line in data.splitlines())
    rows = (row for row in found if isinstance(row, dict))
    return list(_captures((str(row.get("url")), str(row.get("timestamp")), row) for row in rows))


def _captures(rows: Iterable[tuple[str, str, dict[str, Any]]]) -> Iterator[Capture]:
    for address, timestamp, row in rows:
        url, fetched = canonical_url(address), _time_of(timestamp)
        place = [str(row.get(name, "0")) for name in ("offset", "length")]
        if (
            url
            and fetched
            and all(number.isdecimal() and len(number) <= MAX_DIGITS for number in place)
        ):
            offset, length = map(int, place)
            yield Capture(url, fetched, timestamp, str(row.get("filename", "")), offset, length)


def _time_of(timestamp: str) -> str | None:
    try:
        moment = datetime.strptime(timestamp, _STAMP)  # noqa: DTZ007 - UTC, as the protocol has it
    except ValueError:
        return None
    return f"{moment.isoformat()}Z"


def _days(period: Period) -> list[tuple[str, str]]:
    """The first day, and the last one: a story may be captured some weeks after its day."""
    last = period.until + CORRECTIONS if period.until else None
    days = (("from", period.since), ("to", last))
    return [(name, f"{day:%Y%m%d}") for name, day in days if day]


def _meets(crawl: str, period: Period) -> bool:
    match = _WEEK.search(crawl)
    if not match:
        return True
    try:
        end = date.fromisocalendar(int(match[1]), int(match[2]), 7)
    except ValueError:
        return True
    last = period.until + CORRECTIONS if period.until else None
    return not (period.is_before(end) or (last and end - CRAWL_DAYS > last))


def _decoded(data: bytes) -> Any:
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
