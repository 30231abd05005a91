"""The plan of a crawl: where it starts, and how it tells stories from listings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from cleaners import PathPattern, SiteProfile
from cleaners.addresses import host_of
from crawler.discovery.canonical_urls import (
    DEFAULT_PORTS,
    origin_of,
    path_and_query,
    plain_url,
    port_of,
)
from crawler.discovery.period import ALWAYS, Period
from crawler.discovery.url_guess import looks_like_article, looks_like_listing

# Quality steps of `Accept-Language`: 1, 0.9, 0.8 …, never below 0.1.
LANGUAGE_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """What one crawl knows of its site before the first request; all addresses are full ones.

    `hosts` are the names of the site without `www.`, `archives` patterns as in a profile, `profile`
    is what cleans its pages. Without patterns of a profile the address alone is guessed from.
    """

    origin: str
    hosts: frozenset[str]
    start: tuple[str, ...]
    listings: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listing_links: tuple[str, ...] = ()
    next_page: tuple[str, ...] = ()
    article: PathPattern | None = None
    follow: PathPattern | None = None
    languages: tuple[str, ...] = ()
    timezone: str = ""
    period: Period = ALWAYS
    profile: SiteProfile | None = None

    @property
    def host(self) -> str:
        """The host that is crawled, for naming folders."""
        return host_of(self.origin)

    @property
    def profile_mark(self) -> str:
        """The mark of the profile that cleans the pages; empty where there is none."""
        return self.profile.mark if self.profile else ""

    @property
    def allowed_domains(self) -> list[str]:
        """The hosts which Scrapy's offsite filter lets through."""
        return sorted(self.hosts)

    @property
    def accept_language(self) -> str | None:
        """The header that asks for the languages of the site.

        >>> Plan("", frozenset(), (), languages=("ru", "kk")).accept_language
        'ru, kk;q=0.9'
        """
        steps = (max(1 - LANGUAGE_STEP * n, LANGUAGE_STEP) for n in range(len(self.languages)))
        named = zip(self.languages, steps, strict=True)
        return ", ".join(name if q == 1 else f"{name};q={q:.1f}" for name, q in named) or None

    def is_on_site(self, url: str) -> bool:
        """Whether the address belongs to the site: one of its hosts, on the port of the crawl.

        The ports of http and https are one; a site on any other port has that one alone.

        >>> plan = Plan("https://a.kz", frozenset({"a.kz"}), ())
        >>> plan.is_on_site("http://www.a.kz/n/"), plan.is_on_site("https://a.kz:8443/n/")
        (True, False)
        """
        default, port = DEFAULT_PORTS.values(), port_of(self.origin)
        ports = default if port in default else (port,)
        return host_of(url) in self.hosts and port_of(url) in ports

    def is_article(self, url: str) -> bool:
        """Whether the address has the shape of a story of this site, on whatever host.

        So has that of its AMP or print version: some sitemaps name no other.
        """
        story = plain_url(url)
        if self.article is None:
            return looks_like_article(story)
        return self.article.matches(path_and_query(story))

    def is_listing(self, url: str) -> bool:
        """Whether the address has the shape of a page that leads to stories."""
        if self.follow is None:
            return looks_like_listing(url)
        return self.follow.matches(path_and_query(url))


def plan_from_profile(profile: SiteProfile, start: str | None = None) -> Plan:
    """The plan that a site profile lays out; `start` moves it to another scheme, host and port.

    >>> from cleaners import load_profile
    >>> plan_from_profile(load_profile("kazpravda.kz"), "http://127.0.0.1:8017/").sitemaps
    ('http://127.0.0.1:8017/sitemap.xml',)
    """
    found = profile.discovery
    origin = origin_of(start or f"https://{profile.host}/")

    def full(paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(urljoin(origin, path) for path in paths)

    return Plan(
        origin=origin,
        hosts=_hosts(host_of(origin), profile),
        start=full(found.start),
        listings=full(found.listings),
        archives=found.archives,
        feeds=full(found.feeds),
        sitemaps=full(found.sitemaps),
        listing_links=found.listing_links,
        next_page=found.next_page,
        article=PathPattern(found.article) if found.article else None,
        follow=PathPattern(found.follow) if found.follow else None,
        languages=profile.languages,
        timezone=profile.timezone,
        profile=profile,
    )


def plan_without_discovery(start: str, profile: SiteProfile | None = None) -> Plan:
    """The plan for a site of whose ways nothing is known: it starts at one address and guesses.

    A profile may still say where the story stands on a page.

    >>> plan_without_discovery("https://www.example.org/world/").hosts
    frozenset({'example.org'})
    """
    return Plan(
        origin=origin_of(start),
        hosts=frozenset({host_of(start)}),
        start=(start,),
        languages=profile.languages if profile else (),
        timezone=profile.timezone if profile else "",
        profile=profile,
    )


def _hosts(host: str, profile: SiteProfile) -> frozenset[str]:
    """All names of the site; a replica on another host stays on that host alone."""
    known = frozenset(name.removeprefix("www.") for name in (profile.host, *profile.aliases))
    return known if host in known else frozenset({host})
