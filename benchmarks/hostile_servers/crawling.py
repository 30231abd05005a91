"""Crawls of hostile servers, any number of them in one process.

`python -m benchmarks.hostile_servers.crawling` reads sites and settings as JSON, and writes the
most memory that it and its workers held, and its processor time.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from benchmarks.hostile_servers.values import MAX_BODY
from benchmarks.measured_run import kib_of
from crawler.monitoring.run_report import RunReport
from crawler.spiders.news import NewsSpider

ROOT = Path(__file__).parents[2]
TIMEOUT = 15  # seconds
# What politeness needs on the real web only makes a measurement wait, and answers that never come
# are waited for in vain.
HURRY = {
    "AUTOTHROTTLE_ENABLED": False,
    "CHISTOVIK_CONTACT": "https://example.org/about-our-bot",
    "CHISTOVIK_LEARN_SITE_AFTER": 0,
    "CHISTOVIK_WORKERS": 1,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_MAXSIZE": MAX_BODY,
    "DOWNLOAD_TIMEOUT": TIMEOUT,
    "RETRY_ENABLED": False,
}
_PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")


class Start(msgspec.Struct, frozen=True):
    """A site to be crawled, where the output goes, and settings of its own."""

    url: str
    output: str
    settings: dict[str, Any] = {}


class Spent(msgspec.Struct, frozen=True):
    """Seconds of processor time, and MiB that the crawl and its largest worker held at most."""

    seconds: float
    mib: int
    worker_mib: int


@dataclass(frozen=True)
class Crawls:
    """What the crawls left: each one's report and articles by its output folder, and the log."""

    reports: Mapping[str, RunReport]
    articles: Mapping[str, list[dict[str, Any]]]
    log: str
    spent: Spent


def crawl(starts: Sequence[Start], log: Path, timeout: float = 300) -> Crawls:
    """Crawl all sites in one process."""
    kept = {name: value for name, value in os.environ.items() if name not in _PROXIES}
    with log.open("wb") as stderr:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.hostile_servers.crawling"],
            input=msgspec.json.encode(starts),
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=ROOT,
            env=kept,
            timeout=timeout,
            check=True,
        )
    outputs = {start.output: Path(start.output) for start in starts}
    return Crawls(
        {name: _report(path) for name, path in outputs.items()},
        {name: _articles(path) for name, path in outputs.items()},
        log.read_text(encoding="utf-8", errors="backslashreplace"),
        msgspec.json.decode(done.stdout, type=Spent),
    )


def _report(output: Path) -> RunReport:
    (path,) = (output / "runs").glob("*.json")
    return msgspec.json.decode(path.read_bytes(), type=RunReport)


def _articles(output: Path) -> list[dict[str, Any]]:
    files = sorted((output / "articles").rglob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def _main() -> None:
    starts = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Start])
    process = AsyncCrawlerProcess(_settings({}))
    for start in starts:
        own = _settings(start.settings | {"CHISTOVIK_OUTPUT_DIR": start.output})
        process.crawl(Crawler(NewsSpider, own), url=start.url)
    process.start()
    here, workers = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    seconds = sum(usage.ru_utime + usage.ru_stime for usage in (here, workers))
    # `ru_maxrss` of a process begins with what the one that started it held.
    mib = kib_of(os.getpid(), "status", "VmHWM:") // 1024
    spent = Spent(seconds, mib, workers.ru_maxrss // 1024)
    sys.stdout.buffer.write(msgspec.json.encode(spent))


def _settings(own: Mapping[str, Any]) -> Settings:
    settings = get_project_settings()
    settings.setdict(HURRY | dict(own), priority="cmdline")
    return settings


if __name__ == "__main__":
    _main()
