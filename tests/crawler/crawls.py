"""`scrapy crawl` in a process of its own, and what it leaves behind."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SCRAPY = (sys.executable, "-m", "scrapy")
# What politeness needs on the real web only makes a test wait.
IN_A_HURRY = (
    *("-s", "AUTOTHROTTLE_ENABLED=0"),
    *("-s", "DOWNLOAD_DELAY=0"),
    *("-s", "RETRY_ENABLED=0"),
    *("-s", "CHISTOVIK_WORKERS=1"),
)
# Seconds. Only what hangs takes so long, however busy the machine.
PATIENCE = 120
PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")


@dataclass(frozen=True)
class Crawl:
    """A crawl that has ended."""

    output: Path
    returncode: int
    log: str

    @property
    def files(self) -> list[Path]:
        """All article files."""
        return sorted((self.output / "articles").rglob("*.json"))

    @property
    def articles(self) -> list[dict[str, Any]]:
        """What stands in them."""
        return [json.loads(path.read_text(encoding="utf-8")) for path in self.files]

    @property
    def feed(self) -> list[dict[str, Any]]:
        """The articles of the feed."""
        (path,) = (self.output / "feeds").iterdir()
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    @property
    def report(self) -> dict[str, Any]:
        """The report of the crawl."""
        (path,) = (self.output / "runs").glob("*.json")
        return dict(json.loads(path.read_text(encoding="utf-8")))

    def dropped(self, reason: str) -> dict[str, str]:
        """Messages of the pages that were dropped for a reason, by address."""
        entries = self.report["articlesDropped"].get(reason, [])
        return {entry["url"]: entry["message"] for entry in entries}


def environment() -> dict[str, str]:
    """The environment of a crawl that no proxy of the machine stands in the way of."""
    kept = {name: value for name, value in os.environ.items() if name not in PROXIES}
    return kept | {"CHISTOVIK_CONTACT": "https://example.org/about-our-bot"}


def crawl_command(spider: str, url: str, output: Path) -> list[str]:
    """The command that crawls `url` in a hurry."""
    to = ("-a", f"url={url}", "-s", f"CHISTOVIK_OUTPUT_DIR={output}")
    return [*SCRAPY, "crawl", spider, *to, *IN_A_HURRY]


@dataclass(frozen=True)
class Started:
    """A crawl that is on its way; its log goes to a file, so that it never waits for a reader."""

    process: subprocess.Popen[bytes]
    output: Path
    log: Path

    def finish(self) -> Crawl:
        """Wait for the end."""
        code = self.process.wait(timeout=PATIENCE)
        return Crawl(self.output, code, self.log.read_text(encoding="utf-8"))


def start_crawl(command: list[str], output: Path) -> Started:
    """Start a crawl without waiting for it."""
    log = output.with_suffix(".log")
    with log.open("wb") as stderr:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=stderr)
    return Started(process, output, log)


def processes_with(mark: dict[str, str]) -> list[int]:
    """Processes that carry a mark in their environment."""
    ((name, value),) = mark.items()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        # Others' processes can't be read, and some end meanwhile.
        with contextlib.suppress(OSError):
            if f"{name}={value}".encode() in path.read_bytes():
                found.append(int(path.parent.name))
    return found


def wait_until(done: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for a condition; fail when it does not come true."""
    end = time.monotonic() + patience  # noqa: TID251 - a guard, and no measurement
    while not done():
        assert time.monotonic() < end, "waited in vain"  # noqa: TID251
        time.sleep(0.02)
