"""The state of all runs, in one SQLite file; the only module with SQL beside `state_file`."""

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
        key, url, site, first_seen, last_seen, outcome, reason, lastmod, tried, fetched, etag,
        last_modified, tries, next_try, identity
    ) VALUES (
        :key, :url, :site, :first_seen, :last_seen, :outcome, :reason, :lastmod, :tried, :fetched,
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
    VALUES (:identity, :site, :url, :file, :same_as, :signature)
    ON CONFLICT (identity) DO UPDATE SET
        site = excluded.site, url = excluded.url, file = excluded.file,
        same_as = excluded.same_as, signature = excluded.signature
"""
_SAVE_VERSION = """
    INSERT OR REPLACE INTO version (
        identity, number, fingerprint, fetched, cleaner, archive, "offset"
    ) VALUES (:identity, :number, :fingerprint, :fetched, :cleaner, :archive, :offset)
"""
_SAVE_SOURCE = """
    INSERT OR REPLACE INTO source (
        url, site, fetched, status, etag, last_modified, headers, body
    ) VALUES (:url, :site, :fetched, :status, :etag, :last_modified, :headers, :body)
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
_OF_VERSION = ("number", "fingerprint", "fetched", "cleaner", "archive", "offset")
_NEWEST = " AND site = ? ORDER BY fetched DESC, identity LIMIT ?"


class State:
    """Pages, sources, articles, runs, and how far files were written; made by `open_state`.

    A page is one however its address is written (`page_key`), and is asked for under its `url`.
    What is saved between two calls of `commit` is there as a whole after a crash, or not at all;
    who asks sees it at once.
    """

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
        """Note that a source names these pages; returns what is known of each.

        A page keeps the address by which it came first, until it fails under that one.
        """
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
        self._db.execute(_SAVE_PAGE, _values(page) | {"key": page_key(page.url)})

    def source(self, url: str) -> Source | None:
        """A listing, feed or sitemap as it last came."""
        found = _rows(self._db.execute("SELECT * FROM source WHERE url = ?", (url,)))
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
        values = _values(source) | {
            "headers": json.dumps(source.headers),
            "body": None if source.body is None else zstandard.compress(source.body),
        }
        self._db.execute(_SAVE_SOURCE, values)

    def article(self, identity: str) -> StoredArticle | None:
        """The article with this identity."""
        cursor = self._db.execute(_ARTICLE + " AND identity = ?", (identity,))
        return next(_articles(cursor), None)

    def save_article(self, article: StoredArticle, bands: Iterable[int]) -> None:
        """Replace an article; its version is added when its number is new."""
        identity, values = article.identity, _values(article)
        self._db.execute(_SAVE_ARTICLE, values)
        self._db.execute(_SAVE_VERSION, values)
        self._db.execute("DELETE FROM band WHERE identity = ?", (identity,))
        rows = ((band, identity) for band in bands)
        self._db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", rows)

    def articles_in_bands(self, bands: Iterable[int]) -> list[StoredArticle]:
        """The articles that share a band of their signature, the oldest first."""
        asked = json.dumps(list(bands))
        return list(_articles(self._db.execute(_ARTICLE + _IN_BANDS, (asked,))))

    def newest_articles(self, site: str, most: int) -> list[StoredArticle]:
        """The articles of a site that were fetched last, the newest first."""
        return list(_articles(self._db.execute(_ARTICLE + _NEWEST, (site, most))))

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
    for known in _rows(cursor):
        del known["key"]
        validators = Validators(etag=known.pop("etag"), last_modified=known.pop("last_modified"))
        outcome = Outcome(known.pop("outcome"))
        yield Page(**known, outcome=outcome, validators=validators)


def _articles(cursor: sqlite3.Cursor) -> Iterator[StoredArticle]:
    for known in _rows(cursor):
        version = Version(identity=known["identity"], **{n: known.pop(n) for n in _OF_VERSION})
        yield StoredArticle(**known, version=version)


def _rows(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """All rows at once, each by its columns' names."""
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _values(entry: Page | Source | StoredArticle) -> dict[str, Any]:
    """The fields of an entry by name; those of its validators or its version among them."""
    values = {name: getattr(entry, name) for name in entry.__slots__}
    for part in (values.pop("validators", None), values.pop("version", None)):
        if part is not None:
            values |= {name: getattr(part, name) for name in part.__slots__}
    return values
