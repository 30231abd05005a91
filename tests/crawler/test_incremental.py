"""Five crawls of a newspaper that changes between them."""

from __future__ import annotations

import json
import math
import shlex
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.crawls.snapshot import snapshot
from crawler.discovery.timestamps import later, now
from tests.crawler import village_paper
from tests.crawler.crawls import Crawl, crawl_command, start_crawl, wait_until
from tests.crawler.village_paper import VillagePaper, links, page, story, xml

pytestmark = pytest.mark.slow

BRIDGE, MILL, FERRY, CHAPEL = (
    f"/2025/05/{place}-in-the-village/" for place in ("bridge", "mill", "ferry", "chapel")
)
WELL, POST, MAYOR = (
    f"/2025/05/{place}-in-the-village/" for place in ("well", "post-office", "mayor")
)
MOVED = "/2025/06/chapel-at-its-new-address/"
FIRST = (BRIDGE, MILL, FERRY, CHAPEL, WELL, POST)
SOURCES = {"/robots.txt", "/", "/sitemap.xml"}
# Asked for before the first story of a run.
RIGHTS = "/.well-known/tdmrep.json"
PAST, FUTURE = "2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"


@dataclass
class Run:
    """One crawl, and what the server saw of it."""

    crawl: Crawl
    asked: set[str]
    sent: int
    files: dict[Path, bytes]


@dataclass
class Runs:
    """All crawls, the state they share, and the crawl that came when another was at work."""

    output: Path
    state: Path
    paper: VillagePaper
    refused: Crawl | None = None
    done: list[Run] = field(default_factory=list)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the state says."""
        connection = sqlite3.connect(self.state)
        try:
            with connection:
                return connection.execute(query).fetchall()
        finally:
            connection.close()

    def article(self, path: str) -> dict[str, Any]:
        """The article as it is stored at the end."""
        files = (self.output / "articles").rglob("*.json")
        found = [json.loads(file.read_text(encoding="utf-8")) for file in files]
        (article,) = (article for article in found if article["url"].endswith(path))
        return dict(article)


def sitemap(paper: VillagePaper, **changed: str) -> village_paper.Answer:
    """A sitemap of four stories; `changed` has their last change by their first word."""
    entries = "".join(
        f"<url><loc>{paper.url}{path}</loc><lastmod>{changed.get(name_of(path), PAST)}</lastmod>"
        "</url>"
        for path in (BRIDGE, MILL, FERRY, CHAPEL)
    )
    return xml(f"<urlset>{entries}</urlset>")


def name_of(path: str) -> str:
    """The first word of a story's address."""
    return path.split("/")[3].partition("-")[0]


def crawl(runs: Runs, *, disturbed: bool = False) -> None:
    """Crawl once; what the server is asked for is counted anew."""
    paper, output = runs.paper, runs.output
    paper.asked.clear()
    paper.sent = 0
    state = ("-s", f"CHISTOVIK_STATE_FILE={runs.state}")
    if disturbed:
        paper.gate.open_for(3)  # the first crawl can't end before the second one has begun
    started = start_crawl([*crawl_command("news", paper.url, output), *state], output)
    if disturbed:
        wait_until((output / "run.lock").exists)
        other = output.with_name("other")
        runs.refused = start_crawl(
            [*crawl_command("news", paper.url, other), *state], other
        ).finish()
        paper.gate.open_for(math.inf)
    done = started.finish()
    files = {path: path.read_bytes() for path in done.files}
    runs.done.append(Run(done, set(paper.asked), paper.sent, files))


def first_day(runs: Runs) -> None:
    """Six stories, one of them gone for good, one behind an error; two crawls begin at once."""
    paper = runs.paper
    paper.answers |= {
        "/robots.txt": village_paper.Answer(
            f"User-agent: *\nSitemap: {paper.url}/sitemap.xml\n".encode(), "text/plain"
        ),
        "/": page(links(*FIRST)),
        "/sitemap.xml": sitemap(paper),
        **{path: story(name_of(path).title()) for path in FIRST},
        WELL: village_paper.Answer(status=410),
        POST: village_paper.Answer(status=503),
    }
    crawl(runs, disturbed=True)


def third_day(runs: Runs) -> None:
    """A story is rewritten, one only says so, one moves; an error is mended; news comes."""
    paper = runs.paper
    paper.answers |= {
        "/": page(links(BRIDGE, MILL, FERRY, CHAPEL, WELL, MAYOR)),
        "/sitemap.xml": sitemap(paper, mill=FUTURE, ferry=FUTURE, chapel=FUTURE),
        MILL: story("Watermill"),
        MOVED: paper.answers[CHAPEL],
        CHAPEL: village_paper.Answer(status=301, location=MOVED),
        POST: story("Post office"),
        MAYOR: story("Mayor"),
    }
    runs.rows("UPDATE page SET next_try = '2025-01-01T00:00:00Z' WHERE outcome = 'failed'")
    crawl(runs)


def fourth_day(runs: Runs) -> None:
    """Nothing has changed; the state has lost a page, its source has not."""
    runs.rows(f"DELETE FROM page WHERE url LIKE '%{BRIDGE}'")  # noqa: S608 - our own path
    crawl(runs)


def fifth_day(runs: Runs) -> None:
    """Three stories are of yesterday: one is edited, one is deleted, nobody names the third."""
    paper = runs.paper
    yesterday = later(now(), days=-1)
    for path in (POST, MAYOR, BRIDGE):
        runs.rows(
            f"UPDATE page SET published = '{yesterday}', tried = '{yesterday}'"  # noqa: S608
            f" WHERE url LIKE '%{path}'"
        )
    paper.answers |= {
        "/": page(links(FERRY, CHAPEL, POST)),
        POST: story("Telegraph office"),
        MAYOR: village_paper.Answer(status=404),
    }
    crawl(runs)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """The whole story, once for all tests."""
    folder = tmp_path_factory.mktemp("incremental")
    with village_paper.serving() as paper:
        paper.validates = True
        paper.answers.clear()
        runs = Runs(folder / "out", folder / "elsewhere" / "crawls.db", paper)
        first_day(runs)
        crawl(runs)
        third_day(runs)
        fourth_day(runs)
        fifth_day(runs)
        yield runs


def test_every_run_ends_well(runs: Runs) -> None:
    """No error, no traceback."""
    for run in runs.done:
        assert run.crawl.returncode == 0, run.crawl.log
        assert "Traceback" not in run.crawl.log


def test_a_second_run_asks_for_sources_alone(runs: Runs) -> None:
    """And gets nothing but «not modified» from those that can say so; what it stored stays."""
    first, second = runs.done[:2]
    assert len(first.files) == 4
    assert second.asked == SOURCES
    assert second.sent < first.sent * 0.02
    assert second.files == first.files


def test_a_changed_article_is_a_new_version(runs: Runs) -> None:
    """One file with the new text; the old version keeps fingerprint and time."""
    assert runs.article(MILL)["headline"] == "Watermill rebuilds its bridge"
    versions = runs.rows(
        "SELECT number, fingerprint, fetched FROM version WHERE identity LIKE '%mill%' ORDER BY 1"
    )
    assert [number for number, _, _ in versions] == [1, 2]
    assert len({(fingerprint, time) for _, fingerprint, time in versions}) == 2


def test_a_change_of_nothing_is_no_version(runs: Runs) -> None:
    """The sitemap says so, the server does not."""
    assert FERRY in runs.done[2].asked
    assert runs.rows("SELECT count(*) FROM version WHERE identity LIKE '%ferry%'") == [(1,)]


def test_a_story_that_moves_names_its_first_address(runs: Runs) -> None:
    """A redirect leads from the old address to the new one; none of them is lost."""
    assert runs.article(MOVED)["metadata"]["sameAs"] == runs.paper.url + CHAPEL
    assert runs.article(CHAPEL)["headline"] == "Chapel rebuilds its bridge"


def test_a_failing_page_waits_and_is_tried_again(runs: Runs) -> None:
    """The second run comes too early; the third gets it, though no source names it any more."""
    assert [POST in run.asked for run in runs.done[:4]] == [True, False, True, False]
    third = [json.loads(article)["headline"] for article in runs.done[2].files.values()]
    assert "Post office rebuilds its bridge" in third


def test_what_is_gone_for_good_is_given_up(runs: Runs) -> None:
    """With the reason, though a source still names it."""
    assert [WELL in run.asked for run in runs.done[:4]] == [True, False, False, False]
    found = runs.rows("SELECT outcome, reason FROM page WHERE url LIKE '%/well-%'")
    assert found == [("given_up", "HTTP 410")]


def test_only_what_is_due_is_asked_for(runs: Runs) -> None:
    """A date of the future is believed once."""
    assert runs.done[2].asked == SOURCES | {RIGHTS, MILL, FERRY, CHAPEL, MOVED, POST, MAYOR}


def test_a_source_that_has_not_changed_still_leads_on(runs: Runs) -> None:
    """Its last body is read again; a page of which the state knows nothing is asked for."""
    assert runs.done[3].asked == SOURCES | {RIGHTS, BRIDGE}
    assert runs.done[3].files == runs.done[2].files
    assert runs.done[3].crawl.returncode == 0


def test_each_version_stands_in_one_feed(runs: Runs) -> None:
    """Over all runs together; a run without articles leaves no feed."""
    feeds = sorted((runs.output / "feeds").iterdir())
    lines = [line for feed in feeds for line in feed.read_text(encoding="utf-8").splitlines()]
    urls = [json.loads(line)["url"].removeprefix(runs.paper.url) for line in lines]
    assert len(feeds) == 3
    stored = [BRIDGE, MILL, FERRY, CHAPEL, MILL, MOVED, POST, MAYOR]
    assert sorted(urls) == sorted([*stored, POST, MAYOR])


def test_recent_stories_are_asked_for_once_a_day(runs: Runs) -> None:
    """Where no source tells changes; the sitemap tells that there is none of the bridge."""
    assert runs.done[4].asked == SOURCES | {RIGHTS, POST, MAYOR}
    assert runs.article(POST)["headline"] == "Telegraph office rebuilds its bridge"


def test_a_deleted_story_is_marked(runs: Runs) -> None:
    """No source names it any more; its text stays, with since when it is gone."""
    since = runs.article(MAYOR)["metadata"]["deleted"]
    assert runs.rows("SELECT deleted FROM article WHERE identity LIKE '%mayor%'") == [(since,)]
    reports = [json.loads(path.read_text()) for path in (runs.output / "runs").glob("*.json")]
    deleted = [report["articlesDeleted"] for report in reports if report["articlesDeleted"]]
    assert deleted == [[runs.paper.url + MAYOR]]


def test_the_second_of_two_crawls_says_so_and_stops(runs: Runs) -> None:
    """They share the state alone; the first is not disturbed."""
    assert runs.refused is not None
    assert runs.refused.returncode == 75
    assert f") is writing to {runs.state.parent}; wait for it" in runs.refused.log
    assert "Traceback" not in runs.refused.log
    assert not list(runs.refused.output.rglob("*.json"))


def test_a_damaged_state_is_one_sentence(tmp_path: Path) -> None:
    """Nothing is fetched, nothing is written over."""
    output = tmp_path / "out"
    output.mkdir()
    (output / "state.sqlite3").write_text("no database\n" * 500)
    done = start_crawl(crawl_command("news", "http://127.0.0.1:9/", output), output).finish()
    assert done.returncode == 1
    assert "state.sqlite3 is damaged" in done.log.splitlines()[-1]
    assert "Traceback" not in done.log
    assert (output / "state.sqlite3").read_text().startswith("no database")


def test_a_full_disk_ends_the_crawl_and_loses_nothing(tmp_path: Path) -> None:
    """One sentence, exit status 1; with room again the next run does what is left."""
    output = tmp_path / "out"
    paths = [f"/2025/05/village-{number}-has-a-bridge/" for number in range(30)]
    with village_paper.serving() as paper:
        bulk = f"<!--{'x'.join(str(number) for number in range(20_000))}-->"
        stories = {path: story(path).body.replace(b"</body>", bulk.encode()) for path in paths}
        paper.answers = {path: village_paper.Answer(body) for path, body in stories.items()}
        paper.answers["/"] = page(links(*paths))
        command = crawl_command("news", paper.url, output)
        # No file may grow larger than half a megabyte.
        limited = ["bash", "-c", f"ulimit -f 512; exec {shlex.join(command)}"]
        full = start_crawl(limited, output).finish()
        again = start_crawl(command, output).finish()
    assert full.returncode == 1
    assert f"can't write to {output} (" in full.log
    assert "make room and run again" in full.log
    assert "Traceback" not in full.log
    assert again.returncode == 0, again.log
    assert len(again.files) == len(paths)
    assert list(snapshot(output).in_archive.values()) == [1] * len(paths)
    assert not list(output.rglob(".tmp-*"))


def test_a_folder_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    """A file stands in its place; the crawl does not begin."""
    (tmp_path / "file").touch()
    output = tmp_path / "file" / "out"
    command = crawl_command("news", "http://127.0.0.1:9/", output)
    done = start_crawl(command, tmp_path / "log").finish()
    assert done.returncode == 1
    assert f"{output} can't be written to (Not a directory)" in done.log.splitlines()[-1]
    assert "Traceback" not in done.log
