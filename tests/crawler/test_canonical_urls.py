"""One spelling for one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.canonical_urls import (
    absolute_urls,
    canonical_url,
    is_media,
    origin_of,
    page_key,
)
from crawler.spiders.spider_arguments import BadArgumentError, parse_start


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:443/a", "http://example.org:443/a"),
        ("http://example.org:8017/a", "http://example.org:8017/a"),
        ("HTTPS://EXAMPLE.org/A", "https://example.org/A"),
        ("https://example.org/a#comments", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
        ("https://example.org/a?fbclid=1&id=7&gclid=2", "https://example.org/a?id=7"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://user:word@example.org/a", "https://example.org/a"),
        ("https://example.org/n/мост/", "https://example.org/n/%D0%BC%D0%BE%D1%81%D1%82/"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/a/../b", "https://example.org/b"),
        ("http://[::1]:8017/a", "http://[::1]:8017/a"),
        ("  https://example.org/a\n", "https://example.org/a"),
    ],
)
def test_canonical_spelling(url: str, expected: str) -> None:
    """Noise goes, what names the page stays."""
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        *("", "#top", "/n/a/", "example.org", "mailto:a@example.org", "javascript:void(0)"),
        *("ftp://example.org/a", "file:///etc/passwd", "data:text/html,a", "https://", "http:///a"),
        *("http://[::1/", "http://example.org:port/", "https://example.org/" + "a" * 3000),
    ],
)
def test_no_web_address(url: str) -> None:
    """Anything but http and https with a host is refused."""
    assert canonical_url(url) is None


@given(st.text() | st.text().map("http://example.org/".__add__) | st.text().map("http://".__add__))
def test_canonical_is_stable(url: str) -> None:
    """Whatever stands in a page, nothing is raised, and the canonical address is its own one."""
    found = canonical_url(url)
    assert found is None or canonical_url(found) == found


def test_relative_links() -> None:
    """Links are joined to the page's address; each page appears once, in the page's order."""
    found = absolute_urls(["../b", "?page=2", "//other.org/c", "../b#top"], "https://a.org/n/x/")
    assert found == ("https://a.org/n/b", "https://a.org/n/x/?page=2", "https://other.org/c")


@pytest.mark.parametrize("url", [None, "", "example.org", "ftp://example.org/", "http://"])
def test_bad_start(url: str | None) -> None:
    """The sentence tells what to write instead."""
    with pytest.raises(BadArgumentError, match=r"write -a url=https://e\.org/$"):
        parse_start(url, "https://e.org/")


def test_origin() -> None:
    """The port stays."""
    assert origin_of("http://127.0.0.1:8017/n/a/?b=c") == "http://127.0.0.1:8017"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.org/a.jpg", True),
        ("https://a.org/a.PDF?x=1", True),
        ("https://a.org/a.html", False),
        ("https://a.org/v1.zip/notes", False),
        ("https://photo.jpg/", False),
    ],
)
def test_media(url: str, expected: bool) -> None:
    """Only the ending of the path counts."""
    assert is_media(url) is expected


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://example.org/n/a",
            "http://www.example.org:80/n/a/",
            "https://example.org/amp/n/a",
        ),
        *(
            "https://example.org/n/a/amp",
            "https://example.org/n/a/print/",
            "http://example.org/n/a?amp",
        ),
        *(
            "https://example.org/n/a/?print=1&utm_source=x",
            "https://example.org/n/a?outputType=amp#b",
        ),
        "https://example.org/n/a/amp.html",
    ],
)
def test_a_page_has_one_key(url: str) -> None:
    """However it is written and presented."""
    assert page_key(url) == "https://example.org/n/a"


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.org/n/b", "https://example.org/n/a?page=2", "https://m.example.org/n/a"),
        *(
            "https://example.org:8443/n/a",
            "https://example.org/n/a/amplifier/",
            "https://example.org/",
        ),
    ],
)
def test_other_pages_have_others(url: str) -> None:
    """A port, a number of a page, a word that only begins like AMP."""
    assert page_key(url) != "https://example.org/n/a"


@given(st.text(max_size=60))
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    """For any address that is one."""
    url = canonical_url(f"https://example.org/{text}")
    if url:
        assert page_key(page_key(url)) == page_key(url)


@pytest.mark.parametrize(
    "noise", ["?replytocom=7#respond", "?share=telegram&nb=1", "?unapproved=3&moderation-hash=a",
              "comment-page-2/#comments"],
)  # fmt: skip
def test_buttons_and_comments_make_no_page_of_their_own(noise: str) -> None:
    """Answers to a comment, shares, the pages of the comments."""
    story = "https://example.org/2025/05/20/bridge-opens/"
    assert page_key(story + noise) == page_key(story)
