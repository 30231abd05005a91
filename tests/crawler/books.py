"""The books of a crawl in a folder, without Scrapy and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cleaners import Article, DocumentKind, Metadata
from crawler.items import AcceptedArticle, Visit
from crawler.store.frontier import Agenda, Patience
from crawler.store.ledger import Ledger, Places
from crawler.store.likeness import fingerprint_of, signature_of
from crawler.store.sqlite import SqliteState
from crawler.store.state_file import open_state
from crawler.store.state_values import Validators
from crawler.store.warc_files import Archive
from crawler.store.warc_records import Exchange
from crawler.store.write_batch import Batch, recover

SITE = "example.org"
URL = "https://example.org/n/bridge-opens/"
NOON = "2025-05-20T12:00:00Z"
# Long enough to be recognised when it comes again.
STORY = " ".join(f"word{number}" for number in range(120))


@dataclass(frozen=True)
class Books:
    """State, agenda and ledger of one run."""

    output: Path
    state: SqliteState
    batch: Batch
    agenda: Agenda
    ledger: Ledger

    def store(self, url: str = URL, body: str = STORY, time: str = NOON) -> AcceptedArticle:
        """Store an article whose page stands at `url`."""
        item = accepted(url, body, time, self)
        self.ledger.store(item, self.file_of(url), f"{body}\n", f"{url}\n")
        self.batch.flush()
        return item

    def file_of(self, url: str) -> Path:
        """Where the tests put an article."""
        return self.output / "articles" / f"{url.rstrip('/').rpartition('/')[2]}.json"

    @property
    def feed(self) -> list[str]:
        """The lines of all feeds."""
        files = sorted((self.output / "feeds").glob("*.jsonl"))
        return [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]


@contextmanager
def books(output: Path, *, limit: int = 1_000_000, feed: str = "a.jsonl") -> Iterator[Books]:
    """Open the books of a run, close them at the end."""
    state = open_state(output / "state.sqlite3")
    batch = Batch(state, output)
    archive = Archive(
        output / "warc",
        limit=limit,
        info={},
        unfinished=recover(state, output),
        on_new=batch.begin,
        on_full=batch.end,
    )
    places = Places(output, output / "feeds" / feed)
    ledger = Ledger(state, batch, archive, places, SITE, Patience())
    try:
        yield Books(output, state, batch, Agenda(state, SITE, Patience()), ledger)
        ledger.close()
        batch.flush()
    finally:
        archive.close()
        state.close()


def exchange(
    url: str = URL, time: str = NOON, body: bytes = b"<p>a", status: int = 200
) -> Exchange:
    """An answer of a server."""
    asked = (("Accept", "text/html"),)
    headers = (("Content-Type", "text/html"),)
    return Exchange(url, time, "GET", asked, status, "HTTP/1.1", headers, body)


def visit(url: str = URL, time: str = NOON, told: str | None = None, etag: str = "") -> Visit:
    """A page that came."""
    return Visit(url, told, Validators(etag or None), exchange(url, time))


def article(body: str = STORY, canonical_url: str | None = None) -> Article:
    """An article with this text."""
    metadata = Metadata(DocumentKind.HTML, "1")
    return Article(
        metadata=metadata, headline="Bridge", canonical_url=canonical_url, article_body=body
    )


def accepted(url: str, body: str, time: str, run: Books) -> AcceptedArticle:
    """An article as the store gets it."""
    found = article(body)
    known, signature = run.ledger.article(url), signature_of(body)
    return AcceptedArticle(
        *(url, url, found, visit(url, time), fingerprint_of(found), signature),
        known=known,
        same_as=run.ledger.earlier(known, signature),
    )
