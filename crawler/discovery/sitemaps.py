"""Sitemaps: index files, news sitemaps, plain lists; gzip of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from lxml import etree

from crawler import times
from crawler.discovery.period import (
    ALWAYS,
    Days,
    Period,
    days_in_folders,
    days_in_names,
    read_moment,
)
from crawler.discovery.safexml import name_of, parse_xml, text_of, unpack
from crawler.discovery.urls import absolute_urls

# The protocol's own limit for one file.
MAX_SITEMAP_URLS = 50_000
# Where so many pages or more were all changed on one day, a program has written that date.
MANY_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap file names: further sitemaps, news articles, and pages of any kind.

    Each part is in the order of `lastmod`, the newest first, so that a crawl that ends early
    has seen what is new. `changed` has the times of those that tell one, as in `crawler.times`.
    """

    sitemaps: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    changed: dict[str, str] = field(default_factory=dict)


def parse_sitemap(data: bytes, base: str, period: Period = ALWAYS) -> Sitemap:
    """Read a sitemap of any kind; what can't be read names nothing.

    What was surely not published in the period is left out: by the date of a news entry, by the
    date among the folders of an address or in the name of a sitemap, and by `lastmod`.

    >>> parse_sitemap(b"<urlset><url><loc>/n/a/</loc></url></urlset>", "http://example.org/")
    Sitemap(sitemaps=(), news=(), pages=('http://example.org/n/a/',), changed={})
    >>> parse_sitemap(b"<html>404</html>", "http://example.org/")
    Sitemap(sitemaps=(), news=(), pages=(), changed={})
    """
    unpacked = unpack(data)
    if unpacked is None:
        return Sitemap()
    if not unpacked.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Sitemap(pages=_plain_list(unpacked, base))
    root = parse_xml(unpacked)
    if root is None:
        return Sitemap()
    entries = sorted(list(root)[:MAX_SITEMAP_URLS], key=_last_change, reverse=True)
    if period:
        entries = _within(entries, period)
    return Sitemap(
        sitemaps=_locations([e for e in entries if name_of(e) == "sitemap"], base),
        news=_locations([e for e in entries if name_of(e) == "url" and _is_news(e)], base),
        pages=_locations([e for e in entries if name_of(e) == "url" and not _is_news(e)], base),
        changed=_changes(entries, base),
    )


def _last_change(entry: etree._Element) -> str:
    """ISO 8601 sorts as text; an entry without a date counts as the oldest."""
    return next((text_of(child) for child in entry if name_of(child) == "lastmod"), "")


def _changes(entries: list[etree._Element], base: str) -> dict[str, str]:
    told = ((_locations([entry], base), times.read(_last_change(entry))) for entry in entries)
    return {urls[0]: changed for urls, changed in told if urls and changed}


def _within(entries: list[etree._Element], period: Period) -> list[etree._Element]:
    """The entries that may lead to something published in the period."""
    changes = [read_moment(_last_change(entry)) for entry in entries]
    days = {moment and (moment.year, moment.month, moment.day) for moment in changes}
    if len(entries) >= MANY_CHANGES and len(days) == 1:
        changes = [None] * len(entries)
    named = days_in_names([_location(entry) for entry in entries])
    found = zip(entries, changes, named, strict=True)
    return [
        entry
        for entry, changed, days_of_name in found
        if period.meets(days_of_name if name_of(entry) == "sitemap" else _days_of_page(entry))
        and _may_hold(entry, changed, period)
    ]


def _may_hold(entry: etree._Element, changed: datetime | date | None, period: Period) -> bool:
    """Whether dates allow it; the newest change of a whole sitemap only tells what is before it."""
    if name_of(entry) == "sitemap":
        return not period.is_before(changed)
    published = _published(entry)
    return period.holds(published) if published else period.may_hold_changed(changed)


def _days_of_page(entry: etree._Element) -> Days | None:
    return days_in_folders(_location(entry))


def _location(entry: etree._Element) -> str:
    return next((text_of(child) for child in entry if name_of(child) == "loc"), "")


def _published(entry: etree._Element) -> datetime | date | None:
    """The date of a news entry."""
    texts = (text_of(e) for e in entry.iter("{*}*") if name_of(e) == "publication_date")
    return next((moment for moment in map(read_moment, texts) if moment), None)


def _is_news(entry: etree._Element) -> bool:
    """Whether the entry carries Google's `news:news`, so that it is an article."""
    return any(name_of(child) == "news" for child in entry)


def _locations(entries: list[etree._Element], base: str) -> tuple[str, ...]:
    texts = (text_of(child) for e in entries for child in e if name_of(child) == "loc")
    return absolute_urls(texts, base)


def _plain_list(data: bytes, base: str) -> tuple[str, ...]:
    """A sitemap may be a text file with one full address a line."""
    lines = data.decode("utf-8-sig", "replace").splitlines()[:MAX_SITEMAP_URLS]
    return absolute_urls((line for line in lines if line.lstrip().startswith("http")), base)
