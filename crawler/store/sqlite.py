"""The state in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import zstandard

from crawler.discovery.canonical_urls import page_key
from crawler.store.state_values import (
    Link,
    Outcome,
    Page,
    Source,
    StoredArticle,
    Validators,
    Version,
)

_PAGES_AT_ONCE = 1000
_SEE = """
    INSERT INTO page (key, url, site, first_seen, last_seen, outcome)
    VALUES (:key, :url, :site, :now, :now, 'waiting')
    ON CONFLICT (key) DO UPDATE SET
        last_seen = :now,
        url = CASE WHEN outcome IN ('failed', 'given_up') THEN :url ELSE url END
    RETURNING *
"""
_SAVE_PAGE = """
    INSERT OR REPLACE INTO page (
        key, url, site, first_seen, last_seen, outcome, reason, told, tried, fetched, etag,
        last_modified, tries, next_try, identity
    ) VALUES (
        :key, :url, :site, :first_seen, :last_seen, :outcome, :reason, :told, :tried, :fetched,
        :etag, :last_modified, :tries, :next_try, :identity
    )
"""
# The index `page_open` answers it.
_OPEN_PAGES = """
    SELECT * FROM page WHERE site = ? AND key > ? AND outcome IN ('waiting', 'failed')
    ORDER BY key LIMIT ?
"""
_SAVE_ARTICLE = """
    INSERT INTO article (identity, site, url, file, same_as, signature)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (identity) DO UPDATE SET
        site = excluded.site, url = excluded.url, file = excluded.file,
        same_as = excluded.same_as, signature = excluded.signature
"""
_IN_BANDS = """
    AND identity IN (SELECT identity FROM band WHERE band IN (SELECT value FROM json_each(?)))
    ORDER BY article.rowid
"""
_ARTICLE = """
    SELECT identity, site, url, file, same_as, signature, number, fingerprint, fetched, cleaner,
           archive, "offset"
    FROM article JOIN version USING (identity)
    WHERE number = (SELECT max(number) FROM version AS v WHERE v.identity = article.identity)
"""
_NEWEST = " AND site = ? ORDER BY fetched DESC, identity LIMIT ?"


class SqliteState:
    """A `State` in SQLite; made by `open_state`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

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
        """Note that a source names these pages; returns what is known of each."""
        return [(link, self._see(link.url, site, now)) for link in links]

    def _see(self, url: str, site: str, now: str) -> Page:
        seen = {"key": page_key(url), "url": url, "site": site, "now": now}
        return next(_pages(self._db.execute(_SEE, seen)))

    def open_pages(self, site: str) -> Iterator[Page]:
        """Pages that wait for their first or for another try, whoever names them."""
        last = ""
        # Piece by piece: other statements run while the caller looks at one.
        while pages := list(_pages(self._db.execute(_OPEN_PAGES, (site, last, _PAGES_AT_ONCE)))):
            yield from pages
            last = page_key(pages[-1].url)

    def page(self, url: str) -> Page | None:
        """What is known of a page."""
        cursor = self._db.execute("SELECT * FROM page WHERE key = ?", (page_key(url),))
        return next(_pages(cursor), None)

    def save_page(self, page: Page) -> None:
        """Replace what is known of a page."""
        known = {name: getattr(page, name) for name in Page.__slots__}
        known["key"] = page_key(page.url)
        validators = known.pop("validators")
        known |= {"etag": validators.etag, "last_modified": validators.last_modified}
        self._db.execute(_SAVE_PAGE, known)

    def source(self, url: str) -> Source | None:
        """A listing, feed or sitemap as it last came."""
        row = self._db.execute(
            "SELECT url, site, fetched, status, etag, last_modified, headers, body FROM source"
            " WHERE url = ?",
            (url,),
        ).fetchone()
        if row is None:
            return None
        headers = tuple((name, value) for name, value in json.loads(row[6]))
        body = None if row[7] is None else zstandard.decompress(row[7])
        url, site, fetched, status = row[:4]
        return Source(url, site, fetched, status, Validators(row[4], row[5]), headers, body)

    def save_source(self, source: Source) -> None:
        """Replace a source."""
        body = None if source.body is None else zstandard.compress(source.body)
        self._db.execute(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(source.url, source.site, source.fetched, source.status),
                *(source.validators.etag, source.validators.last_modified),
                *(json.dumps(source.headers), body),
            ),
        )

    def article(self, identity: str) -> StoredArticle | None:
        """The article with this identity."""
        row = self._db.execute(_ARTICLE + " AND identity = ?", (identity,)).fetchone()
        return _article(row) if row else None

    def save_article(self, article: StoredArticle, bands: Iterable[int]) -> None:
        """Replace an article; its version is added when its number is new."""
        version, identity = article.version, article.identity
        self._db.execute(
            _SAVE_ARTICLE,
            (
                *(identity, article.site, article.url, article.file),
                *(article.same_as, article.signature),
            ),
        )
        self._db.execute(
            "INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(identity, version.number, version.fingerprint, version.fetched),
                *(version.cleaner, version.archive, version.offset),
            ),
        )
        self._db.execute("DELETE FROM band WHERE identity = ?", (identity,))
        rows = ((band, identity) for band in bands)
        self._db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", rows)

    def versions(self, identity: str) -> list[Version]:
        """All versions of an article, the oldest first."""
        query = "SELECT * FROM version WHERE identity = ? ORDER BY number"
        return [Version(*row) for row in self._db.execute(query, (identity,))]

    def articles_in_bands(self, bands: Iterable[int]) -> list[StoredArticle]:
        """The articles that share a band of their signature, the oldest first."""
        asked = json.dumps(list(bands))
        return [_article(row) for row in self._db.execute(_ARTICLE + _IN_BANDS, (asked,))]

    def newest_articles(self, site: str, most: int) -> list[StoredArticle]:
        """The articles of a site that were fetched last, the newest first."""
        rows = self._db.execute(_ARTICLE + _NEWEST, (site, most))
        return [_article(row) for row in rows]

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

    def begin_run(self, run: str, site: str, now: str) -> list[str]:
        """Note the start of a run; returns earlier runs that did not come to their end."""
        rows = self._db.execute("SELECT id FROM run WHERE finished IS NULL").fetchall()
        self._db.execute(
            "UPDATE run SET finished = ?, reason = 'killed' WHERE finished IS NULL", (now,)
        )
        self._db.execute("INSERT INTO run VALUES (?, ?, ?, NULL, NULL)", (run, site, now))
        return [row[0] for row in rows]

    def end_run(self, run: str, now: str, reason: str) -> None:
        """Note the end of a run."""
        self._db.execute("UPDATE run SET finished = ?, reason = ? WHERE id = ?", (now, reason, run))


def _pages(cursor: sqlite3.Cursor) -> Iterator[Page]:
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        known = dict(zip(names, row, strict=True))
        del known["key"]
        validators = Validators(known.pop("etag"), known.pop("last_modified"))
        outcome = Outcome(known.pop("outcome"))
        yield Page(**known, outcome=outcome, validators=validators)


def _article(row: tuple[Any, ...]) -> StoredArticle:
    identity, site, url, file, same_as, signature, *version = row
    return StoredArticle(identity, site, url, file, Version(identity, *version), same_as, signature)
