"""One visit: what its report tells, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from crawler.fleet.bound import bound
from crawler.fleet.visit import LOST, Task, Visit, name_of, now
from tests.crawler.crawls import PATIENCE, ROOT, environment, wait_until


def answer(task: Task) -> Visit:
    """What the process of a visit answers."""
    done = subprocess.run(
        [sys.executable, "-m", "crawler.fleet.visit"],
        input=msgspec.json.encode(task) + b"\n%f\n" % (now() + PATIENCE),
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        timeout=PATIENCE,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Visit)


@pytest.mark.slow
def test_a_store_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    """And nothing is crawled."""
    pytest.importorskip("fsspec")
    done = answer(Task("https://a.invalid/", 1, str(tmp_path), "s3:/bucket"))
    assert done.status == 1
    assert done.trouble.startswith("StoreError: ")
    assert "\n" not in done.trouble


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["DEPTH_LIMIT=much", "CHISTOVIK_SITE_PROFILES=/nowhere"])
@pytest.mark.parametrize("store", [None, "store"])
def test_a_crawl_that_can_not_begin_is_told(
    tmp_path: Path, setting: str, store: str | None
) -> None:
    """With its exit status, whether or not there is a state to be published."""
    if store is not None:
        pytest.importorskip("fsspec")
    place = store and str(tmp_path / store)
    done = answer(Task("https://a.invalid/", 1, str(tmp_path), place, (setting,)))
    assert (done.new_stories, done.trouble) == (
        0,
        f"the crawl ended with status {done.status} and without a report",
    )


def test_no_two_sites_share_a_folder() -> None:
    """However much their addresses are alike."""
    urls = ["a.org", "a.org/b/c", "a.org/b-c", "a.org-b-c", "a.org:80", "a.org-80", "a.org/Новости"]
    assert len({name_of(f"https://{url}") for url in urls}) == len(urls)
    assert name_of("https://a.org") == name_of("https://a.org/") == "a.org"


@pytest.mark.slow
def test_a_visit_ends_with_its_lease(tmp_path: Path) -> None:
    """Each line on its standard input puts that off; silence does not."""
    task = msgspec.json.encode(Task("https://a.invalid/", 1, str(tmp_path), None))
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.fleet.visit"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment() | {"PYTHONPATH": str(slow_scrapy(tmp_path))},
    ) as visit:
        assert visit.stdin
        begun = now()
        visit.stdin.write(b"%b\n%f\n" % (task, begun + 3))
        visit.stdin.flush()
        time.sleep(1)
        visit.stdin.write(b"%f\n" % (begun + 5))
        visit.stdin.flush()
        assert visit.wait(PATIENCE) == LOST
        assert now() - begun >= 5


def slow_scrapy(folder: Path) -> Path:
    """A folder with a scrapy that takes as long as anybody waits."""
    (folder / "scrapy").mkdir()
    (folder / "scrapy" / "__main__.py").write_text("import time\ntime.sleep(600)\n")
    return folder


def test_a_bound_command_is_the_command() -> None:
    """Its output and its exit status are those of the command."""
    command = bound([sys.executable, "-c", "print('here'); raise SystemExit(7)"])
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("here\n", 7)


def test_a_bound_command_ends_with_who_started_it(tmp_path: Path) -> None:
    """Even where that one is killed."""
    mark = tmp_path / "alive"
    ticking = (
        f"import pathlib, time\nwhile True: pathlib.Path({str(mark)!r}).touch(); time.sleep(.01)"
    )
    starter = (
        "import subprocess, sys\nfrom crawler.fleet.bound import bound\n"
        f"subprocess.call(bound([sys.executable, '-c', {ticking!r}]))"
    )
    parent = subprocess.Popen([sys.executable, "-c", starter], cwd=ROOT)
    wait_until(mark.exists)
    parent.kill()
    parent.wait()
    time.sleep(0.1)
    mark.unlink()
    time.sleep(0.1)
    assert not mark.exists()


def test_who_starts_too_late_is_not_started() -> None:
    """The parent was gone before it could be bound to it."""
    command = [sys.executable, "-m", "crawler.fleet.bound", "1", "echo", "here"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 1)


def test_dates_of_new_stories_are_those_of_their_pages(tmp_path: Path) -> None:
    """Changed stories do not count; a date that is none is none."""
    pytest.importorskip("psycopg")
    from crawler.fleet.visit import _publications

    feed = tmp_path / "news.jsonl"
    feed.write_text(
        '{"url":"https://a.kz/1","datePublished":"2026-11-26T10:00:00Z"}\n'
        '{"url":"https://a.kz/2","datePublished":"2026-11-26T11:00:00Z"}\n'
        '{"url":"https://a.kz/x","canonicalUrl":"https://a.kz/3","datePublished":"2026-11"}\n'
    )
    dates = list(_publications(feed, {"https://a.kz/1", "https://a.kz/3"}))
    assert dates == [datetime(2026, 11, 26, 10, tzinfo=UTC), None]
