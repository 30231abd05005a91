"""Crawls of sites whose robots.txt is large, elsewhere, or asks to wait."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.crawler import village_paper
from tests.crawler.crawls import Crawl, crawl_command, start_crawl
from tests.crawler.raw_server import serving_raw
from tests.crawler.village_paper import Answer, VillagePaper, links, page, story, xml

pytestmark = pytest.mark.slow

LISTED, HIDDEN, MAPPED = (f"/2025/05/{name}-gets-a-bridge/" for name in ("mill", "well", "ferry"))
STATUS = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def rules(paper: VillagePaper) -> bytes:
    """One story is forbidden, another one stands in the sitemap alone."""
    return f"User-agent: *\nDisallow: {HIDDEN}\nSitemap: {paper.url}/map.xml\n".encode()


def crawl(paper: VillagePaper, output: Path, robots: Answer, *more: str) -> Crawl:
    """Crawl three stories of the newspaper, behind this answer for robots.txt."""
    paper.answers = {
        "/robots.txt": robots,
        "/": page(links(LISTED, HIDDEN)),
        "/map.xml": xml(f"<urlset><url><loc>{paper.url}{MAPPED}</loc></url></urlset>"),
        **{path: story(path) for path in (LISTED, HIDDEN, MAPPED)},
    }
    return start_crawl([*crawl_command("news", paper.url, output), *more], output).finish()


def stored(done: Crawl) -> set[str]:
    """The paths of its stories."""
    return {"/" + article["url"].split("/", 3)[3] for article in done.articles}


def test_fifty_megabytes_are_read_to_the_first_half(tmp_path: Path) -> None:
    """The rules and sitemaps in it count, and most of the rest is not even fetched."""
    with village_paper.serving() as paper:
        large = rules(paper) + b"# nothing\n" * 5_000_000
        done = crawl(paper, tmp_path / "out", Answer(large, "text/plain"))
    assert stored(done) == {LISTED, MAPPED}


def test_robots_txt_on_another_site_counts_for_this_one(tmp_path: Path) -> None:
    """Its rules, and its sitemaps (RFC 9309, 2.3.1.2)."""
    with village_paper.serving() as paper:

        def answer(connection: socket.socket) -> None:
            body = rules(paper)
            connection.sendall(STATUS + b"Content-Length: %d\r\n\r\n" % len(body) + body)

        with serving_raw(answer) as other:
            moved = Answer(status=301, location=f"{other.url}robots.txt")
            allowed = ("-s", "CHISTOVIK_PRIVATE_HOSTS=127.0.0.1")
            done = crawl(paper, tmp_path / "out", moved, *allowed)
            assert other.connections == 1
    assert stored(done) == {LISTED, MAPPED}


def test_robots_txt_on_this_machine_is_not_read_for_a_site(tmp_path: Path) -> None:
    """Nothing is allowed then, and no connection was made."""
    with village_paper.serving() as paper, serving_raw(lambda _: None) as other:
        done = crawl(paper, tmp_path / "out", Answer(status=301, location=other.url))
        assert other.connections == 0
    assert stored(done) == set()
    assert "no public address" in done.log


def test_a_robots_txt_that_asks_to_wait_gets_it(tmp_path: Path) -> None:
    """503 with Retry-After is no refusal: it is asked for again, and the crawl goes on."""
    with village_paper.serving() as paper:
        whole = Answer(rules(paper), "text/plain")
        paper.first_answers["/robots.txt"] = Answer(status=503, retry_after="1")
        done = crawl(paper, tmp_path / "out", whole, "-s", "RETRY_ENABLED=1")
    assert stored(done) == {LISTED, MAPPED}
    assert "asks for a pause of 1 s" in done.log
