"""Crawls of sites that would fill the output with what is no article."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.store.same_story import MANY_ADDRESSES
from tests.crawler import village_paper
from tests.crawler.crawls import Crawl, crawl_command, start_crawl
from tests.crawler.test_killed import shuffled
from tests.crawler.village_paper import XML, Answer, VillagePaper, links, page

pytestmark = pytest.mark.slow

GOOD = [f"/2025/05/village-{number}-gets-a-bridge/" for number in range(10)]
DEAD = [f"/2025/05/village-{number}-was-forgotten/" for number in range(30)]


def serve_stories(paper: VillagePaper, paths: Sequence[str]) -> None:
    """Let the newspaper have ten good stories, and link these pages."""
    paper.answers = {path: shuffled(number) for number, path in enumerate(GOOD)}
    paper.answers["/"] = page(links(*paths))


def crawl(paper: VillagePaper, output: Path, *settings: str) -> Crawl:
    """Crawl to the end."""
    command = [*crawl_command("news", paper.url, output), *settings]
    return start_crawl(command, output).finish()


def paths_of(urls: Sequence[str], paper: VillagePaper) -> list[str]:
    """Addresses without the host."""
    return sorted(url.removeprefix(paper.url) for url in urls)


def test_one_page_for_every_address(tmp_path: Path) -> None:
    """Ten stories are stored, dead links are not; the report and an alarm name them."""
    with village_paper.serving() as paper:
        serve_stories(paper, [*DEAD, *GOOD])
        paper.missing = village_paper.story("An unknown village")
        done = crawl(paper, tmp_path / "out")
        assert paths_of([article["url"] for article in done.articles], paper) == GOOD
        taken_back, dropped = done.report["articlesWithdrawn"], done.dropped("repeated")
        assert len(taken_back) == MANY_ADDRESSES - 1
        assert paths_of([*taken_back, *dropped], paper) == sorted(DEAD)
    assert "one text at many addresses: 30 pages are no articles" in done.log
    assert done.returncode == 3


def test_a_page_that_is_cut(tmp_path: Path) -> None:
    """It is stored with a mark; the next run stores the whole in its place."""
    with village_paper.serving() as paper:
        serve_stories(paper, GOOD)
        whole, cut = paper.answers[GOOD[-1]], GOOD[-1]
        paper.answers[cut] = replace(whole, is_cut=True)
        first = crawl(paper, tmp_path / "out", "-s", "RETRY_ENABLED=1")
        assert paper.asked[cut] == 3
        assert paths_of(first.report["articlesTruncated"], paper) == [cut]
        marked = [one for one in first.articles if one["metadata"].get("truncated")]
        assert paths_of([one["url"] for one in marked], paper) == [cut]
        paper.answers[cut] = whole
        crawl(paper, tmp_path / "out")
        assert paper.asked[cut] == 4
    assert len(first.articles) == len(GOOD)
    assert not [one for one in first.articles if one["metadata"].get("truncated")]


@pytest.mark.parametrize(
    ("sitemap", "problem"),
    [
        (Answer(gzip.compress(bytes(60_000_000)), "application/gzip"), "it can not be unpacked"),
        (Answer(b"<urlset><url><loc>/n/", XML), "it ends too early"),
        (page("<p>Nothing here."), "it is no sitemap and no feed"),
    ],
    ids=["bomb", "cut", "another page"],
)
def test_a_sitemap_that_can_not_be_read(tmp_path: Path, sitemap: Answer, problem: str) -> None:
    """The stories that are linked are stored; report and log tell what was not seen."""
    with village_paper.serving() as paper:
        serve_stories(paper, GOOD[:3])
        paper.answers["/robots.txt"] = Answer(
            f"Sitemap: {paper.url}/map.xml".encode(), "text/plain"
        )
        paper.answers["/map.xml"] = sitemap
        done = crawl(paper, tmp_path / "out")
        assert done.report["indexesUnreadable"] == {f"{paper.url}/map.xml": problem}
    assert len(done.articles) == 3
    assert f"index unreadable: {problem}" in done.log


def test_a_refused_robots_txt(tmp_path: Path) -> None:
    """Nothing is fetched, and an alarm says why."""
    with village_paper.serving() as paper:
        serve_stories(paper, GOOD)
        paper.answers["/robots.txt"] = Answer(status=503)
        done = crawl(paper, tmp_path / "out")
    assert done.articles == []
    assert "ALARM: 127.0.0.1: the site gave nothing, since " in done.log
    assert "(robots.txt can't be had" in done.log
    assert done.returncode == 3
