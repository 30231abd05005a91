"""Feeds: RSS 0.9 to 2.0 and Atom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from crawler.discovery.period import ALWAYS, Period, read_moment
from crawler.discovery.safexml import name_of, parse_xml, text_of, unpack
from crawler.discovery.urls import absolute_urls

ENTRIES = frozenset({"item", "entry"})
# RSS, Atom, and RSS 1.0, which takes its date from Dublin Core.
PUBLISHED = frozenset({"pubdate", "published", "issued", "date"})


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
    entries = (element for element in root.iter("{*}*") if name_of(element) in ENTRIES)
    chosen = (entry for entry in entries if period.holds(_published(entry)))
    return absolute_urls((link for link in map(_link, chosen) if link), base)


def _link(entry: etree._Element) -> str | None:
    """Where a story stands: its first link, else an identifier that is an address."""
    return next((link for find in (_links, _identifier) for link in find(entry) if link), None)


def _links(entry: etree._Element) -> Iterator[str]:
    """RSS writes the address as text, Atom as `href` of the alternate link."""
    for child in entry:
        if name_of(child) == "link" and child.get("rel", "alternate") == "alternate":
            yield child.get("href") or text_of(child)


def _published(entry: etree._Element) -> datetime | date | None:
    texts = (text_of(child) for child in entry if name_of(child) in PUBLISHED)
    return next((moment for moment in map(read_moment, texts) if moment), None)


def _identifier(entry: etree._Element) -> Iterator[str]:
    for child in entry:
        is_address = child.get("isPermaLink", "true").lower() == "true"
        if name_of(child) == "guid" and is_address and text_of(child).startswith("http"):
            yield text_of(child)
