"""Stories and listings by their addresses alone."""

from __future__ import annotations

import pytest

from crawler.discovery.url_guess import looks_like_article, looks_like_listing, page_number

ARTICLES = [
    "/2025/05/20/bridge-opens/",
    "/2025/5/20/bridge",
    "/2025/05/bridge-opens",
    "/news/20250520/bridge.html",
    "/sport/team-wins-the-cup-again/",
    "/news/123456",
    "/news/1234/",
    "/ru/article/51023-most-otkryt",
    "/society/most-otkryt-posle-remonta_a4012345",
    "/content/news/412345.html",
    "/russian/articles/most-otkryt-5120",
    "/most-otkryt-remont.html",
    "/n/molochnyy-poyas/",
    "/en/article/milk_belt",
    "/index.php?id=4711",
    "/?p=123",
    "/kk/zhanalyk/koepir-ashyldy-201",
    "/%D0%BC%D0%BE%D1%81%D1%82-%D1%87%D0%B5%D1%80%D0%B5%D0%B7-%D1%80%D0%B5%D0%BA%D1%83-1",
]
LISTINGS = [
    *("/", "/sport/", "/news/economy/", "/kk/", "/v-mire", "/sport/?page=5"),
    *("/sport/page/2/", "/sport/page-3", "/real-estate", "/news/2/", "/news/real-estate/"),
]
NEITHER = [
    *("/2025/", "/2025/05/", "/2025/05/20/", "/archive/2025-05-20", "/news/2025/05"),
    *("/tag/bridges-and-how-we-build-them/", "/author/john-of-the-long-name/"),
    *("/login?next=/sport/", "/search?q=bridge", "/sport/?sort=asc", "/sport/?page=6"),
    *("/sport/page/600/", "/sport/?page=99999999999999999999", "/sport/?page=two"),
    *("/amp/team-wins-the-cup-again/", "/print/team-wins-the-cup-again/", "/a/b/c/d/"),
    *("/" + "a" * 60 + "/", "/wp-login.php", "/users/login/", "/rss/", "/calendar/?d=20250520"),
]


@pytest.mark.parametrize("path", ARTICLES)
def test_articles(path: str) -> None:
    """Dates with a name, slugs of four words, identifiers."""
    assert looks_like_article(f"https://example.org{path}")


@pytest.mark.parametrize("path", LISTINGS)
def test_listings(path: str) -> None:
    """Short paths, and their first five pages; a listing is no story."""
    url = f"https://example.org{path}"
    assert looks_like_listing(url)
    assert not looks_like_article(url)


@pytest.mark.parametrize("path", NEITHER)
def test_neither(path: str) -> None:
    """Calendars, tags, people, forms and the hundredth page are left alone."""
    url = f"https://example.org{path}"
    assert not looks_like_article(url)
    assert not looks_like_listing(url)


@pytest.mark.parametrize(
    ("path", "number"),
    [("/a/", 1), ("/a/?page=3", 3), ("/a/page/4/", 4), ("/a/page-2/", 2), ("/a/?PAGEN_1=2", 2)],
)
def test_page_number(path: str, number: int) -> None:
    """In the query or at the end of the path."""
    assert page_number(f"https://example.org{path}") == number


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2025/05/20/bridge-opens/2/",
        "https://example.org/n/the-bridge-opens-at-last/3",
    ],
)
def test_pages_of_a_story_are_neither(url: str) -> None:
    """The story leads to them."""
    assert not looks_like_article(url)
    assert not looks_like_listing(url)


def test_pages_of_a_section_are_listings() -> None:
    """Also where its name has two words."""
    assert looks_like_listing("https://example.org/real-estate/2/")
