"""Dates as news sites print them."""

from __future__ import annotations

import pytest

from cleaners.reading.dates import extract_date, is_date_line
from tests.builders import LEXICON

WORDS = [
    ("20 мая 2025 г. 14:05", "2025-05-20T14:05:00"),
    ("20 мая 2025 года, 14:05", "2025-05-20T14:05:00"),
    ("14:05, 20 мая 2025", "2025-05-20T14:05:00"),
    ("20 МАЯ 2025", "2025-05-20"),
    ("Вторник, 20 мая 2025", "2025-05-20"),
    ("20 сент. 2025 г.", "2025-09-20"),
    ("1 қаңтар 2025", "2025-01-01"),
    ("2025 жылғы 3 мамыр", "2025-05-03"),
    ("2025 ж. 3 мамыр 09:07", "2025-05-03T09:07:00"),
    ("21 Ақпан, 2025", "2025-02-21"),
    ("May 20, 2025", "2025-05-20"),
    ("May 20th, 2025 14:05", "2025-05-20T14:05:00"),
    ("20 May 2025", "2025-05-20"),
    ("Sept. 3, 2025", "2025-09-03"),
    ("Опубликовано 20 мая 2025 в 9:05", "2025-05-20T09:05:00"),
]

ISO = [
    ("2025-05-20", "2025-05-20"),
    ("2025-05-20T14:05", "2025-05-20T14:05:00"),
    ("2025-05-20 14:05:09", "2025-05-20T14:05:09"),
    ("2025-05-20T14:05:09Z", "2025-05-20T14:05:09+00:00"),
    ("2025-05-20T14:05:09 UTC", "2025-05-20T14:05:09+00:00"),
    ("2025-05-20T14:05:09 GMT", "2025-05-20T14:05:09+00:00"),
    ("2025-05-20T14:05:09+05:00", "2025-05-20T14:05:09+05:00"),
    ("2025-05-20T14:05:09+0500", "2025-05-20T14:05:09+05:00"),
    ("2025-05-20T14:05:09-03:30", "2025-05-20T14:05:09-03:30"),
    ("2025-05-20T14:05:09.123+05:00", "2025-05-20T14:05:09+05:00"),
    ("2025-05-20T14:05:09,123Z", "2025-05-20T14:05:09+00:00"),
]

NUMERIC = [
    ("20.05.2025", "2025-05-20"),
    ("20/05/2025 14:05", "2025-05-20T14:05:00"),
    ("14:05 20.05.2025", "2025-05-20T14:05:00"),
    ("1.2.2025", "2025-02-01"),
    ("20.05.2025, 09.30", "2025-05-20T09:30:00"),
]

NONE = [
    "",
    "скоро",
    "20 мая",
    "май 2025",
    "31 февраля 2025",
    "31.02.2025",
    "2025-13-01",
    "2025-02-30T10:00",
    "2025-05-20T25:61",
    "1 мая 1812 года",
    "20.05.25",
    "12345-67-89",
    "2064",
    "10 000 000",
]


@pytest.mark.parametrize(("text", "date"), [*WORDS, *ISO, *NUMERIC])
def test_a_date_becomes_iso_8601(text: str, date: str) -> None:
    """With time and zone where the page tells them, and none where it does not."""
    assert extract_date(text) == date


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_gives_none(text: str) -> None:
    """Impossible days, years long past, figures."""
    assert extract_date(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("20 мая 2025 14:05", "2025-05-20T14:05:00+05:00"),
        ("20 мая 2023 14:05", "2023-05-20T14:05:00+06:00"),
        ("2025-05-20T14:05", "2025-05-20T14:05:00+05:00"),
        ("2025-05-20T14:05Z", "2025-05-20T14:05:00+00:00"),
        ("20 мая 2025", "2025-05-20"),
    ],
)
def test_the_zone_of_the_site_fills_what_the_page_leaves_open(text: str, date: str) -> None:
    """As it was on that day: Kazakhstan moved to one zone in March 2024."""
    assert extract_date(text, "Asia/Almaty") == date


@pytest.mark.parametrize("offset", ["+25:00", "+99:99", "-24:00"])
def test_an_impossible_offset_is_no_zone(offset: str) -> None:
    """The date itself is right all the same."""
    assert extract_date(f"2025-05-20T14:05:00{offset}") == "2025-05-20T14:05:00"


@pytest.mark.parametrize(
    "text",
    ["20 мая 2025", "Опубликовано: 20.05.2025 14:05", "Сегодня, 14:05", "Вчера в 9:30",
     "Updated on May 20, 2025 at 2:05 pm", "2025 жылғы 3 мамыр", "Жарияланды: 20.05.2025"],
)  # fmt: skip
def test_a_date_line_has_nothing_but_the_date(text: str) -> None:
    """And the words that belong to one."""
    assert is_date_line(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    ["20 мая 2025 года открылся мост", "Опубликовано", "20 мая", "140", "Сегодня",
     "Мост открыли в 14:05", "19-20 мая в Польше"],
)  # fmt: skip
def test_other_lines_are_no_date_lines(text: str) -> None:
    """A word that is no date word, or no date at all."""
    assert not is_date_line(text, LEXICON)
