"""Sitemaps and feeds: what they name, and which sitemaps have changed since they were read.

Sitemaps: index files, news sitemaps, plain lists; gzip of each. Feeds: RSS 0.9 to 2.0 and Atom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from time import monotonic

from cleaners.reading.address_dates import days_in_folders, days_in_names
from cleaners.reading.clock import read_moment
from crawler.discovery.canonical_urls import absolute_urls
from crawler.discovery.period import ALWAYS, Period
from crawler.discovery.timestamps import read_lastmod
from crawler.discovery.xml_entries import MAX_ENTRIES, Entry, read_entries, unpack

# Where so many pages or more were all changed on one day, a program has written that date.
MANY_CHANGES = 10

SITEMAP_ENTRIES = frozenset({"sitemap", "url"})
FEED_ENTRIES = frozenset({"item", "entry"})
# RSS, Atom, and RSS 1.0, which takes its date from Dublin Core.
FEED_DATES = ("pubdate", "published", "issued", "date")


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


@dataclass(frozen=True, slots=True)
class _Named:
    """What counts of an entry of a sitemap.

    `lastmod` is as it stands there: ISO 8601 sorts as text, and an entry without a date counts as
    the oldest. `is_index` tells that it names a further sitemap, `is_news` that it carries Google's
    `news:news`, so that it is an article; `published` is the date in that.
    """

    url: str
    lastmod: str
    is_index: bool
    is_news: bool
    published: datetime | date | None


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
    entries = sorted(_named(unpacked, base), key=lambda named: named.lastmod, reverse=True)
    if period:
        entries = _within(entries, period)
    stamps = ((named.url, read_lastmod(named.lastmod)) for named in entries if named.lastmod)
    return Sitemap(
        sitemaps=_of_stories(_urls(named for named in entries if named.is_index)),
        news=_urls(named for named in entries if named.is_news),
        pages=_urls(named for named in entries if not (named.is_index or named.is_news)),
        lastmod={url: lastmod for url, lastmod in stamps if lastmod},
    )


# Sitemaps of WordPress and of its plugins, and of systems that name theirs alike, which hold static
# pages, sections, tags and authors.
_NO_STORIES = re.compile(
    r"wp-sitemap-(?:posts-page|taxonomies|users)[-\w]*"
    r"|(?:page|category|post_tag|tag|author|user|attachment)-sitemap-?\d*"
    r"|sitemap[-_](?:pages|static|categories|category|tags?|authors?|users|taxonom\w+)[-_]?\d*"
)


def _of_stories(sitemaps: tuple[str, ...]) -> tuple[str, ...]:
    """The sitemaps of an index that may name stories: all where no name tells them apart."""
    names = (url.rpartition("/")[2].partition(".")[0].lower() for url in sitemaps)
    pairs = zip(sitemaps, names, strict=True)
    stories = tuple(url for url, name in pairs if not _NO_STORIES.fullmatch(name))
    return stories or sitemaps


def _named(data: bytes, base: str) -> Iterator[_Named]:
    for entry in read_entries(data, SITEMAP_ENTRIES):
        is_index = entry.name == "sitemap"
        for url in absolute_urls((found.text for found in entry.children("loc")), base):
            yield _Named(
                url=url,
                lastmod=entry.text("lastmod"),
                is_index=is_index,
                is_news=not is_index and any(entry.children("news")),
                published=_published(entry),
            )


def _urls(entries: Iterable[_Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(named.url for named in entries))


def _within(entries: list[_Named], period: Period) -> list[_Named]:
    """The entries that may lead to something published in the period."""
    changes = [read_moment(named.lastmod) for named in entries]
    days = {moment and (moment.year, moment.month, moment.day) for moment in changes}
    if len(entries) >= MANY_CHANGES and len(days) == 1:
        changes = [None] * len(entries)
    days_of_names = days_in_names([named.url for named in entries])
    found = zip(entries, changes, days_of_names, strict=True)
    return [
        named
        for named, changed, days_of_name in found
        if period.meets(days_of_name if named.is_index else days_in_folders(named.url))
        and _may_hold(named, changed, period)
    ]


def _may_hold(named: _Named, changed: datetime | date | None, period: Period) -> bool:
    """Whether dates allow it; the newest change of a whole sitemap only tells what is before it."""
    if named.is_index:
        return not period.is_before(changed)
    if named.published:
        return period.holds(named.published)
    return period.may_hold_changed(changed)


def _published(entry: Entry) -> datetime | date | None:
    """The date of a news entry."""
    texts = (found.text for found in entry.fields if found.name == "publication_date")
    return next((moment for moment in map(read_moment, texts) if moment), None)


def _plain_list(data: bytes, base: str) -> tuple[str, ...]:
    """A sitemap may be a text file with one full address a line."""
    lines = data.decode("utf-8-sig", "replace").splitlines()
    named = islice((line for line in lines if line.lstrip().startswith("http")), MAX_ENTRIES)
    return absolute_urls(named, base)


def parse_feed(data: bytes, base: str, period: Period = ALWAYS) -> tuple[str, ...]:
    """The addresses of the stories in a feed that may belong to a period.

    What can't be read has none.

    >>> parse_feed(b"<rss><channel><item><link>/n/a/</link></item></channel></rss>", "http://a.kz")
    ('http://a.kz/n/a/',)
    >>> parse_feed(b"404", "http://a.kz")
    ()
    """
    entries = read_entries(unpack(data) or b"", FEED_ENTRIES)
    chosen = (entry for entry in entries if period.holds(_feed_published(entry)))
    return absolute_urls((link for link in map(_feed_link, chosen) if link), base)


def _feed_link(entry: Entry) -> str | None:
    """Where a story stands: its first link, else an identifier that is an address."""
    return next(
        (link for find in (_feed_links, _feed_identifier) for link in find(entry) if link), None
    )


def _feed_links(entry: Entry) -> Iterator[str]:
    """RSS writes the address as text, Atom as `href` of the alternate link."""
    for child in entry.children("link"):
        if child.attributes.get("rel", "alternate") == "alternate":
            yield child.attributes.get("href") or child.text


def _feed_published(entry: Entry) -> datetime | date | None:
    texts = (child.text for child in entry.children(*FEED_DATES))
    return next((moment for moment in map(read_moment, texts) if moment), None)


def _feed_identifier(entry: Entry) -> Iterator[str]:
    for child in entry.children("guid"):
        is_address = child.attributes.get("isPermaLink", "true").lower() == "true"
        if is_address and child.text.startswith("http"):
            yield child.text


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
