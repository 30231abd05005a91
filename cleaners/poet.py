"""For scrapy-poet and other web-poet frameworks: a page object, and Zyte's `Article` of ours.

Needs the extra `poet`. `import cleaners` does not load this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import zyte_common_items as zyte
from web_poet import cached_method, field

from cleaners.flow import clean
from cleaners.story_html import story_html

if TYPE_CHECKING:
    from cleaners.article import Article


class CleanedArticlePage(zyte.ArticlePage):
    """An `ArticlePage` whose fields are those of `cleaners.clean`.

    A subclass may give a field of its own. A page without a story raises `NoMainContent`, other
    errors are those of `clean`.
    """

    @cached_method
    def cleaned(self) -> Article:
        """The article with all that Chistovik knows of it, blocks and reasons included."""
        return clean(
            bytes(self.response.body),
            str(self.response.url),
            content_type=self.response.headers.get("Content-Type"),
        )

    @cached_method
    def _item(self) -> zyte.Article:
        return zyte_article(self.cleaned())

    @field
    def headline(self) -> str | None:
        """As printed over the story."""
        return self._item().headline

    @field
    def datePublished(self) -> str | None:  # noqa: N802  the names are Zyte's, here and below
        """ISO 8601, with the zone where the page tells it."""
        return self._item().datePublished

    @field
    def datePublishedRaw(self) -> str | None:  # noqa: N802
        """As the page tells it."""
        return self._item().datePublishedRaw

    @field
    def dateModified(self) -> str | None:  # noqa: N802
        """Last change, ISO 8601."""
        return self._item().dateModified

    @field
    def authors(self) -> list[zyte.Author] | None:
        """In the order of the page."""
        return self._item().authors

    @field
    def breadcrumbs(self) -> list[zyte.Breadcrumb] | None:
        """The path from the front page."""
        return self._item().breadcrumbs

    @field
    def inLanguage(self) -> str | None:  # noqa: N802
        """Language of the text."""
        return self._item().inLanguage

    @field
    def mainImage(self) -> zyte.Image | None:  # noqa: N802
        """The picture that stands for the story."""
        return self._item().mainImage

    @field
    def images(self) -> list[zyte.Image] | None:
        """Pictures of the story."""
        return self._item().images

    @field
    def description(self) -> str | None:
        """The summary for search engines."""
        return self._item().description

    @field
    def articleBody(self) -> str | None:  # noqa: N802
        """The story, paragraphs joined by a blank line."""
        return self._item().articleBody

    @field
    def articleBodyHtml(self) -> str | None:  # noqa: N802
        """The story with its links and pictures."""
        return self._item().articleBodyHtml

    @field
    def canonicalUrl(self) -> str | None:  # noqa: N802
        """The address that the page declares its own."""
        return self._item().canonicalUrl


def zyte_article(article: Article) -> zyte.Article:
    """The article as an item of zyte-common-items; what is unknown is None.

    What that has no field for, such as `lead`, `tags` or `removed`, is left out.
    """
    images = [zyte.Image(url=image.url) for image in article.images if image.url]
    return zyte.Article(
        url=article.url or article.canonical_url or "",
        canonicalUrl=article.canonical_url,
        headline=article.headline,
        datePublished=article.date_published,
        datePublishedRaw=article.date_published_raw,
        dateModified=article.date_modified,
        authors=[zyte.Author(name=one.name, nameRaw=one.name) for one in article.authors] or None,
        breadcrumbs=[zyte.Breadcrumb(name=one.name, url=one.url) for one in article.breadcrumbs]
        or None,
        inLanguage=article.in_language,
        mainImage=zyte.Image(url=article.main_image.url) if article.main_image else None,
        images=images or None,
        description=article.description,
        articleBody=article.article_body,
        articleBodyHtml=story_html(article.story_blocks) or None,
    )
