"""The file of the state: opened sound and up to date; its tables, and how older files get them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crawler.discovery.canonical_urls import page_key
from crawler.store.sqlite import State

# `PRAGMA user_version` counts how many of these a file has seen. Never change one that was
# released: add another.
MIGRATIONS = (
    """
    CREATE TABLE page (
        url TEXT PRIMARY KEY,
        site TEXT NOT NULL,
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        outcome TEXT NOT NULL,
        reason TEXT,
        told TEXT,
        tried TEXT,
        fetched TEXT,
        etag TEXT,
        last_modified TEXT,
        tries INTEGER NOT NULL DEFAULT 0,
        next_try TEXT,
        identity TEXT REFERENCES article (identity)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX page_open ON page (site, url) WHERE outcome IN ('waiting', 'failed');

    CREATE TABLE source (
        url TEXT PRIMARY KEY,
        site TEXT NOT NULL,
        fetched TEXT NOT NULL,
        status INTEGER NOT NULL,
        etag TEXT,
        last_modified TEXT,
        headers TEXT NOT NULL,
        body BLOB
    ) STRICT;

    CREATE TABLE article (
        identity TEXT PRIMARY KEY,
        site TEXT NOT NULL,
        url TEXT NOT NULL,
        file TEXT NOT NULL,
        same_as TEXT,
        signature BLOB
    ) STRICT;

    CREATE TABLE version (
        identity TEXT NOT NULL REFERENCES article (identity),
        number INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        fetched TEXT NOT NULL,
        cleaner TEXT NOT NULL,
        archive TEXT NOT NULL,
        "offset" INTEGER NOT NULL,
        PRIMARY KEY (identity, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE band (
        band INTEGER NOT NULL,
        identity TEXT NOT NULL REFERENCES article (identity),
        PRIMARY KEY (band, identity)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX band_identity ON band (identity);

    CREATE TABLE written (
        file TEXT PRIMARY KEY,
        length INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE run (
        id TEXT PRIMARY KEY,
        site TEXT NOT NULL,
        started TEXT NOT NULL,
        finished TEXT,
        reason TEXT
    ) STRICT, WITHOUT ROWID;
    """,
    # However the sources write the address of a page, it is one page; `page_key` is ours.
    """
    ALTER TABLE page RENAME TO page_by_url;
    CREATE TABLE page (
        key TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        site TEXT NOT NULL,
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        outcome TEXT NOT NULL,
        reason TEXT,
        told TEXT,
        tried TEXT,
        fetched TEXT,
        etag TEXT,
        last_modified TEXT,
        tries INTEGER NOT NULL DEFAULT 0,
        next_try TEXT,
        identity TEXT REFERENCES article (identity)
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO page
        SELECT page_key(url), * FROM page_by_url
        ORDER BY outcome <> 'stored', outcome = 'redirected', url;
    DROP TABLE page_by_url;
    CREATE INDEX page_open ON page (site, key) WHERE outcome IN ('waiting', 'failed');
    """,
    "ALTER TABLE page RENAME COLUMN told TO lastmod",
    # Which articles have one text, and which texts are no articles.
    """
    ALTER TABLE article ADD COLUMN canonical TEXT;
    ALTER TABLE article ADD COLUMN text_hash TEXT;
    ALTER TABLE article ADD COLUMN headline TEXT;
    ALTER TABLE version ADD COLUMN is_truncated INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX article_text ON article (text_hash) WHERE text_hash IS NOT NULL;
    CREATE TABLE repeated (
        site TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        headline TEXT NOT NULL,
        signature BLOB,
        since TEXT NOT NULL,
        PRIMARY KEY (site, text_hash)
    ) STRICT, WITHOUT ROWID;
    """,
    # Stories of the last days are asked for again; deleted ones are marked.
    """
    ALTER TABLE page ADD COLUMN published TEXT;
    ALTER TABLE article ADD COLUMN deleted TEXT;
    CREATE INDEX page_published ON page (site, published) WHERE outcome = 'stored';
    """,
    # What a crawl has learned of a site by asking.
    """
    CREATE TABLE remembered (
        site TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (site, name)
    ) STRICT, WITHOUT ROWID;
    """,
)

# Seconds to wait for someone who looks into the file with the sqlite3 shell.
BUSY_SECONDS = 30.0


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an older file up to date, each step whole or not at all."""
    connection.create_function("page_key", 1, page_key, deterministic=True)
    for number in range(version_of(connection), len(MIGRATIONS)):
        # `executescript` would commit before it starts, so that the transaction stands in it.
        step = f"BEGIN IMMEDIATE; {MIGRATIONS[number]}; PRAGMA user_version = {number + 1}; COMMIT;"
        connection.executescript(step)


class StateError(Exception):
    """The state can't be used; the message is one sentence that says what to do."""


def open_state(path: Path) -> State:
    """Open the file, or make a new one; raises `StateError`."""
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level="IMMEDIATE")
        _check(connection, path)
        _prepare(connection)
    except (sqlite3.Error, OSError, StateError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, StateError):
            raise
        raise StateError(_sentence(path, error)) from None
    return State(connection)


def look_into(path: Path) -> State:
    """Open the file to read it, while a crawl may write to it; raises `StateError`."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        version = version_of(connection)
    except sqlite3.Error as error:
        raise StateError(f"{path} can't be read ({error}); name the folder of a crawl") from None
    if version != len(MIGRATIONS):
        connection.close()
        raise StateError(f"{path} is of another version of Chistovik; a crawl brings it up to date")
    return State(connection)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    # Reads every page of the file: about a second for a gigabyte.
    found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise StateError(_damaged(path, " ".join(found[0].split())))
    if version_of(connection) > len(MIGRATIONS):
        raise StateError(
            f"{path} was written by a newer version of Chistovik; update Chistovik, or name another"
            " file with CHISTOVIK_STATE_FILE"
        )


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: an article that is noted as stored stays stored when the power fails, too.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)


def _sentence(path: Path, error: sqlite3.Error | OSError) -> str:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return f"{path} is in use by another program ({error}); close that one and run again"
    if isinstance(error, OSError | sqlite3.OperationalError):
        return (
            f"{path} can't be opened ({error}); see to its folder, or name another"
            " CHISTOVIK_STATE_FILE"
        )
    return _damaged(path, str(error))


def _damaged(path: Path, what: str) -> str:
    return (
        f"{path} is damaged ({what}); restore it from a backup, or move it away and run again: the"
        " articles stay, and every page of the site is fetched once more"
    )
