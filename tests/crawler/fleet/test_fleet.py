"""Many sites, several workers, and whatever may happen to them."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("psycopg")
import psycopg

from crawler.cli.fleet import fleet as fleet_group
from crawler.fleet.lease_table import LeaseTable
from crawler.fleet.visit import name_of
from crawler.fleet.worker import Plan, Worker
from tests.crawler import village_paper
from tests.crawler.crawls import PATIENCE, ROOT, environment, wait_until
from tests.crawler.fleet.postgres import Postgres, postgres
from tests.crawler.fleet.s3_server import BUCKET, s3_server
from tests.crawler.test_killed import shuffled
from tests.crawler.village_paper import VillagePaper, links, page
from tests.test_docs import commands_of

pytestmark = pytest.mark.slow
SITES, STORIES = 20, 5
HELPED = ("add", "list", "run", "status", "files", "remove")
LEASE = 4  # seconds
PACE = 0.1  # seconds between two requests to a site
SETTINGS = (
    *("-s", "AUTOTHROTTLE_ENABLED=0", "-s", f"DOWNLOAD_DELAY={PACE}"),
    *("-s", "RANDOMIZE_DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"),
    *("-s", "RETRY_ENABLED=0", "-s", "CHISTOVIK_WORKERS=1"),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """One for all tests here."""
    with postgres() as server:
        yield server


@dataclass
class Fleet:
    """Workers at one database and one folder; the sites see by the contact who asks."""

    database: str
    folder: Path
    table: LeaseTable
    started: int = 0
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def command(self, *words: str) -> list[str]:
        """`chistovik fleet` with these words."""
        command = [sys.executable, "-m", "crawler.cli", "fleet"]
        return [*command, "--database", self.database, *words]

    def call(self, *words: str) -> str:
        """What a command prints; it goes well."""
        command = self.command(*words)
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """One more worker."""
        self.started += 1
        contact = {"CHISTOVIK_CONTACT": f"https://example.org/worker-{self.started}"}
        command = self.command("run", "--folder", str(self.folder), "--lease", str(LEASE), *options)
        with (self.folder.parent / f"worker-{self.started}.log").open("wb") as log:
            worker = subprocess.Popen(
                [*command, *SETTINGS], cwd=ROOT, env=environment() | contact, stderr=log
            )
        self.workers.append(worker)
        return worker

    def is_done(self) -> bool:
        """Whether all sites were visited to the end."""
        sites = self.table.sites()
        return all(site.ended is not None and site.worker is None for site in sites)

    def make_due(self) -> None:
        """As if the time had come for all sites."""
        with psycopg.connect(self.database) as connection:
            connection.execute("UPDATE chistovik_sites SET due = now()")

    def stop(self) -> None:
        """End all workers gently."""
        for worker in self.workers:
            worker.terminate()
        for worker in self.workers:
            worker.wait()

    def stories(self) -> Counter[str]:
        """How often each story stands in all feeds."""
        lines = (
            line
            for feed in self.folder.glob("*/feeds/*.jsonl")
            for line in feed.read_text(encoding="utf-8").splitlines()
        )
        return Counter(json.loads(line)["url"] for line in lines)


@pytest.fixture
def fleet(server: Postgres, tmp_path: Path) -> Iterator[Fleet]:
    """No sites, no workers."""
    table = LeaseTable(server.address)
    table.remove(site.url for site in table.sites())
    fleet = Fleet(server.address, tmp_path / "fleet", table)
    yield fleet
    fleet.stop()
    table.close()


def papers(stack: ExitStack, count: int) -> list[VillagePaper]:
    """So many newspapers, each at an address of its own, no two with the same stories."""
    found = []
    for number in range(count):
        paper = stack.enter_context(village_paper.serving(f"127.0.0.{number + 2}"))
        paper.answers = {}
        show(paper, range(number * 100, number * 100 + STORIES))
        found.append(paper)
    return found


def show(paper: VillagePaper, stories: Sequence[int]) -> None:
    """Publish these stories, all of them on the front page."""
    paths = {f"/2025/05/village-{number}-gets-a-bridge/": number for number in stories}
    paper.answers |= {path: shuffled(number) for path, number in paths.items()}
    paper.answers["/"] = page(links(*(path for path in paper.answers if path != "/")))


def expected(sites: Sequence[VillagePaper]) -> Counter[str]:
    """Every story once."""
    return Counter(f"{paper.url}{path}" for paper in sites for path in paper.answers if path != "/")


def test_every_story_once_whatever_happens_to_workers_and_database(
    fleet: Fleet, server: Postgres
) -> None:
    """Three workers, one of them killed every few seconds, and the database restarted once.

    No site is asked by two workers at the same time, and each at its pace: their own logs say so.
    """
    with ExitStack() as stack:
        sites = papers(stack, SITES)
        fleet.call("add", *(paper.url for paper in sites))
        for _ in range(3):
            fleet.start()
        for kill in range(5):
            time.sleep(3)
            victim = fleet.workers[kill]
            victim.kill()
            assert victim.wait() == -signal.SIGKILL
            fleet.start()
            if kill == 2:
                server.stop()
                server.start()
                fleet.table.close()
        wait_until(fleet.is_done, 2 * PATIENCE)
        fleet.stop()
        assert fleet.stories() == expected(sites)
        for paper in sites:
            log = sorted(paper.log, key=lambda asked: asked.begun)
            for one, next_one in pairwise(log):
                assert next_one.begun >= one.ended
            # A request may be late on its way, and the next one on time: five together tell.
            for one, fifth in zip(log, log[4:], strict=False):
                assert fifth.begun - one.begun > 0.8 * 4 * PACE
            turns = [one.agent for one, other in pairwise(log) if one.agent != other.agent]
            assert len(turns) == len({asked.agent for asked in log}) - 1


def test_a_site_is_visited_again_and_told_of(fleet: Fleet) -> None:
    """New stories come once; the table says what came, and when the next visit is."""
    with ExitStack() as stack:
        [paper] = sites = papers(stack, 1)
        fleet.call("add", paper.url)
        assert fleet.start("--until-idle").wait() == 0
        assert fleet.stories() == expected(sites)
        show(paper, range(50, 52))
        fleet.make_due()
        assert fleet.start("--until-idle").wait() == 0
        assert fleet.stories() == expected(sites)
        line = fleet.call("status").splitlines()[1].split()
        assert line[0] == f"{paper.url}/"
        assert line[3:6] == ["2", str(STORIES + 2), "0"]
        assert line[6] == "in"
        assert fleet.call("list").split() == [f"{paper.url}/"]


def test_the_documented_commands(
    fleet: Fleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They run, with a site of the test in place of the example; `run` ends when none is due."""
    text = (ROOT / "docs" / "fleet.md").read_text(encoding="utf-8")
    commands = commands_of(text.partition("\n## What holds\n")[0])
    add, run, status = (shlex.split(line)[2:] for line in commands if "pip" not in line)
    monkeypatch.setenv("CHISTOVIK_FLEET", fleet.database)
    with ExitStack() as stack:
        [paper, other] = papers(stack, 2)
        (tmp_path / "sites.txt").write_text(f"{other.url}\n")
        words = {"https://example.org/": paper.url, "sites.txt": str(tmp_path / "sites.txt")}
        assert fleet.call(*(words.get(word, word) for word in add)) == "2 added, 0 known before\n"
        assert fleet.start(*run[1:], "--until-idle").wait() == 0
        assert fleet.stories() == expected([paper, other])
        assert "2 sites, 0 being crawled, 0 given up" in fleet.call(*status)


def test_the_examples_of_the_help(fleet: Fleet, tmp_path: Path) -> None:
    """They run, with a site of the test in place of theirs."""
    text = "\n".join(fleet_group.commands[name].help or "" for name in HELPED)
    with ExitStack() as stack:
        [paper] = sites = papers(stack, 1)
        (tmp_path / "sites.txt").write_text("# none yet\n")
        words = {"https://example.org/": paper.url, "https://kazpravda.kz/": paper.url}
        words |= {"sites.txt": str(tmp_path / "sites.txt")}
        words |= {"s3://newsroom/sites": str(tmp_path / "store")}
        for line in re.findall("^ *chistovik fleet (.+)", text, re.MULTILINE):
            command = [words.get(word, word) for word in shlex.split(line.split(" > ")[0])]
            if command[0] == "run":
                fleet.make_due()
                assert fleet.start(*command[1:], "--until-idle").wait() == 0
            else:
                assert fleet.call(*command)
        assert fleet.call("list") == ""
        assert fleet.stories() == expected(sites)
        assert list((tmp_path / "store").rglob("*.jsonl"))


def test_an_interrupted_worker_gives_its_site_to_the_next_one(fleet: Fleet) -> None:
    """At once, and with what it has got so far."""
    with ExitStack() as stack:
        [paper] = sites = papers(stack, 1)
        fleet.call("add", paper.url)
        first = fleet.start()
        wait_until(lambda: len(paper.log) >= 4)
        first.terminate()
        assert first.wait() == 0
        [site] = fleet.table.sites()
        assert (site.worker, site.ended) == (None, None)
        assert fleet.start("--until-idle").wait() == 0
        assert fleet.stories() == expected(sites)


@pytest.mark.parametrize("begun", ["site.log", "run.lock"])
def test_a_worker_that_is_interrupted_at_once_tells_nothing_of_its_site(
    fleet: Fleet, begun: str
) -> None:
    """Before the crawl takes notice of it, or by a second signal, which lets it finish nothing."""
    with ExitStack() as stack:
        [paper] = papers(stack, 1)
        fleet.call("add", paper.url)
        worker = fleet.start()
        name = name_of(paper.url)
        paths = {"site.log": fleet.folder / "logs" / f"{name}.log"}
        wait_until(paths.get(begun, fleet.folder / name / begun).exists)
        worker.terminate()
        if begun == "run.lock":
            time.sleep(0.05)
            worker.terminate()
        assert worker.wait() == 0
        [site] = fleet.table.sites()
        assert (site.worker, site.ended, site.alarms) == (None, None, [])
        assert fleet.table.seconds_until_due() == 0


def test_what_goes_wrong_here_says_nothing_of_the_site(fleet: Fleet) -> None:
    """It keeps its rhythm, is due again within the hour, and the alarm names machine and log."""
    fleet.call("add", "http://127.0.0.2:1/")
    with psycopg.connect(fleet.database) as connection:
        connection.execute("""UPDATE chistovik_sites SET rhythm = '{"empty_visits": 2}'""")
    assert fleet.start("--until-idle", "-s", "DEPTH_LIMIT=much").wait() == 0
    [site] = fleet.table.sites()
    assert 0 < (fleet.table.seconds_until_due() or 0) <= 3600
    log = fleet.folder / "logs" / f"{name_of(site.url)}.log"
    assert re.fullmatch(rf".+ without a report \(.+:\d+:1: {log}\)", site.alarms[0])
    with psycopg.connect(fleet.database) as connection:
        rows = connection.execute("SELECT rhythm FROM chistovik_sites").fetchall()
    assert [rhythm["empty_visits"] for (rhythm,) in rows] == [2]


def test_a_worker_goes_on_where_its_folder_can_not_be_written_to(
    fleet: Fleet, server: Postgres, tmp_path: Path
) -> None:
    """The alarm says why."""
    (tmp_path / "logs").touch()
    fleet.table.add([("http://127.0.0.2:1/", "1"), ("http://127.0.0.3:1/", "2")])
    plan = Plan(tmp_path, None, (), LEASE, stays=False)
    table = LeaseTable(server.address)
    Worker("one", table, plan).run()
    table.close()
    assert [site.worker for site in fleet.table.sites()] == [None, None]
    assert all("File exists" in site.alarms[0] for site in fleet.table.sites())


def test_the_first_lease_after_the_database_was_away_is_a_whole_one(
    fleet: Fleet,
    server: Postgres,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It begins when it was asked for with success."""
    monkeypatch.setattr("crawler.fleet.worker._PAUSES", (2.0,))
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    with ExitStack() as stack:
        [paper] = sites = papers(stack, 1)
        fleet.table.add([(paper.url, "1")])
        server.stop()
        fleet.table.close()
        table = LeaseTable(server.address)
        plan = Plan(fleet.folder, None, SETTINGS[1::2], seconds=2, stays=False)
        worker = Thread(target=Worker("one", table, plan).run)
        worker.start()
        wait_until(lambda: "asked again" in caplog.text)
        server.start()
        worker.join()
        table.close()
        assert "was lost" not in caplog.text
        assert fleet.stories() == expected(sites)


def test_a_worker_that_stands_still_has_lost_its_site(fleet: Fleet) -> None:
    """Its crawl ends with the lease, and it goes on with nothing when it wakes up."""
    with ExitStack() as stack:
        [paper] = sites = papers(stack, 1)
        show(paper, range(70))
        fleet.call("add", paper.url)
        first = fleet.start()
        wait_until(lambda: len(paper.log) >= 4)
        first.send_signal(signal.SIGSTOP)
        time.sleep(LEASE)
        asked = len(paper.log)
        time.sleep(5 * PACE)
        assert len(paper.log) == asked
        assert fleet.start("--until-idle").wait() == 0
        first.send_signal(signal.SIGCONT)
        first.terminate()
        assert first.wait() == 0
        assert fleet.stories() == expected(sites)


def test_workers_that_stood_still_can_be_stopped(fleet: Fleet) -> None:
    """Whichever of their threads the signal comes to."""
    workers = [fleet.start("--jobs", "3") for _ in range(4)]
    wait_until(lambda: len(list(fleet.folder.parent.glob("*.log"))) == len(workers))
    time.sleep(3)
    for worker in workers:
        worker.send_signal(signal.SIGSTOP)
    time.sleep(0.2)
    for worker in workers:
        worker.send_signal(signal.SIGCONT)
        worker.terminate()
    assert [worker.wait(10) for worker in workers] == [0] * len(workers)


def test_a_killed_worker_asks_no_more(fleet: Fleet) -> None:
    """Its crawl ends with it, not with its lease."""
    with ExitStack() as stack:
        [paper] = papers(stack, 1)
        paper.delay = 0.05
        show(paper, range(60))
        fleet.call("add", paper.url)
        worker = fleet.start()
        wait_until(lambda: len(paper.log) >= 4)
        worker.kill()
        worker.wait()
        time.sleep(0.5)
        asked = len(paper.log)
        time.sleep(5 * PACE)
        assert len(paper.log) == asked


def test_two_machines_without_a_common_disk(fleet: Fleet, tmp_path: Path) -> None:
    """The folder of the site goes from one to the other through a store."""
    pytest.importorskip("fsspec")
    with ExitStack() as stack:
        [paper] = papers(stack, 1)
        fleet.call("add", paper.url)
        store = ("--store", str(tmp_path / "store"), "--until-idle")
        assert fleet.start(*store).wait() == 0
        show(paper, range(50, 52))
        fleet.make_due()
        fleet.folder = tmp_path / "other-machine"
        assert fleet.start(*store).wait() == 0
        feeds = sorted((tmp_path / "store").rglob("*.jsonl"))
        lines = [line for feed in feeds for line in feed.read_text().splitlines()]
        assert Counter(json.loads(line)["url"] for line in lines) == expected([paper])


def test_machines_that_have_but_an_object_store_in_common(
    fleet: Fleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines die in the middle, with all that they had not published; every story once."""
    fsspec = pytest.importorskip("fsspec")
    from crawler.fleet.site_folder import SiteStore

    with ExitStack() as stack:
        store = f"s3://{BUCKET}/sites"
        for name, value in stack.enter_context(s3_server(tmp_path / "s3.log")).environment.items():
            monkeypatch.setenv(name, value)
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        fsspec.filesystem("s3").mkdir(BUCKET)
        sites = papers(stack, 6)
        fleet.call("add", *(paper.url for paper in sites))
        for machine in range(5):
            fleet.folder = tmp_path / f"machine-{machine}"
            worker = fleet.start("--store", store)
            if machine < 2:
                time.sleep(4 + machine)
                worker.kill()
                assert worker.wait() == -signal.SIGKILL
        wait_until(fleet.is_done)
        fleet.stop()
        published, found = SiteStore(store), Counter[str]()
        for name in (name_of(paper.url) for paper in sites):
            for file in published.published_files(name):
                if file.name.startswith("feeds/"):
                    with fsspec.open(published.address(name, file), "rt") as feed:
                        found.update(json.loads(line)["url"] for line in feed)
        assert found == expected(sites)
        assert not list(tmp_path.glob("machine-[2-4]/**/state.sqlite3"))
