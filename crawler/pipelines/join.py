"""Pipeline: a story of several pages becomes one article.

The further pages are asked for one by one, as any page is: robots.txt, pauses and the archive hold
for them. Each is cleaned by itself; one that does not come leaves the story without its end.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace as with_changes
from scrapy import Request
from scrapy.exceptions import NotConfigured

from cleaners import Article, join_parts
from cleaners.reading.part_address import MOST_PARTS
from crawler.discovery.timestamps import now
from crawler.items import CleanedPage, FetchedPage
from crawler.middlewares.request_meta import part_meta
from crawler.pipelines.clean import CleaningPool
from crawler.store.open_run import run_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.discovery.plan import Plan

logger = logging.getLogger(__name__)
JOINED_STAT = "articles/joined"


class JoinPipeline:
    """Adds to the first page of a story the text of those that follow it."""

    def __init__(self, crawler: Crawler, plan: Plan) -> None:
        self._crawler, self._plan = crawler, plan
        self._pool = CleaningPool(1)  # its process starts when it is first needed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        run = run_of(crawler)
        if run is None:
            raise NotConfigured
        return cls(crawler, run.plan)

    async def process_item(self, item: CleanedPage) -> CleanedPage:
        """Join the pages of a story; other items pass."""
        first = item.outcome
        if not isinstance(first, Article) or first.metadata.part is None:
            return item
        if first.metadata.part.number > 1 or first.metadata.page_type is not None:
            return item
        parts, is_whole = await self._following(first)
        if len(parts) > 1:
            self._crawler.stats.inc_value(JOINED_STAT)
            first = join_parts(parts)
        if not is_whole:
            first = with_changes(first, metadata=with_changes(first.metadata, truncated=True))
        return replace(item, outcome=first)

    async def close_spider(self) -> None:
        """End the cleaning process."""
        await self._pool.close()

    async def _following(self, first: Article) -> tuple[list[Article], bool]:
        """The pages of a story in order, and whether all that are linked came."""
        parts = [first]
        while len(parts) < MOST_PARTS:
            part = parts[-1].metadata.part
            url = part.next if part else None
            if url is None or not self._plan.is_on_site(url):
                break
            following = await self._fetch(url)
            if following is None:
                return parts, False
            parts.append(following)
        return parts, True

    async def _fetch(self, url: str) -> Article | None:
        """One further page, cleaned; None for one that does not come or has no text."""
        request = Request(url, meta=part_meta())
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever a middleware or a network raises
            logger.warning("a page of a story did not come: %s: %s", url, error)
            return None
        if response.status != HTTPStatus.OK:
            logger.warning("a page of a story did not come: %s: HTTP %d", url, response.status)
            return None
        outcome = await self._pool.clean(_page_of(response, self._plan))
        return outcome if isinstance(outcome, Article) else None


def _page_of(response: Response, plan: Plan) -> FetchedPage:
    content_type = response.headers.get("Content-Type")
    return FetchedPage(
        url=response.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        downloaded=now(),
        profile=plan.profile,
    )
