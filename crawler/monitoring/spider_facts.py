"""What a spider crawls: which site, which days of it, and by which profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Spider


def site_of(spider: Spider) -> str:
    """The host that is crawled; the spider's name where it has no plan."""
    plan = getattr(spider, "plan", None)
    return str(plan.host) if plan else spider.name


def period_of(spider: Spider) -> str:
    """The days that the crawl is about; empty for all of them."""
    plan = getattr(spider, "plan", None)
    return str(plan.period) if plan else ""


def profile_of(spider: Spider) -> str:
    """The host of the profile that cleans the pages; empty where there is none."""
    plan = getattr(spider, "plan", None)
    return str(plan.profile.host) if plan and plan.profile else ""
