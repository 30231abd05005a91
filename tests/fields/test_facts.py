"""Counter, breadcrumbs, section, language: profile first, then the page, then its head."""

from __future__ import annotations

import pytest

from cleaners.article import Breadcrumb
from cleaners.decision import Decision, Reason
from cleaners.fields.build import (
    declared_language,
    extract_breadcrumbs,
    extract_section,
    extract_views,
)
from cleaners.page import Found, HeadData, Link, Page
from tests.builders import line

HOME, TOWN = Link("Главная", "https://a.kz/"), Link("Город", "https://a.kz/gorod")


def page(head: HeadData = HeadData(), found: Found = Found()) -> Page:  # noqa: B008 - frozen values
    """A page without blocks."""
    return Page((), head=head, found=found)


def seen(text: str, reason: Reason) -> tuple[Decision, ...]:
    """One block that was taken for a fact."""
    return (Decision(line(text), reason, "test"),)


@pytest.mark.parametrize(
    ("found", "decisions", "views"),
    [
        (Found(view_count="2 064"), seen("140", Reason.VIEW_COUNTER), 2064),
        (Found(), seen("140", Reason.VIEW_COUNTER), 140),
        (Found(view_count="–"), (), None),
        (Found(), (), None),
    ],
)
def test_views_are_a_number(
    found: Found, decisions: tuple[Decision, ...], views: int | None
) -> None:
    """Of the profile first."""
    assert extract_views(page(found=found), decisions) == views


@pytest.mark.parametrize(
    ("found", "head", "section"),
    [
        (Found(section="Спорт", breadcrumbs=(HOME, TOWN)), HeadData(section="Мир"), "Спорт"),
        (Found(breadcrumbs=(HOME, TOWN)), HeadData(section="Мир"), "Город"),
        (Found(breadcrumbs=(HOME,)), HeadData(section="Мир"), "Мир"),
        (Found(), HeadData(), None),
    ],
)
def test_the_section_is_the_last_breadcrumb(found: Found, head: HeadData, section: str) -> None:
    """Unless the profile names it; the front page alone is no section."""
    assert extract_section(page(head, found)) == section


def test_breadcrumbs_may_lack_an_address() -> None:
    """The last one often does."""
    given = page(found=Found(breadcrumbs=(HOME, Link("Город"))))
    assert extract_breadcrumbs(given) == (
        Breadcrumb("Главная", "https://a.kz/"),
        Breadcrumb("Город"),
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [("ru", "ru"), ("kk-KZ", "kk"), ("en_US", "en"), ("RU", "ru"), ("russian", None), ("", None),
     (None, None), ("de, en", "de")],
)  # fmt: skip
def test_the_language_is_a_code(told: str | None, code: str | None) -> None:
    """Without its country."""
    assert declared_language(page(HeadData(language=told))) == code
