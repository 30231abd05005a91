"""Real crawls, each once a session."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.crawler import village_paper
from tests.crawler.crawls import Both, Crawl, crawl_command, start_crawl


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """`scrapy crawl kazpravda` on the replica, `scrapy crawl news` on our newspaper."""
    folder = tmp_path_factory.mktemp("crawls")
    proxy = (sys.executable, "-m", "fixtures.replica", "run", "--")
    command = crawl_command("kazpravda", "http://kazpravda.kz/", folder / "replica")
    with village_paper.serving() as paper:
        news = crawl_command("news", paper.url, folder / "news")
        crawls = Both(
            start_crawl([*proxy, *command], folder / "replica"),
            start_crawl(news, folder / "news"),
            paper,
        )
        yield crawls
        # A session that asked for one of them must not leave the other behind.
        crawls.replica.finish()
        crawls.news.finish()


@pytest.fixture(scope="session")
def replica_crawl(both: Both) -> Crawl:
    """The crawl of the replica, under the site's real name."""
    return both.replica.finish()


@pytest.fixture(scope="session")
def news_crawl(both: Both) -> Crawl:
    """The crawl of our newspaper, which has no profile."""
    return both.news.finish()
