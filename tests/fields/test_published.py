"""Dates of publication and change: head, page, address."""

from __future__ import annotations

import pytest

from cleaners.decision import Decision, Reason
from cleaners.document import Document, DocumentKind
from cleaners.fields.published import (
    date_hints,
    extract_modified,
    extract_published,
)
from cleaners.page import Found, HeadData, Page
from cleaners.reading.address_dates import date_in_address
from cleaners.reading.dates import DateHints
from tests.builders import LEXICON, line

NO_HINTS = DateHints()


def published(
    head: HeadData = HeadData(),  # noqa: B008
    found: Found = Found(),  # noqa: B008
    *,
    printed: str = "",
    url: str | None = None,
    hints: DateHints = NO_HINTS,
) -> tuple[str | None, str | None]:
    """The date of a page, and as printed."""
    decisions = (Decision(line(printed), Reason.PUBLICATION_DATE, "test"),) if printed else ()
    page = Page((), head=head, found=found)
    return extract_published(page, decisions, hints, LEXICON, url=url)[:2]


def test_the_date_of_the_head_wins_and_the_printed_one_is_raw() -> None:
    """Machine-readable dates are the surest."""
    head, found = HeadData(published="2025-05-20T14:05:00+05:00"), Found(published="20 мая 2025")
    assert published(head, found) == ("2025-05-20T14:05:00+05:00", "20 мая 2025")


def test_a_bad_date_in_the_head_leaves_the_word_to_the_next() -> None:
    """Templates print «0000-00-00»."""
    printed = "20 мая 2025 14:05"
    hints = DateHints(zone="Asia/Almaty")
    assert published(HeadData(published="0000-00-00"), printed=printed, hints=hints) == (
        "2025-05-20T14:05:00+05:00",
        printed,
    )
    assert published(HeadData(dates=("0000-00-00", "2025-05-20")))[0] == "2025-05-20"


def test_a_printed_date_goes_before_those_with_a_class() -> None:
    """It stands by the headline."""
    head = HeadData(shown=("1 мая 2025",))
    assert published(head, printed="20 мая 2025")[0] == "2025-05-20"
    assert published(head)[0] == "2025-05-01"


def test_the_address_tells_the_date_where_the_page_does_not() -> None:
    """Its day only."""
    url = "https://a.kz/2025/05/20/most/"
    assert published(url=url) == ("2025-05-20", url)


def test_the_address_tells_which_date_on_the_page_is_right() -> None:
    """That of the same day has the time; another day belongs to another story."""
    url = "https://a.kz/2025/05/20/most/"
    assert published(HeadData(shown=("1 мая 2025", "20 мая 2025 14:05")), url=url) == (
        "2025-05-20T14:05:00",
        "20 мая 2025 14:05",
    )
    assert published(HeadData(shown=("1 мая 2025",)), url=url)[0] == "2025-05-20"


@pytest.mark.parametrize("text", ["Обновлено 20 мая 2025", "Last updated on May 20, 2025"])
def test_a_date_of_change_is_no_date_of_publication(text: str) -> None:
    """Where nothing else is told, the date is unknown."""
    assert published(HeadData(shown=(text,))) == (None, None)
    assert published(HeadData(shown=(text, "1 мая 2025")))[0] == "2025-05-01"


def test_a_date_of_change_may_be_printed_alone() -> None:
    """What machines are told goes before it."""
    shown = ("1 мая 2025", "Обновлено 20 мая 2025")
    assert extract_modified(Page((), head=HeadData(shown=shown)), NO_HINTS, LEXICON) == "2025-05-20"
    head = HeadData(modified="2025-05-21", shown=shown)
    assert extract_modified(Page((), head=head), NO_HINTS, LEXICON) == "2025-05-21"


def test_a_date_before_a_word_of_change_is_one_of_publication() -> None:
    """«1 May 2025. Updated: 20 May 2025» has both."""
    assert published(HeadData(shown=("1 мая 2025, обновлено 20 мая 2025",)))[0] == "2025-05-01"


def test_a_byline_may_have_the_date() -> None:
    """Where nothing else has."""
    assert published(HeadData(bylines=("Ася Петрова 20 мая 2025",)))[0] == "2025-05-20"


def test_without_a_date_nothing_is_told() -> None:
    """Neither is the raw text of what is none."""
    assert published(found=Found(published="скоро")) == (None, None)
    assert extract_modified(Page((), head=HeadData(modified="скоро")), NO_HINTS, LEXICON) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.kz/2025/05/20/most/", "2025-05-20"),
        ("https://a.kz/2025-05-20/most", "2025-05-20"),
        ("https://a.kz/n/2025/5/3-most.html", "2025-05-03"),
        ("https://a.kz/20250520/most", "2025-05-20"),
        ("https://a.kz/2025/05/most", None),
        ("https://a.kz/2025/31/31/", None),
        ("https://a.kz/n/202505201/", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_may_name_a_day(url: str | None, day: str | None) -> None:
    """Year, month and day, in this order."""
    assert date_in_address(url) == day


@pytest.mark.parametrize(
    ("url", "told", "language", "month_first"),
    [
        ("https://a.com/", None, "en", True),
        ("https://a.com/", "en-US", "en", True),
        ("https://a.com/", "en-GB", "en", False),
        ("https://a.co.uk/", "en", "en", False),
        ("https://a.kz/", None, "ru", False),
        (None, None, "en", True),
    ],
)
def test_american_pages_put_the_month_first(
    url: str | None, told: str | None, language: str, month_first: bool
) -> None:
    """Language, region and host say which pages are American."""
    page = Page((), head=HeadData(language=told))
    document = Document("", DocumentKind.HTML, url)
    assert date_hints(page, "", document, language).month_first is month_first
