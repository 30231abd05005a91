"""Hostile servers, all of them crawled by two processes (`benchmarks/hostile_servers`)."""

from __future__ import annotations

import pytest

from benchmarks.hostile_servers.newspaper import GOOD
from benchmarks.hostile_servers.scenarios import SCENARIOS, SITES
from benchmarks.hostile_servers.trying import Tried, try_all
from benchmarks.hostile_servers.values import Scenario, Site, mismatch

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """What became of all scenarios."""
    return try_all(SCENARIOS, SITES, tmp_path_factory.mktemp("servers"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.slug)
def test_an_answer(tried: Tried, scenario: Scenario) -> None:
    """The report tells its problem; stories, requests and bytes that were taken are bounded."""
    assert mismatch(scenario, tried.scenarios[scenario.name]) == ""


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name.replace(" ", "-"))
def test_a_site(tried: Tried, site: Site) -> None:
    """The same, where all of a site depends on one answer."""
    assert mismatch(site, tried.sites[site.name]) == ""


def test_good_stories_beside_them_are_stored(tried: Tried) -> None:
    """All of them."""
    assert tried.good == len(GOOD)


def test_nobody_is_led_elsewhere(tried: Tried) -> None:
    """By redirects, refreshes, links, feeds, sitemaps or robots.txt."""
    assert tried.trapped == 0


def test_no_secret_leaves_the_crawl(tried: Tried) -> None:
    """Cookies are not kept; passwords in addresses reach neither servers nor logs nor output."""
    assert tried.secrets == []
    for crawls in tried.crawls:
        told = (crawls.log, *map(str, crawls.articles.values()), *map(str, crawls.reports.values()))
        assert "hunter2" not in "".join(told)


def test_nothing_is_unexpected(tried: Tried) -> None:
    """No traceback in the log."""
    assert not [crawls for crawls in tried.crawls if "Traceback" in crawls.log]


def test_the_memory_stays_bounded(tried: Tried) -> None:
    """In the crawls, one of which holds all sites at once, and in each process that cleans."""
    for crawls in tried.crawls:
        assert max(crawls.spent.mib, crawls.spent.worker_mib) < 500
