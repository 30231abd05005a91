"""Crawls of a site, and what they leave: articles, what was asked for, the learned profile."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

_ROOT = Path(__file__).parents[2]
# What politeness needs on the real web only makes a measurement wait.
_HURRY = ("-s", "AUTOTHROTTLE_ENABLED=0", "-s", "DOWNLOAD_DELAY=0")
_REQUEST = re.compile(r"DEBUG: Crawled \((\d+)\) <GET (\S+?)>")


class Crawled(msgspec.Struct, frozen=True):
    """What one crawl found: articles as JSON and the addresses that were answered."""

    articles: tuple[dict[str, Any], ...]
    requests: tuple[str, ...]
    status: int


def crawl(url: str, output: Path, profiles: Path | None = None) -> Crawled:
    """`scrapy crawl news` into an empty folder; `profiles` are what another crawl has learned."""
    if profiles is not None:
        shutil.copytree(profiles, output / "profiles")
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={url}/",
               "-s", f"CHISTOVIK_OUTPUT_DIR={output}", "-s", "CHISTOVIK_WORKERS=1",
               "-s", "LOG_LEVEL=DEBUG", *_HURRY]  # fmt: skip
    environment = os.environ | {"CHISTOVIK_CONTACT": "https://example.org/about-our-bot"}
    log = output.with_suffix(".log")
    with log.open("wb") as file:
        done = subprocess.run(command, cwd=_ROOT, env=environment, stderr=file, check=False)
    found = sorted((output / "articles").rglob("*.json"))
    return Crawled(
        articles=tuple(json.loads(path.read_text(encoding="utf-8")) for path in found),
        requests=tuple(url for _, url in _REQUEST.findall(log.read_text(encoding="utf-8"))),
        status=done.returncode,
    )
