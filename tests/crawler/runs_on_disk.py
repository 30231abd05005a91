"""A run in a folder, without a crawl and without a network."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from scrapy.settings import Settings

from cleaners import Article, DocumentKind, Metadata
from crawler.discovery.plan import Plan, plan_without_discovery
from crawler.items import AcceptedArticle
from crawler.store.ledger import Visit
from crawler.store.near_duplicates import Likeness, fingerprint_of
from crawler.store.open_run import Run, open_run
from crawler.store.state_values import NewArticle, Validators
from crawler.store.warc_records import Exchange

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SITE = "example.org"
PLAN = plan_without_discovery(f"https://{SITE}/")
URL = "https://example.org/n/bridge-opens/"
NOON = "2025-05-20T12:00:00Z"
# Long enough to be recognised when it comes again.
STORY = " ".join(f"word{number}" for number in range(120))


@dataclass(frozen=True)
class RunOnDisk:
    """A run, and what it leaves below `output`."""

    output: Path
    run: Run

    def store(self, url: str = URL, body: str = STORY, time: str = NOON) -> AcceptedArticle:
        """Store an article whose page stands at `url`."""
        item = self.accepted(url, body, time)
        self.write(item, line=f"{url}\n")
        self.run.batch.flush()
        return item

    def write(self, item: AcceptedArticle, file: Path | None = None, line: str = "") -> None:
        """Write an article that was accepted, under the name of its page."""
        text = f"{item.article.article_body}\n"
        file = file or self.file_of(item.visit.url)
        self.run.ledger.store(item.visit, item.new, file=file, text=text, line=line)

    def accepted(self, url: str = URL, body: str = STORY, time: str = NOON) -> AcceptedArticle:
        """An article as the pipeline that stores it gets it."""
        found = article(body)
        known, text = self.run.state.articles.get(url), Likeness.of(found)
        new = NewArticle(
            identity=url,
            fingerprint=fingerprint_of(found),
            likeness=text,
            known=known,
            same_as=self.run.copies.near_duplicate(known, text),
        )
        return AcceptedArticle(url=url, article=found, visit=visit(url, time), new=new)

    def file_of(self, url: str) -> Path:
        """Where the tests put an article."""
        return self.output / "articles" / f"{url.rstrip('/').rpartition('/')[2]}.json"

    def versions(self, identity: str = URL) -> list[tuple[int, str, str]]:
        """Number, time and fingerprint of all safe versions of an article, the oldest first."""
        query = (
            "SELECT number, fetched, fingerprint FROM version WHERE identity = ? ORDER BY number"
        )
        with closing(sqlite3.connect(self.output / "state.sqlite3")) as state:
            return state.execute(query, (identity,)).fetchall()

    @property
    def feed(self) -> list[str]:
        """The lines of all feeds, the oldest feed first."""
        files = sorted((self.output / "feeds").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]


@contextmanager
def run_on_disk(
    output: Path, *, limit: int = 1_000_000, plan: Plan = PLAN, recent_days: float = 0
) -> Iterator[RunOnDisk]:
    """Open a run below `output`, end it well; `limit` is the size of a full archive file."""
    settings = Settings(
        {
            "CHISTOVIK_OUTPUT_DIR": str(output),
            "CHISTOVIK_ARCHIVE_FILE_BYTES": limit,
            "CHISTOVIK_PAGE_RETRY_HOURS": [1, 6, 24, 72, 168],
            "CHISTOVIK_RECHECK_RECENT_DAYS": recent_days,
        }
    )
    run = open_run(plan, "news", settings)
    try:
        yield RunOnDisk(output, run)
        run.end("finished")
    finally:
        run.close()


def crawler_of(run: Run | None) -> Crawler:
    """A crawler as far as our components ask one: what it counts stands in `stats.counts`."""
    counts: dict[str, int] = {}

    def inc_value(key: str, count: int = 1) -> None:
        counts[key] = counts.get(key, 0) + count

    stats = SimpleNamespace(inc_value=inc_value, get_stats=dict, counts=counts)
    spider = SimpleNamespace(name="news", run=run)
    signals = SimpleNamespace(send_catch_log=lambda *_, **__: None)
    crawler = SimpleNamespace(spider=spider, stats=stats, settings=Settings(), signals=signals)
    return cast("Crawler", crawler)


def exchange(
    url: str = URL, time: str = NOON, body: bytes = b"<p>a", status: int = 200
) -> Exchange:
    """An answer of a server."""
    return Exchange(
        url=url,
        fetched=time,
        method="GET",
        request_headers=(("Accept", "text/html"),),
        status=status,
        protocol="HTTP/1.1",
        response_headers=(("Content-Type", "text/html"),),
        body=body,
    )


def visit(url: str = URL, time: str = NOON) -> Visit:
    """A page that came."""
    return Visit(url=url, lastmod=None, validators=Validators(), exchange=exchange(url, time))


def article(body: str = STORY, canonical_url: str | None = None) -> Article:
    """An article with this text."""
    metadata = Metadata(kind=DocumentKind.HTML, cleaner_version="1")
    return Article(
        metadata=metadata, headline="Bridge", canonical_url=canonical_url, article_body=body
    )
