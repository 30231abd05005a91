"""When two requests are the same page, and redirects between spellings of one page or in a circle.

To the fingerprints `/n/a`, `/n/a/` and their http and https forms are one page, so that Scrapy
would take the redirect from one to the other for a page seen before, and silently lose it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.dupefilters import RFPDupeFilter
from scrapy.exceptions import IgnoreRequest

from crawler.discovery.canonical_urls import page_key, without_credentials

if TYPE_CHECKING:
    from scrapy.http import Response

# Scrapy keeps a fingerprint of every page of a crawl in memory; 128 bits are enough for them all.
FINGERPRINT_BYTES = 16


class RedirectsError(IgnoreRequest):
    """A page that leads to other pages, and to others again: in a circle, or too often."""


class SpellingDupeFilter(RFPDupeFilter):
    """Lets a redirect pass that leads to another spelling of the page it comes from."""

    def request_seen(self, request: Request) -> bool:
        """Whether the page came before, by another way than this redirect."""
        before = request.meta.get("redirect_urls", ())[-1:]
        fingerprint = self.fingerprinter.fingerprint
        if any(fingerprint(request.replace(url=url)) == fingerprint(request) for url in before):
            return False
        return super().request_seen(request)


class CircleRedirects(RedirectMiddleware):
    """Refuses a redirect to where it came from, so that the page is reported as failed.

    A user name and password in front of the host are taken away: nobody gave them to us.
    """

    # Scrapy's own still takes a spider, and warns of whoever gives it one.
    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Follow a redirect as Scrapy does; raises `RedirectsError`."""
        try:
            found = super().process_response(request, response)
        except IgnoreRequest as error:
            raise RedirectsError(str(error)) from None
        except ValueError:
            raise RedirectsError("redirects to what is no web address") from None
        if not isinstance(found, Request):
            return found
        target = without_credentials(found.url)
        if target in (*request.meta.get("redirect_urls", ()), request.url):
            raise RedirectsError("redirects in a circle")
        return found.replace(url=target)


class CanonicalFingerprinter:
    """Fingerprints by `page_key`: tracking parameters, scheme or a last slash make no new page.

    Scrapy asks it for redirect targets, too: one that was found directly is not fetched again.
    """

    def fingerprint(self, request: Request) -> bytes:
        """The identity of a request; no spider here sends a body."""
        key = f"{request.method} {page_key(request.url)}"
        return blake2b(key.encode(), digest_size=FINGERPRINT_BYTES).digest()
