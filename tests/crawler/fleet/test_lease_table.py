"""Who may crawl which site: leases in a real database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("psycopg")
import psycopg

from crawler.fleet.lease_table import (
    _ONE_AT_A_TIME,
    DatabaseError,
    Lease,
    LeaseTable,
    Outcome,
    check_address,
)
from crawler.fleet.rhythm import Rhythm
from tests.crawler.fleet.postgres import Postgres, postgres

pytestmark = pytest.mark.slow
A, B, C = "https://a.kz/", "https://b.kz/", "https://c.kz/"
LONG = 600.0  # seconds; longer than any test
SHORT = 0.3


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """One for all tests here."""
    with postgres() as server:
        yield server


@pytest.fixture
def table(server: Postgres) -> Iterator[LeaseTable]:
    """A table without sites."""
    table = LeaseTable(server.address)
    table.remove(site.url for site in table.sites())
    yield table
    table.close()


@contextmanager
def stopped_in_a_question(server: Postgres) -> Iterator[None]:
    """Another machine, that has begun to ask for a lease and says no more."""
    other = LeaseTable(server.address)
    other.sites()
    connection = other._connection
    assert connection is not None
    connection.autocommit = False
    connection.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    yield
    other.close()


def due_in(hours: float, stories: int = 0, rhythm: Rhythm | None = None) -> Outcome:
    """A visit that went well."""
    due = datetime.now(UTC) + timedelta(hours=hours)
    return Outcome(due, rhythm or Rhythm(), 0, stories)


def taken(table: LeaseTable, seconds: float = LONG, worker: str = "one") -> Lease:
    """A lease; there is one."""
    lease = table.take(worker, seconds)
    assert lease is not None
    return lease


def test_a_new_site_is_due(table: LeaseTable) -> None:
    """At once."""
    assert table.add([(A, "1")]) == 1
    assert table.seconds_until_due() == 0
    assert taken(table).url == A


def test_a_site_is_leased_once(table: LeaseTable) -> None:
    """Another worker gets another site."""
    table.add([(A, "1"), (B, "2")])
    assert {taken(table).url, taken(table, worker="two").url} == {A, B}
    assert table.take("three", LONG) is None


def test_sites_at_one_place_are_leased_one_after_the_other(table: LeaseTable) -> None:
    """They share its pace."""
    table.add([(A, "1"), (B, "1")])
    first = taken(table)
    assert table.take("two", LONG) is None
    table.give_back(first, due_in(1))
    assert taken(table, worker="two").url != first.url


def test_a_site_that_moved_to_a_place_where_another_one_is_leased_waits(table: LeaseTable) -> None:
    """Its place is known when its host is looked up."""
    table.add([(A, "1"), (B, "2")])
    first, second = taken(table), taken(table, worker="two")
    assert table.settle(first, "3")
    assert not table.settle(second, "3")
    assert table.settle(second, "4")


def test_many_workers_at_a_time_never_get_the_same_place(
    server: Postgres, table: LeaseTable
) -> None:
    """Whatever the order in which the database serves them."""
    table.add((f"https://{n}.kz/", str(n % 7)) for n in range(40))

    def take(worker: int) -> Lease | None:
        own = LeaseTable(server.address)
        try:
            return own.take(str(worker), LONG)
        finally:
            own.close()

    with ThreadPoolExecutor(16) as threads:
        leases = [lease for lease in threads.map(take, range(40)) if lease]
    places = [int(lease.url.removeprefix("https://").partition(".")[0]) % 7 for lease in leases]
    assert sorted(places) == list(range(7))


def test_a_lease_that_ran_out_is_another_ones(table: LeaseTable) -> None:
    """The first worker can neither renew it nor give it back."""
    table.add([(A, "1")])
    late = taken(table, SHORT)
    time.sleep(2 * SHORT)
    assert not table.renew(late, LONG)
    newer = taken(table, worker="two")
    assert newer.token > late.token
    assert not table.give_back(late, due_in(1))
    assert not table.postpone(late, 1)
    assert table.renew(newer, LONG)


def test_a_renewed_lease_goes_on(table: LeaseTable) -> None:
    """From the time of the renewal on."""
    table.add([(A, "1")])
    lease = taken(table, SHORT)
    assert table.renew(lease, LONG)
    time.sleep(2 * SHORT)
    assert table.take("two", LONG) is None


def test_giving_back_twice_is_giving_back_once(table: LeaseTable) -> None:
    """Where the answer was lost."""
    table.add([(A, "1")])
    lease = taken(table)
    for _ in range(2):
        assert table.give_back(lease, due_in(1, stories=3))
    [site] = table.sites()
    assert (site.stories, site.new_stories, site.worker) == (3, 3, None)


def test_the_site_that_is_due_longest_comes_first(table: LeaseTable) -> None:
    """And what is not due does not come."""
    table.add([(A, "1"), (B, "2"), (C, "3")])
    hours = {A: -1, B: -2, C: 1}
    for lease in [taken(table) for _ in hours]:
        table.give_back(lease, due_in(hours[lease.url]))
    assert [taken(table).url, taken(table).url] == [B, A]
    assert table.take("two", LONG) is None


def test_the_rhythm_comes_with_the_next_lease(table: LeaseTable) -> None:
    """It is kept as it was given back."""
    table.add([(A, "1")])
    rhythm = Rhythm(visited=datetime(2026, 11, 26, tzinfo=UTC), empty_visits=2)
    table.give_back(taken(table), due_in(-1, rhythm=rhythm))
    assert taken(table).rhythm == rhythm


def test_a_site_that_was_given_up_comes_back_when_it_is_added(table: LeaseTable) -> None:
    """With a new rhythm."""
    table.add([(A, "1")])
    table.give_back(taken(table), Outcome(None, Rhythm(empty_visits=99), 0, 0))
    assert table.take("one", LONG) is None
    assert table.seconds_until_due() is None
    assert table.add([(A, "1")]) == 1
    assert taken(table).rhythm == Rhythm()


def test_a_known_site_is_not_added_again(table: LeaseTable) -> None:
    """Nor due again."""
    table.add([(A, "1")])
    table.give_back(taken(table), due_in(1))
    assert table.add([(A, "1")]) == 0
    assert table.take("one", LONG) is None


@pytest.mark.parametrize(
    "other", ["http://a.kz/news/", "https://www.a.kz/news", "https://a.kz/news"]
)
def test_a_site_is_on_the_list_once(table: LeaseTable, other: str) -> None:
    """Scheme, `www.` and a slash at the end make no other one; any spelling takes it off."""
    table.add([("https://a.kz/news/", "1")])
    assert table.add([(other, "1")]) == 0
    assert [site.url for site in table.sites()] == ["https://a.kz/news/"]
    assert table.remove([other]) == 1


def test_parts_of_a_host_are_sites_of_their_own(table: LeaseTable) -> None:
    """So are its ports."""
    urls = ["https://a.kz/", "https://a.kz/news/", "https://a.kz:81/", "https://kk.a.kz/"]
    assert table.add((url, "1") for url in urls) == len(urls)


def test_a_lease_knows_the_time_of_the_database(table: LeaseTable, server: Postgres) -> None:
    """Whatever the clock of the machine says."""
    table.add([(A, "1")])
    with psycopg.connect(server.address) as connection:
        before = connection.execute("SELECT clock_timestamp()").fetchone()
        lease = taken(table)
        after = connection.execute("SELECT clock_timestamp()").fetchone()
    assert before is not None
    assert after is not None
    assert before[0] <= lease.begun <= after[0]


def test_who_stands_still_in_the_middle_of_a_question_holds_up_nobody(
    table: LeaseTable, server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database hangs up on it, and the others get their leases."""
    monkeypatch.setattr("crawler.fleet.lease_table._SECONDS", 1)
    table.close()
    table.add([(A, "1")])
    with psycopg.connect(server.address) as watching, stopped_in_a_question(server):
        assert watching.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'").fetchone()
        time.sleep(1.5)
        assert taken(table).url == A


def test_tokens_grow_whatever_is_done_to_the_list(table: LeaseTable) -> None:
    """Else a store would take a new lease for an old one."""
    table.add([(A, "1")])
    first = taken(table)
    table.remove([A])
    table.add([(A, "1")])
    assert taken(table).token > first.token


def test_tokens_grow_over_a_database_that_is_made_anew(table: LeaseTable, server: Postgres) -> None:
    """The store outlives it, with what was published under its leases."""
    table.add([(A, "1")])
    first = taken(table)
    with psycopg.connect(server.address) as connection:
        connection.execute("DROP TABLE chistovik_sites")
        connection.execute("DROP SEQUENCE chistovik_leases")
    table.close()
    table.add([(A, "1")])
    assert taken(table).token > first.token


def test_who_crawls_a_removed_site_loses_it(table: LeaseTable) -> None:
    """At the next renewal."""
    table.add([(A, "1")])
    lease = taken(table)
    assert table.remove([A, B]) == 1
    assert not table.renew(lease, LONG)


def test_a_restart_of_the_database_loses_nothing(server: Postgres, table: LeaseTable) -> None:
    """The question fails in a sentence; the next one finds all as it was."""
    table.add([(A, "1")])
    lease = taken(table)
    server.stop()
    with pytest.raises(DatabaseError, match=r"^the database of the fleet: [^\n]+$"):
        table.renew(lease, LONG)
    server.start()
    assert table.renew(lease, LONG)


def test_what_is_no_address_is_not_repeated() -> None:
    """It may hold a password."""
    with pytest.raises(DatabaseError, match="--database") as caught:
        check_address("postgres:/user:secret@host=x y")
    assert "secret" not in str(caught.value)
