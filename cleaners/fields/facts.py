"""Counter, breadcrumbs, section, language: profile first, then the page, then its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaners.article import Breadcrumb
from cleaners.decision import Decision, Reason
from cleaners.page import Page
from cleaners.reading.views import extract_view_count

_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


def _texts(decisions: Iterable[Decision], reason: Reason) -> Iterator[str]:
    return (decision.block.text for decision in decisions if decision.reason is reason)


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
