"""The tables of the state, and how an older file gets them."""

from __future__ import annotations

import sqlite3

from crawler.discovery.urls import page_key

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
)


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
