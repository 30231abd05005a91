"""docs/crawling.md: every command runs, and the tables name what there is."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.middlewares.reserved_rights import MARKS
from crawler.spiders.spider_arguments import ARGUMENTS
from fixtures.grown.serving import GrownReplica, serving
from tests.crawler.crawls import IN_A_HURRY, PATIENCE, ROOT
from tests.test_docs import commands_of

CRAWLING = (ROOT / "docs" / "crawling.md").read_text(encoding="utf-8")
COMMANDS = commands_of(CRAWLING)
# As few stories as show that it works; the document shows what is worth measuring.
SMALL = {
    "benchmarks.crawls.badly_served": ["--articles=40", "--share=0.3"],
    "benchmarks.crawls.memory": ["--articles=40", "--every=0.1", "--output={output}"],
    "benchmarks.crawls.period": ["--articles=40"],
    "benchmarks.crawls.throughput": ["--articles=20", "--rounds=1"],
}


def small(command: str, output: Path) -> list[str]:
    """The command as it is tried here: on the replica, in a hurry, with few stories."""
    words = [word for word in shlex.split(command) if "CONTACT=" not in word]
    if words[0] == "scrapy":
        to = [] if "url=" in command else ["-a", "url=http://kazpravda.kz/"]
        words = [word.replace("https://example.org", "http://example.org") for word in words]
        scrapy = [sys.executable, "-m", *words, *to]
        return [
            *scrapy,
            *IN_A_HURRY,
            "-s",
            f"CHISTOVIK_OUTPUT_DIR={output}",
            "-s",
            "LOG_LEVEL=WARNING",
        ]
    if words[0] == "chistovik":
        words = [word.replace("https://example.org", "http://example.org") for word in words]
        return [sys.executable, "-m", "crawler.cli", *words[1:], "-s", "DOWNLOAD_DELAY=0"]
    less = [word.format(output=output) for word in SMALL.get(words[2], [])]
    return [sys.executable, *words[1:], *less]


@pytest.fixture(scope="module")
def replica() -> Iterator[GrownReplica]:
    """A server that speaks for every host."""
    with serving("--articles", "20") as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("command", [one for one in COMMANDS if " serve " not in one])
def test_the_command_runs(command: str, tmp_path: Path, replica: GrownReplica) -> None:
    """To its end, without an error."""
    environment = replica.proxied_environment() | {"CHISTOVIK_CONTACT": "mailto:you@example.org"}
    done = subprocess.run(
        small(command, tmp_path / "out"), cwd=ROOT, env=environment, capture_output=True,
        text=True, check=False, timeout=2 * PATIENCE,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_the_server_starts_as_shown() -> None:
    """On a port of its own, for as long as it is wanted."""
    [command] = [one for one in COMMANDS if " serve " in one]
    with serving(*shlex.split(command)[4:]) as running:
        assert "/robots.txt" not in running.counts()["asked"]


def test_every_argument_is_explained() -> None:
    """In the table, and no other."""
    table = CRAWLING.split("| argument | meaning |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)", table)) >= ARGUMENTS
    named = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
    assert {word for cell in named for word in re.findall(r"`(\w+)", cell)} == ARGUMENTS


def test_every_mark_is_explained() -> None:
    """And says where it stands."""
    table = CRAWLING.split("| mark | stands in |")[1].split("\n\n")[0]
    assert all(f"`{mark}`" in table for mark in MARKS)


def test_the_links_lead_somewhere() -> None:
    """To documents beside it."""
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", CRAWLING)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
