"""The report at the end of a crawl, where a real crawl does not easily come."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from crawler.discovery.plan import plan_without_discovery
from crawler.extensions.report import CrawlReport
from crawler.monitoring.tally import MAX_STORIES, Tally, table_of

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from crawler.store.open_run import Run

SPIDER = cast("Spider", SimpleNamespace(name="news"))


@pytest.fixture
def report(tmp_path: Path) -> CrawlReport:
    """The extension in a crawl that writes below `tmp_path`."""
    crawler = SimpleNamespace(
        settings={"CHISTOVIK_OUTPUT_DIR": str(tmp_path)},
        signals=SimpleNamespace(connect=lambda *_: None, send_catch_log=lambda *_, **__: None),
        stats=SimpleNamespace(get_stats=dict, inc_value=lambda *_: None),
    )
    plan = plan_without_discovery("https://example.org/")
    run = SimpleNamespace(id="news-2026-05-20T14-05-00", plan=plan)
    return CrawlReport(cast("Crawler", crawler), cast("Run", run))


def test_a_full_disk_is_told(report: CrawlReport, tmp_path: Path) -> None:
    """An article that could not be stored is neither stored nor forgotten."""
    failure = SimpleNamespace(getErrorMessage=lambda: "No space left on device")
    report.on_item_error(SimpleNamespace(url="https://example.org/a"), failure)
    report.on_close(SPIDER, "finished")
    (path,) = (tmp_path / "runs").glob("*.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["articlesStored"] == 0
    assert told["articlesDropped"] == {
        "pipeline_error": [{"url": "https://example.org/a", "message": "No space left on device"}]
    }


def test_new_and_changed_stories_are_listed(report: CrawlReport, tmp_path: Path) -> None:
    """By address and headline, in the order in which they came."""
    bridge, mill = {"url": "https://a.kz/1", "headline": "Bridge"}, {"url": "https://a.kz/2"}
    report.on_stored(article=bridge, is_new=True)
    report.on_stored(article=mill, is_new=False)
    report.on_close(SPIDER, "finished")
    told = json.loads((tmp_path / "runs" / "news-2026-05-20T14-05-00.json").read_text())
    assert told["articlesNew"] == [bridge]
    assert told["articlesChanged"] == [mill | {"headline": ""}]


def test_a_report_stays_short_however_many_stories_are_new() -> None:
    """The feed of the run has them all."""
    tally = Tally()
    for number in range(MAX_STORIES + 1):
        tally.add_story({"url": f"https://a.kz/{number}"}, is_new=True)
    assert len(tally.new) == MAX_STORIES


def test_the_table_stays_short() -> None:
    """Three addresses of a group are shown, the report has all."""
    tally = Tally()
    tally.http_errors["404"].extend(f"https://example.org/{n}" for n in range(50))
    line = table_of(tally).splitlines()[-1]
    assert line.split()[:3] == ["HTTP", "404", "50"]
    assert line.count("https://") == 3
    assert line.endswith("…")
