"""The cleaning processes: each page an article, or a reason why not."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import uuid
from dataclasses import replace
from typing import Any
from unittest.mock import AsyncMock

import pytest

from cleaners import (
    Article,
    DocumentKind,
    DumpError,
    LimitError,
    Metadata,
    NoMainContent,
    Reservation,
    load_profile,
)
from crawler.items import FetchedPage, Refusal
from crawler.pipelines import cleaning_worker as worker
from crawler.pipelines.clean import WORKER_LOST, CleaningPool, CleanPipeline
from tests.crawler.crawls import PATIENCE, ROOT, processes_with, wait_until

URL = "https://example.org/2025/05/bridge-opens/"
TDM = Reservation("tdm", "tdmrep.json")
PAGE = FetchedPage(URL, b"<p>nothing</p>", "text/html", "2025-05-20T00:00:00+00:00", None)


def article() -> Article:
    """An article."""
    return Article(metadata=Metadata(DocumentKind.HTML, "1"), headline="Bridge")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NoMainContent("no story"), "no_story"),
        (DumpError("binary"), "unreadable"),
        (LimitError("max_characters", "too long"), "over_limit"),
        (ZeroDivisionError("by zero"), "cleaning_failed"),
    ],
)
def test_errors_become_reasons(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    """Each error of the library has a word of its own; anything else asks to be reported."""

    def failing(*_: object, **__: object) -> Article:
        raise error

    monkeypatch.setattr(worker, "clean", failing)
    refusal = worker.clean_page(PAGE)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason
    assert str(error) in refusal.message


def test_the_page_reaches_the_library_with_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes, address, content type, time and the profile."""
    seen: dict[str, Any] = {}

    def clean(data: bytes, url: str, **facts: Any) -> Article:
        seen.update(facts, data=data, url=url)
        return article()

    monkeypatch.setattr(worker, "clean", clean)
    page = FetchedPage(
        URL, b"<p>a", "text/html; charset=x", "2025-05-20", load_profile("kazpravda.kz")
    )
    assert worker.clean_page(page) == article()
    assert seen.pop("profile").host == "kazpravda.kz"
    assert seen == {
        "data": b"<p>a",
        "url": URL,
        "content_type": "text/html; charset=x",
        "downloaded": "2025-05-20",
        "source": None,
    }


def test_what_the_answer_tells_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reservations of the server behind those of the page, and that the page was cut."""
    monkeypatch.setattr(worker, "clean", lambda *_, **__: article())
    found = worker.clean_page(replace(PAGE, is_truncated=True, reservations=(TDM,)))
    assert isinstance(found, Article)
    assert (found.metadata.truncated, found.metadata.reservations) == (True, (TDM,))


class Killer(FetchedPage):
    """A page that kills the worker which unpacks it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


class Sleeper(FetchedPage):
    """A page on which the worker's alarm goes off."""

    def __reduce__(self) -> tuple[Any, ...]:
        return exec, ("import signal, time; signal.setitimer(0, 0.01); time.sleep(30)",)


@pytest.mark.slow
def test_a_lost_worker_is_one_page_lost() -> None:
    """A crash and a hang are refusals; the pages before and behind them are cleaned."""

    async def crawl() -> list[Article | Refusal]:
        pool = CleaningPool(1)
        facts = (PAGE.url, PAGE.body, None, "", None)
        pages = [PAGE, Killer(*facts), PAGE, Sleeper(*facts), PAGE]
        try:
            return [await pool.clean(page) for page in pages]
        finally:
            await pool.close()

    reasons = [getattr(outcome, "reason", "article") for outcome in asyncio.run(crawl())]
    assert reasons == ["no_story", WORKER_LOST, "no_story", WORKER_LOST, "no_story"]


ORPHAN = """
import asyncio, os, signal
from crawler.items import FetchedPage
from crawler.pipelines.clean import CleaningPool

async def crawl():
    pool = CleaningPool(1)
    await pool.clean(FetchedPage("http://a.org/", b"<p>a", None, "", None))
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(crawl())
"""


@pytest.mark.slow
def test_no_worker_outlives_its_crawl() -> None:
    """Even a crawl that is killed leaves no process behind."""
    mark = {"CHISTOVIK_TEST_MARK": uuid.uuid4().hex}
    command = [sys.executable, "-c", ORPHAN]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | mark, timeout=PATIENCE, check=False)
    assert done.returncode == -signal.SIGKILL
    wait_until(lambda: not processes_with(mark))


def test_an_unexpected_error_is_told_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Page, file, line and traceback stand in the log; the page itself is counted and goes on."""

    def failing(*_: object, **__: object) -> Article:
        raise KeyError("a\nb")

    monkeypatch.setattr(worker, "clean", failing)
    refusal = worker.clean_page(PAGE)

    async def cleaned() -> Article | Refusal:
        pipeline = CleanPipeline(1)
        monkeypatch.setattr(CleaningPool, "clean", AsyncMock(return_value=refusal))
        page = await pipeline.process_item(PAGE)
        await pipeline.close_spider()
        return page.outcome

    assert asyncio.run(cleaned()) is refusal
    (record,) = caplog.records
    first, *traceback = record.getMessage().splitlines()
    assert first.startswith(f"{URL}: unexpected KeyError in ")
    assert "test_cleaning_pipeline.py, line " in first
    assert "please report" in first
    assert traceback[-1] == "KeyError: 'a\\nb'"
