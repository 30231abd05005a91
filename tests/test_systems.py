"""Stories in the markup of further publishing systems: every fact that a page prints is right."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from tests.systems import AUTHOR, HEADLINE, HOST, MOMENT, SYSTEMS, TEXTS, UNPRINTED, URL


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest) -> str:
    """The name of a system."""
    return str(request.param)


@pytest.fixture
def article(system: str) -> Article:
    """The story as this system prints it."""
    return clean(SYSTEMS[system], URL, profile=None)


def test_the_text_is_the_story(article: Article) -> None:
    """No comment, no list of tags, no footer."""
    assert article.article_body == "\n\n".join(TEXTS)


def test_the_headline(article: Article) -> None:
    """Not the name of the site."""
    assert article.headline == HEADLINE


def test_the_author(article: Article) -> None:
    """Not the one of a comment, nor who stands in the footer."""
    assert [author.name for author in article.authors] == [AUTHOR]


def test_the_moment(system: str, article: Article) -> None:
    """With the zone where the page tells it."""
    expected = MOMENT[:19] if system in UNPRINTED["zone"] else MOMENT
    assert article.date_published == expected


def test_section_and_tags(system: str, article: Article) -> None:
    """By breadcrumbs, classes, addresses or the head."""
    assert article.section == (None if system in UNPRINTED["section"] else "Город")
    assert article.tags == (() if system in UNPRINTED["tags"] else ("мост", "река"))


def test_the_picture(system: str, article: Article) -> None:
    """Without `og:image`."""
    expected = None if system in UNPRINTED["picture"] else f"{HOST}/most.jpg"
    assert (article.main_image.url if article.main_image else None) == expected


def test_the_page_is_a_story(article: Article) -> None:
    """And has one page."""
    assert (article.metadata.page_type, article.metadata.part) == (None, None)
