"""What a spider crawls, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Spider


def site_of(spider: Spider) -> str:
    """The host that is crawled; the spider's name where it has no plan."""
    plan = getattr(spider, "plan", None)
    return str(plan.host) if plan else spider.name
