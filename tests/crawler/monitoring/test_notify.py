"""Alarms by webhook and mail."""

from __future__ import annotations

import json
import logging
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from scrapy.settings import Settings

from crawler.extensions import notify
from crawler.extensions.notify import notify_problem, send
from crawler.extensions.run import CrawlRun
from crawler.monitoring.incidents import incidents
from crawler.monitoring.run_report import Alarm
from crawler.spiders.news import NewsSpider
from crawler.store.state_file import StateError
from tests.crawler.crawls import ROOT, crawl_command, environment
from tests.crawler.monitoring.redesigned import redesigned_paper

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ALARM = Alarm(
    monitor="spreading",
    site="a.kz",
    what="failed",
    message="too many",
    before=0,
    now=0.5,
    urls=("https://a.kz/x",),
    pages=30,
)
STARTED = datetime(2026, 5, 20, 14, 5, tzinfo=UTC)


class Webhook(ThreadingHTTPServer):
    """Keeps what it gets; `url` is how apprise names it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[dict[str, Any]] = []
        self.status = 200
        self.url = f"json://127.0.0.1:{self.server_port}/alarms"


class _Handler(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        """Say nothing."""


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    """A running server."""
    with Webhook() as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def test_a_webhook_gets_what_one_needs_to_know(webhook: Webhook) -> None:
    """In one sentence: what, since when, on how many pages, where to look, what to do."""
    send([webhook.url], incidents([ALARM], STARTED), "/srv/output/runs/x.html")
    (got,) = webhook.got
    assert got["title"] == "Chistovik: a.kz: requests fail"
    assert got["message"] == (
        "a.kz: requests fail, since 2026-05-20 14:05 UTC, on 15 of 30 pages (too many); "
        "look at https://a.kz/x; what to do: look at the statuses in the report; crawl less often, "
        "or write to the owner; report: /srv/output/runs/x.html"
    )


def test_a_webhook_that_refuses_is_told(webhook: Webhook, caplog: pytest.LogCaptureFixture) -> None:
    """Without the address: it may hold a password."""
    webhook.status = 500
    with caplog.at_level(logging.ERROR, logger=notify.__name__):
        send([webhook.url], incidents([ALARM], STARTED))
    told = [record.getMessage() for record in caplog.records if record.name == notify.__name__]
    assert told == ["an alarm could not be sent to every address of CHISTOVIK_NOTIFY"]


def test_wrong_addresses_are_told_before_anything_starts() -> None:
    """The second one is meant; a mail address alone is none."""
    settings = Settings({"CHISTOVIK_NOTIFY": "json://127.0.0.1/,secret@example.org"})
    assert notify_problem(settings) == "CHISTOVIK_NOTIFY: address 2 is none that apprise knows"


@pytest.mark.parametrize("urls", ["", "mailtos://user:word@example.org?to=desk@example.org"])
def test_nothing_is_wrong(urls: str) -> None:
    """Nobody named, or a mail address as apprise writes it."""
    assert notify_problem(Settings({"CHISTOVIK_NOTIFY": urls})) is None


def test_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library for it is an extra."""
    monkeypatch.setattr(notify, "find_spec", lambda _: None)
    problem = notify_problem(Settings({"CHISTOVIK_NOTIFY": "json://127.0.0.1/"}))
    assert problem == "CHISTOVIK_NOTIFY needs apprise; pip install 'chistovik[notify]'"


def test_a_folder_that_cannot_be_written_to_is_told(webhook: Webhook, tmp_path: Path) -> None:
    """The crawl does not begin, and nothing else would tell."""
    (tmp_path / "file").touch()
    settings = {"CHISTOVIK_OUTPUT_DIR": str(tmp_path / "file"), "CHISTOVIK_NOTIFY": webhook.url}
    spider = NewsSpider(url="https://example.org/")
    crawler = SimpleNamespace(spider=spider, settings=Settings(settings))
    with pytest.raises(StateError):
        CrawlRun.from_crawler(cast("Crawler", crawler))
    (got,) = webhook.got
    assert got["title"] == "Chistovik: example.org: nothing can be written"
    assert f"{tmp_path / 'file'} can't be written to" in got["message"]


@pytest.mark.slow
def test_what_goes_on_is_sent_once(webhook: Webhook, tmp_path: Path) -> None:
    """Two crawls of a site whose profile has been wrong from the beginning: one message."""
    with redesigned_paper(tmp_path / "profiles", 40, 0) as paper:
        command = crawl_command("news", paper.url, tmp_path / "output")
        to = (
            "-s",
            f"CHISTOVIK_SITE_PROFILES={tmp_path / 'profiles'}",
            "-s",
            f"CHISTOVIK_NOTIFY={webhook.url}",
        )
        first, second = (
            subprocess.run([*command, *to], cwd=ROOT, env=environment(), check=False, stderr=-3)
            for _ in range(2)
        )
    (got,) = webhook.got
    assert got["title"] == "Chistovik: 127.0.0.1: the layout has changed"
    assert "«missed story.body» on 100% of the last 30 pages" in got["message"]
    assert first.returncode == second.returncode == 3
