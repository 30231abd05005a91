"""A real crawl of a site that is redesigned while it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from crawler.commands.crawl import EXIT_ALARM
from tests.crawler.crawls import Crawl, crawl_command, start_crawl
from tests.crawler.watching.redesigned import redesigned_paper

STORIES, CHANGE_AFTER = 180, 100


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    """`scrapy crawl news` over the change."""
    folder = tmp_path_factory.mktemp("drift")
    with redesigned_paper(folder / "profiles", STORIES, CHANGE_AFTER) as paper:
        command = crawl_command("news", paper.url, folder / "output")
        profiles = ("-s", f"SITE_PROFILES={folder / 'profiles'}")
        yield start_crawl([*command, *profiles], folder / "output").finish()


def test_the_alarm_comes_within_fifty_pages(crawl: Crawl) -> None:
    """While the crawl runs; it names site, selector and pages."""
    raised = {alarm["what"]: alarm for alarm in crawl.report["alarms"]}
    assert {"missed story.body", "missed fields.headline"} <= raised.keys()
    alarm = raised["missed story.body"]
    assert CHANGE_AFTER < alarm["raisedAfter"] <= CHANGE_AFTER + 50
    assert alarm["site"] == "127.0.0.1"
    assert all(re.fullmatch(r"http://127\.0\.0\.1:\d+/n/\d+", url) for url in alarm["urls"])


def test_articles_go_on_being_delivered(crawl: Crawl) -> None:
    """By the generic road, every one with its whole story."""
    assert crawl.report["articlesStored"] == STORIES
    assert all("ferry carries passengers" in article["articleBody"] for article in crawl.articles)


def test_the_process_tells(crawl: Crawl) -> None:
    """By its exit status, in the log before the end, and on the page."""
    assert crawl.returncode == EXIT_ALARM
    before_the_end = crawl.log.split("Closing spider")[0]
    assert re.search(r"ALARM: 127\.0\.0\.1: .*«missed story\.body» on", before_the_end)
    (page,) = (crawl.output / "runs").glob("*.html")
    assert "missed story.body" in page.read_text(encoding="utf-8")
