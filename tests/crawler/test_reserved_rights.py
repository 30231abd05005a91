"""Rights that owners reserve: noted by default, obeyed when a setting says so."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast, get_args

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from cleaners import Reservation, rights
from cleaners.rights import MAX_LICENSES
from crawler.addon import page_of
from crawler.configuration import profiles_of
from crawler.middlewares.request_meta import article_meta, source_meta
from crawler.middlewares.reserved_rights import (
    MARKS,
    ReservedRights,
    noted_reservations,
    read_rules,
    reservations_in,
)
from crawler.middlewares.robots import RIGHTS
from crawler.middlewares.robots_rights import fits, read_robots_rights
from fixtures.grown.edition import Edition
from fixtures.grown.serving import serving
from tests.crawler.host import Host
from tests.crawler.test_grown_crawl import crawl

URL = "http://example.org/en/n/a/"
RULES = b"""[
    {"location": "/en/n/free/*", "tdm-reservation": 0},
    {"location": "/en/n/*", "tdm-reservation": 1, "tdm-policy": "https://example.org/terms"}
]"""


def telling(answer: bytes | Exception) -> Host:
    """A host with this tdmrep.json, or an error in its place."""
    if isinstance(answer, Exception):
        return Host(answer)
    return Host(Response("http://example.org/.well-known/tdmrep.json", body=answer))


def noted(
    host: Host, *urls: str, obey: str = "", meta: dict[str, Any] | None = None
) -> list[tuple[Reservation, ...]]:
    """What is noted of pages of a host, asked for at once."""
    crawler = get_crawler(Spider, {"CHISTOVIK_OBEY_RESERVATIONS": obey})
    crawler.engine = cast("Any", host)
    middleware = ReservedRights.from_crawler(crawler)

    async def ask(url: str) -> tuple[Reservation, ...]:
        request = Request(url, meta=meta or article_meta(None))
        await middleware.process_request(request)
        answer = Response(url, headers={"X-Robots-Tag": "noarchive"}, request=request)
        middleware.process_response(request, answer)
        return noted_reservations(answer)

    async def ask_all() -> list[tuple[Reservation, ...]]:
        return list(await asyncio.gather(*map(ask, urls)))

    return asyncio.run(ask_all())


def test_rules_and_headers_are_noted() -> None:
    """The first rule that fits counts; the file is asked for once."""
    host = telling(RULES)
    other = "http://example.org/en/n/free/b/"
    archive = Reservation("noarchive", "header")
    policy = "https://example.org/terms"
    assert noted(host, URL, other) == [
        (Reservation("tdm", "tdmrep.json", policy), archive),
        (archive,),
    ]
    assert host.asked == 1


@pytest.mark.parametrize(
    "answer", [OSError("reset"), b"<html>", b"[1, {}, null]", b'{"location": 1}']
)
def test_no_rules_reserve_nothing(answer: bytes | Exception) -> None:
    """Most hosts have no such file."""
    assert noted(telling(answer), URL) == [(Reservation("noarchive", "header"),)]


def test_sources_are_not_asked_about() -> None:
    """A listing is no text that anybody mines."""
    host = telling(RULES)
    assert noted(host, URL, meta=source_meta()) == [()]
    assert host.asked == 0


def test_what_is_reserved_by_rule_is_not_asked_for_when_obeyed() -> None:
    """The reason names the mark and where it stands."""
    with pytest.raises(IgnoreRequest, match=r"its owner reserves: tdm \(tdmrep.json\)"):
        noted(telling(RULES), URL, obey="noai, tdm")
    assert noted(telling(RULES), URL, obey="noai")


def disallowed(robots: str, url: str = URL) -> list[str]:
    """What a robots.txt disallows for a page."""
    found = read_robots_rights(robots.encode(), "Chistovik").reservations(url)
    assert {one.source for one in found} <= {"robots.txt"}
    return [one.mark for one in found]


class TestContentUsageOfRobots:
    def test_the_longest_path_counts(self) -> None:
        """As for what may be asked for; the order of the rules says nothing."""
        robots = "User-Agent: *\nContent-Usage: /en/n/ train-ai=y\nContent-Usage: / train-ai=n"
        assert disallowed(robots) == []
        assert disallowed(robots, "http://example.org/ru/") == ["train-ai"]

    def test_rules_of_one_path_all_count(self) -> None:
        """The most restrictive one wins."""
        robots = "User-Agent: *\nContent-Usage: / train-ai=y\nContent-Usage: / train-ai=n, ai-use=n"
        assert disallowed(robots) == ["train-ai", "ai-use"]

    def test_a_group_of_our_own_stands_for_all_others(self) -> None:
        """Whatever the letters of its name."""
        others = "User-Agent: *\nContent-Usage: / train-ai=n\n\n"
        ours = "User-Agent: Bot\nUser-Agent: CHISTOVIK\nAllow: /\nContent-Usage: / search=n\n"
        assert disallowed(others + ours) == disallowed(ours + others) == ["search"]

    @pytest.mark.parametrize("robots", ["Content-Usage: train-ai=n", "content-usage:train-ai=n#x"])
    def test_a_rule_without_path_is_one_for_all_pages(self, robots: str) -> None:
        """Within a group or outside; many sites write it so."""
        assert disallowed(robots) == disallowed(f"User-agent: *\n{robots}") == ["train-ai"]

    @pytest.mark.parametrize(
        "usage", ["", "train-ai", "train-ai=y", "train-ai=N", "bots=n", "train-ai=n, train-ai=y"]
    )
    def test_what_disallows_nothing(self, usage: str) -> None:
        """Words that the draft does not know, and the last word on a category."""
        assert disallowed(f"User-agent: *\nContent-Usage: / {usage}") == []

    def test_a_license_speaks_to_everybody(self) -> None:
        """Where it stands says nothing; its address is the policy."""
        robots = b"User-agent: other\nDisallow: /\nLicense: https://example.org/license.xml\n"
        found = read_robots_rights(robots, "Chistovik").reservations(URL)
        assert found == (Reservation("rsl", "robots.txt", "https://example.org/license.xml"),)

    def test_a_file_of_licenses_is_no_burden(self) -> None:
        """They stand in every article: the first ten are read, and none of endless length."""
        lines = [
            f"License: https://a.kz/{number}{'x' * (number % 2 * 3000)}" for number in range(50)
        ]
        found = read_robots_rights("\n".join(lines).encode(), "Chistovik").licenses
        assert found == tuple(f"https://a.kz/{number}" for number in range(0, 20, 2))

    def test_they_are_noted_and_obeyed_as_others(self) -> None:
        """The middleware of robots.txt has read them before."""
        said = read_robots_rights(b"Content-Usage: train-ai=n", "Chistovik")
        meta = article_meta(None) | {RIGHTS: said}
        (found,) = noted(telling(b"[]"), URL, meta=dict(meta))
        assert found[0] == Reservation("train-ai", "robots.txt")
        with pytest.raises(IgnoreRequest, match=r"its owner reserves: train-ai \(robots.txt\)"):
            noted(telling(b"[]"), URL, obey="train-ai", meta=dict(meta))


def test_usage_and_license_in_headers() -> None:
    """Several of one name are several statements."""
    answer = Response(
        URL,
        headers={
            "Content-Usage": ["train-ai=y", "train-ai=n"],
            "Link": '<https://example.org/l.xml>; rel="license"; type="application/rsl+xml"',
        },
    )
    assert reservations_in(answer) == (
        Reservation("train-ai", "header"),
        Reservation("rsl", "header", "https://example.org/l.xml"),
    )


def test_every_mark_can_be_obeyed() -> None:
    """Those that the library knows."""
    assert get_args(rights.Mark) == MARKS


def test_headers_of_an_answer() -> None:
    """Several of one name, those for others passed over."""
    answer = Response(
        URL,
        headers={
            "X-Robots-Tag": ["otherbot: noai", "noimageai", "chistovik: noarchive"],
            "TDM-Reservation": "1",
        },
    )
    assert [found.mark for found in reservations_in(answer)] == ["noimageai", "noarchive", "tdm"]


def test_the_add_on_notes_headers() -> None:
    """A project of somebody else's has none of our middlewares."""
    profiles = profiles_of(get_crawler(Spider).settings)
    answer = Response(URL, headers={"X-Robots-Tag": "noai"})
    assert page_of(answer, profiles).reservations == (Reservation("noai", "header"),)


@pytest.mark.parametrize(
    ("location", "path", "is_fitting"),
    [
        ("/", "/n/a/", True),
        ("/n/a/$", "/n/a/", True),
        ("/n/a/$", "/n/a/b", False),
        ("/*/a/$", "/n/a/", True),
        ("/*.pdf$", "/a.pdf?x=1", False),
        ("/*a*a$", "/a", False),
        ("/n*", "/kk/n/", False),
        ("*", "/n/a/", True),
        ("/" + "*a" * 40 + "*b", "/" + "a" * 4000, False),
    ],
)
def test_locations_are_patterns_as_in_robots_txt(
    location: str, path: str, is_fitting: bool
) -> None:
    """And none of them takes long."""
    assert fits(path, location) is is_fitting


def test_a_long_file_is_read_in_part() -> None:
    """Nobody has a thousand rules."""
    rule = b'{"location": "/", "tdm-reservation": 1},'
    assert len(read_rules(b"[" + rule * 3000 + b"{}]")) <= 1000


def test_a_robots_txt_of_licenses_reserves_by_a_few_of_them() -> None:
    """They stand in each article of the site."""
    body = b"".join(b"License: /%d.xml\n" % number for number in range(40_000))
    assert len(read_robots_rights(body, "Chistovik").reservations(URL)) == MAX_LICENSES
    assert not read_robots_rights(b"License: /" + b"a" * 3000, "Chistovik").reservations(URL)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b"\xff", b"{", b""])
def test_what_can_not_be_read_has_no_rules(data: bytes) -> None:
    """However deep it is nested."""
    assert read_rules(data) == ()


@pytest.mark.slow
def test_a_crawl_notes_what_owners_reserve(tmp_path: Path) -> None:
    """By meta tag, by header and by the file of the host; all of it stands in the article."""
    edition = Edition(articles=40)
    with serving("--articles", "40") as replica:
        noting = crawl(replica, "kazpravda", tmp_path / "noting")
        obeying = crawl(
            replica, "kazpravda", tmp_path / "obeying", "-s", "CHISTOVIK_OBEY_RESERVATIONS=noai,tdm"
        )
    marks = {
        article["canonicalUrl"].removeprefix(replica.url): [
            (found["mark"], found["source"]) for found in article["metadata"]["reservations"]
        ]
        for article in noting.articles
        if "reservations" in article["metadata"]
    }
    assert marks == {
        edition.path(7): [("noai", "meta"), ("noimageai", "meta")],
        edition.path(17): [("noarchive", "header")],
        edition.path(27): [("tdm", "header")],
        edition.path(37): [("tdm", "meta")],
        edition.path(16): [("tdm", "tdmrep.json")],
        edition.path(36): [("tdm", "tdmrep.json")],
    }
    left = {replica.url + edition.path(number) for number in (7, 27, 37)}
    assert obeying.dropped("reserved").keys() == left
    never = {replica.url + edition.path(number) for number in (16, 36)}
    assert set(obeying.report["failures"]["its owner reserves: tdm (tdmrep.json)"]) == never


@pytest.mark.slow
def test_language_versions_are_linked_and_not_doubled(tmp_path: Path) -> None:
    """Each is an article of its own, once, and names the others."""
    edition = Edition(articles=20)
    with serving("--articles", "20") as replica:
        done = crawl(replica, "news", tmp_path / "out")
    by_path = {a["canonicalUrl"].removeprefix(replica.url): a for a in done.articles}
    assert len(done.articles) == len(by_path) == 20
    versions = {
        path: [(v["inLanguage"], v["url"]) for v in article["languageVersions"]]
        for path, article in by_path.items()
        if "languageVersions" in article
    }
    pairs = [(2, 3, "ru", "kk"), (12, 13, "ru", "kk"), (15, 16, "ru", "en")]
    expected = {}
    for first, second, one, other in pairs:
        expected[edition.path(first)] = [(other, replica.url + edition.path(second))]
        expected[edition.path(second)] = [(one, replica.url + edition.path(first))]
    assert versions == expected
