"""The report at the end of a crawl, where a real crawl does not easily come."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from crawler.discovery.plan import plan_without_discovery
from crawler.extensions.report import CrawlReport
from crawler.monitoring.tally import Tally, table_of

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
    run = SimpleNamespace(plan=plan_without_discovery("https://example.org/"))
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


def test_two_crawls_in_one_second_write_two_reports(report: CrawlReport, tmp_path: Path) -> None:
    """The second one gets a number."""
    report.on_close(SPIDER, "finished")
    report.on_close(SPIDER, "finished")
    first, second = sorted(path.stem for path in (tmp_path / "runs").glob("*.json"))
    assert second == f"{first}-2"


def test_the_table_stays_short() -> None:
    """Three addresses of a group are shown, the report has all."""
    tally = Tally()
    tally.http_errors["404"].extend(f"https://example.org/{n}" for n in range(50))
    line = table_of(tally).splitlines()[-1]
    assert line.split()[:3] == ["HTTP", "404", "50"]
    assert line.count("https://") == 3
    assert line.endswith("…")
