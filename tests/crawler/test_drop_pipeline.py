"""What is no article of this site, or is stored already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.discovery.plan import plan_without_discovery
from crawler.items import Refusal
from crawler.pipelines import cleaning_worker as worker
from crawler.pipelines.clean import WORKER_LOST
from crawler.pipelines.drop import declared_original
from crawler.store.frontier import RetryPolicy
from crawler.store.state_values import Link
from tests.crawler.dropping import Dropping, address, cleaned, dropping_into, part_of
from tests.crawler.runs_on_disk import PLAN, STORY, article

URL = "https://example.org/2025/05/bridge-opens/"
OTHER_URL = "https://example.org/2025/05/harbour-opens/"
OTHER_STORY = STORY.replace("word", "harbour")
HALF = STORY[: len(STORY) // 2]
NEIGHBOUR = plan_without_discovery("https://example.com/")


@pytest.fixture
def dropping(tmp_path: Path) -> Iterator[Dropping]:
    """A crawl of example.org that has just begun."""
    with dropping_into(tmp_path) as dropping:
        yield dropping


def test_an_article_with_the_same_text_is_unchanged(dropping: Dropping) -> None:
    """It stays stored, and the feed is spared."""
    first = dropping.pipeline.process_item(cleaned(URL, article()))
    dropping.disk.write(first, line=f"{URL}\n")
    assert dropping.drop(URL, article()).reason == "unchanged"
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
    dropped = dropping.drop("https://evil.example/2025/05/a-b/", article(canonical_url=URL))
    assert dropped.message == "the crawl is of example.org"
    assert dropping.counts == {"articles/dropped/other_host": 1}


def test_a_refusal_is_dropped_by_its_reason(dropping: Dropping) -> None:
    """Reason and sentence of the cleaner are kept; the page is not fetched again for it."""
    assert "nothing there" in str(dropping.drop(URL, Refusal("no_story", "nothing there")))
    assert dropping.counts == {"articles/dropped/no_story": 1}
    assert dropping.outcome(URL) == ("dropped", "no_story: nothing there")


@pytest.mark.parametrize("reason", [WORKER_LOST, worker.UNEXPECTED])
def test_a_fault_of_ours_is_tried_again(dropping: Dropping, reason: str) -> None:
    """The page is as good as it was."""
    dropping.drop(URL, Refusal(reason, "killed"))
    assert dropping.outcome(URL) == ("failed", f"{reason}: killed")


class TestCopies:
    def test_a_copy_is_dropped(self, dropping: Dropping) -> None:
        """A second page that names the first; nearly the same text is enough."""
        dropping.store(URL, article())
        dropped = dropping.drop(OTHER_URL, article(f"{STORY} advertisement", canonical_url=URL))
        assert (dropped.reason, dropped.url) == ("duplicate", OTHER_URL)
        assert dropped.message == f"the same article as {URL}"
        assert dropping.counts == {"articles/dropped/duplicate": 1}
        assert dropping.outcome(OTHER_URL) == ("dropped", f"duplicate: {dropped.message}")

    def test_the_original_that_comes_later_is_the_copy(self, dropping: Dropping) -> None:
        """One of the two is stored, whichever came first."""
        dropping.store(OTHER_URL, article(f"{STORY} advertisement", canonical_url=URL))
        assert dropping.drop(URL, article()).reason == "duplicate"

    def test_two_copies_of_a_page_that_never_came_are_one(self, dropping: Dropping) -> None:
        """Both name a third."""
        dropping.store(address(1), article(canonical_url=URL))
        assert dropping.drop(address(2), article(f"{STORY} more", canonical_url=URL)).reason == (
            "duplicate"
        )

    @pytest.mark.parametrize("is_there", [True, False], ids=["real", "missing"])
    def test_every_story_may_name_one(self, dropping: Dropping, *, is_there: bool) -> None:
        """A mistake in the site's template: texts that differ are stories of their own."""
        if is_there:
            dropping.store(URL, article())
        for number in range(9):
            story = STORY.replace("word", f"village{number}x")
            dropping.store(address(number), article(story, canonical_url=URL))
        assert len(dropping.stored) == 9 + is_there

    def test_the_story_that_all_others_name_is_stored_after_them(self, dropping: Dropping) -> None:
        """None of them has taken its place."""
        dropping.store(OTHER_URL, article(OTHER_STORY, canonical_url=URL))
        dropping.store(URL, article())
        assert dropping.stored == [URL, OTHER_URL]

    def test_a_copy_that_becomes_a_story_is_stored(self, dropping: Dropping) -> None:
        """What it declares has not changed, its text has."""
        dropping.store(URL, article())
        dropping.drop(OTHER_URL, article(canonical_url=URL))
        dropping.store(OTHER_URL, article(OTHER_STORY, canonical_url=URL))
        dropping.store(OTHER_URL, article(f"{OTHER_STORY} more", canonical_url=URL))
        assert dropping.stored == [URL, OTHER_URL]

    def test_a_site_costs_another_nothing(self, tmp_path: Path) -> None:
        """It declares, and even copies, its neighbour's stories, and is crawled first."""
        stories = [STORY.replace("word", f"village{number}x") for number in range(10)]
        theirs = [address(number) for number in range(10)]
        ours = [url.replace("example.org", "example.com") for url in theirs]
        with dropping_into(tmp_path, NEIGHBOUR) as thief:
            for url, story, stolen in zip(ours, stories, theirs, strict=True):
                thief.store(url, article(story, canonical_url=stolen))
        with dropping_into(tmp_path) as dropping:
            for url, story in zip(theirs, stories, strict=True):
                dropping.store(url, article(story))
            assert dropping.stored == sorted(ours + theirs)

    def test_a_site_that_moves_to_https_keeps_its_articles(self, dropping: Dropping) -> None:
        """Stored from http, fetched by https: no copy, but the article itself."""
        dropping.store(URL.replace("https", "http"), article())
        assert dropping.drop(URL, article()).reason == "unchanged"

    @pytest.mark.parametrize(
        ("declared", "expected"),
        [
            (None, None),
            (OTHER_URL, OTHER_URL.rstrip("/")),
            (
                "http://www.example.org/2025/05/harbour-opens/?utm_source=a",
                OTHER_URL.rstrip("/"),
            ),
            ("http://example.org/2025/05/bridge-opens/?utm_source=a", None),
            ("https://example.com/2025/05/harbour-opens/", None),
            ("https://example.org:8443/2025/05/harbour-opens/", None),
            ("https://example.org/", None),
            ("https://example.org/sport/", None),
            ("javascript:alert(1)", None),
            ("https://[", None),
        ],
    )
    def test_a_declared_address(self, declared: str | None, expected: str | None) -> None:
        """It counts where it names another story of this site."""
        assert declared_original(article(canonical_url=declared), URL, PLAN) == expected


class TestParts:
    """Pages that came without their end."""

    def test_a_part_is_stored_and_asked_for_in_the_next_run(self, tmp_path: Path) -> None:
        """Better than nothing; it waits for no pause."""
        with dropping_into(tmp_path) as dropping:
            dropping.store(URL, part_of(HALF))
        with dropping_into(tmp_path) as dropping:
            assert dropping.stored == [URL]
            assert list(dropping.disk.run.frontier.waiting()) == [Link(URL)]

    @pytest.mark.parametrize("text", [STORY, HALF], ids=["more", "the same"])
    def test_the_whole_takes_its_place(self, dropping: Dropping, text: str) -> None:
        """Only the last tags may have been missing."""
        dropping.store(URL, part_of(HALF))
        dropping.store(URL, article(text))
        stored = dropping.disk.run.state.articles.get(URL)
        assert stored is not None
        assert not stored.version.is_truncated
        assert dropping.outcome(URL) == ("stored", None)
        assert dropping.drop(URL, article(text)).reason == "unchanged"

    def test_a_part_never_takes_the_place_of_the_whole(self, dropping: Dropping) -> None:
        """The page is asked for again."""
        dropping.store(URL, article())
        assert dropping.drop(URL, part_of(HALF)).reason == "truncated"
        assert dropping.disk.file_of(URL).read_text(encoding="utf-8") == f"{STORY}\n"
        assert list(dropping.disk.run.frontier.waiting()) == [Link(URL)]

    def test_another_part_does(self, dropping: Dropping) -> None:
        """It may be longer; one that is the same is no news."""
        dropping.store(URL, part_of(HALF))
        dropping.store(URL, part_of(f"{HALF} word60"))
        assert dropping.drop(URL, part_of(f"{HALF} word60")).reason == "truncated"

    def test_a_page_that_is_always_cut_is_given_up(self, tmp_path: Path) -> None:
        """After as many tries as a page that fails."""
        tries = 0
        with dropping_into(tmp_path) as dropping:
            dropping.store(URL, part_of(HALF))
            while list(dropping.disk.run.frontier.waiting()):
                dropping.drop(URL, part_of(HALF))
                tries += 1
        assert tries == len(RetryPolicy().retry_hours)
