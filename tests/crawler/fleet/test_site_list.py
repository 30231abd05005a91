"""Lists of sites in files."""

from __future__ import annotations

import pytest

pytest.importorskip("psycopg", reason="a fleet")

from crawler.fleet.site_list import SiteListError, checked, read_sites

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>News</title></head><body>
<outline text="Kazakhstan">
  <outline type="rss" text="A" xmlUrl="https://a.kz/feed.xml" htmlUrl="https://a.kz/"/>
  <outline type="rss" text="B" xmlUrl="https://b.kz/news/rss"/>
</outline>
<outline type="rss" text="A again" xmlUrl="https://a.kz/kk/feed.xml" htmlUrl="https://a.kz/"/>
</body></opml>
"""


def test_lines() -> None:
    """One address a line, each once; remarks and blank lines are nothing."""
    text = "# ours\nhttps://a.kz/  # the first\n\n https://b.kz/\nhttps://a.kz/\n"
    assert read_sites(text.encode(), "sites.txt") == ["https://a.kz/", "https://b.kz/"]


def test_opml() -> None:
    """The site of each feed; its front page where it names none."""
    assert read_sites(OPML.encode(), "feeds.opml") == ["https://a.kz/", "https://b.kz/"]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n\n  "])
def test_what_editors_put_in_front(mark: bytes) -> None:
    """A byte order mark, or white space."""
    assert read_sites(mark + b"https://a.kz/\n", "sites.txt") == ["https://a.kz/"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"https://a.kz/\nmailto:me@a.kz\n", r"sites, line 2: mailto:me@a\.kz: "),
        (b"\xcd\xee\xe2\xee\xf1\xf2\xe8\n", r"sites is not UTF-8 \(at byte 0\)"),
        (b"<opml><body>", "sites is no OPML: "),
    ],
)
def test_what_can_not_be_read(data: bytes, said: str) -> None:
    """The message says where and why."""
    with pytest.raises(SiteListError, match=said):
        read_sites(data, "sites")


def test_entities_of_a_list_are_not_followed() -> None:
    """It may come from a stranger."""
    bomb = '<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>&x;</body></opml>'
    assert read_sites(bomb.encode(), "feeds.opml") == []


def test_an_address_has_one_spelling() -> None:
    """What a crawl makes of it: no capitals in the host, no fragment, no port that all have."""
    text = "https://a.kz\nHTTPS://A.kz/\nhttps://a.kz:443/#top\n"
    assert read_sites(text.encode(), "sites.txt") == ["https://a.kz/"]
    assert checked("https://a.kz") == "https://a.kz/"


def test_what_is_no_site() -> None:
    """The message repeats it."""
    with pytest.raises(SiteListError, match=r"ftp://a\.kz/"):
        checked("ftp://a.kz/")
