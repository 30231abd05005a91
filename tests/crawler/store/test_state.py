"""The state in SQLite: what goes in comes out, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.store.sqlite import State
from crawler.store.state_file import MIGRATIONS, StateError, open_state
from crawler.store.state_values import (
    Link,
    Outcome,
    Page,
    Source,
    StoredArticle,
    Validators,
    Version,
)

NOON, ONE = "2025-05-20T12:00:00Z", "2025-05-20T13:00:00Z"
URL, SITE = "https://a.kz/n/1/", "a.kz"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """An empty state."""
    state = open_state(tmp_path / "state.sqlite3")
    yield state
    state.close()


def an_article(identity: str = URL, number: int = 1, **changes: object) -> StoredArticle:
    """An article of one version."""
    article = StoredArticle(
        identity=identity,
        site=SITE,
        url=identity,
        file="articles/a.json",
        version=a_version(identity, number),
        signature=b"sig",
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def a_version(identity: str, number: int, fetched: str = NOON) -> Version:
    """A version of an article."""
    return Version(
        identity=identity,
        number=number,
        fingerprint=f"f{number}",
        fetched=fetched,
        cleaner="0.1.0",
        archive="warc/a",
        offset=17,
    )


def test_seeing_a_page_twice(state: State) -> None:
    """The first time stays, the last one moves."""
    state.see([Link(URL)], SITE, NOON)
    ((link, page),) = state.see([Link(URL, "2025-05-20")], SITE, ONE)
    assert link.lastmod == "2025-05-20"
    assert page == Page(URL, SITE, first_seen=NOON, last_seen=ONE, lastmod="2025-05-20")


@pytest.mark.parametrize(
    ("lastmod", "kept"),
    [("2025-05-20", "2025-05-20"), ("2025-05-21", None), ("2025-05-20T12:00:01Z", None)],
)
def test_the_first_lastmod_of_a_page_that_came_is_kept(
    state: State, lastmod: str, kept: str | None
) -> None:
    """Its sources tell changes from then on; one after the last try is a change itself."""
    state.see([Link(URL)], SITE, NOON)
    state.save_page(replace(Page(URL, SITE, NOON, NOON), tried=NOON))
    ((_, page),) = state.see([Link(URL, lastmod)], SITE, ONE)
    assert page.lastmod == kept


@pytest.mark.parametrize("other", ["http://a.kz/n/1/", "https://www.a.kz/n/1", f"{URL}?amp=1"])
def test_a_page_is_one_however_its_address_is_written(state: State, other: str) -> None:
    """It keeps the address by which it came first."""
    state.see([Link(URL)], SITE, NOON)
    ((_, page),) = state.see([Link(other)], SITE, ONE)
    assert page == Page(URL, SITE, first_seen=NOON, last_seen=ONE)
    assert state.page(other) == page


def test_a_page_that_failed_is_tried_by_another_address(state: State) -> None:
    """Some sites answer one way to write it alone."""
    other = URL.removesuffix("/")
    state.save_page(Page(other, SITE, NOON, NOON, Outcome.FAILED))
    ((_, page),) = state.see([Link(URL)], SITE, ONE)
    assert (page.url, page.outcome) == (URL, Outcome.FAILED)


def test_a_page_comes_back_as_it_was(state: State) -> None:
    """Every field."""
    state.articles.save(an_article(), ())
    page = Page(
        url=URL,
        site=SITE,
        first_seen=NOON,
        last_seen=ONE,
        outcome=Outcome.FAILED,
        reason="HTTP 503",
        lastmod="2025-05-20",
        tried=NOON,
        fetched=NOON,
        validators=Validators(etag='"e"', last_modified="Tue"),
        tries=2,
        next_try=ONE,
        identity=URL,
    )
    state.save_page(page)
    assert state.page(URL) == page


def test_a_source_comes_back_as_it_was(state: State) -> None:
    """Headers and body included; without validators no body is kept."""
    headers = (("Content-Type", "text/html"), ("Set-Cookie", "a"), ("Set-Cookie", "b"))
    source = Source(URL, SITE, NOON, 200, Validators('"e"'), headers, b"<p>" * 1000)
    state.save_source(source)
    assert state.source(URL) == source
    state.save_source(replace(source, body=None))
    assert state.source(URL) == replace(source, body=None)


def test_versions_are_kept(state: State) -> None:
    """The newest is the article's, the older ones keep fingerprint and time."""
    state.articles.save(an_article(), ())
    state.articles.save(an_article(number=2), ())
    assert state.articles.get(URL) == an_article(number=2)


def test_bands_find_candidates_the_oldest_first(state: State) -> None:
    """An article that changes leaves its old bands."""
    state.articles.save(an_article("b"), [1, 2])
    state.articles.save(an_article("a"), [2, 3])
    assert [article.identity for article in state.articles.in_bands([2])] == ["b", "a"]
    state.articles.save(an_article("b", 2), [-9])
    assert [article.identity for article in state.articles.in_bands([1, 2])] == ["a"]


def test_the_newest_articles_of_a_site(state: State) -> None:
    """By the time of their newest version."""
    state.articles.save(an_article("old"), ())
    state.articles.save(an_article("other", site="b.kz"), ())
    state.articles.save(an_article("new"), ())
    state.articles.save(an_article("new", version=a_version("new", 2, fetched=ONE)), ())
    assert [found.identity for found in state.articles.newest(SITE, 5)] == ["new", "old"]
    assert [found.identity for found in state.articles.newest(SITE, 1)] == ["new"]


def test_open_pages_are_those_of_the_site(state: State) -> None:
    """Waiting or failed; more than are read at once."""
    urls = [f"https://a.kz/n/{number:05}/" for number in range(2500)]
    state.see([Link(url) for url in urls], SITE, NOON)
    state.see([Link("https://b.kz/n/")], "b.kz", NOON)
    page = state.page(urls[0])
    assert page is not None
    state.save_page(replace(page, outcome=Outcome.GIVEN_UP))
    assert [page.url for page in state.open_pages(SITE)] == urls[1:]


def test_what_is_not_committed_can_be_forgotten(state: State) -> None:
    """It is seen until then."""
    state.save_length("a", 1)
    state.commit()
    state.save_length("b", 2)
    assert state.lengths() == {"a": 1, "b": 2}
    state.rollback()
    assert state.lengths() == {"a": 1}


def test_what_is_not_committed_does_not_outlive_a_crash(tmp_path: Path) -> None:
    """Closing without a commit is what a crash does."""
    state = open_state(tmp_path / "state.sqlite3")
    state.save_length("a", 1)
    state.close()
    state = open_state(tmp_path / "state.sqlite3")
    assert state.lengths() == {}
    state.close()


def test_lengths_are_noted_and_forgotten(state: State) -> None:
    """By file."""
    state.save_length("a", 1)
    state.save_length("b", 2)
    state.save_length("a", 3)
    state.forget_length("b")
    assert state.lengths() == {"a": 3}


def test_a_run_that_did_not_end_is_told(state: State) -> None:
    """Once."""
    assert state.is_new()
    assert state.begin_run("one", SITE, NOON) == []
    assert state.begin_run("two", SITE, NOON) == ["one"]
    state.end_run("two", ONE, "finished")
    assert state.begin_run("three", SITE, ONE) == []
    assert not state.is_new()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """The sentence says what to do; the file is left as it is."""
    path = tmp_path / "state.sqlite3"
    open_state(path).close()
    data = bytearray(path.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(
        StateError, match=r"state\.sqlite3 is damaged .* move it away and run again"
    ):
        open_state(path)
    assert path.read_bytes() == data


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    """It is not written over."""
    path = tmp_path / "state.sqlite3"
    path.write_text("shopping list: bread, milk, bread, milk\n" * 50)
    with pytest.raises(StateError, match=r"is damaged .*not a database"):
        open_state(path)
    assert path.read_text().startswith("shopping list")


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """It may hold what this version does not know."""
    path = tmp_path / "state.sqlite3"
    open_state(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(StateError, match="newer version of Chistovik; update Chistovik"):
        open_state(path)


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    """No traceback."""
    with pytest.raises(StateError, match="can't be opened"):
        open_state(tmp_path)


def test_pages_of_an_older_file_are_one_by_key(tmp_path: Path) -> None:
    """Of two ways to write an address, the one whose article is stored stays."""
    path = tmp_path / "state.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(f"{MIGRATIONS[0]}; PRAGMA user_version = 1")
    pages = {"http://a.kz/n/1": "redirected", URL: "stored", "https://a.kz/n/2": "waiting"}
    insert = "INSERT INTO page (url, site, first_seen, last_seen, outcome) VALUES (?, ?, ?, ?, ?)"
    rows = [(url, SITE, NOON, NOON, outcome) for url, outcome in pages.items()]
    connection.executemany(insert, rows)
    connection.commit()
    connection.close()
    state = open_state(path)
    assert state.page("http://a.kz/n/1") == Page(URL, SITE, NOON, NOON, Outcome.STORED)
    assert [page.url for page in state.open_pages(SITE)] == ["https://a.kz/n/2"]
    state.close()


def test_an_older_file_keeps_what_sitemaps_gave(tmp_path: Path) -> None:
    """The column had another name."""
    path = tmp_path / "state.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(f"{MIGRATIONS[0]}; PRAGMA user_version = 1")
    connection.execute(
        "INSERT INTO page (url, site, first_seen, last_seen, outcome, told)"
        " VALUES (?, ?, ?, ?, 'stored', '2025-05-19')",
        (URL, SITE, NOON, NOON),
    )
    connection.commit()
    connection.close()
    state = open_state(path)
    page = state.page(URL)
    assert page is not None
    assert page.lastmod == "2025-05-19"
    state.close()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """Migrations run once."""
    path = tmp_path / "state.sqlite3"
    state = open_state(path)
    state.save_length("a", 1)
    state.commit()
    state.close()
    state = open_state(path)
    assert state.lengths() == {"a": 1}
    state.close()
