"""A site that shows nothing without JavaScript, crawled with a real browser where there is one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from scrapy.settings import Settings

from cleaners import SiteProfile
from crawler.middlewares import browser
from crawler.middlewares.browser import (
    PROGRAMS,
    browser_problem,
    is_unwanted,
    use_browser,
    wants_browser,
)
from fixtures.grown.serving import serving as grown_replica
from tests.crawler.crawls import Crawl, crawl_command, start_crawl
from tests.crawler.village_paper import PARAGRAPHS, Answer, VillagePaper, page, serving, xml

PROFILE = """
host = "127.0.0.1"
checked = 2026-11-24

[discovery]
start = ["/"]
sitemaps = ["/sitemap.xml"]
article = '^/n/'

[fetch]
browser = true
"""
PLACES = ("Quarry", "Harbour")
FRONT = """<div id="app"></div><script>
for (const path of ["/n/Quarry"]) {
  const link = document.createElement("a");
  link.href = path; link.textContent = "read this";
  document.getElementById("app").append(link);
}
</script>"""
SHELL = """<div id="app">Loading …</div><img src="/big.jpg"><script>
fetch("/api" + location.pathname).then(answer => answer.json()).then(story => {
  const text = story.text.map(p => `<p>${p}</p>`).join("");
  const article = `<article><h1>${story.headline}</h1>${text}</article>`;
  document.getElementById("app").innerHTML = article;
});
</script>"""

needs_browser = pytest.mark.skipif(
    not (find_spec("scrapy_playwright") and any(map(shutil.which, PROGRAMS))),
    reason="needs scrapy-playwright and chromium",
)


def answers(url: str) -> dict[str, Answer]:
    """Pages without a word of the stories, and the data their scripts ask for."""
    found = {
        "/": page(FRONT),
        "/sitemap.xml": xml(f"<urlset><url><loc>{url}/n/Harbour</loc></url></urlset>"),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private/\n", "text/plain"),
    }
    for place in PLACES:
        text = [paragraph.format(place=place) for paragraph in PARAGRAPHS]
        story = {"headline": f"{place} rebuilds its bridge", "text": text}
        found[f"/n/{place}"] = page(SHELL)
        found[f"/api/n/{place}"] = Answer(json.dumps(story).encode(), "application/json")
    return found


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawl, VillagePaper]]:
    """`scrapy crawl news` with the profile that asks for a browser."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "127.0.0.1.toml").write_text(PROFILE, encoding="utf-8")
    with serving() as paper:
        paper.answers = answers(paper.url)
        command = crawl_command("news", paper.url, folder / "output")
        profiles = ("-s", f"CHISTOVIK_SITE_PROFILES={folder / 'profiles'}")
        yield start_crawl([*command, *profiles], folder / "output").finish(), paper


@pytest.mark.slow
@needs_browser
class TestCrawl:
    def test_stories_that_scripts_wrote(self, crawled: tuple[Crawl, VillagePaper]) -> None:
        """One found on the front page, one in the sitemap; each whole."""
        crawl, _ = crawled
        assert crawl.returncode == 0, crawl.log
        told = {article["headline"]: article["articleBody"] for article in crawl.articles}
        assert told.keys() == {f"{place} rebuilds its bridge" for place in PLACES}
        assert all("ferry carries passengers" in body for body in told.values())

    def test_what_a_story_does_not_need_is_not_fetched(
        self, crawled: tuple[Crawl, VillagePaper]
    ) -> None:
        """No picture; every page once; the sitemap without a browser."""
        _, paper = crawled
        assert paper.asked["/big.jpg"] == 0
        assert [paper.asked[f"/n/{place}"] for place in PLACES] == [1, 1]
        assert paper.asked["/sitemap.xml"] == paper.asked["/robots.txt"] == 1

    def test_who_asks(self, crawled: tuple[Crawl, VillagePaper]) -> None:
        """The browser says that it is ours, too."""
        _, paper = crawled
        assert all(agent.startswith("Chistovik/") for agent in paper.user_agents)


def profile(toml: str) -> SiteProfile:
    """The profile, read without a file."""
    return msgspec.toml.decode(toml, type=SiteProfile)


def test_only_profiles_that_ask_get_one() -> None:
    """All others are fetched as ever."""
    assert wants_browser(profile(PROFILE))
    assert not wants_browser(profile(PROFILE.replace("true", "false")))
    assert not wants_browser(None)


def test_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Package or program."""
    monkeypatch.setattr(browser, "find_spec", lambda _: None)
    assert "pip install 'chistovik[browser]'" in str(browser_problem(Settings()))
    monkeypatch.setattr(browser, "find_spec", lambda name: name)
    nowhere = Settings({"CHISTOVIK_BROWSER": "/nowhere/chromium"})
    assert "install chromium or set CHISTOVIK_BROWSER" in str(browser_problem(nowhere))


@pytest.mark.parametrize(("user", "sandboxed"), [(0, False), (1000, True)])
def test_the_sandbox_stays_where_it_works(
    monkeypatch: pytest.MonkeyPatch, user: int, sandboxed: bool
) -> None:
    """Root alone has to do without."""
    monkeypatch.setattr(os, "geteuid", lambda: user)
    settings = Settings()
    use_browser(settings)
    assert ("--no-sandbox" not in settings["PLAYWRIGHT_LAUNCH_OPTIONS"]["args"]) is sandboxed


def test_other_handlers_stay_off() -> None:
    """A link must not read this machine's files, whoever fetches."""
    settings = Settings({"DOWNLOAD_HANDLERS": {"file": None}})
    use_browser(settings)
    assert settings.getdict("DOWNLOAD_HANDLERS")["file"] is None


@pytest.mark.parametrize(("kind", "unwanted"), [("image", True), ("script", False)])
def test_parts_of_a_page(kind: str, unwanted: bool) -> None:
    """Scripts write the story, pictures only weigh."""
    assert is_unwanted(SimpleNamespace(resource_type=kind)) is unwanted


@pytest.mark.slow
@needs_browser
def test_the_pages_of_the_replica_that_need_a_script(tmp_path: Path) -> None:
    """Ten stories below /app/, of which the server sends no word as markup."""
    toml = PROFILE.replace('["/"]', '["/app/"]').replace("^/n/", "^/app/(?:kk/|en/)?n/")
    toml = toml.replace('sitemaps = ["/sitemap.xml"]\n', "")
    (tmp_path / "127.0.0.1.toml").write_text(toml, encoding="utf-8")
    with grown_replica("--articles", "40") as site:
        command = crawl_command("news", f"{site.url}/", tmp_path / "output")
        profiles = ("-s", f"CHISTOVIK_SITE_PROFILES={tmp_path}")
        crawl = start_crawl([*command, *profiles], tmp_path / "output").finish()
    assert crawl.returncode == 0, crawl.log
    assert crawl.report["articlesStored"] == 10
    assert all(len(article["articleBody"]) > 400 for article in crawl.articles)
