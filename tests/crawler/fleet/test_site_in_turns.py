"""One site, crawled by several machines in turn, whose only link is a store that speaks S3."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.grown.edition import Edition
from fixtures.grown.serving import GrownReplica, serving
from tests.crawler.crawls import Crawl, crawl_command, start_crawl, wait_until

pytest.importorskip("fsspec")
import fsspec

from crawler.fleet.site_folder import SiteStore
from tests.crawler.fleet.s3_server import BUCKET, s3_server

pytestmark = pytest.mark.slow
SITE = "kazpravda.kz"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SiteStore]:
    """An empty bucket."""
    with s3_server(tmp_path / "s3.log") as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        fsspec.filesystem("s3").mkdir(BUCKET)
        yield SiteStore(f"s3://{BUCKET}/sites")


def visit(
    store: SiteStore,
    replica: GrownReplica,
    folder: Path,
    token: int,
    spider: str = "kazpravda",
    killed_at: int | None = None,
) -> Crawl:
    """Bring the folder, crawl, publish, as a worker does; `kill -9` after so many articles."""
    store.fetch(SITE, folder)
    slowly = () if killed_at is None else ("-s", "DOWNLOAD_DELAY=0.05")  # it is killed on its way
    started = start_crawl([*crawl_command(spider, replica.url, folder), *slowly], folder)
    if killed_at is not None:
        wait_until(lambda: len(list((folder / "articles").rglob("[!.]*.json"))) >= killed_at)
        started.process.kill()
    done = started.finish()
    assert done.returncode == (0 if killed_at is None else -9), done.log
    store.publish(SITE, folder, token)
    return done


def stories(store: SiteStore, replica: GrownReplica) -> Counter[str]:
    """How often each story stands in what was published, by path."""
    found: Counter[str] = Counter()
    for file in store.published_files(SITE):
        if file.name.startswith("feeds/"):
            with fsspec.open(store.address(SITE, file), "rt", encoding="utf-8") as feed:
                found.update(json.loads(line)["canonicalUrl"] for line in feed)
    return Counter({url.removeprefix(replica.url): times for url, times in found.items()})


def test_every_story_comes_once_whoever_crawls(store: SiteStore, tmp_path: Path) -> None:
    """The first crawl is killed, one worker dies before it publishes, and the site goes on."""
    with serving("--articles", "40") as replica:
        visit(store, replica, tmp_path / "one", 1, killed_at=5)
        assert 5 <= stories(store, replica).total() < 40
        dead = tmp_path / "dead"
        store.fetch(SITE, dead)
        start_crawl(crawl_command("kazpravda", replica.url, dead), dead).finish()
        visit(store, replica, tmp_path / "three", 3)
        assert stories(store, replica).total() == 40
        replica.change(articles=50)
        replica.forget()
        visit(store, replica, tmp_path / "four", 4)
        asked = {
            int(n) for n in re.findall(r"/n/[^ ]+-(\d+)/", " ".join(replica.counts()["asked"]))
        }
    assert stories(store, replica) == Counter(map(Edition(articles=50).path, range(50)))
    assert {int(number) for number in asked} == set(range(40, 50))


def test_a_template_is_learned_from_what_several_machines_have_crawled(
    store: SiteStore, tmp_path: Path
) -> None:
    """The pages of the newest stories come with the state; the profile goes with it."""
    with serving("--articles", "12") as replica:
        first = visit(store, replica, tmp_path / "one", 1, "news")
        replica.change(articles=24)
        second = visit(store, replica, tmp_path / "two", 2, "news")
        store.fetch(SITE, tmp_path / "three")
    assert not (first.output / "profiles").exists()
    assert "24 stories" in second.log
    assert len(list((tmp_path / "three" / "profiles").glob("*.toml"))) == 1
