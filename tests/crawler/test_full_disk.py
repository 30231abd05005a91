"""A crawl whose disk is full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler import village_paper
from tests.crawler.crawls import crawl_command, start_crawl
from tests.crawler.test_killed import shuffled
from tests.disks import small_disk

pytestmark = pytest.mark.slow

STORIES = [f"/2025/05/village-{number}-gets-a-bridge/" for number in range(80)]


def test_the_next_run_stores_what_this_one_could_not(tmp_path: Path) -> None:
    """The crawl ends and says why; all stories are stored once when there is room again."""
    with village_paper.serving() as paper, small_disk(tmp_path / "disk", kib=512) as disk:
        paper.answers = {path: shuffled(number) for number, path in enumerate(STORIES)}
        paper.answers["/"] = village_paper.page(village_paper.links(*STORIES))
        command = crawl_command("news", paper.url, disk.path / "out")
        full = start_crawl(command, tmp_path / "full").finish()
        assert full.returncode != 0
        assert "make room and run again: no article is lost" in full.log
        assert "the crawl in numbers" in full.log
        assert "Traceback" not in full.log
        disk.resize(64 * 1024)
        start_crawl(command, tmp_path / "again").finish()
        files = list((disk.path / "out" / "articles").rglob("*.json"))
        feeds = (disk.path / "out" / "feeds").iterdir()
        lines = [line for feed in feeds for line in feed.read_text().splitlines()]
    assert len(files) == len(STORIES)
    assert len(lines) == len(STORIES)
