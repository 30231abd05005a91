"""Where each fact of an article was found."""

from __future__ import annotations

from cleaners.article import Article
from cleaners.document import Document, StoryOrigin
from cleaners.origin import Origin, Origins
from cleaners.page import Page

# The fields of the article by those of `Found`, which a profile may have found.
_PROFILED = {
    "authors": "authors",
    "view_count": "view_count",
    "section": "section",
    "tags": "tags",
    "breadcrumbs": "breadcrumbs",
}


def find_origins(
    article: Article, page: Page, document: Document, date_told: str | None
) -> Origins:
    """Where the facts that the article has were found; `date_told` is what its date was read from.

    What the page both declares and prints counts as what was taken: a headline as printed, a date
    and authors as declared.
    """
    found = {
        "headline": _of_headline(article, page),
        "authors": _of_authors(article, page),
        "date_published": _of_date(page, document, date_told),
        "date_modified": _declared(page, "modified") if page.head.modified else Origin.PAGE,
        "description": _declared(page, "description"),
        "article_body": _of_body(page, document),
        "breadcrumbs": Origin.PAGE if page.found.breadcrumbs else Origin.JSON_LD,
        "main_image": _declared(page, "image") if page.head.image else Origin.PAGE,
        "view_count": Origin.PAGE,
        "tags": _of_listed(page, article.tags == page.head.tags, "tags"),
        "section": _of_listed(page, article.section == page.head.section, "section"),
    }
    for name, own in _PROFILED.items():
        if own in page.found.by_profile and found[name] is Origin.PAGE:
            found[name] = Origin.PROFILE
    return Origins(**{name: origin for name, origin in found.items() if getattr(article, name)})


def _declared(page: Page, field: str) -> Origin:
    """Where the value of a field of the head stands."""
    if field in page.head.printed:
        return Origin.PAGE
    return Origin.JSON_LD if field in page.head.linked else Origin.META


def _of_headline(article: Article, page: Page) -> Origin:
    headline = article.headline
    if "headline" in page.found.by_profile and headline == page.found.headline:
        return Origin.PROFILE
    shown = (*page.head.headings, *page.head.subheadings)
    if headline in shown or any(block.text == headline for block in page.blocks):
        return Origin.PAGE
    is_linked = "headline" in page.head.linked and page.head.titles[:1] == (headline,)
    return Origin.JSON_LD if is_linked else Origin.META


def _of_authors(article: Article, page: Page) -> Origin:
    """The first source that has all the names."""
    if page.found.authors:
        return Origin.PAGE
    sources = list(page.head.credits)
    linked = [sources.pop(0)] if "authors" in page.head.linked and sources else []
    names = [author.name for author in article.authors]
    for origin, declared in (
        (Origin.JSON_LD, (*linked, page.head.groups)),
        (Origin.META, tuple(sources)),
    ):
        texts = "\n".join(text for source in declared for text in source).casefold()
        if all(name.casefold() in texts for name in names):
            return origin
    return Origin.PAGE


def _of_date(page: Page, document: Document, told: str | None) -> Origin:
    head, found = page.head, page.found
    if told is not None and told == document.url:
        return Origin.ADDRESS
    declared = head.dates or (head.published,)
    if told in declared:
        is_first = told == declared[0] and "published" in head.linked
        return Origin.JSON_LD if is_first else Origin.META
    by_profile = "published" in found.by_profile or "published_text" in found.by_profile
    is_found = told in (found.published, found.published_text)
    return Origin.PROFILE if by_profile and is_found else Origin.PAGE


def _of_body(page: Page, document: Document) -> Origin:
    if document.story_origin is StoryOrigin.JSON_LD:
        return Origin.JSON_LD
    return Origin.PROFILE if page.story_zone else Origin.PAGE


def _of_listed(page: Page, is_declared: bool, field: str) -> Origin:
    """Of tags and section: declared ones are taken where the page prints none."""
    if is_declared and not getattr(page.found, field):
        return _declared(page, field)
    return Origin.PAGE
