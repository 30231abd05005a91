"""What one page leads to: read once, in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from parsel import Selector

from crawler.discovery.links import (
    feed_links,
    link_moments,
    links_outside_menus,
    next_links,
    page_links,
    selected_links,
)
from crawler.discovery.plan import Plan

# As many static pages with addresses like those of stories hardly stand in a menu.
MIN_MENU_STORIES = 10


@dataclass(frozen=True, slots=True)
class Listing:
    """Stories with the dates that the page tells, the pages that follow, and other listings.

    `following` is by the profile, `listings` are guessed; `links` are all of the page.
    """

    stories: dict[str, datetime | date | None]
    following: tuple[str, ...]
    listings: tuple[str, ...]
    feeds: tuple[str, ...]
    links: tuple[str, ...]


def read_listing(html: str, base: str, plan: Plan, most: int) -> Listing:
    """Read the first `most` links of a page; `base` is what relative ones are joined to.

    It may take seconds, for a page of some megabytes: not in the event loop of a crawl.
    """
    page = Selector(html)
    links = page_links(page, base, most)
    is_article = cache(plan.is_article)
    selected = selected_links(html, plan.listing_links, base)[:most]
    chosen = selected or _story_links(page, base, links, is_article, most)
    moments = link_moments(page, base, links) if plan.period else {}
    return Listing(
        stories={url: moments.get(url) for url in chosen if is_article(url)},
        # A profile knows its next page; `rel=next` alone may go on for ever.
        following=selected_links(html, plan.next_page, base)[:most],
        # What may be both is a story: it is asked for when it is due, and not in every run.
        listings=tuple(
            url
            for url in (*next_links(page, base), *links)
            if plan.is_listing(url) and not is_article(url)
        ),
        feeds=feed_links(page, base),
        links=links,
    )


def _story_links(
    page: Selector, base: str, links: tuple[str, ...], is_article: Callable[[str], bool], most: int
) -> tuple[str, ...]:
    """Links outside menus, which lead to static pages; all where menus hold the stories."""
    outside = links_outside_menus(page, base, most)
    if any(map(is_article, outside)) or sum(map(is_article, links)) < MIN_MENU_STORIES:
        return outside
    return links
