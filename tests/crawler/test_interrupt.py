"""A crawl that is stopped in the middle, by Ctrl-C or by a service manager."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import uuid
from pathlib import Path

import pytest

from tests.crawler import village_paper
from tests.crawler.crawls import (
    PATIENCE,
    ROOT,
    crawl_command,
    environment,
    processes_with,
    start_crawl,
    wait_until,
)

pytestmark = pytest.mark.slow

STORIES = 200
STORY = "/2025/05/village-gets-a-bridge-again/"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_there_is_whole(tmp_path: Path, number: signal.Signals) -> None:
    """Files, feed and report are whole and tell of the same articles; no process is left."""
    mark = {"CHISTOVIK_TEST_MARK": uuid.uuid4().hex}
    with village_paper.serving() as paper:
        paths = [f"/2025/05/village-{n}-gets-a-bridge/" for n in range(STORIES)]
        paper.answers |= {path: village_paper.story(path) for path in paths}
        paper.answers["/"] = village_paper.page(village_paper.links(*paths))
        paper.delay = 0.1
        crawl = subprocess.Popen(
            crawl_command("news", paper.url, tmp_path),
            cwd=ROOT,
            env=environment() | mark,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        wait_until(lambda: any((tmp_path / "articles").rglob("*.json")))
        # As a terminal does it: to the whole group.
        os.killpg(crawl.pid, number)
        _, log = crawl.communicate(timeout=PATIENCE)
    assert "Traceback" not in log
    assert not processes_with(mark)
    assert_tidy(tmp_path)


@pytest.mark.parametrize("path", ["/robots.txt", STORY], ids=["robots.txt", "story"])
def test_a_pause_is_not_waited_for(tmp_path: Path, path: str) -> None:
    """A host asks for five minutes; a crawl that is told to end does so, and blames nobody."""
    with village_paper.serving() as paper:
        paper.answers = {"/": village_paper.page(village_paper.links(STORY))}
        paper.answers[path] = village_paper.Answer(status=503, retry_after="300")
        command = [*crawl_command("news", paper.url, tmp_path / "out"), "-s", "RETRY_ENABLED=1"]
        started = start_crawl(command, tmp_path / "out")
        wait_until(lambda: "asks for a pause of 300 s" in started.log.read_text(encoding="utf-8"))
        started.process.send_signal(signal.SIGTERM)
        done = started.finish()
    assert done.report["reason"] == "shutdown"
    assert (done.report["failures"], done.report["alarms"]) == ({}, [])
    assert "Traceback" not in done.log


def assert_tidy(output: Path) -> None:
    """Report and feed tell of the same articles as the files, and nothing else is there."""
    files = list((output / "articles").rglob("*.json"))
    stored = sorted(json.loads(path.read_text(encoding="utf-8"))["url"] for path in files)
    assert 1 <= len(stored) < STORIES
    (report,) = (output / "runs").glob("*.json")
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["reason"], told["articlesStored"]) == ("shutdown", len(stored))
    assert report.with_suffix(".html").exists()
    (feed,) = (output / "feeds").iterdir()
    lines = feed.read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["url"] for line in lines) == stored
    assert not list(output.rglob(".*"))
