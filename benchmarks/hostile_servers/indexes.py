"""What servers give as sitemap, feed or listing."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from benchmarks.hostile_servers import answers as a
from benchmarks.hostile_servers.connection import Connection
from benchmarks.hostile_servers.values import Door, Scenario

_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_ENTITIES = "it defines entities"
_TOO_EARLY, _NO_INDEX = "it ends too early", "it is no sitemap and no feed"
# Each entity stands for ten of the one before.
_LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12)
)
_DOCTYPE = f"<!DOCTYPE x [{_LAUGHS}<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"


def _loc(url: str, kind: str = "url", more: str = "") -> str:
    return f"<{kind}><loc>{url}</loc>{more}</{kind}>"


def _map(entries: str, head: str = "", root: str = "urlset") -> str:
    return f'<?xml version="1.0"?>{head}<{root} {_XMLNS}>{entries}</{root}>'


def _sitemap(
    name: str, text: Callable[[str], str], problem: str = "", *, stories: int = 1, asks: int = 1
) -> Scenario:
    """A sitemap; `text` makes it from the line that names a story of its own."""
    slug = name.replace(" ", "-")
    own = _loc(f"ORIGIN/2025/05/{slug}-at-the-old-bridge/")
    return Scenario(
        name, a.with_places(text(own), a.XML), problem, stories, Door.SITEMAP, asks=asks
    )


def _bare(name: str, answer: a.Answer, problem: str, asks: int = 1) -> Scenario:
    return Scenario(name, answer, problem, 0, Door.SITEMAP, asks=asks)


SITEMAPS = (
    _sitemap("good sitemap", _map),
    _sitemap("cut sitemap", lambda own: _map(own).partition("</urlset>")[0], _TOO_EARLY),
    _sitemap(
        "sitemap of other hosts",
        lambda own: _map(_loc("http://10.0.0.1/2025/05/a-b-c-d/") * 5000 + own),
    ),
    _sitemap(
        "sitemap of other schemes",
        lambda own: _map(
            "".join(
                map(
                    _loc,
                    (
                        "file:///etc/passwd",
                        "ftp://a/b",
                        "javascript:x",
                        "data:,x",
                        "TRAP/2025/05/a-b-c-d/",
                        "http://[::1/",
                    ),
                )
            )
            + own
        ),
    ),
    _sitemap(
        "sitemap that laughs", lambda own: _map(_loc("&a11;") + own, _DOCTYPE), _ENTITIES, stories=0
    ),
    _sitemap("sitemap with a file", lambda own: _map(_loc("&file;") + own, _DOCTYPE), _ENTITIES),
    _sitemap("deep sitemap", lambda own: _map(own + "<a>" * 50_000 + "</a>" * 50_000)),
    _sitemap(
        "sitemap of long addresses", lambda own: _map(own + _loc("ORIGIN/" + "a" * a.MIB) * 3)
    ),
    _sitemap(
        "sitemap of odd dates",
        lambda own: _map(
            _loc("ORIGIN/2025/05/", more="<lastmod>99999-99-99T99:99:99+99:99</lastmod>") * 50 + own
        ),
    ),
    _sitemap("sitemap of one story many times", lambda own: _map(own * 20_000)),
    _sitemap(
        "plain list of rubbish",
        lambda own: (
            "http://\x00\x01\n" * 5000 + own.replace("<url><loc>", "").replace("</loc></url>", "")
        ),
    ),
    _bare("empty sitemap", a.give("", a.XML), _NO_INDEX),
    _bare("page as a sitemap", a.give(a.page_html("<p>Nothing here."), a.HTML), _NO_INDEX),
    _bare("rubbish as a sitemap", a.give(bytes(range(256)) * 1000, a.XML), _NO_INDEX),
    _bare(
        "sitemap bomb",
        a.give(gzip.compress(bytes(60 * a.MIB)), "Content-Type: application/gzip\r\n"),
        "it can not be unpacked",
    ),
    _bare(
        "sitemap without end",
        a.endless(a.OK + a.XML + "\r\n", b"<url><loc>x</loc></url>" * 2000),
        "Download",
    ),
    _bare("sitemap drop by drop", a.dripping(a.OK + a.XML + "\r\n", b"<"), "DownloadTimeoutError"),
    _bare("sitemap that is forbidden", a.give("no", status="403 No"), "HTTP 403"),
    _bare("sitemap on this machine", a.redirect("{trap}/map.xml"), "redirected"),
    Scenario(
        "index that names itself",
        a.made(
            lambda to: a.give(
                _map(_loc(to.origin + to.path, "sitemap") * 100, root="sitemapindex"), a.XML
            )
        ),
        "",
        0,
        Door.SITEMAP,
    ),
    Scenario(
        "indexes without end",
        a.made(
            lambda to: a.give(
                _map(
                    "".join(_loc(f"{to.origin}{to.path}/{n}", "sitemap") for n in range(2)),
                    root="sitemapindex",
                ),
                a.XML,
            )
        ),
        "",
        0,
        Door.SITEMAP,
        asks=31,
    ),
)


def _feed(
    name: str, text: Callable[[str], str], problem: str = "", *, stories: int = 1
) -> Scenario:
    slug = name.replace(" ", "-")
    own = f"<item><link>ORIGIN/2025/05/{slug}-at-the-old-bridge/</link></item>"
    return Scenario(name, a.with_places(text(own), a.XML), problem, stories, Door.FEED)


def _rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss><channel>{items}</channel></rss>'


FEEDS = (
    _feed("good feed", _rss),
    _feed(
        "feed that laughs",
        lambda own: _rss("<item><link>&a11;</link></item>" + own, _DOCTYPE),
        _ENTITIES,
        stories=0,
    ),
    _feed(
        "feed of scripts",
        lambda own: _rss(
            "<item><link>javascript:x</link></item><item><guid>TRAP/2025/05/a-b-c-d/</guid></item>"
            + own
        ),
    ),
    _feed(
        "feed of many items", lambda own: _rss(own + "<item><link>/a.jpg</link></item>" * 40_000)
    ),
    _feed("cut feed", lambda own: _rss(own).partition("</channel>")[0], _TOO_EARLY),
)


def _listing(name: str, body: Callable[[str], str], *, asks: int = 1, head: str = "") -> Scenario:
    slug = name.replace(" ", "-")
    own = f'<a href="/2025/05/{slug}-at-the-old-bridge/">story</a>'
    text = a.page_html(body(own), head)
    return Scenario(name, a.with_places(text), "", 1, Door.LISTING, asks=asks)


def _numbered(pattern: str, own: str) -> Callable[[Connection], a.Answer]:
    """A page that links to pages with the next numbers."""

    def make(to: Connection) -> a.Answer:
        number = int("".join(char for char in to.path if char.isdigit()) or 1)
        return a.give(a.page_html(own + pattern.format(*range(number + 1, number + 5))))

    return make


_PAGES = '<a rel="next" href="/pageswithoutend/?page={0}">next</a>'
_PAGES_STORY = '<a href="/2025/05/pages-without-end-at-the-old-bridge/">story</a>'
_CALENDAR = "".join(f'<a href="/days/{{{n}}}/">day</a>' for n in range(4))
_CALENDAR_STORY = '<a href="/2025/05/days-at-the-old-bridge/">story</a>'

LISTINGS = (
    _listing("good listing", lambda own: own),
    _listing(
        "links of other schemes",
        lambda own: (
            '<a href="javascript:x">x</a><a href="file:///etc/passwd">x</a>'
            '<a href="data:,x">x</a><a href="http://[::1/">x</a>' + own
        ),
    ),
    _listing(
        "links to this machine",
        lambda own: (
            '<a href="TRAP/2025/05/a-b-c-d-e/">x</a><a href="http://me:hunter2@127.0.0.1/2025/05/a-b-c-d-e/">x</a>'
            + own
        ),
    ),
    _listing(
        "base on this machine",
        lambda own: own.replace('href="', 'href="ORIGIN') + '<a href="/2025/05/a-b-c-d-e/">x</a>',
        head='<base href="TRAP/">',
    ),
    _listing("link of a megabyte", lambda own: f'<a href="/{"a" * a.MIB}">x</a>' + own),
    _listing(
        "hundred thousand links",
        lambda own: own + "".join(f'<a href="/i/{n}.jpg">x</a>' for n in range(100_000)),
    ),
    _listing(
        "next page that is itself",
        lambda own: own + '<a rel="next" href="">next</a><a rel="next" href="#x">n</a>',
        asks=2,
    ),
    _listing(
        "links that grow",
        lambda own: own + '<a href="more/">more</a><a href="./more/">more</a>',
        asks=10,
    ),
    Scenario(
        "pages without end", a.made(_numbered(_PAGES, _PAGES_STORY)), "", 1, Door.LISTING, asks=12
    ),
    Scenario("days", a.made(_numbered(_CALENDAR, _CALENDAR_STORY)), "", 1, Door.LISTING, asks=60),
)

INDEXES = (*SITEMAPS, *FEEDS, *LISTINGS)
