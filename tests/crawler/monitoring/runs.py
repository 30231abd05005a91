"""Builders: runs of a site that is called a.kz."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.monitoring.faults import NAMED_STAT
from crawler.monitoring.quality_flags import FlagCounts
from crawler.monitoring.run_report import PastRun, RunReport, Speed

SITE = "a.kz"
NOW = datetime(2026, 5, 20, 14, 5, tzinfo=UTC)


def report(**given: Any) -> RunReport:
    """A run that went well."""
    values: dict[str, Any] = {
        "id": "news-2026-05-20T14-05-00",
        "spider": "news",
        "site": SITE,
        "reason": "finished",
        "started": NOW,
        "finished": NOW + timedelta(minutes=7),
        "pages_fetched": 60,
        "articles_stored": 40,
        "articles_dropped": {},
        "http_errors": {},
        "failures": {},
        "redirects": {},
        "profile_selectors_missed": {},
        "articles_by_day": {"2026-05-20": 40},
        "articles_by_section": {"Sport": 40},
        "confidence": (0,) * 10,
        "speed": Speed(1.0, (10, 50)),
        "article_flags": FlagCounts(40),
        "answer_flags": FlagCounts(60),
        "stats": {NAMED_STAT: 50},
    }
    return RunReport(**values | given)


def past(days: float = 1, **given: Any) -> PastRun:
    """A run that went well, some days ago."""
    started = NOW - timedelta(days=days)
    values: dict[str, Any] = {
        "id": f"news-{started:%Y-%m-%dT%H-%M-%S}",
        "site": SITE,
        "reason": "finished",
        "started": started,
        "finished": started + timedelta(minutes=7),
        "articles_stored": 40,
        "article_flags": FlagCounts(40),
        "answer_flags": FlagCounts(60),
    }
    return PastRun(**values | given)
