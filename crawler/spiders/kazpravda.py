"""Казахстанская правда, by its site profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from crawler.discovery.plan import Plan, plan_from_profile
from crawler.spiders.site_spider import SiteSpider
from crawler.spiders.spider_arguments import parse_start

if TYPE_CHECKING:
    from cleaners import Profiles


class KazpravdaSpider(SiteSpider):
    """`scrapy crawl kazpravda`; `-a url=http://127.0.0.1:8017/` crawls a replica of it."""

    name = "kazpravda"
    example: ClassVar[str] = "http://kazpravda.kz/"

    @classmethod
    def make_plan(cls, url: str | None, profiles: Profiles) -> Plan:
        """All of it stands in the profile; `url` only says on which host."""
        start = parse_start(url, cls.example) if url is not None else None
        return plan_from_profile(profiles.get("kazpravda.kz"), start)
