"""The list of sites that many machines share: a table in PostgreSQL.

A worker takes the lease of a site, renews it while it crawls, and gives it back with the time when
the site is due again. The clock is that of the database, whatever the machines think. `token` grows
with each lease, so that nobody can renew or give back a lease that is another one's now.
Of all sites at one network address at most one is leased: they share its pace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from crawler.fleet.rhythm import Rhythm

# Scheme, `www.` and a slash at the end make no site of their own: the folder of both would be one.
_SITE = "regexp_replace({}, '^[a-z]+://(www[.])?|/+$', '', 'g')"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS chistovik_sites (
    url text PRIMARY KEY,
    place text NOT NULL,                -- the network address: of all sites there one is leased
    due timestamptz DEFAULT now(),      -- NULL: given up
    rhythm jsonb NOT NULL DEFAULT '{}',
    token bigint NOT NULL DEFAULT 0,    -- of the last lease; 0: there was none
    worker text,                        -- who has it
    expires timestamptz,
    ended timestamptz,                  -- the last run, and how it went
    status integer,
    new_stories integer,
    stories bigint NOT NULL DEFAULT 0,
    alarms text[] NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX IF NOT EXISTS chistovik_each_site_once ON chistovik_sites ((@SITE@));
DO $$ BEGIN
    -- A database that is made anew must not begin below what was published under the old one.
    EXECUTE 'CREATE SEQUENCE IF NOT EXISTS chistovik_leases START '
        || floor(extract(epoch FROM now()) * 1000)::bigint;
END $$
""".replace("@SITE@", _SITE.format("url"))
_ONE_AT_A_TIME = 6_238_147_905_513_006_001  # an advisory lock: any number that nobody else takes
_SECONDS = 10  # for a connection and for a question; who waits longer asks again


class DatabaseError(Exception):
    """The database did not answer, or refused; the message is one sentence without the password."""


class Lease(msgspec.Struct, frozen=True):
    """The right to crawl a site until it expires, and what is known of its rhythm.

    `begun` is the time of the database, the one clock of all machines.
    """

    url: str
    token: int
    rhythm: Rhythm
    begun: datetime


class Outcome(msgspec.Struct, frozen=True):
    """How a visit ended: when the site is due again (None for never), and what came.

    `status` is the exit status of the crawl, `alarms` are sentences.
    """

    due: datetime | None
    rhythm: Rhythm
    status: int
    new_stories: int
    alarms: tuple[str, ...] = ()


class Site(msgspec.Struct, frozen=True):
    """A row of the table; times are None where there is none."""

    url: str
    due: datetime | None
    worker: str | None
    expires: datetime | None
    ended: datetime | None
    status: int | None
    new_stories: int | None
    stories: int
    alarms: Sequence[str]


class LeaseTable:
    """The table at an address such as `postgresql://user@host/name`; made where there is none.

    Every method raises `DatabaseError`, and connects anew when it is called again.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.Connection[dict[str, Any]] | None = None

    def add(self, sites: Iterable[tuple[str, str]]) -> int:
        """Add sites, each with its place; how many are new, or were given up and are due again."""
        question = (
            "INSERT INTO chistovik_sites (url, place) VALUES (%s, %s)"  # noqa: S608  all of it is ours
            f" ON CONFLICT (({_SITE.format('url')}))"
            " DO UPDATE SET due = now(), rhythm = '{}' WHERE chistovik_sites.due IS NULL"
            " RETURNING 1"
        )
        return sum(len(self._ask(question, site)) for site in sites)

    def remove(self, urls: Iterable[str]) -> int:
        """Take sites off the list; how many were on it. Who crawls one loses the lease."""
        question = (
            f"DELETE FROM chistovik_sites WHERE {_SITE.format('url')} IN"  # noqa: S608  as above
            f" (SELECT {_SITE.format('given')} FROM unnest(%s::text[]) AS given)"
            " RETURNING 1"
        )
        return len(self._ask(question, [list(urls)]))

    def take(self, worker: str, seconds: float) -> Lease | None:
        """The lease of the site that is due longest, None where none is due that is free."""
        rows = self._ask(
            "UPDATE chistovik_sites SET worker = %s, token = nextval('chistovik_leases'),"
            " expires = now() + make_interval(secs => %s)"
            " WHERE url = (SELECT url FROM chistovik_sites AS site WHERE due <= now()"
            " AND NOT EXISTS (SELECT 1 FROM chistovik_sites AS other WHERE other.expires >= now()"
            " AND (other.place = site.place OR other.url = site.url))"
            " ORDER BY due LIMIT 1)"
            " RETURNING url, token, rhythm, now() AS begun",
            (worker, seconds),
            alone=True,
        )
        return next((msgspec.convert(row, Lease) for row in rows), None)

    def settle(self, lease: Lease, place: str) -> bool:
        """Say at which place a leased site is now; False where another one there is leased."""
        rows = self._ask(
            "UPDATE chistovik_sites SET place = %s WHERE url = %s AND token = %s AND NOT EXISTS"
            " (SELECT 1 FROM chistovik_sites AS other WHERE other.expires >= now()"
            " AND other.place = %s AND other.url <> chistovik_sites.url) RETURNING 1",
            (place, lease.url, lease.token, place),
            alone=True,
        )
        return bool(rows)

    def renew(self, lease: Lease, seconds: float) -> bool:
        """Go on for so many seconds from now; False where the lease has ended."""
        return bool(
            self._ask(
                "UPDATE chistovik_sites SET expires = now() + make_interval(secs => %s)"
                " WHERE url = %s AND token = %s AND expires >= now() RETURNING 1",
                (seconds, lease.url, lease.token),
            )
        )

    def postpone(self, lease: Lease, seconds: float) -> bool:
        """Give a lease back without a visit: the site is due again after some time."""
        return bool(
            self._ask(
                "UPDATE chistovik_sites SET worker = NULL, expires = NULL,"
                " due = now() + make_interval(secs => %s)"
                " WHERE url = %s AND token = %s RETURNING 1",
                (seconds, lease.url, lease.token),
            )
        )

    def give_back(self, lease: Lease, outcome: Outcome) -> bool:
        """Give a lease back after a visit; False where it is another one's by now.

        It may be asked twice, where the answer to the first time was lost.
        """
        rows = self._ask(
            "UPDATE chistovik_sites SET due = %s, rhythm = %s, status = %s, new_stories = %s,"
            " stories = stories + CASE WHEN worker IS NULL THEN 0 ELSE %s END, alarms = %s,"
            " ended = now(), worker = NULL, expires = NULL"
            " WHERE url = %s AND token = %s RETURNING 1",
            (
                outcome.due,
                msgspec.json.encode(outcome.rhythm).decode(),
                outcome.status,
                outcome.new_stories,
                outcome.new_stories,
                list(outcome.alarms),
                lease.url,
                lease.token,
            ),
        )
        return bool(rows)

    def sites(self) -> list[Site]:
        """All sites, those that are due first at the head, those given up at the end."""
        rows = self._ask(
            "SELECT url, due, ended, status, new_stories, stories, alarms,"
            " CASE WHEN expires >= now() THEN worker END AS worker, expires"
            " FROM chistovik_sites ORDER BY due NULLS LAST, url"
        )
        return [msgspec.convert(row, Site) for row in rows]

    def seconds_until_due(self) -> float | None:
        """Seconds until a site is due that nobody crawls, 0 where one is; None where none will."""
        rows = self._ask(
            "SELECT extract(epoch FROM min(due) - now())::float AS wait FROM chistovik_sites"
            " WHERE expires IS NULL OR expires < now()"
        )
        wait: float | None = rows[0]["wait"]
        return None if wait is None else max(wait, 0.0)

    def _ask(
        self, question: str, values: Sequence[Any] = (), *, alone: bool = False
    ) -> list[dict[str, Any]]:
        """Ask in a transaction; where `alone`, no two such transactions run at a time."""
        try:
            if self._connection is None or self._connection.closed:
                self._connection = self._connect()
            with self._connection.transaction():
                if alone:
                    self._connection.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
                found = self._connection.execute(question.encode(), values)
                return found.fetchall() if found.description else []
        except psycopg.Error as error:
            self.close()
            raise DatabaseError(f"the database of the fleet: {_first_line(error)}") from None

    def _connect(self) -> psycopg.Connection[dict[str, Any]]:
        # A network that swallows packets must not hold anybody longer than a server that is away.
        connection = psycopg.connect(
            self._address,
            autocommit=True,
            row_factory=dict_row,
            connect_timeout=_SECONDS,
            tcp_user_timeout=_SECONDS * 1000,
            # A machine that stands still between two words must not hold up all others.
            options=f"-c statement_timeout={_SECONDS}s -c client_min_messages=warning"
            f" -c idle_in_transaction_session_timeout={_SECONDS}s",
        )
        with connection.transaction():
            # Two machines that make the table at the same time disturb each other.
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
            connection.execute(_SCHEMA)
        return connection

    def close(self) -> None:
        """Close the connection; the next question opens another one."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def check_address(address: str) -> None:
    """Raise `DatabaseError` for what is no address of a database; it may hold a password."""
    try:
        conninfo_to_dict(address)
    except psycopg.Error:
        raise DatabaseError(
            "what --database names is no address of a database;"
            " write it as postgresql://user@host/name"
        ) from None


def _first_line(error: psycopg.Error) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
