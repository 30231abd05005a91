"""The pipeline that drops, inside a run on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from cleaners import Article
from crawler.discovery.plan import Plan
from crawler.items import CleanedPage, Refusal
from crawler.pipelines.drop import Dropped, DropPipeline
from tests.crawler.runs_on_disk import PLAN, RunOnDisk, article, crawler_of, run_on_disk, visit


@dataclass
class Dropping:
    """The pipeline inside a crawl, what it counts, and its run."""

    pipeline: DropPipeline
    counts: dict[str, int]
    disk: RunOnDisk

    def store(self, url: str, outcome: Article) -> None:
        """Store the article of a page, which has to pass."""
        self.disk.write(self.pipeline.process_item(cleaned(url, outcome)), line=f"{url}\n")
        self.disk.run.batch.flush()

    def drop(self, url: str, outcome: Article | Refusal) -> Dropped:
        """The reason for which a page is dropped."""
        with pytest.raises(Dropped) as caught:
            self.pipeline.process_item(cleaned(url, outcome))
        return caught.value

    def outcome(self, url: str) -> tuple[str, str | None]:
        """What the state says of a page."""
        page = self.disk.run.state.page(url)
        assert page is not None
        return page.outcome, page.reason

    @property
    def stored(self) -> list[str]:
        """The addresses of all articles, of all sites."""
        articles = self.disk.run.state.articles
        sites = ("example.org", "example.com")
        return sorted(article.url for site in sites for article in articles.newest(site, 1000))


@contextmanager
def dropping_into(output: Path, plan: Plan = PLAN) -> Iterator[Dropping]:
    """A crawl that has just begun."""
    with run_on_disk(output, plan=plan) as disk:
        crawler = crawler_of(disk.run)
        counts = cast("Any", crawler.stats).counts
        yield Dropping(DropPipeline.from_crawler(crawler), counts, disk)


def part_of(text: str) -> Article:
    """The article of a page that came without its end."""
    found = article(text)
    metadata = msgspec.structs.replace(found.metadata, truncated=True)
    return msgspec.structs.replace(found, metadata=metadata)


def cleaned(url: str, outcome: Article | Refusal) -> CleanedPage:
    """A page as the cleaning processes give it back."""
    return CleanedPage(url, outcome, visit(url))


def address(number: int) -> str:
    """One of many addresses of stories."""
    return f"https://example.org/2025/05/village-{number}-gets-a-bridge/"
