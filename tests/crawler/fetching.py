"""Pages fetched by Scrapy with the settings of the project, in a process of its own.

`python -m tests.crawler.fetching` reads addresses and settings as JSON, and writes what came.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from benchmarks.measured_run import kib_of
from crawler import settings as project
from tests.crawler.crawls import ROOT, environment

HURRY = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "EXTENSIONS": {},
    "LOG_LEVEL": "WARNING",
    "ROBOTSTXT_OBEY": False,
}


@dataclass(frozen=True)
class Fetched:
    """What came: a status and the length of the body, or the error's name and message, by address.

    `mib` is the most memory that the process held.
    """

    answers: dict[str, list[Any]]
    mib: int
    log: str


def fetch(urls: Iterable[str], *, proxy: str = "", **settings: Any) -> Fetched:
    """Fetch all addresses in one process."""
    proxied = {"http_proxy": proxy} if proxy else {}
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawler.fetching"],
        input=json.dumps({"urls": list(urls), "settings": settings}),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment() | proxied,
        timeout=60,
        check=True,
    )
    return Fetched(**json.loads(done.stdout), log=done.stderr)


class _Fetching(Spider):
    name = "fetching"
    urls: Iterable[str] = ()

    def __init__(self, urls: Iterable[str], answers: dict[str, list[Any]]) -> None:
        super().__init__()
        self.urls, self.answers = urls, answers

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield Request(
                url,
                callback=self.came,
                errback=self.failed,
                meta={"handle_httpstatus_all": True},
                cb_kwargs={"url": url},
                dont_filter=True,
            )

    def came(self, response: Response, url: str) -> None:
        self.answers[url] = [response.status, len(response.body)]

    def failed(self, failure: Any) -> None:
        url = failure.request.cb_kwargs["url"]
        self.answers[url] = [type(failure.value).__name__, str(failure.value)]


def _main() -> None:
    asked = json.load(sys.stdin)
    ours = {name: value for name, value in vars(project).items() if name.isupper()}
    answers: dict[str, list[Any]] = {}
    process = AsyncCrawlerProcess(ours | HURRY | asked["settings"])
    process.crawl(_Fetching, urls=asked["urls"], answers=answers)
    process.start()
    mib = kib_of(os.getpid(), "status", "VmHWM:") // 1024
    json.dump({"answers": answers, "mib": mib}, sys.stdout)


if __name__ == "__main__":
    _main()
