"""Pipeline 2: what is no article of this site, or is stored already, goes no further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import DropItem

from crawler.discovery.urls import canonical_url
from crawler.items import AcceptedArticle, CleanedPage, Refusal
from crawler.spiders.site import plan_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from cleaners import Article
    from crawler.discovery.plan import Plan

DUPLICATE = "duplicate"
OTHER_HOST = "other_host"
STAT_PREFIX = "articles/dropped/"


class Dropped(DropItem):
    """A page that is not stored: a word to count by, a sentence, the address."""

    def __init__(self, reason: str, message: str, url: str) -> None:
        super().__init__(f"{url}: {reason}: {message}")
        self.reason = reason
        self.message = message
        self.url = url


class DropPipeline:
    """Drops with a reason, which is counted as `articles/dropped/<reason>`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._first_urls: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_item(self, item: CleanedPage) -> AcceptedArticle:
        """Let an article pass or raise `Dropped`."""
        try:
            return self._accept(item)
        except Dropped as dropped:
            self._crawler.stats.inc_value(STAT_PREFIX + dropped.reason)
            raise

    def _accept(self, item: CleanedPage) -> AcceptedArticle:
        plan = plan_of(self._crawler)
        if not plan.is_on_site(item.url):
            raise Dropped(OTHER_HOST, f"the crawl is of {plan.host}", item.url)
        if isinstance(item.outcome, Refusal):
            raise Dropped(item.outcome.reason, item.outcome.message, item.url)
        identity = identity_of(item.outcome, item.url, plan)
        first = self._first_urls.setdefault(identity, item.url)
        if first != item.url:
            raise Dropped(DUPLICATE, f"the same article as {first}", item.url)
        return AcceptedArticle(item.url, identity, item.outcome)


def identity_of(article: Article, url: str, plan: Plan) -> str:
    """The address that is the same for all copies of an article.

    The page's own word counts where it names a story. Sites that declare their front page, or one
    section, as canonical address of everything would otherwise shrink to a single article.
    """
    declared = canonical_url(article.canonical_url or "")
    found = declared if declared and plan.is_article(declared) else canonical_url(url) or url
    # A site that moves to https keeps its articles.
    return "https" + found.removeprefix("https").removeprefix("http")
