"""A page that did not change, under another profile: no new version, and repaired facts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from cleaners import Article, SiteProfile, clean
from crawler.discovery.plan import Plan
from crawler.items import AcceptedArticle, CleanedPage, FetchedPage, Refusal
from crawler.pipelines.cleaning_worker import clean_page
from crawler.pipelines.drop import Dropped, DropPipeline
from crawler.pipelines.reclean import RecleanPipeline
from tests.crawler.runs_on_disk import (
    PLAN,
    URL,
    RunOnDisk,
    crawler_of,
    exchange,
    run_on_disk,
    visit,
)

TEXTS = [f"The bridge of village {n} was opened on Tuesday, and buses use it now." for n in (1, 2)]
HTML = (
    "<title>The bridge is open</title><p class=section>Villages</p>"
    f"<main><h1>The bridge is open</h1><p>{TEXTS[0]}</p>"
    f"<p>{TEXTS[1]}</p><p class=call>Subscribe to the letter of our newspaper, it is free.</p>"
    "</main>"
)
EDITED = HTML.replace("on Tuesday", "on Wednesday")


def profile(toml: str) -> SiteProfile:
    """A profile of the site with these tables."""
    values = msgspec.toml.decode(toml) | {"host": "example.org", "checked": date(2026, 1, 31)}
    return msgspec.convert(values, SiteProfile)


PLAIN = profile('[story]\nbody = ["main"]')
SHORTER = profile('[story]\nbody = ["main"]\n[[remove]]\nselect = [".call"]')
NAMING = profile('[story]\nbody = ["main"]\n[fields]\nsection = [".section"]')


class InThisProcess:
    """Cleans where it is asked."""

    async def clean(self, page: FetchedPage) -> Article | Refusal:
        """One page."""
        return clean_page(page)


@contextmanager
def run_with(output: Path, profile: SiteProfile) -> Iterator[RunOnDisk]:
    """A run that cleans by this profile."""
    plan: Plan = replace(PLAN, profile=profile)
    with run_on_disk(output, plan=plan) as disk:
        yield disk


def visited(disk: RunOnDisk, html: str, profile: SiteProfile) -> AcceptedArticle:
    """A page that came, through both pipelines; raises `Dropped`."""
    crawler = crawler_of(disk.run)
    reclean = RecleanPipeline.from_crawler(crawler)
    reclean._pool = InThisProcess()  # type: ignore[assignment]
    came = replace(visit(URL), exchange=exchange(URL, body=html.encode()))
    item = CleanedPage(URL, clean(html, URL, profile=profile), came)
    item = asyncio.run(reclean.process_item(item))
    return DropPipeline.from_crawler(crawler).process_item(item)


def store(disk: RunOnDisk, html: str, profile: SiteProfile) -> AcceptedArticle:
    """Store a page that has to pass."""
    item = visited(disk, html, profile)
    text = item.article.to_json()
    disk.run.ledger.store(item.visit, item.new, file=disk.file_of(URL), text=text, line=f"{URL}\n")
    disk.run.batch.flush()
    return item


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with a story, cleaned by a plain profile."""
    with run_with(tmp_path, PLAIN) as disk:
        store(disk, HTML, PLAIN)
    return tmp_path


def test_another_profile_makes_no_new_version(output: Path) -> None:
    """The text is another one, and the page is not; the article says why it was written."""
    with run_with(output, SHORTER) as disk:
        item = store(disk, HTML, SHORTER)
        assert item.new.is_recleaned
        assert "Subscribe" not in item.article.text
        assert [number for number, _, _ in disk.versions(item.new.identity)] == [1]


def test_an_edited_page_is_a_new_version_under_another_profile_too(output: Path) -> None:
    """Its text is not that of the stored page cleaned in the same way."""
    with run_with(output, SHORTER) as disk:
        item = store(disk, EDITED, SHORTER)
        assert not item.new.is_recleaned
        assert [number for number, _, _ in disk.versions(item.new.identity)] == [1, 2]


def test_repaired_facts_of_an_unchanged_page_are_written(output: Path) -> None:
    """The text is what it was; once they are written the page is unchanged again."""
    with run_with(output, NAMING) as disk:
        item = store(disk, HTML, NAMING)
        assert item.new.is_recleaned
        assert item.article.section == "Villages"
        assert [number for number, _, _ in disk.versions(item.new.identity)] == [1]
        with pytest.raises(Dropped, match="unchanged"):
            visited(disk, HTML, NAMING)


def test_the_same_profile_leaves_an_unchanged_page_alone(output: Path) -> None:
    """Whatever differs in its facts."""
    with run_with(output, PLAIN) as disk:
        with pytest.raises(Dropped) as caught:
            visited(disk, HTML, PLAIN)
        assert caught.value.reason == "unchanged"


def test_another_profile_that_gives_the_same(output: Path) -> None:
    """Nothing is written."""
    other = profile('[story]\nbody = ["main"]\n[[remove]]\nselect = [".nowhere"]')
    with run_with(output, other) as disk:
        with pytest.raises(Dropped) as caught:
            visited(disk, HTML, other)
        assert caught.value.reason == "unchanged"
