"""Which sitemaps of an index a crawl asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.discovery.period import Period
from crawler.discovery.timestamps import later, now
from crawler.spiders.asking import sitemap_resting
from crawler.spiders.news import NewsSpider
from crawler.spiders.request_queue import SITEMAPS
from crawler.store.sitemap_rests import SitemapRests
from crawler.store.sqlite import State
from crawler.store.state_file import open_state

HOST = "https://a.example"
OLD = f"{HOST}/sitemap-2019.xml"
NEW = f"{HOST}/sitemap-2026.xml"
INDEX = (
    "<sitemapindex>"
    + "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (OLD, NEW))
    + "</sitemapindex>"
)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """One that knows that the older of two sitemaps has long been the same."""
    state = open_state(tmp_path / "state.sqlite3")
    rests = SitemapRests(state, "a.example")
    for days in (9, 8):
        rests.note(OLD, b"<urlset/>", None, later(now(), days=-days))
    rests.note(OLD, b"<urlset/>", None, later(now(), days=-1))
    yield state
    state.close()


def asked_for(state: State, period: Period | None = None) -> tuple[list[str], list[str]]:
    """The sitemaps that are queued for the index, and those that are told to rest."""
    queued: list[str] = []
    resting: list[str] = []

    def put(kind: str, links: Any, *, depth: int) -> None:
        assert kind == SITEMAPS
        queued.extend(link.url for link in links)

    def send(signal: object, *, url: str, **_facts: object) -> None:
        if signal is sitemap_resting:
            resting.append(url)

    spider = NewsSpider(f"{HOST}/")
    if period is not None:
        spider.plan = replace(spider.plan, period=period)
    spider.run = SimpleNamespace(state=state)  # type: ignore[assignment]
    spider.crawler = SimpleNamespace(signals=SimpleNamespace(send_catch_log=send), engine=None)  # type: ignore[assignment]
    spider.request_queue = SimpleNamespace(put=put, fill=lambda: None)  # type: ignore[assignment]
    url = f"{HOST}/sitemap.xml"
    response = Response(url, body=INDEX.encode(), request=Request(url))

    async def read() -> None:
        found = await spider._read_sitemap(response)
        async for _request in spider._follow_sitemaps(response, found):
            pass

    asyncio.run(read())
    return queued, resting


def test_one_that_has_long_been_the_same_is_not_asked_for(state: State) -> None:
    """And told, for the report."""
    assert asked_for(state) == ([NEW], [OLD])


def test_a_crawl_of_certain_days_asks_for_all(state: State) -> None:
    """What it looks for may stand in any of them."""
    queued, resting = asked_for(state, Period(date(2019, 1, 1), date(2019, 12, 31)))
    assert (queued, resting) == ([OLD, NEW], [])
