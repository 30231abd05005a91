"""Crawls that are killed at any moment, and one that comes to its end."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.crawls.snapshot import differences, snapshot
from tests.crawler import village_paper
from tests.crawler.crawls import Crawl, crawl_command, start_crawl, wait_until
from tests.crawler.village_paper import PARAGRAPHS, Answer, VillagePaper, links, page

pytestmark = pytest.mark.slow

FRONT_PAGE = 1
STORIES = 40
PATHS = [f"/2025/05/village-{number}-gets-a-bridge/" for number in range(STORIES)]


def shuffled(number: int) -> Answer:
    """A story of which no other has a sentence: else they would be taken for one another."""
    dice = random.Random(number)  # noqa: S311 - words, not secrets
    texts = [text.format(place="Bridgeford").split() for text in PARAGRAPHS]
    body = "".join(f"<p>{' '.join(dice.sample(words, len(words)))}.</p>" for words in texts)
    return page(f"<article><h1>Village {number} gets a bridge</h1>{body}</article>")


def crawl_and_kill(paper: VillagePaper, output: Path, moment: Callable[[], bool]) -> None:
    """Crawl, and `kill -9` as soon as it is the moment."""
    started = start_crawl(crawl_command("news", paper.url, output), output)
    wait_until(lambda: moment() or started.process.poll() is not None)
    started.process.kill()
    assert started.process.wait() == -9


def crawl(paper: VillagePaper, output: Path) -> Crawl:
    """Crawl to the end."""
    done = start_crawl(crawl_command("news", paper.url, output), output).finish()
    assert done.returncode == 0, done.log
    assert "Traceback" not in done.log
    return done


def test_what_killed_crawls_leave_is_completed(tmp_path: Path) -> None:
    """Articles, state, feeds and archive equal those of an undisturbed crawl, but for times."""
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    with village_paper.serving() as paper:
        paper.answers = {path: shuffled(number) for number, path in enumerate(PATHS)}
        paper.answers["/"] = page(links(*PATHS))
        crawl(paper, calm)

        def stored(least: int) -> Callable[[], bool]:
            return lambda: len(list((killed / "articles").rglob("[!.]*.json"))) >= least

        # The site holds back the rest: no crawl comes to its end before it is killed.
        moments = ((0, (killed / "state.sqlite3").exists), (5, stored(1)), (15, stored(9)))
        for pages, moment in (*moments, (14, stored(20))):
            paper.gate.open_for(FRONT_PAGE + pages)
            crawl_and_kill(paper, killed, moment)
        paper.gate.open_for(math.inf)
        done = crawl(paper, killed)
    assert "was killed; going on where it was" in done.log
    assert len(done.articles) == STORIES
    assert differences(snapshot(calm), snapshot(killed)) == []


def test_a_difference_is_seen(tmp_path: Path) -> None:
    """The comparison itself: one word in one article, one article twice in a feed."""
    with village_paper.serving() as paper:
        paper.answers = {"/": page(links(PATHS[0])), PATHS[0]: shuffled(0)}
        done = crawl(paper, tmp_path / "out")
    before = snapshot(done.output)
    (feed,) = (done.output / "feeds").iterdir()
    feed.write_text(feed.read_text(encoding="utf-8") * 2, encoding="utf-8")
    (file,) = done.files
    file.write_text(file.read_text(encoding="utf-8").replace("bridge", "tunnel"), encoding="utf-8")
    found = differences(before, snapshot(done.output))
    assert [line.partition(":")[0] for line in found] == ["articles", "in_feeds"]
