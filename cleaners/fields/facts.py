"""Headline, authors, dates and the other facts: profile first, then the page, then its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaners.article import Author, Breadcrumb
from cleaners.decision import Decision, Reason
from cleaners.labels import Lexicon
from cleaners.page import Page
from cleaners.reading.dates import extract_date
from cleaners.reading.people import extract_authors
from cleaners.reading.views import extract_view_count

_SITE_SUFFIX = re.compile(r"\s+[|–—\-·»:/]+\s+[^|–—]+$")
_LONGEST_TITLE = 500  # characters; longer ones hold no site name that could be found safely
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


def _texts(decisions: Iterable[Decision], reason: Reason) -> Iterator[str]:
    return (decision.block.text for decision in decisions if decision.reason is reason)


def extract_headline(page: Page, decisions: tuple[Decision, ...]) -> str | None:
    """Profile, then the heading on the page, then head data without the site's name."""
    on_page = next(_texts(decisions, Reason.HEADLINE), None)
    in_head = page.head.headline or page.head.title
    return page.found.headline or on_page or (drop_site_name(in_head, page) if in_head else None)


def drop_site_name(title: str, page: Page) -> str:
    """A title without the name of the site behind it."""
    if page.head.site_name and title.endswith(page.head.site_name):
        return title.removesuffix(page.head.site_name).rstrip(" |–—-·»:/") or title
    if page.head.headline == title or len(title) > _LONGEST_TITLE:
        return title
    return _SITE_SUFFIX.sub("", title) or title


def extract_article_authors(
    page: Page, decisions: tuple[Decision, ...], lexicon: Lexicon
) -> tuple[Author, ...]:
    """People who wrote the story."""
    sources = (page.found.authors, page.head.authors, tuple(_texts(decisions, Reason.BYLINE)))
    for texts in sources:
        names = extract_authors(texts, lexicon)
        if names:
            return tuple(Author(name) for name in names)
    return ()


def extract_published(
    page: Page, decisions: tuple[Decision, ...], zone: str
) -> tuple[str | None, str | None]:
    """Publication date as ISO 8601, and as printed. Machine-readable dates are the surest."""
    printed = page.found.published or next(_texts(decisions, Reason.PUBLICATION_DATE), None)
    for raw in (page.head.published, printed):
        date = extract_date(raw, zone) if raw else None
        if date:
            return date, printed or raw
    return None, None


def extract_modified(page: Page, zone: str) -> str | None:
    """When the page says it was last changed."""
    return extract_date(page.head.modified, zone) if page.head.modified else None


def extract_views(page: Page, decisions: tuple[Decision, ...]) -> int | None:
    """How often the story was read."""
    printed = page.found.view_count or next(_texts(decisions, Reason.VIEW_COUNTER), None)
    return extract_view_count(printed) if printed else None


def extract_breadcrumbs(page: Page) -> tuple[Breadcrumb, ...]:
    """The path from the front page, as the profile's selector finds it."""
    return tuple(Breadcrumb(link.text, link.url) for link in page.found.breadcrumbs)


def extract_section(page: Page) -> str | None:
    """The rubric: named by the profile, by the last breadcrumb, or by the head."""
    crumbs = page.found.breadcrumbs
    last = crumbs[-1].text if len(crumbs) > 1 else None
    return page.found.section or last or page.head.section


def told_language(page: Page) -> str | None:
    """The language that the page's head names, as ISO 639-1 where it has such a code."""
    match = _LANGUAGE_CODE.match(page.head.language or "")
    return match[0].lower() if match else None
