"""Sitemaps and feeds: what they name, and which sitemaps have changed since they were read.

Sitemaps: index files, news sitemaps, plain lists; gzip of each. Feeds: RSS 0.9 to 2.0 and Atom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic

from lxml import etree

from cleaners.reading.address_dates import Days, days_in_folders, days_in_names
from cleaners.reading.moments import read_moment
from crawler.discovery.canonical_urls import absolute_urls
from crawler.discovery.period import ALWAYS, Period
from crawler.discovery.safe_xml import name_of, parse_xml, text_of, unpack
from crawler.discovery.timestamps import read_lastmod

# The protocol's own limit for one file.
MAX_SITEMAP_URLS = 50_000
# Where so many pages or more were all changed on one day, a program has written that date.
MANY_CHANGES = 10

FEED_ENTRIES = frozenset({"item", "entry"})
# RSS, Atom, and RSS 1.0, which takes its date from Dublin Core.
FEED_DATES = frozenset({"pubdate", "published", "issued", "date"})


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap file names: further sitemaps, news articles, and pages of any kind.

    Each part is in the order of `lastmod`, the newest first, so that a crawl that ends early
    has seen what is new. `lastmod` has the times of those that give one, as `timestamps` has them.
    """

    sitemaps: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    lastmod: dict[str, str] = field(default_factory=dict)


def parse_sitemap(data: bytes, base: str, period: Period = ALWAYS) -> Sitemap:
    """Read a sitemap of any kind; what can't be read names nothing.

    What was surely not published in the period is left out: by the date of a news entry, by the
    date among the folders of an address or in the name of a sitemap, and by `lastmod`.

    >>> parse_sitemap(b"<urlset><url><loc>/n/a/</loc></url></urlset>", "http://example.org/")
    Sitemap(sitemaps=(), news=(), pages=('http://example.org/n/a/',), lastmod={})
    >>> parse_sitemap(b"<html>404</html>", "http://example.org/")
    Sitemap(sitemaps=(), news=(), pages=(), lastmod={})
    """
    unpacked = unpack(data)
    if unpacked is None:
        return Sitemap()
    if not unpacked.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Sitemap(pages=_plain_list(unpacked, base))
    root = parse_xml(unpacked)
    if root is None:
        return Sitemap()
    entries = sorted(list(root)[:MAX_SITEMAP_URLS], key=_lastmod, reverse=True)
    if period:
        entries = _within(entries, period)
    return Sitemap(
        sitemaps=_locations([e for e in entries if name_of(e) == "sitemap"], base),
        news=_locations([e for e in entries if name_of(e) == "url" and _is_news(e)], base),
        pages=_locations([e for e in entries if name_of(e) == "url" and not _is_news(e)], base),
        lastmod=_lastmods(entries, base),
    )


def _lastmod(entry: etree._Element) -> str:
    """ISO 8601 sorts as text; an entry without a date counts as the oldest."""
    return next((text_of(child) for child in entry if name_of(child) == "lastmod"), "")


def _lastmods(entries: list[etree._Element], base: str) -> dict[str, str]:
    found = ((_locations([entry], base), read_lastmod(_lastmod(entry))) for entry in entries)
    return {urls[0]: lastmod for urls, lastmod in found if urls and lastmod}


def _within(entries: list[etree._Element], period: Period) -> list[etree._Element]:
    """The entries that may lead to something published in the period."""
    changes = [read_moment(_lastmod(entry)) for entry in entries]
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


def parse_feed(data: bytes, base: str, period: Period = ALWAYS) -> tuple[str, ...]:
    """The addresses of the stories in a feed that may belong to a period.

    What can't be read has none.

    >>> parse_feed(b"<rss><channel><item><link>/n/a/</link></item></channel></rss>", "http://a.kz")
    ('http://a.kz/n/a/',)
    >>> parse_feed(b"404", "http://a.kz")
    ()
    """
    unpacked = unpack(data)
    root = parse_xml(unpacked) if unpacked else None
    if root is None:
        return ()
    entries = (element for element in root.iter("{*}*") if name_of(element) in FEED_ENTRIES)
    chosen = (entry for entry in entries if period.holds(_feed_published(entry)))
    return absolute_urls((link for link in map(_feed_link, chosen) if link), base)


def _feed_link(entry: etree._Element) -> str | None:
    """Where a story stands: its first link, else an identifier that is an address."""
    return next(
        (link for find in (_feed_links, _feed_identifier) for link in find(entry) if link), None
    )


def _feed_links(entry: etree._Element) -> Iterator[str]:
    """RSS writes the address as text, Atom as `href` of the alternate link."""
    for child in entry:
        if name_of(child) == "link" and child.get("rel", "alternate") == "alternate":
            yield child.get("href") or text_of(child)


def _feed_published(entry: etree._Element) -> datetime | date | None:
    texts = (text_of(child) for child in entry if name_of(child) in FEED_DATES)
    return next((moment for moment in map(read_moment, texts) if moment), None)


def _feed_identifier(entry: etree._Element) -> Iterator[str]:
    for child in entry:
        is_address = child.get("isPermaLink", "true").lower() == "true"
        if name_of(child) == "guid" and is_address and text_of(child).startswith("http"):
            yield text_of(child)


class Rereading:
    """Remembers when sitemaps were read, and the `lastmod` that an index gave each of them."""

    def __init__(self) -> None:
        self._read: dict[str, float] = {}
        self._lastmod: dict[str, str] = {}
        self._is_done = False

    def note(self, url: str, found: Sitemap) -> None:
        """Remember that this sitemap was read now, and what it gave of others."""
        self._read[url] = monotonic()
        self._lastmod |= _lastmod_of_each(found)

    def due(self, sitemaps: Iterable[str], seconds: float) -> tuple[str, ...]:
        """The sitemaps that were read `seconds` ago or earlier; none when called again."""
        if self._is_done or not seconds:
            return ()
        self._is_done = True
        before = monotonic() - seconds
        return tuple(url for url in sitemaps if self._read.get(url, before + 1) <= before)

    def changed(self, url: str, found: Sitemap) -> tuple[str, ...]:
        """The sitemaps of an index that are new, or have another `lastmod` than before."""
        given = _lastmod_of_each(found)
        new = tuple(url for url, lastmod in given.items() if lastmod != self._lastmod.get(url))
        self.note(url, found)
        return new


def _lastmod_of_each(index: Sitemap) -> dict[str, str]:
    return {sitemap: index.lastmod.get(sitemap, "") for sitemap in index.sitemaps}
