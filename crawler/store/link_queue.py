"""What a run has still to ask for, in a temporary file: a million links cost no memory.

A request of Scrapy's takes 1.7 KB; so one is made when its turn is near. Nothing is lost with the
file: the state knows which pages were seen and did not come.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from crawler.store.state_values import Link

_CREATE = """
    CREATE TABLE link (
        number INTEGER PRIMARY KEY, queue TEXT, url TEXT, lastmod TEXT, depth INTEGER
    );
    CREATE INDEX link_queue ON link (queue, number);
"""
_PUT = "INSERT INTO link (queue, url, lastmod, depth) VALUES (?, ?, ?, ?)"
_TAKE = """
    DELETE FROM link WHERE number IN (
        SELECT number FROM link WHERE queue = ? ORDER BY number LIMIT ?
    ) RETURNING number, url, lastmod, depth
"""


@dataclass(frozen=True, slots=True)
class QueuedLink:
    """A link, and how many links lie between it and the start of the crawl."""

    link: Link
    depth: int


class LinkQueue:
    """Queues by name, each in the order in which links were put."""

    def __init__(self) -> None:
        # A database without a name is a file that nobody else sees, and which goes with the last
        # connection to it.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_CREATE)

    def put(self, queue: str, links: Iterable[Link], *, depth: int) -> None:
        """Put links at the end of a queue."""
        rows = ((queue, link.url, link.lastmod, depth) for link in links)
        self._db.execute("BEGIN")
        self._db.executemany(_PUT, rows)
        self._db.execute("COMMIT")

    def take(self, queue: str, most: int) -> list[QueuedLink]:
        """Take so many links from the front of a queue, or what is left."""
        rows = sorted(self._db.execute(_TAKE, (queue, most)).fetchall())
        return [QueuedLink(Link(url, lastmod), depth) for _, url, lastmod, depth in rows]

    def close(self) -> None:
        """Remove the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
