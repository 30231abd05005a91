"""A crawl of some days: what it keeps, what it leaves out, and what it can't know."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsel import Selector

from cleaners.reading.address_dates import days_in_folders, days_in_names
from cleaners.reading.clock import read_moment
from crawler.discovery.indexes import MANY_CHANGES, Rereading, Sitemap, parse_feed, parse_sitemap
from crawler.discovery.links import link_moments, page_links
from crawler.discovery.period import (
    CORRECTIONS,
    Period,
    archive_paths,
    guess_archives,
)
from crawler.spiders.spider_arguments import (
    BadArgumentError,
    parse_follow,
    parse_period,
)

BASE = "https://example.org/"
MAY = Period(date(2025, 5, 1), date(2025, 5, 31))
NEWS = 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'


def pages(*entries: str, period: Period = MAY) -> list[str]:
    """What a sitemap with these entries leads to."""
    found = parse_sitemap(f"<urlset {NEWS}>{''.join(entries)}</urlset>".encode(), BASE, period)
    return [url.removeprefix(BASE) for url in (*found.news, *found.pages)]


def page(path: str, lastmod: str = "", more: str = "") -> str:
    """An entry of a sitemap."""
    changed = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>/{path}</loc>{changed}{more}</url>"


def sitemaps(*entries: tuple[str, str]) -> list[str]:
    """What an index with these sitemaps leads to."""
    body = "".join(
        f"<sitemap><loc>/{name}</loc><lastmod>{changed}</lastmod></sitemap>"
        for name, changed in entries
    )
    found = parse_sitemap(f"<sitemapindex>{body}</sitemapindex>".encode(), BASE, MAY)
    return [url.removeprefix(BASE) for url in found.sitemaps]


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2025-04-30", False), ("2025-05-01", True), ("2025-05-31", True), ("2025-06-01", False)],
)
def test_both_ends_belong_to_it(day: str, holds: bool) -> None:
    """`until` is the last day and not the first one after it."""
    assert MAY.holds(date.fromisoformat(day)) is holds


def test_days_are_those_of_the_site() -> None:
    """Half past eleven in the evening of London is the next day in Almaty."""
    almaty = Period(date(2025, 5, 1), zone=ZoneInfo("Asia/Almaty"))
    late = datetime(2025, 4, 30, 23, 30, tzinfo=UTC)
    assert almaty.holds(late)
    assert not Period(date(2025, 5, 1)).holds(late)
    assert Period(date(2025, 5, 1)).holds(late.astimezone(ZoneInfo("Asia/Almaty")))


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        ("may", None, "since=may is no day; write -a since=2025-05-31"),
        (None, "2025-02-30", "until=2025-02-30 is no day"),
        ("2025-05-02", "2025-05-01", "since=2025-05-02 lies after until=2025-05-01"),
    ],
)
def test_a_wrong_period_is_one_sentence(since: str | None, until: str | None, message: str) -> None:
    """It names the argument and says what to write."""
    with pytest.raises(BadArgumentError, match=message):
        parse_period(since, until)


def test_following_is_asked_for_by_one_word() -> None:
    """Any other is a mistake."""
    with pytest.raises(BadArgumentError, match="write -a follow=articles"):
        parse_follow("yes")


@given(st.text(max_size=40))
def test_any_text_may_stand_for_a_time(text: str) -> None:
    """Sitemaps hold anything."""
    read_moment(text)


@given(st.text(max_size=40))
def test_any_address_may_be_looked_at(text: str) -> None:
    """A day that the calendar does not have is no day."""
    days_in_folders(f"https://a.kz/{text}/2025/02/31/x")
    assert days_in_names([f"https://a.kz/{text}-2025-02-31.xml"]) in ([None], days_in_names([BASE]))


def test_sitemaps_outside_are_not_asked_for() -> None:
    """By their names, and by a last change before the first day."""
    found = sitemaps(
        ("map-2025-04.xml", "2025-06-01"),
        ("map-2025-05.xml", "2025-06-01"),
        ("map-2025-06.xml", "2025-06-20"),
        ("map-1.xml", "2025-04-30"),
        ("map-2.xml", "2026-01-01"),
    )
    assert found == ["map-2.xml", "map-2025-05.xml"]


def test_pages_outside_are_not_asked_for() -> None:
    """A change before the first day, or long after the last one."""
    found = pages(
        page("a", "2025-04-30"), page("b", "2025-05-02"), page("c", "2025-06-20"),
        page("d", "2025-09-01"), page("e"),
    )  # fmt: skip
    assert found == ["c", "b", "e"]


def test_a_date_that_a_program_wrote_is_none() -> None:
    """All pages changed on one day: the day of an export, and no word on any of them."""
    entries = [page(f"n{number}", "2025-09-01") for number in range(MANY_CHANGES)]
    assert len(pages(*entries)) == MANY_CHANGES
    assert pages(*entries[1:]) == []


def test_the_date_of_a_news_entry_counts_before_its_change() -> None:
    """It tells the day of publication itself."""
    news = "<n:news><n:publication_date>2025-05-{}T10:00:00Z</n:publication_date></n:news>"
    old = "<n:news><n:publication_date>2025-04-30</n:publication_date></n:news>"
    found = pages(page("a", "2025-09-01", news.format("20")), page("b", "2025-05-20", old))
    assert found == ["a"]


def test_folders_tell_the_day_of_a_page() -> None:
    """Whatever its last change."""
    assert pages(page("2025/04/30/a", "2025-05-20"), page("2025/05/01/b", "2025-05-20")) == [
        "2025/05/01/b"
    ]


def test_archives_leave_no_room_for_corrections() -> None:
    """Where the day is known elsewhere, a later change leads to nothing."""
    exact = Period(MAY.since, MAY.until, corrections=timedelta(0))
    assert pages(page("c", "2025-06-20"), period=exact) == []
    assert timedelta(days=20) < CORRECTIONS


def test_feeds_are_limited_by_publication() -> None:
    """RSS and Atom; an entry without a date is followed."""
    rss = "".join(
        f"<item><link>/{name}</link>{date}</item>"
        for name, date in (
            ("a", "<pubDate>Wed, 30 Apr 2025 10:00:00 +0500</pubDate>"),
            ("b", "<pubDate>Tue, 20 May 2025 10:00:00 +0500</pubDate>"),
            ("c", ""),
        )
    )
    found = parse_feed(f"<rss><channel>{rss}</channel></rss>".encode(), BASE, MAY)
    assert found == (f"{BASE}b", f"{BASE}c")
    atom = "<entry><link href='/a'/><published>2025-06-01T00:00:00Z</published></entry>"
    assert parse_feed(f"<feed>{atom}</feed>".encode(), BASE, MAY) == ()


def test_a_time_belongs_to_the_entry_it_stands_in() -> None:
    """Whether the link is around it or beside it."""
    html = """<a href="/a"><time datetime="2025-05-01">1</time></a>
    <div><h2><a href="/b">B</a></h2><p><time datetime="2025-05-02T10:00+05:00">2</time></p></div>"""
    found = link_moments(Selector(html), BASE, page_links(Selector(html), BASE))
    assert {url: str(moment)[:10] for url, moment in found.items()} == {
        f"{BASE}a": "2025-05-01",
        f"{BASE}b": "2025-05-02",
    }


def test_a_time_beside_many_entries_belongs_to_none() -> None:
    """Two times in one part of the page: whose they are is a guess."""
    html = '<p><a href="/a">A</a><time datetime="2025-05-01"></time><time datetime="2025-05-02">'
    assert link_moments(Selector(html), BASE, page_links(Selector(html), BASE)) == {}


def test_archives_hold_each_day_once() -> None:
    """The newest first, never tomorrow's."""
    period = Period(date(2025, 5, 30))
    found = list(archive_paths("/{yyyy}-{mm}-{dd}", period, date(2025, 6, 1)))
    assert found == ["/2025-06-01", "/2025-05-31", "/2025-05-30"]
    assert (
        list(archive_paths("/{yyyy}/{mm}", Period(until=date(2025, 1, 1)), date(2025, 6, 1))) == []
    )


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("archive/2025/05/20/", "/archive/{yyyy}/{mm}/{dd}/"),
        ("2025-05-20", "/{yyyy}-{mm}-{dd}"),
        ("day.php?d=20250520", "/day.php?d={yyyy}{mm}{dd}"),
        ("archive/?date=2025-05-20", "/archive/?date={yyyy}-{mm}-{dd}"),
        ("archive/?date=20.05.2025", "/archive/?date={dd}.{mm}.{yyyy}"),
        ("archive/2025/13/20/", None),
        ("archive/?date=32.05.2025", None),
        ("archive/2031/05/20/", None),
        ("n/120250520", None),
        ("archive/2025/05/", None),
    ],
)
def test_archives_are_guessed_from_a_linked_day(path: str, pattern: str | None) -> None:
    """A day that the calendar has and that is over."""
    assert guess_archives([BASE + path], date(2025, 6, 1)) == ((pattern,) if pattern else ())


def test_only_what_changed_is_read_again() -> None:
    """A new sitemap, and one that tells of another change."""
    reading = Rereading()
    first = {"a": "2025-05-01", "b": "2025-05-01"}
    reading.note("index", Sitemap(sitemaps=("a", "b"), lastmod=first))
    later = Sitemap(sitemaps=("a", "b", "c"), lastmod=first | {"b": "2025-05-02"})
    assert reading.changed("index", later) == ("b", "c")


def test_sitemaps_are_read_again_once_and_not_at_once() -> None:
    """Zero seconds switches it off."""
    for seconds, due in ((0.0, ()), (600.0, ()), (1e-9, ("index",))):
        reading = Rereading()
        reading.note("index", Sitemap())
        assert reading.due(["index", "never read"], seconds) == due
        assert reading.due(["index"], seconds) == ()
