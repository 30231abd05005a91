"""The spider that `throughput` compares with: downloads what it is told to, and nothing else."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from scrapy import Request, Spider
from scrapy.http import Response


class BareSpider(Spider):
    """`scrapy runspider bare_spider.py -a asked=FILE -a told=FILE`."""

    name = "bare"

    def __init__(self, asked: str, told: str) -> None:
        super().__init__()
        self._asked, self._told = Path(asked), Path(told)

    async def start(self) -> AsyncIterator[Request]:
        """Every address of the file."""
        for url in self._asked.read_text(encoding="utf-8").splitlines():
            yield Request(url, dont_filter=True, meta={"dont_redirect": True})

    def parse(self, response: Response) -> None:
        """Nothing."""

    def closed(self, reason: str) -> None:
        """Tell the numbers; Scrapy counts the seconds only after this."""
        stats = self.crawler.stats.get_stats()
        seconds = (datetime.now(UTC) - stats["start_time"]).total_seconds()
        told = stats | {"elapsed_time_seconds": seconds}
        self._told.write_text(json.dumps(told, default=str), encoding="utf-8")
