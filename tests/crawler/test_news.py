"""`scrapy crawl news` on a newspaper of which nothing is known."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.crawler import village_paper
from tests.crawler.crawls import Crawl, crawl_command, start_crawl
from tests.crawler.village_paper import VillagePaper


@pytest.fixture(scope="module")
def paper() -> Iterator[VillagePaper]:
    """Our newspaper."""
    with village_paper.serving() as serving:
        yield serving


@pytest.fixture(scope="module", autouse=True)
def news_crawl(paper: VillagePaper, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """`scrapy crawl news` on our newspaper, once for all tests."""
    output = tmp_path_factory.mktemp("news") / "output"
    done = start_crawl(crawl_command("news", paper.url, output), output).finish()
    assert done.returncode == 0, done.log
    return done


def test_stories_come_from_sitemap_feed_and_front_page(
    news_crawl: Crawl, paper: VillagePaper
) -> None:
    """A gzipped index in robots.txt, an announced feed, and links of the shape of a story."""
    found = {article["url"].removeprefix(paper.url) for article in news_crawl.articles}
    assert {"/quarry", "/market-hall"} <= found
    assert any(path.startswith("/2025/05/harbour-opens") or "print" in path for path in found)
    assert len(found) == 4


def test_the_headline_and_the_text_are_there(news_crawl: Crawl) -> None:
    """What is stored is the cleaned story."""
    (quarry,) = (a for a in news_crawl.articles if a["url"].endswith("/quarry"))
    assert quarry["headline"] == "Quarry rebuilds its bridge"
    assert "a ferry carries passengers free of charge" in quarry["articleBody"]


def test_every_page_is_asked_for_once(paper: VillagePaper) -> None:
    """Tracking parameters, fragments and redirects make no second request."""
    assert set(paper.asked.values()) == {1}


def test_a_redirect_is_reported_and_its_target_stored_once(
    news_crawl: Crawl, paper: VillagePaper
) -> None:
    """The target was also found directly."""
    url = paper.url
    redirects = news_crawl.report["redirects"]
    assert redirects[f"{url}/old-address-of-the-harbour"] == f"{url}/2025/05/harbour-opens/"


def test_a_redirect_to_another_host_is_not_followed(news_crawl: Crawl, paper: VillagePaper) -> None:
    """The report tells where it would have led."""
    redirects = news_crawl.report["redirects"]
    source = f"{paper.url}/leads-to-some-other-paper"
    assert redirects[source] == "http://elsewhere.invalid/"
    assert not news_crawl.report["failures"].get("CannotResolveHostError")


def test_copies_are_dropped(news_crawl: Crawl) -> None:
    """Story and print version declare one canonical address."""
    assert len(news_crawl.dropped("duplicate")) == 1


def test_a_page_that_only_looks_like_a_story_is_dropped(
    news_crawl: Crawl, paper: VillagePaper
) -> None:
    """The address is a guess; the cleaner decides."""
    assert f"{paper.url}/who-we-are-and-why/" in news_crawl.dropped("no_story")


def test_a_missing_page_is_reported(news_crawl: Crawl, paper: VillagePaper) -> None:
    """By status, with its address."""
    gone = f"{paper.url}/gone-for-good-and-all"
    assert news_crawl.report["httpErrors"]["404"] == [gone]


def test_who_asks_for_payment_is_not_asked_again(news_crawl: Crawl, paper: VillagePaper) -> None:
    """HTTP 402 is a refusal: in this run and in later ones."""
    paid = f"{paper.url}/a-story-that-is-to-be-paid-for/"
    assert news_crawl.report["httpErrors"]["402"] == [paid]
    with closing(sqlite3.connect(news_crawl.output / "state.sqlite3")) as state:
        found = state.execute("SELECT outcome, reason FROM page WHERE url = ?", (paid,)).fetchall()
    assert found == [("given_up", "HTTP 402: its owner asks for payment")]


def test_what_robots_reserve_is_noted(news_crawl: Crawl, paper: VillagePaper) -> None:
    """By path, with the place where it stands; a license is for all pages."""
    noted = {
        article["url"].removeprefix(paper.url): article["metadata"]["reservations"]
        for article in news_crawl.articles
    }
    rsl = {"mark": "rsl", "source": "robots.txt", "policy": f"{paper.url}/license.xml"}
    assert noted["/quarry"] == [rsl]
    assert {"mark": "train-ai", "source": "robots.txt"} in noted[
        "/2025/06/..%2F..%2F..%2Fescape-to-root/"
    ]


def test_files_of_rules_are_witnesses(news_crawl: Crawl, paper: VillagePaper) -> None:
    """Each is a record of the archive, which its digest in the report finds."""
    (archive,) = (news_crawl.output / "warc").iterdir()
    with archive.open("rb") as file:
        digests = {
            record.headers["WARC-Target-URI"]: record.headers["WARC-Payload-Digest"]
            for record in ArchiveIterator(file, record_types=WarcRecordType.response)
        }
    files = {
        file["url"]: (file["status"], file["digest"]) for file in news_crawl.report["rulesFiles"]
    }
    robots, rights = f"{paper.url}/robots.txt", f"{paper.url}/.well-known/tdmrep.json"
    assert files == {robots: (200, digests[robots]), rights: (404, digests[rights])}


def test_robots_are_obeyed(news_crawl: Crawl, paper: VillagePaper) -> None:
    """What robots.txt forbids is not asked for, and the report says so."""
    forbidden_path = "/private/not-for-any-robots/"
    assert forbidden_path not in paper.asked
    forbidden = news_crawl.report["failures"]["Forbidden by robots.txt"]
    assert forbidden == [paper.url + forbidden_path]


def test_crawl_delay_is_kept(news_crawl: Crawl) -> None:
    """Scrapy reads it; the extension acts on it."""
    assert "robots.txt asks for 0.01 s between pages" in news_crawl.log


def test_traps_are_left_alone(paper: VillagePaper) -> None:
    """No calendar, tag, login, search or picture; an endless listing ends."""
    asked = set(paper.asked)
    assert not asked & {"/tag/bridges/", "/2025/05/20/", "/login/", "/search?q=bridge", "/a.jpg"}
    assert {path for path in asked if path.startswith("/sport")} == {
        "/sport/",
        *(f"/sport/?page={number}" for number in range(2, 6)),
    }


def test_a_hostile_address_stays_in_the_folder(news_crawl: Crawl) -> None:
    """`..%2F..%2F` in a slug becomes an ordinary name."""
    host = news_crawl.output / "articles" / "127.0.0.1"
    assert len(list(host.rglob("escape-to-root-*.json"))) == 1
    folders = {path.name for path in news_crawl.output.iterdir() if path.is_dir()}
    assert folders == {"articles", "feeds", "runs", "warc"}


def test_the_crawler_says_who_it_is(paper: VillagePaper) -> None:
    """Project, version and contact in every request."""
    (agent,) = paper.user_agents
    assert agent.startswith("Chistovik/")
    assert agent.endswith("(+https://example.org/about-our-bot)")


def test_no_door_is_open(news_crawl: Crawl) -> None:
    """Neither telnet nor the remote control listens."""
    assert "Telnet" not in news_crawl.log
    assert "RemoteControl" not in news_crawl.log


def test_the_table_is_in_the_log(news_crawl: Crawl) -> None:
    """A reader need not open the JSON."""
    assert re.search(r"^articles stored +4$", news_crawl.log, re.MULTILINE)
    assert re.search(r"^dropped: duplicate +1  http", news_crawl.log, re.MULTILINE)
