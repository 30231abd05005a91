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
# What politeness needs on the real web only makes a measurement wait.
HURRY = (
    *("-s", "AUTOTHROTTLE_ENABLED=0", "-s", "DOWNLOAD_DELAY=0"),
    *("-s", "CONCURRENT_REQUESTS=16", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"),
)


def command(output: Path, *more: str) -> list[str]:
    """The command that crawls the replica under the site's real name."""
    where = ("-a", f"url={SITE}", "-s", f"OUTPUT_DIR={output}")
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
    """Crawl, and `kill -9` so many seconds after the start; False where it had ended before."""
    with output.with_suffix(".log").open("ab") as log:
        crawl = subprocess.Popen(command(output), cwd=ROOT, env=environment, stderr=log)
    try:
        crawl.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(crawl.pid, signal.SIGKILL)
        crawl.wait()
        return True
    return False
