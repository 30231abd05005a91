"""Dates that no markup tells."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.markup.date_search import search_dates
from tests.costs import count_calls


def dates(body: str) -> tuple[str, ...]:
    """What is found on a page with this body."""
    return search_dates(LexborHTMLParser(f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Мост</h1><p>20 мая 2025</p>",
        "<div><div><h1>Мост</h1></div></div><div><span>20 мая 2025</span></div>",
        "<p>20 мая 2025</p><h1>Мост</h1>",
        "<div><p>20 мая 2025</p></div><div><h1>Мост</h1></div>",
        f"<h1>Мост</h1>{'<p>а</p>' * 50}<p>20 мая 2025</p>",
    ],
)
def test_a_short_text_by_the_headline_may_be_the_date(body: str) -> None:
    """Below it or above it."""
    assert dates(body) == ("20 мая 2025",)


@pytest.mark.parametrize(
    "body",
    [
        "<p>20 мая 2025</p>",
        "<h1>Мост</h1><p>20 мая</p>",
        "<h1>Мост</h1><p>Обновлено 20 мая 2025</p>",
        "<h1>Мост</h1><p>Обновлено <b>20 мая 2025</b></p>",
        f"<h1>Мост</h1><p>{'Мост ' * 20} 2025</p>",
        f"<h1>Мост</h1>{'<p>а</p>' * 200}<p>20 мая 2025</p>",
    ],
)
def test_other_texts_are_none(body: str) -> None:
    """Without a headline, without a year, of a change, too long, too far away."""
    assert dates(body) == ()


def test_below_goes_before_above() -> None:
    """Above stand menus and banners."""
    assert dates("<p>2024</p><h1>Мост</h1><p>20 мая 2025</p>") == ("20 мая 2025", "2024")


@pytest.mark.parametrize(
    "text",
    [
        '{"publishedDate": "2025-05-20T14:05:00Z"}',
        '{"a": {"publish_date":"2025-05-20T14:05:00Z"}}',
        '"{\\"datePublished\\":\\"2025-05-20T14:05:00Z\\"}"',
        '{"publishedAt": "2025-05-20T14:05:00Z", "publishedDate": "2025-05-20"}',
    ],
)
def test_scripts_may_know_the_date(text: str) -> None:
    """By the names that such data have; also as JSON within JSON."""
    assert dates(f"<script>{text}</script>") == ("2025-05-20T14:05:00Z",)


def test_scripts_with_several_days_tell_none() -> None:
    """They list the teasers of the page."""
    text = '[{"publishedDate": "2025-05-20"}, {"publishedDate": "2025-05-19"}]'
    assert dates(f"<script>{text}</script>") == ()


@pytest.mark.parametrize("piece", ["\\", 'pubDate"', 'pubDate\\"', "<h1>1999", "<p>2025"])
def test_a_search_does_not_grow_with_the_page(piece: str) -> None:
    """Every search has its bounds."""
    page = f"<h1>Мост</h1><script>{piece * 100_000}</script>{piece * 20_000}"
    tree = LexborHTMLParser(page)
    assert count_calls(lambda: search_dates(tree)) < 5_000
