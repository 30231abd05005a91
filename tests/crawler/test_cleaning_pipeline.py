"""The cleaning processes and the reasons for which a page is dropped."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest

from cleaners import (
    Article,
    DocumentKind,
    DumpError,
    LimitError,
    Metadata,
    NoMainContent,
    load_profile,
)
from crawler.items import CleanedPage, FetchedPage, Refusal
from crawler.pipelines import cleaning_worker as worker
from crawler.pipelines.clean import WORKER_LOST, CleaningPool
from crawler.pipelines.drop import Dropped, DropPipeline, identity_of
from tests.crawler.crawls import PATIENCE, ROOT, processes_with, wait_until
from tests.crawler.runs_on_disk import PLAN, RunOnDisk, crawler_of, run_on_disk, visit

URL = "https://example.org/2025/05/bridge-opens/"
PAGE = FetchedPage(URL, b"<p>nothing</p>", "text/html", "2025-05-20T00:00:00+00:00", None)


def article(canonical_url: str | None = None) -> Article:
    """An article that declares an address."""
    metadata = Metadata(DocumentKind.HTML, "1")
    return Article(metadata=metadata, headline="Bridge", canonical_url=canonical_url)


@dataclass
class Dropping:
    """The pipeline inside a crawl of example.org, what it counts, and its run."""

    pipeline: DropPipeline
    counts: dict[str, int]
    disk: RunOnDisk

    def drop(self, page: CleanedPage) -> Dropped:
        """The reason for which a page is dropped."""
        with pytest.raises(Dropped) as caught:
            self.pipeline.process_item(page)
        return caught.value

    def outcome(self, url: str) -> tuple[str, str | None]:
        """What the state says of a page."""
        page = self.disk.run.state.page(url)
        assert page is not None
        return page.outcome, page.reason


@pytest.fixture
def dropping(tmp_path: Path) -> Iterator[Dropping]:
    """A crawl that has just begun."""
    with run_on_disk(tmp_path) as disk:
        crawler = crawler_of(disk.run)
        counts = cast("Any", crawler.stats).counts
        yield Dropping(DropPipeline.from_crawler(crawler), counts, disk)


def cleaned(url: str, outcome: Article | Refusal) -> CleanedPage:
    """A page as the cleaning processes give it back."""
    return CleanedPage(url, outcome, visit(url))


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
    }


class Killer(FetchedPage):
    """A page that kills the worker which unpacks it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


class Sleeper(FetchedPage):
    """A page on which the worker's alarm goes off."""

    def __reduce__(self) -> tuple[Any, ...]:
        return exec, ("import signal, time; signal.setitimer(0, 0.01); time.sleep(30)",)


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


def test_no_worker_outlives_its_crawl() -> None:
    """Even a crawl that is killed leaves no process behind."""
    mark = {"CHISTOVIK_TEST_MARK": uuid.uuid4().hex}
    command = [sys.executable, "-c", ORPHAN]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | mark, timeout=PATIENCE, check=False)
    assert done.returncode == -signal.SIGKILL
    wait_until(lambda: not processes_with(mark))


def test_a_copy_is_dropped(dropping: Dropping) -> None:
    """A second page with the same canonical address; the drop names the first."""
    dropping.disk.store(URL)
    copy = "https://example.org/copy"
    dropped = dropping.drop(cleaned(copy, article(URL)))
    assert (dropped.reason, dropped.url) == ("duplicate", copy)
    assert dropped.message == f"the same article as {URL}"
    assert dropping.counts == {"articles/dropped/duplicate": 1}
    assert dropping.outcome(copy) == ("dropped", f"duplicate: the same article as {URL}")


def test_a_site_that_moves_to_https_keeps_its_articles(dropping: Dropping) -> None:
    """Stored from http, fetched by https: no copy, but the article itself."""
    dropping.disk.store(URL)
    known = dropping.disk.run.ledger.article(URL)
    assert known is not None
    item = replace(dropping.disk.store(URL), visit=visit(URL.replace("https", "http")))
    dropping.disk.write(item, dropping.disk.file_of(URL))
    assert dropping.pipeline.process_item(cleaned(URL, article())).new.known is not None


def test_an_article_with_the_same_text_is_unchanged(dropping: Dropping) -> None:
    """It stays stored, and the feed is spared."""
    first = dropping.pipeline.process_item(cleaned(URL, article()))
    dropping.disk.write(first, line=f"{URL}\n")
    assert dropping.drop(cleaned(URL, article())).reason == "unchanged"
    assert dropping.outcome(URL) == ("stored", None)
    assert dropping.disk.feed == [URL]


def test_an_article_whose_file_is_gone_is_stored_again(dropping: Dropping) -> None:
    """Somebody may have moved the folder away; it is no new version."""
    first = dropping.pipeline.process_item(cleaned(URL, article()))
    dropping.disk.write(first)
    dropping.disk.run.batch.flush()
    dropping.disk.file_of(URL).unlink()
    again = dropping.pipeline.process_item(cleaned(URL, article()))
    dropping.disk.write(again)
    dropping.disk.run.batch.flush()
    assert len(dropping.disk.versions(URL)) == 1


def test_another_host_is_dropped(dropping: Dropping) -> None:
    """Where a page was fetched decides, not what it says of itself."""
    dropped = dropping.drop(cleaned("https://evil.example/2025/05/a-b/", article(URL)))
    assert dropped.message == "the crawl is of example.org"
    assert dropping.counts == {"articles/dropped/other_host": 1}


def test_a_refusal_is_dropped_by_its_reason(dropping: Dropping) -> None:
    """Reason and sentence of the cleaner are kept; the page is not fetched again for it."""
    assert "nothing there" in str(dropping.drop(cleaned(URL, Refusal("no_story", "nothing there"))))
    assert dropping.counts == {"articles/dropped/no_story": 1}
    assert dropping.outcome(URL) == ("dropped", "no_story: nothing there")


@pytest.mark.parametrize("reason", [WORKER_LOST, worker.UNEXPECTED])
def test_a_fault_of_ours_is_tried_again(dropping: Dropping, reason: str) -> None:
    """The page is as good as it was."""
    dropping.drop(cleaned(URL, Refusal(reason, "killed")))
    assert dropping.outcome(URL) == ("failed", f"{reason}: killed")


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (None, URL),
        ("https://example.org/2025/06/other-story/", "https://example.org/2025/06/other-story/"),
        ("http://example.org/2025/05/bridge-opens/?utm_source=a", URL),
        ("https://example.org/", URL),
        ("https://example.org/sport/", URL),
        ("javascript:alert(1)", URL),
    ],
)
def test_identity(declared: str | None, expected: str) -> None:
    """The declared address counts where it names a story, http and https are one."""
    assert identity_of(article(declared), URL, PLAN) == expected
