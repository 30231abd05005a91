"""How long the event loop of a crawl waits at most: `python -m benchmarks.crawls.longest_wait`.

A site has ten stories behind a front page of 100,000 links, a sitemap of 50,000 addresses, or
both. The crawl is watched from within: a task that wants to run every hundredth of a second
notes how long it had to wait, and how much of that time the event loop's thread was busy; the rest
is other threads and other programs. Then a second crawl gets a SIGTERM in the middle of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

import click
from scrapy import signals

from benchmarks.crawls.running import HURRY, ROOT

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

TICK_SECONDS = 0.01
LONGEST, BUSIEST = "benchmark/longest_wait", "benchmark/busiest"
STORIES = 10
STORY = """<!DOCTYPE html><html><head><title>Bridge {n}</title></head><body><article>
<h1>Bridge number {n} is rebuilt</h1>{paragraphs}</article></body></html>"""
PARAGRAPH = """<p>The council of village {n} voted on Tuesday to rebuild the old bridge number {m}
over the northern canal, which had been closed to lorries since the flood of the spring.</p>"""


class Watch:
    """Scrapy add-on: puts the longest wait of the event loop into the stats."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._watching: asyncio.Task[None] | None = None
        crawler.signals.connect(self.begin, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def begin(self) -> None:
        """Watch until the process ends."""
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while True:
            wall, busy = time.monotonic(), time.thread_time()
            await asyncio.sleep(TICK_SECONDS)
            waited = time.monotonic() - wall - TICK_SECONDS
            self._crawler.stats.max_value(LONGEST, waited)
            self._crawler.stats.max_value(BUSIEST, min(waited, time.thread_time() - busy))


@click.command()
@click.option("--links", default=100_000, show_default=True, help="Links of the front page.")
@click.option("--entries", default=50_000, show_default=True, help="Addresses of the sitemap.")
def main(links: int, entries: int) -> None:
    """Print a line for each site; exit status 1 where a wait was longer than 0.2 s."""
    is_right = True
    print("| site | stories | longest wait | of it busy | ends after SIGTERM |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, pages in _sites(links, entries).items():
        with tempfile.TemporaryDirectory() as folder, _serving(pages) as (url, answered):
            stats, stored = _crawl(url, Path(folder, "whole"))
            ended = _interrupt(url, Path(folder, "part"), answered)
        is_right = is_right and stored == STORIES and stats[BUSIEST] <= 0.2
        cells = f"{stats[LONGEST]:.2f} s | {stats[BUSIEST]:.2f} s | {ended:.1f} s"
        print(f"| {name} | {stored} of {STORIES} | {cells} |", flush=True)
    sys.exit(0 if is_right else 1)


def _sites(links: int, entries: int) -> dict[str, Mapping[str, str]]:
    stories = [f"/2025/05/bridge-{n}-is-rebuilt-at-last/" for n in range(STORIES)]
    pages = {path: _story(n) for n, path in enumerate(stories)}
    dead = [f"/2025/05/dead-{n}-story-of-a-trap/" for n in range(max(links, entries))]
    front = _front([*stories, *dead[: links - STORIES]])
    urls = "".join(
        f"<url><loc>{path}</loc><lastmod>{2025 - (path in dead[:1])}-05-20</lastmod></url>"
        for path in [*stories, *dead[: entries - STORIES]]
    )
    maps = {"/robots.txt": "Sitemap: /sitemap.xml", "/sitemap.xml": f"<urlset>{urls}</urlset>"}
    return {
        f"{links:,} links": {**pages, "/": front},
        f"a sitemap of {entries:,}": {**pages, **maps, "/": _front([])},
        "both": {**pages, **maps, "/": front},
    }


def _story(n: int) -> str:
    return STORY.format(n=n, paragraphs="".join(PARAGRAPH.format(n=n, m=m) for m in range(8)))


def _front(paths: list[str]) -> str:
    links = "".join(f'<p><a href="{path}">read this</a></p>\n' for path in paths)
    return f"<html><body>{links}</body></html>"


@contextmanager
def _serving(pages: Mapping[str, str]) -> Iterator[tuple[str, Event]]:
    """Where the site is served, and an event that is set when its front page was asked for."""
    answered = Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            kind = "application/xml" if self.path.endswith(".xml") else "text/html"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)
            if self.path in {"/", "/sitemap.xml"}:
                answered.set()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", answered
        finally:
            server.shutdown()


def _start(url: str, output: Path, *more: str) -> subprocess.Popen[bytes]:
    watch = json.dumps({f"benchmarks.crawls.longest_wait.{Watch.__name__}": 0})
    where = ("-a", f"url={url}", "-s", f"CHISTOVIK_OUTPUT_DIR={output}", "-s", f"ADDONS={watch}")
    command = [sys.executable, "-m", "scrapy", "crawl", "news", *where, *HURRY, *more]
    with output.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, stderr=log, env=_environment())


def _crawl(url: str, output: Path) -> tuple[dict[str, float], int]:
    """The stats and the number of stories; the dead ones are not all asked for."""
    _start(url, output, "-s", "CLOSESPIDER_PAGECOUNT=2000").wait()
    (report,) = (output / "runs").glob("*.json")
    told = json.loads(report.read_text(encoding="utf-8"))
    return told["stats"], told["articlesStored"]


def _interrupt(url: str, output: Path, answered: Event) -> float:
    """Seconds between a SIGTERM, a moment after the front page came, and the end."""
    answered.clear()
    crawl = _start(url, output)
    answered.wait()
    time.sleep(TICK_SECONDS)
    sent = time.monotonic()
    crawl.send_signal(signal.SIGTERM)
    crawl.wait()
    return time.monotonic() - sent


def _environment() -> dict[str, str]:
    proxies = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
    return {name: value for name, value in os.environ.items() if name not in proxies}


if __name__ == "__main__":
    main()
