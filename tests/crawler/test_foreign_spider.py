"""Spiders that are none of ours: `scrapy shell`, `fetch` and `parse` in this project."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from crawler.extensions.learn_profile import LearnProfile
from crawler.extensions.notify import Notify
from crawler.extensions.report import CrawlReport
from crawler.extensions.run import CrawlRun
from crawler.middlewares.archive import ArchiveMiddleware
from crawler.middlewares.conditional import ConditionalMiddleware
from crawler.pipelines.clean import CleanPipeline
from crawler.pipelines.drop import DropPipeline
from crawler.pipelines.store import StorePipeline
from tests.crawler import village_paper
from tests.crawler.crawls import ROOT, SCRAPY, environment

COMPONENTS = [
    *(CrawlRun, CrawlReport, LearnProfile, Notify),
    *(ArchiveMiddleware, ConditionalMiddleware),
    *(CleanPipeline, DropPipeline, StorePipeline),
]


@pytest.mark.parametrize("component", COMPONENTS)
def test_it_is_left_alone(component: Any, tmp_path: Path) -> None:
    """What writes, remembers or reports switches itself off."""
    settings = {
        "CHISTOVIK_OUTPUT_DIR": str(tmp_path / "output"),
        "CHISTOVIK_NOTIFY": "json://127.0.0.1",
        "CHISTOVIK_LEARN_SITE_AFTER": 1,
    }
    crawler = get_crawler(settings_dict=settings)
    crawler.spider = crawler.spidercls("any")
    with pytest.raises(NotConfigured):
        component.from_crawler(crawler)
    assert not (tmp_path / "output").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["fetch"], "<html"),
        (["fetch", "--spider=news"], "<html"),
        (["shell", "-c", "response.status"], "200"),
        (["shell", "-c", "response.status", "--spider=news"], "200"),
        (["parse"], "Unable to find spider"),
        (["parse", "--spider=news", "-c", "parse_listing"], "/2025/05/harbour-opens/"),
        (["parse", "--spider=news", "-c", "parse_article"], "'visit': None"),
    ],
)
def test_commands_of_scrapy_work(tmp_path: Path, command: list[str], said: str) -> None:
    """They fetch a page politely, with and without a spider of ours, and write nothing."""
    output = tmp_path / "output"
    with village_paper.serving() as paper:
        to = (*command, paper.url, "-s", f"CHISTOVIK_OUTPUT_DIR={output}")
        done = subprocess.run(
            [*SCRAPY, *to, "-s", "LOG_LEVEL=ERROR"],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert said in done.stdout + done.stderr
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert not output.exists()
