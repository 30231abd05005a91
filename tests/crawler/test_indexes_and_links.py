"""Sitemaps, feeds and links: what stands in them, and what must not come out of them."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsel import Selector

from cleaners.markup import xpath_process
from crawler.discovery import xml_entries
from crawler.discovery.indexes import Sitemap, parse_feed, parse_sitemap
from crawler.discovery.links import feed_links, next_links, page_links, selected_links
from crawler.discovery.listing import MIN_MENU_STORIES, read_listing
from crawler.discovery.plan import plan_without_discovery

BASE = "https://example.org/"
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry>'
    '<link rel="self" href="/feed/1"/><link rel="alternate" href="/a"/></entry></feed>'
)
RSS_1 = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/"><item><link>/a</link></item></rdf:RDF>'
)
BOMB = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


def test_urlset() -> None:
    """Pages in order; pictures of a page are no pages."""
    data = (
        f"<urlset {SITEMAP} {IMAGE}><url><loc>https://example.org/a</loc><image:image><image:loc>"
        "https://example.org/a.jpg</image:loc></image:image></url>"
        "<url><loc> https://example.org/b </loc><changefreq>daily</changefreq></url></urlset>"
    )
    found = parse_sitemap(data.encode(), BASE)
    assert found == Sitemap(pages=("https://example.org/a", "https://example.org/b"))


def test_index() -> None:
    """An index names sitemaps."""
    data = f"<sitemapindex {SITEMAP}><sitemap><loc>/s-1.xml</loc></sitemap></sitemapindex>"
    assert parse_sitemap(data.encode(), BASE) == Sitemap(sitemaps=("https://example.org/s-1.xml",))


def test_the_newest_comes_first() -> None:
    """By `lastmod`; what has none comes last, in the order of the file."""
    dates = {"a": "", "b": "2024-12-31", "c": "2025-05-20T14:05:00+05:00", "d": ""}
    body = "".join(
        f"<url><loc>/{name}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>"
        for name, date in dates.items()
    )
    found = parse_sitemap(f"<urlset>{body}</urlset>".encode(), BASE)
    assert [url[-1] for url in found.pages] == ["c", "b", "a", "d"]


def test_news_sitemap() -> None:
    """What carries `news:news` is a story whatever its address."""
    data = f"<urlset {SITEMAP} {NEWS}><url><loc>/x1</loc><n:news/></url></urlset>"
    assert parse_sitemap(data.encode(), BASE) == Sitemap(news=("https://example.org/x1",))


def test_gzip() -> None:
    """Packed sitemaps are unpacked, whatever their name."""
    data = gzip.compress(b"<urlset><url><loc>/a</loc></url></urlset>")
    assert parse_sitemap(data, BASE).pages == ("https://example.org/a",)


def test_gzip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody unpacks more than the protocol allows."""
    monkeypatch.setattr(xml_entries, "MAX_UNPACKED_BYTES", 1000)
    data = gzip.compress(b"<urlset>" + b" " * 2000 + b"<url><loc>/a</loc></url></urlset>")
    assert parse_sitemap(data, BASE) == Sitemap()


def test_plain_list() -> None:
    """A text file with one address a line is a sitemap, too."""
    data = "\ufeffhttps://example.org/a\r\nnot an address\r\nhttps://example.org/b"
    assert parse_sitemap(data.encode(), BASE).pages == (
        "https://example.org/a",
        "https://example.org/b",
    )


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b broken", b"\x00\x01", b"<", b"<urlset>"])
def test_broken_sitemaps_name_nothing(data: bytes) -> None:
    """No exception reaches the spider."""
    assert parse_sitemap(data, BASE) == Sitemap()


@pytest.mark.parametrize("entity", ["&c;", "&f;"])
def test_entities_are_not_expanded(entity: str) -> None:
    """Neither a bomb nor a file of this machine comes out of an entity."""
    data = f"{BOMB}<urlset><url><loc>https://example.org/{entity}</loc></url></urlset>"
    assert parse_sitemap(data.encode(), BASE).pages in {(), ("https://example.org/",)}


@given(st.binary() | st.binary().map(b"<urlset><url><loc>".__add__))
def test_any_bytes(data: bytes) -> None:
    """Whatever a server sends, reading it raises nothing."""
    parse_sitemap(data, BASE)
    parse_feed(data, BASE)


@pytest.mark.parametrize(
    "data",
    [
        "<rss><channel><link>/</link><item><link>/a?utm_source=rss</link></item></channel></rss>",
        "<rss><channel><item><guid>https://example.org/a</guid></item></channel></rss>",
        ATOM,
        RSS_1,
        '\n<?xml version="1.0" encoding="utf-8"?><rss><item><link>/a</link></item></rss>',
    ],
    ids=["rss", "guid", "atom", "rss 1.0", "blank line first"],
)
def test_feeds(data: str) -> None:
    """Only the stories of a feed, not the feed's own link."""
    assert parse_feed(data.encode(), BASE) == ("https://example.org/a",)


def test_guid_that_is_no_address() -> None:
    """An identifier is only followed when it says that it is an address."""
    data = '<rss><item><guid isPermaLink="false">https://example.org/a</guid></item></rss>'
    assert parse_feed(data.encode(), BASE) == ()


def test_feed_in_windows_1251() -> None:
    """The declared encoding is kept."""
    data = '<?xml version="1.0" encoding="windows-1251"?><rss><item><link>/мост</link></item></rss>'
    found = parse_feed(data.encode("windows-1251"), BASE)
    assert found == ("https://example.org/%D0%BC%D0%BE%D1%81%D1%82",)


def test_selected_links() -> None:
    """CSS and XPath, of links alone or of their attribute."""
    page = '<div class="n"><a href="/a">a</a></div><a href="/b">b</a>'
    for selector in ("div.n > a", "xpath://div/a", "xpath://div/a/@href"):
        assert selected_links(page, [selector], BASE) == ("https://example.org/a",)


def test_a_selector_that_takes_too_long_finds_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is ended by the kernel and named in the log; the crawl goes on."""
    monkeypatch.setattr(xpath_process, "XPATH_SECONDS", 0.3)
    slow = "xpath://*[count(//*//*[count(//*//*) > 1]) > 1]//a"
    page = "<div><p><a href=/a>a</a></p></div>" * 2_000
    assert selected_links(page, [slow], BASE) == ()
    assert "took over 0.3 s" in caplog.text
    assert selected_links("<a href=/a>a</a>", ["xpath://a"], BASE) == ("https://example.org/a",)


def test_page_links() -> None:
    """Pages only, each once."""
    page = Selector('<a href="/a">a</a><a href="/a#b">a</a><a href="/c.pdf">c</a><a>d</a>')
    assert page_links(page, BASE) == ("https://example.org/a",)


def test_feed_links() -> None:
    """RSS and Atom; another language of the page is no feed."""
    page = Selector(
        '<link rel="alternate" type="application/rss+xml" href="/rss">'
        '<link rel="ALTERNATE" type="application/atom+xml" href="/atom">'
        '<link rel="alternate" hreflang="kk" href="/kk/">'
        '<link rel="stylesheet" type="text/css" href="/a.css">'
    )
    assert feed_links(page, BASE) == ("https://example.org/rss", "https://example.org/atom")


def test_next_links() -> None:
    """In the head or in the body."""
    page = Selector('<link rel="next" href="/n?page=2"><a rel="next" href="/n?page=2">2</a>')
    assert next_links(page, BASE) == ("https://example.org/n?page=2",)


@pytest.mark.parametrize(
    ("name", "bound"),
    [("MAX_ENTRIES", 2), ("MAX_ELEMENTS", 5), ("MAX_ELEMENTS_OF_ENTRY", 3)],
)
def test_a_sitemap_is_read_up_to_its_bounds(
    name: str, bound: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came before counts: entries, elements in all, and elements of one entry."""
    monkeypatch.setattr(xml_entries, name, bound)
    small = "".join(f"<url><loc>/n/{number}/</loc></url>" for number in range(2))
    data = f"<urlset>{small}<url>{'<image/>' * 9}<loc>/n/2/</loc></url></urlset>"
    assert parse_sitemap(data.encode(), BASE).pages == (f"{BASE}n/0/", f"{BASE}n/1/")


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (
            ["wp-sitemap-posts-post-1", "wp-sitemap-posts-page-1", "wp-sitemap-taxonomies-tag-1",
             "wp-sitemap-users-1"],
            ["wp-sitemap-posts-post-1"],
        ),
        (["post-sitemap", "post-sitemap2", "page-sitemap", "author-sitemap"],
         ["post-sitemap", "post-sitemap2"]),
        (["sitemap-news", "sitemap-tags", "sitemap_static"], ["sitemap-news"]),
        (["sitemap-pages-1", "sitemap-pages-2"], ["sitemap-pages-1", "sitemap-pages-2"]),
        (["sitemap-page-1", "sitemap-page-2"], ["sitemap-page-1", "sitemap-page-2"]),
    ],
    ids=["WordPress", "plugins", "names", "pages alone", "numbered"],
)  # fmt: skip
def test_sitemaps_of_other_pages_are_not_asked_for(names: list[str], read: list[str]) -> None:
    """Static pages, tags and authors; unless the index names nothing else."""
    entries = "".join(f"<sitemap><loc>/{name}.xml</loc></sitemap>" for name in names)
    found = parse_sitemap(f"<sitemapindex>{entries}</sitemapindex>".encode(), BASE)
    assert found.sitemaps == tuple(f"{BASE}{name}.xml" for name in read)


ABOUT, STORY = "/what-we-are-and-who-writes/", "/2026/05/20/bridge-opens/"


@pytest.mark.parametrize(
    "menu",
    [
        "<nav><a href='{}'>a</a></nav>",
        "<footer><p><a href='{}'>a</a></footer>",
        "<ul><li class='page_item page-item-2'><a href='{}'>a</a></ul>",
        "<div><div class='menu-item menu-item-object-page'><a href='{}'>a</a></div></div>",
    ],
)
def test_menus_lead_to_static_pages(menu: str) -> None:
    """Whatever their addresses look like; many such addresses are those of stories."""
    plan = plan_without_discovery(BASE)
    listed = read_listing(f"{menu.format(ABOUT)}<main><a href={STORY}>b</a></main>", BASE, plan, 99)
    assert [*listed.stories] == [f"{BASE[:-1]}{STORY}"]
    assert not read_listing(menu.format(ABOUT), BASE, plan, 99).stories
    many = "".join(menu.format(f"{STORY[:-1]}-{number}/") for number in range(MIN_MENU_STORIES))
    assert len(read_listing(many, BASE, plan, 99).stories) == MIN_MENU_STORIES


def test_links_in_the_footer_of_an_entry_lead_to_stories() -> None:
    """So do those to the next story."""
    entry = f"<article><footer class=entry-footer><a href={STORY}>more</a></footer></article>"
    follower = f"<nav class=post-navigation><a href={ABOUT}>next</a></nav>"
    listed = read_listing(entry + follower, BASE, plan_without_discovery(BASE), 99)
    assert len(listed.stories) == 2
