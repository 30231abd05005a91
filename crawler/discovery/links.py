"""Links of a page: all of them, those under the selectors of a profile, feeds, the next page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from parsel import Selector

from cleaners import CleanersError, find_links
from cleaners.reading.address_dates import days_in_folders
from cleaners.reading.clock import read_moment
from crawler.discovery.canonical_urls import absolute_urls, is_media

logger = logging.getLogger(__name__)

# How far above its time the entry of a listing may begin, and how many times are looked at.
ENTRY_LEVELS = 4
MAX_MOMENTS = 1000
# What a page links to beyond that is a trap, or a mistake; front pages have some hundreds.
MAX_LINKS = 5000
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


def page_links(page: Selector, base: str, most: int = MAX_LINKS) -> tuple[str, ...]:
    """The pages that the first `most` links lead to; pictures, films and archives are left out.

    >>> html = '<a href="/n/a/">a</a><a href="/a.jpg">b</a><a name="c">c</a>'
    >>> page_links(Selector(html), "http://example.org/")
    ('http://example.org/n/a/',)
    """
    return _pages(_first(page, "//a/@href | //area/@href", most), base)


# Menus of a page: `nav`, the footer of the site, and lists that WordPress makes of static pages.
_MENU = (
    "ancestor::nav[not(contains(@class, 'post'))] or ancestor::footer[not(ancestor::article)]"
    " or ancestor::*[contains(@class, 'menu-item') or contains(@class, 'page_item')"
    " or contains(@class, 'pages-list')]"
)


def links_outside_menus(page: Selector, base: str, most: int = MAX_LINKS) -> tuple[str, ...]:
    """The pages that links outside menus and the footer lead to.

    >>> html = '<nav><a href="/about-us/">a</a></nav><a href="/n/b/">b</a>'
    >>> links_outside_menus(Selector(html), "http://example.org/")
    ('http://example.org/n/b/',)
    """
    return _pages(_first(page, f"//a[not({_MENU})]/@href", most), base)


def selected_links(html: str, selectors: Sequence[str], base: str) -> tuple[str, ...]:
    """The pages that links under the selectors of a site profile lead to.

    None, with a warning in the log, where a selector takes too long on the page.

    >>> html = '<p class="news"><a href="/n/a/">a</a></p><a href="/n/b/">b</a>'
    >>> selected_links(html, [".news > a"], "http://example.org/")
    ('http://example.org/n/a/',)
    """
    if not selectors:
        return ()
    try:
        return _pages(find_links(html, selectors), base)
    except CleanersError as error:
        logger.warning("no links by the site profile on %s: %s", base, error)
        return ()


def feed_links(page: Selector, base: str) -> tuple[str, ...]:
    """The feeds which a page announces in its head.

    >>> html = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    >>> feed_links(Selector(html), "http://example.org/")
    ('http://example.org/rss',)
    """
    return absolute_urls(
        (
            link.attrib["href"]
            for link in page.xpath("//link[@href and @type]")
            if "alternate" in link.attrib.get("rel", "").lower().split()
            and link.attrib["type"].strip().lower() in FEED_TYPES
        ),
        base,
    )


def link_moments(page: Selector, base: str, links: Iterable[str]) -> dict[str, datetime | date]:
    """When the stories behind links were published, where a listing tells it beside each.

    A time belongs to the links of the smallest part of the page that holds both, if no other
    time is there; failing that, folders of the address may name the day.

    >>> html = '<p><a href="/n/a/">a</a> <time datetime="2025-05-20">20 May</time></p>'
    >>> link_moments(Selector(html), "http://example.org/", ["http://example.org/n/a/"])
    {'http://example.org/n/a/': datetime.date(2025, 5, 20)}
    """
    found: dict[str, datetime | date] = {}
    for time in page.xpath(f"(//time[@datetime])[position() <= {MAX_MOMENTS}]"):
        moment = read_moment(time.attrib["datetime"])
        entry = _entry_of(time)
        if moment and entry:
            hrefs = _first(entry, ".//a/@href | self::a/@href", MAX_LINKS)
            found |= dict.fromkeys(absolute_urls(hrefs, base), moment)
    for url in links:
        days = days_in_folders(url)
        if days and days.first == days.last:
            found.setdefault(url, days.first)
    return found


def next_links(page: Selector, base: str) -> tuple[str, ...]:
    """The page that follows in a listing, where the page says so by `rel=next`.

    >>> next_links(Selector('<a rel="next" href="?page=2">2</a>'), "http://example.org/news")
    ('http://example.org/news?page=2',)
    """
    return _pages(_first(page, "//*[self::a or self::link][@rel='next']/@href", MAX_LINKS), base)


def _entry_of(time: Selector) -> Selector | None:
    """The smallest part of the page with a time and a link; None where it holds other times."""
    around = time.xpath(f"ancestor::*[position() <= {ENTRY_LEVELS}][self::a or .//a/@href][1]")
    for entry in around[-1:]:
        if len(entry.xpath(".//time[@datetime]")) == 1:
            return entry
    return None


def _first(page: Selector, xpath: str, most: int) -> list[str]:
    """So many of the strings that an expression finds: the others are not even made."""
    return page.xpath(f"({xpath})[position() <= {most}]").getall()


def _pages(hrefs: Iterable[str], base: str) -> tuple[str, ...]:
    return tuple(url for url in absolute_urls(hrefs, base) if not is_media(url))
