"""When two requests are the same: when their addresses are two spellings of one page."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from crawler.discovery.urls import canonical_url

if TYPE_CHECKING:
    from scrapy import Request


class CanonicalFingerprinter:
    """Fingerprints by our own canonical address, so that tracking parameters make no new page.

    Scrapy asks it for redirect targets, too: one that was found directly is not fetched again.
    """

    def fingerprint(self, request: Request) -> bytes:
        """The identity of a request; no spider here sends a body."""
        url = canonical_url(request.url) or request.url
        return sha256(f"{request.method} {url}".encode()).digest()
