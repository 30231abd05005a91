"""An article as `NewsArticle` of schema.org, in JSON-LD: what search engines read in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaners.article import Article, Breadcrumb, Picture


def to_news_article(article: Article) -> dict[str, Any]:
    """The article by the names of schema.org; what is unknown is left out.

    Authors have no type: a page seldom tells whether a name is that of a person.
    """
    address = article.canonical_url or article.url
    values = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": address,
        "headline": article.headline,
        "author": [{"name": author.name} for author in article.authors],
        "datePublished": article.date_published,
        "dateModified": article.date_modified,
        "inLanguage": article.in_language,
        "description": article.description,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "isAccessibleForFree": article.is_accessible_for_free,
        "image": _images(article),
        "articleBody": article.article_body,
        "interactionStatistic": _views(article.view_count),
        "mainEntityOfPage": _page(address, article.breadcrumbs),
    }
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def _images(article: Article) -> list[dict[str, str]]:
    """The pictures that have an address, the one that stands for the story first."""
    known = {picture.url: _image(picture) for picture in article.images if picture.url}
    main = article.main_image.url if article.main_image else None
    first = {main: known.get(main, _image_object(main))} if main else {}
    return list((first | known).values())


def _image(picture: Picture) -> dict[str, str]:
    told = {"caption": picture.caption, "creditText": picture.credit}
    return _image_object(picture.url or "") | {name: text for name, text in told.items() if text}


def _image_object(url: str) -> dict[str, str]:
    return {"@type": "ImageObject", "url": url}


def _views(count: int | None) -> dict[str, Any] | None:
    if count is None:
        return None
    return {
        "@type": "InteractionCounter",
        "interactionType": {"@type": "ReadAction"},
        "userInteractionCount": count,
    }


def _page(address: str | None, crumbs: tuple[Breadcrumb, ...]) -> dict[str, Any]:
    steps = [
        {"@type": "ListItem", "position": position, "name": crumb.name}
        | ({"item": crumb.url} if crumb.url else {})
        for position, crumb in enumerate(crumbs, 1)
    ]
    page: dict[str, Any] = {"@type": "WebPage"}
    if address:
        page["@id"] = address
    if steps:
        page["breadcrumb"] = {"@type": "BreadcrumbList", "itemListElement": steps}
    return page if len(page) > 1 else {}
