"""Scrapy add-on: the cleaning, in a project of somebody else.

`ADDONS = {"crawler.addon.Cleaning": 500}` in its settings, `yield response` in its spider.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import DropItem
from scrapy.http import Response

from crawler.configuration import old_name_problem, profiles_of
from crawler.items import FetchedPage, Refusal
from crawler.middlewares.reserved_rights import reservations_in
from crawler.pipelines.clean import CleaningPool

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from cleaners import Profiles

# Before the pipelines of the project, which get the article.
PLACE = 0
WORKERS = 2


class Cleaning:
    """Puts the pipeline in front of the project's own; every other setting stays as it is."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy. A project that names the pipeline itself keeps its place for it.

        Raises `ValueError` for a setting that is given by its old name.
        """
        if problem := old_name_problem(settings, ["SITE_PROFILES"]):
            raise ValueError(problem)
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", CleanResponses, PLACE)
        settings.set("CHISTOVIK_WORKERS", WORKERS, priority="addon")


class CleanResponses:
    """An item that is a response becomes its article, as a dict; other items pass."""

    def __init__(self, workers: int, profiles: Profiles) -> None:
        self._pool = CleaningPool(workers)
        self._profiles = profiles

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(
            max(1, crawler.settings.getint("CHISTOVIK_WORKERS")), profiles_of(crawler.settings)
        )

    async def process_item(self, item: Any) -> Any:
        """The article of a `Response` as a dict; other items pass unchanged.

        Raises `DropItem`, with the reason, for a page that gives no article.
        """
        if not isinstance(item, Response):
            return item
        outcome = await self._pool.clean(page_of(item, self._profiles))
        if isinstance(outcome, Refusal):
            raise DropItem(f"{item.url}: {outcome.reason}: {outcome.message}")
        return outcome.to_dict()

    async def close_spider(self) -> None:
        """End the cleaning processes."""
        await self._pool.close()


def page_of(response: Response, profiles: Profiles) -> FetchedPage:
    """The page as the server sent it, with the site profile of its host."""
    content_type = response.headers.get("Content-Type")
    return FetchedPage(
        url=response.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        downloaded=datetime.now(UTC).isoformat(timespec="seconds"),
        profile=profiles.of_url(response.url),
        reservations=reservations_in(response),
    )
