"""The facts of a story: profile first, then the page, then its head."""

from __future__ import annotations

import pytest

from cleaners.article import Author, Breadcrumb
from cleaners.decision import Decision, Reason
from cleaners.fields.facts import (
    extract_article_authors,
    extract_breadcrumbs,
    extract_headline,
    extract_modified,
    extract_published,
    extract_section,
    extract_views,
    told_language,
)
from cleaners.page import Found, HeadData, Link, Page
from tests.builders import LEXICON, line

HOME, TOWN = Link("Главная", "https://a.kz/"), Link("Город", "https://a.kz/gorod")


def page(head: HeadData = HeadData(), found: Found = Found()) -> Page:  # noqa: B008 - frozen values
    """A page without blocks."""
    return Page((), head=head, found=found)


def seen(text: str, reason: Reason) -> tuple[Decision, ...]:
    """One block that was taken for a fact."""
    return (Decision(line(text), reason, "test"),)


ON_PAGE = seen("На странице", Reason.HEADLINE)


def test_the_profiles_headline_wins() -> None:
    """Over the page, which wins over the head."""
    head = HeadData(headline="В голове")
    assert extract_headline(page(head, Found("По профилю")), ON_PAGE) == "По профилю"
    assert extract_headline(page(head), ON_PAGE) == "На странице"
    assert extract_headline(page(head), ()) == "В голове"
    assert extract_headline(page(), ()) is None


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        (HeadData(title="Мост открыт | Газета"), "Мост открыт"),
        (HeadData(title="Мост открыт - Газета"), "Мост открыт"),
        (HeadData(title="Мост открыт – Газета"), "Мост открыт"),
        (HeadData(title="Алма-Ата ждёт"), "Алма-Ата ждёт"),
        (HeadData(title="Мост открыт Газета", site_name="Газета"), "Мост открыт"),
        (HeadData(title="Газета", site_name="Газета"), "Газета"),
        (HeadData(headline="Мост - это дорога"), "Мост - это дорога"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(head: HeadData, headline: str) -> None:
    """A <title> has it behind a mark; `og:title` is believed."""
    assert extract_headline(page(head), ()) == headline


def test_authors_of_the_profile_win() -> None:
    """Over the head, which wins over the page."""
    head, byline = HeadData(authors=("Иван Кузнецов",)), seen("Автор: Ян Ли", Reason.BYLINE)
    found = Found(authors=("Ася Петрова",))
    assert extract_article_authors(page(head, found), byline, LEXICON) == (Author("Ася Петрова"),)
    assert extract_article_authors(page(head), byline, LEXICON) == (Author("Иван Кузнецов"),)
    assert extract_article_authors(page(), byline, LEXICON) == (Author("Ян Ли"),)


def test_a_newsroom_leaves_the_word_to_the_next_source() -> None:
    """«admin» in the head hides no byline on the page."""
    byline = seen("Автор: Ян Ли", Reason.BYLINE)
    assert extract_article_authors(page(HeadData(authors=("admin",))), byline, LEXICON) == (
        Author("Ян Ли"),
    )


def test_the_date_of_the_head_wins_and_the_printed_one_is_raw() -> None:
    """Machine-readable dates are the surest."""
    given = page(HeadData(published="2025-05-20T14:05:00+05:00"), Found(published="20 мая 2025"))
    assert extract_published(given, (), "") == ("2025-05-20T14:05:00+05:00", "20 мая 2025")


def test_a_bad_date_in_the_head_leaves_the_word_to_the_printed_one() -> None:
    """Templates print «0000-00-00»."""
    given = page(HeadData(published="0000-00-00"))
    printed = seen("20 мая 2025 14:05", Reason.PUBLICATION_DATE)
    assert extract_published(given, printed, "Asia/Almaty") == (
        "2025-05-20T14:05:00+05:00",
        "20 мая 2025 14:05",
    )


def test_without_a_date_nothing_is_told() -> None:
    """Neither is the raw text of what is none."""
    assert extract_published(page(found=Found(published="скоро")), (), "") == (None, None)
    assert extract_modified(page(HeadData(modified="скоро")), "") is None


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
    assert told_language(page(HeadData(language=told))) == code
