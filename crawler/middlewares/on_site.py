"""Downloader middleware: a crawl stays on the hosts and the port of its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware

if TYPE_CHECKING:
    from scrapy import Request, Spider


class OnSite(OffsiteMiddleware):
    """Drops requests that leave the site; a redirect is a request, too.

    Scrapy's own looks at the host alone, lets all subdomains pass, and whatever has `dont_filter`,
    which redirects inherit. `allow_offsite` in the request's meta lets it pass: robots.txt may
    stand elsewhere.
    """

    # Scrapy's own still takes a spider, and warns of whoever gives it one.
    def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Raise `IgnoreRequest` for a request that leaves the site."""
        super().process_request(request.replace(dont_filter=False))

    def should_follow(self, request: Request, spider: Spider) -> bool:
        """By the plan; a spider of others has none."""
        plan = getattr(spider, "plan", None)
        if plan is None:
            return super().should_follow(request, spider)
        return bool(plan.is_on_site(request.url))
