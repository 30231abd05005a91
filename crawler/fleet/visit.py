"""`python -m crawler.fleet.visit`: one visit to a leased site, in a process of its own.

What is to be done comes as a line of JSON on standard input, then, line by line, until when the
lease lasts. What came of it goes as JSON to standard output, and all else to the log of the site.
The folder is brought, today's crawl goes on there, the folder is published. Whoever ends this
process ends the crawl, too; it ends itself when the lease does.
"""

from __future__ import annotations

import logging
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Thread

import msgspec

from cleaners.files import safe_stem
from crawler.configuration import STATE
from crawler.fleet.bound import bound
from crawler.monitoring.incidents import incidents
from crawler.monitoring.run_report import PastRun, Story

LOST = 74  # exit status of a visit whose lease was not renewed in time
BROUGHT = ".brought"  # folders that lie in a store, as long as they are here
_WENT_WELL = (0, 3)  # exit statuses of a crawl; 3 is one with alarms of the site
_INTERRUPTED = "shutdown"  # Scrapy's reason for a crawl that a signal ended

logger = logging.getLogger(__name__)


class Task(msgspec.Struct, frozen=True):
    """What is to be visited: `settings` are those of the crawl, `NAME=VALUE` each.

    `folder` holds a folder for each site. With a `store`, they are brought from there for the visit
    and published there.
    """

    url: str
    token: int
    folder: str
    store: str | None
    settings: tuple[str, ...] = ()


class Visit(msgspec.Struct, frozen=True):
    """What came of a visit: the exit status of the crawl, and what its report tells.

    `publications` are the dates of the new stories as their pages tell them, None where they don't.
    `trouble` says what went wrong on this side: of the site the visit tells nothing then.
    """

    status: int
    interrupted: bool = False
    new_stories: int = 0
    publications: tuple[datetime | None, ...] = ()
    alarms: tuple[str, ...] = ()
    trouble: str = ""


class _Report(PastRun, frozen=True, rename="camel", kw_only=True):
    """What a visit needs of the report of a run."""

    articles_new: tuple[Story, ...] = ()


class _Dated(msgspec.Struct, frozen=True, rename="camel"):
    """What a visit needs of a line of a feed."""

    url: str = ""
    canonical_url: str = ""
    date_published: str = ""


def name_of(url: str) -> str:
    """The name of a site's folder: its host; with a hash where there is more in the address.

    >>> name_of("https://news.example.org/"), name_of("http://127.0.0.1:8018/kk/")
    ('news.example.org', '127.0.0.1-8018-kk-fc3cc842')
    """
    place = url.partition("://")[2].rstrip("/")
    name = safe_stem(place, 100)
    # `a.org/b-c` and `a.org/b/c` are two sites.
    return name if name == place else f"{name}-{sha256(place.encode()).hexdigest()[:8]}"


def visit(task: Task) -> Visit:
    """Bring the folder, crawl, publish; raises `OSError` and `StoreError`."""
    name = name_of(task.url)
    if task.store is None:
        return _crawled(task, Path(task.folder) / name)
    # Imported here: it belongs to an extra.
    from crawler.fleet.site_folder import SiteStore

    # Not the folder of a time without a store: nothing of that is elsewhere.
    store, folder = SiteStore(task.store), Path(task.folder) / BROUGHT / name
    shutil.rmtree(folder, ignore_errors=True)  # what a lease of before has left
    store.fetch(name, folder)
    done = _crawled(task, folder)
    if (folder / STATE).is_file():  # the crawl has begun
        store.publish(name, folder, task.token)
    shutil.rmtree(folder, ignore_errors=True)
    return done


def _crawled(task: Task, folder: Path) -> Visit:
    before = set(_reports(folder))
    settings = (f"CHISTOVIK_OUTPUT_DIR={folder}", *task.settings)
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={task.url}"]
    command += [word for setting in settings for word in ("-s", setting)]
    environment = os.environ | {"SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    with subprocess.Popen(  # noqa: S603  our own interpreter
        bound(command), env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr
    ) as crawl:
        # The crawl finishes what is in flight, and writes its report.
        signal.signal(signal.SIGTERM, lambda *_: crawl.terminate())
        status = crawl.wait()
    report = next((path for path in _reports(folder) if path not in before), None)
    if report is None:
        return Visit(status, trouble=f"the crawl ended with status {status} and without a report")
    return _told_by(report, status)


def _reports(folder: Path) -> list[Path]:
    """The reports of a folder, the newest first."""
    return sorted((folder / "runs").glob("*.json"), reverse=True)


def _told_by(path: Path, status: int) -> Visit:
    report = msgspec.json.decode(path.read_bytes(), type=_Report)
    new = {story.url for story in report.articles_new}
    feed = path.parent.parent / "feeds" / f"{report.id}.jsonl"
    dates = tuple(_publications(feed, new)) if feed.is_file() else ()
    told = incidents(report.alarms, report.started)
    return Visit(
        status=status,
        interrupted=report.reason == _INTERRUPTED,
        new_stories=len(new),
        publications=dates,
        alarms=tuple(incident.sentence() for incident in told),
        trouble="" if status in _WENT_WELL else f"the crawl ended with status {status}",
    )


def _publications(feed: Path, new: set[str]) -> Iterator[datetime | None]:
    decoder = msgspec.json.Decoder(_Dated)
    with feed.open("rb") as lines:
        for line in lines:
            article = decoder.decode(line)
            if {article.url, article.canonical_url} & new:
                yield _moment(article.date_published)


def _moment(text: str) -> datetime | None:
    """A date as an article has it.

    >>> _moment("2026-05-20T14:05:00+05:00").hour, _moment("2026-05")
    (14, None)
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def now() -> float:
    """Seconds by a clock that all processes of this machine share; it never jumps or stands still.

    Unlike `time.monotonic`, it goes on while the machine sleeps.
    """
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def end_with_lease(lines: int, until: float) -> None:
    """End this process, and with it the crawl, at a time `until` that nothing puts off any more.

    Each line that comes is a later one. `lines` is the descriptor of an open file.
    """
    rest = b""
    while (left := until - now()) > 0:
        if select.select([lines], [], [], left)[0]:
            came = os.read(lines, 4096)
            *whole, rest = (rest + came).split(b"\n")
            until = max([until, *map(float, whole)])
            if not came:  # nobody can say any more
                time.sleep(max(until - now(), 0))
    os._exit(LOST)


def main() -> None:
    """Do the task on standard input."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s: %(message)s")
    # Without a buffer: what follows the first two lines is the watching thread's.
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0) as lines:
        task = msgspec.json.decode(lines.readline(), type=Task)
        until = msgspec.json.decode(lines.readline(), type=float)
    Thread(target=end_with_lease, args=(sys.stdin.fileno(), until), daemon=True).start()
    try:
        done = visit(task)
    except Exception as error:
        logger.exception("the visit to %s failed", task.url)
        done = Visit(1, trouble=f"{type(error).__name__}: {error}")
    sys.stdout.buffer.write(msgspec.json.encode(done))


if __name__ == "__main__":
    main()
