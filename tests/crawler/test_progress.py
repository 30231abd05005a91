"""What a person at a terminal sees of a crawl."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from rich.console import Console
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings

from crawler.extensions.progress import Progress
from crawler.monitoring.incidents import incidents
from crawler.monitoring.run_report import Alarm
from fixtures.replica.loading import load_site
from fixtures.replica.server import serving
from tests.crawler.crawls import ROOT
from tests.crawler.monitoring.test_incidents import STARTED

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def progress(width: int = 60) -> tuple[Progress, io.StringIO]:
    """The extension, and what it writes."""
    shown = io.StringIO()
    signals = SimpleNamespace(connect=lambda *_: None)
    crawler = SimpleNamespace(crawling=True, signals=signals)
    console = Console(file=shown, width=width)
    return Progress(cast("Crawler", crawler), "a.kz", console), shown


def test_the_line_counts() -> None:
    """Pages, stories, what was passed over; robots.txt is no page."""
    line, _ = progress()
    for request in (Request("https://a.kz/"), Request("https://a.kz/robots.txt", NO_CALLBACK)):
        line.on_response(request)
    for is_new in (True, True, False):
        line.on_stored(is_new)
    line.on_drop()
    assert line.description() == "a.kz: 1 pages, 2 new stories, 1 changed, 1 passed over"


def test_a_crawl_that_ends_says_so() -> None:
    """Ctrl-C does not end it at once."""
    line, _ = progress()
    line._crawler.crawling = False
    assert line.description().endswith("; ending: what is in flight is finished")


def test_an_alarm_is_told_at_once() -> None:
    """Whole, and without what could move the cursor."""
    line, shown = progress(width=200)
    alarm = Alarm(
        monitor="disk", site="a.kz", what="output", message="full\x1b[2J", before=0, now=0
    )
    line.on_alarms(incidents([alarm], STARTED))
    sentence = "ALARM: a.kz: nothing can be written, since 2026-05-20 14:05 UTC (full\\x1b[2J)"
    assert shown.getvalue().startswith(sentence)


def test_the_table_fits_the_terminal() -> None:
    """A row is a line, however many addresses stand in it."""
    line, shown = progress(width=40)
    line.on_report("pages fetched  3\ndropped  2  https://a.kz/" + "x" * 100, "page: a.html")
    lines = shown.getvalue().strip("\n").splitlines()
    assert [text[:16] for text in lines] == [
        "a.kz", "  pages fetched ", "  dropped  2  ht", "  page: a.html",
    ]  # fmt: skip
    assert max(map(len, lines)) <= 40


def test_it_is_off_where_nobody_looks() -> None:
    """Cron and systemd read the log."""
    run = SimpleNamespace(plan=SimpleNamespace(host="a.kz"))
    spider = SimpleNamespace(run=run)
    crawler = SimpleNamespace(settings=Settings(), spider=spider)
    with pytest.raises(NotConfigured):
        Progress.from_crawler(cast("Crawler", crawler))


@pytest.mark.slow
def test_at_a_terminal(tmp_path: Path) -> None:
    """A line and a table on the screen, the log in a file."""
    leader, follower = pty.openpty()
    changes = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "CLOSESPIDER_ITEMCOUNT=2")
    settings = [part for change in changes for part in ("-s", change)]
    command = [sys.executable, "-m", "crawler.cli", "crawl", "http://kazpravda.kz/", *settings]
    with serving(load_site()) as server:
        environment = os.environ | server.proxied_environment() | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=follower)
        os.close(follower)
        shown = b""
        while piece := _read(leader):
            shown += piece
        assert process.wait() == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert "kazpravda.kz: " in text
    assert " new stories, 0 changed, " in text
    assert re.search(r"^  articles stored +\d+\r$", text, re.MULTILINE)
    assert "INFO" not in text
    assert "INFO" in (tmp_path / "output" / "logs" / "kazpravda.kz.log").read_text()


def _read(file: int) -> bytes:
    """What was written to a terminal; nothing once nobody holds it any more."""
    try:
        return os.read(file, 65536)
    except OSError:
        return b""
