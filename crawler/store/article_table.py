"""The articles in the state, their versions, and the texts that are no articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from crawler.store.near_duplicates import Likeness
from crawler.store.sqlite_rows import rows_of, values_of
from crawler.store.state_values import StoredArticle, Version

# A page is compared with so many articles at most: on a site that repeats itself more would not
# change the result.
MOST_CANDIDATES = 100
# A site has one page for dead addresses, or a few; the newest are remembered.
MOST_REPEATED = 500

_SAVE_ARTICLE = """
    INSERT INTO article (
        identity, site, url, file, canonical, same_as, text_hash, headline, signature, deleted
    ) VALUES (
        :identity, :site, :url, :file, :canonical, :same_as, :text_hash, :headline, :signature,
        :deleted
    )
    ON CONFLICT (identity) DO UPDATE SET
        site = excluded.site, url = excluded.url, file = excluded.file,
        canonical = excluded.canonical, same_as = excluded.same_as,
        text_hash = excluded.text_hash, headline = excluded.headline,
        signature = excluded.signature, deleted = excluded.deleted
"""
_SAVE_VERSION = """
    INSERT OR REPLACE INTO version (
        identity, number, fingerprint, fetched, cleaner, archive, "offset", is_truncated
    ) VALUES (
        :identity, :number, :fingerprint, :fetched, :cleaner, :archive, :offset, :is_truncated
    )
"""
_ARTICLE = """
    SELECT identity, site, url, file, canonical, same_as, text_hash, headline, signature, deleted,
           number, fingerprint, fetched, cleaner, archive, "offset", is_truncated
    FROM article JOIN version USING (identity)
    WHERE number = (SELECT max(number) FROM version AS v WHERE v.identity = article.identity)
"""
_OF_VERSION = (
    *("number", "fingerprint", "fetched", "cleaner", "archive", "offset", "is_truncated"),
)
_IN_BANDS = """
    AND identity IN (SELECT identity FROM band WHERE band IN (SELECT value FROM json_each(?)))
"""
_OLDEST = " ORDER BY article.rowid LIMIT ?"
_NEWEST = " AND site = ? ORDER BY fetched DESC, identity LIMIT ?"
_NEWEST_OF_ALL = " ORDER BY fetched DESC, identity LIMIT ?"
_REPEATED = """
    SELECT text_hash, headline, signature FROM repeated WHERE site = ? ORDER BY since DESC LIMIT ?
"""
_SAVE_REPEATED = "INSERT OR REPLACE INTO repeated VALUES (?, ?, ?, ?, ?)"


class ArticleTable:
    """The articles of all sites by their identity; each has versions and bands."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def get(self, identity: str) -> StoredArticle | None:
        """The article with this identity."""
        cursor = self._db.execute(_ARTICLE + " AND identity = ?", (identity,))
        return next(_articles(cursor), None)

    def versions(self, identity: str) -> list[Version]:
        """All versions of an article, the oldest first."""
        query = "SELECT * FROM version WHERE identity = ? ORDER BY number"
        found = rows_of(self._db.execute(query, (identity,)))
        return [Version(**row | {"is_truncated": bool(row["is_truncated"])}) for row in found]

    def save(self, article: StoredArticle, bands: Iterable[int]) -> None:
        """Replace an article; its version is added when its number is new."""
        identity, values = article.identity, values_of(article)
        self._db.execute(_SAVE_ARTICLE, values)
        self._db.execute(_SAVE_VERSION, values)
        self._db.execute("DELETE FROM band WHERE identity = ?", (identity,))
        rows = ((band, identity) for band in bands)
        self._db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", rows)

    def mark_deleted(self, identity: str, since: str | None) -> None:
        """Note since when the page of an article is gone; None where it is back."""
        self._db.execute("UPDATE article SET deleted = ? WHERE identity = ?", (since, identity))

    def in_bands(self, bands: Iterable[int], site: str | None = None) -> list[StoredArticle]:
        """The oldest articles, of one site or of all, that share a band of their signature."""
        asked = list(bands)
        if not asked:
            return []
        where = _ARTICLE + _IN_BANDS + (" AND site = ?" if site else "")
        values = (json.dumps(asked), *((site,) if site else ()), MOST_CANDIDATES)
        return list(_articles(self._db.execute(where + _OLDEST, values)))

    def with_text(self, text_hash: str, site: str) -> list[StoredArticle]:
        """The oldest articles of a site that have exactly this text."""
        where = f"{_ARTICLE} AND text_hash = ? AND site = ? {_OLDEST}"
        return list(_articles(self._db.execute(where, (text_hash, site, MOST_CANDIDATES))))

    def newest(self, site: str, most: int) -> list[StoredArticle]:
        """The articles of a site that were fetched last, the newest first."""
        return list(_articles(self._db.execute(_ARTICLE + _NEWEST, (site, most))))

    def newest_of_all(self, most: int) -> list[StoredArticle]:
        """The articles of all sites that were fetched last, the newest first."""
        return list(_articles(self._db.execute(_ARTICLE + _NEWEST_OF_ALL, (most,))))

    def withdraw(self, article: StoredArticle, now: str) -> None:
        """Forget an article, and remember its text as one that is none."""
        for table in ("band", "version", "article"):
            self._db.execute(f"DELETE FROM {table} WHERE identity = ?", (article.identity,))  # noqa: S608
        text = article.likeness
        values = (article.site, text.text, text.headline, text.signature, now)
        self._db.execute(_SAVE_REPEATED, values)

    def repeated(self, site: str) -> list[Likeness]:
        """The texts that a site shows at many addresses, the newest first."""
        found = self._db.execute(_REPEATED, (site, MOST_REPEATED))
        return [Likeness(*row) for row in found.fetchall()]


def _articles(cursor: sqlite3.Cursor) -> Iterator[StoredArticle]:
    for known in rows_of(cursor):
        of_version = {name: known.pop(name) for name in _OF_VERSION}
        of_version["is_truncated"] = bool(of_version["is_truncated"])
        version = Version(identity=known["identity"], **of_version)
        yield StoredArticle(**known, version=version)
