"""What docs/monitoring.md says of numbers and names is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from scrapy.settings import Settings

from cleaners import load_profiles
from crawler.commands.crawl import EXIT_ALARM
from crawler.extensions.notify import notify_problem
from crawler.monitoring import monitors, quality_flags
from crawler.monitoring import quality_flags as rises
from tests.crawler.crawls import ROOT

TOLD = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")


def test_numbers() -> None:
    """Windows, days, limits."""
    assert f"exit status {EXIT_ALARM}" in " ".join(TOLD.split())
    assert f"half of the last {rises.QUICK.pages} pages" in TOLD
    assert rises.QUICK.rise == 0.5
    assert f"a fifth more over {rises.THOROUGH.pages} pages" in TOLD
    assert rises.THOROUGH.rise == 0.2
    assert f"fewer than {rises.USUAL_PAGES} pages are known" in TOLD
    assert f"the poorest of the {monitors.DAYS} days before" in TOLD
    assert (monitors.FEWER, monitors.KNOWN_DAYS, monitors.MIN_ARTICLES) == (0.5, 3, 10)
    assert f"is below {quality_flags.LOW_CONFIDENCE}" in TOLD


def test_quality_flags() -> None:
    """Those of refusals are all there."""
    assert {f"`dropped {reason}`" for reason in quality_flags.PAGE_REFUSALS} <= set(
        re.findall(r"`[^`]+`", TOLD)
    )
    assert {"`failed`", "`low confidence`"} <= set(re.findall(r"`[^`]+`", TOLD))


def test_addresses() -> None:
    """The example is one that apprise knows."""
    [urls] = re.findall(r"^CHISTOVIK_NOTIFY=(.*)$", TOLD, re.MULTILINE)
    assert notify_problem(Settings({"CHISTOVIK_NOTIFY": urls})) is None


def test_profile(tmp_path: Path) -> None:
    """The example is a whole one."""
    [toml] = re.findall(r"```toml\n(.*?)```", TOLD, re.DOTALL)
    (tmp_path / "example.org.toml").write_text(toml, encoding="utf-8")
    assert load_profiles(tmp_path).get("example.org").fetch.browser
