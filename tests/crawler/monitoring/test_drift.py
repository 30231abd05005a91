"""A real crawl of a site that is redesigned while it runs: the command of docs/monitoring.md."""

from __future__ import annotations

import re
import shlex
import sys

import pytest

from crawler.commands.crawl import EXIT_ALARM
from tests.crawler.crawls import IN_A_HURRY, ROOT, SCRAPY, Crawl, start_crawl

pytestmark = pytest.mark.slow

# As in the document, and as many as a test can wait for.
DOCUMENTED = {"--articles 2400": "--articles 260", "--layout-after 2000": "--layout-after 160"}
STORIES, CHANGE_AFTER = 260, 160


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """`scrapy crawl kazpravda` over the change."""
    output = tmp_path_factory.mktemp("drift") / "output"
    told = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    [command] = re.findall(r"^\$ ((?:.*\\\n)*.*)$", told, re.MULTILINE)
    for shown, used in DOCUMENTED.items():
        assert shown in command
        command = command.replace(shown, used)
    words = shlex.split(command.replace("\\\n", " "))
    server, crawler = words[1 : words.index("--") + 1], words[words.index("--") + 2 :]
    to = ("-s", f"CHISTOVIK_OUTPUT_DIR={output}", *IN_A_HURRY)
    return start_crawl([sys.executable, *server, *SCRAPY, *crawler, *to], output).finish()


def test_the_alarm_comes_within_fifty_pages(crawl: Crawl) -> None:
    """While the crawl runs; it names site, selector and pages."""
    raised = {alarm["what"]: alarm for alarm in crawl.report["alarms"]}
    assert {"missed story.body", "missed fields.headline", "without viewCount"} <= raised.keys()
    alarm = raised["missed story.body"]
    # Some stories overtake others on their way.
    assert abs(alarm["raisedAfter"] - CHANGE_AFTER) <= 50
    assert alarm["site"] == "kazpravda.kz"
    assert len(alarm["urls"]) == 5
    assert all(url.startswith("http://kazpravda.kz/") for url in alarm["urls"])


def test_articles_go_on_being_delivered(crawl: Crawl) -> None:
    """All of them, by the generic road, with headline and text."""
    assert len(crawl.articles) == STORIES
    generic = [article for article in crawl.articles if "confidence" in article["metadata"]]
    assert len(generic) >= (STORIES - CHANGE_AFTER) * 0.9
    assert all(article["headline"] and article["articleBody"] for article in generic)
    assert crawl.report["articlesDropped"] == {}


def test_the_process_tells(crawl: Crawl) -> None:
    """By its exit status, in the log before the end, and on the page."""
    assert crawl.returncode == EXIT_ALARM
    before_the_end = crawl.log.split("Closing spider")[0]
    assert re.search(r"ALARM: kazpravda\.kz: .*«missed story\.body» on", before_the_end)
    (page,) = (crawl.output / "runs").glob("*.html")
    assert "missed story.body" in page.read_text(encoding="utf-8")
