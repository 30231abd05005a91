"""Pipeline 3: one JSON file an article; the same article as a line of the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import msgspec

from crawler.batch import CannotWriteError
from crawler.output import output_folder
from crawler.pipelines.drop import Dropped
from crawler.pipelines.names import article_name, host_folder, month_folder
from crawler.run import run_of
from crawler.spiders.site import plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.crawler import Crawler

    from cleaners import Article
    from crawler.items import AcceptedArticle

NOT_WRITTEN = "not_written"
STORED_STAT = "articles/stored"


class StorePipeline:
    """Writes `articles/<host>/<yyyy>/<mm>/<name>.json` below the output folder."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._ledger = run_of(crawler).ledger
        self._explain = crawler.settings.getbool("CHISTOVIK_EXPLAIN")
        self._articles = output_folder(crawler.settings) / "articles"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_item(self, item: AcceptedArticle) -> dict[str, Any]:
        """Store the article and give its plain form to whoever listens."""
        article = _linked(item)
        plain = article.to_dict()
        line = msgspec.json.encode(plain).decode() + "\n"
        text = msgspec.json.format(article.to_json(explain=self._explain)) + "\n"
        try:
            self._ledger.store(item, self._path(item), text, line)
        except CannotWriteError as error:
            raise Dropped(NOT_WRITTEN, str(error), item.url) from None
        self._crawler.stats.inc_value(STORED_STAT)
        return plain

    def _path(self, item: AcceptedArticle) -> Path:
        site = host_folder(plan_of(self._crawler).host)
        month = month_folder(item.article.date_published)
        return self._articles / site / month / article_name(item.identity)


def _linked(item: AcceptedArticle) -> Article:
    """The article, with the address of the earlier one that tells the same."""
    if item.same_as is None:
        return item.article
    metadata = msgspec.structs.replace(item.article.metadata, same_as=item.same_as.url)
    return msgspec.structs.replace(item.article, metadata=metadata)
