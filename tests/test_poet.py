"""The page object for web-poet, and Zyte's `Article` made of ours."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from cleaners import NoMainContent
from tests.replica_pages import BY_SLUG, STORIES, address, cleaned, page_bytes

poet = pytest.importorskip("cleaners.poet")
web_poet = pytest.importorskip("web_poet")

SAME = (
    ("url", "url"),
    ("canonicalUrl", "canonical_url"),
    ("headline", "headline"),
    ("datePublished", "date_published"),
    ("datePublishedRaw", "date_published_raw"),
    ("inLanguage", "in_language"),
    ("description", "description"),
    ("articleBody", "article_body"),
)


def page_object(body: bytes, url: str, content_type: str, kind: Any = None) -> Any:
    """A page object, as a framework makes it of a response."""
    headers = web_poet.HttpResponseHeaders({"Content-Type": content_type})
    response = web_poet.HttpResponse(url, body, headers=headers)
    return (kind or poet.CleanedArticlePage)(response)


def item(page: Any) -> Any:
    """What it extracts."""
    return asyncio.run(page.to_item())


@pytest.mark.parametrize("slug", STORIES[::8])
def test_its_item_is_what_clean_gives(slug: str) -> None:
    """By the names of zyte-common-items, whatever the page is encoded in."""
    body, content_type = page_bytes(slug)
    article = cleaned(slug, "profile")
    found = item(page_object(body, address(BY_SLUG[slug]), content_type))
    assert {zyte: getattr(found, zyte) for zyte, _ in SAME} == {
        zyte: getattr(article, ours) for zyte, ours in SAME
    }
    assert [author.name for author in found.authors or ()] == [a.name for a in article.authors]
    assert [crumb.url for crumb in found.breadcrumbs or ()] == [c.url for c in article.breadcrumbs]
    assert [image.url for image in found.images or ()] == [i.url for i in article.images if i.url]
    assert found.articleBodyHtml.count("<p>") >= 2
    assert found.metadata.dateDownloaded


def test_a_subclass_gives_a_field_of_its_own() -> None:
    """The others stay, and the page is cleaned once."""

    class Own(poet.CleanedArticlePage):  # type: ignore[name-defined]
        @web_poet.field
        def headline(self) -> str:
            return str(self.cleaned().headline).upper()

    slug = STORIES[0]
    body, content_type = page_bytes(slug)
    page = page_object(body, address(BY_SLUG[slug]), content_type, Own)
    found = item(page)
    assert found.headline == str(cleaned(slug, "profile").headline).upper()
    assert found.articleBody == cleaned(slug, "profile").text
    assert page.cleaned() is page.cleaned()


def test_a_page_without_a_story_says_so() -> None:
    """With the error of `clean`."""
    with pytest.raises(NoMainContent, match="no story"):
        item(page_object(b"<html><body><p>404</body></html>", "https://a.kz/x", "text/html"))
