"""Crawls of the grown replica, in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SITE = "http://kazpravda.kz/"
POLL_SECONDS = 0.01
# What politeness needs on the real web only makes a measurement wait.
HURRY = (
    *("-s", "AUTOTHROTTLE_ENABLED=0", "-s", "DOWNLOAD_DELAY=0"),
    *("-s", "CONCURRENT_REQUESTS=16", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"),
)


def command(output: Path, *more: str) -> list[str]:
    """The command that crawls the replica under the site's real name."""
    where = ("-a", f"url={SITE}", "-s", f"CHISTOVIK_OUTPUT_DIR={output}")
    return [sys.executable, "-m", "scrapy", "crawl", "kazpravda", *where, *HURRY, *more]


def crawl(output: Path, environment: Mapping[str, str], *more: str) -> tuple[int, float]:
    """Crawl to the end; exit status and seconds. The log lies beside the output folder."""
    started = time.monotonic()
    with output.with_suffix(".log").open("ab") as log:
        done = subprocess.run(
            command(output, *more), cwd=ROOT, env=environment, stderr=log, check=False
        )
    return done.returncode, time.monotonic() - started


def crawl_and_kill(output: Path, environment: Mapping[str, str], seconds: float) -> bool:
    """Crawl, and `kill -9` so long after it took its lock; False where it had ended before."""
    with output.with_suffix(".log").open("ab") as log:
        crawl = subprocess.Popen(command(output), cwd=ROOT, env=environment, stderr=log)
    while crawl.poll() is None and _holder(output) != crawl.pid:
        time.sleep(POLL_SECONDS)
    try:
        crawl.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(crawl.pid, signal.SIGKILL)
        crawl.wait()
        return True
    return False


def _holder(output: Path) -> int:
    """The process whose number stands in the lock."""
    try:
        return int((output / "run.lock").read_text())
    except (OSError, ValueError):
        return 0
