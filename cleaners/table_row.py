"""An article as a row of a table: CSV, Parquet and Arrow have the same columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaners.article import Article

# Named as in large text corpora, where they mean the same.
TABLE_COLUMNS = (
    "url",
    "title",
    "authors",
    "date",
    "date_modified",
    "language",
    "section",
    "tags",
    "description",
    "lead",
    "text",
    "view_count",
    "image_url",
    "canonical_url",
    "confidence",
    "source",
)


def article_row(article: Article) -> dict[str, Any]:
    """The values of `TABLE_COLUMNS`; None is unknown, `authors` and `tags` are lists."""
    image = article.main_image
    values = (
        article.url,
        article.headline,
        [author.name for author in article.authors],
        article.date_published,
        article.date_modified,
        article.in_language,
        article.section,
        list(article.tags),
        article.description,
        article.lead,
        article.text,
        article.view_count,
        image.url if image else None,
        article.canonical_url,
        article.metadata.confidence,
        article.metadata.source,
    )
    return dict(zip(TABLE_COLUMNS, values, strict=True))
