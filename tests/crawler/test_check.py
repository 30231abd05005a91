"""`chistovik check`: what it says of a site before the first crawl."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaners import Reservation, load_profile
from crawler.checking.check_spider import FoundSource, SiteFacts
from crawler.checking.site_report import (
    Cleaned,
    Terms,
    clean_pages,
    selector_report,
    site_report,
)
from crawler.discovery.plan import plan_without_discovery
from crawler.items import FetchedPage
from tests.crawler import village_paper
from tests.crawler.crawls import PATIENCE, ROOT, environment
from tests.crawler.village_paper import Answer, story

PLAN = plan_without_discovery("https://example.org/")
URL = "https://example.org/n/quarry/"
TERMS = Terms(delay=1, learn_after=20, contact="a@example.org", obeyed=frozenset())


def page(body: bytes = b"", **changes: Any) -> FetchedPage:
    """A story's page as it came."""
    body = body or story("Quarry").body
    given: dict[str, Any] = {
        "url": URL,
        "content_type": "text/html",
        "downloaded": "",
        "profile": None,
    }
    return FetchedPage(body=body, **given | changes)


def said(cleaned: list[Cleaned] | None = None, terms: Terms = TERMS, **facts: Any) -> str:
    """The report on a site that named one story."""
    given: dict[str, Any] = {"robots_read": True, "stories": {URL: None}}
    seen = SiteFacts(**given | facts)
    return site_report(seen, PLAN, clean_pages([page()]) if cleaned is None else cleaned, terms)


def test_a_story_is_shown_with_its_facts() -> None:
    """Headline, length, how sure the cleaner is, and what the page does not tell."""
    report = said()
    assert "«Quarry rebuilds its bridge», " in report
    assert " characters, confidence 0." in report
    assert "neither date nor author; without authors, datePublished" in report


def test_a_page_without_a_story_is_told() -> None:
    """With the reason, and what to think of."""
    report = said(clean_pages([page(b"<html><body><div id=app></div></body></html>")]))
    assert "no article: " in report
    assert "see whether the site needs a browser" in report


def test_robots_txt_that_cannot_be_had() -> None:
    """Nothing else is worth saying then."""
    report = said([], robots_read=False, stories={})
    assert "robots.txt: can't be had, so that nothing may be asked for" in report
    assert "wait until the site answers" in report


def test_the_pace_is_the_slower_one() -> None:
    """That of the settings, or the Crawl-delay: so long a night would take."""
    sources = [FoundSource("sitemap", "https://example.org/sitemap.xml", 100, further=10)]
    report = said(sources=sources, crawl_delay=10.0)
    assert "Crawl-delay 10 s" in report
    assert "the first one: 12 requests or more, 0:02:00 at 10 s each" in report
    assert "each further one: 11 sources, 0:01:50" in report


def test_rights_that_nobody_obeys_are_to_be_thought_of() -> None:
    """With the place where they stand; what the setting names is not."""
    stories = clean_pages([page(reservations=(Reservation("train-ai", "robots.txt"),))])
    assert "rights reserved: train-ai (robots.txt)" in said(stories)
    assert "see whether CHISTOVIK_OBEY_RESERVATIONS" in said(stories)
    obeying = Terms(delay=1, learn_after=20, contact="", obeyed=frozenset({"train-ai"}))
    assert "CHISTOVIK_OBEY_RESERVATIONS" not in said(stories, obeying)


def test_a_site_that_names_no_story() -> None:
    """What one can do stands below."""
    assert "no story is named" in said([], stories={})


def test_a_selector_that_finds_nothing_is_seen() -> None:
    """Each one of the profile, with the first text that it finds."""
    report = selector_report(
        load_profile("kazpravda.kz"), ["h1", "div.none", "xpath://p[2]"], [page()]
    )
    lines = [line.split() for line in report.splitlines()[1:]]
    assert [line[:3] for line in lines] == [["1", "of", "1"], ["0", "of", "1"], ["1", "of", "1"]]
    assert "«Quarry rebuilds its bridge»" in report


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a hurry."""
    hurry = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_ENABLED=0")
    return subprocess.run(
        [sys.executable, "-m", "crawler.cli", "check", *arguments, *hurry], cwd=ROOT,
        env=environment(), capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip


@pytest.mark.slow
def test_a_whole_site(tmp_path: Path) -> None:
    """Sources, rights and five stories of our newspaper; nothing is written."""
    profile = tmp_path / "127.0.0.1.toml"
    profile.write_text(
        'host = "127.0.0.1"\nchecked = 2026-01-31\n[story]\nbody = ["article"]\n'
        '[fields]\nauthors = ["div.nobody"]\n'
    )
    with village_paper.serving() as paper:
        done = check(paper.url, "--profile", str(profile))
        asked = sum(paper.asked.values())
    assert done.returncode == 0, done.stderr
    assert "sitemap " in done.stdout
    assert "train-ai (robots.txt)" in done.stdout
    assert "0 of " in next(line for line in done.stdout.splitlines() if "div.nobody" in line)
    assert asked < 20
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == [profile]


@pytest.mark.slow
def test_a_dead_site() -> None:
    """Exit status 1, and what to do."""
    with village_paper.serving() as paper:
        paper.answers = {"/robots.txt": Answer(status=503)}
        done = check(paper.url)
    assert (done.returncode, done.stderr) == (1, "")
    assert "wait until the site answers" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("example.org",), ("http://a.kz/", "-s", "NAME")])
def test_wrong_usage_is_one_sentence(arguments: tuple[str, ...]) -> None:
    """Exit status 2, as for every command."""
    done = check(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
