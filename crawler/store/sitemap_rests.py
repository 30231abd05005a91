"""Sitemaps that never change and name nothing recent are asked for less and less."""

from __future__ import annotations

from hashlib import blake2b

from crawler.discovery.timestamps import later
from crawler.store.sqlite import State

# A sitemap whose newest `lastmod` is younger may change any day.
RECENT_DAYS = 30
# After so many readings in which it was the same, a sitemap is not asked for again, unless its
# index gives a newer `lastmod`: the last rest was 256 days.
MOST_READINGS = 9
# Less than a day: a crawl of every night may begin a little earlier than the last one.
_SLACK_HOURS = 4
_NEVER = "9999"


class SitemapRests:
    """When the sitemaps that an index names are asked for again; kept in the state."""

    def __init__(self, state: State, site: str) -> None:
        self._state = state
        self._site = site

    def is_resting(self, url: str, lastmod: str | None, now: str) -> bool:
        """Whether a sitemap need not be asked for; `lastmod` is what its index gives, or None."""
        _, _, read, until = self._remembered(url)
        return now < until and not (lastmod and read and lastmod > read)

    def note(self, url: str, body: bytes, newest: str | None, now: str) -> None:
        """Remember that a sitemap was read; `newest` is the newest `lastmod` in it, or None.

        One that is the same as before and has nothing recent rests: two days, then four, eight …
        """
        digest = blake2b(body, digest_size=8).hexdigest()
        before, readings, _, _ = self._remembered(url)
        is_recent = newest is not None and newest >= later(now, days=-RECENT_DAYS)
        same = readings + 1 if digest == before and not is_recent else 0
        until = now
        if same >= MOST_READINGS:
            until = _NEVER
        elif same:
            until = later(now, hours=24 * 2**same - _SLACK_HOURS)
        self._state.remember(self._site, _name(url), f"{digest} {same} {now} {until}")

    def _remembered(self, url: str) -> tuple[str, int, str, str]:
        """Digest of the body, readings in which it was the same, last reading, end of the rest."""
        kept = self._state.remembered(self._site, _name(url))
        if kept is None:
            return "", 0, "", ""
        digest, same, read, until = kept.split(" ")
        return digest, int(same), read, until


def _name(url: str) -> str:
    return f"sitemap {url}"
