"""Pipeline: whether a text differs from the stored one because its page does, or its cleaning.

Where another cleaner or profile made the stored version, the page of that version is taken from
the archive and cleaned as it would be now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import NotConfigured

from cleaners import Article
from crawler.items import CleanedPage, FetchedPage
from crawler.pipelines.clean import CleaningPool
from crawler.store.near_duplicates import fingerprint_of
from crawler.store.open_run import Run, run_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.store.state_values import StoredArticle


class RecleanPipeline:
    """Adds to a page the fingerprint of its stored version, cleaned anew."""

    def __init__(self, run: Run) -> None:
        self._plan, self._ledger = run.plan, run.ledger
        self._copies = run.copies
        self._pool = CleaningPool(1)  # its process starts when it is first needed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        run = run_of(crawler)
        if run is None:
            raise NotConfigured
        return cls(run)

    async def process_item(self, item: CleanedPage) -> CleanedPage:
        """Clean the stored version where it was cleaned in another way; other items pass."""
        if item.visit is None or not isinstance(item.outcome, Article):
            return item
        known = self._copies.known(item.visit.url)
        if known is None or known.version.cleaner == self._ledger.cleaner:
            return item
        if known.version.fingerprint == fingerprint_of(item.outcome):
            return item
        return replace(item, stored_text=await self._clean(known))

    async def close_spider(self) -> None:
        """End the cleaning process."""
        await self._pool.close()

    async def _clean(self, known: StoredArticle) -> str | None:
        archived = self._ledger.archived_page(known)
        if archived is None:
            return None
        page = FetchedPage(
            url=archived.url,
            body=archived.body,
            content_type=archived.content_type,
            downloaded=archived.fetched,
            profile=self._plan.profile,
        )
        outcome = await self._pool.clean(page)
        if not isinstance(outcome, Article) or outcome.metadata.part is not None:
            return None  # of a story of several pages, this is the first one alone
        return fingerprint_of(outcome)
