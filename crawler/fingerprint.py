"""When two requests are the same: when their addresses are two spellings of one page."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from crawler.discovery.urls import page_key

if TYPE_CHECKING:
    from scrapy import Request

# Scrapy keeps one for every page of a crawl. So many tell apart more pages than there are.
FINGERPRINT_BYTES = 16


class CanonicalFingerprinter:
    """Fingerprints by `page_key`: tracking parameters, scheme or a last slash make no new page.

    Scrapy asks it for redirect targets, too: one that was found directly is not fetched again.
    """

    def fingerprint(self, request: Request) -> bytes:
        """The identity of a request; no spider here sends a body."""
        key = f"{request.method} {page_key(request.url)}"
        return blake2b(key.encode(), digest_size=FINGERPRINT_BYTES).digest()
