"""Sitemaps: index files, news sitemaps, plain lists; gzip of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from crawler import times
from crawler.discovery.safexml import name_of, parse_xml, text_of, unpack
from crawler.discovery.urls import absolute_urls

# The protocol's own limit for one file.
MAX_SITEMAP_URLS = 50_000


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


def parse_sitemap(data: bytes, base: str) -> Sitemap:
    """Read a sitemap of any kind; what can't be read names nothing.

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
