"""Crawls of a site without profile: its template is learned for the next one."""

from __future__ import annotations

import asyncio
import contextlib
import random
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import Spider
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from cleaners import ProfileError
from crawler.configuration import profiles_of
from crawler.extensions import learn_profile
from crawler.extensions.learn_profile import LearnProfile
from tests.crawler import village_paper
from tests.crawler.crawls import Crawl, crawl_command, start_crawl
from tests.crawler.village_paper import PARAGRAPHS, Answer, VillagePaper, links, page

STORIES = [f"/2025/05/village-{number}-gets-a-bridge/" for number in range(5)]
ONE_MORE = "/2025/05/a-late-village-gets-a-bridge/"
PROFILE = 'host = "{host}"\nchecked = 2026-01-31\n[story]\nbody = ["{body}"]\n'
HOST = "127.0.0.1"
VERSION = SimpleNamespace(version=SimpleNamespace(archive="a.warc.gz", offset=0))


def story(number: int) -> Answer:
    """A story of its own words in the template of the paper."""
    dice = random.Random(number)  # noqa: S311 - words, not secrets
    texts = [text.format(place="Bridgeford").split() for text in PARAGRAPHS]
    body = "".join(f"<p>{' '.join(dice.sample(words, len(words)))}.</p>" for words in texts)
    return page(
        f"<article><h1>Village {number} gets a bridge</h1><div class=story-text>{body}</div>"
        f"</article><div class=more><h4>More bridges</h4>{links('/2025/05/of-last-week/')}</div>"
    )


def crawl(paper: VillagePaper, output: Path, *settings: str) -> Crawl:
    """A crawl to its end."""
    words = [word for setting in settings for word in ("-s", setting)]
    done = start_crawl([*crawl_command("news", paper.url, output), *words], output).finish()
    assert done.returncode == 0, done.log
    assert "Traceback" not in done.log
    return done


@pytest.mark.slow
def test_the_next_crawl_cleans_by_what_this_one_learned(tmp_path: Path) -> None:
    """A file that a person can read, and the same stories as before."""
    with village_paper.serving() as paper:
        paper.answers = {path: story(number) for number, path in enumerate(STORIES)}
        paper.answers["/"] = page(links(*STORIES))
        first = crawl(paper, tmp_path / "out", "CHISTOVIK_LEARN_SITE_AFTER=5")
        assert {article["metadata"].get("profile") for article in first.articles} == {None}
        text = (tmp_path / "out/profiles" / f"{HOST}.toml").read_text(encoding="utf-8")
        assert 'body = ["div.story-text"]' in text
        learned = "from 5 stories: body div.story-text on 5 of 5"
        assert learned in first.log
        assert learned in first.report["profileLearned"][-1]
        paper.answers[ONE_MORE] = story(9)
        paper.answers["/"] = page(links(ONE_MORE, *STORIES))
        second = crawl(paper, tmp_path / "out", "CHISTOVIK_LEARN_SITE_AFTER=5")
    (late,) = (article for article in second.articles if article["url"].endswith(ONE_MORE))
    assert late["metadata"]["profile"] == HOST
    assert late["headline"] == "Village 9 gets a bridge"
    assert "More bridges" not in late["articleBody"]
    assert late["articleBody"].count("\n\n") == first.articles[0]["articleBody"].count("\n\n")


@pytest.mark.parametrize(
    ("least", "has_profile", "has_failed", "learns"),
    [
        (5, False, False, True),
        (6, False, False, False),
        (0, False, False, False),
        (5, True, False, False),
        (5, False, True, False),
    ],
)
def test_when_a_site_is_learned(
    monkeypatch: pytest.MonkeyPatch, least: int, has_profile: bool, has_failed: bool, learns: bool
) -> None:
    """Not of too few stories, nor where nobody wants it, nor where a person wrote a profile."""
    plan = SimpleNamespace(profile="a.toml" if has_profile else None, host=HOST)
    run = SimpleNamespace(
        plan=plan, failed=has_failed, newest_articles=lambda most: [VERSION] * min(5, most)
    )
    asked: list[str] = []

    async def learn(_places: object, host: str, _folder: Path) -> tuple[str, None]:
        asked.append(host)
        return "too unlike each other", None

    monkeypatch.setattr(learn_profile, "run_of", lambda _: run)
    monkeypatch.setattr(learn_profile, "_learn", learn)
    settings = {"CHISTOVIK_LEARN_SITE_AFTER": least, "CHISTOVIK_OUTPUT_DIR": "output"}
    with contextlib.suppress(NotConfigured):
        asyncio.run(LearnProfile.from_crawler(get_crawler(Spider, settings)).learn())
    assert asked == [HOST] * learns


def folder_with(tmp_path: Path, text: str) -> Settings:
    """The settings of a project whose crawls have learned this."""
    (tmp_path / "out/profiles").mkdir(parents=True)
    (tmp_path / "out/profiles/a.toml").write_text(text, encoding="utf-8")
    return Settings(
        {
            "CHISTOVIK_OUTPUT_DIR": str(tmp_path / "out"),
            "CHISTOVIK_SITE_PROFILES": str(tmp_path / "own"),
        }
    )


@pytest.mark.parametrize("host", ["news.a.kz", "*.a.kz"])
def test_what_a_person_wrote_wins(tmp_path: Path, host: str) -> None:
    """Also for all subdomains at once."""
    settings = folder_with(tmp_path, PROFILE.format(host="news.a.kz", body="div.learned"))
    (tmp_path / "own").mkdir()
    own = PROFILE.format(host=host, body="div.own")
    (tmp_path / "own/a.toml").write_text(own, encoding="utf-8")
    profile = profiles_of(settings).find("news.a.kz")
    assert profile is not None
    assert profile.story.body == ("div.own",)


def test_a_learned_profile_that_was_spoiled_is_named(tmp_path: Path) -> None:
    """People edit them."""
    settings = folder_with(tmp_path, "host = 1")
    settings.set("CHISTOVIK_SITE_PROFILES", "")
    with pytest.raises(ProfileError, match=r"profiles/a\.toml"):
        profiles_of(settings)


def test_another_project_has_no_learned_ones() -> None:
    """It takes the cleaning alone, and has no output folder."""
    assert profiles_of(Settings()).find("kazpravda.kz") is not None
