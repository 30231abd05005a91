"""Sitemaps change while a long crawl reads them: at its end, what changed is read once more."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from crawler.discovery.sitemaps import Sitemap


class Rereading:
    """Remembers when the sitemaps were read, and what they told of others."""

    def __init__(self) -> None:
        self._read: dict[str, float] = {}
        self._told: dict[str, str] = {}
        self._is_done = False

    def note(self, url: str, found: Sitemap) -> None:
        """A sitemap was read."""
        self._read[url] = monotonic()
        self._told |= {sitemap: found.changed.get(sitemap, "") for sitemap in found.sitemaps}

    def due(self, sitemaps: Iterable[str], seconds: float) -> tuple[str, ...]:
        """Those that were read so many seconds ago; asked twice, there are none."""
        if self._is_done or not seconds:
            return ()
        self._is_done = True
        before = monotonic() - seconds
        return tuple(url for url in sitemaps if self._read.get(url, before + 1) <= before)

    def changed(self, url: str, found: Sitemap) -> tuple[str, ...]:
        """The sitemaps of an index that are new, or tell of another change than before."""
        told = {sitemap: found.changed.get(sitemap, "") for sitemap in found.sitemaps}
        new = tuple(sitemap for sitemap in told if told[sitemap] != self._told.get(sitemap))
        self.note(url, found)
        return new
