"""The state of all runs, in one SQLite file; its articles have a module of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import zstandard

from crawler.discovery.canonical_urls import page_key
from crawler.store.article_table import ArticleTable
from crawler.store.sqlite_rows import rows_of, values_of
from crawler.store.state_values import Link, Outcome, Page, Source, Validators

_PAGES_AT_ONCE = 1000
# One statement for all of them; `true` tells SQLite that ON begins no join.
_SEE = """
    INSERT INTO page (key, url, site, first_seen, last_seen, outcome, lastmod)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), :site, :now, :now, 'waiting',
        json_extract(value, '$[2]')
    FROM json_each(:links) WHERE true
    ON CONFLICT (key) DO UPDATE SET
        last_seen = :now,
        lastmod = CASE
            WHEN lastmod IS NULL AND (tried IS NULL OR excluded.lastmod <= tried)
            THEN excluded.lastmod ELSE lastmod
        END,
        url = CASE WHEN outcome IN ('failed', 'given_up') THEN excluded.url ELSE url END
    RETURNING *
"""
_SAVE_PAGE = """
    INSERT OR REPLACE INTO page (
        key, url, site, first_seen, last_seen, outcome, reason, lastmod, tried, fetched, etag,
        last_modified, tries, next_try, identity, published
    ) VALUES (
        :key, :url, :site, :first_seen, :last_seen, :outcome, :reason, :lastmod, :tried, :fetched,
        :etag, :last_modified, :tries, :next_try, :identity, :published
    )
"""
# The index `page_open` answers it.
_OPEN_PAGES = """
    SELECT * FROM page WHERE site = ? AND key > ? AND outcome IN ('waiting', 'failed')
    ORDER BY key LIMIT ?
"""
# The index `page_published` answers it.
_UNNAMED_PAGES = """
    SELECT * FROM page WHERE site = :site AND outcome = 'stored' AND published >= :published
    AND last_seen < :named ORDER BY published DESC
"""
_SAVE_SOURCE = """
    INSERT OR REPLACE INTO source (
        url, site, fetched, status, etag, last_modified, headers, body
    ) VALUES (:url, :site, :fetched, :status, :etag, :last_modified, :headers, :body)
"""


class State:
    """Pages, sources, runs, and how far files were written; made by `open_state`.

    A page is one however its address is written (`page_key`), and is asked for under its `url`.
    What is saved between two calls of `commit` is there as a whole after a crash, or not at all;
    who asks sees it at once.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.articles = ArticleTable(connection)

    def close(self) -> None:
        """Close the file; its write-ahead log goes with it."""
        self._db.close()

    def commit(self) -> None:
        """Make safe what was saved since the last time."""
        self._db.commit()

    def rollback(self) -> None:
        """Forget what was saved since the last time."""
        self._db.rollback()

    def see(self, links: Iterable[Link], site: str, now: str) -> list[tuple[Link, Page]]:
        """Note that a source names these pages; returns what is known of each.

        A page keeps the address by which it came first, until it fails under that one. The first
        `lastmod` that a source gives it is kept unless it tells of a change since the last try.
        """
        keyed = [(page_key(link.url), link) for link in links]
        named = json.dumps([(key, link.url, link.lastmod) for key, link in keyed])
        cursor = self._db.execute(_SEE, {"links": named, "site": site, "now": now})
        pages = {row["key"]: _page(row) for row in rows_of(cursor)}
        return [(link, pages[key]) for key, link in keyed]

    def open_pages(self, site: str) -> Iterator[Page]:
        """Pages that wait for their first or for another try, whoever names them."""
        last = ""
        # Piece by piece: other statements run while the caller looks at one.
        while pages := list(_pages(self._db.execute(_OPEN_PAGES, (site, last, _PAGES_AT_ONCE)))):
            yield from pages
            last = page_key(pages[-1].url)

    def unnamed_pages(self, site: str, *, published: str, named: str) -> list[Page]:
        """Stored stories from the time `published` on that no source has named since `named`."""
        values = {"site": site, "published": published, "named": named}
        return list(_pages(self._db.execute(_UNNAMED_PAGES, values)))

    def page(self, url: str) -> Page | None:
        """What is known of a page."""
        cursor = self._db.execute("SELECT * FROM page WHERE key = ?", (page_key(url),))
        return next(_pages(cursor), None)

    def save_page(self, page: Page) -> None:
        """Replace what is known of a page."""
        self._db.execute(_SAVE_PAGE, values_of(page) | {"key": page_key(page.url)})

    def source(self, url: str) -> Source | None:
        """A listing, feed or sitemap as it last came."""
        found = rows_of(self._db.execute("SELECT * FROM source WHERE url = ?", (url,)))
        known = next(found, None)
        if known is None:
            return None
        body = known.pop("body")
        return Source(
            headers=tuple((name, value) for name, value in json.loads(known.pop("headers"))),
            body=None if body is None else zstandard.decompress(body),
            validators=Validators(known.pop("etag"), known.pop("last_modified")),
            **known,
        )

    def save_source(self, source: Source) -> None:
        """Replace a source."""
        values = values_of(source) | {
            "headers": json.dumps(source.headers),
            "body": None if source.body is None else zstandard.compress(source.body),
        }
        self._db.execute(_SAVE_SOURCE, values)

    def forget_source(self, url: str) -> None:
        """Forget a source of which a part came: the next answer is wanted whole."""
        self._db.execute("DELETE FROM source WHERE url = ?", (url,))

    def remember(self, site: str, name: str, value: str) -> None:
        """Keep a value of a site for later runs; it replaces the one of the same name."""
        self._db.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?, ?)", (site, name, value))

    def remembered(self, site: str, name: str) -> str | None:
        """What was kept under this name."""
        query = "SELECT value FROM remembered WHERE site = ? AND name = ?"
        found = self._db.execute(query, (site, name)).fetchone()
        return found[0] if found else None

    def save_length(self, file: str, length: int) -> None:
        """Note how far a file below the output folder is written."""
        self._db.execute("INSERT OR REPLACE INTO written VALUES (?, ?)", (file, length))

    def lengths(self) -> dict[str, int]:
        """How far the files are written that a run has not finished."""
        return dict(self._db.execute("SELECT file, length FROM written").fetchall())

    def forget_length(self, file: str) -> None:
        """Note that a file is finished."""
        self._db.execute("DELETE FROM written WHERE file = ?", (file,))

    def is_new(self) -> bool:
        """Whether no run has used it yet."""
        return self._db.execute("SELECT 1 FROM run LIMIT 1").fetchone() is None

    def has_run(self, run: str) -> bool:
        """Whether a run has this name."""
        found = self._db.execute("SELECT 1 FROM run WHERE id = ?", (run,))
        return found.fetchone() is not None

    def begin_run(self, run: str, site: str, now: str) -> list[str]:
        """Note the start of a run at `now` (ISO 8601).

        Returns the names of earlier runs that did not come to their end; they count as killed.
        """
        rows = self._db.execute("SELECT id FROM run WHERE finished IS NULL").fetchall()
        self._db.execute(
            "UPDATE run SET finished = ?, reason = 'killed' WHERE finished IS NULL", (now,)
        )
        self._db.execute("INSERT INTO run VALUES (?, ?, ?, NULL, NULL)", (run, site, now))
        return [row[0] for row in rows]

    def end_run(self, run: str, now: str, reason: str) -> None:
        """Note the end of a run at `now` (ISO 8601); `reason` is Scrapy's, such as "finished"."""
        self._db.execute("UPDATE run SET finished = ?, reason = ? WHERE id = ?", (now, reason, run))


def _pages(cursor: sqlite3.Cursor) -> Iterator[Page]:
    return map(_page, rows_of(cursor))


def _page(row: dict[str, Any]) -> Page:
    known = {name: value for name, value in row.items() if name != "key"}
    validators = Validators(etag=known.pop("etag"), last_modified=known.pop("last_modified"))
    outcome = Outcome(known.pop("outcome"))
    return Page(**known, outcome=outcome, validators=validators)
