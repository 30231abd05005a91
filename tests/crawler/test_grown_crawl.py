"""Crawls of the grown replica: a badly served one, a few days of one, one that goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fixtures.grown.edition import Edition
from fixtures.grown.faults import STAYS, Fault, trouble_of
from fixtures.grown.serving import GrownReplica, serving
from tests.crawler.crawls import SCRAPY, Crawl, start_crawl

pytestmark = pytest.mark.slow

FAULTY = Edition(articles=120)
SHARE = 0.4
FAST = (
    *("-s", "AUTOTHROTTLE_ENABLED=0"),
    *("-s", "DOWNLOAD_DELAY=0"),
    *("-s", "CONCURRENT_REQUESTS=16"),
    *("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"),
    *("-s", "DOWNLOAD_TIMEOUT=2"),
    *("-s", "CHISTOVIK_WORKERS=1"),
)


def crawl(replica: GrownReplica, spider: str, output: Path, *more: str) -> Crawl:
    """`scrapy crawl`, in a hurry but for what the server asks."""
    to = ("-a", f"url={replica.url}/", "-s", f"CHISTOVIK_OUTPUT_DIR={output}")
    return start_crawl([*SCRAPY, "crawl", spider, *to, *FAST, *more], output).finish()


def stored(done: Crawl, replica: GrownReplica) -> Counter[str]:
    """How often each story was stored, by path."""
    return Counter(article["canonicalUrl"].removeprefix(replica.url) for article in done.articles)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawl, GrownReplica]]:
    """A crawl of a site on which two addresses of five misbehave."""
    with serving("--articles", str(FAULTY.articles), "--faults", str(SHARE)) as replica:
        yield crawl(replica, "kazpravda", tmp_path_factory.mktemp("faulty") / "out"), replica


def fault_of(number: int) -> Fault | None:
    """What is wrong with the address of a story."""
    trouble = trouble_of(FAULTY.seed, FAULTY.path(number), SHARE)
    return trouble.fault if trouble else None


def test_every_reachable_story_is_stored_once(faulty: tuple[Crawl, GrownReplica]) -> None:
    """Whatever goes wrong on the way, in whichever order."""
    numbers = range(FAULTY.articles)
    assert {fault_of(number) for number in numbers} >= set(Fault)
    reachable = [FAULTY.path(number) for number in numbers if fault_of(number) not in STAYS]
    assert stored(*faulty) == Counter(reachable)


def test_no_story_is_stored_in_part(faulty: tuple[Crawl, GrownReplica]) -> None:
    """Half a page may look like a whole one."""
    for article in faulty[0].articles:
        story = FAULTY.story(int(article["canonicalUrl"].strip("/").rpartition("-")[2]))
        assert all(text in article["articleBody"] for text in (story.lead, *story.paragraphs))


def test_what_can_not_be_had_is_reported(faulty: tuple[Crawl, GrownReplica]) -> None:
    """By its status or its failure, each address."""
    report: dict[str, Any] = faulty[0].report
    failed = {
        Fault.GONE: report["httpErrors"]["410"],
        Fault.ALWAYS_ERROR: report["httpErrors"]["500"],
        Fault.LOOP: report["failures"]["redirects in a circle"],
    }
    for fault, urls in failed.items():
        paths = {FAULTY.path(n) for n in range(FAULTY.articles) if fault_of(n) is fault}
        assert {url.removeprefix(faulty[1].url) for url in urls} == paths


def test_a_pause_is_kept(faulty: tuple[Crawl, GrownReplica]) -> None:
    """The log says who asked for it; Retry-After makes the retries more than three."""
    assert "asks for a pause of 1 s" in faulty[0].log
    assert faulty[0].report["stats"]["retry_after/pauses"] > 0


@pytest.mark.parametrize(("spider", "others"), [("kazpravda", 10), ("news", 8)])
def test_a_few_days_cost_a_few_requests(tmp_path: Path, spider: str, others: int) -> None:
    """Their archive pages and the sitemap of their month lead to their stories alone."""
    edition = Edition(articles=1000)
    day = date(2024, 8, 5)
    wanted = {edition.path(number) for number in edition.by_day[day]}
    # Links without the last slash are redirected.
    redirects = sum(number % 4 == 2 for number in edition.by_day[day])
    with serving("--articles", "1000") as replica:
        period = ("-a", f"since={day}", "-a", f"until={day}")
        done = crawl(replica, spider, tmp_path / "out", *period)
        assert stored(done, replica).keys() == wanted
        asked = sum(replica.counts()["asked"].values())
    assert asked <= len(wanted) + redirects + others


def test_the_archive_tells_how_it_writes_a_day(tmp_path: Path) -> None:
    """By its answers; the next crawl knows it."""
    edition = Edition(articles=60)
    days = sorted(edition.by_day)[2:4]
    with serving("--articles", "60", "--archive-date", "%d.%m.%Y") as replica:
        for day, tries in zip(days, (1, 0), strict=True):
            period = ("-a", f"since={day}", "-a", f"until={day}")
            done = crawl(replica, "kazpravda", tmp_path / "out", *period)
            wrong = [url for url in replica.counts()["asked"] if f"date={day}" in url]
            assert len(wrong) == tries
        wanted = {edition.path(number) for day in days for number in edition.by_day[day]}
        assert stored(done, replica).keys() == wanted


def test_stories_that_appear_during_a_crawl_are_found(tmp_path: Path) -> None:
    """The sitemaps are read once more at its end."""
    with serving("--articles", "60", "--late", "6", "--late-after", "40") as replica:
        again = ("-s", "CHISTOVIK_SITEMAP_REREAD_SECONDS=0.001")
        done = crawl(replica, "kazpravda", tmp_path / "out", *again)
        assert stored(done, replica) == Counter(map(Edition(60).path, range(60)))


def test_an_unreachable_robots_txt_ends_the_crawl(tmp_path: Path) -> None:
    """Nothing else is asked for."""
    with serving("--articles", "20", "--robots-status", "503") as replica:
        done = crawl(replica, "kazpravda", tmp_path / "out", "-s", "RETRY_ENABLED=0")
        assert set(replica.counts()["asked"]) == {"/robots.txt"}
    assert done.articles == []
    assert "nothing is fetched from there in this crawl" in done.log
    assert "Traceback" not in done.log
