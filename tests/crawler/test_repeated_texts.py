"""A text at many addresses of a site is no article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from crawler.discovery.plan import plan_without_discovery
from crawler.pipelines.drop import Dropped
from crawler.store.same_story import MANY_ADDRESSES
from tests.crawler.dropping import Dropping, address, cleaned, dropping_into
from tests.crawler.runs_on_disk import STORY, article

URL = "https://example.org/2025/05/bridge-opens/"
OTHER_URL = "https://example.org/2025/05/harbour-opens/"
OTHER_STORY = STORY.replace("word", "harbour")
LONG_STORY = " ".join(f"word{number}" for number in range(1000))


@pytest.fixture
def dropping(tmp_path: Path) -> Iterator[Dropping]:
    """A crawl of example.org that has just begun."""
    with dropping_into(tmp_path) as dropping:
        yield dropping


@pytest.mark.parametrize(
    "text",
    [STORY, "Nothing here.", f"{LONG_STORY} {{path}}"],
    ids=["long", "short", "naming the address"],
)
def test_one_page_for_every_address_is_no_article(dropping: Dropping, text: str) -> None:
    """However long it is: the first ones are taken back."""
    for number in range(60):
        path = address(number).removeprefix("https://example.org")
        try_to_store(dropping, address(number), text.format(path=path))
    dropping.disk.run.batch.flush()
    assert dropping.stored == []
    assert not list(dropping.disk.output.rglob("village-*.json"))
    assert dropping.counts["articles/withdrawn"] == MANY_ADDRESSES - 1
    assert dropping.counts["articles/dropped/repeated"] == 61 - MANY_ADDRESSES
    assert {dropping.outcome(address(number))[0] for number in range(60)} == {"failed"}


def test_headlines_do_not_make_a_text_a_story(dropping: Dropping) -> None:
    """Word for word the same, and long: what stands above it may be the page's own address."""
    for number in range(MANY_ADDRESSES):
        found = msgspec.structs.replace(article(), headline=f"No {address(number)}")
        with suppress(Dropped):
            dropping.store(address(number), found)
    assert dropping.stored == []


def test_the_articles_that_were_taken_back_are_named(dropping: Dropping) -> None:
    """For the report."""
    urls = [address(number) for number in range(MANY_ADDRESSES)]
    for url in urls[:-1]:
        dropping.store(url, article())
    assert sorted(dropping.drop(urls[-1], article()).withdrawn) == urls[:-1]


def test_the_next_run_knows_the_text(tmp_path: Path) -> None:
    """Not one more of its pages is stored."""
    with dropping_into(tmp_path) as dropping:
        for number in range(MANY_ADDRESSES):
            try_to_store(dropping, address(number), STORY)
    with dropping_into(tmp_path) as dropping:
        assert dropping.drop(address(99), article()).reason == "repeated"


def test_addresses_are_counted_across_runs(tmp_path: Path) -> None:
    """An hourly crawl sees few pages at a time."""
    for number in range(MANY_ADDRESSES):
        with dropping_into(tmp_path) as dropping:
            try_to_store(dropping, address(number), STORY)
    with dropping_into(tmp_path) as dropping:
        assert dropping.stored == []


def test_a_page_comes_back_when_the_site_is_repaired(dropping: Dropping) -> None:
    """A maintenance page stood at all addresses for an hour."""
    for number in range(MANY_ADDRESSES):
        try_to_store(dropping, address(number), STORY)
    dropping.store(address(0), article(OTHER_STORY))
    assert dropping.stored == [address(0)]


def test_a_good_version_outlives_it(dropping: Dropping) -> None:
    """A story that was stored before is not replaced by a text that others have."""
    dropping.store(URL, article(OTHER_STORY))
    for number in range(MANY_ADDRESSES + 1):
        try_to_store(dropping, address(number), STORY)
    assert dropping.drop(URL, article()).reason == "repeated"
    assert dropping.stored == [URL]


def test_a_story_in_two_rubrics_names_the_first(dropping: Dropping) -> None:
    """It is no copy by its own word, and stays."""
    dropping.store(URL, article())
    item = dropping.pipeline.process_item(cleaned(OTHER_URL, article()))
    assert item.new.same_as is not None
    assert item.new.same_as.url == URL


def test_pages_that_name_their_story_are_copies_of_it(dropping: Dropping) -> None:
    """However many they are, for `?from=main` and `?from=side` too."""
    dropping.store(URL, article())
    for number in range(2 * MANY_ADDRESSES):
        dropping.drop(f"{URL}?from={number}", article(canonical_url=URL))
    assert dropping.stored == [URL]


def test_the_same_text_on_other_sites_does_not_count(tmp_path: Path) -> None:
    """Agencies write for many."""
    for number in range(MANY_ADDRESSES + 1):
        plan = plan_without_discovery(f"https://paper-{number}.example/")
        with dropping_into(tmp_path, plan) as dropping:
            url = f"https://paper-{number}.example/2025/05/bridge-opens/"
            dropping.store(url, article())


def test_a_server_on_another_port_is_another_site(tmp_path: Path) -> None:
    """A replica that is served anew gets another port each time."""
    for port in range(8001, 8001 + MANY_ADDRESSES):
        with dropping_into(tmp_path, plan_without_discovery(f"http://example.org:{port}/")) as one:
            one.store(f"http://example.org:{port}/2025/05/bridge-opens/", article())


def test_short_texts_that_differ_in_a_figure_are_stories(dropping: Dropping) -> None:
    """Weather and exchange rates."""
    for number in range(2 * MANY_ADDRESSES):
        dropping.store(address(number), article(f"Dollar {500 + number}, euro 590"))
    assert len(dropping.stored) == 2 * MANY_ADDRESSES


def try_to_store(dropping: Dropping, url: str, text: str) -> None:
    """Store the article of a page, unless it is dropped."""
    with suppress(Dropped):
        dropping.store(url, article(text))
