"""The cleaning in a project of somebody else: a folder outside this one, with two lines of ours."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.crawler import village_paper
from tests.crawler.crawls import ROOT, SCRAPY, environment

ADDON_LINE = 'ADDONS = {"crawler.addon.Cleaning": 500}'
SETTINGS = f"""
BOT_NAME = "theirs"
SPIDER_MODULES = ["theirs.spiders"]
ITEM_PIPELINES = {{"theirs.pipelines.Shout": 300}}
{ADDON_LINE}
"""
SPIDER = """
import scrapy

class Stories(scrapy.Spider):
    name = "stories"

    def __init__(self, url):
        super().__init__()
        self.start_urls = [url + path for path in ("/quarry", "/who-we-are-and-why/")]

    def parse(self, response):
        yield {"seen": response.url}
        yield response
"""
PIPELINE = """
class Shout:
    def process_item(self, item):
        return item | {"loud": item.get("headline", "").upper()}
"""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], str]:
    """Items and log of a crawl in that project."""
    project = tmp_path_factory.mktemp("outside")
    for name, text in (
        ("scrapy.cfg", "[settings]\ndefault = theirs.settings\n"),
        ("theirs/__init__.py", ""),
        ("theirs/settings.py", SETTINGS),
        ("theirs/pipelines.py", PIPELINE),
        ("theirs/spiders/__init__.py", ""),
        ("theirs/spiders/stories.py", SPIDER),
    ):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    with village_paper.serving() as paper:
        command = [*SCRAPY, "crawl", "stories", "-a", f"url={paper.url}", "-O", "items.jsonl"]
        done = subprocess.run(
            command, cwd=project, env=environment(), capture_output=True, text=True, check=True
        )
    lines = (project / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert {path.name for path in project.iterdir()} == {"scrapy.cfg", "theirs", "items.jsonl"}
    return [json.loads(line) for line in lines], done.stderr


@pytest.mark.slow
def test_a_response_becomes_an_article(crawled: tuple[list[dict[str, Any]], str]) -> None:
    """The project's own pipelines get it as a dict."""
    items, _ = crawled
    (article,) = (item for item in items if "articleBody" in item)
    assert article["headline"] == "Quarry rebuilds its bridge"
    assert article["loud"] == "QUARRY REBUILDS ITS BRIDGE"
    assert article["metadata"]["dateDownloaded"]


@pytest.mark.slow
def test_other_items_pass(crawled: tuple[list[dict[str, Any]], str]) -> None:
    """They are the project's own business."""
    items, _ = crawled
    assert len([item for item in items if "seen" in item]) == 2


@pytest.mark.slow
def test_a_page_without_a_story_is_dropped_with_the_reason(
    crawled: tuple[list[dict[str, Any]], str],
) -> None:
    """In the log of the project."""
    items, log = crawled
    assert len(items) == 3
    assert "/who-we-are-and-why/: no_story: " in log
    assert "Traceback" not in log


def test_the_two_lines_of_the_documents() -> None:
    """They are those that were tried above."""
    told = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    assert f"```python\n{ADDON_LINE}\n```" in told
    assert "```python\nyield response\n```" in told
    assert "        yield response\n" in SPIDER
