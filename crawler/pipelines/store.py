"""Pipeline 3: one JSON file an article; the same article goes on to the feed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

from crawler.output import output_folder, write_whole
from crawler.pipelines.names import article_name, host_folder, month_folder
from crawler.spiders.site import plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.crawler import Crawler

    from crawler.items import AcceptedArticle

STORED_STAT = "articles/stored"


class StorePipeline:
    """Writes `articles/<host>/<yyyy>/<mm>/<name>.json` below the output folder."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._explain = crawler.settings.getbool("CHISTOVIK_EXPLAIN")
        self._articles = output_folder(crawler.settings) / "articles"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_item(self, item: AcceptedArticle) -> dict[str, Any]:
        """Store the article and give the feed its plain form."""
        shown = item.article.to_dict(explain=self._explain)
        write_whole(self._path(item), json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        self._crawler.stats.inc_value(STORED_STAT)
        return item.article.to_dict()

    def _path(self, item: AcceptedArticle) -> Path:
        site = host_folder(plan_of(self._crawler).host)
        month = month_folder(item.article.date_published)
        return self._articles / site / month / article_name(item.identity)
